"""Taking the answers that a form sends, unless another window has changed them.

A form sends with each answer the word that stood in the file when the page was made. If another
window has changed that answer since, neither is lost: the file keeps the other one, and the page
says so. Every answer of a form that can be taken is taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from starlette.datastructures import FormData

from casemodel.desk.questions import NOT_ASKED, answer_named, words_of
from casemodel.engine.questions import questions_of
from casemodel.files.limits import NAME_LENGTH, NUMBER_LENGTH
from casemodel.files.problems import CasemodelError, ProblemsFound
from casemodel.files.scalars import is_number
from casemodel.interview.agency import COSTS, answer_to
from casemodel.interview.steps import following
from casemodel.interview.values import Describe
from casemodel.knowledge.criteria import Criterion, Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.costs import IN_PERCENT
from casemodel.profiles.draft import CannotEdit, Draft
from casemodel.profiles.values import UNANSWERED_WORDS, WHOLE
from casemodel.texts.messages import phrase

ANSWER, WAS = "a:", "w:"
"""The beginnings of fields' names: for an answer, and for the word that was in the file."""
NOTE, NOTE_WAS = "n:", "o:"
"""The same for a note beside an answer."""


class WrongFigure(CannotEdit):
    """A figure of the agency's own that is not taken; `key` names it in the form."""

    def __init__(self, key: str, reason: str) -> None:
        """Say why it is not taken."""
        super().__init__(reason)
        self.key = key


class SentAnswer(NamedTuple):
    """An answer as sent: the question or quantity, the word, and the word that it replaces."""

    id: str
    word: str
    was: str


class Taken(NamedTuple):
    """A draft with the answers taken, and why others were not, by question or quantity."""

    draft: Draft
    wrong: Mapping[str, str]


class _Place(NamedTuple):
    """The place of an answer in the file."""

    key: str
    group: int
    criterion: Criterion | None


def sent_answers(form: FormData) -> tuple[SentAnswer, ...]:
    """Read the answers of a form; a file, and an answer that changes nothing, are left out."""
    answers = []
    for name, value in form.items():
        if name.startswith(ANSWER) and isinstance(value, str):
            key, word = name.removeprefix(ANSWER), value.strip()
            was = form.get(WAS + key, NOT_ASKED)
            if word != was and not (was in UNANSWERED_WORDS and word == ""):
                answers.append(SentAnswer(key, word or NOT_ASKED, str(was)))
    return tuple(answers)


def with_answers(draft: Draft, rules: Rules, sent: Sequence[SentAnswer]) -> Taken:
    """Take every answer that can be taken."""
    wrong: dict[str, str] = {}
    good: list[tuple[SentAnswer, _Place]] = []
    for answer in sent:
        place = _place(draft, rules, answer.id)
        if place is None:
            continue
        now = draft.word(place.key, place.group)
        if now == answer.word:
            continue
        problem = _moved_on(place, answer, now, draft.profile.kind) or _no_answer(
            rules, place, answer.word
        )
        if problem:
            wrong[answer.id] = problem
        else:
            good.append((answer, place))
    try:
        return Taken(_with_all(draft, rules, good), wrong)
    except (ProblemsFound, CannotEdit):
        pass
    for answer, place in good:  # together they contradict each other or the file: each alone
        try:
            draft = _with_all(draft, rules, [(answer, place)])
        except (ProblemsFound, CannotEdit) as error:
            wrong[answer.id] = reason_of(error)
    return Taken(draft, wrong)


def with_notes(draft: Draft, rules: Rules, form: FormData) -> Taken:
    """Take every note beside an answer that a form changes, and that can be taken."""
    wrong: dict[str, str] = {}
    for name, value in form.items():
        key = name.removeprefix(NOTE)
        note = " ".join(value.split()) if isinstance(value, str) else ""
        was = form.get(NOTE_WAS + key, "")
        place = _place(draft, rules, key) if name.startswith(NOTE) and note != was else None
        if place is None:
            continue
        now = draft.note_on(place.key, place.group)
        if now != was:
            wrong[key] = phrase("desk.changed_elsewhere", answer=now)
            continue
        try:
            draft = draft.noted(place.key, note, rules, place.group)
        except (ProblemsFound, CannotEdit) as error:
            wrong[key] = reason_of(error)
    return Taken(draft, wrong)


def reason_of(error: CasemodelError) -> str:
    """Say in the reader's words why something is not done."""
    if not isinstance(error, ProblemsFound):
        return str(error)
    problem = error.problems[0]
    expected = problem.expected and phrase("desk.expected", expected=problem.expected)
    return f"{problem.message} {expected}".strip()


def _place(draft: Draft, rules: Rules, name: str) -> _Place | None:
    """Find where an answer stands; None if there is no such question of this profile."""
    if name in rules.quantities and draft.profile.kind == "organization":
        return _Place(name, WHOLE, None)
    asked = questions_of(rules, draft.profile).get(name)
    if asked is None:
        return None
    return _Place(asked.criterion, asked.segment, rules.criteria[asked.criterion])


def _moved_on(place: _Place, answer: SentAnswer, now: str, kind: Kind) -> str:
    """Say that the file has another answer than the one that the page showed."""
    if now == answer.was:
        return ""
    shown = now
    if place.criterion and now in words_of(place.criterion):
        shown = answer_named(kind, place.criterion, now)
    return phrase("desk.changed_elsewhere", answer=shown)


def _no_answer(rules: Rules, place: _Place, word: str) -> str:
    """Say why a word is no answer here; '' if it is one."""
    if place.criterion is not None:
        return "" if word in words_of(place.criterion) else phrase("desk.no_answer")
    if word in UNANSWERED_WORDS:
        return ""
    if not is_number(word) or len(word) > NUMBER_LENGTH:
        return phrase("interview.no_number")
    quantity = rules.quantities[place.key]
    if not quantity.least <= float(word) <= quantity.most:
        return phrase("interview.out_of_range", least=quantity.least, most=quantity.most)
    return ""


def _with_all(draft: Draft, rules: Rules, good: Iterable[tuple[SentAnswer, _Place]]) -> Draft:
    """Take these answers together, and the answers in words that follow from new numbers."""
    by_group: dict[int, dict[str, str]] = {}
    for answer, place in good:
        by_group.setdefault(place.group, {})[place.key] = answer.word
    for group, words in by_group.items():
        numbers = {key: word for key, word in words.items() if key in rules.quantities}
        draft = draft.answered({**words, **following(rules, draft, numbers)}, rules, group)
    return draft


def named(draft: Draft, rules: Rules, form: FormData) -> Draft:
    """Take from a form who the file is about: name or id, date, note, an agency's costs.

    A client's form has its agency.

    Raises ProblemsFound or CannotEdit if the file does not take one of them, WrongFigure if that
    is a cost.
    """
    of_client = draft.profile.kind == "client"
    for key in ("id", "date") if of_client else ("name", "date", "current_model"):
        draft = _with_text(draft, key, form.get(key), rules)
    note = form.get("note", draft.note)
    if isinstance(note, str) and note.split() != draft.note.split():
        draft = draft.with_note(note, rules)
    if of_client:
        for key in ("name", "current_model"):
            changed = _with_text(draft.agency, key, form.get(f"agency_{key}"), rules)
            draft = changed.client or draft
        return draft
    for cost in costs_asked(rules):
        draft = _with_cost(draft, cost, form, rules)
    return draft


def costs_asked(rules: Rules) -> tuple[Describe, ...]:
    """List the figures of its own that an agency is asked for; travel for each model, too."""
    travel = (Describe("travel", model=model.id) for model in rules.scored_models())
    return (*map(Describe, COSTS), *travel)


def cost_key(cost: Describe) -> str:
    """Name a figure in a form."""
    return f"{cost.topic}.{cost.model}" if cost.model else cost.topic


def _with_cost(draft: Draft, cost: Describe, form: FormData, rules: Rules) -> Draft:
    """Take one cost of the agency; an empty field takes it away.

    Raises WrongFigure if another window has changed it, or it is not a sum of money.
    """
    value = form.get(ANSWER + cost_key(cost))
    typed = "".join(value.split()) if isinstance(value, str) else ""
    was, now = form.get(WAS + cost_key(cost)), cost_shown(draft, cost)
    if value is None or typed in (was, now):
        return draft
    if now != was:
        raise WrongFigure(cost_key(cost), phrase("desk.changed_elsewhere", answer=now))
    if not typed:
        return draft.with_cost(cost.topic, "not known", rules, cost.model)
    changed, remarks = answer_to(rules, draft, cost, typed)
    if remarks:
        raise WrongFigure(cost_key(cost), phrase("interview.no_money"))
    return changed


def cost_shown(draft: Draft, cost: Describe) -> str:
    """Write one of the agency's own figures as its file does; '' without one."""
    if cost.model:
        return draft.profile.travel.get(cost.model, "")
    figure = draft.profile.costs.get(cost.topic, "")
    return f"{figure}%" if figure and cost.topic == IN_PERCENT else figure


def _with_text(draft: Draft, key: str, value: object, rules: Rules) -> Draft:
    """Take one text, if there is one and the file has another. Raises CannotEdit if too long."""
    was = draft.profile.label if key in ("name", "id") else getattr(draft.profile, key)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or text == was:
        return draft
    if len(text) > NAME_LENGTH:
        raise CannotEdit(phrase("desk.too_long"))
    return draft.named(key, text, rules)
