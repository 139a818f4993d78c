"""Law 7: what is not answered counts for nothing, and one question in two halves counts as one."""

from collections.abc import Mapping
from typing import TypeVar

from casemodel.profiles.values import Answer
from tests.laws.looks import (
    all_levels,
    assessed,
    overhead_of,
    picked_criterion,
    picked_question,
    place_of,
    points,
    said,
    standings,
    with_answer,
    without,
)
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import with_extra, with_weights

T = TypeVar("T")


def check_silence(case: Case, pick: int) -> None:
    """An unanswered question has exactly 0 points; no answers at all are 50, less overhead."""
    del pick
    answered = {place_of(case, q) for q in all_levels(case)}
    for standing in assessed(case).ranking:
        for part in standing.contributions:
            if (part.criterion, part.segment) not in answered and not part.by_posts:
                assert (part.points, part.tenths, part.level) == (0, 0, "")
    silent = case.profile._replace(
        answers={}, segments=tuple(s._replace(answers={}) for s in case.profile.segments)
    )
    empty = assessed(case._replace(profile=silent))
    for standing in empty.ranking:
        expected = 50 - overhead_of(case.rules, standing)
        assert (standing.score, standing.tenths) == (expected, 10 * expected)
        assert standing.rank == 1 or standing.kind == "hybrid"
    assert empty.recommended == ""


def check_kinds_of_silence(case: Case, pick: int) -> None:
    """Refused, not known, said not to be asked, and not mentioned are the same to every score.

    And to everything else, but that a refused question is not to be asked again.
    """
    question = picked_question(case, pick)
    if question is None:
        return
    asked_of_all = place_of(case, question)[1] == ""
    expected = assessed(without(case, question))
    to_ask = expected.next_questions
    without_it = tuple(n for n in to_ask if n.question != question)
    # What a group does not mention, or says is not asked, is asked of everyone.
    for state in ("refused", "not_known", *(("not_asked",) if asked_of_all else ())):
        silent = assessed(with_answer(case, question, Answer(state, "")))
        assert silent.next_questions == (without_it if state == "refused" else to_ask)
        silent.next_questions = expected.next_questions = ()
        assert said(silent) == said(expected)


def check_split(case: Case, pick: int) -> None:
    """A criterion in two halves, the weight shared between them, gives the same scores.

    And as much is answered as before.
    """
    whole = picked_criterion(case, pick)
    if whole is None:
        return
    half = whole._replace(id="zz_half")
    doubled = with_weights(case.rules, 2)
    halves = with_extra(doubled, half, copy_of=whole.id)
    halved = {**halves.criteria, whole.id: whole, half.id: half}
    profile = case.profile._replace(priorities=())
    both = profile._replace(
        answers=_twice(profile.answers, whole.id),
        segments=tuple(s._replace(answers=_twice(s.answers, whole.id)) for s in profile.segments),
        weights=_twice(profile.weights, whole.id),
    )
    whole_case = case._replace(profile=profile)
    split = case._replace(rules=halves._replace(criteria=halved), profile=both)
    assert assessed(split).completeness.share == assessed(whole_case).completeness.share
    before, after = standings(whole_case), standings(split)
    assert list(before) == list(after)
    for id_, standing in before.items():
        now, was = after[id_], standing
        if now.serves == was.serves:
            added = points(now)
            for criterion, segment in [place for place in added if place[0] == half.id]:
                added[whole.id, segment] += added.pop((criterion, segment))
            assert added == points(was)
        assert (now.score, now.rank, now.low, now.high) == (was.score, was.rank, was.low, was.high)
        assert (now.lowest, now.highest) == (was.lowest, was.highest) or now.serves != was.serves


def _twice(mapping: Mapping[str, T], name: str) -> dict[str, T]:
    """The mapping with what stands under the name under `zz_half` too."""
    return {**mapping, "zz_half": mapping[name]} if name in mapping else dict(mapping)


test_silence = over_generated(check_silence)
test_silence_shipped = over_shipped(check_silence)
test_kinds_of_silence = over_generated(check_kinds_of_silence)
test_kinds_of_silence_shipped = over_shipped(check_kinds_of_silence)
test_split = over_generated(check_split)
test_split_shipped = over_shipped(check_split)
