"""Axiom 20: the same answers in another way of writing are the same profile, or refused alike."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from casemodel.files.problems import ProblemsFound
from casemodel.profiles import reader as profile_files
from casemodel.profiles.answers import UNANSWERED_WORDS
from casemodel.profiles.values import Answer, Profile
from tests.laws.looks import assessed, said, unsegmented
from tests.laws.recipes import Case
from tests.laws.strategies import over_read, over_shipped

WORDS = {state: word for word, state in UNANSWERED_WORDS.items()}
Scalar = Callable[[str], str]


def _number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _more_digits(text: str) -> str:
    return text + ("0" if "." in text else ".0") if _number(text) else text


SCALARS: tuple[Scalar, ...] = (
    lambda text: f'"{text}"',
    lambda text: f"'{text}'",
    lambda text: f"{text}  # as told",
    _more_digits,
    lambda text: f"'{_more_digits(text)}'",
)


def written(profile: Profile, scalar: Scalar) -> str:
    """A profile in YAML, each answer, number and weight written in one way."""
    lines = ["schema: 1", f"kind: {profile.kind}"]
    lines += _answers(profile, scalar, "")
    if profile.agency is not None:
        lines += ["agency:", *_answers(profile.agency, scalar, "  ")]
    if profile.weights:
        lines += ["weights:", *(f"  {c}: {scalar(w)}" for c, w in profile.weights.items())]
    if profile.priorities:
        lines += ["priorities:", *(f"  - {c}" for c in profile.priorities)]
    return "\n".join(lines) + "\n"


def in_json(profile: Profile) -> str:
    """The same in JSON."""

    def answers(owner: Profile) -> dict[str, object]:
        words = {c: _word(a) for c, a in owner.answers.items()}
        return {**words, **{q: json.loads(text) for q, text in owner.quantities.items()}}

    whole: dict[str, object] = {"schema": 1, "kind": profile.kind, "answers": answers(profile)}
    if profile.agency is not None:
        whole["agency"] = {"answers": answers(profile.agency)}
    if profile.weights:
        whole["weights"] = {c: json.loads(w) for c, w in profile.weights.items()}
    if profile.priorities:
        whole["priorities"] = list(profile.priorities)
    return json.dumps(whole, indent=1)


def _word(answer: Answer) -> str:
    return answer.level or WORDS[answer.state]


def _answers(profile: Profile, scalar: Scalar, before: str) -> list[str]:
    words = {c: _word(a) for c, a in profile.answers.items()} | dict(profile.quantities)
    if not words:
        return [f"{before}answers: {{}}"]
    return [f"{before}answers:", *(f"{before}  {c}: {scalar(text)}" for c, text in words.items())]


def outcome(case: Case, text: str) -> object:
    """What is said of a profile that is written so, or with which codes it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "profile.yaml"
        path.write_bytes(text.encode())
        try:
            profile = profile_files.load_profile(path, case.rules)
        except ProblemsFound as found:
            return sorted(problem.code for problem in found.problems)
    return said(assessed(case._replace(profile=profile)))


def _without_numbers_said_twice(case: Case) -> Profile:
    """The profile without levels that its numbers may contradict, and unknown numbers."""
    rules = case.rules

    def plain(profile: Profile) -> Profile:
        answers = {c: a for c, a in profile.answers.items() if not rules.criteria[c].counts}
        numbers = {q: n for q, n in profile.quantities.items() if q in rules.quantities}
        return profile._replace(answers=answers, quantities=numbers)

    agency = case.profile.agency
    return plain(case.profile)._replace(agency=plain(agency) if agency else None)


def check_written(case: Case, pick: int) -> None:
    """Plain or quoted, with a comment, more zeros, other line ends or in JSON."""
    case = unsegmented(case._replace(profile=_without_numbers_said_twice(case)))
    plain = written(case.profile, lambda text: text)
    others = [written(case.profile, scalar) for scalar in SCALARS]
    others += [plain.replace("\n", "\r\n"), "\ufeff" + plain, in_json(case.profile)]
    assert outcome(case, others[pick % len(others)]) == outcome(case, plain)


test_written = over_read(check_written)
test_written_shipped = over_shipped(check_written)
