"""The engine's one entry, `assess`, and what it returns. Pure: no files, no clock, no terminal."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from casemodel.engine.cautions import cautions_for
from casemodel.engine.ranking import is_clear, lead, ranked
from casemodel.engine.scoring import MIDDLE, TENTHS, Scored, reach_of, rules_weighting, score_model
from casemodel.engine.tables import COUNTED, BasisChoice, build_tables
from casemodel.knowledge.values import BASES, Basis, Caution, Criterion, Group, Kind, Rules
from casemodel.profiles.values import Profile


class Contribution(NamedTuple):
    """One criterion's share of one model's score.

    `points` is exact and signed; 0 where the criterion is unanswered (`level` is then empty).
    `tenths` is the same in printed units (tenths of a point), rounded by largest remainder so that
    the printed points of a model and 50 add up to its printed score. `basis` is the weakest basis
    of all the model's ratings on the criterion, and `claims` are all of theirs; `basis` is empty
    where no rating counts.
    """

    criterion: str
    level: str
    points: Fraction
    tenths: int
    basis: Basis | Literal[""]
    claims: tuple[str, ...]


class Standing(NamedTuple):
    """Where one model stands: its exact and printed score, its rank, and what the score is made of.

    `tenths`, `lowest` and `highest` are in tenths of a point; the last two are the scores the model
    can reach over all answers of this kind. `need_points` is the sum of its contributions from
    criteria of the group need.
    """

    model: str
    rank: int
    score: Fraction
    tenths: int
    lowest: int
    highest: int
    need_points: Fraction
    contributions: tuple[Contribution, ...]


class Assessment(NamedTuple):
    """Everything the engine says of one profile.

    `ranking` is ordered by printed score, then by model id; equal printed scores share a rank.
    `unranked` are models of which the chosen basis says nothing. `clear` is whether the first leads
    the second by more than the margin stated in the rules; `margin` is that lead in tenths.
    `recommended` is the best of the ranking that scores above 50 and that clients' needs do not
    speak against, or empty. `cautions` are those that hold, dangers first. `answered` and `asked`
    count criteria by group.
    """

    kind: Kind
    basis: BasisChoice
    ranking: tuple[Standing, ...]
    unranked: tuple[str, ...]
    clear: bool
    margin: int
    recommended: str
    cautions: tuple[Caution, ...]
    answered: Mapping[Group, int]
    asked: Mapping[Group, int]


def assess(rules: Rules, profile: Profile, basis: BasisChoice = "all") -> Assessment:
    """Score and rank every model for a profile.

    Answers to criteria not asked of this kind of profile are left out of account; the reader
    refuses them beforehand.
    """
    tables = build_tables(rules, profile.kind, basis)
    weighting = rules_weighting(tables)
    levels = profile.levels()
    criteria = rules.criteria_for(profile.kind)
    scored = [score_model(t, levels, weighting) for t in tables.models if t.spread]
    ordered = ranked(scored)
    reaches = {t.model: reach_of(t, tables.weights) for t in tables.models if t.spread}
    ranking = tuple(
        _standing(rules, criteria, levels, basis, rank, one, reaches[one.model])
        for rank, one in ordered
    )
    known = {**(profile.agency.levels() if profile.agency else {}), **levels}
    first = [s.model for s in ranking if s.rank == 1]
    asked: Counter[Group] = Counter(c.group for c in criteria)
    return Assessment(
        kind=profile.kind,
        basis=basis,
        ranking=ranking,
        unranked=tuple(t.model for t in tables.models if not t.spread),
        clear=is_clear(ordered, rules.method.close_margin),
        margin=lead(ordered),
        recommended=_recommended(ranking),
        cautions=cautions_for(rules, known, first),
        answered=Counter(c.group for c in criteria if c.id in levels),
        asked=asked,
    )


def reach(rules: Rules, kind: Kind, basis: BasisChoice = "all") -> dict[str, tuple[int, int]]:
    """The lowest and highest score each ranked model can get, in tenths of a point."""
    tables = build_tables(rules, kind, basis)
    return {t.model: reach_of(t, tables.weights) for t in tables.models if t.spread}


def _recommended(ranking: tuple[Standing, ...]) -> str:
    for standing in ranking:
        if standing.tenths > MIDDLE * TENTHS and standing.need_points >= 0:
            return standing.model
    return ""


def _standing(
    rules: Rules,
    criteria: tuple[Criterion, ...],
    levels: Mapping[str, str],
    basis: BasisChoice,
    rank: int,
    scored: Scored,
    reached: tuple[int, int],
) -> Standing:
    contributions = tuple(
        _contribution(rules, criterion, levels.get(criterion.id, ""), basis, scored)
        for criterion in criteria
    )
    need = sum(
        (p for c, p in scored.points.items() if rules.criteria[c].group == "need"), Fraction(0)
    )
    return Standing(
        model=scored.model,
        rank=rank,
        score=scored.score,
        tenths=scored.tenths,
        lowest=reached[0],
        highest=reached[1],
        need_points=need,
        contributions=contributions,
    )


def _contribution(
    rules: Rules, criterion: Criterion, level: str, basis: BasisChoice, scored: Scored
) -> Contribution:
    """Cite all the model's ratings on the criterion: every one of them moves the mean."""
    rated = rules.models[scored.model].ratings.get(criterion.id, {})
    counted = [
        rating
        for one in criterion.levels
        if (rating := rated.get(one.id)) is not None
        and (rating.basis in COUNTED[basis] or rating.documents_say is not None)
    ]
    bases: list[Basis] = [r.basis if r.basis in COUNTED[basis] else "document" for r in counted]
    claims = dict.fromkeys(c for r in counted for c in r.claims)
    return Contribution(
        criterion=criterion.id,
        level=level,
        points=scored.points.get(criterion.id, Fraction(0)),
        tenths=scored.points_tenths.get(criterion.id, 0),
        basis=max(bases, key=BASES.index) if bases else "",
        claims=tuple(c for c in claims if basis != "document" or rules.claim_basis(c) == basis),
    )
