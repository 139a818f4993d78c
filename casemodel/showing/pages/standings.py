"""The ranking as bars: every model, and the best hybrids."""

from collections.abc import Sequence

from casemodel.engine.assessment import Assessment
from casemodel.engine.feasibility import FeasibleState
from casemodel.explanation.values import Explanation, RankedAlternative
from casemodel.showing.document import Bar, BarGroup, Bars, Block, Heading, Paragraph

STATES: dict[FeasibleState, str] = {
    "yes": "",
    "no": "blocked",
    "to_confirm": "to be confirmed",
    "not_asked": "",
}
_HYBRIDS = 3


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
            tuple(bar_of(one, states[one.id], models) for one in models),
        )
    ]
    if hybrids:
        rows = tuple(bar_of(one, states[one.id], every) for one in hybrids)
        groups.append(BarGroup("Hybrid", _of_hybrids(assessment, every, hybrids), rows))
    said = tuple(Paragraph(one.text, label="best hybrid") for one in explanation.hybrid)
    return (Heading(2, "All models, best first"), Bars(tuple(groups)), *said, *unranked)


def bar_of(ranked: RankedAlternative, state: str, among: Sequence[RankedAlternative]) -> Bar:
    """The bar of a model or hybrid: its place among its own kind, and what stands in its way."""
    place = 1 + sum(one.tenths > ranked.tenths for one in among)
    return Bar(str(place), ranked.name, ranked.tenths, ranked.low, ranked.high, ranked.word, state)


def state_of(assessment: Assessment, ranked: RankedAlternative) -> str:
    """'blocked', 'to be confirmed' or nothing; nothing where feasibility was left out."""
    return "" if assessment.options.fit_only else STATES[ranked.feasible]


def _best(hybrids: Sequence[RankedAlternative], recommended: str) -> list[RankedAlternative]:
    """The best hybrids, the one recommended among them."""
    best = list(hybrids[:_HYBRIDS])
    told = [one for one in hybrids[_HYBRIDS:] if one.id == recommended]
    return [*best[: _HYBRIDS - len(told)], *told]


def _caption(shown: Sequence[RankedAlternative], *, all_open: bool) -> str:
    caption = "Score of 100"
    if any(one.low != one.high for one in shown):
        caption += ", and what open answers could make it"
    return f"{caption}. Each has requirements to be confirmed." if all_open else caption


def _of_hybrids(
    assessment: Assessment,
    every: Sequence[RankedAlternative],
    hybrids: Sequence[RankedAlternative],
) -> str:
    """What the second group holds, how many are left out, and that a tier's low end is a bound."""
    left_out = len(every) - len(hybrids)
    caption = "Hybrids, two models run together"
    if left_out:
        caption = f"The best hybrids, two models run together; {left_out} more with --explain"
    declared = assessment.case.rules.hybrids
    if any(one.low != one.high and declared[one.id].way == "tiered" for one in hybrids):
        caption += "; the low end of a tiered one is a bound"
    return caption
