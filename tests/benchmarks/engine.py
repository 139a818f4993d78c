"""How long the engine alone takes: `python -m tests.benchmarks.engine [ROUNDS]`.

No process is started and no file read while the clock runs. Every step is given as a ratio to the
full rule alone, applied to a problem that is set up, in the same round, so that a slow moment of
the machine falls on all of them; the table gives medians.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping

from casemodel.engine.assessment import assess
from casemodel.engine.counterfactual import smallest_switch_to
from casemodel.engine.decision_problem import Options, set_up
from casemodel.explanation.explain import explain
from casemodel.knowledge.bundled import load_rules, profiles_directory
from casemodel.knowledge.values import Rules
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Answer, Profile, Segment

ROUNDS = 30
WARMING = 3
BASE = "the full rule: full"
STABLE = {"obstacle_access": "main", "complexity": "one", "acuity": "stable", "crisis": "rare"}
IN_NEED = {"complexity": "many", "acuity": "acute", "crisis": "any_hour", "hospital_use": "high"}

Step = Callable[[], object]


def main() -> int:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    rules = load_rules()
    full = load_profile(profiles_directory() / "organizations" / "county_agency.yaml", rules)
    half = load_profile(profiles_directory() / "organizations" / "half_empty.yaml", rules)
    report(measure(steps(rules, full, half), rounds))
    return 0


def steps(rules: Rules, full: Profile, half: Profile) -> dict[str, Step]:
    """What is timed, by name."""
    two = in_segments(full, STABLE, IN_NEED)
    three = in_segments(full, STABLE, {}, IN_NEED)
    profiles = {
        "full": full,
        "half empty": half,
        "full, two segments": two,
        "full, three segments": three,
    }
    problems = {name: set_up(rules, profile) for name, profile in profiles.items()}
    whole = problems["full"]
    few = Options(draws=1)
    timed: dict[str, Step] = {
        BASE: lambda: whole.choose(whole.levels),
        "set up only: full": lambda: set_up(rules, full),
        "assess and explain: full, one try": lambda: explain(assess(rules, full, few)),
    }
    for name, profile in profiles.items():
        timed[f"assess: {name}"] = lambda profile=profile: assess(rules, profile)
    for name, profile in profiles.items():
        timed[f"assess and explain: {name}"] = lambda profile=profile: explain(
            assess(rules, profile)
        )
    models = [model.id for model in rules.scored_models()]
    for name, problem in problems.items():
        timed[f"what would make each model first: {name}"] = lambda problem=problem: [
            smallest_switch_to(problem, model) for model in models
        ]
    return timed


def in_segments(profile: Profile, *needs: Mapping[str, str]) -> Profile:
    """The profile in segments of equal size, with answers of their own."""
    parts = tuple(
        Segment(
            f"segment {number}",
            1,
            "1",
            {c: Answer("answered", level) for c, level in levels.items()},
        )
        for number, levels in enumerate(needs, start=1)
    )
    return profile._replace(segments=parts)


def measure(timed: Mapping[str, Step], rounds: int) -> dict[str, list[float]]:
    """The seconds each step takes, a figure a round."""
    times: dict[str, list[float]] = {name: [] for name in timed}
    for number in range(-WARMING, rounds):
        for name, step in timed.items():
            start = time.perf_counter()
            step()
            if number >= 0:
                times[name].append(time.perf_counter() - start)
    return times


def report(times: Mapping[str, list[float]]) -> None:
    """Print medians, and the median of the ratios to the base in the same round."""
    base = times[BASE]
    print(f"{'':52}{'median':>11}  {'ratio':>7}")
    for name, figures in times.items():
        ratio = statistics.median(f / b for f, b in zip(figures, base, strict=True))
        print(f"{name:52}{statistics.median(figures) * 1000:8.2f} ms  {ratio:7.1f}")


if __name__ == "__main__":
    sys.exit(main())
