"""From bytes to a profile of any rules: answers, numbers, segments, own weights, an agency."""

from random import Random

from casemodel.knowledge.criteria import Criterion, Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile, Segment, State

MOST_SEGMENTS = 4
_HEAD = 8
FACTORS = ("2", "0.5", "1.5", "4", "0.25", "0")
_UNANSWERED: tuple[State, ...] = ("refused", "not_known", "not_asked")


def profile_bytes(criteria: int) -> int:
    """How many bytes make a profile over so many criteria."""
    return _HEAD + 3 * criteria + MOST_SEGMENTS * (1 + criteria)


def seeded_profile(rules: Rules, kind: Kind, random: Random) -> Profile:
    """A profile of any rules without Hypothesis."""
    return make_profile(rules, kind, random.randbytes(profile_bytes(len(rules.criteria))))


def make_profile(rules: Rules, kind: Kind, data: bytes) -> Profile:
    """A profile of any rules, from `profile_bytes` bytes.

    Some have every question answered, or only one of the first; half of the organizations have
    segments; half of the profiles have weights or priorities of their own.
    """
    count = len(rules.criteria)
    head, rest = data[:_HEAD], data[_HEAD:]
    own, agency, weighing = (rest[at * count : (at + 1) * count] for at in range(3))
    answers = _answers(rules, own, kind, full=head[0] % 4 == 1)
    if head[0] % 4 == 2:
        answers = dict([item for item in answers.items() if item[1].level][:1])
    criterion_ids = [c.id for c in rules.criteria_for(kind)]
    profile = Profile(
        kind=kind,
        label="",
        date="",
        answers=answers,
        quantities=_quantities(head[4:7]) if kind == "organization" else {},
        segments=_segments(rules, head[1], rest[3 * count :]) if kind == "organization" else (),
        weights=_weights(criterion_ids, weighing) if head[2] % 8 in {4, 6, 7} else {},
        priorities=tuple(
            Random(head[3]).sample(criterion_ids, min(len(criterion_ids), 1 + head[3] % 4))
            if head[2] % 8 in {4, 5}
            else ()
        ),
    )
    if kind == "organization" or head[0] // 4 % 2 == 0:
        return profile
    agency_answers = {
        c: a
        for c, a in _answers(rules, agency, "organization", full=False).items()
        if rules.criteria[c].group != "need"
    }
    numbers = _quantities(head[4:7])
    return profile._replace(agency=Profile("organization", "", "", agency_answers, numbers))


def _answers(rules: Rules, data: bytes, kind: Kind, *, full: bool) -> dict[str, Answer]:
    return {
        c.id: answer
        for c, byte in zip(rules.criteria.values(), data, strict=False)
        if kind in c.asked_of and (answer := _answer(c, byte, full=full))
    }


def _answer(criterion: Criterion, byte: int, *, full: bool) -> Answer | None:
    state, level = byte % 8, byte // 8
    if full or state > len(_UNANSWERED):
        return Answer("answered", criterion.levels[level % len(criterion.levels)].id)
    return Answer(_UNANSWERED[state - 1], "") if state else None


def _quantities(data: bytes) -> dict[str, str]:
    """Head counts, as written; one of four is not given."""
    clients, managers, clinicians = data
    numbers = {
        "clients": str(1 + clients),
        "case_managers": f"{managers // 4 % 16}{'.5' if managers // 64 == 3 else ''}",
        "clinicians_on_staff": str(clinicians // 4 % 8),
    }
    return {id_: text for (id_, text), byte in zip(numbers.items(), data, strict=True) if byte % 4}


def _segments(rules: Rules, mode: int, data: bytes) -> tuple[Segment, ...]:
    count = (0, 0, 2, 3 + mode // 4 % 2)[mode % 4]
    size = 1 + len(rules.criteria)
    segments = []
    for at in range(count):
        own = data[at * size : (at + 1) * size]
        answers = _answers(rules, own[1:], "organization", full=False)
        own_answers = answers if own[0] // 16 % 4 == 3 else _of_need(rules, answers)
        segments.append(Segment(f"s{at}", 1 + own[0] % 9, "", own_answers))
    return tuple(segments)


def _of_need(rules: Rules, answers: dict[str, Answer]) -> dict[str, Answer]:
    """The answers on needs: most segments answer goals and capacity with everyone else."""
    return {c: a for c, a in answers.items() if rules.criteria[c].group == "need"}


def _weights(criterion_ids: list[str], data: bytes) -> dict[str, str]:
    """Factors on some criteria; never 0 on all, which the reader refuses."""
    factors = {
        c: FACTORS[byte // 2 % len(FACTORS)]
        for c, byte in zip(criterion_ids, data, strict=False)
        if byte % 2
    }
    return {} if len(factors) == len(criterion_ids) and set(factors.values()) == {"0"} else factors
