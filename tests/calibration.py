"""How often a stability word keeps its promise: `python -m tests.calibration [FILLS]`.

Every encoded case (the vignettes and the example profiles) loses answers at random, so that 3, 5
and 7 of ten are kept, FILLS times each (twice if not given), seeded. The table says for each
stability word how many trials it was used in, and in how many the recommendation is the same with
all answers. Numbers, such as counts of clients, are kept: without them posts are not known.
A second table says the same of each word for completeness, where a model was recommended.
"""

import random
import sys
from collections import Counter
from pathlib import Path

from casemodel.engine.assessment import assess
from casemodel.explanation.words import band_word
from casemodel.knowledge.bundled import load_rules, profiles_directory
from casemodel.knowledge.values import Rules
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Answer, Profile

FILLS = 2
KEPT = (3, 5, 7)  # of ten answers
VIGNETTES = Path(__file__).parent / "vignettes"


def cases(rules: Rules) -> dict[str, Profile]:
    """Read the encoded cases, by file name."""
    paths = [*sorted(VIGNETTES.glob("*.yaml")), *sorted(profiles_directory().glob("*/*.yaml"))]
    return {path.stem: load_profile(path, rules) for path in paths}


def some_hidden(profile: Profile, tenths: int, seed: str) -> Profile:
    """Keep about `tenths` of ten answers, of the whole and of each group of clients."""
    rng = random.Random(seed)

    def sample(answers: dict[str, Answer]) -> dict[str, Answer]:
        names = sorted(answers)
        chosen = set(rng.sample(names, round(len(names) * tenths / 10)))
        return {name: answer for name, answer in answers.items() if name in chosen}

    segments = tuple(s._replace(answers=sample(dict(s.answers))) for s in profile.segments)
    return profile._replace(answers=sample(dict(profile.answers)), segments=segments)


def main() -> int:
    """Print the table for each part of the answers kept, and for all."""
    fills = int(sys.argv[1]) if len(sys.argv) > 1 else FILLS
    rules = load_rules()
    trials: Counter[tuple[int, str]] = Counter()
    same: Counter[tuple[int, str]] = Counter()
    by_word: Counter[str] = Counter()
    stayed: Counter[str] = Counter()
    for name, profile in cases(rules).items():
        recommended = assess(rules, profile).recommended
        for tenths in KEPT:
            for fill in range(fills):
                hidden = some_hidden(profile, tenths, f"{name} {tenths} {fill}")
                assessment = assess(rules, hidden)
                percent = 100 * assessment.stability.same / assessment.stability.tries
                word = band_word(rules.method.stability_words, percent)
                trials[tenths, word] += 1
                same[tenths, word] += assessment.recommended == recommended
                if assessment.recommended and percent >= rules.method.clear_from:
                    share = 100 * float(assessment.completeness.share)
                    completeness = band_word(rules.method.completeness_words, share)
                    by_word[completeness] += 1
                    stayed[completeness] += assessment.recommended == recommended
    print(f"{'kept':>10}  {'stability':16}{'trials':>8}{'same with all answers':>24}")
    words = [band.word for band in rules.method.stability_words]
    for label, parts in [*((f"{tenths} of ten", (tenths,)) for tenths in KEPT), ("all", KEPT)]:
        for word in words:
            used = sum(trials[tenths, word] for tenths in parts)
            held = sum(same[tenths, word] for tenths in parts)
            print(f"{label:>10}  {word:16}{used:8}{held:24}")
    print(f"\n{'':>10}  {'completeness':16}{'trials':>8}{'same with all answers':>24}")
    for band in rules.method.completeness_words:
        print(f"{'':>10}  {band.word:16}{by_word[band.word]:8}{stayed[band.word]:24}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
