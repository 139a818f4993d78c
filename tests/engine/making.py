"""Rules and profiles of a few lines, for cases worked out by hand."""

from casemodel.knowledge.criteria import Criterion, Group, Level, Wording
from casemodel.knowledge.method import BandWord, Method
from casemodel.knowledge.models import Caution, Model, Rating, Step
from casemodel.knowledge.sources import Basis, Sourced
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile

SAYS = Sourced("It is so.", ())
WORDS = Wording("x", "x")


def criterion_of(id_: str, group: Group, weight: int, **shares: int | None) -> Criterion:
    levels = tuple(Level(name, WORDS, share, None, None) for name, share in shares.items())
    return Criterion(id_, group, id_, ("client", "organization"), WORDS, levels, "", weight, ())


def rated_as(step: Step, basis: Basis = "inference", documents_say: Step | None = None) -> Rating:
    return Rating(step, basis, (), "A reason.", documents_say)


def model_of(id_: str, cautions: tuple[Caution, ...] = (), **ratings: dict[str, Rating]) -> Model:
    return Model(id_, id_, summary=SAYS, features={}, ratings=ratings, pros=(),
                 cons=(), requirements=(), cautions=cautions)  # fmt: skip


def rules_of(
    models: tuple[Model, ...], criteria: tuple[Criterion, ...], cautions: tuple[Caution, ...] = ()
) -> Rules:
    steps: dict[Step, int] = {
        "strong_fit": 2, "fit": 1, "neutral": 0, "misfit": -1, "strong_misfit": -2,
    }  # fmt: skip
    words = (BandWord(0, "some"),)
    moves = {"document": 10, "literature": 10, "inference": 25, "contested": 25}
    method = Method(steps, moves, words, 5, "too little said", words, words, 40)
    return Rules("1", "2026-01-31", "", method, {}, {}, {},
                 {c.id: c for c in criteria}, {m.id: m for m in models}, (), cautions, (), {},
                 {})  # fmt: skip


def profile_of(agency: Profile | None = None, /, **levels: str) -> Profile:
    answers = {criterion: Answer("answered", level) for criterion, level in levels.items()}
    return Profile("client", "", "", answers, {}, agency)
