"""Which model suits each segment best, taken by itself."""

from typing import NamedTuple

from casemodel.engine.case import Case
from casemodel.engine.questions import Asked, answer_to
from casemodel.engine.ranking import ranked
from casemodel.engine.scoring import rules_weighting, score_model


class SegmentFirst(NamedTuple):
    """The model with the highest score for one segment alone, and that score in tenths.

    `told_tenths` is the score of the model asked about, and `needs_against` whether the segment's
    needs speak against that one; 0 and False for a hybrid.
    """

    model: str
    tenths: int
    told_tenths: int
    needs_against: bool


def best_for_segments(case: Case, told: str) -> tuple[SegmentFirst, ...]:
    """For each segment, the model that would come first if everyone were like it.

    `told` is the model to compare with. At the rules' weights; feasibility is left out.
    """
    tables = case.tables
    weighting = rules_weighting(tables)
    found = []
    for number in range(len(case.profile.segments)):
        levels = {}
        for criterion in tables.weights:
            answer = answer_to(case.profile, Asked(criterion, number))
            if answer is not None and answer.state == "answered":
                levels[criterion] = answer.level
        scored = [score_model(t, levels, weighting) for t in tables.models if t.spread]
        first = ranked(scored)[0][1]
        mine = next((s for s in scored if s.model == told), None)
        need = (
            sum(n for c, n in mine.numerators.items() if case.rules.criteria[c].group == "need")
            if mine
            else 0
        )
        found.append(SegmentFirst(first.model, first.tenths, mine.tenths if mine else 0, need < 0))
    return tuple(found)
