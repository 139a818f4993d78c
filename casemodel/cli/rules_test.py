"""`casemodel rules test [DIR]`: check that rules answer as their tests say."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.local_rules import HouseOption

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput
    from casemodel.workshop.running import RuleTestOutcome

HELP = """Run the tests in DIR/tests: each has a profile and its expected result. The page lists
failed tests, and criteria, levels and models that no test reaches. The exit status is 1 if a test
fails.

With --house, the tests run on the rules with your house rules, so a failed test shows a changed
answer. For a model that is off, a test still expects it only to come first. To run tests of your
own, made with rules freeze --house, add --tests.

\b
Examples:
  casemodel rules test
  casemodel rules test my-rules
  casemodel rules test my-rules --format json
  casemodel rules test --house house.yaml
  casemodel rules test --house house.yaml --tests our-tests.yaml
"""

TestsOption = Annotated[
    str | None,
    typer.Option(
        "--tests", metavar="PATH", help="A folder or file with your own tests; else DIR/tests."
    ),
]


def rules_test(
    directory: options.DirectoryArgument = None,
    *,
    house: HouseOption = None,
    tests: TestsOption = None,
    out: options.OutputOptions,
) -> None:
    """Run the tests of rules."""
    chosen = out.checked()
    ran: list[RuleTestOutcome] = []
    deliver(chosen, lambda: _answer(directory, house, tests, ran))
    if not all(outcome.passed for outcome in ran):
        raise typer.Exit(1)


def _answer(
    directory: str | None, house: str | None, own: str | None, ran: "list[RuleTestOutcome]"
) -> CommandAnswer:
    """Run every test; the outcomes go into `ran` too."""
    from pathlib import Path

    from casemodel import __version__
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.local_rules import marked, tested_rules
    from casemodel.knowledge.bundled import rules_directory
    from casemodel.pages.rules_test import tested
    from casemodel.workshop.coverage import coverage_of
    from casemodel.workshop.rule_test_reader import load_rule_tests, load_tests
    from casemodel.workshop.running import run_tests

    rules, known, off = tested_rules(rules_from(directory), house)
    if own is None:
        tests = load_rule_tests(directory or rules_directory(), known)
    else:
        tests = load_tests(Path(own), known)
    if off:
        tests = tuple(t._replace(expected=t.expected.without(off)) for t in tests)
    ran += run_tests(rules, tests)
    coverage = coverage_of(rules, tests)

    def data() -> "JsonOutput":
        """Build the outcomes for JSON."""
        from casemodel.render.json_models.workshop import rules_test as as_data

        return as_data(rules, ran, coverage, __version__)

    return CommandAnswer(lambda: marked(tested(rules, ran, coverage), rules), data)
