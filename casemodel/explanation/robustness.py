"""How firm an answer is, as data: single answers and weights that would change it, and tries."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.naming import name_of
from casemodel.explanation.questions import change_of
from casemodel.explanation.values import AnswerSwitch, FirstCount, WeightRange, WeightTries


def switches_of(assessment: Assessment) -> tuple[AnswerSwitch, ...]:
    """List the single changed answers that would change the recommendation."""
    case = assessment.case
    return tuple(
        AnswerSwitch(
            changes=tuple(change_of(assessment, change) for change in turn.changes),
            group=case.rules.criteria[case.asked[turn.changes[0].question].criterion].group,
            recommended=turn.recommended,
            recommended_name=name_of(case.rules, turn.recommended) if turn.recommended else "",
        )
        for turn in assessment.turns
    )


def weight_ranges_of(assessment: Assessment) -> tuple[WeightRange, ...]:
    """List, for each answered criterion, the nearest weights that would change first place."""
    rules = assessment.case.rules

    def name(alternative: str) -> str:
        return name_of(rules, alternative) if alternative else ""

    return tuple(
        WeightRange(
            criterion=flip.criterion,
            name=rules.criteria[flip.criterion].name,
            lower=flip.lower,
            lower_to=flip.lower_to,
            lower_name=name(flip.lower_to),
            higher=flip.higher,
            higher_to=flip.higher_to,
            higher_name=name(flip.higher_to),
        )
        for flip in assessment.flips
    )


def tries_of(assessment: Assessment) -> WeightTries:
    """Count who comes first in other weightings."""
    tries, rules = assessment.acceptability, assessment.case.rules
    return WeightTries(
        tries.draws,
        tuple(FirstCount(id_, name_of(rules, id_), n) for id_, n in tries.firsts.items()),
    )
