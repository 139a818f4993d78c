"""Whatever is typed: no crash, no answer lost, a valid file; back and the same is where one was.

And: when the interview says that nothing open can change first place, nothing open does.
"""

import random
import re
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import DEFAULT, Options, set_up
from casemodel.engine.deviations import share_parts
from casemodel.interview.agency import COSTS
from casemodel.interview.order import open_questions, outlook, part_of
from casemodel.interview.steps import begin, items_for_review, part_now, step
from casemodel.interview.values import AnswersCheck, Ask, Describe, Ended, Offer, State
from casemodel.knowledge.bundled import profiles_directory
from casemodel.pages.interview import prompt, screen
from casemodel.pages.interview_sentences import remarks
from casemodel.profiles.changes import with_changes
from casemodel.profiles.draft import Draft, draft_of
from casemodel.profiles.reader import profile_of
from casemodel.profiles.values import UNANSWERED_WORDS, WHOLE, Profile
from casemodel.render.plain import as_plain
from casemodel.render.profile_template import beginning, template
from casemodel.render.text import as_text
from tests.shipped import shipped

RULES = shipped()
CALM = settings(deadline=None, max_examples=8)

SEGMENTED = """\
schema: 1
kind: organization
answers: {case_managers: 8, caseload: not asked}
segments:
  - {name: a, clients: 60, answers: {acuity: stable, complexity: one, danger_self: no}}
  - {name: b, clients: 40, answers: {acuity: acute, housing: refused}}
"""
CONTRADICTABLE = """\
schema: 1
kind: organization
answers:
  caseload: 14  # as counted in May
  clients: 84
  clinicians: {answer: most, note: "they say"}
  staff_size: few
"""
GROUPS = """\
schema: 1
kind: organization
name: North
answers: {}
segments:
  - {name: Group 1, share: not known}
  - name: Group 2
    share: not known
    answers: {}
  - {"name": Group 3, "share": not known, answers: {}}
"""
STARTS = {
    "client": beginning("client"),
    "organization": beginning("organization"),
    "template": template(RULES, "client", full=True),
    "full": template(RULES, "organization", full=True),
    "segmented": SEGMENTED,
    "contradictable": CONTRADICTABLE,
    "groups without names": GROUPS,
    "json": '{"schema": 1, "kind": "client", "answers": {"acuity": "acute"}}',
}


def draft(name: str) -> Draft:
    return draft_of(STARTS[name].encode(), name, RULES)


KEYS = st.sampled_from(["1", "2", "3", "4", "b", "s", "d", "r", "?", "w", "m", "p", ""])
NUMBERS = st.sampled_from(["0", "1", "6", "7.5", "84", "40%", "-3", "1:14", "9" * 20, "01"])
NAMES_TYPED = st.sampled_from(["Steady", "In crisis", "Group 2", 'a "b" \\', "ACT", "brokerage"])
ODD = st.text(max_size=8) | st.sampled_from(["yes", "NO", "many", "q" * 500, "１", "\x1b[A", "1 "])
ANY = KEYS | KEYS | NUMBERS | NAMES_TYPED | ODD
LINES = st.lists(ANY, max_size=6) | st.lists(ANY, min_size=12, max_size=40)
NAMES = st.sampled_from(sorted(STARTS))


def after(state: State, lines: list[str]) -> State:
    for line in lines:
        state = step(state, line)
    return state


@given(NAMES, LINES)
@example("contradictable", ["1", "1", "12", "3", "6", "2"])
@CALM
def test_no_answer_is_lost_and_the_file_stays_valid(name: str, lines: list[str]) -> None:
    state = begin(draft(name), RULES)
    for line in lines:
        then = step(state, line)
        before, now = all_words(state.draft), all_words(then.draft)
        changed = {key for key in now if now[key] != before.get(key)}
        followed = {(remark.criterion, WHOLE) for remark in then.remarks if remark.id == "follows"}
        question = {(state.now.key, state.now.group)} if isinstance(state.now, Ask) else set()
        assert set(before) <= set(now)
        assert changed <= question | followed
        assert then.draft.profile == profile_of(then.draft.text, name, RULES)
        assert _comments(then.draft.text) == _comments(state.draft.text)
        if changed and question & changed:
            typed = line.strip().casefold()
            (at,) = question
            levels = () if state.now.by_number else RULES.criteria[state.now.key].levels
            means = {"d": "not known", "r": "refused"} | {
                str(n): level.id for n, level in enumerate(levels, 1)
            }
            assert now[at] == means.get(typed, typed)
        if not isinstance(state.now, Describe):
            assert about(then.draft) == about(state.draft)
        state = then


def all_words(draft: Draft) -> dict[tuple[str, int], str]:
    """Every answer as written, by criterion or quantity and group."""
    every = (draft.words, *draft.group_words)
    return {
        (key, group): word
        for group, words in enumerate(every, WHOLE)
        for key, word in words.items()
    }


def about(draft: Draft) -> tuple[object, ...]:
    """What the file says of the agency itself."""
    profile = draft.profile
    return profile.label, profile.current_model, [(s.name, s.share) for s in profile.segments]


_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def _comments(text: str) -> list[str]:
    """What stands behind a # that is not part of a quoted name."""
    lines = (_QUOTED.sub("", line) for line in text.splitlines())
    return [line.partition("#")[2] for line in lines if "#" in line]


@given(NAMES, LINES)
@example("full", ["Steady", "ACT", "b"])
@CALM
def test_everything_can_be_shown(name: str, lines: list[str]) -> None:
    state = begin(draft(name), RULES)
    for line in [*lines, "q"]:
        page = screen(state)
        if page is not None:
            assert max(map(len, as_text(page, 40, "ascii").splitlines())) <= 40
            assert as_plain(page, "ascii").startswith("title: ")
        assert page is not None or state.led_nowhere
        assert all(text.strip() for text in remarks(state))
        assert len(prompt(state)) < 80
        state = step(state, line)
        if isinstance(state.now, Ended):
            return


@given(NAMES, LINES)
@CALM
def test_an_end_is_an_end(name: str, lines: list[str]) -> None:
    ended = step(begin(draft(name), RULES), "q")
    assert ended.now == Ended(finished=False)
    assert after(ended, lines) == ended


def bare(state: State) -> State:
    """The state without what was said and shown on the way."""
    return state._replace(remarks=(), help=None, said_settled=frozenset())


def same_again(state: State) -> str:
    """What to type to give the answer that was given already, or to leave it out again."""
    profile = state.draft.profile
    if isinstance(state.now, Describe):
        group = profile.segments[state.now.group] if state.now.group != WHOLE else None
        return {
            "name": profile.label or "s",
            "current_model": "s",
            "groups": str(len(profile.segments) or 1),
            "group_name": group.name if group else "",
            "group_share": group.share if group and group.share != "not known" else "d",
            **{key: profile.costs.get(key, "s") for key in COSTS},
        }[state.now.topic]
    assert isinstance(state.now, Ask)
    word = state.draft.word(state.now.key, state.now.group)
    return {"not asked": "s", "refused": "r", "not known": "d"}.get(word, word)


@given(NAMES, LINES, st.integers(1, 6))
@CALM
def test_back_and_the_same_answers_is_where_one_was(name: str, lines: list[str], many: int) -> None:
    state = after(begin(draft(name), RULES), lines)
    if isinstance(state.now, Ended) or state.changing:
        return
    again = state
    steps_back = min(many, state.at)
    for _ in range(steps_back):
        again = step(again, "b")
    for _ in range(steps_back):
        again = step(again, same_again(again))
    if isinstance(state.now, AnswersCheck):  # the offer to stop, if it was taken, is made once more
        assert bare(again)._replace(now=state.now) == bare(state)
    elif "w" not in lines:
        assert bare(again) == bare(state)
    assert again.draft == state.draft


@given(NAMES, st.lists(KEYS | NUMBERS, max_size=25))
@CALM
def test_help_and_wrong_keys_change_nothing(name: str, lines: list[str]) -> None:
    state = after(begin(draft(name), RULES), lines)
    names = isinstance(state.now, Describe) and state.now.topic in ("name", "group_name")
    for line in ("?", "x" * 999, "\x00", *(() if names else ("zzz", "w w", "-1", "1:14"))):
        assert bare(step(state, line)) == bare(state)


@given(NAMES, st.lists(st.sampled_from(["1", "2", "3", "d", "s", "20"]), max_size=25))
@CALM
def test_taken_up_again_nothing_answered_is_asked(name: str, lines: list[str]) -> None:
    state = after(begin(draft(name), RULES), lines)
    again = begin(draft_of(state.draft.data(), name, RULES), RULES)
    assert again.draft == state.draft
    given_before = {item.question for item in items_for_review(state) if isinstance(item, Ask)}
    if isinstance(again.now, Ask):
        assert again.now.question not in given_before or again.now.by_number
        assert again.now.question in open_questions(RULES, again.draft)


KNOWN, NEARLY_ALL = 0.5, 0.9
"""The share of questions answered before an interview, so that it is short."""

OWN = Options(factors={"plan_leader": Fraction(0), "engagement": Fraction(4), "touch": Fraction(3)})
"""Weights of one's own, as house rules may have them."""


@pytest.mark.parametrize(
    ("kind", "options"), [("client", Options()), ("organization", Options()), ("client", OWN)]
)
@given(seed=st.integers(0, 10**6), declined=st.integers(0, 4))
@settings(deadline=None, max_examples=3)
def test_what_is_open_at_the_offer_cannot_change_first_place(kind, options, seed, declined) -> None:
    rng = random.Random(seed)
    criteria = RULES.criteria_for(kind)
    full = {
        c.id: rng.choices([level.id for level in c.levels], share_parts(c))[0] for c in criteria
    }
    silent = set(rng.sample([c.id for c in criteria], declined))
    known = {c: level for c, level in full.items() if c not in silent and rng.random() < KNOWN}
    state = begin(draft(kind).answered(known, RULES), RULES, options)
    while isinstance(state.now, Ask):
        by_number = state.now.by_number
        state = step(
            state, "w" if by_number else "d" if state.now.key in silent else full[state.now.key]
        )
    if not isinstance(state.now, Offer):
        return
    first = recommended(state.draft.profile, options)
    left = outlook(RULES, state.draft, state.skipped, options).open
    assert len(left) == state.now.left
    for _ in range(20):
        more = {c: rng.choice(RULES.criteria[c].levels).id for c in left}
        assert recommended(with_changes(state.draft.profile, more, RULES), options) == first
    for criterion in left:
        for level in RULES.criteria[criterion].levels:
            changed = with_changes(state.draft.profile, {criterion: level.id}, RULES)
            assert recommended(changed, options) == first


def recommended(profile: Profile, options: Options = DEFAULT) -> str:
    alternative = set_up(RULES, profile, options).recommended
    return "" if alternative is None else alternative.id


@given(NAMES, st.lists(st.sampled_from(["1", "2", "3", "d", "20"]), min_size=5, max_size=30))
@settings(deadline=None, max_examples=6)
def test_it_is_said_truly_that_no_single_answer_changes_it(name: str, lines: list[str]) -> None:
    state = begin(draft(name), RULES)
    for line in lines:
        state = step(state, line)
        remark_ids = {remark.id for remark in state.remarks} & {"settled_alone", "settled_part"}
        if remark_ids:
            assessment = assess(RULES, state.draft.profile, Options(draws=100))
            part = part_now(state) if "settled_part" in remark_ids else None
            questions = open_questions(RULES, state.draft)
            may = [
                q for q, question in questions.items() if part in (None, part_of(RULES, question))
            ]
            for next_question in assessment.next_questions:
                assert not next_question.deciding or next_question.question not in may


def test_words_for_no_answer_are_those_of_profiles() -> None:
    assert {"refused", "not known", "not asked"} == set(UNANSWERED_WORDS)


@given(st.integers(0, 10**6))
@settings(deadline=None, max_examples=3)
def test_numbers_that_can_still_block_a_tier_keep_the_interview_going(seed: int) -> None:
    rng = random.Random(seed)
    text = (profiles_directory() / "organizations" / "two_groups.yaml").read_text(encoding="utf-8")
    numbers = re.compile(r"^  (clients|case_managers|clinicians_on_staff): \d+\n", re.MULTILINE)
    base = draft_of(numbers.sub("", text).encode(), "f.yaml", RULES)
    state = begin(filled(base, rng, NEARLY_ALL, 2), RULES)
    while isinstance(state.now, Ask):
        number = str(rng.randint(state.now.least, max(state.now.least, 1)))
        state = step(state, number if state.now.by_number else str(rng.randint(1, 2)))
    if not isinstance(state.now, Offer):
        return
    first = recommended(state.draft.profile)
    if first in RULES.hybrids and RULES.hybrids[first].way == "tiered":
        assert "case_managers" in state.draft.profile.quantities
    for question in open_questions(RULES, state.draft).values():
        for level in RULES.criteria[question.criterion].levels:
            changed = state.draft.answered({question.criterion: level.id}, RULES, question.segment)
            assert recommended(changed.profile) == first


def filled(draft: Draft, rng: random.Random, share: float, levels: int) -> Draft:
    """Answer so many of the open questions, but numbers, by one of so many first levels."""
    for question in open_questions(RULES, draft).values():
        criterion = RULES.criteria[question.criterion]
        if not criterion.counts and rng.random() < share:
            word = rng.choice(criterion.levels[:levels]).id
            draft = draft.answered({criterion.id: word}, RULES, question.segment)
    return draft


def test_a_tier_that_one_case_manager_could_not_run_is_not_settled() -> None:
    """Found among random answers: the levels settle it, and the number of staff could not."""
    path = profiles_directory() / "organizations" / "two_groups.yaml"
    numbers = re.compile(r"^  (clients|case_managers|clinicians_on_staff): \d+\n", re.MULTILINE)
    text = numbers.sub("", path.read_text(encoding="utf-8"))
    base = draft_of(text.encode(), "f.yaml", RULES)
    rng = random.Random(3)
    open_now = {question.criterion for question in open_questions(RULES, base).values()}
    criteria = [c for c in RULES.criteria_for("organization") if c.id in open_now]
    answers = {c.id: rng.choice(c.levels).id for c in criteria if not c.counts}
    answered = base.answered(answers, RULES)
    first = recommended(answered.profile)
    assert RULES.hybrids[first].way == "tiered"
    looked = outlook(RULES, answered, frozenset())
    assert looked.open == ("caseload", "clinicians", "staff_size")
    for criterion in looked.open:
        for level in RULES.criteria[criterion].levels:
            assert recommended(answered.answered({criterion: level.id}, RULES).profile) == first
    assert recommended(answered.answered({"case_managers": "1"}, RULES).profile) != first
    assert not looked.settled
    assert not looked.settled_alone
    assert isinstance(begin(answered, RULES).now, Ask)


@pytest.mark.parametrize("typed", ["0\x08", "\u200bx", "\x1b", "x \x00"])
def test_a_name_of_what_cannot_be_seen_is_no_name(typed: str) -> None:
    state = begin(draft("full"), RULES)
    assert state.now == Describe("name")
    then = step(state, typed)
    assert (then.now, [remark.id for remark in then.remarks]) == (
        state.now,
        ["not_an_answer"],
    )
