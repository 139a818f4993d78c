"""The handout: a few questions, and each model's answer in plain words."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from casemodel.knowledge.checks import rows_left_out
from casemodel.knowledge.fields import File, Id, Value, entries, key
from casemodel.knowledge.models import FeatureRow, Form, Model
from casemodel.knowledge.references import Finding
from casemodel.knowledge.sources import Sourced
from casemodel.knowledge.values import Rules

HANDOUT_FILE = "handout.yaml"
"""The rule file of the handout. It is read only when a handout is printed."""


class Handout(Value):
    """The questions in order, and each model's answer to each of them, with its claims."""

    rows: Annotated[tuple[FeatureRow, ...], entries(1)]
    says: Mapping[Id, Mapping[Id, Sourced]] = key("models")

    def of(self, model: str) -> tuple[Sourced, ...]:
        """List one model's answers, in the order of the questions. Raises KeyError without any."""
        return tuple(self.says[model][row.id] for row in self.rows)

    def of_form(self, form: Form, rules: Rules) -> tuple[Sourced, ...]:
        """The sentences about a form; what its own entry does not say is its first model's."""
        parent = rules.models[form.parents[0]]
        marks, claims = form.marks, form.claims
        sentences = {
            "does": Sourced(form.says, claims),
            "contact": Sourced(f"{_ended(marks.hours)} {_ended(marks.length)}", claims),
            "good_for": Sourced(form.for_whom, claims),
            "needs": Sourced(f"{_ended(marks.staff)} {_ended(marks.ratio)}", claims),
            "sure": Sourced(form.evidence.says, form.evidence.claims or claims),
        }
        return tuple(
            sentences.get(row.id) or _of_parent(parent, self.says[parent.id][row.id])
            for row in self.rows
        )


def _ended(text: str) -> str:
    return f"{text.rstrip('.')}."


def _of_parent(parent: Model, sentence: Sourced) -> Sourced:
    return Sourced(f"{parent.name}: {sentence.says}", sentence.claims)


class HandoutFile(Handout, File, kw_only=True):
    """The handout: a few questions, and each model's answer in plain words."""


def faults(rules: Rules, handout: Handout) -> Iterator[Finding]:
    """Find unknown models, rows and claims, and models or rows that are left out."""
    for model, sentences in handout.says.items():
        if model not in rules.models:
            path = (HANDOUT_FILE, "models", model)
            yield Finding("R207", path, "This model does not exist.", words=tuple(rules.models))
        yield from _rows(handout, model)
        for row, sentence in sentences.items():
            for number, claim in enumerate(sentence.claims):
                if claim not in rules.claims:
                    where = (HANDOUT_FILE, "models", model, row, "claims", number)
                    yield Finding(
                        "R201", where, "This claim does not exist.", words=tuple(rules.claims)
                    )
    for model in rules.models:
        if model not in handout.says:
            message = f"The model {model} is left out; a handout may be asked for of any."
            yield Finding("R207", (HANDOUT_FILE, "models"), message)


def _rows(handout: Handout, model: str) -> Iterator[Finding]:
    """Find answers of one model to unknown rows, and rows that it does not answer."""
    path = (HANDOUT_FILE, "models", model)
    rows = tuple(row.id for row in handout.rows)
    sentences = handout.says[model]
    for row in sentences:
        if row not in rows:
            yield Finding("R206", (*path, row), "This row does not exist.", words=rows)
    missing = [row for row in rows if row not in sentences]
    if missing:
        yield Finding("R206", path, rows_left_out(missing))
