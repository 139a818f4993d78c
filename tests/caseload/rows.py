"""Rows of a caseload, and what `score` says of each of them alone."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

from casemodel.caseload.client_rows import ClientRow, ReadRow, RowReader, scored
from casemodel.caseload.layout import Layout
from casemodel.caseload.row_result import RowScorer
from casemodel.caseload.values import Column, ReadCell
from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import UNANSWERED_WORDS, Answer, Profile, State
from casemodel.render.json_models.answer import answer
from casemodel.render.json_models.base import to_data
from casemodel.render.json_models.caseload import client_line
from tests.shipped import shipped

RULES = shipped()
STATES: dict[str, State] = {**UNANSWERED_WORDS, "": "not_asked"}
OF_READING = ("schema", "file", "row", "id", "danger", "problems", "rules")
"""What a row says that is not of the client's result."""


def reader_of(criterion: Criterion) -> ReadCell:
    """What a cell of the column says; None for any other text."""
    answers = {level.id: Answer("answered", level.id) for level in criterion.levels}
    return {**{word: Answer(state, "") for word, state in STATES.items()}, **answers}.get


def columns_of(rules: Rules, left_out: frozenset[str] = frozenset()) -> list[Column]:
    """A column for each criterion, after one for the id, with one between that says nothing."""
    criteria = [c for c in rules.criteria_for("client") if c.id not in left_out]
    halfway = len(criteria) // 2
    return [Column(at + 1 + (at >= halfway), c.id, reader_of(c)) for at, c in enumerate(criteria)]


def layout_of(columns: Sequence[Column]) -> Layout:
    """These columns, after a first one that is the id."""
    width = max((column.index for column in columns), default=1) + 1
    return Layout("made.csv", 1, ("x",) * width, tuple(columns), 0, (), ())


class Shared(NamedTuple):
    """All that the clients of a caseload have in common."""

    rules: Rules = RULES
    options: Options = Options(draws=1)
    agency: Profile | None = None

    def scorer(self) -> RowScorer:
        """Made ready for rows."""
        return RowScorer(self.rules, self.options, self.agency)


def random_shared(random: Random) -> Shared:
    """Bases, weights, an order of questions and an agency, as a person might choose them."""
    criterion_ids = [c.id for c in RULES.criteria_for("client")]
    weighted = random.sample(criterion_ids, random.choice((0, 0, 3)))
    options = Options(
        basis=random.choice(("document", "literature", "all", "all")),
        factors={
            c: Fraction(random.choice((0, 1, 2, 10)), random.choice((1, 3))) for c in weighted
        },
        priorities=tuple(random.sample(criterion_ids, random.choice((0, 0, 4)))),
        fit_only=random.random() < 0.2,
        draws=1,
    )
    return Shared(RULES, options, random_agency(random) if random.random() < 0.5 else None)


def random_agency(random: Random) -> Profile:
    """An organization that answers some of its questions."""
    criteria = [c for c in RULES.criteria_for("organization") if c.group != "need"]
    answers = {
        c.id: Answer("answered", random.choice(c.levels).id)
        for c in criteria
        if random.random() < 0.7
    }
    return Profile("organization", "", "", answers, {})


def read_rows(
    rules: Rules, columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> list[ReadRow]:
    """The rows as they are read."""
    return [*RowReader(rules, layout_of(columns)).rows(rows)]


def clients(
    shared: Shared,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    scorer: RowScorer | None = None,
) -> list[ClientRow]:
    """The rows as they are scored, by a scorer that remembers nothing unless one is given."""
    scorer = scorer or shared.scorer()
    return [scored(row, scorer) for row in read_rows(shared.rules, columns, rows)]


def result_of(rules: Rules, client: ClientRow) -> dict[str, Any]:
    """What a row of results says of the client's answers."""
    return {
        key: value
        for key, value in to_data(client_line(rules, client)).items()
        if key not in OF_READING
    }


def score_says(shared: Shared, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """What `score --format json` says of a client with these answers, under the keys of a row."""
    profile = Profile("client", "", "", answers, {}, agency=shared.agency)
    explanation = explain(assess(shared.rules, profile, shared.options))
    output = to_data(answer("score", explanation, "1", full=False))
    first = output["about"]
    lines = {line["id"]: line for line in output["ranking"]}
    others = [line for line in output["ranking"] if line["kind"] == "model" and line["id"] != first]
    second = others[0] if first and others else {"id": None, "score": None}
    reasons = [reason.split(".") for reason in output["best_for"]]
    one_answer_decides = any(
        len(turn["changes"]) == 1 and turn["changes"][0]["from"] is None for turn in output["turns"]
    )
    sure = "no" if output["stability"]["proof"] == "holds" else "several answers"
    return {
        "first": first,
        "score": lines[first]["score"] if first else None,
        "match": lines[first]["match"]["percent"] if first else None,
        "recommended": output["recommended"] is not None,
        "tied": output["tied"],
        "second": second["id"],
        "second_score": second["score"],
        "could_change": "one answer" if one_answer_decides else sure,
        "cautions": [caution["id"] for caution in output["cautions"]],
        "reasons": [{"criterion": c, "level": level} for _, c, level in reasons],
        "next_question": output["ask_next"][0]["criterion"] if output["ask_next"] else None,
        "unanswered": len(output["open_questions"]),
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
