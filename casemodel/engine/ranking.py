"""Ranks from printed scores, and whether the lead is clear."""

from collections.abc import Iterable

from casemodel.engine.scoring import TENTHS, Scored


def ranked(scored: Iterable[Scored]) -> tuple[tuple[int, Scored], ...]:
    """Order by printed score, then by model id; equal printed scores share a rank."""
    ordered = sorted(scored, key=lambda s: (-s.tenths, s.model))
    ranks: list[tuple[int, Scored]] = []
    for position, one in enumerate(ordered, start=1):
        tied = ranks and ranks[-1][1].tenths == one.tenths
        ranks.append((ranks[-1][0] if tied else position, one))
    return tuple(ranks)


def lead(ordered: tuple[tuple[int, Scored], ...]) -> int:
    """The printed lead of the first over the second, in tenths; 0 if there is no second."""
    return ordered[0][1].tenths - ordered[1][1].tenths if len(ordered) > 1 else 0


def is_clear(ordered: tuple[tuple[int, Scored], ...], close_margin: int) -> bool:
    """Whether the first leads by more than `close_margin` points, or stands alone."""
    return len(ordered) == 1 or (len(ordered) > 1 and lead(ordered) > close_margin * TENTHS)
