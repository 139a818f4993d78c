"""The answers at which a model fits or does not, from its ratings in canonical order."""

from collections.abc import Iterator
from typing import NamedTuple

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Model, Rating, Step
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Cell
from casemodel.pages.words import cited, level_name
from casemodel.texts.messages import phrase


class RatedLevel(NamedTuple):
    """One rating, with its criterion and level."""

    criterion: Criterion
    level: str
    rating: Rating

    @property
    def level_name(self) -> str:
        """The level in words."""
        return level_name(self.criterion, self.level)

    @property
    def weight(self) -> int:
        """The weight of its criterion."""
        return self.criterion.weight


def rated(rules: Rules, model: Model, steps: tuple[Step, ...]) -> Iterator[RatedLevel]:
    """Yield the model's ratings at these steps, by criterion and level in canonical order."""
    for criterion in rules.criteria.values():
        ratings = model.ratings.get(criterion.id, {})
        for level in criterion.levels:
            rating = ratings.get(level.id)
            if rating and rating.step in steps:
                yield RatedLevel(criterion, level.id, rating)


def listed(rules: Rules, model: Model, steps: tuple[Step, ...]) -> Cell:
    """List the model's strongest ratings at these steps, cited, and say how many more there are.

    The first step comes first, and within a step the heaviest criteria.
    """
    if not model.scored:
        return (phrase("word.not_rated"),)
    ratings = sorted(
        rated(rules, model, steps),
        key=lambda rated_level: (steps.index(rated_level.rating.step), -rated_level.weight),
    )
    texts = [_text(rules, rated_level) for rated_level in ratings[:_SHOWN]]
    if len(ratings) > _SHOWN:
        texts.append(phrase("fits.more", count=len(ratings) - _SHOWN, model=model.id))
    return tuple(texts) or (phrase("word.none_stated"),)


_SHOWN = 6


def _text(rules: Rules, rated_level: RatedLevel) -> str:
    citation = cited(rules, rated_level.rating.claims, rated_level.rating.basis)
    return f"{rated_level.criterion.name}: {rated_level.level_name} {citation}".strip()
