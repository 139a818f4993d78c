"""No small count is shown, and none can be worked out from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from casemodel.caseload.suppression import FEWEST, HELD_BACK, NEARLY_ALL, in_parts, of_total, whole

counts = st.dictionaries(st.text(max_size=3), st.integers(0, 60), max_size=8)


@given(counts)
def test_no_small_part_is_shown(parts: dict[str, int]):
    texts = in_parts(parts)
    assert all(not text.isdigit() or not 0 < int(text) < FEWEST for text in texts.values())


@given(counts)
def test_the_total_gives_no_small_part_away(parts: dict[str, int]):
    held_back = [n for n, text in zip(parts.values(), in_parts(parts).values(), strict=True)
            if not text.isdigit()]  # fmt: skip
    others = sum(parts.values()) - sum(held_back)
    assert not held_back or not others or (len(held_back) > 1 and sum(held_back) >= FEWEST)


@given(counts)
def test_no_more_is_held_back_than_is_needed(parts: dict[str, int]):
    if all(n == 0 or n >= FEWEST for n in parts.values()):
        assert in_parts(parts) == {key: str(n) for key, n in parts.items()}


def test_by_hand():
    assert in_parts({"a": 40, "b": 3, "c": 20, "d": 0}) == {
        "a": "40",
        "b": "held back",
        "c": "held back",
        "d": "0",
    }
    assert in_parts({"a": 40, "b": 6, "c": 7})["a"] == "40"
    assert in_parts({"a": 40, "b": 3, "c": 4})["a"] == "held back"


@given(st.integers(0, 50), st.integers(0, 50))
def test_neither_a_count_nor_the_rest_of_a_total_is_small(count: int, rest: int):
    text = of_total(count, count + rest)
    if text.isdigit():
        assert all(n == 0 or n >= FEWEST for n in (count, rest))
    else:
        assert text == (HELD_BACK if 0 < count < FEWEST else NEARLY_ALL)


def test_a_small_total():
    assert [whole(n) for n in (0, 1, 10, 11)] == ["0", HELD_BACK, HELD_BACK, "11"]
