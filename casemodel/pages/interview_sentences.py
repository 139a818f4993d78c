"""The sentences around the questions of an interview: greeting, remarks, and how to go on."""

from collections.abc import Iterator, Mapping

from casemodel.interview.steps import dangers, items_for_review
from casemodel.interview.values import Ask, InterviewRemark, State
from casemodel.knowledge.criteria import Kind
from casemodel.pages.form import stands_for
from casemodel.pages.language import draft
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase

GivenOptions = tuple[tuple[str, str], ...]
"""Options to be given again with another command, each with its value, or '' without one."""

_REMARK: Mapping[str, str] = {
    "not_an_answer": "interview.not_an_answer",
    "no_number": "interview.no_number",
    "too_long": "interview.too_long",
    "nothing_before": "interview.nothing_before",
    "nothing_more": "interview.nothing_more",
    "in_words": "interview.in_words",
    "settled_alone": "interview.settled_alone",
    "settled_part": "interview.settled_part",
    "no_model": "interview.no_model",
    "same_name": "interview.same_name",
    "no_share": "interview.no_share",
    "no_money": "interview.no_money",
}
_GREETING: Mapping[Kind, str] = {
    "client": "interview.greeting_client",
    "organization": "interview.greeting_organization",
}


def greeting(state: State, file: str, *, new: bool) -> tuple[str, ...]:
    """List the first sentences: what happens, and where answers are kept."""
    first_sentence = phrase(_GREETING[state.kind])
    texts = [*draft(), phrase("interview.saved", greeting=first_sentence, file=file)]
    if not new:
        answers = counted(len(items_for_review(state)), "answer_is").capitalize()
        texts.append(phrase("interview.already", answers=answers))
    texts += [
        _remark(state, InterviewRemark("danger", text=caution.says))
        for caution in dangers(state.rules, state.draft)
    ]
    return tuple(texts)


def remarks(state: State) -> Iterator[str]:
    """Yield the remarks before the next screen, each in a sentence or two."""
    for remark in state.remarks:
        yield _remark(state, remark)


def _remark(state: State, remark: InterviewRemark) -> str:
    if remark.id == "danger":
        return phrase("answer.judged", word=phrase("word.act_first"), text=remark.text)
    if remark.id == "against":
        return phrase("interview.against", reason=remark.text)
    if remark.id == "follows":
        criterion = state.rules.criteria[remark.criterion]
        level = criterion.level(remark.level).name.said_to(state.kind)
        return phrase("interview.follows", question=criterion.name, answer=level)
    if remark.id == "rest":
        return phrase("interview.rest", group=remark.text, share=remark.level)
    if remark.id == "stands_for":
        return stands_for(state.rules, state.rules.forms[remark.text])
    return _problem(state, remark)


def _problem(state: State, remark: InterviewRemark) -> str:
    """Say why a line was not understood."""
    if remark.id == "out_of_range" and isinstance(state.now, Ask):
        return phrase("interview.out_of_range", least=state.now.least, most=state.now.most)
    return phrase(_REMARK[remark.id])


def kept_where(answers: int, file: str) -> str:
    """Say how many answers are kept, and where."""
    return phrase("interview.kept", answers=counted(answers, "answer_is").capitalize(), file=file)


def continued(kind: Kind, file: str, given_options: GivenOptions) -> tuple[str, ...]:
    """Say how to see the answer so far, and how to go on.

    `file` and the values of options must be harmless on a terminal.
    """
    quoted_file = _quoted(file)
    options = "".join(
        f" {option} {_quoted(value)}" if value else f" {option}" for option, value in given_options
    )
    command = "score" if kind == "client" else "recommend"
    return (
        phrase("interview.see", command=command, file=quoted_file, options=options),
        phrase("interview.continue", kind=kind, file=quoted_file, options=options),
    )


def _quoted(name: str) -> str:
    """Write the name of a file as it can be typed."""
    return f'"{name}"' if " " in name else name
