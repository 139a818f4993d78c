"""Ranks from printed scores."""

from collections.abc import Iterable

from casemodel.engine.scoring import Scored


def ranked(scored: Iterable[Scored]) -> tuple[tuple[int, Scored], ...]:
    """Order by printed score, then by model id; equal printed scores share a rank."""
    ordered = sorted(scored, key=lambda s: (-s.tenths, s.model))
    ranks: list[tuple[int, Scored]] = []
    for position, one in enumerate(ordered, start=1):
        tied = ranks and ranks[-1][1].tenths == one.tenths
        ranks.append((ranks[-1][0] if tied else position, one))
    return tuple(ranks)
