"""What models, hybrids and changed answers are called, and how names stand in a sentence."""

from collections.abc import Sequence
from typing import Literal

from casemodel.engine.case import Case
from casemodel.engine.changes import Change
from casemodel.engine.questions import WHOLE
from casemodel.explanation.templates import say
from casemodel.knowledge.values import Rules
from casemodel.texts.messages import phrase


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


def condition_text(case: Case, change: Change) -> str:
    """A changed answer as a condition: "'After-hours cover' were 'our own staff'"."""
    asked = case.asked[change.question]
    criterion = case.rules.criteria[asked.criterion]
    where = "" if asked.segment == WHOLE else f" ({case.profile.segments[asked.segment].name})"
    level = criterion.level(change.after).name.said_to(case.profile.kind)
    return say("change.answer", criterion=criterion.name, where=where, level=level).text


def joined(names: Sequence[str], last: Literal["and", "or"] = "and") -> str:
    """Names in a sentence: 'A, B and C', or 'A, B or C'."""
    *others, final = names or ("",)
    if not others:
        return final
    return phrase("join.or" if last == "or" else "join.and", others=", ".join(others), last=final)


def lowered(text: str) -> str:
    """The text as it stands within a sentence: without its capital and its full stop."""
    return text[:1].lower() + text[1:].rstrip(".")
