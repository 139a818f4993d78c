"""Rows of a caseload, and what `score` says of each of them alone."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from casemodel.caseload.client_rows import ClientRow, ReadRow, RowReader, scored
from casemodel.caseload.layout import Layout
from casemodel.caseload.row_result import RowScorer
from casemodel.caseload.values import Column, ReadCell
from casemodel.engine.assessment import assess
from casemodel.engine.case import Options
from casemodel.explanation.explain import explain
from casemodel.knowledge.values import Criterion, Rules
from casemodel.profiles.values import UNANSWERED_WORDS, Answer, Profile, State
from casemodel.render.answer_json import answer
from casemodel.render.caseload.writers import as_data
from tests.laws.recipes import Case

STATES: dict[str, State] = {**UNANSWERED_WORDS, "": "not_asked"}
_WORDS = {state: word for word, state in STATES.items()}
OF_READING = ("schema", "file", "row", "id", "danger", "problems", "rules")
"""What a row says that is not of the client's result."""


def reader_of(criterion: Criterion) -> ReadCell:
    """What a cell of the column says; None for any other text."""
    said = {level.id: Answer("answered", level.id) for level in criterion.levels}
    return {**{word: Answer(state, "") for word, state in STATES.items()}, **said}.get


def columns_of(rules: Rules, left_out: frozenset[str] = frozenset()) -> list[Column]:
    """A column for each criterion, after one for the id, with one between that says nothing."""
    asked = [c for c in rules.criteria_for("client") if c.id not in left_out]
    halfway = len(asked) // 2
    return [Column(at + 1 + (at >= halfway), c.id, reader_of(c)) for at, c in enumerate(asked)]


def layout_of(columns: Sequence[Column]) -> Layout:
    """These columns, after a first one that is the id."""
    width = max((column.index for column in columns), default=1) + 1
    return Layout("made.csv", 1, ("x",) * width, tuple(columns), 0, (), ())


def row_of(profile: Profile, columns: Sequence[Column]) -> list[str]:
    """A client's answers as a row."""
    row = ["c-1", *["ignored"] * max((column.index for column in columns), default=1)]
    for column in columns:
        given = profile.answers.get(column.criterion, Answer("not_asked", ""))
        row[column.index] = given.level or _WORDS[given.state]
    return row


def options_of(case: Case) -> Options:
    """The options of the case, with the client's own weights among them: a caseload shares them."""
    factors = {c: Fraction(text) for c, text in case.profile.weights.items()}
    return case.options._replace(factors=factors, priorities=case.profile.priorities)


def scorer_for(case: Case) -> RowScorer:
    """The case made ready for rows."""
    return RowScorer(case.rules, options_of(case), case.profile.agency)


def read_rows(
    rules: Rules, columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> list[ReadRow]:
    """The rows as they are read."""
    return [*RowReader(rules, layout_of(columns)).rows(rows)]


def clients(
    case: Case, scorer: RowScorer, columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> list[ClientRow]:
    """The rows as they are scored."""
    return [scored(row, scorer) for row in read_rows(case.rules, columns, rows)]


def result_of(rules: Rules, client: ClientRow) -> dict[str, Any]:
    """What a row of results says of the client's answers."""
    return {key: value for key, value in as_data(rules, client).items() if key not in OF_READING}


def score_says(case: Case, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """What `score --format json` says of a client with these answers, under the keys of a row."""
    profile = case.profile._replace(answers=answers, weights={}, priorities=())
    assessment = assess(case.rules, profile, options_of(case))
    said = answer("score", explain(assessment), "1")
    first = said["about"]
    others = [s for s in said["ranking"] if s["kind"] == "model" and s["id"] != first]
    second = others[0] if first and others else {"id": None, "score": None}
    reasons = [reason.split(".") for reason in said["best_for"]]
    return {
        "first": first,
        "score": next((s["score"] for s in said["ranking"] if s["id"] == first), None),
        "recommended": said["recommended"] is not None,
        "second": second["id"],
        "second_score": second["score"],
        "certainty": said["certainty"],
        "cautions": [caution["id"] for caution in said["cautions"]],
        "reasons": [{"criterion": c, "level": level} for _, c, level in reasons],
        "next_question": said["ask_next"][0]["criterion"] if said["ask_next"] else None,
        "unanswered": len(said["open_questions"]),
    }


def random_rows(
    columns: Sequence[Column], rules: Rules, random: Random, count: int
) -> list[list[str]]:
    """Rows of random answers, some of them hardly answered, some with a cell that says nothing."""
    width = max(column.index for column in columns) + 1
    rows = []
    for number in range(count):
        blank = random.choice((0, 0.1, 0.5, 0.9))
        row = [f"c-{number}", *["ignored"] * (width - 1)]
        for column in columns:
            levels = [level.id for level in rules.criteria[column.criterion].levels]
            row[column.index] = random.choice([*STATES] if random.random() < blank else levels)
        if random.random() < 0.1:
            row[random.choice(columns).index] = random.choice(("?", "a\x1fb", "maybe"))
        rows.append(row[: random.randrange(1, width)] if random.random() < 0.05 else row)
    return rows
