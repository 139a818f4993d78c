"""Which few questions settle most: `python -m tests.short_form [PROFILES]`.

Profiles are drawn at random by the levels' shares, seeded. Questions are taken one by one, each
time the one with which the recommendation on the questions taken so far is most often that on all
answers; fit alone, since what can be run is checked apart. For a client the questions on danger are
taken beforehand: they decide what must be done first, whatever the model. The table gives, after
each question, how often the two recommendations are the same, and the same for the short form that
stands in the rules.
"""

import random
import sys
from collections.abc import Iterable, Sequence

from casemodel.engine.decision_problem import DecisionProblem, Options, set_up
from casemodel.engine.deviations import share_parts
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile

PROFILES = 1000
QUESTIONS: dict[Kind, int] = {"client": 9, "organization": 8}
"""How many questions a short form has: eight, and one more for the third question on danger."""

Levels = dict[str, str]


class Drawn:
    """Profiles with every question answered, and how often a few of them recommend the same."""

    def __init__(self, rules: Rules, kind: Kind, profiles: int) -> None:
        empty = Profile(kind, "", "", {}, {})
        self.problem: DecisionProblem = set_up(rules, empty, Options(fit_only=True))
        self.kind = kind
        self.criteria = rules.criteria_for(kind)
        rng = random.Random(f"{kind} {profiles}")
        self.all = [self._drawn(rng) for _ in range(profiles)]
        self.wanted = [self._recommended(levels) for levels in self.all]

    def _drawn(self, rng: random.Random) -> Levels:
        return {
            c.id: rng.choices([level.id for level in c.levels], share_parts(c))[0]
            for c in self.criteria
        }

    def _recommended(self, levels: Levels) -> str:
        number = self.problem.choose(levels).recommended
        return "" if number is None else self.problem.setting.alternatives[number].id

    def agreement(self, questions: Iterable[str]) -> float:
        """In which part of the profiles these answers alone recommend what all answers do."""
        asked_questions = list(questions)
        same = sum(
            self._recommended({q: levels[q] for q in asked_questions}) == model
            for levels, model in zip(self.all, self.wanted, strict=True)
        )
        return same / len(self.all)


def dangers(rules: Rules) -> tuple[str, ...]:
    """The questions on which a caution about danger depends."""
    return tuple(dict.fromkeys(c.criterion for d in rules.cautions if d.danger for c in d.when))


def taken_one_by_one(drawn: Drawn, first: Sequence[str]) -> tuple[str, ...]:
    """The questions of a short form, each the one that helps most beside those before it."""
    questions = list(first)
    while len(questions) < QUESTIONS[drawn.kind]:
        left = [c.id for c in drawn.criteria if c.id not in questions]
        questions.append(max(left, key=lambda q: (drawn.agreement([*questions, q]), q)))
    return tuple(questions)


def main() -> int:
    profiles = int(sys.argv[1]) if len(sys.argv) > 1 else PROFILES
    rules = load_rules()
    for kind in KINDS:
        drawn = Drawn(rules, kind, profiles)
        questions = taken_one_by_one(drawn, dangers(rules) if kind == "client" else ())
        print(f"{kind}: {len(drawn.criteria)} questions, {profiles} profiles")
        for number in range(1, len(questions) + 1):
            share = drawn.agreement(questions[:number])
            print(f"  {number} {questions[number - 1]:28}{share:6.1%}")
        form = rules.short_forms.get(kind)
        if form:
            print(f"  the short form of the rules: {drawn.agreement(form.ask):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
