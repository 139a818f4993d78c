"""The page on what matters: questions that count more or less than the rules have it."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from starlette.responses import Response

from casemodel.desk.questions import AnswerChoice, choices_of
from casemodel.desk.visit import Visit, shown
from casemodel.files.limits import PRIORITIES
from casemodel.knowledge.criteria import number_text
from casemodel.knowledge.values import Rules
from casemodel.pages.beside import answer_beside
from casemodel.pages.weights import AS_IT_IS, LESS, MORE, in_order
from casemodel.profiles.draft import CannotEdit, Draft
from casemodel.profiles.values import Profile
from casemodel.texts.messages import phrase

_LABELS: Mapping[str, str] = {
    LESS: "desk.matters_less",
    AS_IT_IS: "desk.matters_so",
    MORE: "desk.matters_more",
}
_FACTOR, _WAS, _PLACE = "f:", "w:", "p:"
_THOUSAND = 1000
_PLACES = 5  # the fewest places that an order of priorities shows


def weights(visit: Visit, wrong: str = "") -> Response:
    """Show how much each question matters, and the order that follows."""
    profile = visit.profile
    values = profile.draft.profile
    explanation = visit.work.assessed(profile).explanation
    weighed = in_order(profile.rules, values.kind, values.weights)
    order = tuple(
        (number_text(int(weight * _THOUSAND)), tuple(question.name for question in group))
        for weight, group in groupby(weighed, key=lambda question: question.in_use)
    )
    by_id = {question.criterion: question for question in weighed}
    rows = tuple(
        (by_id[c.id], choices_of(_factors(by_id[c.id].factor), by_id[c.id].factor))
        for c in profile.rules.criteria_for(values.kind)
    )
    return visit.page(
        "weights.html",
        profile,
        title=phrase("desk.weights"),
        order=order,
        rows=rows,
        priorities=tuple(_priorities(profile.rules, values)),
        was=" ".join(values.priorities),
        shown=shown(answer_beside(explanation)),
        wrong=wrong,
    )


def _priorities(rules: Rules, values: Profile) -> Iterator[tuple[AnswerChoice, ...]]:
    """Yield for each place in the order of priorities the questions to choose from."""
    names = [("", phrase("desk.no_priority"))]
    names += [(criterion.id, criterion.name) for criterion in rules.criteria_for(values.kind)]
    for place in range(min(max(_PLACES, len(values.priorities) + 1), PRIORITIES[1])):
        yield choices_of(names, "".join(values.priorities[place : place + 1]))


def _factors(factor: str) -> Iterator[tuple[str, str]]:
    """Yield the three choices, and the file's own factor if it is another."""
    if factor not in _LABELS:
        yield factor, phrase("desk.matters_by", factor=factor)
    yield from ((choice, phrase(label)) for choice, label in _LABELS.items())


def take_weights(visit: Visit) -> Response:
    """Take the factors that a form changes, or an order of priorities."""
    form = visit.form
    order = [str(word) for name, word in form.items() if name.startswith(_PLACE) and word]
    factors = {
        name.removeprefix(_FACTOR): str(value)
        for name, value in form.items()
        if name.startswith(_FACTOR) and value != form.get(_WAS + name.removeprefix(_FACTOR))
    }

    def edit(draft: Draft, rules: Rules) -> Draft:
        """Change the order, or the factors of questions that are asked of this kind."""
        if "was" in form:
            if " ".join(draft.profile.priorities) != form["was"]:
                raise CannotEdit(phrase("desk.priorities_changed"))
            changed = tuple(order) != draft.profile.priorities
            return draft.with_priorities(order, rules) if changed else draft
        criteria = {c.id for c in rules.criteria_for(draft.profile.kind)}
        chosen = {c: f for c, f in factors.items() if c in criteria and f in _LABELS}
        return draft.weighted(chosen, rules)

    if wrong := visit.change(edit):
        return weights(visit, wrong)
    return visit.go(visit.at("weights"))
