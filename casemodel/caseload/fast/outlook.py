"""Who is recommended for many rows, and how sure that is, by the laws of `margins`.

Slacks and what open questions can do to them are the same whole numbers as there, each lane in a
column of its own.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from casemodel.caseload.fast.texts import Numbers
from casemodel.caseload.margins import can_run, least_gains
from casemodel.caseload.tables import Tables
from casemodel.caseload.told import models_of
from casemodel.caseload.turning import is_ahead, turning
from casemodel.engine.doubt import Certainty

CERTAINTIES: tuple[Certainty, ...] = ("certain", "likely", "open")
_CERTAIN, _LIKELY, _OPEN = range(3)
_PART = 7  # questions looked at together
_SETS = 1 << _PART

Flags = NDArray[np.bool_]


class Scored(NamedTuple):
    """What rows come to: the fields of an outcome, each as one number a row.

    `first` and `second` are lanes, scores are as printed, in tenths, `certainty` counts
    `CERTAINTIES`.
    """

    first: Numbers
    tenths: Numbers
    second: Numbers
    second_tenths: Numbers
    certainty: Numbers
    met: Numbers
    open: Numbers

    def at(self, rows: Numbers | Flags) -> "Scored":
        """What some of the rows come to."""
        return Scored(*(column[rows] for column in self))


class Outlook:
    """Judges rows by their sums."""

    def __init__(self, tables: Tables) -> None:
        """Work out what does not depend on a row."""
        layout = tables.layout
        self._tables, self._bias = tables, layout.lanes.bias
        self._fraction, self._runnable = layout.lanes.fraction, tables.runnable
        lanes = range(tables.runnable)
        self._floors, self._handicaps = np.array(tables.floors), np.array(tables.handicaps)
        self._models = np.array(models_of(tables))
        self._start = np.array([self._slack_of_none(lane) for lane in lanes])
        self._sure = np.array(
            [[r == lane or is_ahead(tables, r, lane) for r in lanes] for lane in lanes]
        )
        self._close = (1 << self._fraction) - 2 * layout.lanes.terms
        self._can_run = np.array([can_run(tables, lane) for lane in lanes])
        self._turning = _turning(tables, self._models)
        self._worst = _worst(tables)

    def of(self, sums: Numbers) -> tuple[Scored, Flags]:
        """What the rows with these sums come to; and where that is settled.

        The others have to be looked at one by one.
        """
        rows = np.arange(len(sums))
        open_, met = sums[:, -2], sums[:, -1]
        tenths = sums[:, :-2] >> self._fraction
        first = tenths[:, : self._runnable].argmax(axis=1)
        best = tenths[rows, first]
        others = np.where(self._models == first[:, None], -1, tenths.take(self._models, axis=1))
        at = others.argmax(axis=1)
        second_best = others[rows, at]
        lead = np.clip(best - second_best, 0, self._turning.shape[2] - 1)
        settled = best > self._floors.take(first)
        turned = self._turning[first, at, lead] & open_ != 0
        certainty = np.full(len(sums), _OPEN)
        left = np.flatnonzero(settled & ~turned)
        certainty[left], settled[left] = self._certainty(sums[left], first[left], open_[left])
        printed = best + self._handicaps.take(first) - self._bias
        second = self._models.take(at)
        scored = Scored(first, printed, second, second_best - self._bias, certainty, met, open_)
        return scored, settled

    def _certainty(self, sums: Numbers, first: Numbers, open_: Numbers) -> tuple[Numbers, Flags]:
        """How sure the first stays recommended, and where that is settled."""
        rows = np.arange(len(sums))
        ours = sums[rows, first]
        slack = ours[:, None] - sums[:, : self._runnable]
        slack[rows, first] = ours
        slack += self._start[first]
        together, alone = slack.copy(), np.zeros_like(slack)
        for number, (all_of_them, one_alone) in enumerate(self._worst):
            some = (open_ >> number * _PART & _SETS - 1) + first * _SETS
            together += all_of_them.take(some, axis=0)
            np.minimum(alone, one_alone.take(some, axis=0), out=alone)
        alone += slack
        certain = (together >= 0).all(axis=1) & self._can_run.take(first)
        safe = (alone >= 0).all(axis=1)
        behind = (alone + self._close < 0) & self._sure[first]
        is_open = ~safe & behind.any(axis=1)
        certainty = np.where(certain, _CERTAIN, np.where(is_open, _OPEN, _LIKELY))
        return certainty, certain | safe | is_open

    def _slack_of_none(self, lane: int) -> list[int]:
        """By how much each lane must be behind the first one, taken off; its own above 50."""
        lanes, tenth = self._tables.layout.lanes, 1 << self._fraction
        start = [lanes.terms - (tenth if r < lane else 0) for r in range(self._runnable)]
        start[lane] = lanes.terms - tenth * (self._tables.floors[lane] + 1)
        return start


def _turning(tables: Tables, models: Numbers) -> NDArray[Any]:
    """By first lane, place of the second model and lead in tenths: the questions that turn it."""
    found = [
        [turning(tables, lane, int(r)) if r != lane else {} for r in models]
        for lane in range(tables.runnable)
    ]
    leads = 1 + max((len(one) for row in found for one in row), default=0)
    table = np.zeros((tables.runnable, len(models), leads), np.int64)
    for lane, row in enumerate(found):
        for at, one in enumerate(row):
            table[lane, at, : len(one)] = list(one.values())
    return table


def _worst(tables: Tables) -> list[tuple[Numbers, Numbers]]:
    """For each part of the questions, by first lane and set of them: all together, one alone."""
    lanes = range(tables.runnable)
    gains = np.array([least_gains(tables, lane) for lane in lanes], np.int64)[:, :, : len(lanes)]
    parts = []
    for begin in range(0, len(tables.criteria), _PART):
        together = alone = np.zeros((len(lanes), 1, len(lanes)), np.int64)
        for question in range(begin, begin + _PART):
            one = np.zeros_like(together[:, :1])
            if question < len(tables.criteria):
                one = gains[:, question : question + 1]
            together = np.concatenate([together, together + one], axis=1)
            alone = np.concatenate([alone, np.minimum(alone, one)], axis=1)
        parts.append((together.reshape(-1, len(lanes)), alone.reshape(-1, len(lanes))))
    return parts
