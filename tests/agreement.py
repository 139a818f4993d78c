"""How often the tool puts first what the literature names: `python -m tests.agreement`.

The profiles under `tests/vignettes/` were encoded from descriptions alone and committed before
`tests/vignettes-expected.yaml` was opened. Agreement is a check on the questions and the ratings,
and no rating may be bent for it.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from casemodel.engine.assessment import assess
from casemodel.explanation.numbers import printed
from casemodel.knowledge.bundled import load_rules
from casemodel.profiles.reader import load_profile

HERE = Path(__file__).parent


class Case(NamedTuple):
    """One vignette: what was expected and what came out, best first.

    `ranking` and `scores` are of the models; `hybrids` the parts of the hybrids, best first; `pair`
    the two models that were combined, if any.
    """

    id: str
    kind: str
    primary: str
    also: tuple[str, ...]
    cues: str
    ranking: tuple[str, ...]
    scores: tuple[str, ...]
    recommended: str
    pair: frozenset[str]
    hybrids: tuple[frozenset[str], ...]

    @property
    def primary_first(self) -> bool:
        """The model used or tested comes first."""
        return self.ranking[0] == self.primary

    @property
    def acceptable_first(self) -> bool:
        """A model that a fair expert could put first comes first."""
        return self.ranking[0] in (self.primary, *self.also)

    @property
    def in_first_two(self) -> bool:
        """The model used or tested, or an acceptable one, is among the first two."""
        return bool({self.primary, *self.also} & set(self.ranking[:2]))

    @property
    def acceptable_recommended(self) -> bool:
        """The recommendation, hybrids and feasibility included, is acceptable."""
        parts = frozenset((self.recommended,))
        return self.recommended in (self.primary, *self.also) or parts == self.pair

    @property
    def pair_in_first_two(self) -> bool:
        """The pair that was combined is first or second among the hybrids."""
        return self.pair in self.hybrids[:2]


@cache
def cases() -> tuple[Case, ...]:
    """Assess every vignette under the shipped rules, once."""
    rules = load_rules()
    found_cases = []
    for expected in yaml.safe_load((HERE / "vignettes-expected.yaml").read_text("utf-8")):
        profile = load_profile(str(HERE / "vignettes" / f"{expected['id']}.yaml"), rules)
        assessment = assess(rules, profile)
        ranking = [s for s in assessment.ranking if s.kind == "model"]
        hybrids = [frozenset(s.parts) for s in assessment.ranking if s.kind == "hybrid"]
        found_cases.append(
            Case(
                id=expected["id"],
                kind=profile.kind,
                primary=expected["primary"],
                also=tuple(expected["also"]),
                cues=expected["cues"],
                ranking=tuple(s.id for s in ranking),
                scores=tuple(printed(s.tenths) for s in ranking),
                recommended=assessment.recommended,
                pair=frozenset(expected["hybrid"]),
                hybrids=tuple(dict.fromkeys(hybrids)),
            )
        )
    return tuple(found_cases)


def table(all_cases: tuple[Case, ...], by: str, key: Callable[[Case], str]) -> str:
    """Counts of agreement for every group of cases that share a key."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in all_cases:
        groups[key(case)].append(case)
    lines = [
        (
            f"{by:18} {'cases':>6} {'primary':>8} {'acceptable':>11} {'first two':>10} "
            f"{'recommended':>12}"
        )
    ]
    for name in sorted(groups):
        group = groups[name]
        lines.append(
            f"{name:18} {len(group):6} {sum(c.primary_first for c in group):8} "
            f"{sum(c.acceptable_first for c in group):11} {sum(c.in_first_two for c in group):10} "
            f"{sum(c.acceptable_recommended for c in group):12}"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the agreement as a whole, by model, by kind, by cues, and every disagreement."""
    all_cases = cases()
    print(table(all_cases, "all", lambda _: "all"), end="\n\n")
    print(table(all_cases, "model named", lambda c: c.primary), end="\n\n")
    print(table(all_cases, "kind", lambda c: c.kind), end="\n\n")
    print(table(all_cases, "cues in the text", lambda c: c.cues), end="\n\n")
    combined = [case for case in all_cases if case.pair]
    pairs = sum(case.pair_in_first_two for case in combined)
    print(f"hybrid named: the pair is first or second among hybrids in {pairs} of {len(combined)}")
    displaced = [c.id for c in all_cases if c.acceptable_first and not c.acceptable_recommended]
    print(f"a right model displaced by a hybrid or by feasibility: {len(displaced)}", end="\n\n")
    for case in all_cases:
        if not case.primary_first:
            ranking = ", ".join(f"{m} {s}" for m, s in zip(case.ranking, case.scores, strict=True))
            also = f" (also acceptable: {', '.join(case.also)})" if case.also else ""
            print(f"{case.id}: expected {case.primary}{also}; got {ranking}")


if __name__ == "__main__":
    main()
