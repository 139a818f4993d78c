"""An explanation is data before it is words: every output shows these same facts.

Each sentence carries the id of its template or rating beside its text, so that another language can
put other words to the same facts.
"""

from typing import Literal, NamedTuple

from casemodel.engine.changes import Change
from casemodel.engine.feasibility import FeasibleState
from casemodel.engine.tables import BasisChoice
from casemodel.knowledge.values import Basis, Kind


class Sentence(NamedTuple):
    """A sentence made from a template: its id, what was filled in, and the text."""

    id: str
    filled: tuple[tuple[str, str], ...]
    text: str


class Reason(NamedTuple):
    """Why one answer speaks for or against one model.

    `id` is 'alternative.criterion.level', with '#segment' where a segment answers for itself;
    `part` is the part of a hybrid whose rating it is. `tenths` are signed printed points in tenths.
    `cites` are places ('harmony 18') of the claims this level's rating rests on, or, if the level
    itself is neutral, of all the model's ratings on the criterion. `contested` holds what other
    sources say against a claim it rests on, each with its places.
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
    part: str = ""
    segment: str = ""
    stated: bool = True


class ShownCaution(NamedTuple):
    """A caution that holds: its id, its text, whether it is a danger, and its citations."""

    id: str
    danger: bool
    text: str
    claims: tuple[str, ...]
    cites: tuple[str, ...]


class Gap(NamedTuple):
    """A requirement that is unmet, or to be confirmed.

    `part` names the part of a hybrid that asks for it, empty for a model. `name` is what it is
    called where several stand in one line, `text` what it asks in full. `arithmetic` is the sum
    behind a requirement in numbers.
    """

    id: str
    part: str
    strength: Literal["must", "should"]
    unmet: bool
    name: str
    text: str
    to_close: str
    arithmetic: Sentence | None
    claims: tuple[str, ...]
    cites: tuple[str, ...]


class RankedAlternative(NamedTuple):
    """One line of the ranking, in tenths of a point, with the fit word of the rules.

    `low` and `high` bound the score over every way of answering what is open. `feasible` is the
    state of the requirements in a word; `gaps` are those not met, unmet first.
    """

    id: str
    kind: Literal["model", "hybrid"]
    name: str
    parts: tuple[str, ...]
    rank: int
    tenths: int
    low: int
    high: int
    word: str
    feasible: FeasibleState
    gaps: tuple[Gap, ...]


class Evidence(NamedTuple):
    """What points rest on: percentages by basis; they add up to 100, or are all 0.

    `contested` is the percentage that rests on claims which other sources contradict.
    """

    document: int
    literature: int
    inference: int
    contested: int


class OpenQuestion(NamedTuple):
    """An open question worth asking: whether one of its answers alone decides, and its swing.

    `swing` is how far, in tenths of a point, its answers can move the lead over a rival.
    """

    criterion: str
    segment: str
    name: str
    question: str
    decides: bool
    swing: int


class Explanation(NamedTuple):
    """What a reader is owed about one assessment.

    `fit`, `stability` and `evidence` are kept apart and never merged into one number. They, the
    reasons and the gaps are about the alternative recommended, or else about the first of the
    ranking: `about`. `best_for` and `best_against` are its three strongest reasons for and the
    strongest against; where no answer itself speaks against it, `weak_points` are its own cons.
    `served` says who is served by which part, or which model suits which segment. `changes` are
    single answers that would change the recommendation, `weights` the nearest weights that would;
    `ask_next` are the open questions that can still matter, `open_questions` all that are
    unanswered (id, name) and counted as average. `baseline` compares with the model run now.
    """

    kind: Kind
    label: str
    date: str
    basis: BasisChoice
    rules_version: str
    rules_digest: str
    about: str
    recommended: str
    headline: Sentence
    fit: Sentence
    lead: Sentence
    stability: Sentence
    evidence: Sentence
    evidence_shares: Evidence
    cautions: tuple[ShownCaution, ...]
    best_for: tuple[Reason, ...]
    best_against: tuple[Reason, ...]
    weak_points: tuple[Sentence, ...]
    served: tuple[Sentence, ...]
    gaps: tuple[Gap, ...]
    ranking: tuple[RankedAlternative, ...]
    unranked: tuple[tuple[str, Sentence], ...]
    hybrid: tuple[Sentence, ...]
    changes: tuple[Sentence, ...]
    weights: tuple[Sentence, ...]
    ask_next: tuple[OpenQuestion, ...]
    baseline: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    open_questions: tuple[tuple[str, str], ...]
    answered: Sentence


class Difference(NamedTuple):
    """How much one answer separates two alternatives, in tenths, with the reasons of both sides."""

    criterion: str
    name: str
    answer: str
    segment: str
    tenths: int
    of_one: Reason | None
    of_other: Reason | None


class WhyNot(NamedTuple):
    """Why an alternative is not the one recommended.

    `behind` and `ahead` are the differences by question, in tenths, largest first; `gaps` its unmet
    requirements; `turn` the fewest changed answers that would put it first, or that there are none,
    and `changes` those answers.
    """

    headline: Sentence
    behind: tuple[Difference, ...]
    ahead: tuple[Difference, ...]
    gaps: tuple[Gap, ...]
    turn: Sentence
    changes: tuple[Change, ...]


class WhatIf(NamedTuple):
    """What changed answers do: before, after, and what moved and why.

    `moved` are alternatives whose printed score changed: id, name, before, after (in tenths).
    """

    changed: tuple[str, ...]
    before: Sentence
    after: Sentence
    moved: tuple[tuple[str, str, int, int], ...]
    reasons: tuple[Reason, ...]
