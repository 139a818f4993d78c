"""The page on what matters: questions that count more or less than the rules have it."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from starlette.responses import Response

from casemodel.desk.visit import Visit, shown
from casemodel.desk.workplace import OpenProfile
from casemodel.knowledge.criteria import number_text
from casemodel.knowledge.values import Rules
from casemodel.pages.beside import answer_beside
from casemodel.pages.weights import AS_IT_IS, LESS, MORE, in_order
from casemodel.profiles.draft import Draft
from casemodel.texts.messages import phrase

_LABELS: Mapping[str, str] = {
    LESS: "desk.matters_less",
    AS_IT_IS: "desk.matters_so",
    MORE: "desk.matters_more",
}
_FACTOR, _WAS = "f:", "w:"
_THOUSAND = 1000


class FactorChoice(NamedTuple):
    """A factor that can be chosen."""

    factor: str
    label: str
    chosen: bool


def weights(visit: Visit) -> Response:
    """Show how much each question matters, and the order that comes of it."""
    return _weights(visit, visit.profile, "")


def _weights(visit: Visit, profile: OpenProfile, wrong: str) -> Response:
    values = profile.draft.profile
    explanation = visit.work.made(profile).explanation
    weighed = in_order(profile.rules, values.kind, values.weights)
    order = tuple(
        (number_text(int(weight * _THOUSAND)), tuple(one.name for one in group))
        for weight, group in groupby(weighed, key=lambda one: one.in_use)
    )
    by_id = {one.criterion: one for one in weighed}
    rows = tuple(
        (by_id[c.id], tuple(_choices(by_id[c.id].factor)))
        for c in profile.rules.criteria_for(values.kind)
    )
    return visit.page(
        "weights.html",
        profile,
        title=phrase("desk.weights"),
        order=order,
        rows=rows,
        priorities=tuple(profile.rules.criteria[c].name for c in values.priorities),
        shown=shown(answer_beside(explanation)),
        wrong=wrong,
    )


def _choices(factor: str) -> Iterator[FactorChoice]:
    """Yield the three choices, and the file's own factor if it is another."""
    if factor not in _LABELS:
        yield FactorChoice(factor, phrase("desk.matters_by", factor=factor), chosen=True)
    for one, label in _LABELS.items():
        yield FactorChoice(one, phrase(label), one == factor)


def take_weights(visit: Visit) -> Response:
    """Take the factors that a form changes."""
    form = visit.form
    given = {
        name.removeprefix(_FACTOR): str(value)
        for name, value in form.items()
        if name.startswith(_FACTOR) and value != form.get(_WAS + name.removeprefix(_FACTOR))
    }

    def edit(draft: Draft, rules: Rules) -> Draft:
        """Change the factors of questions that are asked of this kind."""
        asked = {c.id for c in rules.criteria_for(draft.profile.kind)}
        chosen = {c: f for c, f in given.items() if c in asked and f in _LABELS}
        return draft.weighted(chosen, rules)

    if wrong := visit.change(edit):
        return _weights(visit, visit.profile, wrong)
    return visit.go(visit.at("weights"))
