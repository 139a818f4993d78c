"""The page of `casemodel rules test`: what failed and how, and what the tests reach."""

from collections.abc import Sequence

from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.words import counted
from casemodel.workshop.coverage import Coverage, Reached
from casemodel.workshop.running import Miss, Outcome


def tested(rules: Rules, ran: Sequence[Outcome], coverage: Coverage) -> Document:
    """Every failure with its place, what was expected and what came out; then the coverage."""
    failed = [outcome for outcome in ran if not outcome.passed]
    blocks: list[Block] = []
    if failed:
        blocks += [
            Heading(2, "Failed"),
            Bullets("failed", tuple(map(_failure, failed))),
        ]
    passed = tuple(_passed(outcome) for outcome in ran if outcome.passed)
    if passed:
        blocks += [Heading(2, "Passed"), Bullets("passed", passed)]
    blocks += [Heading(2, "What the tests reach"), *_coverage(coverage)]
    return Document(
        _title(len(ran), len(failed)),
        tuple(blocks),
        (Fact("Rules", f"{rules.version}, digest {rules.digest[:12]}"),),
    )


def _title(ran: int, failed: int) -> str:
    if not failed:
        return f"{counted(ran, 'test', 'tests')}, all passed"
    return f"{failed} of {counted(ran, 'test', 'tests')} failed"


def _failure(outcome: Outcome) -> Item:
    test = outcome.test
    return Item(
        "-",
        test.id,
        test.about,
        f"[{test.file}:{test.line}]",
        "against",
        tuple(_miss(outcome, miss) for miss in outcome.misses),
    )


def _miss(outcome: Outcome, miss: Miss) -> str:
    place = f"{outcome.test.file}:{miss.line}"
    return f"{place}: {miss.key}: expected {miss.expected}; came out: {miss.came_out}"


def _passed(outcome: Outcome) -> Item:
    return Item("+", outcome.test.id, outcome.test.about, "", "for")


def _coverage(coverage: Coverage) -> list[Block]:
    rows = (
        ("Criteria", coverage.criteria, "named as a reason that must have counted"),
        ("Levels", coverage.levels, "answered in a test's profile"),
        ("Models", coverage.models, "expected at the top"),
    )
    facts = tuple(
        Fact(name, f"{reached.reached} of {reached.of} {how}") for name, reached, how in rows
    )
    missing: list[Block] = [
        Paragraph(f"{name} that no test reaches: {_listed(reached)}.", label="not reached")
        for name, reached, _ in rows
        if reached.missing
    ]
    return [Facts(facts), *missing]


def _listed(reached: Reached) -> str:
    """The ids, with the levels of one criterion together: 'acuity (stable, acute), budget'."""
    levels: dict[str, list[str]] = {}
    for missing in reached.missing:
        name, _, level = missing.partition(".")
        levels.setdefault(name, []).extend([level] if level else [])
    return ", ".join(f"{name} ({', '.join(of)})" if of else name for name, of in levels.items())
