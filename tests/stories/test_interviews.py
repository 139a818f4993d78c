"""Interviews from the first question to the last, as whoever holds them sees them."""

from functools import cache

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.interview.steps import begin, items_for_review, part_now
from casemodel.interview.steps import step as take_step
from casemodel.interview.values import AnswersCheck, Ask, Describe, Ended, Offer, Part, State
from casemodel.knowledge.bundled import profiles_directory
from casemodel.pages.interview import prompt, screen
from casemodel.pages.interview_sentences import remarks
from casemodel.profiles.draft import draft_of
from casemodel.render.profile_template import beginning
from casemodel.render.text import as_text
from tests.shipped import shipped

RULES = shipped()
DANGERS = ("danger_by_client", "danger_from_others", "danger_self")
_NO_DANGER = "answers: {" + ", ".join(f"{name}: no" for name in DANGERS) + "}\n"
CLIENT = f"schema: 1\nkind: client\n{_NO_DANGER}"
ORGANIZATION = f"schema: 1\nkind: organization\n{_NO_DANGER}"


@cache
def _begun(text: str) -> State:
    return begin(draft_of(text.encode(), "f.yaml", RULES), RULES)


_taken: dict[tuple[int, str], tuple[State, State]] = {}


def step(state: State, line: str) -> State:
    """Take a step, once from each state: it is pure. States are kept, so that no id comes twice."""
    if (id(state), line) not in _taken:
        _taken[id(state), line] = (state, take_step(state, line))
    return _taken[id(state), line][1]


def interview(text: str, *lines: str) -> State:
    return after(_begun(text), *lines)


def after(state: State, *lines: str) -> State:
    for line in lines:
        state = step(state, line)
    return state


def until(state: State, key: str) -> State:
    """Skip until this question, or one of the criterion, is asked; parts without it at once."""
    group = RULES.criteria[key].group if key in RULES.criteria else "capacity"
    while isinstance(state.now, Ask) and key not in (state.now.key, state.now.criterion):
        state = _left(state, group)
    return state


def _left(state: State, group: str = "") -> State:
    """Skip the question now, or the whole part, unless it is about danger or this group."""
    part = part_now(state)
    return step(state, "s" if part is None or part.id in ("safety", group) else "p")


def skipping(state: State) -> State:
    """Skip every question that is left."""
    while isinstance(state.now, Ask | Describe):
        state = _left(state)
    return state


def in_review(state: State) -> list[str]:
    """The keys of all answers that are there to be checked."""
    return [item.key for item in items_for_review(state) if isinstance(item, Ask)]


def keys_asked(state: State) -> list[str]:
    """Every question that is asked from here on if each is skipped."""
    keys = []
    while isinstance(state.now, Ask):
        keys.append(state.now.key)
        state = step(state, "s")
    return keys


def shown(state: State) -> str:
    page = screen(state)
    return as_text(page) if page else ""


def ids(state: State) -> list[str]:
    return [remark.id for remark in state.remarks]


def test_dangers_come_first_and_one_is_told_at_once() -> None:
    state = interview(beginning("client"))
    for danger in ("danger_by_client", "danger_from_others"):
        assert (state.now, state.remarks) == (Ask(danger, danger), ())
        state = after(state, "1")
    assert (state.now, state.remarks) == (Ask("danger_self", "danger_self"), ())
    state = after(state, "2")
    assert ids(state) == ["danger"]
    assert "988" in " ".join(remarks(state))
    assert ids(after(state, "1")) == []
    assert ids(after(state, "b", "2")) == []  # it was known already


def test_the_words_of_an_answer_work_as_well_as_its_number() -> None:
    state = until(interview(CLIENT), "plan_leader")
    for typed in ("3", "clinician", " Clinician "):
        assert after(state, typed).draft.words["plan_leader"] == "clinician"
    assert "1  the client or family, who set the goals" in shown(state)


def test_n_is_no_key_since_it_could_mean_no_or_not_known() -> None:
    for typed in ("n", "y", "N"):
        assert ids(interview(beginning("client"), typed)) == ["not_an_answer"]
    assert interview(beginning("client"), "no").draft.words == {"danger_by_client": "no"}


def test_refused_and_not_known_are_answers_and_are_not_asked_again() -> None:
    state = interview(CLIENT, "r", "d")
    refused, not_known = (question.key for question in state.trail)
    assert state.draft.words[refused] == "refused"
    assert state.draft.words[not_known] == "not known"
    again = begin(draft_of(state.draft.data(), "f.yaml", RULES), RULES)
    asked_keys = set(keys_asked(again))
    assert not asked_keys & {refused, not_known, *DANGERS}
    assert len(asked_keys) == len(RULES.criteria_for("client")) - 5


def test_skipping_answers_nothing_and_the_question_comes_back_only_on_request() -> None:
    first = interview(CLIENT)
    state = skipping(first)
    assert state.now == AnswersCheck(len(RULES.criteria_for("client")) - 3)
    assert state.draft.text == CLIENT
    assert step(state, "m").now == first.now


def test_back_shows_the_answer_and_another_replaces_it() -> None:
    state = interview(CLIENT, "1", "b")
    assert state.now == Ask("complexity", "complexity")
    assert "Your answer: one need, or a few separate ones. Type s to keep it." in shown(state)
    assert after(state, "s").draft.words["complexity"] == "one"
    assert after(state, "3").draft.words["complexity"] == "many"
    assert ids(after(state, "b")) == ["nothing_before"]


def test_the_offer_to_stop_says_how_many_are_left() -> None:
    state = interview(CLIENT)
    answers = dict.fromkeys((c.id for c in RULES.criteria_for("client")), "1")
    answers |= {"plan_leader": "clinician", "treatment": "yes", "practical_help": "none"}
    while isinstance(state.now, Ask):
        state = step(state, answers[state.now.key])
    assert isinstance(state.now, Offer)
    assert 5 < state.now.left < 20
    assert "No unanswered question can change which model comes first." in " ".join(
        shown(state).split()
    )
    assert ids(after(state, "3")) == ["not_an_answer"]
    on = after(state, "2")
    assert isinstance(on.now, Ask)
    assert isinstance(after(on, "s").now, Ask)  # not offered again
    checked = after(state, "1")
    assert checked.now == AnswersCheck(state.now.left)
    assert after(checked, "").now == Ended(finished=True)


def test_all_answers_can_be_checked_and_any_changed() -> None:
    text = CLIENT.replace("{", "{complexity: one, substance_use: refused, ")
    state = skipping(interview(text))
    unanswered = len(RULES.criteria_for("client")) - 5
    assert in_review(state) == ["complexity", *DANGERS, "substance_use"]
    page = " ".join(shown(state).split())
    assert "1 Complexity of needs one need, or a few separate ones" in page
    assert "5 Substance use refused" in page
    checked = after(state, "1")
    assert (checked.now, checked.changing) == (Ask("complexity", "complexity"), True)
    changed = after(checked, "3")
    assert changed.now == AnswersCheck(unanswered)
    assert changed.draft.text == text.replace("one", "many")
    assert after(checked, "b").now == AnswersCheck(unanswered)
    assert after(checked, "s").draft.text == text
    for typed in ("6", "0", "x"):
        assert ids(after(state, typed)) == ["not_an_answer"]


def test_an_empty_review_can_be_finished() -> None:
    state = interview("schema: 1\nkind: client\nanswers: {}\n")
    state = skipping(state)
    assert "There is no answer yet." in shown(state)
    assert prompt(state) == "Enter finishes; m more questions, b back, q stop: "
    assert after(state, "").now == Ended(finished=True)


def test_what_stands_in_the_file_cannot_be_contradicted() -> None:
    text = "schema: 1\nkind: organization\nanswers:\n  clients: 84\n  case_managers: 6\n"
    text += "  caseload: 13_to_20\n"
    state = skipping(interview(text))
    place = in_review(state).index("caseload") + 1
    state = after(state, str(place), "1")
    assert ids(state) == ["against"]
    assert state.draft.text == text
    assert "clients and case_managers" in " ".join(remarks(state))


class TestNumbers:
    def test_people_know_numbers_so_numbers_are_asked(self) -> None:
        state = until(interview(ORGANIZATION), "caseload")
        assert state.now == Ask("clients", "caseload", 1, 1_000_000)
        assert "How many clients are served at one time?" in shown(state)
        state = after(state, "84")
        assert state.now == Ask("case_managers", "caseload", 0, 100_000)
        state = after(state, "6.5")
        assert state.draft.profile.answers["caseload"].level == "13_to_20"
        assert state.draft.profile.answers["staff_size"].level == "some"

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [("0", "out_of_range"), ("1000001", "out_of_range"), ("-4", "out_of_range"),
         ("9" * 30, "out_of_range"), ("many", "no_number"), ("1:15", "no_number"),
         ("1,000", "no_number"), ("1e3", "no_number"), ("１２", "no_number"), ("", "no_number")],
    )  # fmt: skip
    def test_what_is_no_plausible_number_is_not_taken(self, typed: str, expected: str) -> None:
        state = after(until(interview(ORGANIZATION), "caseload"), typed)
        assert ids(state) == [expected]
        assert state.draft.text == ORGANIZATION

    def test_a_part_is_never_more_than_the_whole(self) -> None:
        answers = "{danger_self: no, danger_from_others: no, case_managers: 6}"
        state = interview(f"schema: 1\nkind: organization\nanswers: {answers}\n")
        state = until(state, "clinicians")
        assert state.now == Ask("clinicians_on_staff", "clinicians", 0, 6)
        assert "Please type a number from 0 to 6." in list(remarks(after(state, "7")))
        state = skipping(after(state, "6"))
        place = in_review(state).index("case_managers") + 1
        assert after(state, str(place)).now == Ask("case_managers", "caseload", 6, 100_000)

    def test_a_number_that_is_not_known_is_asked_in_words(self) -> None:
        state = after(until(interview(ORGANIZATION), "caseload"), "d")
        assert (state.now, ids(state)) == (Ask("caseload", "caseload"), ["in_words"])
        state = after(state, "2")
        assert state.draft.words["clients"] == "not known"
        assert state.draft.profile.answers["caseload"].level == "13_to_20"
        again = begin(draft_of(state.draft.data(), "f.yaml", RULES), RULES)
        assert "clients" not in keys_asked(again)

    def test_a_number_skipped_and_then_given_after_all(self) -> None:
        state = until(interview(ORGANIZATION), "caseload")
        skipped = after(state, "s")
        assert isinstance(skipped.now, Ask)
        assert skipped.now.criterion != "caseload"
        answered = after(skipped, "b", "84")
        assert answered.now == Ask("case_managers", "caseload", 0, 100_000)

    def test_back_over_numbers_that_bound_each_other(self) -> None:
        answers = "{danger_self: no, danger_from_others: no, clients: 84}"
        state = until(interview(f"schema: 1\nkind: organization\nanswers: {answers}\n"), "caseload")
        state = after(until(after(state, "6"), "clinicians"), "4")
        back = after(state, *"b" * len(state.trail))
        while back.now != Ask("case_managers", "caseload", 4, 100_000):
            back = step(back, "s")
        assert ids(after(back, "3")) == ["out_of_range"]
        again = after(back, "6")
        while again.at < len(state.trail):
            again = step(again, "s")
        quiet = {"remarks": (), "said_settled": frozenset()}
        assert again._replace(**quiet) == state._replace(**quiet)

    def test_words_or_numbers_as_one_likes(self) -> None:
        state = until(interview(ORGANIZATION), "caseload")
        words = after(state, "w")
        assert words.now == Ask("caseload", "caseload")
        assert after(words, "w").now == state.now
        assert after(words, "1").draft.words["caseload"] == "up_to_12"

    def test_a_refused_number_is_not_asked_for_in_words_either(self) -> None:
        state = after(until(interview(ORGANIZATION), "caseload"), "r")
        while isinstance(state.now, Ask):
            assert state.now.criterion != "caseload"
            state = step(state, "s")

    def test_an_answer_in_words_follows_the_numbers_and_that_is_said(self) -> None:
        text = (
            "schema: 1\nkind: organization\nanswers:\n  danger_self: no\n  danger_from_others: no\n"
            "  clients: 84\n  caseload: up_to_12 # a guess\n"
        )
        state = after(until(interview(text), "case_managers"), "6")
        assert "  caseload: 13_to_20 # a guess\n" in state.draft.text
        assert ids(state)[:1] == ["follows"]
        assert next(remarks(state)) == (
            "Clients for each case manager is now 13 to 20. This follows from the numbers."
        )

    def test_no_case_managers_is_a_number_too(self) -> None:
        state = after(until(interview(ORGANIZATION), "caseload"), "84", "0")
        assert state.draft.profile.answers["staff_size"].level == "few"
        assert until(state, "caseload").now == Ask("caseload", "caseload")


SEGMENTS = """\
schema: 1
kind: organization
answers: {danger_self: no, danger_from_others: no, danger_by_client: no}
segments:
  - {name: a, share: 60%, answers: {acuity: stable, complexity: one}}
  - {name: b, share: 40%, answers: {acuity: acute}}
"""


def test_each_group_is_asked_for_its_needs_and_the_agency_once_for_the_rest() -> None:
    few = ("acuity", "complexity", "housing", "contact", "budget", "caseload", "goal_cost")
    draft = interview(SEGMENTS).draft
    others = {c.id: "not known" for c in RULES.criteria_for("organization") if c.id not in few}
    state = begin(draft.answered({**others, **draft.words}, RULES), RULES)
    assert part_now(state) == Part("need", 0)
    questions = []
    while isinstance(state.now, Ask):
        questions.append((state.now.criterion, state.now.group))
        state = step(state, "s")
    groups = [group for _, group in questions]
    assert groups == sorted(groups[: groups.index(-1)]) + [-1] * groups.count(-1)
    assert not {("acuity", 0), ("acuity", 1), ("complexity", 0)} & set(questions)
    assert {("complexity", 1), ("housing", 0), ("housing", 1), ("budget", -1)} <= set(questions)
    capacity, goal = (
        [n for n, (c, _) in enumerate(questions) if RULES.criteria[c].group == group]
        for group in ("capacity", "goal")
    )
    assert max(capacity) < min(goal)


def test_an_answer_of_a_group_is_the_groups_alone() -> None:
    state = interview(SEGMENTS, "p")
    assert "b: How complex are the needs of most clients?" in shown(until(state, "complexity"))
    first, second = after(until(state, "complexity"), "3").draft.profile.segments
    assert first.answers["complexity"].level == "one"
    assert second.answers["complexity"].level == "many"


def test_a_danger_in_one_group_is_told_at_once() -> None:
    state = interview(SEGMENTS.replace("danger_self: no, ", ""))
    assert state.now == Ask("danger_self", "danger_self", group=0)
    assert ids(after(state, "1")) == []
    assert ids(after(state, "1", "2")) == ["danger"]


def test_the_rest_of_a_part_can_be_left_but_not_that_about_danger() -> None:
    state = interview(beginning("organization"), "p")
    assert part_now(state) == Part("safety")
    assert ids(after(state, "p")) == ["not_an_answer"]
    state = after(state, "s", "s", "s")
    for part in ("need", "capacity", "goal"):
        assert part_now(state) == Part(part)
        state = step(state, "p")
    assert isinstance(state.now, AnswersCheck)


def test_of_each_part_it_is_said_once_when_no_single_answer_in_it_decides() -> None:
    text = (profiles_directory() / "organizations" / "harmony_clinical.yaml").read_text("utf-8")
    state = interview(text, "1", "1", "1")
    remarked = []
    while isinstance(state.now, Ask):
        if "settled_part" in ids(state):
            remarked.append(part_now(state))
            assert "You may type p to go on to the next part." in " ".join(remarks(state))
        state = step(state, "p" if "settled_part" in ids(state) else "d")
    assert remarked
    assert len(remarked) == len(set(remarked))


class TestAnAgency:
    """What is asked of the agency itself, before all else, where nothing is answered yet."""

    SETUP = ("Harbor Street", "1", "2", "Steady", "70", "In crisis")

    def test_its_name_what_it_runs_now_and_its_groups_are_in_the_file_at_once(self) -> None:
        state = interview(beginning("organization"))
        topics = [
            *(Describe("name"), Describe("current_model"), Describe("groups")),
            *(Describe("group_name", 0), Describe("group_share", 0), Describe("group_name", 1)),
        ]
        for topic, typed in zip(topics, self.SETUP, strict=True):
            assert state.now == topic
            assert part_now(state) == Part("agency")
            text_before = state.draft.text
            state = step(state, typed)
            assert state.draft.text != text_before
        profile = state.draft.profile
        assert (profile.label, profile.current_model) == ("Harbor Street", "brokerage")
        assert [(s.name, s.share) for s in profile.segments] == [
            ("Steady", "70%"), ("In crisis", "30%"),
        ]  # fmt: skip
        assert state.now == Describe("case_manager_salary")
        assert part_now(step(state, "s")) == Part("safety")

    def test_who_tells_what_a_post_earns_is_asked_for_the_other_costs(self) -> None:
        state = interview(beginning("organization"), "p")
        assert not state.draft.profile.costs
        state = interview(beginning("organization"), "s", "s", "1", "52000")
        assert state.now == Describe("clinician_salary")
        assert ids(after(state, "68,000")) == ids(after(state, "2000000000")) == ["no_money"]
        state = after(state, "s")
        assert ids(after(state, "lots")) == ["no_money"]
        state = after(state, "25", "0", "600000.50")
        assert part_now(state) == Part("safety")
        assert state.draft.profile.costs == {
            "case_manager_salary": "52000", "overhead": "25", "travel": "0",
            "budget_amount": "600000.50",
        }  # fmt: skip
        assert "overhead: 25%" in state.draft.text
        page = " ".join(shown(skipping(state)).split())
        assert "1 Pay of a case manager: 52000 2 Overhead: 25%" in page

    def test_all_of_it_can_be_skipped(self) -> None:
        text = beginning("organization")
        for lines in (("s",) * 4, ("p",), ("s", "d", "1", "s"), ("r", "s", "d", "r")):
            state = interview(text, *lines)
            assert (state.draft.text, part_now(state)) == (text, Part("safety"))

    @pytest.mark.parametrize(
        ("typed", "current_model"),
        [("4", "intensive"), ("ICM", "intensive"), ("Strengths-Based", "strengths_based"),
         ("assertive community treatment", "act"), ("Strengths-based clinical",
         "strengths_based_clinical"), ("brokerage with intensive", "brokerage_and_intensive"),
         ("standard community care", "standard_community_care")],
    )  # fmt: skip
    def test_what_it_runs_now_is_a_model_a_hybrid_or_a_form(
        self, typed: str, current_model: str
    ) -> None:
        state = interview(beginning("organization"), "s", typed)
        assert f'current_model: "{current_model}"' in state.draft.text
        assert state.draft.profile.current_model in (current_model, "intensive")
        assert ids(state) == (["stands_for"] if current_model == "act" else [])
        assert ids(interview(beginning("organization"), "s", "wellness")) == ["no_model"]

    def test_shares_are_all_clients_together(self) -> None:
        three = interview(beginning("organization"), "s", "s", "3", "s", "50", "s")
        assert ids(after(three, "50")) == ids(after(three, "0")) == ["no_share"]
        full = after(three, "30%")
        assert "Group 3: the rest, 20%." in list(remarks(full))
        assert full.now == Describe("group_name", 2)
        unknown = after(three, "d")
        assert [s.share for s in unknown.draft.profile.segments] == [
            "50%",
            "not known",
            "not known",
        ]
        back = after(full, "b", "40")
        assert [s.share for s in back.draft.profile.segments] == ["50%", "40%", "10%"]

    def test_names_differ(self) -> None:
        state = interview(beginning("organization"), "s", "s", "2", "Steady", "s")
        assert ids(after(state, "steady")) == ["same_name"]

    def test_going_back_changes_how_many_groups_there_are(self) -> None:
        state = interview(beginning("organization"), "s", "s", "2", "Steady", "b", "b")
        assert "Your answer: 2. Type s to keep it." in shown(state)
        names = [s.name for s in after(state, "3").draft.profile.segments]
        assert names == ["Steady", "Group 2", "Group 3"]
        assert after(state, "1").draft.text == beginning("organization")
        answered = after(state, "s", "s", "60", "s", "s", "2")
        while answered.now != Describe("groups"):
            answered = step(answered, "b")
        assert ids(after(answered, "3")) == ["against"]

    def test_taken_up_again_it_is_asked_for_what_is_missing_until_something_is_answered(
        self,
    ) -> None:
        state = interview(beginning("organization"), "Harbor", "s", "2", "Steady")
        again = interview(state.draft.text)
        assert again.now == Describe("current_model")
        assert after(again, "s").now == Describe("group_share", 0)
        answered = interview(after(again, "p", "1").draft.text)
        assert part_now(answered) == Part("safety")

    def test_it_can_be_changed_when_answers_are_checked(self) -> None:
        state = skipping(interview(beginning("organization"), *self.SETUP, "s"))
        page = " ".join(shown(state).split())
        for text in ("1 Name Harbor Street", "2 What you run now Brokerage",
                     "3 Name of group 1 Steady", "4 Share of group 1 70%"):  # fmt: skip
            assert text in page
        changed = after(state, "4", "80")
        assert isinstance(changed.now, AnswersCheck)
        assert [s.share for s in changed.draft.profile.segments] == ["80%", "20%"]
        assert after(state, "2", "intensive").draft.profile.current_model == "intensive"

    def test_with_two_groups_whose_needs_differ_it_gets_a_tier(self) -> None:
        needs = ("complexity", "acuity", "engagement", "practical_help", "contact", "hospital_use")
        steady = dict(
            zip(needs, ("one", "stable", "willing", "none", "little", "low"), strict=True)
        )
        crisis = dict(
            zip(needs, ("many", "acute", "unlikely", "much", "frequent", "high"), strict=True)
        )
        agency = {"clients": "200", "case_managers": "12", "community_services": "many"}
        state = interview(beginning("organization"), *self.SETUP, "s")
        while isinstance(state.now, Ask):
            remarked = (steady, crisis, agency)[state.now.group]
            danger = state.now.criterion in DANGERS
            remarked_left = any(
                state.draft.word(key, state.now.group) == "not asked" for key in remarked
            )
            line = remarked.get(state.now.key, "s" if remarked_left else "p")
            state = step(state, "no" if danger else line)
        state = after(state, "1") if isinstance(state.now, Offer) else state
        ended = after(state, "")
        assert ended.now == Ended(finished=True)
        assessment = assess(RULES, ended.draft.profile, Options(draws=1))
        assert assessment.recommended == "brokerage_and_intensive"
        (tier,) = (ranked for ranked in assessment.ranking if ranked.id == assessment.recommended)
        assert tier.serves == ("brokerage", "intensive")


def test_help_says_why_it_is_asked_and_which_models_it_bears_on() -> None:
    page = " ".join(shown(interview(CLIENT, "?")).split())
    for text in (
        "Count needs, not obstacles on the way to help.",
        "Why it matters The answer alone can change which model comes first. Intensive",
        "(ICM), if the answer is: many needs that affect each other.",
        "[harmony 12; overview 11; quicktakes 7, 9; caseworthy 8]",
        "2 several needs: for and against none",
        "d nobody knows, or not yet",
        "How complex are the client's needs? 1 one need, or a few separate ones",
    ):
        assert text in page
    danger = " ".join(shown(interview(beginning("client"), "?")).split())
    assert "The answer tells us what to do first, whatever the model." in danger
    number = " ".join(shown(after(until(interview(ORGANIZATION), "clients"), "?")).split())
    assert "w answer in words instead of a number" in number


def test_help_tells_when_a_question_cannot_change_first_place() -> None:
    state = interview(CLIENT)
    answers = {"plan_leader": "clinician", "treatment": "yes", "practical_help": "none"}
    while isinstance(state.now, Ask):
        state = step(state, answers.get(state.now.key, "1"))
    help_texts = set()
    on = after(state, "2")
    while isinstance(on.now, Ask):
        helped = after(on, "?").help
        assert helped
        help_texts.add(helped.bearing)
        on = step(on, "s")
    assert help_texts == {"warns", "scores"}
