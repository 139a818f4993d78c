"""Words for figures: bands of the rules, and shares as people say them."""

from collections.abc import Sequence

from casemodel.knowledge.values import BandWord

# From a percentage on, how a share is said.
_SHARES = (
    (97, "all"),
    (85, "nearly all"),
    (70, "three quarters"),
    (60, "two thirds"),
    (42, "half"),
    (29, "a third"),
    (17, "a quarter"),
    (5, "a little"),
)


def band_word(words: Sequence[BandWord], percent: float) -> str:
    """Give the rules' word for a percentage; the words stand highest first."""
    return next((band.word for band in words if percent >= band.at_least), words[-1].word)


def share_in_words(percent: int) -> str:
    """Say a percentage as people do: 'half', 'a third'; empty below 5."""
    return next((word for least, word in _SHARES if percent >= least), "")
