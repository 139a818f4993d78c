"""A profile with some of its answers changed, to see what would then be recommended."""

from collections.abc import Iterator, Mapping

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.values import Rules
from casemodel.profiles.numbers import answer_of_quantities
from casemodel.profiles.values import UNANSWERED_WORDS, Answer, Profile, Segment

IN = "@"
"""The sign between a criterion and the segment to which a change is limited."""

Changes = Mapping[str, str]
"""A level by criterion, or by 'criterion@name of a segment', and a number by quantity.

A word for no answer can take the place of each.
"""


def with_changes(profile: Profile, changes: Changes, rules: Rules) -> Profile:
    """Replace answers of a profile by these.

    A change that names no segment holds for every segment. Answers that follow from a changed
    quantity change with it. Quantities that no longer agree with a changed answer are dropped. The
    changes must be valid, as those of `casemodel.profiles.changes_reader` are.
    """
    order = [c.id for c in rules.criteria_for(profile.kind)]
    numbers = {key: word for key, word in changes.items() if key in rules.quantities}
    if numbers:
        profile = _counted(profile, numbers, rules, order)
    whole = {
        key: _answer(word) for key, word in changes.items() if IN not in key and key not in numbers
    }
    dropped = frozenset(_no_longer_true(profile, whole, rules))
    return profile._replace(
        answers=_merged(profile.answers, whole, order),
        quantities={q: n for q, n in profile.quantities.items() if q not in dropped},
        segments=tuple(_segment(s, whole, changes, order) for s in profile.segments),
    )


def _counted(
    profile: Profile, numbers: Mapping[str, str], rules: Rules, order: list[str]
) -> Profile:
    """Replace quantities of a profile, and the answers that follow from them."""
    changed = {**profile.quantities, **numbers}
    known = {q: n for q, n in changed.items() if n not in UNANSWERED_WORDS}
    quantities = {q: known[q] for q in rules.quantities if known.get(q)}
    followed = {}
    for criterion in (rules.criteria[c] for c in order):
        if {criterion.counts, criterion.per} & set(numbers):
            answer = follows_from(criterion, quantities)
            if answer or follows_from(criterion, profile.quantities):
                followed[criterion.id] = answer or Answer("not_known", "")
    answers = {**profile.answers, **followed}
    return profile._replace(
        answers={c: answers[c] for c in order if c in answers}, quantities=quantities
    )


def follows_from(criterion: Criterion, quantities: Mapping[str, str]) -> Answer | None:
    """Give the answer that follows from the quantities, or None."""
    return answer_of_quantities(criterion, quantities) if criterion.counts else None


def _answer(word: str) -> Answer:
    if word in UNANSWERED_WORDS:
        return Answer(UNANSWERED_WORDS[word], "")
    return Answer("answered", word)


def _same(old: Answer | None, new: Answer) -> bool:
    """Say whether an answer stays the same, whatever its note."""
    return old is not None and (old.state, old.level) == (new.state, new.level)


def _merged(
    old: Mapping[str, Answer], new: Mapping[str, Answer], order: list[str]
) -> dict[str, Answer]:
    """Give all answers in canonical order; an unchanged answer keeps its note and number."""
    changed = {c: answer for c, answer in new.items() if not _same(old.get(c), answer)}
    both = {**old, **changed}
    return {c: both[c] for c in order if c in both}


def _segment(
    segment: Segment, whole: Mapping[str, Answer], changes: Changes, order: list[str]
) -> Segment:
    """Change a segment: first what changes for all clients, then what changes for it alone."""
    everywhere = {c: answer for c, answer in whole.items() if c in segment.answers}
    ending = IN + segment.name
    own = {
        key.removesuffix(ending): _answer(word)
        for key, word in changes.items()
        if key.partition(IN)[2] == segment.name
    }
    return segment._replace(answers=_merged(segment.answers, everywhere | own, order))


def _no_longer_true(profile: Profile, whole: Mapping[str, Answer], rules: Rules) -> Iterator[str]:
    """Yield the quantities that contradict the present answer to their criterion."""
    for name, answer in whole.items():
        criterion = rules.criteria[name]
        counted = [q for q in (criterion.counts, criterion.per) if q]
        known = all(q in profile.quantities for q in counted)
        if known and not _same(profile.answers.get(name), answer):
            yield from counted
