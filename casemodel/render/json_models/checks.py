"""Problems of files, the reports of checks, and the codes of problems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from casemodel.files.problems import Problem
from casemodel.knowledge.criteria import Kind
from casemodel.render.json_models.base import JsonOutput, head
from casemodel.texts.problems import ProblemText, is_advice
from casemodel.workshop.influence import Influence
from casemodel.workshop.lint.effects import Effects


@dataclass(frozen=True, kw_only=True)
class ProblemData:
    """One thing that is wrong, and its place; `line` and `column` count from 1, 0 is the file.

    No value of a client's file is ever shown.
    """

    code: str
    file: str
    line: int
    column: int
    message: str
    found: str = ""
    expected: str = ""
    nearest: tuple[str, ...] = ()
    source_line: str = ""


@dataclass(frozen=True, kw_only=True)
class ProblemsData:
    """The problems of the files that were read, instead of any answer."""

    schema_version: Literal[1]
    output: Literal["problems"]
    problems: tuple[ProblemData, ...]


@dataclass(frozen=True, kw_only=True)
class CheckData(JsonOutput):
    """The output of `check`: problems, then advice, each in the order of the places."""

    output: Literal["check"]
    files: tuple[str, ...]
    problems: tuple[ProblemData, ...]
    advice: tuple[ProblemData, ...]


@dataclass(frozen=True, kw_only=True)
class RulesCheckData(JsonOutput):
    """The output of `rules check`.

    `first` gives, by kind of profile and model, how many of `profiles` random profiles it comes
    first in. `ideas_decide` and `questions_decide` give, by kind, in how many of 100 random
    profiles an idea, or a question by itself, alone decides which model comes first; `step_worth`
    what one rating step is worth for each model. All are null where the rules cannot be read.
    """

    output: Literal["rules_check"]
    directory: str
    date: str
    profiles: int
    first: Mapping[Kind, Mapping[str, int]] | None
    ideas_decide: Mapping[Kind, Mapping[str, float]] | None
    questions_decide: Mapping[Kind, Mapping[str, float]] | None
    step_worth: Mapping[Kind, Mapping[str, float]] | None
    given_profiles: Mapping[Kind, int]
    given_decide: Mapping[Kind, Mapping[str, int]]
    problems: tuple[ProblemData, ...]
    advice: tuple[ProblemData, ...]


@dataclass(frozen=True, kw_only=True)
class CodeData:
    """A code and its meaning."""

    code: str
    severity: Literal["advice", "problem"]
    means: str


@dataclass(frozen=True, kw_only=True)
class CodeExampleData:
    """Lines that are wrong, and the same lines mended."""

    where: str
    wrong: str
    right: str


@dataclass(frozen=True, kw_only=True)
class ExplainCodeData(JsonOutput, CodeData):
    """The output of `explain` for one code."""

    output: Literal["explain"]
    why: str
    mend: str
    example: CodeExampleData


@dataclass(frozen=True, kw_only=True)
class CodesData(JsonOutput):
    """The output of `explain` without a code: every code."""

    output: Literal["explain"]
    codes: tuple[CodeData, ...]


def problems(findings: Sequence[Problem]) -> ProblemsData:
    """Build the output for problems of the files that were read."""
    return ProblemsData(
        schema_version=1, output="problems", problems=tuple(map(_problem, findings))
    )


def check(findings: Sequence[Problem], files: Sequence[str], tool_version: str) -> CheckData:
    """Build the report on profiles and house rules."""
    return CheckData(**head("check", tool_version), files=tuple(files), **_sorted(findings))


def rules_check(
    findings: Sequence[Problem],
    directory: str,
    date: str,
    profiles: int,
    tried: Effects | None,
    on_given: Mapping[Kind, tuple[Influence, ...]],
    tool_version: str,
) -> RulesCheckData:
    """Build the report on a rule base."""
    return RulesCheckData(
        **head("rules_check", tool_version),
        directory=directory,
        date=date,
        profiles=profiles,
        first=tried.first if tried else None,
        ideas_decide=_percents(tried.influences) if tried else None,
        questions_decide=_percents(tried.criteria) if tried else None,
        step_worth=_rounded(tried.step_worth) if tried else None,
        given_profiles={
            kind: influences[0].profiles for kind, influences in on_given.items() if influences
        },
        given_decide={
            kind: {influence.idea: influence.decided for influence in influences}
            for kind, influences in on_given.items()
        },
        **_sorted(findings),
    )


def _percents(
    measured: Mapping[Kind, tuple[Influence, ...]],
) -> dict[Kind, dict[str, float]]:
    return {
        kind: {influence.idea: round(influence.percent, 1) for influence in influences}
        for kind, influences in measured.items()
    }


def _rounded(worth: Mapping[Kind, Mapping[str, float]]) -> dict[Kind, dict[str, float]]:
    return {
        kind: {model: round(value, 2) for model, value in models.items()}
        for kind, models in worth.items()
    }


def one_code(code: str, text: ProblemText, tool_version: str) -> ExplainCodeData:
    """One code with its message and its help, as data."""
    return ExplainCodeData(
        **head("explain", tool_version),
        **_code(code, text.message),
        why=text.why,
        mend=text.mend,
        example=CodeExampleData(where=text.where, wrong=text.wrong, right=text.right),
    )


def every_code(codes: Mapping[str, ProblemText], tool_version: str) -> CodesData:
    """Every code with its message, as data."""
    listed = tuple(CodeData(**_code(code, text.message)) for code, text in codes.items())
    return CodesData(**head("explain", tool_version), codes=listed)


def _problem(problem: Problem) -> ProblemData:
    return ProblemData(**problem._asdict())


def _sorted(findings: Sequence[Problem]) -> dict[str, Any]:
    """Give problems and advice as two fields."""
    return {
        "problems": tuple(_problem(f) for f in findings if not is_advice(f.code)),
        "advice": tuple(_problem(f) for f in findings if is_advice(f.code)),
    }


def _code(code: str, means: str) -> dict[str, Any]:
    """The fields of `CodeData`."""
    severity = "advice" if is_advice(code) else "problem"
    return {"code": code, "severity": severity, "means": means}
