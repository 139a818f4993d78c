"""From bytes to whole rules and profiles: plain, quick, and the same bytes make the same case.

Each part is read from fixed places in the bytes, and 0 is the plainest choice everywhere, so that
Hypothesis can shrink by lowering bytes, and a seeded `Random.randbytes` can take its place.
"""

from itertools import product
from random import Random
from typing import NamedTuple

from casemodel.engine.decision_problem import Options
from casemodel.engine.deviations import BasisChoice
from casemodel.knowledge.criteria import GROUPS, KINDS, Criterion, Kind, Level, Wording
from casemodel.knowledge.method import BandWord, Method
from casemodel.knowledge.models import STEPS, Caution, Condition, FeatureRow, Model, Rating, Step
from casemodel.knowledge.sources import (
    BASES,
    Basis,
    Claim,
    Place,
    Source,
    Sourced,
    SourceParagraph,
)
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile
from tests.laws.recipes_of_hybrids import (
    MOST_HYBRIDS,
    QUANTITIES,
    REQUIREMENTS_BYTES,
    hybrid_bytes,
    with_hybrids,
    with_requirements,
)
from tests.laws.recipes_of_profiles import make_profile, profile_bytes

MOST_MODELS, MOST_CRITERIA, MOST_LEVELS = 6, 8, 5
_PER_CRITERION = 5 + MOST_LEVELS
_PER_PAIR = 1 + MOST_LEVELS
_PER_CAUTION = 6
_GENERAL_CAUTIONS = 3

_HEAD = 12
_CRITERIA = MOST_CRITERIA * _PER_CRITERION
_RATINGS_OF_MODEL = 1 + MOST_CRITERIA * _PER_PAIR
_SIZES = (
    _HEAD,
    _CRITERIA,
    MOST_MODELS * _RATINGS_OF_MODEL,
    (_GENERAL_CAUTIONS + MOST_MODELS) * _PER_CAUTION,
    MOST_MODELS * REQUIREMENTS_BYTES,
    MOST_HYBRIDS * hybrid_bytes(MOST_CRITERIA),
    profile_bytes(MOST_CRITERIA),
)
CASE_BYTES = sum(_SIZES)

SCALES: tuple[dict[Step, int], ...] = tuple(
    dict(zip(STEPS, numbers, strict=True))
    for numbers in ((2, 1, 0, -1, -2), (2, 1, 0, -1, -2), (5, 2, 0, -1, -2), (3, 1, 0, -1, -7))
)
_ASKED: tuple[tuple[Kind, ...], ...] = (KINDS, KINDS, ("client",), ("organization",))
CHOICES: tuple[BasisChoice, ...] = ("all", "all", "literature", "document")
DRAWN = 5  # tries of stability: few, for speed; test_stability makes as many as count
_BASIS_CLAIMS: dict[Basis, tuple[tuple[str, ...], ...]] = {
    "document": (("D1",), ("D2", "D1"), ("L1", "D2")),
    "literature": (("L1",), ("L2", "L1"), ("D1", "L2")),
    "inference": ((), ("D2",), ("L2",)),
}
_SAYS = Sourced("It is so.", ("D1",))
_NAMES = "hcfaegbd"  # not in order, so that an order by name is not an order by place


class Case(NamedTuple):
    """One profile, the rules it is judged by, and what is chosen beside it."""

    rules: Rules
    profile: Profile
    options: Options

    @property
    def basis(self) -> BasisChoice:
        """The bases that count."""
        return self.options.basis

    def __repr__(self) -> str:
        """Short, because whole rules fill pages; Hypothesis prints the bytes they were made of."""
        rules, profile = self.rules, self.profile
        sizes = f"{len(rules.models)} models, {len(rules.criteria)} criteria"
        hybrids = [(h.id, h.way) for h in rules.hybrids.values()]
        return f"<{sizes}, {hybrids}, {self.basis}, {profile!r}>"


def options_of(byte: int) -> Options:
    """Options: any basis, on fit alone in one of eight; few draws, for speed."""
    return Options(CHOICES[byte % 4], fit_only=byte // 4 % 8 == 7, draws=DRAWN)


def _all_ratings() -> tuple[Rating | None, ...]:
    """A rating a byte: absent, or each step on each basis, some of them said otherwise."""
    plain = [
        Rating(step, basis, claims, "A reason.", None)
        for step, basis in product(STEPS, BASES)
        for claims in _BASIS_CLAIMS[basis]
    ]
    beyond: dict[Basis, tuple[str, ...]] = {"literature": ("D1", "L1"), "inference": ("D2",)}
    contradicted = [
        Rating(step, basis, claims, "A reason.", documents)
        for step, documents in product(STEPS, STEPS)
        for basis, claims in beyond.items()
        if step != documents
    ]
    ratings: list[Rating | None] = [None] * 8
    while len(ratings) < 256:
        ratings += [*plain, *contradicted]
    return tuple(ratings[:256])


_RATINGS = _all_ratings()


def seeded(seed: int) -> Random:
    """The same random numbers each time."""
    return Random(seed)


def make_case(data: bytes) -> Case:
    """A case of generated rules, from CASE_BYTES bytes."""
    parts = []
    for size in _SIZES:
        parts.append(data[:size])
        data = data[size:]
    head, criteria, ratings, cautions, requirements, hybrids, answers = parts
    rules = _rules(head, criteria, ratings, cautions)
    rules = with_requirements(rules, requirements)
    rules = with_hybrids(rules, head[8] % (MOST_HYBRIDS + 1), head[9], hybrids)
    return Case(rules, make_profile(rules, KINDS[head[6] % 2], answers), options_of(head[7]))


def seeded_case(random: Random) -> Case:
    """A case of generated rules without Hypothesis."""
    return make_case(random.randbytes(CASE_BYTES))


def _rules(head: bytes, criteria: bytes, ratings: bytes, cautions: bytes) -> Rules:
    """Rules in canonical order without faults (`knowledge.checks.faults`).

    In one of four all criteria are alike but for their names, and so are a model's ratings on them:
    that makes ties.
    """
    count, alike = 1 + head[0] % MOST_CRITERIA, head[2] // 2 % 4 == 1
    rows = [_part(criteria, 0 if alike else at, _PER_CRITERION) for at in range(count)]
    criteria_made = [_criterion(at, row) for at, row in enumerate(rows)]
    criteria_made.sort(key=lambda c: (GROUPS.index(c.group), c.id))
    models = []
    for at in range(1 + head[1] % MOST_MODELS):
        ratings_of_model = _part(ratings, at, _RATINGS_OF_MODEL)
        bytes_by_criterion = [
            _part(ratings_of_model[1:], 0 if alike else n, _PER_PAIR) for n in range(count)
        ]
        warning = _part(cautions, _GENERAL_CAUTIONS + at, _PER_CAUTION)
        models.append(_model(at, criteria_made, ratings_of_model[0], bytes_by_criterion, warning))
    if head[2] % 2:
        models.append(_described("standard"))
    return Rules(
        version="1",
        released="2026-01-31",
        digest="0" * 64,
        method=Method(
            steps=SCALES[head[3] % 4],
            rating_moves={"document": 10, "literature": 10, "inference": 30, "contested": 30},
            match_words=(BandWord(50, "good"), BandWord(0, "some")),
            little_said=5,
            little_said_word="little",
            completeness_words=(BandWord(0, "some"),),
            stability_words=(BandWord(60, "likely"), BandWord(0, "open")),
            clear_from=(40, 0, 60, 100)[head[4] % 4],
        ),
        weight_rule={"1": "One.", "2": "Two.", "3": "Three."},
        group_names={"need": "Need", "capacity": "Capacity", "goal": "Goal"},
        quantities=QUANTITIES,
        criteria={c.id: c for c in criteria_made},
        models={m.id: m for m in sorted(models, key=lambda m: m.id)},
        feature_rows=(FeatureRow("who", "Who does it?"),),
        cautions=tuple(
            _caution(n, criteria_made, _part(cautions, n, _PER_CAUTION))
            for n in range(head[5] % (_GENERAL_CAUTIONS + 1))
        ),
        guidance=(),
        claims={id_: _claim(id_) for id_ in ("D1", "D2", "L1", "L2")},
        sources={s.id: s for s in (_source("paper", "document"), _source("study", "literature"))},
    )


def _part(data: bytes, at: int, size: int) -> bytes:
    return data[at * size : (at + 1) * size]


def _criterion(at: int, data: bytes) -> Criterion:
    count = 2 + data[0] % (MOST_LEVELS - 1)
    shares = _shares(count, data[1], data[5:])
    levels = tuple(Level(f"l{n}", Wording("x", "x"), shares[n], None, None) for n in range(count))
    return Criterion(
        id=_NAMES[at],
        group=GROUPS[data[2] % 3],
        name="A criterion",
        asked_of=_ASKED[data[3] % 4],
        question=Wording("Is it so?", "Is it so?"),
        levels=levels,
        help="Help.",
        weight=1 + data[4] % 3,
        claims=("D1",),
        shares_reason="A guess.",
        counts="",
        per="",
        bands_reason="",
    )


def _shares(count: int, mode: int, data: bytes) -> list[int | None]:
    """Shares of the levels: none given, all given, or some; a share may be 0."""
    if mode % 4 < 2:
        return [None] * count
    if mode % 4 == 2:
        low = 97 if mode // 4 % 4 == 1 else 0  # nearly all profiles at the first level
        cuts = [0, *(low + byte % (101 - low) for byte in sorted(data[: count - 1])), 100]
        cuts.sort()
        return [cuts[n + 1] - cuts[n] for n in range(count)]
    stated = 1 + mode // 4 % (count - 1)
    some = [byte % (100 // stated + 1) for byte in data[:stated]]
    return [None] * (count - stated) + some if mode >= 128 else some + [None] * (count - stated)


def _caution(number: int, criteria: list[Criterion], data: bytes, model: str = "") -> Caution:
    when = []
    for place, mask in ((data[1], data[2]), (data[3], data[4]))[: 1 + data[5] % 2]:
        criterion = criteria[place % len(criteria)]
        levels = [level.id for n, level in enumerate(criterion.levels) if mask >> n & 1]
        when.append(Condition(criterion.id, tuple(levels or [criterion.levels[0].id])))
    danger = not model and bool(data[0] % 2)
    name = f"caution{number}{model}"
    return Caution(name, "Take care.", ("D1",), tuple(when), model=model, danger=danger)


def _described(name: str) -> Model:
    """A model that is described, not scored."""
    return Model(name, name, scored=False, summary=_SAYS, features={"who": _SAYS}, ratings={},
                 pros=(_SAYS,), cons=(_SAYS,), requirements=(), cautions=())  # fmt: skip


def _model(
    at: int, criteria: list[Criterion], unrated: int, rows: list[bytes], warning: bytes
) -> Model:
    """A scored model; one of sixteen is rated on nothing."""
    name = f"m{_NAMES[at]}"
    rated = {c.id: row for c, data in zip(criteria, rows, strict=True) if (row := _rated(c, data))}
    return _described(name)._replace(
        scored=True,
        ratings={} if unrated % 16 == 1 else rated,
        cautions=(_caution(0, criteria, warning, name),) if warning[0] % 4 else (),
    )


def _rated(criterion: Criterion, data: bytes) -> dict[str, Rating]:
    """The ratings on one criterion: none, the same at every level, or each its own."""
    bytes_ = {0: bytes(MOST_LEVELS), 1: data[1:2] * MOST_LEVELS}.get(data[0] % 8, data[1:])
    pairs = ((level.id, _RATINGS[b]) for level, b in zip(criterion.levels, bytes_, strict=False))
    return {level: rating for level, rating in pairs if rating}


def _claim(id_: str) -> Claim:
    source = "paper" if id_.startswith("D") else "study"
    return Claim(id_, "any", "feature", (Place(source, 1),), "Something.", ())


def _source(id_: str, basis: Basis) -> Source:
    return Source(id_, id_, "A press", "2020", basis, "a study", "", (SourceParagraph(1, "A", ""),))
