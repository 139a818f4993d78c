"""Counts that are too small to be shared: held back, with those that would give them away.

A count of 1 to 10 in a table that is shared can point at a person. The line is the one United
States agencies use for Medicare data: no cell under 11, and none that can be worked out from others
(CMS cell size suppression policy). Zero is shown: it points at nobody.
"""

from collections.abc import Mapping
from typing import TypeVar

FEWEST = 11
"""The smallest count that is shown, apart from 0."""

HELD_BACK, NEARLY_ALL = "under 11", "all but under 11"
NOT_SHOWN = "held back"

Key = TypeVar("Key")


def in_parts(counts: Mapping[Key, int]) -> dict[Key, str]:
    """Write counts that add up to a total that is shown too.

    If only one count is held back, or those held back add up to less than 11, the total would give
    them away. So the next smallest count is held back too, until neither is the case. All counts
    held back are shown as the same word.
    """
    held_back = {key for key, count in counts.items() if 0 < count < FEWEST}
    parts = sorted((n, str(key), key) for key, n in counts.items() if n and key not in held_back)
    while (
        held_back
        and parts
        and (len(held_back) == 1 or sum(counts[key] for key in held_back) < FEWEST)
    ):
        held_back.add(parts.pop(0)[2])
    return {key: NOT_SHOWN if key in held_back else str(n) for key, n in counts.items()}


def of_total(count: int, total: int) -> str:
    """Write one count out of a total that is shown: neither it nor the rest may be small."""
    if 0 < count < FEWEST:
        return HELD_BACK
    return NEARLY_ALL if 0 < total - count < FEWEST else str(count)


def whole(total: int) -> str:
    """Write a total; one of 1 to 10 is held back."""
    return HELD_BACK if 0 < total < FEWEST else str(total)
