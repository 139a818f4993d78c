"""Laws of the record: what stands, what is due, and whether a profile is the one decided on."""

from hypothesis import given
from hypothesis import strategies as st

from casemodel.decisions.fingerprint import fingerprint, key_mark
from casemodel.decisions.history import (
    DecisionSelection,
    decisions,
    followed,
    kept,
    latest,
    listed,
    overdue,
)
from casemodel.decisions.values import Entry
from casemodel.profiles.values import Answer, Profile
from tests.decisions.test_register import CONTENT

KEY = bytes(range(32))
WORDS = st.sampled_from(["brokerage", "clinical", "intensive", "none"])


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries as the register makes them: each correction or withdrawal is of one made before."""
    entries: list[Entry] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        numbers = [e.number for e in entries if e.content.what == "decided"]
        what = (
            draw(st.sampled_from(["decided", "corrected", "withdrawn"])) if numbers else "decided"
        )
        about = number if what == "decided" else draw(st.sampled_from(numbers))
        content = CONTENT._replace(
            about=about,
            what=what,
            subject=draw(st.sampled_from("AB")),
            recommended=draw(WORDS),
            chosen=draw(WORDS),
            review_on=draw(st.sampled_from(["2026-01-01", "2027-01-01"])),
        )
        entries.append(Entry(number, content))
    return entries


@given(histories(), st.randoms(use_true_random=False))
def test_order_of_reading_changes_nothing_and_every_decision_is_there_once(entries, random) -> None:
    decided = decisions(entries)
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert decisions(shuffled) == decided
    begun = [e.number for e in entries if e.content.what == "decided"]
    assert [d.number for d in decided] == begun


@given(histories())
def test_the_last_word_on_a_decision_counts(entries) -> None:
    for decision in decisions(entries):
        about = [e for e in entries if e.content.about == decision.number]
        choices = [e for e in about if e.content.what != "withdrawn"]
        assert decision.entry == choices[-1]
        assert bool(decision.withdrawn) == (about[-1].content.what == "withdrawn")
        assert decision.corrections == sum(e.content.what == "corrected" for e in about)


@given(histories())
def test_counts_add_up(entries) -> None:
    decided = decisions(entries)
    standing = [d for d in decided if not d.withdrawn]
    rows = followed(decided)
    assert sum(row.made for row in rows) == len(standing)
    assert sum(row.differing for row in rows) == sum(d.differs for d in standing)
    for row in rows:
        assert sum(n for _, n in row.reasons) == sum(n for _, n in row.instead) == row.differing
        assert row.recommended not in dict(row.instead)


@given(histories())
def test_only_the_decision_that_holds_can_be_due(entries) -> None:
    decided = decisions(entries)
    due = listed(decided, DecisionSelection(overdue_on="2026-06-01"))
    holding = latest(decided)
    assert set(due) <= set(holding)
    assert set(due) == {d for d in holding if overdue(d, "2026-06-01")}
    assert len({d.content.subject for d in holding}) == len(holding)


@given(histories(), WORDS)
def test_a_filter_takes_what_it_says_and_no_filter_takes_all(entries, model) -> None:
    decided = decisions(entries)
    assert listed(decided, DecisionSelection()) == decided
    for decision in decided:
        names_the_model = model in (decision.content.chosen, decision.content.recommended)
        assert (decision in listed(decided, DecisionSelection(model=model))) == names_the_model
        assert (decision in listed(decided, DecisionSelection(differing=True))) == decision.differs


ANSWERS = st.dictionaries(
    st.sampled_from(["complexity", "acuity", "contact"]), st.sampled_from(["one", "two"])
)


def profile(answers: dict[str, str], label: str = "C-1") -> Profile:
    given_answers = {c: Answer("answered", level) for c, level in answers.items()}
    return Profile("client", label, "", given_answers, {})


@given(ANSWERS, ANSWERS)
def test_equal_profiles_and_no_others_have_one_digest(profile_a, profile_b) -> None:
    same = fingerprint(profile(profile_a), KEY) == fingerprint(profile(profile_b), KEY)
    assert same == (profile_a == profile_b)
    backwards = dict(reversed(profile_a.items()))
    assert fingerprint(profile(backwards), KEY) == fingerprint(profile(profile_a), KEY)


def test_without_the_key_a_digest_tells_nothing() -> None:
    other_key = bytes(reversed(KEY))
    assert fingerprint(profile({}), KEY) != fingerprint(profile({}), other_key)
    assert key_mark(KEY) != key_mark(other_key)
    assert KEY.hex() not in key_mark(KEY)


@given(histories())
def test_what_is_kept_is_what_the_register_would_not_delete(entries) -> None:
    """Whole decisions, those of which some entry has time left."""
    day = "2026-06-01"
    aged = [e._replace(content=e.content._replace(keep_until=e.content.review_on)) for e in entries]
    still = kept(aged, day)
    for decision in decisions(aged):
        about = [e for e in aged if e.content.about == decision.number]
        lasts = max(e.content.keep_until for e in about) >= day
        assert [e for e in still if e.content.about == decision.number] == (about if lasts else [])
