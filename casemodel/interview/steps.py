"""Steps of an interview: from one state to the next, by a line that was typed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from casemodel.engine.cautions import holds
from casemodel.engine.decision_problem import DEFAULT, Options
from casemodel.files.limits import NUMBER_LENGTH, TYPED_LENGTH
from casemodel.files.problems import ProblemsFound
from casemodel.files.scalars import is_number
from casemodel.interview.order import (
    NOT_KNOWN,
    REFUSED,
    ask_for,
    bearing,
    number_asked,
    open_criteria,
    outlook,
    quantities_of,
)
from casemodel.interview.values import AnswersCheck, Ask, Ended, Offer, Problem, Said, State
from casemodel.knowledge.values import Caution, Rules
from casemodel.profiles.draft import CannotEdit, Draft
from casemodel.profiles.numbers import answer_of_quantities
from casemodel.profiles.values import UNANSWERED_WORDS

HELP, BACK, SKIP, STOP = "?", "b", "s", "q"
REFUSE, DO_NOT_KNOW, IN_WORDS, MORE, FINISH = "r", "d", "w", "m", ""
"""Letters that may be typed beside the numbers of answers."""

_UNANSWERED = {REFUSE: REFUSED, DO_NOT_KNOW: NOT_KNOWN}


def begin(draft: Draft, rules: Rules, options: Options = DEFAULT) -> State:
    """Make the first state of an interview over a profile, which may hold answers already.

    `options` are those with which the answer will be given.
    """
    return _onward(State(rules, draft, AnswersCheck(0), options))


def step(state: State, line: str) -> State:
    """Give the state after a line was typed. Every line has one; an end stays an end."""
    typed = line.strip().casefold()
    state = state._replace(said=(), help=None)
    now = state.now
    if isinstance(now, Ended):
        return state
    if len(line) > TYPED_LENGTH:
        return _wrong(state, "too_long")
    if typed == STOP:
        return state._replace(now=Ended(finished=False))
    if typed == BACK:
        return _back(state)
    if isinstance(now, Ask):
        return _on_question(state, now, typed)
    return _on_offer(state, typed) if isinstance(now, Offer) else _on_review(state, typed)


def keys_for_review(state: State) -> tuple[str, ...]:
    """List the answered criteria and quantities, in the order in which they are shown."""
    rules, words = state.rules, state.draft.words
    names = [*rules.quantities, *(c.id for c in rules.criteria_for(state.kind))]
    return tuple(name for name in names if words.get(name, "not asked") != "not asked")


def _wrong(state: State, why: Problem) -> State:
    return state._replace(said=(Said(why),))


def _onward(state: State) -> State:
    """Go to the next question: one asked before, or the most useful one now."""
    if state.changing:
        return _to_review(state._replace(changing=False))
    if state.at < len(state.trail):
        return state._replace(now=_again(state, state.trail[state.at]))
    looked = outlook(state.rules, state.draft, state.skipped, state.options)
    if not looked.first:
        return _to_review(state)
    if looked.settled and not looked.dangers and not state.goes_on:
        return state._replace(now=Offer(len(looked.open), len(looked.warning)))
    if looked.settled_alone and not looked.settled and not looked.dangers and not state.told:
        state = state._replace(told=True, said=(*state.said, Said("settled_alone")))
    return state._replace(now=ask_for(state.rules, state.draft, looked.first, state.skipped))


def _to_review(state: State) -> State:
    left = sum(1 for _ in open_criteria(state.rules, state.draft))
    return state._replace(now=AnswersCheck(left))


def _back(state: State) -> State:
    if state.changing:
        return _to_review(state._replace(changing=False))
    if not state.at:
        return _wrong(state, "nothing_before")
    return state._replace(at=state.at - 1, now=_again(state, state.trail[state.at - 1]))


def _again(state: State, asked: Ask) -> Ask:
    """Ask a question of the trail again, with the range that the other numbers leave now."""
    if not asked.by_number:
        return asked
    return number_asked(state.rules, state.draft, asked.key, asked.criterion)


def _past(state: State, asked: Ask) -> State:
    """Go on, with this question in the trail at its place."""
    if not state.changing:
        bare = Ask(asked.key, asked.criterion)
        trail = (*state.trail[: state.at], bare, *state.trail[state.at + 1 :])
        state = state._replace(trail=trail, at=state.at + 1)
    return _onward(state)


def _on_question(state: State, asked: Ask, typed: str) -> State:
    if typed == HELP:
        return state._replace(
            help=bearing(state.rules, state.draft, asked.criterion, state.options)
        )
    if typed == SKIP:
        return _past(_skipped(state, asked), asked)
    if typed in _UNANSWERED:
        return _answered(state, asked, _UNANSWERED[typed])
    criterion = state.rules.criteria[asked.criterion]
    if typed == IN_WORDS and criterion.counts and not state.changing:
        return _other_way(state, asked)
    if asked.by_number:
        return _on_number(state, asked, typed)
    return _on_words(state, asked, typed, [level.id for level in criterion.levels])


def _skipped(state: State, asked: Ask) -> State:
    """Mark a question without an answer as not to be asked again."""
    if state.draft.words.get(asked.key, "not asked") != "not asked":
        return state
    return state._replace(skipped=state.skipped | {asked.key, asked.criterion})


def _on_words(state: State, asked: Ask, typed: str, levels: list[str]) -> State:
    """Take the number of an answer, or its id."""
    if typed in levels:
        return _answered(state, asked, typed)
    if _is_place(typed, len(levels)):
        return _answered(state, asked, levels[int(typed) - 1])
    return _wrong(state, "not_an_answer")


def _is_place(typed: str, most: int) -> bool:
    """Say whether this is one of the numbers 1 to `most`."""
    return typed in {str(number) for number in range(1, most + 1)}


def _other_way(state: State, asked: Ask) -> State:
    """Ask in words instead of by a number, or by number again."""
    if asked.by_number:
        return state._replace(
            now=Ask(asked.criterion, asked.criterion), skipped=state.skipped | {asked.key}
        )
    names = quantities_of(state.rules.criteria[asked.criterion])
    skipped = state.skipped - set(names)
    now = ask_for(state.rules, state.draft, asked.criterion, skipped)
    if now == asked:
        return _wrong(state, "not_an_answer")
    return state._replace(now=now, skipped=skipped)


def _on_number(state: State, asked: Ask, typed: str) -> State:
    if not is_number(typed):
        return _wrong(state, "no_number")
    if len(typed) > NUMBER_LENGTH or not asked.least <= Fraction(typed) <= asked.most:
        return _wrong(state, "out_of_range")
    return _answered(state, asked, typed)


def _answered(state: State, asked: Ask, word: str) -> State:
    """Take an answer, and change answers in words that follow from a number otherwise."""
    follows = _following(state.rules, state.draft, asked, word)
    try:
        draft = state.draft.answered({asked.key: word, **follows}, state.rules)
    except (ProblemsFound, CannotEdit) as error:
        text = error.problems[0].message if isinstance(error, ProblemsFound) else str(error)
        return state._replace(said=(Said("against", text=text),))
    said = (
        *_dangers(state.rules, state.draft, draft),
        *(Said("follows", criterion, level) for criterion, level in follows.items()),
    )
    skipped = state.skipped - {asked.key, asked.criterion}
    after = _past(state._replace(draft=draft, said=said, skipped=skipped), asked)
    if asked.by_number and after.now == Ask(asked.criterion, asked.criterion):
        return after._replace(said=(*after.said, Said("in_words")))
    return after


def dangers(rules: Rules, draft: Draft) -> tuple[Caution, ...]:
    """List the cautions about danger that hold by the answers."""
    levels = draft.profile.levels()
    return tuple(c for c in rules.cautions if c.danger and holds(c.when, levels))


def _dangers(rules: Rules, before: Draft, after: Draft) -> Iterator[Said]:
    """Yield the cautions about danger that hold now and did not before."""
    known = dangers(rules, before)
    for caution in dangers(rules, after):
        if caution not in known:
            yield Said("danger", text=caution.says)


def _following(rules: Rules, draft: Draft, asked: Ask, word: str) -> Mapping[str, str]:
    """Give the answers in words that a number contradicts, as the number has them."""
    if not asked.by_number or word in UNANSWERED_WORDS:
        return {}
    quantities = {**draft.profile.quantities, asked.key: word}
    found = {}
    for criterion in rules.criteria_for(draft.profile.kind):
        given = draft.profile.answers.get(criterion.id)
        in_words = draft.words.get(criterion.id, "not asked") not in UNANSWERED_WORDS
        worked_out = answer_of_quantities(criterion, quantities) if criterion.counts else None
        if in_words and given and worked_out and given.level != worked_out.level:
            found[criterion.id] = worked_out.level
    return found


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
        state = state._replace(goes_on=True, skipped=frozenset())
        found = _onward(state)
        return _wrong(state, "nothing_more") if isinstance(found.now, AnswersCheck) else found
    keys = keys_for_review(state)
    if not _is_place(typed, len(keys)):
        return _wrong(state, "not_an_answer")
    key = keys[int(typed) - 1]
    if key in state.rules.quantities:
        counted = next(
            c.id for c in state.rules.criteria_for(state.kind) if key in quantities_of(c)
        )
        now = number_asked(state.rules, state.draft, key, counted)
    else:
        now = Ask(key, key)
    return state._replace(now=now, changing=True)
