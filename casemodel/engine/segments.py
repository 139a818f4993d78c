"""Which model suits each segment best, taken by itself."""

from typing import NamedTuple

from casemodel.engine.case import Case
from casemodel.engine.questions import Asked, answer_to
from casemodel.engine.ranking import ranked
from casemodel.engine.scoring import rules_weighting, score_model
from casemodel.engine.tables import build_tables


class SegmentFirst(NamedTuple):
    """The model with the highest score for one segment alone, and that score in tenths."""

    model: str
    tenths: int


def best_for_segments(case: Case) -> tuple[SegmentFirst, ...]:
    """For each segment, the model that would come first if everyone were like it.

    At the rules' weights; feasibility is left out.
    """
    tables = build_tables(case.rules, case.profile.kind, case.options.basis)
    found = []
    for number in range(len(case.profile.segments)):
        levels = {}
        for criterion in tables.weights:
            answer = answer_to(case.profile, Asked(criterion, number))
            if answer is not None and answer.state == "answered":
                levels[criterion] = answer.level
        scored = (
            score_model(t, levels, rules_weighting(tables)) for t in tables.models if t.spread
        )
        first = ranked(scored)[0][1]
        found.append(SegmentFirst(first.model, first.tenths))
    return tuple(found)
