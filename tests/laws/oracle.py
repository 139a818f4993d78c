"""What would be recommended for other answers: plain, slow and apart from the engine's choosing.

Points are the engine's own, which `tests/second` holds to the formula; who can be run, who is
recommended and what is shown of a tiered hybrid is worked out anew, for brute force on small cases.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import ceil, floor, prod
from random import Random

from casemodel.engine import questions
from casemodel.engine.questions import Question
from casemodel.knowledge.values import Requirement
from casemodel.profiles.values import Profile
from tests.laws.looks import all_levels, at_levels, considered
from tests.laws.recipes import Case

Levels = Mapping[Question, str]


class Oracle:
    """One case, to be asked what would be recommended at any levels."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.engine = considered(case)
        self.board = self.engine.choice.board
        self.levels = all_levels(case)
        self.open = [q for q in questions.questions_of(case.rules, case.profile)
                     if q not in self.levels]  # fmt: skip
        self.every = range(len(self.board.alternatives))
        self.ids = [a.id for a in self.board.alternatives]
        self.margin = 10 * case.rules.hybrid_margin
        self.needs = {
            q
            for q, at in self.board.asked.items()
            if case.rules.criteria[at.criterion].group == "need"
        }

    def sums(self, levels: Levels) -> list[int]:
        """Each alternative's score, in the board's units."""
        rows = [self.board.points[q][level] for q, level in levels.items()]
        return [sum(column) for column in zip(self.board.start, *rows, strict=True)]

    def need(self, levels: Levels) -> list[int]:
        """Each alternative's points from needs."""
        rows = [self.board.points[q][level] for q, level in levels.items() if q in self.needs]
        return [sum(column) for column in zip([0] * len(self.ids), *rows, strict=True)]

    def tenths(self, total: int) -> int:
        """A score as printed."""
        return floor(Fraction(total * 10, self.board.unit) + Fraction(1, 2))

    def states(self, index: int, levels: Levels) -> list[str]:
        """Of each must of the alternative: met, unmet or to_confirm."""
        if self.case.options.fit_only or holder(self.case) is None:
            return []
        alternative = self.board.alternatives[index]
        return [
            state_of(self.case, alternative.serves, alternative.parts, part, requirement, levels)
            for part, requirement in requirements(self.case, alternative.id)
            if requirement.strength == "must"
        ]

    def good(self, levels: Levels) -> list[tuple[int, int]]:
        """What may be recommended: index and printed score."""
        sums, needs = self.sums(levels), self.need(levels)
        return [
            (i, tenths)
            for i in self.every
            if needs[i] >= 0
            and (tenths := self.tenths(sums[i])) > 500
            and "unmet" not in self.states(i, levels)
        ]

    def recommended(self, levels: Levels) -> str:
        """The id of what is recommended at these levels, or empty."""
        good = self.good(levels)
        hybrids = self.case.rules.hybrids
        best = min(((-t, self.ids[i]) for i, t in good if self.ids[i] not in hybrids), default=None)
        other = min(((-t, self.ids[i]) for i, t in good if self.ids[i] in hybrids), default=None)
        if other and (best is None or best[0] - other[0] > self.margin):
            return other[1]
        return best[1] if best else ""

    def completions(self) -> Iterator[dict[Question, str]]:
        """Every way of answering all that is open."""
        for levels in product(*(self.board.points[q] for q in self.open)):
            yield {**self.levels, **dict(zip(self.open, levels, strict=True))}


def no_staff(oracle: Oracle, index: int) -> bool:
    """Whether a must is unmet whatever is answered."""
    return "unmet" in oracle.states(index, {})


def narrowed(case: Case, pick: int, most: int) -> Case:
    """The case with open questions answered at random until there are at most so many ways to
    answer the rest.
    """
    oracle, random = Oracle(case), Random(pick)
    left = {q: list(oracle.board.points[q]) for q in oracle.open}
    found: dict[Question, str] = {}
    while prod(map(len, left.values())) > most:
        question = random.choice(list(left))
        found[question] = random.choice(left.pop(question))
    return at_levels(case, found)


def holder(case: Case) -> Profile | None:
    """Whose capacity counts: the organization's own, or that of a client's agency."""
    return case.profile if case.profile.kind == "organization" else case.profile.agency


def requirements(case: Case, alternative: str) -> list[tuple[str, Requirement]]:
    """What an alternative requires: all that its parts do, and what it does itself."""
    hybrid = case.rules.hybrids.get(alternative)
    parts = hybrid.parts if hybrid else (alternative,)
    found = [(part, r) for part in parts for r in case.rules.models[part].requirements]
    return found + [(alternative, r) for r in (hybrid.requirements if hybrid else ())]


def state_of(
    case: Case,
    serves: tuple[str, ...],
    parts: tuple[str, ...],
    part: str,
    requirement: Requirement,
    levels: Levels,
) -> str:
    """Whether a requirement is met at these levels: by numbers if they are known, or by answers."""
    counted = by_numbers(case, serves, parts, part, requirement)
    if counted:
        return counted
    owner = holder(case)
    known = dict(levels) if owner is case.profile else owner.levels() if owner else {}
    said = [known.get(c.criterion, "") in c.levels if c.criterion in known else None
            for c in requirement.met_by]  # fmt: skip
    if False in said:
        return "unmet"
    return "met" if said and None not in said else "to_confirm"


def by_numbers(
    case: Case,
    serves: tuple[str, ...],
    parts: tuple[str, ...],
    part: str,
    requirement: Requirement,
) -> str:
    """Whether there is staff for it; empty if the numbers do not say.

    Each case manager has one part's clients: in a tier what one part needs, another cannot have.
    """
    owner = holder(case)
    numbers = {q: Fraction(text) for q, text in owner.quantities.items()} if owner else {}
    have = numbers.get(requirement.counted_in)
    if have is None or (requirement.least is None and "clients" not in numbers):
        return ""
    if requirement.least is not None:
        return "met" if have >= requirement.least else "unmet"
    own = staff(case, serves, part, requirement)
    others = 0
    for other in parts if part in serves else ():
        if other != part:
            needed = [staff(case, serves, other, r) for r in case.rules.models[other].requirements]
            others += max(needed, default=0)
    enough = own <= have
    if requirement.counted_in == "case_managers":
        enough = own + others <= have
    elif "case_managers" in numbers:
        enough = enough and (not others or own + others <= numbers["case_managers"])
    return "met" if enough else "unmet"


def staff(case: Case, serves: tuple[str, ...], part: str, requirement: Requirement) -> int:
    """How many a requirement needs for the clients of its part; 0 if it is in no such number."""
    owner = holder(case)
    if requirement.clients_each is None or owner is None:
        return 0
    served = Fraction(owner.quantities["clients"])
    if serves and part in serves:
        parts = [s.part for s in case.profile.segments]
        own = sum(size for size, by in zip(parts, serves, strict=True) if by == part)
        served = served * own / sum(parts)
    return ceil(served / requirement.clients_each)
