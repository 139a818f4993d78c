"""How many questions an interview saves: `python -m tests.interview_savings [FILLS]`.

Each example profile of a client, and each vignette of one, is interviewed from an empty profile by
someone who answers what the profile says. What it leaves open is answered in two ways: 'not known';
and at random by the levels' shares, FILLS times (20 if not given), seeded. The table gives how many
questions were asked until the interview offers to stop, of all there are; and after how many it
said that no single answer can change first place. Then the same for organizations without segments,
whose numbers are asked in words here. At the end: what a step costs, from a typed line to the next
question, in milliseconds of the processor's time.
"""

import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from casemodel.engine.deviations import share_parts
from casemodel.interview.steps import begin, step
from casemodel.interview.values import Ask, Describe, State
from casemodel.knowledge.bundled import load_rules, profiles_directory
from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.draft import draft_of
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Profile
from casemodel.render.profile_template import beginning, template

FILLS = 20
VIGNETTES = Path(__file__).parent / "vignettes"

Levels = Mapping[str, str]


class Held(NamedTuple):
    """An interview up to the offer to stop, or to its end.

    `asked` are the questions asked, `alone` how many of them when no single answer could change
    first place any more. `steps` is what each step took, in seconds of the processor's time.
    `vignette` is whether the profile is a vignette and no example.
    """

    asked: tuple[str, ...]
    alone: int
    steps: tuple[float, ...]
    state: State
    vignette: bool = False


def held(rules: Rules, kind: Kind, answers: Levels, text: str = "") -> Held:
    """Interview someone who gives these answers, and says 'not known' to everything else.

    The interview begins with a profile's text, if one is given.
    """
    state = begin(draft_of((text or beginning(kind)).encode(), kind, rules), rules)
    while isinstance(state.now, Describe):
        state = step(state, "p")
    keys_asked: dict[str, None] = {}
    alone, steps = 0, []
    while isinstance(state.now, Ask):
        keys_asked[state.now.question] = None
        line = "w" if state.now.by_number else answers.get(state.now.key, "d")
        start = time.process_time()
        state = step(state, line)
        steps.append(time.process_time() - start)
        if not alone and any(remark.id == "settled_alone" for remark in state.remarks):
            alone = len(keys_asked)
    return Held(tuple(keys_asked), alone or len(keys_asked), tuple(steps), state)


def profiles(rules: Rules, kind: Kind) -> Iterator[tuple[str, Profile]]:
    """The examples and vignettes of this kind, by name; none with segments."""
    for path in [*sorted(profiles_directory().glob("*/*.yaml")), *sorted(VIGNETTES.glob("*.yaml"))]:
        profile = load_profile(path, rules)
        if profile.kind == kind and not profile.segments:
            yield path.stem, profile


def filled(rules: Rules, kind: Kind, levels: Levels, seed: str) -> Levels:
    """The answers, and one by the levels' shares to every other question."""
    rng = random.Random(seed)
    drawn = {
        c.id: rng.choices([level.id for level in c.levels], share_parts(c))[0]
        for c in rules.criteria_for(kind)
    }
    return {**drawn, **levels}


def main() -> int:
    fills = int(sys.argv[1]) if len(sys.argv) > 1 else FILLS
    rules = load_rules()
    for kind in KINDS:
        every = len(rules.criteria_for(kind))
        print(f"{kind}: asked until the offer to stop, of {every}; rest not known | rest at random")
        known, drawn = [], []
        for name, profile in profiles(rules, kind):
            interview = held(rules, kind, profile.levels())
            more = [
                held(rules, kind, filled(rules, kind, profile.levels(), f"{name} {number}"))
                for number in range(fills)
            ]
            known.append(interview._replace(vignette=(VIGNETTES / f"{name}.yaml").exists()))
            drawn += more
            mean = statistics.mean(len(h.asked) for h in more)
            print(f"  {name:26}{len(interview.asked):4} | {mean:5.1f}")
        examples = [h for h in known if not h.vignette]
        for word, all_held in (
            ("examples, rest not known", examples),
            ("all, rest not known", known),
            ("all, rest at random", drawn),
        ):
            mean = statistics.mean(len(h.asked) for h in all_held)
            alone = statistics.mean(h.alone for h in all_held)
            print(
                f"  mean of {word}: {mean:.1f} asked, {every - mean:.1f} of {every} saved "
                f"({1 - mean / every:.0%}); no single answer could change it after {alone:.1f}"
            )
    _report_speed(rules)
    return 0


def _report_speed(rules: Rules) -> None:
    """What a step costs, also in a long file and with groups of clients."""
    groups = (profiles_directory() / "organizations" / "two_groups.yaml").read_text(
        encoding="utf-8"
    )
    starts: dict[str, tuple[Kind, str]] = {
        "a client from nothing": ("client", ""),
        "an organization from nothing": ("organization", ""),
        "an organization in a full template": (
            "organization",
            template(rules, "organization", full=True),
        ),
        "an organization with two groups": ("organization", groups),
    }
    for name, (kind, text) in starts.items():
        first = {c.id: c.levels[0].id for c in rules.criteria_for(kind)}
        steps = held(rules, kind, first, text).steps
        print(
            f"a step, {name}: median {statistics.median(steps) * 1000:.0f} ms, "
            f"slowest {max(steps) * 1000:.0f} ms"
        )


if __name__ == "__main__":
    sys.exit(main())
