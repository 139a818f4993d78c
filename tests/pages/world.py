"""A small hand-made world for tests of pages and writers: two models of a family, and one more.

Made of values, not files: three scored models, two hybrids of them, and three profiles, which the
engine assesses and explains.
"""

from functools import cache

from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import DEFAULT, Options
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.knowledge.criteria import Criterion, Level, Quantity, Wording
from casemodel.knowledge.method import BandWord, Method
from casemodel.knowledge.models import (
    Caution,
    Condition,
    FeatureRow,
    Hybrid,
    Model,
    Rating,
    Requirement,
    Step,
    Tiers,
)
from casemodel.knowledge.sources import Basis, Claim, Place, Source, Sourced, SourceParagraph
from casemodel.knowledge.values import Guidance, Rules
from casemodel.profiles.values import Answer, Profile, Segment

HARMONY = Source(
    "harmony",
    "Case Management Models: Which One Is Right?",
    "Harmony Healthcare",
    "not stated",
    "document",
    "vendor's article",
    "It names no studies.",
    (
        SourceParagraph(8, "1. Brokerage", "Have few case managers"),
        SourceParagraph(18, "2. Clinical", "Focus on"),
    ),
)
TRIAL = Source(
    "morse_broker",
    "An experimental comparison",
    "Psychiatric Services",
    "1997",
    "literature",
    "trial",
    "135 of 165 people.",
    (SourceParagraph(1, "Abstract", ""),),
    authors="Morse et al.",
    identifier="DOI 10.1176/ps.48.4.497",
)

CLAIMS = (
    Claim("B11", "brokerage", "best_fit", (Place("harmony", 8),), "few case managers", ()),
    Claim(
        "C07",
        "clinical",
        "best_fit",
        (Place("harmony", 18), Place("harmony", 8), Place("morse_broker", 1)),
        "complex needs",
        ("L01",),
    ),
    Claim("L01", "clinical", "tension", (Place("morse_broker", 1),), "it is not so", ("C07",)),
)

COMPLEXITY = Criterion(
    "complexity",
    "need",
    "Complexity of needs",
    ("client", "organization"),
    Wording("How complex are the client's needs?", "How complex are most clients' needs?"),
    (
        Level("one", Wording("one need", "one need each"), 30, None, None),
        Level("many", Wording("many needs", "many needs each"), None, None, None),
    ),
    "Count needs, not obstacles.",
    3,
    ("C07",),
    "The split is ours.",
    "",
    "",
    "",
)
CASELOAD = Criterion(
    "caseload",
    "capacity",
    "Clients for each case manager",
    ("organization",),
    Wording("", "How many clients has each case manager?"),
    (
        Level("few", Wording("few", "few"), None, None, 20000),
        Level("many", Wording("many", "many"), None, 20000, None),
    ),
    "",
    1,
    (),
    "",
    "clients",
    "case_managers",
    "Published numbers differ.",
)


DANGER = Criterion(
    "danger",
    "need",
    "Danger",
    ("client", "organization"),
    Wording("Is the client in danger?", "Are clients in danger?"),
    (
        Level("no", Wording("no", "no"), None, None, None),
        Level("yes", Wording("yes", "yes"), None, None, None),
    ),
    "",
    1,
    (),
    "",
    "",
    "",
    "",
)
OVERSIGHT = Criterion(
    "oversight",
    "goal",
    "Clinical oversight",
    ("organization",),
    Wording("", "Is close oversight wanted?"),
    (
        Level("no", Wording("no", "no"), None, None, None),
        Level("yes", Wording("yes", "yes"), None, None, None),
    ),
    "",
    2,
    ("C07",),
    "",
    "",
    "",
    "",
)


def _rating(step: Step, basis: Basis, claim: str, reason: str) -> Rating:
    return Rating(step, basis, (claim,), reason, None)


def _model(
    model: str,
    name: str,
    family: str,
    claim: str,
    many: Step,
    requirements: tuple[Requirement, ...] = (),
    *,
    scored: bool = True,
) -> Model:
    step_of_one: Step = "strong_misfit" if many in ("fit", "strong_fit") else "strong_fit"
    ratings = {
        "complexity": {
            "one": _rating(
                step_of_one,
                "document",
                "L01" if model == "clinical" else claim,
                "A referral may do.",
            ),
            "many": _rating(many, "inference", claim, "Many needs ask for more."),
        },
        "caseload": {
            "few": _rating("strong_fit", "literature", claim, "Few clients help."),
            "many": _rating("neutral", "literature", claim, "Studies differ.")._replace(
                documents_say="misfit"
            ),
        },
        "danger": {"yes": _rating("fit", "inference", claim, "Someone is there in danger.")},
        "oversight": {"yes": _rating("fit", "document", claim, "Oversight is built in.")},
    }
    return Model(
        id=model,
        name=name,
        family=family,
        scored=scored,
        summary=Sourced(f"{name} in a sentence", (claim,)),
        features={
            "does": Sourced("It links people to services", (claim,)),
            "hours": Sourced("Office hours", ()),
        },
        ratings=ratings if scored else {},
        pros=(Sourced("low cost", (claim,)),),
        cons=(Sourced("little follow-up", (claim,)), Sourced("few contacts", ())),
        requirements=requirements,
        cautions=(
            Caution(
                "watch",
                "Watch who drops out",
                (claim,),
                (Condition("complexity", ("many",)),),
                model=model,
            ),
        ),
    )


KNOWS_SERVICES = Requirement(
    "knows", "must", "Someone who knows the services", ("B11",), "Hire one person."
)
CLINICIAN = Requirement(
    "clinician",
    "must",
    "Close clinical oversight",
    ("C07",),
    "Name a clinician who oversees.",
    met_by=(Condition("oversight", ("yes",)),),
)
FEW_EACH = Requirement(
    "caseload", "should", "No more than 20 clients for each case manager", ("C07",),
    "Hire more case managers.", "case_managers", 20,
)  # fmt: skip
SHARED_DATA = Requirement("data", "should", "Data that all share", ("C07",), "Buy a system.")
LARGE_TEAM = Requirement(
    "team", "must", "A team of ten", ("C07",), "Hire ten.", "case_managers", None, 10
)
POSTS = Requirement(
    "posts", "must", "Enough case managers for every part", ("C07",), "Hire more."
)  # fmt: skip

MODELS = (
    _model("brokerage", "Brokerage", "community", "B11", "strong_misfit", (KNOWS_SERVICES,)),
    _model(
        "clinical",
        "Clinical case management",
        "community",
        "C07",
        "strong_fit",
        (CLINICIAN, FEW_EACH, SHARED_DATA),
    ),
    _model("community", "Standard Community Care", "", "B11", "fit", scored=False),
    _model("team", "Collaborative (interdisciplinary)", "", "C07", "fit", (LARGE_TEAM,)),
)
HYBRIDS = (
    Hybrid(
        "brokerage_and_clinical",
        "Brokerage with clinical",
        "tiered",
        ("brokerage", "clinical"),
        4,
        ("B11",),
        "Each group gets what it needs.",
        "Some get brokerage, others a clinician.",
        "At each review, anyone can be moved.",
        {},
    ),
    Hybrid(
        "team_over_clinical",
        "Collaborative over clinical",
        "overlay",
        ("team", "clinical"),
        4,
        ("C07",),
        "A team plans and a clinician carries it out.",
        "Everyone has a clinician.",
        "No one moves.",
        {"complexity": "clinical"},
    ),
)

RULES = Rules(
    version="1.0",
    released="2026-01-31",
    digest="d" * 64,
    method=Method(
        {"strong_fit": 2, "fit": 1, "neutral": 0, "misfit": -1, "strong_misfit": -2},
        {"document": 10, "literature": 10, "inference": 25, "contested": 25},
        (BandWord(60, "good"), BandWord(0, "poor")),
        5,
        "too little said",
        (BandWord(50, "most of it"), BandWord(0, "a hint")),
        (BandWord(60, "likely"), BandWord(0, "open")),
        40,
    ),
    weight_rule={"1": "everything else", "3": "it defines a model"},
    group_names={"need": "Need", "capacity": "Capacity", "goal": "Goal"},
    quantities={
        "clients": Quantity("clients", "How many clients?", "clients", 1, 1000),
        "case_managers": Quantity("case_managers", "How many?", "case managers", 1, 100),
    },
    criteria={c.id: c for c in (CASELOAD, COMPLEXITY, DANGER, OVERSIGHT)},
    models={m.id: m for m in MODELS},
    feature_rows=(
        FeatureRow("does", "What does the case manager do?"),
        FeatureRow("hours", "What happens after hours?"),
    ),
    cautions=(
        Caution(
            "harm",
            "Someone may come to harm.",
            ("B11",),
            (Condition("danger", ("yes",)),),
            danger=True,
        ),
    ),
    guidance=(Guidance("match", "match a model to needs", ("B11",)),),
    claims={c.id: c for c in CLAIMS},
    sources={s.id: s for s in (HARMONY, TRIAL)},
    hybrids={h.id: h for h in HYBRIDS},
    hybrid_margin=3,
    tiers=Tiers(third_part_overhead=2, posts_for_a_part=2, suits_percent=50, requirement=POSTS),
)


def _answers(**levels: str) -> dict[str, Answer]:
    return {criterion: Answer("answered", level) for criterion, level in levels.items()}


ORGANIZATION = Profile(
    kind="organization",
    label="Riverbend Family Services",
    date="2026-02-01",
    answers=_answers(complexity="many", danger="yes", caseload="many"),
    quantities={"clients": "120", "case_managers": "4"},
    current_model="brokerage",
)
"""Much is asked of it, and whether it has a clinician is open."""

SEGMENTED = ORGANIZATION._replace(
    label="Two Rivers",
    answers=_answers(oversight="yes"),
    current_model="",
    segments=(
        Segment("steady", 7, "70%", _answers(complexity="one")),
        Segment("in crisis", 3, "30%", _answers(complexity="many")),
    ),
)
"""Two groups of clients, each with a model that suits it."""

CLIENT = Profile("client", "C-014", "2026-02-01", _answers(complexity="many", danger="yes"), {})


@cache
def _made(case: str, fit_only: bool) -> tuple[Assessment, Explanation]:  # noqa: FBT001
    profile = {"organization": ORGANIZATION, "segmented": SEGMENTED, "client": CLIENT}[case]
    assessment = assess(RULES, profile, DEFAULT._replace(fit_only=fit_only, draws=100))
    return assessment, explain(assessment, detail=True)


def made(case: str = "organization", *, fit_only: bool = False) -> tuple[Assessment, Explanation]:
    """The assessment and the explanation of one of the three profiles."""
    return _made(case, fit_only)


def remade(
    profile: Profile, options: Options = DEFAULT, rules: Rules = RULES
) -> tuple[Assessment, Explanation]:
    """The assessment and the explanation of any profile."""
    assessment = assess(rules, profile, options._replace(draws=100))
    return assessment, explain(assessment, detail=True)
