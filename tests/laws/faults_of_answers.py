"""Faults in how models are ranked and what is said, each one that some such engine has had."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from casemodel.engine.case import DEFAULT
from casemodel.engine.choosing import Choice

from casemodel.engine import assessment, cautions, choosing, contributions, ranking, tables
from casemodel.engine.assessment import Assessment
from casemodel.engine.scoring import Scored
from casemodel.explanation import explain
from casemodel.explanation.values import Findings, Sentence
from casemodel.knowledge.values import BASES, Caution, Rules
from tests.laws.planting import Levels, plant, with_score

Ordered = tuple[tuple[int, Scored], ...]

_assess, _ranked, _cautions_for = assessment.assess, ranking.ranked, cautions.cautions_for


# ---- how it is ranked ----


def min_max(patch: pytest.MonkeyPatch) -> None:
    """Scores are stretched so that the worst has 0 and the best 100."""

    def ranked(scored: Iterable[Scored]) -> Ordered:
        every = list(scored)
        low = min((s.score for s in every), default=Fraction(0))
        high = max((s.score for s in every), default=Fraction(0))
        width = high - low or 1
        return _ranked(with_score(s, 100 * (s.score - low) / width) for s in every)

    plant(patch, "ranked", ranked)


def points_against_the_best(patch: pytest.MonkeyPatch) -> None:
    """Each criterion's points are divided by the largest among the models shown."""

    def ranked(scored: Iterable[Scored]) -> Ordered:
        every = list(scored)
        most: dict[str, Fraction] = {}
        for one in every:
            for criterion, got in one.points.items():
                most[criterion] = max(most.get(criterion, Fraction(0)), abs(got))
        return _ranked(
            with_score(s, 50 + sum((p / most[c] for c, p in s.points.items() if p), Fraction(0)))
            for s in every
        )

    plant(patch, "ranked", ranked)


def rivals_beaten(patch: pytest.MonkeyPatch) -> None:
    """On each criterion a model gets a point for every rival that it beats there."""

    def ranked(scored: Iterable[Scored]) -> Ordered:
        every = list(scored)
        won = {
            s.model: sum(p > rival.points.get(c, 0) for rival in every for c, p in s.points.items())
            for s in every
        }
        return _ranked(with_score(s, Fraction(won[s.model])) for s in every)

    plant(patch, "ranked", ranked)


def most_criteria_won(patch: pytest.MonkeyPatch) -> None:
    """The order is by how many criteria speak for a model, not by how much."""

    def ranked(scored: Iterable[Scored]) -> Ordered:
        won = sorted(scored, key=lambda s: (-sum(p > 0 for p in s.points.values()), s.model))
        return tuple(enumerate(won, start=1))

    plant(patch, "ranked", ranked)


def hybrid_takes_the_place(patch: pytest.MonkeyPatch) -> None:
    """A model is left out where a hybrid of it does better."""

    def ranked(scored: Iterable[Scored]) -> Ordered:
        every = list(scored)
        hybrids = [s.score for s in every if s.model[0] in "ka"]
        best = max(hybrids, default=Fraction(-1000))
        return _ranked(s for s in every if s.model[0] in "ka" or s.score >= best)

    plant(patch, "ranked", ranked)


def clones_merged(patch: pytest.MonkeyPatch) -> None:
    """Of models with the same score, one is shown."""
    plant(patch, "ranked", lambda scored: _ranked({s.score: s for s in scored}.values()))


def ties_by_place(patch: pytest.MonkeyPatch) -> None:
    """Models of equal score come in the order of the rules."""

    def ranked(scored: Iterable[Scored]) -> Ordered:
        ordered = sorted(scored, key=lambda s: -s.tenths)
        return tuple((1 + sum(o.tenths > s.tenths for o in ordered), s) for s in ordered)

    plant(patch, "ranked", ranked)


def ties_broken(patch: pytest.MonkeyPatch) -> None:
    """Models with the same printed score get ranks of their own."""
    plant(
        patch,
        "ranked",
        lambda scored: tuple(enumerate((s for _, s in _ranked(scored)), start=1)),
    )


def ranks_of_exact_scores(patch: pytest.MonkeyPatch) -> None:
    """Ranks follow differences that the page does not show."""

    def ranked(scored: Iterable[Scored]) -> Ordered:
        ordered = sorted(scored, key=lambda s: (-s.score, s.model))
        return tuple((1 + sum(o.score > s.score for o in ordered), s) for s in ordered)

    plant(patch, "ranked", ranked)


def clear_at_the_margin(patch: pytest.MonkeyPatch) -> None:
    """A lead of the margin itself is called clear: >= for >."""
    told = explain.headline

    def said(findings: Findings) -> Sentence:
        margin = Fraction(10 * findings.rules.close_margin - 1, 10)
        return told(replace(findings, rules=findings.rules._replace(close_margin=margin)))

    patch.setattr(explain, "headline", said)


def recommended_at_fifty(patch: pytest.MonkeyPatch) -> None:
    """50 is taken for a reason: >= for >."""
    true = choosing.least_above_middle
    patch.setattr(choosing, "least_above_middle", lambda on: true(on) - on.unit // 10)


def recommended_against_needs(patch: pytest.MonkeyPatch) -> None:
    """Needs that speak against a model do not bar it."""
    plant(patch, "need_totals", lambda on, _levels: [0] * len(on.alternatives))


def recommended_though_blocked(patch: pytest.MonkeyPatch) -> None:
    """What cannot be run is recommended all the same."""
    plant(patch, "is_blocked", lambda _choice, _index, _levels: False)


def hybrid_without_margin(patch: pytest.MonkeyPatch) -> None:
    """A hybrid need not lead by anything."""
    _order_key = choosing.order_key

    def key(choice: Choice, index: int, tenths: int, total: int = 0) -> Any:
        without = choice._replace(handicaps=(0,) * len(choice.handicaps))
        return _order_key(without, index, tenths, total)

    plant(patch, "order_key", key)


# ---- what is said ----


def _said(patch: pytest.MonkeyPatch, change: Callable[[Assessment], Assessment]) -> None:
    plant(
        patch,
        "assess",
        lambda rules, profile, options=DEFAULT: change(_assess(rules, profile, options)),
    )


def silent_criteria_left_out(patch: pytest.MonkeyPatch) -> None:
    """Criteria with 0 points are not listed."""
    _said(
        patch,
        lambda found: found._replace(
            ranking=tuple(
                s._replace(contributions=tuple(c for c in s.contributions if c.points))
                for s in found.ranking
            )
        ),
    )


def unranked_left_out(patch: pytest.MonkeyPatch) -> None:
    """Models of which nothing is said vanish."""
    _said(patch, lambda found: found._replace(unranked=()))


def strongest_basis(patch: pytest.MonkeyPatch) -> None:
    """A contribution boasts the best of its bases."""
    weakness = {basis: -place for place, basis in enumerate(("", *BASES))}
    patch.setattr(contributions, "_WEAKNESS", weakness)
    patch.setattr(contributions, "_BY_WEAKNESS", tuple(weakness))


def everything_cited(patch: pytest.MonkeyPatch) -> None:
    """Ratings that do not count are cited too."""
    every = dict.fromkeys(tables.COUNTED, tables.COUNTED["all"])
    patch.setattr(contributions, "COUNTED", every)


def running_number(patch: pytest.MonkeyPatch) -> None:
    """Something that differs from run to run gets into the answer."""
    calls = count()
    _said(patch, lambda found: found._replace(need_first=found.need_first + str(next(calls))))


def dangers_last(patch: pytest.MonkeyPatch) -> None:
    """Dangers are listed as they come."""
    plant(
        patch,
        "cautions_for",
        lambda rules, own, known, first: tuple(reversed(_cautions_for(rules, own, known, first))),
    )


def cautions_of_all_models(patch: pytest.MonkeyPatch) -> None:
    """Every model's cautions show, whoever is first."""
    plant(
        patch,
        "cautions_for",
        lambda rules, own, known, _first: _cautions_for(rules, own, known, rules.models),
    )


def unanswered_meets(patch: pytest.MonkeyPatch) -> None:
    """A condition on an unanswered criterion is taken to hold."""

    def holds(conditions: Any, levels: Levels) -> bool:
        return all(levels.get(c.criterion, c.levels[0]) in c.levels for c in conditions)

    plant(patch, "holds", holds)


def agency_ignored(patch: pytest.MonkeyPatch) -> None:
    """What is known of a client's agency raises no caution."""
    plant(
        patch,
        "assess",
        lambda rules, profile, options=DEFAULT: _assess(
            rules, profile._replace(agency=None), options
        ),
    )


def caution_hidden(patch: pytest.MonkeyPatch) -> None:
    """The first caution is dropped."""

    def some(rules: Rules, own: Levels, known: Levels, first: Iterable[str]) -> tuple[Caution, ...]:
        return _cautions_for(rules, own, known, first)[1:]

    plant(patch, "cautions_for", some)
