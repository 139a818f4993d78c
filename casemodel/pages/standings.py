"""The ranking as bars: every model, and the best hybrids."""

from collections.abc import Sequence

from casemodel.engine.assessment import Assessment
from casemodel.engine.feasibility import FeasibleState
from casemodel.explanation.values import Explanation, RankedAlternative
from casemodel.pages.document import Bar, BarGroup, Bars, Block, Heading, Paragraph
from casemodel.pages.words import counted

STATES: dict[FeasibleState, str] = {
    "yes": "",
    "no": "blocked",
    "to_confirm": "to be confirmed",
    "not_asked": "",
}
_RECOMMENDED = "recommended"


def standings(assessment: Assessment, explanation: Explanation, *, full: bool) -> tuple[Block, ...]:
    """All models and the best hybrids, best first; and models that cannot be ranked.

    `full` shows every hybrid.
    """
    unranked = tuple(Paragraph(said.text, label="not ranked") for _, said in explanation.unranked)
    if not explanation.ranking:
        return unranked
    models = [one for one in explanation.ranking if one.kind == "model"]
    every = [one for one in explanation.ranking if one.kind == "hybrid"]
    hybrids = every if full else _best(every, explanation.recommended)
    shown = [*models, *hybrids]
    states = {one.id: state_of(assessment, one) for one in shown}
    all_open = len(shown) > 1 and set(states.values()) == {STATES["to_confirm"]}
    if all_open:
        states = dict.fromkeys(states, "")
    groups = [
        BarGroup(
            "Model",
            _caption(shown, all_open=all_open),
            tuple(bar_of(one, states[one.id], models, explanation.recommended) for one in models),
        )
    ]
    if hybrids:
        rows = tuple(bar_of(one, states[one.id], every, explanation.recommended) for one in hybrids)
        caption = _of_hybrids(assessment, explanation, hybrids, len(every), full=full)
        groups.append(BarGroup("Hybrid", caption, rows, len(every)))
    heading = "All models, and hybrids of two, best first" if hybrids else "All models, best first"
    return (Heading(2, heading), Bars(tuple(groups)), *unranked)


def bar_of(
    ranked: RankedAlternative, state: str, among: Sequence[RankedAlternative], recommended: str
) -> Bar:
    """The bar of a model or hybrid: its place among its own kind, and what stands in its way."""
    place = 1 + sum(one.tenths > ranked.tenths for one in among)
    return Bar(
        str(place),
        ranked.name,
        ranked.tenths,
        ranked.low,
        ranked.high,
        ranked.word,
        state,
        _RECOMMENDED if ranked.id == recommended else "",
    )


def state_of(assessment: Assessment, ranked: RankedAlternative) -> str:
    """'blocked', 'to be confirmed' or nothing; nothing where feasibility was left out."""
    return "" if assessment.options.fit_only else STATES[ranked.feasible]


def _best(hybrids: Sequence[RankedAlternative], recommended: str) -> list[RankedAlternative]:
    """The best hybrid; where one is recommended, that one and the best other."""
    told = [one for one in hybrids if one.id == recommended]
    others = [one for one in hybrids if one.id != recommended][:1]
    return [one for one in hybrids if one in (*told, *others)]


def _caption(shown: Sequence[RankedAlternative], *, all_open: bool) -> str:
    caption = "Score of 100 (50: neutral)"
    ranges = any(one.low != one.high for one in shown)
    if ranges:
        caption += " and range" if all_open else " and its range over open answers"
    return f"{caption}; each is to be confirmed." if all_open else f"{caption}."


def _of_hybrids(
    assessment: Assessment,
    explanation: Explanation,
    hybrids: Sequence[RankedAlternative],
    total: int,
    *,
    full: bool,
) -> str:
    """How close the best one came, how many there are, and that a tier's low end is a bound.

    By how much a recommended one leads stands beside its score already, so only `full` says it.
    """
    caption = " ".join(one.text for one in explanation.hybrid)
    recommended = explanation.recommended in {one.id for one in hybrids}
    if not caption or (recommended and not full):
        of = counted(total, "hybrid", "hybrids")
        caption = f"Best of {of}." if len(hybrids) < total else f"{of}."
    declared = assessment.case.rules.hybrids
    if any(one.low != one.high and declared[one.id].way == "tiered" for one in hybrids):
        caption += " A tier's low end is a bound."
    return caption
