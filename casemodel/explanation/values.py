"""An explanation is data before it is words: every output shows these same facts.

Each sentence carries the id of its template or rating beside its text, so that another language can
put other words to the same facts.
"""

from typing import NamedTuple

from casemodel.engine.tables import BasisChoice
from casemodel.knowledge.values import Basis, Kind


class Sentence(NamedTuple):
    """A sentence made from a template: its id, what was filled in, and the text."""

    id: str
    filled: tuple[tuple[str, str], ...]
    text: str


class Reason(NamedTuple):
    """Why one answer speaks for or against one model.

    `id` is 'model.criterion.level'. `tenths` are signed printed points in tenths. `cites` are
    places ('harmony 18') of the claims this level's rating rests on, or, if the level itself is
    neutral, of all the model's ratings on the criterion. `contested` holds what other sources say
    against a claim it rests on, each with its places.
    """

    id: str
    model: str
    criterion: str
    criterion_name: str
    level: str
    answer: str
    tenths: int
    text: str
    basis: Basis
    claims: tuple[str, ...]
    cites: tuple[str, ...]
    contested: tuple[Sentence, ...]


class ShownCaution(NamedTuple):
    """A caution that holds: its id, its text, whether it is a danger, and its citations."""

    id: str
    danger: bool
    text: str
    claims: tuple[str, ...]
    cites: tuple[str, ...]


class RankedModel(NamedTuple):
    """One line of the ranking, in printed units (tenths), with the fit word of the rules.

    `reasons` are all contributions that are not zero, largest first by size.
    """

    model: str
    name: str
    rank: int
    tenths: int
    lowest: int
    highest: int
    word: str
    reasons: tuple[Reason, ...]


class Evidence(NamedTuple):
    """What a score rests on: percentages of its points by basis; they add up to 100.

    All three are 0 where no answer moves the score.
    """

    document: int
    literature: int
    inference: int


class Explanation(NamedTuple):
    """What a reader is owed about one assessment.

    `fit`, `lead` and `evidence` are kept apart and never merged into one number. `best_for` and
    `best_against` are the three strongest reasons for the first model and the strongest against it.
    `open_questions` are the names of criteria that are unanswered; they counted as average.
    `recommended` is a model's id, or empty. `fit`, `lead`, `evidence` and the reasons are about the
    model recommended, or else about the first of the ranking.
    """

    kind: Kind
    label: str
    date: str
    basis: BasisChoice
    rules_version: str
    rules_digest: str
    headline: Sentence
    fit: Sentence
    lead: Sentence
    evidence: Sentence
    evidence_shares: Evidence
    cautions: tuple[ShownCaution, ...]
    best_for: tuple[Reason, ...]
    best_against: tuple[Reason, ...]
    ranking: tuple[RankedModel, ...]
    unranked: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    open_questions: tuple[tuple[str, str], ...]
    answered: Sentence
    recommended: str = ""
