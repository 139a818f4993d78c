"""Who comes first, for thousands of profiles: the engine's tables summed without the explanations.

`tests/laws/test_home_advantage.py` holds it to the engine's own scores.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random

from casemodel.engine.deviations import model_tables
from casemodel.engine.scoring import round_half_up
from casemodel.knowledge.criteria import Criterion, Kind
from casemodel.knowledge.values import Rules

Levels = Mapping[str, str]


def shares(criterion: Criterion) -> dict[str, Fraction]:
    """How often each level is expected: by its share, or evenly what the others leave."""
    stated = [level.share for level in criterion.levels if level.share is not None]
    left = Fraction(100 - sum(stated), max(1, len(criterion.levels) - len(stated)))
    return {
        level.id: (left if level.share is None else Fraction(level.share)) / 100
        for level in criterion.levels
    }


def filled(
    rules: Rules, kind: Kind, fixed: Levels, number: int, random: Random
) -> Iterator[Levels]:
    """Profiles with these answers, all others drawn by the levels' shares."""
    criteria = rules.criteria_for(kind)
    drawn = {}
    for criterion in criteria:
        chances = {level: float(share) for level, share in shares(criterion).items()}
        drawn[criterion.id] = random.choices(list(chances), list(chances.values()), k=number)
        if criterion.id in fixed:
            drawn[criterion.id] = [fixed[criterion.id]] * number
    for row in zip(*drawn.values(), strict=True):
        yield dict(zip(drawn, row, strict=True))


class FirstPlaces:
    """Counts first places; a tie counts for each."""

    def __init__(self, rules: Rules, kind: Kind) -> None:
        built = model_tables(rules, kind)
        weights = {c.id: c.weight for c in rules.criteria_for(kind)}
        self._tables = [
            (
                table.model,
                table.spread,
                [
                    (c, {level: weights[c] * d for level, d in row.items()})
                    for c, row in table.deviations.items()
                ],
            )
            for table in built
        ]
        self.counts: Counter[str] = Counter({table.model: 0 for table in built})

    def tenths(self, levels: Levels) -> dict[str, int]:
        """The printed score of each model for a profile with every answer."""
        return {
            model: round_half_up(500 * (spread + sum(row[levels[c]] for c, row in rows)), spread)
            for model, spread, rows in self._tables
        }

    def add(self, levels: Levels) -> None:
        """Count who comes first for this profile."""
        by_model = self.tenths(levels)
        best = max(by_model.values())
        self.counts.update(model for model, tenths in by_model.items() if tenths == best)
