"""The ranking as bars: every model, and the best hybrids."""

from collections.abc import Sequence

from casemodel.explanation.values import Explanation, FeasibleState, RankedAlternative
from casemodel.pages.document import Bar, BarGroup, Bars, Block, Heading, Paragraph
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase

_STATES: dict[FeasibleState, str] = {
    "no": "state.no",
    "to_confirm": "state.to_confirm",
}


def standings(explanation: Explanation, *, full: bool) -> tuple[Block, ...]:
    """All models and the best hybrids, best first; and models that cannot be ranked.

    `full` shows every hybrid.
    """
    unranked = tuple(
        Paragraph(one.sentence.text, label=phrase("label.not_ranked"))
        for one in explanation.unranked
    )
    if not explanation.ranking:
        return unranked
    models = [one for one in explanation.ranking if one.kind == "model"]
    every = [one for one in explanation.ranking if one.kind == "hybrid"]
    hybrids = every if full else _best(every, explanation.recommended)
    shown = [*models, *hybrids]
    states = {one.id: state_word(one.feasible) for one in shown}
    all_open = len(shown) > 1 and set(states.values()) == {state_word("to_confirm")}
    if all_open:
        states = dict.fromkeys(states, "")
    groups = [
        BarGroup(
            phrase("word.model"),
            _caption(shown, all_open=all_open),
            tuple(bar_of(one, states[one.id], models, explanation.recommended) for one in models),
        )
    ]
    if hybrids:
        rows = tuple(bar_of(one, states[one.id], every, explanation.recommended) for one in hybrids)
        caption = _of_hybrids(explanation, hybrids, len(every), full=full)
        groups.append(BarGroup(phrase("standings.hybrid"), caption, rows, len(every)))
    heading = phrase("standings.all_with_hybrids") if hybrids else phrase("standings.all")
    return (Heading(2, heading), Bars(tuple(groups)), *unranked)


def state_word(feasible: FeasibleState) -> str:
    """A word for a model that cannot be run, or may not; empty for any other."""
    return phrase(_STATES[feasible]) if feasible in _STATES else ""


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
        phrase("standings.recommended") if ranked.id == recommended else "",
    )


def _best(hybrids: Sequence[RankedAlternative], recommended: str) -> list[RankedAlternative]:
    """The best hybrid; where one is recommended, that one and the best other."""
    told = [one for one in hybrids if one.id == recommended]
    others = [one for one in hybrids if one.id != recommended][:1]
    return [one for one in hybrids if one in (*told, *others)]


def _caption(shown: Sequence[RankedAlternative], *, all_open: bool) -> str:
    caption = phrase("standings.score")
    ranges = any(one.low != one.high for one in shown)
    if ranges:
        key = "standings.and_range" if all_open else "standings.and_open_range"
        caption = phrase(key, caption=caption)
    return phrase("standings.each_to_confirm", caption=caption) if all_open else f"{caption}."


def _of_hybrids(
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
        of = counted(total, "hybrid")
        caption = phrase("standings.best_of", hybrids=of) if len(hybrids) < total else f"{of}."
    if any(one.low != one.high and one.way == "tiered" for one in hybrids):
        caption += phrase("standings.bound")
    return caption
