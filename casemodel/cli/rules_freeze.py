"""`casemodel rules freeze PROFILE`: a rule test made of today's answer."""

from casemodel.cli import options
from casemodel.cli.deliver_text import Text, deliver_text
from casemodel.cli.local_rules import HouseOption

HELP = """\b
Examples:
  casemodel rules freeze org.yaml
  casemodel rules freeze org.yaml --rules my-rules -o my-rules/tests/org.yaml
  casemodel rules freeze org.yaml --house house.yaml -o our-tests.yaml

Writes a test for `casemodel rules test`: the profile, without id, name and notes, and what came out
of it today. Change it as you like; give it an id that says what it is about.
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


def _frozen(path: str, directory: str | None, house: str | None) -> Text:
    from casemodel.cli.inputs_read import any_profile, rules_from
    from casemodel.cli.local_rules import housed
    from casemodel.cli.schema_line import schema_line
    from casemodel.engine.assessment import assess
    from casemodel.engine.case import Options
    from casemodel.render.as_yaml import as_yaml
    from casemodel.workshop.freezing import frozen

    by = housed(rules_from(directory), house)
    profile = any_profile(path, by.rules)
    options = by.options(profile.weights, Options(draws=1))
    test = frozen(assess(by.rules, profile, options))
    data = {"schema": "1", "tests": [test]}
    return Text(schema_line("tests", up=2) + as_yaml(data), private=profile.kind == "client")
