"""Rows of a caseload, and what `score` says of each of them alone."""

from fractions import Fraction
from random import Random

from casemodel.engine.case import Options

from casemodel.caseload.scoring import Scorer, prepare
from casemodel.caseload.values import Column, Ground, Outcome, ReadCell
from casemodel.engine.assessment import Assessment, assess
from casemodel.explanation.explain import explain
from casemodel.knowledge.values import GROUPS, Criterion, Rules
from casemodel.profiles.values import UNANSWERED_WORDS, Answer, Profile, State
from tests.laws.recipes import Case

STATES: dict[str, State] = {**UNANSWERED_WORDS, "": "not_asked"}
_WORDS = {state: word for word, state in STATES.items()}


def reader_of(criterion: Criterion) -> ReadCell:
    """What a cell of the column says; None for any other text."""
    said = {level.id: Answer("answered", level.id) for level in criterion.levels}
    return {**{word: Answer(state, "") for word, state in STATES.items()}, **said}.get


def columns_of(rules: Rules, left_out: frozenset[str] = frozenset()) -> list[Column]:
    """A column for each criterion, after one for the id, with one between that says nothing."""
    asked = [c for c in rules.criteria_for("client") if c.id not in left_out]
    halfway = len(asked) // 2
    return [Column(at + 1 + (at >= halfway), c.id, reader_of(c)) for at, c in enumerate(asked)]


def row_of(profile: Profile, columns: list[Column]) -> list[str]:
    """A client's answers as a row."""
    row = ["c-1", *["ignored"] * max((column.index for column in columns), default=1)]
    for column in columns:
        answer = profile.answers.get(column.criterion, Answer("not_asked", ""))
        row[column.index] = answer.level or _WORDS[answer.state]
    return row


def of_needs_only(rules: Rules) -> Rules:
    """The rules with nothing but needs asked of a client, as the shipped ones are."""
    criteria = [
        c._replace(group="need") if "client" in c.asked_of else c for c in rules.criteria.values()
    ]
    criteria.sort(key=lambda c: (GROUPS.index(c.group), c.id))
    return rules._replace(criteria={c.id: c for c in criteria})


def options_of(case: Case) -> Options:
    """The options of the case, with the client's own weights among them: a caseload shares them."""
    factors = {c: Fraction(text) for c, text in case.profile.weights.items()}
    return case.options._replace(factors=factors, priorities=case.profile.priorities)


def client_of(profile: Profile, columns: list[Column]) -> Profile:
    """The client with the answers that the columns hold, without weights."""
    known = {column.criterion for column in columns}
    answers = {c: answer for c, answer in profile.answers.items() if c in known}
    return profile._replace(answers=answers, weights={}, priorities=())


def scorer_for(case: Case, columns: list[Column]) -> Scorer:
    """The case made ready for rows."""
    return prepare(case.rules, columns, options_of(case), case.profile.agency)


def assessed(case: Case, columns: list[Column]) -> Assessment:
    """What the engine says of the client alone."""
    return assess(case.rules, client_of(case.profile, columns), options_of(case))


def alone(found: Assessment, criteria: tuple[str, ...]) -> Outcome:
    """What `score` says of one client, as an outcome; `criteria` are in the order of the bits."""
    explained = explain(found)
    told = explained.told
    second = explained.alternative(explained.second) if explained.second else None
    return Outcome(
        first=told.id if told else "",
        tenths=told.tenths if told else 0,
        second=second.id if second else "",
        second_tenths=second.tenths if second else 0,
        recommended=bool(found.recommended),
        certainty=found.certainty,
        cautions=found.cautions,
        open=sum(1 << bit for bit, c in enumerate(criteria) if c not in found.case.levels),
        reasons=tuple(Ground(r.criterion, r.level) for r in explained.best_for),
        next_question=next((n.question for n in found.next_questions), ""),
    )


def without_words(outcome: Outcome) -> Outcome:
    """The outcome without reasons and the next question."""
    return outcome._replace(reasons=(), next_question="")


def random_rows(columns: list[Column], rules: Rules, random: Random, count: int) -> list[list[str]]:
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
        rows.append(row[: random.randrange(width)] if random.random() < 0.05 else row)
    return rows
