"""Several people's profiles of one organization or client, combined into one of the group.

An answer is the middle one of those given (the median), as panels of experts combine ratings in
steps (Fitch et al. 2001, The RAND/UCLA Appropriateness Method User's Manual, MR-1269). Where two
answers lie in the middle and differ, the group has no answer. A danger that anyone sees is the
group's answer. A number is the median of the numbers given, and an answer that follows from numbers
follows from the group's. The share of a group of clients is the mean of the shares given, so that
all still add up to everyone. What is run now is what more than half of those who say it name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.values import Rules
from casemodel.profiles.numbers import answer_of_quantities, is_part_of_whole
from casemodel.profiles.segments import NOT_KNOWN, same_name, whole_parts
from casemodel.profiles.values import Answer, Profile, Segment, State

_HUNDRED = 100


def combined(profiles: Sequence[Profile], rules: Rules) -> Profile:
    """Combine profiles of one kind, with the same groups of clients, into that of the group.

    Weights and priorities are left out.
    """
    first = profiles[0]
    criteria = tuple(rules.criteria_for(first.kind))
    quantities = _quantities(profiles, rules)
    in_groups = _criteria_of_groups(profiles, criteria)
    own = {c.id: _combined(c, [p.answers.get(c.id) for p in profiles], rules) for c in criteria}
    answers = {c: answer for c, answer in own.items() if answer and c not in in_groups}
    for criterion in criteria:
        counted = answer_of_quantities(criterion, quantities)
        if counted is not None and criterion.id not in in_groups:
            answers[criterion.id] = counted
    agencies = [profile.agency for profile in profiles if profile.agency]
    return Profile(
        kind=first.kind,
        label=next((profile.label for profile in profiles if profile.label), ""),
        date=first.date if len({profile.date for profile in profiles}) == 1 else "",
        answers={c.id: answers[c.id] for c in criteria if c.id in answers},
        quantities=quantities,
        agency=combined(agencies, rules) if agencies else None,
        current_model=_majority([p.current_model for p in profiles if p.current_model]),
        segments=_segments(profiles, rules, [c for c in criteria if c.id in in_groups]),
        costs=_medians([profile.costs for profile in profiles]),
        travel=_medians([profile.travel for profile in profiles]),
    )


def middle_level(criterion: Criterion, levels: Iterable[str]) -> str:
    """Give the level in the middle of these; '' where two are, and differ, or there are none."""
    order = [level.id for level in criterion.levels]
    positions = sorted(order.index(level) for level in levels)
    if not positions:
        return ""
    low, high = positions[(len(positions) - 1) // 2], positions[len(positions) // 2]
    return order[low] if low == high else ""


def danger_levels(rules: Rules) -> Mapping[str, frozenset[str]]:
    """Give by criterion the levels at which a caution about danger can hold."""
    by_criterion: dict[str, set[str]] = {}
    for caution in rules.cautions:
        for condition in caution.when if caution.danger else ():
            by_criterion.setdefault(condition.criterion, set()).update(condition.levels)
    return {criterion: frozenset(levels) for criterion, levels in by_criterion.items()}


def own_answer(profile: Profile, criterion: str, segment: str) -> Answer | None:
    """Give a profile's answer for one group of clients: the group's own, or else everyone's."""
    for group in profile.segments:
        if same_name(group.name) == same_name(segment):
            own = group.answers.get(criterion)
            if own is not None and own.state != "not_asked":
                return own
    return profile.answers.get(criterion)


def _combined(
    criterion: Criterion, answers: Sequence[Answer | None], rules: Rules
) -> Answer | None:
    """Combine the answers to one question; None where nobody was asked."""
    given_answers = [answer for answer in answers if answer is not None]
    levels = [answer.level for answer in given_answers if answer.state == "answered"]
    if not levels:
        states: list[State] = ["refused", "not_known"]
        state = next(
            (s for s in states if any(answer.state == s for answer in given_answers)), None
        )
        return Answer(state, "") if state else None
    dangers = danger_levels(rules).get(criterion.id, frozenset())
    dangerous = [level for level in levels if level in dangers]
    level = _most_common(criterion, dangerous) if dangerous else middle_level(criterion, levels)
    return Answer("answered", level) if level else Answer("not_known", "")


def _most_common(criterion: Criterion, levels: Sequence[str]) -> str:
    """Give the level named most often; of equal ones the last in the rules' order."""
    order = [level.id for level in criterion.levels]
    count = Counter(levels)
    return max(count, key=lambda level: (count[level], order.index(level)))


def _majority(words: Sequence[str]) -> str:
    word, times = next(iter(Counter(words).most_common(1)), ("", 0))
    return word if 2 * times > len(words) else ""


def _criteria_of_groups(
    profiles: Sequence[Profile], criteria: Sequence[Criterion]
) -> frozenset[str]:
    """List what is answered for each group of clients: needs, and what anyone answered there."""
    if not profiles[0].segments:
        return frozenset()
    answered = {
        criterion
        for profile in profiles
        for segment in profile.segments
        for criterion, answer in segment.answers.items()
        if answer.state != "not_asked"
    }
    return frozenset(c.id for c in criteria if c.group == "need" or c.id in answered)


def _segments(
    profiles: Sequence[Profile], rules: Rules, criteria: Sequence[Criterion]
) -> tuple[Segment, ...]:
    names = [segment.name for segment in profiles[0].segments]
    if not names:
        return ()
    shares = _shares(profiles, names)
    parts = whole_parts(shares or [Fraction(1)] * len(names))
    segments = []
    for number, name in enumerate(names):
        answers = {
            c.id: answer
            for c in criteria
            if (answer := _combined(c, [own_answer(p, c.id, name) for p in profiles], rules))
        }
        share = f"{_decimal(shares[number] * _HUNDRED)}%" if shares else NOT_KNOWN
        segments.append(Segment(name, parts[number], share, answers, share_known=bool(shares)))
    return tuple(segments)


def _shares(profiles: Sequence[Profile], names: Sequence[str]) -> list[Fraction]:
    """Give the mean share of each group over those who know all shares; empty if nobody does."""
    known = [p for p in profiles if all(segment.share_known for segment in p.segments)]
    means = [Fraction(0)] * len(names)
    for profile in known:
        total = sum(segment.part for segment in profile.segments)
        by_name = {same_name(s.name): Fraction(s.part, total) for s in profile.segments}
        for number, name in enumerate(names):
            means[number] += by_name[same_name(name)] / len(known)
    return means if known else []


def _quantities(profiles: Sequence[Profile], rules: Rules) -> dict[str, str]:
    """Give the median of each number; without a part that is larger than its whole."""
    medians = _medians([profile.quantities for profile in profiles])
    for criterion in rules.criteria.values():
        part, whole = (medians.get(quantity) for quantity in (criterion.counts, criterion.per))
        if part and whole and is_part_of_whole(criterion) and Fraction(part) > Fraction(whole):
            del medians[criterion.counts]
    return {quantity: medians[quantity] for quantity in rules.quantities if quantity in medians}


def _medians(numbers: Sequence[Mapping[str, str]]) -> dict[str, str]:
    keys = dict.fromkeys(key for quantities in numbers for key in quantities)
    return {
        key: median([quantities[key] for quantities in numbers if key in quantities])
        for key in keys
    }


def median(numbers: Sequence[str]) -> str:
    """Give the median of numbers as written: of an even count the mean of the middle two."""
    ordered = sorted(numbers, key=Fraction)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return (
        low if Fraction(low) == Fraction(high) else _decimal((Fraction(low) + Fraction(high)) / 2)
    )


def _decimal(number: Fraction) -> str:
    """Write a number as a decimal: exactly if it is one, else with six places."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    text = f"{exact:f}" if Fraction(exact) == number else f"{float(number):.6f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
