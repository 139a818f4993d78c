"""How far the alternative in one lane is ahead of all others, as it stands and at worst.

The slack of a lane is by how much the winner is ahead of it, less what it must be ahead by: a tenth
of a point, or nothing where it is preferred among equals. In the winner's own lane it is by how
much the winner is above 50. The highest bit of a lane, its guard, is set where the slack is not
negative; so one look at all guards says whether the winner stays first.

The laws are the engine's (`doubt`, `asking`): certain where the worst of all open questions
together leaves every guard set; open where one answer alone puts another first. What is behind by a
tenth is behind in print. What is behind by less is looked at answer by answer.
"""

from casemodel.caseload.asking import Orders
from casemodel.caseload.choosing import Chooser
from casemodel.caseload.tables import Tables
from casemodel.caseload.worst import PART, SETS, Column, parts_of, places
from casemodel.engine.doubt import Certainty
from casemodel.engine.feasibility import met


class Margins:
    """What may still overtake the alternative in one lane.

    `_guard` are the guards of its rivals and its own. `_sure` leaves out models where the winner is
    a hybrid: they can be ahead of it without being recommended, if they are not above 50.
    """

    __slots__ = (
        "_alone", "_can_run", "_chooser", "_guard", "_lane", "_level", "_ones", "_orders",
        "_parts", "_rivals", "_shift", "_start", "_sure", "_tenth", "_value",
    )  # fmt: skip

    def __init__(self, tables: Tables, chooser: Chooser, lane: int) -> None:
        """Work out what does not depend on a row."""
        lanes, runnable = tables.layout.lanes, range(tables.runnable)
        every = range(len(tables.ids))
        tenth = 1 << lanes.fraction
        self._chooser, self._lane = chooser, lane
        self._can_run = _can_run(tables, lane)
        columns = _columns(tables, lane)
        self._parts = parts_of(lanes, columns, min)
        self._alone = tuple(map(lanes.packed, columns))
        self._shift, self._value = lanes.shift(lane), (1 << lanes.width) - 1
        self._ones = lanes.ones + (1 << self._shift)
        rivals = [r for r in runnable if r != lane]
        self._rivals = lanes.guards(rivals)
        self._guard = lanes.guards(runnable)
        self._sure = lanes.guards(r for r in runnable if r == lane or _is_ahead(tables, r, lane))
        wanted = [tenth if r < lane else 0 for r in every]
        wanted[lane] = tenth * (tables.floors[lane] + 1)
        # What lies below the lanes is taken off too, and lent by one step of the first lane.
        lent = 1 << lanes.at
        self._start = lanes.guards(every) + lanes.packed(lanes.terms - w for w in wanted) + lent
        self._tenth = lanes.packed(0 if r == lane else tenth - 2 * lanes.terms for r in every)
        self._level = lanes.packed(tenth if r > lane else 0 for r in every)
        self._orders = Orders(tables, lane, [(r, lanes.guards([r])) for r in rivals])

    def certainty(self, number: int, is_open: int) -> Certainty:
        """How sure it is that the winner stays recommended."""
        slack = (number >> self._shift & self._value) * self._ones - number + self._start
        behind, together, sure, left = slack + self._tenth, slack, self._sure, is_open
        for part in self._parts:
            some = left & SETS
            if some:
                all_of_them, one_alone = part[some]
                if behind + one_alone & sure != sure:
                    return "open"
                together += all_of_them
            left >>= PART
        guard = self._guard
        if self._can_run and together & guard == guard:
            return "certain"
        for at, part in enumerate(self._parts):
            some = is_open >> at * PART & SETS
            if (
                some
                and slack + part[some].alone & guard != guard
                and any(self._decides(number, slack, at * PART + place) for place in places(some))
            ):
                return "open"
        return "likely"

    def next_question(
        self, number: int, is_open: int, refused: int, certainty: Certainty
    ) -> int | None:
        """The place of the open question that is worth asking first, if any is."""
        askable = is_open & ~refused
        if certainty == "certain" or not askable:
            return None
        slack = together = self._slack(number)
        left = is_open
        for part in self._parts:
            together += part[left & SETS].together
            left >>= PART
        can_pass = ~(together - self._level) & self._rivals
        order = self._orders.of(can_pass)
        if certainty == "open":
            for question in order:
                if askable >> question & 1 and self._decides(number, slack, question):
                    return question
        return next((question for question in order if askable >> question & 1), None)

    def _slack(self, number: int) -> int:
        """The slack of all lanes."""
        mine = number >> self._shift & self._value
        return mine * self._ones - number + self._start

    def _decides(self, number: int, slack: int, question: int) -> bool:
        """Whether an answer to one open question would put another in first place."""
        worst = slack + self._alone[question]
        guard, sure = self._guard, self._sure
        if worst & guard == guard:
            return False
        if worst + self._tenth & sure != sure:
            return True
        return any(after != self._lane for after in self._chooser.after(number, question))


def _can_run(tables: Tables, lane: int) -> bool:
    """Whether no must of the alternative is still to be confirmed."""
    choice = tables.case.choice
    musts = choice.musts[tables.layout.lanes.order[lane]]
    return not musts.open and all(met(c, choice.known({})) == "met" for c in musts.conditions)


def _is_ahead(tables: Tables, rival: int, lane: int) -> bool:
    """Whether a rival that is ahead in print is sure to be recommended before the winner.

    Above 50 it is where the winner is, unless the margin was taken off the winner only.
    """
    return tables.handicaps[rival] >= tables.handicaps[lane]


def _columns(tables: Tables, lane: int) -> list[Column]:
    """For each question the least that an answer adds to the lead over each lane.

    In the winner's own lane, the least that it adds to its score.
    """
    return [
        tuple(
            min(row[lane] - (0 if other == lane else row[other]) for row in levels)
            for other in range(len(tables.ids))
        )
        for levels in tables.points
    ]
