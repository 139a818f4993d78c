"""Words for figures and for the steps of a rating."""

from collections.abc import Mapping, Sequence

from casemodel.knowledge.method import BandWord
from casemodel.knowledge.models import Step
from casemodel.texts.messages import phrase

STEP_WORDS: Mapping[Step, str] = {
    "strong_fit": "step.strong_fit",
    "fit": "step.fit",
    "neutral": "step.neutral",
    "misfit": "step.misfit",
    "strong_misfit": "step.strong_misfit",
}

# The lowest percentage for a word, and the id of the word.
_SHARES = (
    (97, "share.all"),
    (85, "share.nearly_all"),
    (70, "share.three_quarters"),
    (60, "share.two_thirds"),
    (41, "share.half"),
    (31, "share.third"),
    (16, "share.quarter"),
    (4, "share.little"),
)


def band_word(words: Sequence[BandWord], percent: float) -> str:
    """Give the rules' word for a percentage; `words` are highest first."""
    return next((band.word for band in words if percent >= band.at_least), words[-1].word)


def share_in_words(percent: int) -> str:
    """Say a percentage as people do: 'half', 'a third'; empty below 4.

    Two shares that add up to 100 get words that add up: 'two thirds' and 'a third'.
    """
    key = next((key for least, key in _SHARES if percent >= least), "")
    return phrase(key) if key else ""
