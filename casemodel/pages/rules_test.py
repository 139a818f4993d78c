"""The page of `casemodel rules test`: failed tests, and the part of the rules that tests reach."""

from collections.abc import Sequence

from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase
from casemodel.workshop.coverage import Coverage, Reached
from casemodel.workshop.running import Miss, RuleTestOutcome


def tested(rules: Rules, ran: Sequence[RuleTestOutcome], coverage: Coverage) -> Document:
    """Lay out every failure with its place and the two outcomes; then the coverage."""
    failed = [outcome for outcome in ran if not outcome.passed]
    blocks: list[Block] = []
    if failed:
        blocks += [
            Heading(2, phrase("rules_test.failed")),
            Bullets(phrase("label.failed"), tuple(map(_failure, failed))),
        ]
    passed = tuple(_passed(outcome) for outcome in ran if outcome.passed)
    if passed:
        blocks += [Heading(2, phrase("rules_test.passed")), Bullets(phrase("label.passed"), passed)]
    blocks += [Heading(2, phrase("rules_test.coverage")), *_coverage(coverage)]
    return Document(
        _title(len(ran), len(failed)),
        tuple(blocks),
        (
            Fact(
                phrase("word.rules"),
                phrase("rules_diff.version", version=rules.version, digest=rules.digest[:12]),
            ),
        ),
    )


def _title(ran: int, failed: int) -> str:
    if not failed:
        return phrase("rules_test.all_passed", tests=counted(ran, "test"))
    return phrase("rules_test.some_failed", failed=failed, tests=counted(ran, "test"))


def _failure(outcome: RuleTestOutcome) -> Item:
    test = outcome.test
    return Item(
        "-",
        test.id,
        test.about,
        f"[{test.file}:{test.line}]",
        "against",
        tuple(_miss(outcome, miss) for miss in outcome.misses),
    )


def _miss(outcome: RuleTestOutcome, miss: Miss) -> str:
    place = f"{outcome.test.file}:{miss.line}"
    return phrase(
        "rules_test.miss", place=place, key=miss.key, expected=miss.expected, result=miss.came_out
    )


def _passed(outcome: RuleTestOutcome) -> Item:
    return Item("+", outcome.test.id, outcome.test.about, "", "for")


def _coverage(coverage: Coverage) -> list[Block]:
    rows = (
        (phrase("rules_test.criteria"), coverage.criteria, phrase("rules_test.criteria_how")),
        (phrase("rules_test.levels"), coverage.levels, phrase("rules_test.levels_how")),
        (phrase("rules_test.models"), coverage.models, phrase("rules_test.models_how")),
    )
    facts = tuple(
        Fact(name, phrase("rules_test.reached", reached=reached.reached, all=reached.of, how=how))
        for name, reached, how in rows
    )
    missing: list[Block] = [
        Paragraph(
            phrase("rules_test.not_reached", name=name, ids=_listed(reached)),
            label=phrase("label.not_reached"),
        )
        for name, reached, _ in rows
        if reached.missing
    ]
    return [Facts(facts), *missing]


def _listed(reached: Reached) -> str:
    """Write ids, with the levels of one criterion together: 'acuity (stable, acute), budget'."""
    levels: dict[str, list[str]] = {}
    for missing in reached.missing:
        name, _, level = missing.partition(".")
        levels.setdefault(name, []).extend([level] if level else [])
    return ", ".join(
        f"{name} ({', '.join(names)})" if names else name for name, names in levels.items()
    )
