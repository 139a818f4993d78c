"""The numbers that weigh, and the words for percentages."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Literal

from casemodel.knowledge.fields import Fault, Percent, Text, Value, entries, key, read_as, whole
from casemodel.knowledge.models import STEPS, Step
from casemodel.knowledge.sources import BASES


class BandWord(Value):
    """The word for percentages from `at_least` up."""

    at_least: Percent
    word: Text


class Steps(Value):
    """The number of each step of the rating scale."""

    strong_fit: Annotated[int, whole()]
    fit: Annotated[int, whole()]
    neutral: Literal[0]
    misfit: Annotated[int, whole()]
    strong_misfit: Annotated[int, whole()]

    def check(self) -> None:
        """Check that the steps go down, through 0. Raises Fault."""
        if any(a <= b for a, b in pairwise(getattr(self, step) for step in STEPS)):
            raise Fault("steps")


def _by_step(steps: Steps) -> dict[Step, int]:
    """Give the number of each step, by its name."""
    return {step: getattr(steps, step) for step in STEPS}


class RatingMoves(Value):
    """The chance, in percent, that another expert would rate a step higher or lower."""

    document: Percent
    literature: Percent
    inference: Percent
    contested: Percent


def _by_basis(moves: RatingMoves) -> dict[str, int]:
    """Give the chance by basis, and for contested claims."""
    return {name: getattr(moves, name) for name in (*BASES, "contested")}


def _highest_first(words: tuple[BandWord, ...]) -> tuple[BandWord, ...]:
    return tuple(sorted(words, key=lambda band: -band.at_least))


BandWords = Annotated[
    tuple[BandWord, ...],
    read_as(_highest_first, Annotated[tuple[BandWord, ...], entries(1)]),
]
"""Words for percentages, the highest band first."""


class Method(Value):
    """The numbers that weigh, and the words for percentages.

    `rating_steps` are whole numbers. `rating_moves` is the chance in percent that another expert
    would rate one step higher or lower, by basis, and for contested claims. `little_said` is in
    points: where the answered questions could move no model that far, match has the word
    `little_said_word`. `clear_from` is the percentage of tries from which there is a clear winner.
    Below `settled_from`, a percentage of the questions' weight, an answer is called one so far.
    """

    steps: Annotated[Mapping[Step, int], read_as(_by_step, Steps)] = key("rating_steps")
    rating_moves: Annotated[Mapping[str, int], read_as(_by_basis, RatingMoves)]
    match_words: BandWords
    little_said: Percent
    little_said_word: Text
    completeness_words: BandWords
    stability_words: BandWords
    clear_from: Percent
    settled_from: Percent = 0
