"""The engine's one entry, `assess`, and what it returns. Pure: no files, no clock, no terminal."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from casemodel.engine.asking import NextQuestion, next_questions
from casemodel.engine.board import in_tenths, totals
from casemodel.engine.case import DEFAULT, Case, Options, consider
from casemodel.engine.cautions import cautions_for
from casemodel.engine.changes import Turn, single_turns
from casemodel.engine.choosing import least_above_middle, order_key
from casemodel.engine.contributions import Contribution, Grounds, contributions
from casemodel.engine.doubt import Certainty, Interval, certainty
from casemodel.engine.drawing import Acceptability, acceptability
from casemodel.engine.feasibility import Feasibility
from casemodel.engine.questions import Question, refused
from casemodel.engine.ranking import ranked
from casemodel.engine.scoring import TENTHS, Scored, reach_of, score_model
from casemodel.engine.stability import Flip, contenders, flips
from casemodel.engine.tables import BasisChoice, build_tables
from casemodel.engine.tiers import shown_assignments, spans
from casemodel.knowledge.values import Caution, Group, Kind, Rules, Way
from casemodel.named import NamedTuple
from casemodel.profiles.values import Profile


class Adjustment(NamedTuple):
    """Points that come from no answer: a hybrid's overhead, negative."""

    id: Literal["overhead"]
    points: Fraction
    tenths: int


class Standing(NamedTuple):
    """Where one model or hybrid stands: its score, its rank, and what the score is made of.

    `tenths`, `low`, `high`, `lowest` and `highest` are in tenths of a point. `low` and `high` bound
    the score over every way of answering what is open (for a tiered hybrid both are sound
    bounds); `lowest` and `highest` over all answers. `serves` names the part
    that serves each segment of a tiered hybrid. `need_points` is the sum of contributions from
    criteria of the group need.
    """

    id: str
    kind: Literal["model", "hybrid"]
    way: Way | Literal[""]
    parts: tuple[str, ...]
    serves: tuple[str, ...]
    rank: int
    score: Fraction
    tenths: int
    low: int
    high: int
    lowest: int
    highest: int
    need_points: Fraction
    feasibility: Feasibility
    contributions: tuple[Contribution, ...]
    adjustments: tuple[Adjustment, ...]


class Assessment(NamedTuple):
    """Everything the engine says of one profile.

    `case` is what was considered. `ranking` is ordered by printed score, then by id; equal printed
    scores share a rank. `unranked` are models of which the chosen basis says nothing. `recommended`
    is the id of the best alternative that can be run, scores above 50 and that needs do not speak
    against, or empty; a hybrid must lead the best model by the margin in the rules. `need_first` is
    the model with the most points from needs, empty if no need is answered. `certainty` says
    whether open questions can change the recommendation, `next_questions` which are worth asking,
    `turns` which single changed answers would change it, `flips` and `acceptability` what other
    weights would do; these three are empty where no draws were asked for. `answered` and `asked`
    count questions by group.
    """

    case: Case
    ranking: tuple[Standing, ...]
    unranked: tuple[str, ...]
    recommended: str
    need_first: str
    certainty: Certainty
    next_questions: tuple[NextQuestion, ...]
    turns: tuple[Turn, ...]
    flips: tuple[Flip, ...]
    acceptability: Acceptability
    cautions: tuple[Caution, ...]
    answered: Mapping[Group, int]
    asked: Mapping[Group, int]

    @property
    def kind(self) -> Kind:
        """The kind of the profile."""
        return self.case.profile.kind

    @property
    def options(self) -> Options:
        """What was chosen beside the profile."""
        return self.case.options

    def standing(self, alternative: str) -> Standing:
        """The standing of a model or hybrid. Raises KeyError if it is not ranked."""
        for standing in self.ranking:
            if standing.id == alternative:
                return standing
        raise KeyError(alternative)


def assess(rules: Rules, profile: Profile, options: Options = DEFAULT) -> Assessment:
    """Score and rank every model and declared hybrid for a profile, and say what is in doubt.

    Answers to criteria not asked of this kind of profile are left out of account; the reader
    refuses them beforehand.
    """
    return judged(consider(rules, profile, options))


def judged(case: Case) -> Assessment:
    """The assessment of a case that has been set up."""
    rules = case.rules
    ranking = _ranking(case)
    shown = _recommended(case)
    runner = case.winner if case.winner is not None else _first(case)
    first = [s for s in ranking if s.id == shown or (not shown and s.rank == 1)]
    own = _whole_levels(case)
    known = {**(case.capacity.levels if case.capacity else {}), **own}
    group = {q: rules.criteria[a.criterion].group for q, a in case.asked.items()}
    varied = case.options.draws > 0
    return Assessment(
        case=case,
        ranking=ranking,
        unranked=tuple(t.model for t in case.tables.models if not t.spread),
        recommended=shown,
        need_first=_need_first(case, ranking),
        certainty=certainty(case.choice, case.levels, case.winner),
        next_questions=next_questions(
            case.choice, case.levels, case.winner, refused(case.profile, case.asked)
        ),
        turns=single_turns(case.choice, case.levels, case.winner) if varied else (),
        flips=flips(case.choice, case.levels, runner) if varied and runner is not None else (),
        acceptability=acceptability(case.choice, case.levels, runner, case.options.draws)
        if varied and runner is not None
        else Acceptability(0, {}),
        cautions=cautions_for(rules, own, known, [part for s in first for part in s.parts]),
        answered=Counter(group[q] for q in case.levels),
        asked=Counter(group.values()),
    )


def reach(rules: Rules, kind: Kind, basis: BasisChoice = "all") -> dict[str, tuple[int, int]]:
    """The lowest and highest score each ranked model can get, in tenths of a point."""
    tables = build_tables(rules, kind, basis)
    return {t.model: reach_of(t, tables.weights) for t in tables.models if t.spread}


def _whole_levels(case: Case) -> dict[str, str]:
    """What is known for cautions; segments' answers count where they agree."""
    found: dict[str, set[str]] = {}
    for question, level in case.levels.items():
        found.setdefault(case.asked[question].criterion, set()).add(level)
    return {
        criterion: next(iter(levels)) for criterion, levels in found.items() if len(levels) == 1
    }


def _recommended(case: Case) -> str:
    return "" if case.winner is None else case.choice.board.alternatives[case.winner].id


def _first(case: Case) -> int | None:
    """Where nothing is recommended: the first among what could be."""
    choice = case.choice
    sums, floor = totals(choice.board, case.levels), least_above_middle(choice.board)

    def order(i: int) -> tuple[bool, tuple[int, bool, str, int, tuple[str, ...]]]:
        fits = sums[i] >= floor
        return (not fits, order_key(choice, i, in_tenths(choice.board, sums[i]), sums[i]))

    return min(contenders(choice, case.levels), key=order, default=None)


def _need_first(case: Case, ranking: tuple[Standing, ...]) -> str:
    models = [s for s in ranking if s.kind == "model"]
    if not models or not any(q in case.levels for q in case.choice.board.need):
        return ""
    return min(models, key=lambda s: (-s.need_points, s.id)).id


def _ranking(case: Case) -> tuple[Standing, ...]:
    """Every alternative once.

    Of a tiered hybrid the assignment that is shown.
    """
    board = case.choice.board
    shown = shown_assignments(case)
    bounds = spans(case)
    scored = {
        name: score_model(
            board.alternatives[i].table,
            case.levels,
            board.weighting,
            board.alternatives[i].overhead,
        )
        for name, i in shown.items()
    }
    grounds, weights = Grounds(case.rules, case.options.basis), _by_question(case)
    return tuple(
        _standing(
            case,
            rank,
            one,
            shown[one.model],
            bounds[one.model],
            grounds,
            weights,
        )
        for rank, one in ranked(scored.values())
    )


def _standing(
    case: Case,
    rank: int,
    scored: Scored,
    index: int,
    span: Interval,
    grounds: Grounds,
    weights: Mapping[Question, int],
) -> Standing:
    alternative = case.choice.board.alternatives[index]
    rules = case.rules
    need = sum(n for q, n in scored.numerators.items() if q in case.choice.board.need)
    lowest, highest = reach_of(alternative.table, weights, alternative.overhead)
    overhead = Fraction(-alternative.overhead)
    return Standing(
        id=alternative.id,
        kind=alternative.kind,
        way=rules.hybrids[alternative.id].way if alternative.kind == "hybrid" else "",
        parts=alternative.parts,
        serves=alternative.serves,
        rank=rank,
        score=scored.score,
        tenths=scored.tenths,
        low=span.low,
        high=span.high,
        lowest=lowest,
        highest=highest,
        need_points=Fraction(need, scored.denominator),
        feasibility=case.feasibilities[index],
        contributions=tuple(contributions(case, alternative, scored, grounds)),
        adjustments=(Adjustment("overhead", overhead, -alternative.overhead * TENTHS),)
        if overhead
        else (),
    )


def _by_question(case: Case) -> dict[Question, int]:
    return {q: case.rules.criteria[a.criterion].weight for q, a in case.asked.items()}
