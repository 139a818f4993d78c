"""The engine's options, from those of the command line, checked against the rules."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from casemodel.cli.options import CliOptions
from casemodel.engine.decision_problem import Options
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.render.safe import harmless

Read = TypeVar("Read")


def options_for(chosen_options: CliOptions, rules: Rules, kind: Kind) -> Options:
    """Make the engine's options for a profile of this kind. Raises WrongUse."""
    return Options(
        basis=chosen_options.basis,
        factors=_factors(chosen_options.weight or (), rules, kind),
        priorities=_priorities(chosen_options.priorities, rules, kind),
        fit_only=chosen_options.fit_only,
        draws=chosen_options.draws,
    )


def pairs(option: str, words: Sequence[str], example: str) -> tuple[tuple[str, str], ...]:
    """Split words of the form 'criterion=value' into pairs. Raises WrongUse."""
    text_pairs = []
    for word in words:
        name, mark, value = word.partition("=")
        if not (name.strip() and mark and value.strip()):
            raise WrongUse(f"{option} takes a criterion, = and a value, such as {example}.")
        text_pairs.append((name.strip(), value.strip()))
    return tuple(text_pairs)


def as_wrong_use(option: str, read: Callable[[], Read]) -> Read:
    """Give the result of `read`. Raises WrongUse, in one line, for the problems that it finds."""
    try:
        return read()
    except ProblemsFound as error:
        problems = " ".join(_in_a_line(problem) for problem in error.problems)
        raise WrongUse(f"{option}: {problems}") from None


def _in_a_line(problem: Problem) -> str:
    texts = [harmless(problem.message)]
    for label, text in (
        ("Found", problem.found),
        ("Did you mean", " or ".join(problem.nearest)),
        ("Expected", "" if problem.nearest else problem.expected),
    ):
        if text:
            end = "?" if label == "Did you mean" else "."
            texts.append(f"{label} {harmless(text)}{end}")
    return " ".join(texts)


def _factors(words: Sequence[str], rules: Rules, kind: Kind) -> Mapping[str, Fraction]:
    if not words:
        return {}
    from casemodel.profiles.changes_reader import parse_weights

    text_pairs = pairs("--weight", words, "acuity=2")
    factors = as_wrong_use("--weight", lambda: parse_weights(text_pairs, rules, kind))
    return {criterion: Fraction(text) for criterion, text in factors.items()}


def _priorities(text: str | None, rules: Rules, kind: Kind) -> tuple[str, ...]:
    if text is None:
        return ()
    from casemodel.profiles.changes_reader import parse_priorities

    words = [word.strip() for word in text.split(",")]
    return as_wrong_use("--priorities", lambda: parse_priorities(words, rules, kind))
