"""How far the alternative in one lane is ahead of all others, as it stands and at worst.

The slack of a lane is by how much the winner is ahead of it, less what it must be ahead by: a tenth
of a point, or nothing where it is preferred among equals. In the winner's own lane it is by how
much the winner is above 50. The highest bit of a lane, its guard, is set where the slack is not
negative; so one look at all guards says whether the winner stays first.

The laws are the engine's (`doubt`, `asking`): certain where the worst of all open questions
together leaves every guard set; open where one answer alone puts another first. What is behind by a
tenth is behind in print. What is behind by less is looked at answer by answer. Where no question is
open, only a must that is to be confirmed leaves a doubt.
"""

from casemodel.caseload.asking import Orders
from casemodel.caseload.choosing import Chooser
from casemodel.caseload.tables import Tables
from casemodel.caseload.turning import is_ahead
from casemodel.caseload.worst import Column, Worsts, places
from casemodel.engine.doubt import Certainty
from casemodel.engine.feasibility import met


class Margins:
    """What may still overtake the alternative in one lane.

    `_guard` are the guards of its rivals and its own. `_sure` leaves out models where the winner is
    a hybrid: they can be ahead of it without being recommended, if they are not above 50.
    """

    __slots__ = (
        "_alone", "_can_run", "_chooser", "_guard", "_if_all_answered", "_known", "_lane", "_level",
        "_ones", "_orders", "_rivals", "_shift", "_start", "_sure", "_tenth", "_value", "_worsts",
    )  # fmt: skip

    def __init__(self, tables: Tables, chooser: Chooser, lane: int) -> None:
        """Work out what does not depend on a row."""
        lanes, runnable = tables.layout.lanes, range(tables.runnable)
        every = range(len(tables.ids))
        tenth = 1 << lanes.fraction
        self._chooser, self._lane = chooser, lane
        self._can_run = can_run(tables, lane)
        self._if_all_answered: Certainty = "certain" if self._can_run else "likely"
        columns = least_gains(tables, lane)
        self._worsts = Worsts(lanes, columns, min)
        self._known = self._worsts.known
        self._alone = tuple(map(lanes.packed, columns))
        self._shift, self._value = lanes.shift(lane), (1 << lanes.width) - 1
        self._ones = lanes.ones + (1 << self._shift)
        rivals = [r for r in runnable if r != lane]
        self._rivals = lanes.guards(rivals)
        self._guard = lanes.guards(runnable)
        self._sure = lanes.guards(r for r in runnable if r == lane or is_ahead(tables, r, lane))
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
        if not is_open:
            return self._if_all_answered
        slack = (number >> self._shift & self._value) * self._ones - number + self._start
        worst = self._known.get(is_open) or self._worsts.of(is_open)
        together = alone = slack
        guard = self._guard
        for all_of_them, one_alone in worst:
            together += all_of_them
            alone &= slack + one_alone
        if together & guard == guard and self._can_run:
            return "certain"
        if alone & guard == guard:
            return "likely"
        behind, sure = slack + self._tenth, self._sure
        if any(behind + one_alone & sure != sure for _, one_alone in worst):
            return "open"
        close = any(self._decides(number, slack, place) for place in places(is_open))
        return "open" if close else "likely"

    def settled(self, number: int, is_open: int, refused: int) -> tuple[Certainty, int | None]:
        """How sure it is, and the place of the open question that is worth asking first, if any."""
        if not is_open:
            return self._if_all_answered, None
        slack = (number >> self._shift & self._value) * self._ones - number + self._start
        together, guard = slack, self._guard
        worst = self._known.get(is_open) or self._worsts.of(is_open)
        for all_of_them, _ in worst:
            together += all_of_them
        if together & guard == guard and self._can_run:
            return "certain", None
        order = self._orders.of(~(together - self._level) & self._rivals)
        certainty: Certainty = "likely"
        threatened = False
        for question, bit in order:
            if is_open & bit:
                if self._decides(number, slack, question):
                    certainty = "open"
                    if not refused & bit:
                        return certainty, question
                elif not threatened:
                    threatened = any(slack + one_alone & guard != guard for _, one_alone in worst)
                    if not threatened:
                        break
        askable = is_open & ~refused
        return certainty, next((question for question, bit in order if askable & bit), None)

    def _decides(self, number: int, slack: int, question: int) -> bool:
        """Whether an answer to one open question would put another in first place."""
        worst = slack + self._alone[question]
        guard, sure = self._guard, self._sure
        if worst & guard == guard:
            return False
        if worst + self._tenth & sure != sure:
            return True
        return any(after != self._lane for after in self._chooser.after(number, question))


def can_run(tables: Tables, lane: int) -> bool:
    """Whether no must of the alternative is still to be confirmed."""
    choice = tables.case.choice
    musts = choice.musts[tables.layout.lanes.order[lane]]
    return not musts.open and all(met(c, choice.known({})) == "met" for c in musts.conditions)


def least_gains(tables: Tables, lane: int) -> list[Column]:
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
