"""A page with one of every kind of block, made by hand, and the pages of the example profiles."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from casemodel.engine import counterfactual
from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.comparison_values import WhyNot
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.explanation.why_not import why_not
from casemodel.knowledge.notices import Notice
from casemodel.knowledge.notices_file import load_notices
from casemodel.pages.client_page import client_page
from casemodel.pages.document import (
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Item,
    LanePlot,
    Paragraph,
    RangeBars,
    ReasonLine,
    ReasonLines,
    Ruled,
    SignedBar,
    SignedBars,
    SourceLine,
    Sources,
    StackedBars,
    Statement,
    Statements,
    Table,
)
from casemodel.pages.report import board_report
from casemodel.pages.reported import Reported, reported
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Profile
from tests.shipped import shipped

ROOT = Path(__file__).parents[2]
CLIENTS = sorted((ROOT / "profiles" / "clients").glob("*.yaml"))
ORGANIZATIONS = sorted((ROOT / "profiles" / "organizations").glob("*.yaml"))
EXAMPLES = [*CLIENTS, *ORGANIZATIONS]
QUICK = Options(draws=20)
TOOL = "casemodel 0"

EVERY_BLOCK = Document(
    title="Client c-1",
    subtitle="Which kind of case management fits.",
    blocks=(
        Paragraph("A paragraph before any heading.", "quiet"),
        Heading(2, "Do first"),
        Bullets("caution", (Item("!", "", "Follow your safety procedure.", "[5: 1]", "danger"),)),
        Heading(2, "The answer"),
        Paragraph("Clinical fits best: 61.2 of 100.", "strong", "answer"),
        Facts((Fact("Fit", "good, 61.2 of 100."), Fact("Lead", "2.7 points."))),
        Heading(3, "Reasons"),
        Bullets(
            "reason",
            (
                Item("+", "Acuity", "Acute.", "[document; 2: 4]", "for", ("But others.",), "+2.9"),
                Item("-", "Housing", "Homeless.", "", "against", points="-0.4"),
            ),
        ),
        Bullets("change", (Item("", "", "No single weight would."),)),
        Heading(2, "Compared"),
        Table(
            "Rank and score",
            ("Model", "Rank", "Score", "Could be"),
            (
                (("Clinical",), ("1",), ("61.2",), ("48.0 to 73.0",)),
                (("Collaborative over intensive",), ("2",), ("58.5",), ("",)),
            ),
        ),
        Table(
            "",
            ("Question", "Clinical", "Intensive"),
            ((("What does it need?",), ("Must: clinicians.", "Should: cover."), ("Cover.",)),),
            "columns",
        ),
        Statements(
            (
                Statement("Match", "fair", "48%: 27 answers speak for it, 12 against."),
                Statement("Can you run it?", "nearly", "1 more clinician."),
            )
        ),
        ReasonLines(
            (
                ReasonLine("+", "You want fewer hospital stays.", (1, 2)),
                ReasonLine("-", "It needs highly skilled staff.", (1,)),
            )
        ),
        SignedBars(
            "Points",
            "Model",
            (SignedBar("Clinical", 207), SignedBar("Brokerage", -131, "what you run now")),
        ),
        HeatMap(
            Table("", ("Group", "Brokerage", "Clinical"), ((("Steady",), ("+3.0",), ("-1.0",)),)),
            ((30, -10),),
        ),
        LanePlot(
            Table("Fit", ("Choice", "Points", "Ready"), ((("Clinical",), ("+3.0",), ("yes",)),)),
            (30,),
            ("Ready to run: yes", "Ready to run: not yet"),
            (0,),
            ("Clinical +3.0",),
        ),
        StackedBars(
            Table("Tries", ("Drawn", "Clinical", "None"), ((("all",), ("8",), ("2",)),)), ((8, 2),)
        ),
        RangeBars(
            Table("", ("Question", "Least", "Most"), ((("Staff",), ("-1.0",), ("+2.0",)),)),
            ((-10, 20),),
            10,
            ("0: no lead", "today +1.0"),
        ),
        Ruled("What was decided:", 2),
        Heading(2, "Sources"),
        Sources((SourceLine("harmony", "Models. Harmony.", ("18: under “Pros”",), "1"),)),
        Sources((SourceLine("kanter", "Clinical. Kanter."),)),
    ),
    closing=(Fact("", "A guide for your decision."), Fact("More", "casemodel show")),
    date="2026-11-22",
    made_by="casemodel 0, rules 2026.1",
    footer="Client c-1 · confidential",
)


class Example(NamedTuple):
    """One profile with everything said of it."""

    profile: Profile
    assessment: Assessment
    explanation: Explanation
    report: Reported
    page: Document


@cache
def notices() -> tuple[Notice, ...]:
    """The notices that come with casemodel."""
    return load_notices(None, shipped())


class Examined(NamedTuple):
    """A profile, assessed and explained."""

    profile: Profile
    assessment: Assessment
    explanation: Explanation

    def against(self) -> WhyNot | None:
        """Why not the second, if there is one, by a search that gives up early."""
        second = self.explanation.second
        with mock.patch.object(counterfactual, "MOST_TRIALS", 100):
            return why_not(self.assessment, second, self.explanation) if second else None


@cache
def examined(path: Path) -> Examined:
    """Examine a profile in a file, once for all tests, with few tries."""
    return examined_of(load_profile(str(path), shipped()))


@cache
def in_detail(path: Path) -> Explanation:
    """Explain a profile in full, as `--explain` does, after a few tries."""
    profile = load_profile(str(path), shipped())
    return explain(assess(shipped(), profile, Options(draws=5)), detail=True)


def examined_of(profile: Profile, options: Options = QUICK) -> Examined:
    """Examine a profile by the shipped rules."""
    assessment = assess(shipped(), profile, options)
    return Examined(profile, assessment, explain(assessment))


@cache
def example(path: Path, *, redacted: bool = False) -> Example:
    """The report on a profile in a file; its page is another where answers are left out."""
    if not redacted:
        return _told(examined(path))
    complete = example(path)
    return _told(examined(path), redacted=True, against=complete.report.against_second)


def example_of(profile: Profile) -> Example:
    """The report on a profile, with few tries."""
    return _told(examined_of(profile))


def _told(
    examined_profile: Examined, *, redacted: bool = False, against: WhyNot | None = None
) -> Example:
    profile, assessment, explanation = examined_profile
    report = reported(
        explanation, against or examined_profile.against(), notices(), redacted=redacted
    )
    page = client_page if profile.kind == "client" else board_report
    return Example(profile, assessment, explanation, report, page(report, profile.date, TOOL))


def every_page() -> Iterator[Document]:
    """The hand-made page, the report on every example profile, and those of clients redacted."""
    yield EVERY_BLOCK
    for path in EXAMPLES:
        yield example(path).page
    for path in CLIENTS:
        yield example(path, redacted=True).page
