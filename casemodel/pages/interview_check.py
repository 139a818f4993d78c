"""The check of answers in an interview: each answer with its number, name and text."""

from collections.abc import Mapping

from casemodel.explanation.naming import name_of
from casemodel.interview.agency import COSTS
from casemodel.interview.steps import items_for_review
from casemodel.interview.values import AnswersCheck, Asked, Describe, State, Topic
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Document, Fact, Facts, Paragraph
from casemodel.pages.words import counted
from casemodel.profiles.numbers import answer_of_number
from casemodel.profiles.values import UNANSWERED_WORDS, WHOLE
from casemodel.texts.messages import phrase

_NAME: Mapping[Topic, str] = {
    "name": "interview.name_called",
    "current_model": "interview.current_model_called",
    "groups": "interview.groups_called",
    "case_manager_salary": "interview.case_manager_salary_called",
    "clinician_salary": "interview.clinician_salary_called",
    "overhead": "interview.overhead_called",
    "travel": "interview.travel_called",
    "budget_amount": "interview.budget_amount_called",
}
_UNANSWERED: Mapping[str, str] = {
    "refused": "interview.refused",
    "not known": "interview.not_known",
}


def answers_check(state: State, now: AnswersCheck) -> Document:
    """List the answers so far by number, and how many questions have none."""
    items = items_for_review(state)
    rows = tuple(
        Fact(f"{number} {answer_name(state, item)}", answer_text(state, item))
        for number, item in enumerate(items, 1)
    )
    left = counted(now.left, "question_has")
    blocks: list[Block] = [Facts(rows)] if rows else [Paragraph(phrase("interview.no_answer"))]
    if now.left:
        blocks.append(Paragraph(phrase("interview.left", questions=left.capitalize())))
    return Document(phrase("interview.check"), tuple(blocks))


def answer_name(state: State, item: Asked) -> str:
    """Name the answer to a question, for a list of answers."""
    if isinstance(item, Describe):
        return _name_about(item)
    if item.by_number:
        return state.rules.quantities[item.key].unit.capitalize()
    name = state.rules.criteria[item.criterion].name
    return name if item.group == WHOLE else f"{name} ({group_name(state, item)})"


def _name_about(item: Describe) -> str:
    if item.topic == "group_name":
        return phrase("interview.group_name_called", number=item.group + 1)
    if item.topic == "group_share":
        return phrase("interview.group_share_called", number=item.group + 1)
    return phrase(_NAME[item.topic])


def answer_text(state: State, item: Asked) -> str:
    """Write an answer as a person reads it; '' where there is none."""
    if isinstance(item, Describe):
        return _text_about(state, item)
    word = state.draft.word(item.key, item.group)
    if word == "not asked":
        return ""
    if word in UNANSWERED_WORDS:
        return phrase(_UNANSWERED[word])
    if item.by_number:
        return word
    criterion = state.rules.criteria[item.criterion]
    if word in {level.id for level in criterion.levels}:
        return criterion.level(word).name.said_to(state.kind)
    level = criterion.level(answer_of_number(criterion, word).level)
    return phrase("interview.counts_as", number=word, level=level.name.said_to(state.kind))


def _text_about(state: State, item: Describe) -> str:
    profile = state.draft.profile
    if item.topic == "name":
        return profile.label
    if item.topic == "current_model":
        return _name_of_run(state.rules, profile.current_model)
    if item.topic == "groups":
        return str(len(profile.segments) or "")
    if item.topic in COSTS:
        figure = profile.costs.get(item.topic, "")
        return f"{figure}%" if figure and item.topic == "overhead" else figure
    segment = profile.segments[item.group]
    return segment.name if item.topic == "group_name" else segment.share


def _name_of_run(rules: Rules, run_now: str) -> str:
    """Name the model, hybrid, family or form that is run now; empty for none."""
    if run_now in rules.forms:
        return rules.forms[run_now].name
    return name_of(rules, run_now) if run_now else ""


def group_name(state: State, question: Asked) -> str:
    """Name the group of clients that a question is about."""
    return state.draft.profile.segments[question.group].name
