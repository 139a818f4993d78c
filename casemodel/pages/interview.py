"""The screens of an interview: a question, its help, the offer to stop, the check of answers."""

from collections.abc import Iterator, Mapping

from rich.cells import cell_len

from casemodel.explanation.naming import name_of
from casemodel.interview.agency import COSTS, descriptions
from casemodel.interview.order import open_questions, part_of, parts_of
from casemodel.interview.steps import can_count, dangers, has_parts, items_for_review, part_now
from casemodel.interview.values import (
    AnswersCheck,
    Ask,
    Asked,
    Bearing,
    Describe,
    Help,
    InterviewRemark,
    Offer,
    Part,
    State,
    Topic,
)
from casemodel.knowledge.criteria import Criterion, Kind
from casemodel.pages.document import Block, Document, Fact, Facts, Paragraph
from casemodel.pages.form import stands_for
from casemodel.pages.language import draft
from casemodel.pages.question_help import asked_for, effects_of
from casemodel.pages.words import counted
from casemodel.profiles.draft import Draft
from casemodel.profiles.numbers import answer_of_number
from casemodel.profiles.values import UNANSWERED_WORDS, WHOLE
from casemodel.texts.messages import phrase

Also = tuple[tuple[str, str], ...]
"""Options to be given again with another command, each with its value, or '' without one."""

KEYS = "interview.keys"

_BEARING: Mapping[Bearing, str] = {
    "danger": "interview.danger",
    "decides": "interview.decides",
    "together": "interview.together",
    "warns": "interview.warns",
    "scores": "interview.scores",
    "describes": "interview.describes",
}
_TOLD: Mapping[str, str] = {
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
_CALLED: Mapping[Topic, str] = {
    "name": "interview.name_called",
    "current_model": "interview.current_model_called",
    "groups": "interview.groups_called",
    "case_manager_salary": "interview.case_manager_salary_called",
    "clinician_salary": "interview.clinician_salary_called",
    "overhead": "interview.overhead_called",
    "travel": "interview.travel_called",
    "budget_amount": "interview.budget_amount_called",
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
_GREETING: Mapping[Kind, str] = {
    "client": "interview.greeting_client",
    "organization": "interview.greeting_organization",
}
_UNANSWERED = {"refused": "interview.refused", "not known": "interview.not_known"}


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
    return _review(state, now) if isinstance(now, AnswersCheck) else None


def prompt(state: State) -> str:
    """Write the line after which a person types, in less than 80 columns.

    Where a part can be left, the key for words stands in the help alone.
    """
    now = state.now
    if isinstance(now, Ask | Describe):
        leaves = has_parts(state)
        keys = (phrase("interview.part_key") if leaves else "") + phrase(KEYS)
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


def remarks(state: State) -> Iterator[str]:
    """Yield the remarks before the next screen, each in a sentence or two."""
    for remark in state.remarks:
        yield _remark(state, remark)


def _span(most: int) -> str:
    return {1: "1", 2: phrase("interview.one_or_two")}.get(
        most, phrase("interview.one_to", count=most)
    )


def _criterion(state: State, asked: Ask) -> Criterion:
    return state.rules.criteria[asked.criterion]


def _remark(state: State, remark: InterviewRemark) -> str:
    if remark.id == "danger":
        return phrase("interview.do_first", caution=remark.text)
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
    """Say why a line led nowhere."""
    if remark.id == "out_of_range" and isinstance(state.now, Ask):
        return phrase("interview.out_of_range", least=state.now.least, most=state.now.most)
    return phrase(_TOLD[remark.id])


def _question(state: State, now: Ask) -> Document:
    title, progress = _where(state, now)
    question = Paragraph(_asked(state, now), "strong", phrase("label.question"))
    blocks: list[Block] = [*progress, question]
    if now.by_number:
        unit = state.rules.quantities[now.key].unit
        text = phrase("interview.number_of", unit=unit, least=now.least, most=now.most)
        blocks.append(Paragraph(text, "", phrase("label.answer")))
    else:
        blocks.append(Facts(_choices(state, now)))
    return Document(title, (*blocks, *_given(state, now)))


def _description(state: State, now: Describe) -> Document:
    """A question about the agency itself, and with help why it is asked."""
    title, progress = _where(state, now)
    blocks: list[Block] = [*progress]
    if state.help:
        title = phrase("interview.help", question=_called(state, now))
        blocks = [Paragraph(phrase(_ABOUT_HELP[now.topic]), "", phrase("label.help"))]
    blocks.append(Paragraph(_asked_about(state, now), "strong", phrase("label.question")))
    if now.topic == "current_model":
        names = (model.name for model in state.rules.scored_models())
        blocks.append(Facts(tuple(Fact(str(n), name) for n, name in enumerate(names, 1))))
    elif now.topic == "groups":
        blocks.append(Facts(tuple(Fact(str(n), phrase(key)) for n, key in enumerate(_GROUPS, 1))))
    return Document(title, (*blocks, *_given(state, now)))


def _asked_about(state: State, now: Describe) -> str:
    if now.topic == "group_name":
        return phrase("interview.group_name", number=now.group + 1)
    if now.topic == "group_share":
        return phrase("interview.group_share", group=_group(state, now))
    return phrase(ABOUT[now.topic])


def _given(state: State, now: Asked) -> Iterator[Paragraph]:
    """The answer that is there already, or the one that records propose."""
    asked = isinstance(now, Describe) and now in descriptions(state.draft)
    text = "" if asked else _answer(state, now)
    if text:
        yield Paragraph(phrase("interview.answered", answer=text), "", phrase("label.now"))
        return
    written = state.draft.profile.answers.get(now.key) if isinstance(now, Ask) else None
    if isinstance(now, Ask) and now.group == WHOLE and written and written.hint:
        level = _criterion(state, now).level(written.hint).name.said_to(state.kind)
        text = phrase("interview.proposed", answer=level, origin=written.origin)
        yield Paragraph(text, "", phrase("label.now"))


def _where(state: State, now: Asked) -> tuple[str, tuple[Paragraph, ...]]:
    """Say how far the interview has come: a title, and for an organization a line below."""
    if state.changing:
        return phrase("interview.change"), ()
    place = phrase("interview.question", number=state.at + 1)
    open_now = open_questions(state.rules, state.draft)
    asked = now.question if isinstance(now, Ask) else ""
    left = [q for q in open_now if q != asked and q not in state.skipped]
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


def _asked(state: State, now: Ask) -> str:
    if now.by_number:
        return state.rules.quantities[now.key].question
    question = _criterion(state, now).question.said_to(state.kind)
    return question if now.group == WHOLE else f"{_group(state, now)}: {question}"


def _group(state: State, question: Asked) -> str:
    return state.draft.profile.segments[question.group].name


def _choices(state: State, now: Ask) -> tuple[Fact, ...]:
    levels = _criterion(state, now).levels
    return tuple(
        Fact(str(number), level.name.said_to(state.kind)) for number, level in enumerate(levels, 1)
    )


def _help(state: State, now: Ask, helped: Help) -> Document:
    """Lay out the help on a question: why it matters here, and the models it bears on."""
    criterion, rules = _criterion(state, now), state.rules
    facts: list[Fact] = []
    if not _answer(state, now) and not state.changing:
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
        of_them = (
            phrase("interview.it")
            if now.left == 1
            else phrase("interview.of_them", count=now.warning)
        )
        text += phrase("interview.can_warn", which=of_them)
    choices = (
        Fact("1", phrase("interview.stop")),
        Fact("2", phrase("interview.go_on")),
    )
    return Document(
        phrase("interview.offer"), (Paragraph(text, "", phrase("label.note")), Facts(choices))
    )


def _review(state: State, now: AnswersCheck) -> Document:
    items = items_for_review(state)
    rows = tuple(
        Fact(f"{number} {_called(state, item)}", _answer(state, item))
        for number, item in enumerate(items, 1)
    )
    left = counted(now.left, "question_has")
    blocks: list[Block] = [Facts(rows)] if rows else [Paragraph(phrase("interview.no_answer"))]
    if now.left:
        blocks.append(Paragraph(phrase("interview.left", questions=left.capitalize())))
    return Document(phrase("interview.check"), tuple(blocks))


def _called(state: State, item: Asked) -> str:
    """Name an answer in a list."""
    if isinstance(item, Describe):
        return _called_about(item)
    if item.by_number:
        return state.rules.quantities[item.key].unit.capitalize()
    name = state.rules.criteria[item.criterion].name
    return name if item.group == WHOLE else f"{name} ({_group(state, item)})"


def _called_about(item: Describe) -> str:
    if item.topic == "group_name":
        return phrase("interview.group_name_called", number=item.group + 1)
    if item.topic == "group_share":
        return phrase("interview.group_share_called", number=item.group + 1)
    return phrase(_CALLED[item.topic])


def _answer(state: State, item: Asked) -> str:
    """An answer that is there as a person reads it; '' where there is none."""
    if isinstance(item, Describe):
        return _said_of_agency(state, item)
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


def _said_of_agency(state: State, item: Describe) -> str:
    profile = state.draft.profile
    if item.topic == "name":
        return profile.label
    if item.topic == "current_model":
        return name_of(state.rules, profile.current_model) if profile.current_model else ""
    if item.topic == "groups":
        return str(len(profile.segments) or "")
    if item.topic in COSTS:
        figure = profile.costs.get(item.topic, "")
        return f"{figure}%" if figure and item.topic == "overhead" else figure
    segment = profile.segments[item.group]
    return segment.name if item.topic == "group_name" else segment.share


def greeting(state: State, file: str, *, new: bool) -> tuple[str, ...]:
    """List the first sentences: what happens, and where answers are kept."""
    known = len(items_for_review(state))
    begun = phrase(_GREETING[state.kind])
    texts = [*draft(), phrase("interview.saved", greeting=begun, file=file)]
    if not new:
        texts.append(phrase("interview.already", answers=counted(known, "answer_is").capitalize()))
    texts += [
        _remark(state, InterviewRemark("danger", text=caution.says))
        for caution in dangers(state.rules, state.draft)
    ]
    return tuple(texts)


def _quoted(name: str) -> str:
    """Write the name of a file as it can be typed."""
    return f'"{name}"' if " " in name else name


def kept_where(answers: int, file: str) -> str:
    """Say how many answers are kept, and where."""
    return phrase("interview.kept", answers=counted(answers, "answer_is").capitalize(), file=file)


def continued(kind: Kind, file: str, given_options: Also) -> tuple[str, ...]:
    """Say how to see the answer so far, and how to go on; every text given must be harmless."""
    named = _quoted(file)
    also = "".join(
        f" {option} {_quoted(value)}" if value else f" {option}" for option, value in given_options
    )
    command = "score" if kind == "client" else "recommend"
    return (
        phrase("interview.see", command=command, file=named, options=also),
        phrase("interview.continue", kind=kind, file=named, options=also),
    )
