"""`casemodel rules test [DIR]`: whether rules answer as their tests say."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver
from casemodel.cli.local_rules import HouseOption

if TYPE_CHECKING:
    from casemodel.workshop.running import Outcome

HELP = """\b
Examples:
  casemodel rules test
  casemodel rules test my-rules
  casemodel rules test my-rules --format json
  casemodel rules test --house house.yaml
  casemodel rules test --house house.yaml --tests our-tests.yaml

Runs the tests in DIR/tests: a profile each, and what must come out of it. Says which fail, what was
expected and what came out, and which criteria, levels and models no test reaches. The exit status
is 1 if a test fails.

With --house the rules are tested as house rules change them: a test that fails shows an answer that
comes out otherwise. Of a model that is off, only that it comes first is still expected. Tests of
your own, made with rules freeze --house, are run with --tests.
"""

DirectoryArgument = Annotated[
    str | None,
    typer.Argument(metavar="[DIR]", help="Rules; else those that come with casemodel."),
]
TestsOption = Annotated[
    str | None,
    typer.Option(
        "--tests", metavar="PATH", help="Tests of your own, a folder or a file; else DIR/tests."
    ),
]


def rules_test(
    directory: DirectoryArgument = None,
    *,
    house: HouseOption = None,
    tests: TestsOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Run the tests of rules."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    ran: list[Outcome] = []
    deliver(chosen, lambda: _answer(directory, house, tests, ran))
    if not all(outcome.passed for outcome in ran):
        raise typer.Exit(1)


def _answer(
    directory: str | None, house: str | None, own: str | None, ran: "list[Outcome]"
) -> Answer:
    """Run every test; what came of them goes into `ran` too."""
    from pathlib import Path

    from casemodel import __version__
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.local_rules import housed
    from casemodel.knowledge.bundled import rules_directory
    from casemodel.pages.rules_test import tested
    from casemodel.workshop.coverage import coverage_of
    from casemodel.workshop.rule_test_reader import load_rule_tests, load_tests
    from casemodel.workshop.running import run_tests

    by = housed(rules_from(directory), house)
    rules, known = by.rules, by.known()
    if own is None:
        tests = load_rule_tests(directory or rules_directory(), known)
    else:
        tests = load_tests(Path(own), known)
    if off := by.off():
        tests = tuple(t._replace(expected=t.expected.without(off)) for t in tests)
    ran += run_tests(rules, tests, by.factors)
    coverage = coverage_of(rules, tests)

    def data() -> dict[str, object]:
        from casemodel.render.workshop_json import tests_data

        return tests_data(rules, ran, coverage, __version__)

    return by.marked(Answer(lambda: tested(rules, ran, coverage), data))
