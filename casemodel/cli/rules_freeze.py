"""`casemodel rules freeze PROFILE`: a rule test made of today's answer."""

from casemodel.cli import options
from casemodel.cli.deliver_text import TextOutput, deliver_text
from casemodel.cli.local_rules import HouseOption

HELP = """Write a test for casemodel rules test from today's answer: the profile, without id, name
and notes, and its result. You may change it. Give it an id that says what it tests.

\b
Examples:
  casemodel rules freeze org.yaml
  casemodel rules freeze org.yaml --rules my-rules -o my-rules/tests/org.yaml
  casemodel rules freeze org.yaml --house house.yaml -o our-tests.yaml
"""


def rules_freeze(
    profile: options.ProfileArgument,
    *,
    rules: options.RulesOption = None,
    house: HouseOption = None,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Write today's answer as a test."""
    deliver_text(output, lambda: _frozen(profile, rules, house), force=force)


def _frozen(path: str, directory: str | None, house: str | None) -> TextOutput:
    from casemodel.cli.inputs_read import any_profile
    from casemodel.cli.local_rules import rules_for
    from casemodel.cli.schema_line import schema_line
    from casemodel.engine.assessment import assess
    from casemodel.render.as_yaml import as_yaml
    from casemodel.workshop.freezing import frozen

    changed_rules = rules_for(directory, house)
    profile = any_profile(path, changed_rules)
    test = frozen(assess(changed_rules, profile))
    data = {"schema": "1", "tests": [test]}
    return TextOutput(
        schema_line("tests", levels_up=2) + as_yaml(data), private=profile.kind == "client"
    )
