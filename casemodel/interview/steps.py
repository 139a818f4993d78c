"""Steps of an interview: from one state to the next, by a line that was typed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from casemodel.engine.cautions import holds
from casemodel.engine.decision_problem import DEFAULT, Options
from casemodel.engine.questions import Asked as EngineAsked
from casemodel.engine.questions import Question, levels_by_group, levels_of, questions_of
from casemodel.files.limits import NUMBER_LENGTH, TYPED_LENGTH
from casemodel.files.problems import ProblemsFound
from casemodel.files.scalars import is_number
from casemodel.interview.agency import answer_to, described, descriptions
from casemodel.interview.order import (
    NOT_KNOWN,
    REFUSED,
    Outlook,
    ask_for,
    help_for,
    number_asked,
    open_questions,
    outlook,
    part_of,
    quantities_of,
)
from casemodel.interview.values import (
    AnswersCheck,
    Ask,
    Asked,
    Describe,
    Ended,
    Help,
    InterviewRemark,
    Offer,
    Part,
    Problem,
    State,
)
from casemodel.knowledge.former_names import named_levels
from casemodel.knowledge.models import Caution
from casemodel.knowledge.values import Rules
from casemodel.profiles.draft import CannotEdit, Draft
from casemodel.profiles.numbers import answer_of_quantities
from casemodel.profiles.values import UNANSWERED_WORDS, WHOLE

HELP, BACK, SKIP, STOP, NEXT_PART = "?", "b", "s", "q", "p"
REFUSE, DO_NOT_KNOW, IN_WORDS, MORE, FINISH = "r", "d", "w", "m", ""
"""Letters that may be typed beside the numbers of answers."""

_UNANSWERED = {REFUSE: REFUSED, DO_NOT_KNOW: NOT_KNOWN}


def begin(draft: Draft, rules: Rules, options: Options = DEFAULT) -> State:
    """Make the first state of an interview over a profile, which may hold answers already.

    `options` are those with which the answer will be given. An organization without any answer is
    asked about itself first.
    """
    describes = draft.profile.kind == "organization" and not draft.any_answer
    return _onward(State(rules, draft, AnswersCheck(0), options, describes=describes))


def step(state: State, line: str) -> State:
    """The state after a line was typed. Whatever the line, there is one; an end stays an end."""
    state = state._replace(remarks=(), help=None)
    return state if isinstance(state.now, Ended) else _after(state, line)


def _after(state: State, line: str) -> State:
    typed, now = line.strip(), state.now
    key = typed.casefold()
    if len(line) > TYPED_LENGTH:
        return _wrong(state, "too_long")
    if key == STOP:
        return state._replace(now=Ended(finished=False))
    if key == BACK:
        return _back(state)
    if isinstance(now, Ask):
        return _on_question(state, now, key)
    if isinstance(now, Describe):
        return _on_description(state, now, typed)
    return _on_offer(state, key) if isinstance(now, Offer) else _on_review(state, key)


def items_for_review(state: State) -> tuple[Asked, ...]:
    """List what is answered: the agency, then numbers, then words by group."""
    rules, draft = state.rules, state.draft
    numbers = [_number(state, name) for name in rules.quantities if _given(draft.word(name))]
    words = [
        Ask(c.id, c.id, group=group)
        for group in (WHOLE, *range(len(draft.group_words)))
        for c in rules.criteria_for(state.kind)
        if _given(draft.word(c.id, group))
    ]
    about = described(draft) if state.kind == "organization" else ()
    return (*about, *numbers, *words)


def part_now(state: State) -> Part | None:
    """The part of an organization's interview in which the question now is asked."""
    if state.kind == "client" or not isinstance(state.now, Ask):
        return Part("agency") if isinstance(state.now, Describe) else None
    return part_of(state.rules, EngineAsked(state.now.criterion, state.now.group))


def _given(word: str) -> bool:
    return word != "not asked"


def _number(state: State, quantity: str) -> Ask:
    """The question for a quantity, with the range that the other numbers leave now."""
    rules = state.rules
    criteria = (c.id for c in rules.criteria_for(state.kind))
    counted = next(c for c in criteria if quantity in quantities_of(rules, c))
    return number_asked(rules, state.draft, quantity, counted)


def _wrong(state: State, why: Problem) -> State:
    return state._replace(remarks=(InterviewRemark(why),))


def _onward(state: State) -> State:
    """Go to the next question: one asked before, or the most useful one now."""
    if state.changing:
        return _to_review(state._replace(changing=False))
    if state.at < len(state.trail):
        return state._replace(now=_again(state, state.trail[state.at]))
    if state.describes:
        unasked = (d for d in descriptions(state.draft) if d not in state.skipped)
        about = next(unasked, None)
        if about:
            return state._replace(now=about)
    ahead = outlook(state.rules, state.draft, state.skipped, state.options)
    if not ahead.first:
        return _to_review(state)
    if ahead.settled and not ahead.dangers and not state.goes_on:
        return state._replace(now=Offer(len(ahead.open), len(ahead.warning)))
    if not ahead.settled and not ahead.dangers:
        state = _say_settled(state, ahead)
    return state._replace(now=ask_for(state.rules, state.draft, ahead.first, state.skipped))


def _say_settled(state: State, ahead: Outlook) -> State:
    """Say once of all questions, or of a part, that no single answer can change first place."""
    part = None if ahead.settled_alone else ahead.part
    if (
        None in state.said_settled
        or part in state.said_settled
        or not (ahead.settled_alone or part)
    ):
        return state
    remark = InterviewRemark("settled_part" if part else "settled_alone")
    return state._replace(
        said_settled=state.said_settled | {part}, remarks=(*state.remarks, remark)
    )


def _to_review(state: State) -> State:
    return state._replace(now=AnswersCheck(len(open_questions(state.rules, state.draft))))


def _back(state: State) -> State:
    if state.changing:
        return _to_review(state._replace(changing=False))
    if not state.at:
        return _wrong(state, "nothing_before")
    return state._replace(at=state.at - 1, now=_again(state, state.trail[state.at - 1]))


def _again(state: State, question: Asked) -> Asked:
    """A question of the trail, with the range that the other numbers leave now."""
    if isinstance(question, Describe) or not question.by_number:
        return question
    return number_asked(state.rules, state.draft, question.key, question.criterion)


def _past(state: State, question: Asked) -> State:
    """Put this question into the trail at its place, and go on to the next one."""
    if not state.changing:
        bare = question._replace(least=0, most=0) if isinstance(question, Ask) else question
        trail = (*state.trail[: state.at], bare, *state.trail[state.at + 1 :])
        state = state._replace(trail=trail, at=state.at + 1)
    return _onward(state)


def _on_question(state: State, question: Ask, typed: str) -> State:
    if typed == HELP:
        return state._replace(help=help_for(state.rules, state.draft, question, state.options))
    if typed == SKIP:
        return _past(_skipped(state, question), question)
    if typed in _UNANSWERED:
        return _answered(state, question, _UNANSWERED[typed])
    if typed == NEXT_PART and has_parts(state):
        return _past(_part_skipped(_skipped(state, question)), question)
    return _on_answer(state, question, typed)


def has_parts(state: State) -> bool:
    """Tell whether the rest of a part can be left: not of danger, and not in a review."""
    return not state.changing and part_now(state) not in (None, Part("safety"))


def can_count(state: State, question: Ask) -> bool:
    """Tell whether a question can be asked by number as well as in words."""
    counts = bool(state.rules.criteria[question.criterion].counts)
    return counts and question.group == WHOLE and not state.changing


def _on_answer(state: State, question: Ask, typed: str) -> State:
    if typed == IN_WORDS and can_count(state, question):
        return _other_way(state, question)
    if question.by_number:
        return _on_number(state, question, typed)
    criterion = state.rules.criteria[question.criterion]
    levels = [level.id for level in criterion.levels]
    return _on_words(state, question, named_levels(criterion).get(typed, typed), levels)


def _skipped(state: State, question: Ask) -> State:
    """The state in which a question without an answer is not asked again."""
    if _given(state.draft.word(question.key, question.group)):
        return state
    numbers = {question.key} if question.by_number else set()
    return state._replace(skipped=state.skipped | numbers | {question.question})


def _part_skipped(state: State) -> State:
    """The state in which nothing else of the part is asked."""
    part = part_now(state)
    skipped = {
        question
        for question, asked in open_questions(state.rules, state.draft).items()
        if part_of(state.rules, asked) == part
    }
    return state._replace(skipped=state.skipped | skipped)


def _on_description(state: State, now: Describe, typed: str) -> State:
    key = typed.casefold()
    if key == HELP:
        return state._replace(help=Help("describes"))
    left = set(descriptions(state.draft))
    if key != NEXT_PART or not has_parts(state):
        left &= {now}
    if key == DO_NOT_KNOW and now.topic == "group_share":
        typed = key = NOT_KNOWN
    if key in (SKIP, NEXT_PART, *_UNANSWERED):
        return _past(state._replace(skipped=state.skipped | left), now)
    groups = len(state.draft.profile.segments)
    try:
        draft, remarks = answer_to(state.rules, state.draft, now, typed)
    except (ProblemsFound, CannotEdit) as error:
        return _against(state, error)
    after = state._replace(draft=draft, remarks=remarks)
    if after.led_nowhere:
        return after
    skipped = state.skipped | ({now} if now in descriptions(draft) else set())
    if len(draft.profile.segments) != groups:  # what was asked of the groups is asked anew
        after = after._replace(trail=state.trail[: state.at])
        skipped = frozenset(question for question in skipped if _of_everyone(question))
    return _past(after._replace(skipped=skipped), now)


def _of_everyone(question: Question | Describe) -> bool:
    return question.group == WHOLE if isinstance(question, Describe) else "#" not in question


def _against(state: State, error: ProblemsFound | CannotEdit) -> State:
    """Remark why the file does not take an answer."""
    text = error.problems[0].message if isinstance(error, ProblemsFound) else str(error)
    return state._replace(remarks=(InterviewRemark("against", text=text),))


def _on_words(state: State, question: Ask, typed: str, levels: list[str]) -> State:
    """Take the number of an answer, or its id."""
    if typed in levels:
        return _answered(state, question, typed)
    if _is_place(typed, len(levels)):
        return _answered(state, question, levels[int(typed) - 1])
    return _wrong(state, "not_an_answer")


def _is_place(typed: str, most: int) -> bool:
    """Say whether this is one of the numbers 1 to `most`."""
    return typed in {str(number) for number in range(1, most + 1)}


def _other_way(state: State, question: Ask) -> State:
    """Ask in words instead of by a number, or by number again."""
    if question.by_number:
        return state._replace(
            now=Ask(question.criterion, question.criterion), skipped=state.skipped | {question.key}
        )
    names = quantities_of(state.rules, question.criterion)
    skipped = state.skipped - set(names)
    now = ask_for(state.rules, state.draft, question.question, skipped)
    if now == question:
        return _wrong(state, "not_an_answer")
    return state._replace(now=now, skipped=skipped)


def _on_number(state: State, question: Ask, typed: str) -> State:
    if not is_number(typed):
        return _wrong(state, "no_number")
    if len(typed) > NUMBER_LENGTH or not question.least <= Fraction(typed) <= question.most:
        return _wrong(state, "out_of_range")
    return _answered(state, question, typed)


def _answered(state: State, question: Ask, word: str) -> State:
    """Take an answer, and change answers in words that follow from a number otherwise."""
    numbers = {question.key: word} if question.by_number else {}
    follows = following(state.rules, state.draft, numbers)
    try:
        words = {question.key: word, **follows}
        draft = state.draft.answered(words, state.rules, question.group)
    except (ProblemsFound, CannotEdit) as error:
        return _against(state, error)
    remarks = (
        *_dangers(state.rules, state.draft, draft),
        *(InterviewRemark("follows", criterion, level) for criterion, level in follows.items()),
    )
    skipped = state.skipped - {question.key, question.question}
    after = _past(state._replace(draft=draft, remarks=remarks, skipped=skipped), question)
    if question.by_number and after.now == Ask(question.criterion, question.criterion):
        return after._replace(remarks=(*after.remarks, InterviewRemark("in_words")))
    return after


def dangers(rules: Rules, draft: Draft) -> tuple[Caution, ...]:
    """List the cautions about danger that hold for everyone, or for a group of clients."""
    questions = questions_of(rules, draft.profile)
    groups = max(len(draft.profile.segments), 1)
    by_group = levels_by_group(levels_of(draft.profile, questions), questions, groups)
    return tuple(
        c for c in rules.cautions if c.danger and any(holds(c.when, own) for own in by_group)
    )


def _dangers(rules: Rules, before: Draft, after: Draft) -> Iterator[InterviewRemark]:
    """Yield the cautions about danger that hold now and did not before."""
    known = dangers(rules, before)
    for caution in dangers(rules, after):
        if caution not in known:
            yield InterviewRemark("danger", text=caution.says)


def following(rules: Rules, draft: Draft, numbers: Mapping[str, str]) -> Mapping[str, str]:
    """Give the answers in words that new numbers contradict, as the numbers have them.

    `numbers` are by quantity; a word for no answer contradicts nothing.
    """
    known = {name: word for name, word in numbers.items() if word not in UNANSWERED_WORDS}
    if not known:
        return {}
    quantities = {**draft.profile.quantities, **known}
    levels = {}
    for criterion in rules.criteria_for(draft.profile.kind):
        answer = draft.profile.answers.get(criterion.id)
        in_words = draft.words.get(criterion.id, "not asked") not in UNANSWERED_WORDS
        worked_out = answer_of_quantities(criterion, quantities) if criterion.counts else None
        if in_words and answer and worked_out and answer.level != worked_out.level:
            levels[criterion.id] = worked_out.level
    return levels


def _on_offer(state: State, typed: str) -> State:
    if typed == "1":
        return _to_review(state)
    if typed == "2":
        return _onward(state._replace(goes_on=True))
    return _wrong(state, "not_an_answer")


def _on_review(state: State, typed: str) -> State:
    if typed == FINISH:
        return state._replace(now=Ended(finished=True))
    if typed == MORE:
        describes = state.kind == "organization"
        state = state._replace(goes_on=True, skipped=frozenset(), describes=describes)
        onward = _onward(state)
        return _wrong(state, "nothing_more") if isinstance(onward.now, AnswersCheck) else onward
    items = items_for_review(state)
    if not _is_place(typed, len(items)):
        return _wrong(state, "not_an_answer")
    return state._replace(now=items[int(typed) - 1], changing=True)
