"""The questions of a profile by section, as the templates show them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from casemodel.desk.workplace import OpenProfile
from casemodel.engine.questions import Asked, Question, questions_of
from casemodel.explanation.values import Explanation
from casemodel.interview.order import part_of, parts_of, quantities_of
from casemodel.interview.values import Part
from casemodel.knowledge.criteria import Criterion, Kind
from casemodel.pages.document import Fact
from casemodel.pages.interview import part_name
from casemodel.pages.question_help import asked_for, effects_of
from casemodel.profiles.draft import Draft
from casemodel.profiles.numbers import answer_of_number, answer_of_quantities
from casemodel.profiles.values import UNANSWERED_WORDS, WHOLE
from casemodel.texts.language import spoken
from casemodel.texts.messages import phrase
from casemodel.texts.store import ENGLISH

NOT_ASKED = "not asked"
_AGENCY = "agency-"  # begins the names of sections about a client's agency
_OF_AGENCY = ("capacity", "goal")
_WORDS: Mapping[str, str] = {
    NOT_ASKED: "desk.not_asked",
    "not known": "interview.not_known",
    "refused": "interview.refused",
}


class AnswerChoice(NamedTuple):
    """One answer that can be chosen: the word in the file, and what a person reads."""

    word: str
    label: str
    chosen: bool


def choices_of(words: Iterable[tuple[str, str]], chosen: str) -> tuple[AnswerChoice, ...]:
    """Make choices of words and their names."""
    return tuple(AnswerChoice(word, label, word == chosen) for word, label in words)


class QuestionShown(NamedTuple):
    """One question, or one number that is asked for.

    `id` names it in a form: the engine's question, or a quantity. `was` is its answer in the file.
    A number has no `choices`. `follows` says what the numbers given make of it; then it is not
    asked in words. `note` is that in the file beside the answer. `everyone` is the answer of the
    whole population, which counts for a group without an answer of its own. `decides` says that its
    answer alone can change the recommendation. `wrong` says why the last answer was not taken.
    """

    id: str
    name: str
    text: str
    was: str
    choices: tuple[AnswerChoice, ...] = ()
    least: int = 0
    most: int = 0
    follows: str = ""
    note: str = ""
    everyone: str = ""
    decides: bool = False
    help: tuple[Fact, ...] = ()
    effects: tuple[Fact, ...] = ()
    wrong: str = ""


class SectionShown(NamedTuple):
    """A section of questions: its name in addresses, its title, and how far it is answered."""

    id: str
    title: str
    answered: int
    asked: int


def section_id(part: Part) -> str:
    """Give the name of a section in addresses."""
    return part.id if part.group == WHOLE else f"{part.id}-{part.group + 1}"


def sections_of(profile: OpenProfile) -> tuple[SectionShown, ...]:
    """List the sections that have questions, with how many are answered, refused or not known."""
    draft, rules = profile.draft, profile.rules
    by_part: dict[Part, list[bool]] = {part: [] for part in parts_of(draft)}
    for asked in questions_of(rules, draft.profile).values():
        by_part[part_of(rules, asked)].append(_is_answered(profile, asked))
    return tuple(
        SectionShown(section_id(part), _title(profile, part), sum(answered), len(answered))
        for part, answered in by_part.items()
        if answered
    )


def every_section(profile: OpenProfile) -> tuple[SectionShown, ...]:
    """List the sections, also those about a client's agency, which are in English alone."""
    if profile.draft.profile.kind != "client" or spoken() != ENGLISH:
        return sections_of(profile)
    return (
        *sections_of(profile),
        *(
            section._replace(
                id=_AGENCY + section.id, title=phrase("desk.of_agency", section=section.title)
            )
            for section in sections_of(profile.agency)
            if section.id in _OF_AGENCY
        ),
    )


def whose(draft: Draft, section: str) -> Draft:
    """Give the draft that a section is about: the file's own, or that of the client's agency."""
    of_agency = draft.profile.kind == "client" and section.startswith(_AGENCY)
    return draft.agency if of_agency else draft


def _title(profile: OpenProfile, part: Part) -> str:
    if profile.draft.profile.kind == "client" and part.id == "need":
        return phrase("desk.needs_of_client")
    name = part_name(profile.draft, part)
    return name[:1].upper() + name[1:]


def _is_answered(profile: OpenProfile, asked: Asked) -> bool:
    own = profile.draft.word(asked.criterion, asked.segment)
    whole = profile.draft.profile.answers.get(asked.criterion)
    return own != NOT_ASKED or (whole is not None and whole.state != "not_asked")


def questions_in(
    profile: OpenProfile,
    section: str,
    explanation: Explanation,
    wrong: Mapping[str, str],
    chosen: Mapping[str, str],
) -> tuple[QuestionShown, ...]:
    """List what a section asks: numbers first.

    `wrong` says why answers were not taken, and `chosen` are those answers.
    """
    profile = profile._replace(draft=whose(profile.draft, section))
    rules = profile.rules
    questions = {
        question: criterion_asked
        for question, criterion_asked in questions_of(rules, profile.draft.profile).items()
        if section_id(part_of(rules, criterion_asked)) == section.removeprefix(_AGENCY)
    }
    return (
        *_numbers(profile, questions, wrong, chosen),
        *(question_shown(profile, question, explanation, wrong, chosen) for question in questions),
    )


def _numbers(
    profile: OpenProfile,
    questions: Mapping[Question, Asked],
    wrong: Mapping[str, str],
    chosen: Mapping[str, str],
) -> Iterator[QuestionShown]:
    """Yield the numbers that answer questions of the section."""
    rules = profile.rules
    names = (
        name
        for criterion_asked in questions.values()
        if criterion_asked.segment == WHOLE and profile.draft.profile.kind == "organization"
        for name in quantities_of(rules, criterion_asked.criterion)
    )
    for name in dict.fromkeys(names):
        quantity = rules.quantities[name]
        was = profile.draft.word(name)
        known = profile.draft.profile.quantities.get(name, "")
        word = chosen.get(name, known if was == NOT_ASKED else was)
        yield QuestionShown(
            name,
            quantity.unit[:1].upper() + quantity.unit[1:],
            quantity.question,
            was,
            (AnswerChoice(word, "", chosen=True),),
            quantity.least,
            quantity.most,
            note=profile.draft.note_on(name),
            wrong=wrong.get(name, ""),
        )


def question_shown(
    profile: OpenProfile,
    question: Question,
    explanation: Explanation,
    wrong: Mapping[str, str],
    chosen: Mapping[str, str],
) -> QuestionShown:
    """Show one question with its answers, help, and what it can still change."""
    rules, draft = profile.rules, profile.draft
    asked = questions_of(rules, draft.profile)[question]
    criterion = rules.criteria[asked.criterion]
    group = "" if asked.segment == WHOLE else draft.profile.segments[asked.segment].name
    was = draft.word(criterion.id, asked.segment)
    text = criterion.question.said_to(draft.profile.kind)
    deciding = {
        (open_question.criterion, open_question.segment)
        for open_question in explanation.ask_next
        if open_question.decides
    }
    return QuestionShown(
        question,
        f"{criterion.name} ({group})" if group else criterion.name,
        text,
        was,
        choices_of(_answers(draft.profile.kind, criterion, was), chosen.get(question, was)),
        follows=_follows(profile, criterion) if asked.segment == WHOLE else "",
        note=draft.note_on(criterion.id, asked.segment),
        everyone=_everyone(profile, criterion) if group else "",
        decides=(criterion.id, group) in deciding,
        help=asked_for(rules, criterion),
        effects=effects_of(rules, draft.profile.kind, criterion),
        wrong=wrong.get(question, ""),
    )


def answer_named(kind: Kind, criterion: Criterion, word: str) -> str:
    """Name an answer as a person reads it."""
    if word in _WORDS:
        return phrase(_WORDS[word])
    if word in {level.id for level in criterion.levels}:
        return criterion.level(word).name.said_to(kind)
    level = criterion.level(answer_of_number(criterion, word).level)
    return phrase("interview.counts_as", number=word, level=level.name.said_to(kind))


def words_of(criterion: Criterion) -> tuple[str, ...]:
    """List the words that answer a criterion: its levels, then those for no answer."""
    levels = (level.id for level in criterion.levels)
    return (*levels, "not known", "refused", NOT_ASKED)


def _answers(kind: Kind, criterion: Criterion, was: str) -> Iterator[tuple[str, str]]:
    """Yield every answer, also a number that the file gives for the question itself."""
    words = words_of(criterion)
    for word in (*(() if was in words else (was,)), *words):
        yield word, answer_named(kind, criterion, word)


def _follows(profile: OpenProfile, criterion: Criterion) -> str:
    """Say what the numbers of the profile make of a question; '' if they answer nothing."""
    answer = answer_of_quantities(criterion, profile.draft.profile.quantities)
    if not criterion.counts or answer is None:
        return ""
    return phrase(
        "desk.follows",
        answer=criterion.level(answer.level).name.said_to(profile.draft.profile.kind),
        number=answer.number,
    )


def _everyone(profile: OpenProfile, criterion: Criterion) -> str:
    word = profile.draft.word(criterion.id)
    if word in UNANSWERED_WORDS:
        return ""
    answer = answer_named(profile.draft.profile.kind, criterion, word)
    return phrase("desk.as_everyone", answer=answer)
