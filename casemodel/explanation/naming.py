"""What models, hybrids and changed answers are called."""

from casemodel.engine.case import Case
from casemodel.engine.changes import Change
from casemodel.engine.questions import WHOLE
from casemodel.knowledge.values import Rules


def name_of(rules: Rules, alternative: str) -> str:
    """The name of a model or hybrid. Raises KeyError if there is none."""
    hybrid = rules.hybrids.get(alternative)
    return hybrid.name if hybrid else rules.models[alternative].name


def change_text(case: Case, change: Change) -> str:
    """A changed answer in words: 'After-hours cover: our own staff, around the clock'."""
    asked = case.asked[change.question]
    criterion = case.rules.criteria[asked.criterion]
    level = criterion.level(change.after).name.said_to(case.profile.kind)
    where = "" if asked.segment == WHOLE else f" ({case.profile.segments[asked.segment].name})"
    return f"{criterion.name}{where}: {level}"
