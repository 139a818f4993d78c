"""Which questions alone surely put another in first place, by how far that one is behind in print.

A quick look that settles most rows with open questions, before any exact number is looked at. One
that is so many whole tenths behind is behind by less than a tenth more; so an answer worth two
tenths more than that puts it at least a tenth ahead. What this does not settle is for `margins`.
"""

from casemodel.caseload.tables import Tables

Turning = dict[int, int]
"""By the tenths in which one lane is ahead of another: a bit for each question that turns that."""


def turning(tables: Tables, lane: int, rival: int) -> Turning:
    """The questions that alone put the rival before the winner in a lane.

    There is none where the rival cannot be run, or may come first without being recommended.
    """
    if rival >= tables.runnable or not is_ahead(tables, rival, lane):
        return {}
    lanes = tables.layout.lanes
    gains = [
        (max(row[rival] - row[lane] for row in levels) - lanes.terms >> lanes.fraction) - 2
        for levels in tables.points
    ]
    return {
        lead: sum(1 << question for question, gain in enumerate(gains) if gain >= lead)
        for lead in range(max(gains, default=-1) + 1)
    }


def is_ahead(tables: Tables, rival: int, lane: int) -> bool:
    """Whether a rival that is ahead in print is sure to be recommended before the winner.

    Above 50 it is where the winner is, unless the margin was taken off the winner only.
    """
    return tables.handicaps[rival] >= tables.handicaps[lane]
