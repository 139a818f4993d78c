"""The screens of an interview: a question, its help, the offer to stop; and the prompts."""

from collections.abc import Iterator, Mapping

from rich.cells import cell_len

from casemodel.explanation.naming import name_of
from casemodel.interview.agency import descriptions
from casemodel.interview.order import open_questions, part_of, parts_of
from casemodel.interview.steps import can_count, has_parts, items_for_review, part_now
from casemodel.interview.values import (
    AnswersCheck,
    Ask,
    Asked,
    Bearing,
    Describe,
    Help,
    Offer,
    Part,
    State,
    Topic,
)
from casemodel.knowledge.criteria import Criterion
from casemodel.pages.document import Block, Document, Fact, Facts, Paragraph
from casemodel.pages.interview_check import answer_name, answer_text, answers_check, group_name
from casemodel.pages.question_help import asked_for, effects_of
from casemodel.pages.words import counted
from casemodel.profiles.draft import Draft
from casemodel.profiles.values import WHOLE
from casemodel.texts.messages import phrase

_BEARING: Mapping[Bearing, str] = {
    "danger": "interview.danger",
    "decides": "interview.decides",
    "together": "interview.together",
    "warns": "interview.warns",
    "scores": "interview.scores",
    "describes": "interview.describes",
}
_MONEY: tuple[Topic, ...] = ("case_manager_salary", "clinician_salary", "travel", "budget_amount")
ABOUT: Mapping[Topic, str] = {
    "name": "interview.name",
    "current_model": "interview.current_model",
    "groups": "interview.groups",
    "case_manager_salary": "interview.case_manager_salary",
    "clinician_salary": "interview.clinician_salary",
    "overhead": "interview.overhead",
    "travel": "interview.travel",
    "budget_amount": "interview.budget_amount",
}
_ABOUT_PROMPT: Mapping[Topic, str] = {
    "name": "interview.a_name",
    "current_model": "interview.a_number_or_name",
    "groups": "interview.one_to_four",
    "group_name": "interview.a_name",
    "group_share": "interview.a_share",
    "overhead": "interview.a_percentage",
    **dict.fromkeys(_MONEY, "interview.a_sum"),
}
_ABOUT_HELP: Mapping[Topic, str] = {
    "name": "interview.name_help",
    "current_model": "interview.current_model_help",
    "groups": "interview.groups_help",
    "group_name": "interview.group_name_help",
    "group_share": "interview.group_share_help",
    "overhead": "interview.costs_help",
    **dict.fromkeys(_MONEY, "interview.costs_help"),
}
_PART: Mapping[str, str] = {
    "agency": "interview.part_agency",
    "safety": "interview.part_safety",
    "need": "interview.part_need",
    "capacity": "interview.part_capacity",
    "goal": "interview.part_goal",
}
_GROUPS = ("interview.no_groups", "interview.two_groups", "interview.three_groups",
           "interview.four_groups")  # fmt: skip
_KEY: Mapping[str, str] = {
    "w": "interview.key_w",
    "r": "interview.key_r",
    "d": "interview.key_d",
    "s": "interview.key_s",
    "p": "interview.key_p",
    "b": "interview.key_b",
    "q": "interview.key_q",
}


def screen(state: State) -> Document | None:
    """Lay out what is asked now; None if it is on the screen already, or at the end."""
    now = state.now
    if state.led_nowhere:
        return None
    if isinstance(now, Ask):
        return _help(state, now, state.help) if state.help else _question(state, now)
    if isinstance(now, Describe):
        return _description(state, now)
    if isinstance(now, Offer):
        return _offer(now)
    return answers_check(state, now) if isinstance(now, AnswersCheck) else None


def prompt(state: State) -> str:
    """Write the line after which a person types, in less than 80 columns.

    Where a part can be left, the key for words stands in the help alone.
    """
    now = state.now
    if isinstance(now, Ask | Describe):
        leaves = has_parts(state)
        keys = (phrase("interview.part_key") if leaves else "") + phrase("interview.keys")
        if isinstance(now, Describe):
            return f"{phrase(_ABOUT_PROMPT[now.topic])}; {keys}: "
        unknown = phrase("interview.unknown_keys")
        if now.by_number:
            words = "" if state.changing or leaves else phrase("interview.word_key")
            return phrase("interview.number_prompt", words=words, keys=unknown + keys)
        return f"{_span(len(_criterion(state, now).levels))}; {unknown}{keys}: "
    if isinstance(now, Offer):
        return phrase("interview.offer_prompt")
    answers = len(items_for_review(state))
    change = phrase("interview.change_key", span=_span(answers)) if answers else ""
    more = phrase("interview.more_key") if isinstance(now, AnswersCheck) and now.left else ""
    return phrase("interview.review_prompt", change=change, more=more)


def prompt_lines(text: str, width: int) -> str:
    """Break a prompt into lines of at most `width` columns, the text of one key never apart.

    The last ends with a blank, after which a person types.
    """
    lines = [""]
    for part in text.rstrip().replace("; ", ";\t").replace(", ", ",\t").split("\t"):
        longer = f"{lines[-1]} {part}".lstrip()
        if lines[-1] and cell_len(longer) >= width:
            lines.append(part)
        else:
            lines[-1] = longer
    return "\n".join(lines) + " "


def _span(most: int) -> str:
    return {1: "1", 2: phrase("interview.one_or_two")}.get(
        most, phrase("interview.one_to", count=most)
    )


def _criterion(state: State, now: Ask) -> Criterion:
    return state.rules.criteria[now.criterion]


def _question(state: State, now: Ask) -> Document:
    title, progress = _title_and_progress(state, now)
    question = Paragraph(_question_text(state, now), "strong", phrase("label.question"))
    blocks: list[Block] = [*progress, question]
    if now.by_number:
        unit = state.rules.quantities[now.key].unit
        text = phrase("interview.number_of", unit=unit, least=now.least, most=now.most)
        blocks.append(Paragraph(text, "", phrase("label.answer")))
    else:
        blocks.append(Facts(_choices(state, now)))
    return Document(title, (*blocks, *_answer_now(state, now)))


def _description(state: State, now: Describe) -> Document:
    """A question about the agency itself, and with help why it is asked."""
    title, progress = _title_and_progress(state, now)
    blocks: list[Block] = [*progress]
    if state.help:
        title = phrase("interview.help", question=answer_name(state, now))
        blocks = [Paragraph(phrase(_ABOUT_HELP[now.topic]), "", phrase("label.help"))]
    blocks.append(Paragraph(_question_about(state, now), "strong", phrase("label.question")))
    if now.topic == "current_model":
        names = (model.name for model in state.rules.scored_models())
        blocks.append(Facts(tuple(Fact(str(n), name) for n, name in enumerate(names, 1))))
    elif now.topic == "groups":
        blocks.append(Facts(tuple(Fact(str(n), phrase(key)) for n, key in enumerate(_GROUPS, 1))))
    return Document(title, (*blocks, *_answer_now(state, now)))


def _question_about(state: State, now: Describe) -> str:
    if now.topic == "group_name":
        return phrase("interview.group_name", number=now.group + 1)
    if now.topic == "group_share":
        return phrase("interview.group_share", group=group_name(state, now))
    return phrase(ABOUT[now.topic])


def _answer_now(state: State, now: Asked) -> Iterator[Paragraph]:
    """The answer that is there already, or the one that records propose."""
    has_no_answer = isinstance(now, Describe) and now in descriptions(state.draft)
    text = "" if has_no_answer else answer_text(state, now)
    if text:
        yield Paragraph(phrase("interview.answered", answer=text), "", phrase("label.now"))
        return
    answer = state.draft.profile.answers.get(now.key) if isinstance(now, Ask) else None
    if isinstance(now, Ask) and now.group == WHOLE and answer and answer.hint:
        level = _criterion(state, now).level(answer.hint).name.said_to(state.kind)
        text = phrase("interview.proposed", answer=level, origin=answer.origin)
        yield Paragraph(text, "", phrase("label.now"))


def _title_and_progress(state: State, now: Asked) -> tuple[str, tuple[Paragraph, ...]]:
    """Say how far the interview has come: a title, and for an organization a line below."""
    if state.changing:
        return phrase("interview.change"), ()
    place = phrase("interview.question", number=state.at + 1)
    open_now = open_questions(state.rules, state.draft)
    this_question = now.question if isinstance(now, Ask) else ""
    left = [q for q in open_now if q != this_question and q not in state.skipped]
    part = part_now(state)
    if part is None:
        if not left:
            return phrase("interview.last", here=place), ()
        return phrase("interview.open", here=place, left=counted(len(left), "question_is")), ()
    parts = parts_of(state.draft)
    title = phrase(
        "interview.part",
        number=parts.index(part) + 1,
        count=len(parts),
        name=part_name(state.draft, part),
    )
    in_part = [q for q in left if part_of(state.rules, open_now[q]) == part]
    if part.id == "agency":
        return title, ()
    left_text = counted(len(in_part), "question_is")
    text = phrase("interview.open_in_part", here=place, left=left_text)
    if not in_part:
        text = phrase("interview.last_in_part", here=place)
    return title, (Paragraph(text, "quiet", phrase("label.progress")),)


def part_name(draft: Draft, part: Part) -> str:
    """Name a part of an organization's interview, with the group of clients it is about."""
    name = phrase(_PART[part.id])
    return name if part.group == WHOLE else f"{name} ({draft.profile.segments[part.group].name})"


def _question_text(state: State, now: Ask) -> str:
    if now.by_number:
        return state.rules.quantities[now.key].question
    question = _criterion(state, now).question.said_to(state.kind)
    return question if now.group == WHOLE else f"{group_name(state, now)}: {question}"


def _choices(state: State, now: Ask) -> tuple[Fact, ...]:
    levels = _criterion(state, now).levels
    return tuple(
        Fact(str(number), level.name.said_to(state.kind)) for number, level in enumerate(levels, 1)
    )


def _help(state: State, now: Ask, helped: Help) -> Document:
    """Lay out the help on a question: why it matters here, and the models it bears on."""
    criterion, rules = _criterion(state, now), state.rules
    facts: list[Fact] = []
    if not answer_text(state, now) and not state.changing:
        facts.append(Fact(phrase("interview.why"), " ".join(_why(state, criterion, helped))))
    facts += asked_for(rules, criterion)
    return Document(
        phrase("interview.help", question=criterion.name),
        (
            Facts(tuple(facts)),
            Paragraph(phrase("interview.effects"), "strong", phrase("label.models")),
            Facts(effects_of(rules, state.kind, criterion)),
            Paragraph(phrase("interview.keys_heading"), "strong", phrase("label.keys")),
            Facts(tuple(_keys(state, now))),
            *_question(state, now).blocks,
        ),
    )


def _why(state: State, criterion: Criterion, helped: Help) -> Iterator[str]:
    """Say what the answer can still do, and which answers alone change the recommendation."""
    yield phrase(_BEARING[helped.bearing])
    for level, alternative in helped.switches:
        answer = criterion.level(level).name.said_to(state.kind)
        name = name_of(state.rules, alternative) if alternative else phrase("word.no_model")
        yield phrase("interview.then", answer=answer, name=name)


def _keys(state: State, now: Ask) -> Iterator[Fact]:
    """List what can be typed in place of an answer."""
    for key in "w" * can_count(state, now) + "rds" + "p" * has_parts(state) + "bq":
        yield Fact(key, phrase(_KEY[key]))


def _offer(now: Offer) -> Document:
    left = counted(now.left, "question_is")
    text = phrase("interview.settled", questions=left.capitalize())
    if now.warning:
        several = phrase("interview.of_them", count=now.warning)
        which = phrase("interview.it") if now.left == 1 else several
        text += phrase("interview.can_warn", which=which)
    choices = (
        Fact("1", phrase("interview.stop")),
        Fact("2", phrase("interview.go_on")),
    )
    return Document(
        phrase("interview.offer"), (Paragraph(text, "", phrase("label.note")), Facts(choices))
    )
