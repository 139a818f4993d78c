"""The valid words nearest to a wrong one."""

from collections.abc import Iterable

from casemodel.files.limits import NEAREST_LENGTH


def nearest_words(word: str, valid: Iterable[str]) -> tuple[str, ...]:
    """List at most three valid words near a wrong one, the nearest first."""
    from difflib import get_close_matches

    if len(word) > NEAREST_LENGTH:
        return ()
    folded = {v.casefold(): v for v in valid}
    key = word.strip().casefold().replace(" ", "_").replace("-", "_")
    matches = get_close_matches(key, folded, n=3, cutoff=0.6)
    return tuple(folded[m] for m in matches)
