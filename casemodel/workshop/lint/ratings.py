"""Checks of ratings that claim more than their claims bear, and of levels that no one rates."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Model, Rating
from casemodel.knowledge.references import NO_SINGLE_MODEL, Finding
from casemodel.knowledge.values import Rules

_SAYS_HOW_MUCH = frozenset({"best_fit", "poor_fit", "definition", "discriminator", "evidence"})
"""The kinds of claim by which a model is defined, named best or worst, or tried."""

_STRONG = frozenset({"strong_fit", "strong_misfit"})
_NO_WORD = re.compile(r"\W+")


class _Rated(NamedTuple):
    """One rating and its place."""

    model: Model
    criterion: str
    level: str
    rating: Rating

    def path(self, *key: str) -> tuple[str, ...]:
        """Give the place of the rating, or of one of its keys."""
        return (f"models/{self.model.id}.yaml", "ratings", self.criterion, self.level, *key)


def findings(rules: Rules) -> Iterator[Finding]:
    """Find everything on ratings, model by model, then levels that no model rates."""
    for model in rules.models.values():
        all_ratings = [
            _Rated(model, criterion, level, rating)
            for criterion, levels in model.ratings.items()
            for level, rating in levels.items()
        ]
        yield from _copied(all_ratings)
        for rated in all_ratings:
            yield from _beyond_claims(rules, rated)
    for criterion in rules.criteria.values():
        yield from _nobody_rates(rules, criterion)


def _copied(all_ratings: list[_Rated]) -> Iterator[Finding]:
    """Find reasons that repeat one at another level or, as advice, at another criterion."""
    first: dict[str, _Rated] = {}
    for rated in all_ratings:
        earlier = first.setdefault(_NO_WORD.sub(" ", rated.rating.reason.casefold()).strip(), rated)
        if earlier is rated:
            continue
        if earlier.criterion == rated.criterion:
            message = f"The level {earlier.level} has the same reason."
            expected = "what is particular about this level"
            yield Finding("R308", rated.path("reason"), message, expected=expected)
        else:
            message = (
                f"The criterion {earlier.criterion}, level {earlier.level}, has the same reason."
            )
            expected = "what is particular about this criterion"
            yield Finding("R504", rated.path("reason"), message, expected=expected)


def _beyond_claims(rules: Rules, rated: _Rated) -> Iterator[Finding]:
    rating = rated.rating
    claims = [rules.claims[c] for c in rating.claims if c in rules.claims]
    if rating.basis == "inference":
        if rating.step in _STRONG:
            message = "No source says how much, so an inference is one step at most."
            expected = "fit or misfit, or a claim that bears more"
            yield Finding("R309", rated.path("rating"), message, expected=expected)
        if not rating.claims:
            message = "This inference names no claim that it is drawn from."
            yield Finding("R311", rated.path("claims"), message, expected="at least one claim")
        return
    of_model = {rated.model.id, rated.model.family, *NO_SINGLE_MODEL}
    if claims and not any(c.model in of_model for c in claims):
        message = f"None of these claims is about {rated.model.id}."
        expected = "a claim about this model, or basis: inference"
        yield Finding("R310", rated.path("claims"), message, expected=expected)
    elif rating.step in _STRONG and not any(c.kind in _SAYS_HOW_MUCH for c in claims):
        message = "This strong step rests on claims that only describe the model."
        expected = "a claim that defines it, names it best or worst, or tries it; or one step less"
        yield Finding("R503", rated.path("rating"), message, expected=expected)


def _nobody_rates(rules: Rules, criterion: Criterion) -> Iterator[Finding]:
    """Find levels that no model rates; each criterion may have one.

    That one is the answer from which the others depart: 'no', or the middle. A second one says the
    same as the first, so a reader may ask why they are two.
    """
    models = rules.scored_models()
    silent = [
        level.id
        for level in criterion.levels
        if not any(level.id in model.ratings.get(criterion.id, {}) for model in models)
    ]
    for level in silent[1:]:
        message = f"No model rates this level; nor the level {silent[0]}, so the two say the same."
        path = ("criteria.yaml", "criteria", criterion.id, "levels", level)
        yield Finding("R502", path, message, expected="a rating by a model, or one level of both")
