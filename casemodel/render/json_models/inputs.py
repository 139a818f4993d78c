"""All questions that can count, straight from the rules."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from casemodel.knowledge.criteria import Criterion, Group, Kind, Level, Wording
from casemodel.knowledge.models import Step
from casemodel.knowledge.values import Rules
from casemodel.render.json_models.base import CitedData, RulesOutput, filled, head_with_rules


@dataclass(frozen=True, kw_only=True)
class QuantityData:
    """A number that a profile may give, from `least` to `most`."""

    id: str
    question: str
    unit: str
    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class LevelData:
    """An answer to a criterion: its name by kind of profile, its share in percent, its band.

    `ratings` are those of each scored model at this level.
    """

    id: str
    name: Mapping[Kind, str]
    share: int | None
    at_least: float | None
    below: float | None
    ratings: Mapping[str, Step]


@dataclass(frozen=True, kw_only=True)
class CriterionData(CitedData):
    """A question with its answers; `counts` and `per` name the numbers it takes."""

    id: str
    group: Group
    name: str
    asked_of: tuple[Kind, ...]
    question: Mapping[Kind, str]
    help: str
    weight: int
    counts: str | None
    per: str | None
    levels: tuple[LevelData, ...]


@dataclass(frozen=True, kw_only=True)
class NotCountedData(CitedData):
    """A circumstance that moves no score, and why."""

    id: str
    name: str
    says: str


@dataclass(frozen=True, kw_only=True)
class InputsData(RulesOutput):
    """The output of `inputs`: everything that can count, and what does not."""

    output: Literal["inputs"]
    weight_rule: Mapping[str, str]
    groups: Mapping[Group, str]
    quantities: tuple[QuantityData, ...]
    criteria: tuple[CriterionData, ...]
    not_counted: tuple[NotCountedData, ...]


def inputs(rules: Rules, tool_version: str, only: Criterion | None = None) -> InputsData:
    """Build the list of everything that can count, or of `only` one criterion."""
    return InputsData(
        **head_with_rules("inputs", rules, tool_version),
        weight_rule=rules.weight_rule,
        groups=rules.group_names,
        quantities=tuple(filled(QuantityData, quantity) for quantity in rules.quantities.values()),
        criteria=tuple(
            _criterion(rules, criterion)
            for criterion in ([only] if only else rules.criteria.values())
        ),
        not_counted=tuple(filled(NotCountedData, entry, rules) for entry in rules.not_counted),
    )


def _criterion(rules: Rules, criterion: Criterion) -> CriterionData:
    return filled(
        CriterionData,
        criterion,
        rules,
        question=_wording(criterion.question),
        levels=tuple(_level(rules, criterion.id, level) for level in criterion.levels),
    )


def _level(rules: Rules, criterion: str, level: Level) -> LevelData:
    ratings = {m.id: m.ratings.get(criterion, {}).get(level.id) for m in rules.scored_models()}
    return filled(
        LevelData,
        level,
        name=_wording(level.name),
        at_least=_thousandths(level.least),
        below=_thousandths(level.below),
        ratings={model: rating.step for model, rating in ratings.items() if rating},
    )


def _wording(wording: Wording) -> dict[Any, str]:
    return {kind: text for kind, text in asdict(wording).items() if text}


def _thousandths(number: int | None) -> float | None:
    return None if number is None else number / 1000
