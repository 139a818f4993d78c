"""The last lines of an answer: what to ask next, ways to run the model, commands to type."""

from casemodel.explanation.naming import lowered
from casemodel.explanation.values import Explanation
from casemodel.pages.document import Fact
from casemodel.pages.reasons import named
from casemodel.pages.words import counted, few
from casemodel.texts.messages import phrase

FORMS_SHOWN = 2
FACT_LETTERS = 64  # of what to ask next, with the names of questions; of ways to run it
LINE_LETTERS, FILE_LETTERS = 80, 30  # of what to type next, and of a file's name in it


def ways_to_run(explanation: Explanation) -> str:
    """Name the first forms that fit, as many as a line takes, and say how many more there are."""
    names = [form.name for form in explanation.forms]
    if not names:
        return ""
    texts = [few(names, most) for most in range(FORMS_SHOWN, 0, -1)]
    return next((text for text in texts if len(text) <= FACT_LETTERS), texts[-1])


def forms(explanation: Explanation) -> str:
    """Name the forms that fit, with the answers that decide."""
    return " ".join(form.text for form in explanation.fitting_forms)


def asking(explanation: Explanation) -> str:
    """Say in a line how many unanswered questions could change the answer, and which to ask."""
    to_ask = explanation.ask_next
    if explanation.danger_unknown and explanation.ask_first:
        return _after_danger(explanation)
    if not to_ask:
        return phrase("answer.ask_proved") if _nothing_to_ask(explanation) else ""
    names = [
        named(lowered(question.name), question.segment) for question in to_ask if question.decides
    ]
    if not names:
        return phrase("answer.ask_none")
    questions = counted(len(names), "deciding")
    with_names = [
        phrase("answer.ask", questions=questions, names="; ".join(names[:number]))
        for number in range(len(names) - 1, 0, -1)
    ]
    texts = (
        phrase("answer.ask_all", questions=questions, names="; ".join(names)),
        *with_names,
        phrase("answer.ask_lists", questions=questions),
    )
    return next((text for text in texts if len(text) <= FACT_LETTERS), texts[-1])


def _after_danger(explanation: Explanation) -> str:
    """Say that danger is asked about first, and what then, as many questions as a line takes."""
    about_danger = {question.question for question in explanation.ask_first}
    names = [
        named(lowered(question.name), question.segment)
        for question in explanation.ask_next
        if question.decides and question.question not in about_danger
    ]
    if not names:
        return phrase("answer.ask_danger")
    texts = [
        phrase("answer.ask_after_danger", names="; ".join(names[:number]))
        for number in range(len(names), 0, -1)
    ]
    return next((text for text in texts if len(text) <= FACT_LETTERS), texts[-1])


def _nothing_to_ask(explanation: Explanation) -> bool:
    """Say whether questions are unanswered, and it is proved that none of them changes anything."""
    proved = explanation.stability_found.proof == "holds"
    return proved and bool(explanation.open_questions) and not explanation.ask_next


def commands_to_type(explanation: Explanation, file: str) -> Fact:
    """Name the commands that go on from here, in a line if they fit."""
    label = phrase("answer.next_label")
    parts = explanation.subject.parts if explanation.subject else ()
    models = (r for r in explanation.ranking if r.kind == "model")
    another = next((r for r in models if r.id not in parts), None)
    if another is None:
        return Fact(label, phrase("answer.next_plain"))
    room = LINE_LETTERS - len(f"{label}: ")
    name = file if 0 < len(file) <= FILE_LETTERS else phrase("answer.file")
    id_ = "answer.next_settled" if _nothing_to_ask(explanation) else "answer.next"
    whole = phrase(id_, file=name, model=another.id)
    short = phrase("answer.next_short", file=name)
    return Fact(label, next((text for text in (whole, short) if len(text) <= room), whole))
