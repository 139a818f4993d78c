"""A small hand-made world for tests of pages and writers: two models of a family, and one more.

Made of values, not files, so that a golden page changes only when its page or writer does.
"""

from fractions import Fraction

from casemodel.engine.assessment import Assessment, Contribution, Standing
from casemodel.explanation.values import (
    Evidence,
    Explanation,
    RankedModel,
    Reason,
    Sentence,
    ShownCaution,
)
from casemodel.knowledge.values import (
    Basis,
    Caution,
    Claim,
    Condition,
    Criterion,
    FeatureRow,
    FitWord,
    Guidance,
    Kind,
    Level,
    Method,
    Model,
    Paragraph,
    Place,
    Quantity,
    Rating,
    Requirement,
    Rules,
    Source,
    Sourced,
    Step,
    Wording,
)

HARMONY = Source(
    "harmony",
    "Case Management Models: Which One Is Right?",
    "Harmony Healthcare",
    "",
    "not stated",
    "",
    "document",
    "vendor's article",
    "It names no studies.",
    (
        Paragraph(8, "1. Brokerage", "Have few case managers"),
        Paragraph(18, "2. Clinical", "Focus on"),
    ),
)
TRIAL = Source(
    "morse_broker",
    "An experimental comparison",
    "Psychiatric Services",
    "Morse et al.",
    "1997",
    "DOI 10.1176/ps.48.4.497",
    "literature",
    "trial",
    "135 of 165 people.",
    (Paragraph(1, "Abstract", ""),),
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
    Claim("L01", "clinical", "tension", (Place("morse_broker", 1),), "it is not so", ()),
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


def _rating(step: Step, basis: Basis, claim: str, reason: str) -> Rating:
    return Rating(step, basis, (claim,), reason, None)


def _model(
    model: str, name: str, family: str, claim: str, many: Step, *, scored: bool = True
) -> Model:
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
        ratings={
            "complexity": {
                "one": _rating("fit", "document", claim, "One need can be met by a referral."),
                "many": _rating(many, "inference", claim, "Many needs ask for more."),
            },
            "caseload": {
                "few": _rating("strong_fit", "literature", claim, "Few clients help."),
                "many": _rating(
                    "neutral", "literature", claim, "Studies found no difference."
                )._replace(documents_say="misfit"),
            },
        }
        if scored
        else {},
        pros=(Sourced("low cost", (claim,)),),
        cons=(Sourced("little follow-up", (claim,)), Sourced("few contacts", ())),
        requirements=(
            Requirement(
                f"{model}_staff",
                "must",
                "someone who knows the services",
                (claim,),
                (Condition("caseload", ("few",)),),
                "hire one person",
            ),
        ),
        cautions=(
            Caution(
                f"{model}_watch",
                model,
                False,
                "Watch who drops out",
                (claim,),
                (Condition("complexity", ("many",)),),
            ),
        ),
    )


MODELS = (
    _model("brokerage", "Brokerage", "community", "B11", "strong_misfit"),
    _model("clinical", "Clinical case management", "community", "C07", "strong_fit"),
    _model("community", "Standard Community Care", "", "B11", "fit", scored=False),
    _model("team", "Collaborative (interdisciplinary)", "", "C07", "misfit"),
)

RULES = Rules(
    version="1.0",
    released="2026-01-31",
    digest="d" * 64,
    method=Method(
        {"strong_fit": 2, "fit": 1, "neutral": 0, "misfit": -1, "strong_misfit": -2},
        3,
        (FitWord(60, "good"), FitWord(0, "poor")),
    ),
    weight_rule={"1": "everything else", "3": "it defines a model"},
    group_names={"need": "Need", "capacity": "Capacity", "goal": "Goal"},
    quantities={"clients": Quantity("clients", "How many clients?", "clients", 1, 1000)},
    criteria={c.id: c for c in (CASELOAD, COMPLEXITY)},
    models={m.id: m for m in MODELS},
    feature_rows=(
        FeatureRow("does", "What does the case manager do?"),
        FeatureRow("hours", "What happens after hours?"),
    ),
    cautions=(),
    guidance=(Guidance("match", "match a model to needs", ("B11",)),),
    claims={c.id: c for c in CLAIMS},
    sources={s.id: s for s in (HARMONY, TRIAL)},
)


def sentence(text: str) -> Sentence:
    return Sentence("a.template", (("what", "filled"),), text)


def reason(model: str, tenths: int, text: str = "Many needs ask for more.") -> Reason:
    contested = (sentence("Sources differ: it is not so [morse_broker 1]"),) if tenths > 0 else ()
    return Reason(
        f"{model}.complexity.many",
        model,
        "complexity",
        "Complexity of needs",
        "many",
        "many needs",
        tenths,
        text,
        "inference" if tenths > 0 else "document",
        ("C07",),
        ("harmony 18", "harmony 8", "morse_broker 1"),
        contested,
    )


def _ranked(model: Model, rank: int, tenths: int) -> RankedModel:
    word = "good" if tenths >= 600 else "poor"
    return RankedModel(
        model.id, model.name, rank, tenths, 71, 962, word, (reason(model.id, tenths - 500),)
    )


def explanation(
    kind: Kind = "organization", label: str = "Riverbend Family Services", text: str = ""
) -> Explanation:
    """An explanation of a profile that answers complexity only; `text` is every free text."""
    brokerage, clinical, _, team = MODELS
    cites = ("B11",), ("harmony 8",)
    danger = ShownCaution("danger", True, text or "Someone may come to harm.", *cites)
    watch = ShownCaution("watch", False, text or "Watch who drops out.", *cites)
    return Explanation(
        kind=kind,
        label=label,
        date="2026-02-01",
        basis="all",
        rules_version="1.0",
        rules_digest="d" * 64,
        headline=sentence(text or "Clinical case management fits best, at 63.1 of 100."),
        fit=sentence("good, 63.1 of 100"),
        lead=sentence("13.1 points ahead of Collaborative: a clear lead"),
        evidence=sentence("100% of the points rest also on our own inference"),
        evidence_shares=Evidence(0, 0, 100),
        cautions=(danger, watch),
        best_for=(reason("clinical", 131, text or "Many needs ask for more."),),
        best_against=(reason("clinical", -4, text or "It costs more."),),
        ranking=(_ranked(clinical, 1, 631), _ranked(team, 2, 500), _ranked(brokerage, 3, 344)),
        unranked=(),
        notes=(sentence(text or "Sources differ on who leads."),),
        open_questions=(("caseload", "Clients for each case manager"),),
        answered=sentence("1 of 2 questions answered"),
        recommended="clinical",
    )


def assessment(kind: Kind = "organization") -> Assessment:
    """The assessment that the explanation explains."""
    standings = tuple(
        Standing(
            ranked.model,
            ranked.rank,
            Fraction(ranked.tenths, 10),
            ranked.tenths,
            ranked.lowest,
            ranked.highest,
            Fraction(ranked.tenths - 500, 10),
            (
                Contribution("caseload", "", Fraction(0), 0, "literature", ("C07",)),
                Contribution(
                    "complexity",
                    "many",
                    Fraction(ranked.tenths - 500, 10),
                    ranked.tenths - 500,
                    "inference",
                    ("C07",),
                ),
            ),
        )
        for ranked in explanation(kind).ranking
    )
    return Assessment(
        kind=kind,
        basis="all",
        ranking=standings,
        unranked=(),
        clear=True,
        margin=131,
        recommended="clinical",
        cautions=(),
        answered={"need": 1},
        asked={"need": 1, "capacity": 1},
    )
