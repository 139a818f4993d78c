"""The answers that speak for an alternative, strongest first, each with a bit of its own.

What stands first is the explanation's to say: an answer that a rating speaks about itself before
one that only stands out from the average, then by points. It is asked once for every answer there
is, so that of a row only the lowest bits need be looked at.
"""

from typing import NamedTuple

from casemodel.caseload.values import Ground
from casemodel.engine.assessment import assess
from casemodel.engine.case import Case
from casemodel.engine.scoring import TENTHS, score_model
from casemodel.explanation.reasons import opponents, reasons_for
from casemodel.profiles.values import Answer

SHOWN = 3  # reasons for, as on the first screen


class Grounds(NamedTuple):
    """The answers that give an alternative points, in the order in which they would be shown.

    Bit i stands for the i-th. `slight` are the bits of those worth less than a tenth of a point:
    in print they can come to nothing, which depends on all the others.
    """

    ranked: tuple[Ground, ...]
    slight: int

    def strongest(self, bits: int) -> tuple[Ground, ...] | None:
        """The first three of these bits; None if one of them may come to nothing in print."""
        found = []
        for _ in range(SHOWN):
            if not bits:
                break
            lowest = bits & -bits
            if lowest & self.slight:
                return None
            found.append(self.ranked[lowest.bit_length() - 1])
            bits ^= lowest
        return tuple(found)


def grounds_of(case: Case) -> dict[str, Grounds]:
    """The grounds of every alternative of a case, by its id.

    Points do not depend on what else is answered; so profiles that answer everything at the first
    level, at the second and so on name all answers there are.
    """
    rules = case.rules
    known = opponents(rules, case.options.basis)
    order: dict[str, list[tuple[tuple[bool, object, str], Ground]]] = {
        a.id: [] for a in case.choice.board.alternatives
    }
    slight: set[tuple[str, Ground]] = set()
    criteria = rules.criteria_for("client")
    for place in range(max((len(c.levels) for c in criteria), default=0)):
        answers = {
            c.id: Answer("answered", c.levels[place].id) for c in criteria if place < len(c.levels)
        }
        profile = case.profile._replace(answers=answers)
        for standing in assess(rules, profile, case.options._replace(draws=1)).ranking:
            points = {c.criterion: c.points for c in standing.contributions}
            for reason in reasons_for(known, "client", standing):
                worth = points[reason.criterion]
                if worth > 0:
                    ground = Ground(reason.criterion, reason.level)
                    key = (not reason.stated, -worth, reason.criterion)
                    order[standing.id].append((key, ground))
                    if worth * TENTHS < 1:
                        slight.add((standing.id, ground))
    return {
        name: Grounds(
            tuple(ground for _, ground in sorted(found)),
            sum(1 << i for i, (_, g) in enumerate(sorted(found)) if (name, g) in slight),
        )
        for name, found in order.items()
    }


def strongest_in_print(
    case: Case, index: int, grounds: Grounds, levels: dict[str, str]
) -> tuple[Ground, ...]:
    """The three strongest for an alternative, where slight ones must be looked at in print."""
    alternative = case.choice.board.alternatives[index]
    weighting = case.choice.board.weighting
    scored = score_model(alternative.table, levels, weighting, alternative.overhead)
    found = (
        g
        for g in grounds.ranked
        if levels.get(g.criterion) == g.level and scored.points_tenths.get(g.criterion, 0) > 0
    )
    return tuple(ground for ground, _ in zip(found, range(SHOWN), strict=False))
