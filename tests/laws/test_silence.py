"""Law 7: what is not answered counts for nothing, and one question in two halves counts as one."""

from casemodel.profiles.values import Answer
from tests.laws.looks import assessed, picked_criterion, points, standings
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import unanswered, with_extra, with_weights


def check_silence(case: Case, pick: int) -> None:
    """An unanswered criterion has exactly 0 points; no answers at all are 50 for every model."""
    del pick
    levels = case.profile.levels()
    for standing in assessed(case).ranking:
        for part in standing.contributions:
            if part.criterion not in levels:
                assert (part.points, part.tenths, part.level) == (0, 0, "")
    empty = assessed(case._replace(profile=case.profile._replace(answers={})))
    for standing in empty.ranking:
        assert (standing.score, standing.tenths, standing.rank) == (50, 500, 1)
    assert empty.recommended == ""


def check_kinds_of_silence(case: Case, pick: int) -> None:
    """Refused, not known, said not to be asked, and not mentioned are the same to every score."""
    criterion = picked_criterion(case, pick)
    if criterion is None:
        return
    absent = unanswered(case.profile, criterion.id)
    expected = assessed(case._replace(profile=absent))
    for state in ("refused", "not_known", "not_asked"):
        said = absent._replace(answers={**absent.answers, criterion.id: Answer(state, "")})
        assert assessed(case._replace(profile=said)) == expected


def check_split(case: Case, pick: int) -> None:
    """A criterion in two halves, the weight shared between them, gives the same scores."""
    whole = picked_criterion(case, pick)
    if whole is None:
        return
    half = whole._replace(id="zz_half")
    doubled = with_weights(case.rules, 2)
    halves = with_extra(doubled, half, copy_of=whole.id)
    halved = {**halves.criteria, whole.id: whole, half.id: half}
    answers = dict(case.profile.answers)
    if whole.id in answers:
        answers[half.id] = answers[whole.id]
    before = standings(case)
    after = standings(
        case._replace(
            rules=halves._replace(criteria=halved), profile=case.profile._replace(answers=answers)
        )
    )
    assert list(before) == list(after)
    for model, standing in before.items():
        now = points(after[model])
        now[whole.id] += now.pop(half.id)
        assert now == points(standing)
        assert after[model].score == standing.score
        assert after[model][1:6] == standing[1:6]


test_silence = over_generated(check_silence)
test_silence_shipped = over_shipped(check_silence)
test_kinds_of_silence = over_generated(check_kinds_of_silence)
test_kinds_of_silence_shipped = over_shipped(check_kinds_of_silence)
test_split = over_generated(check_split)
test_split_shipped = over_shipped(check_split)
