"""`casemodel rules diff OLD NEW`: compare two rule bases, and show the effects of the changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.local_rules import HouseOption
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.knowledge.values import Rules
    from casemodel.render.json_models.base import JsonOutput
    from casemodel.workshop.subjects import Subject

SHIPPED = "shipped"
_SAMPLE = 200  # as casemodel.workshop.subjects.SAMPLE, which --help need not import
_MOST = 10_000

HELP = """Compare two sets of rules: list the changes by id, and show whose first place changes, by
how much, and why. It tries the example profiles, the tests of NEW, and profiles drawn at random.
For OLD or NEW you can write shipped: the rules that come with casemodel.

With --house, NEW is the same rules with your house rules. Then give OLD only if it is not the
rules that come with casemodel.

\b
Examples:
  casemodel rules diff shipped my-rules
  casemodel rules diff old-rules new-rules --sample 1000
  casemodel rules diff shipped my-rules --format markdown -o change.md
  casemodel rules diff --house house.yaml
"""

OldArgument = Annotated[
    str | None,
    typer.Argument(metavar="OLD", help="The old rules, or shipped.", show_default=False),
]
NewArgument = Annotated[
    str | None,
    typer.Argument(metavar="NEW", help="The new rules, or shipped.", show_default=False),
]
SampleOption = Annotated[
    int,
    typer.Option(
        "--sample",
        metavar="N",
        min=0,
        max=_MOST,
        help="The number of profiles of each kind to draw.",
    ),
]


def rules_diff(
    old: OldArgument = None,
    new: NewArgument = None,
    *,
    house: HouseOption = None,
    sample: SampleOption = _SAMPLE,
    out: options.OutputOptions,
) -> None:
    """Compare two rule bases."""
    chosen = out.checked()
    if house is not None and new is not None:
        raise WrongUse("With --house, give one rules folder or none.")
    if house is None and (old is None or new is None):
        raise WrongUse(
            "Give OLD and NEW, as in: casemodel rules diff shipped my-rules; or --house FILE."
        )
    before = old or SHIPPED
    deliver(chosen, lambda: _answer(before, new or before, house, sample))


def _answer(old: str, new: str, house: str | None, size: int) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.local_rules import tested_rules
    from casemodel.explanation.local_rules_notes import local_notes
    from casemodel.pages.rules_diff import Compared, compared
    from casemodel.workshop.changes import changes, house_weights
    from casemodel.workshop.effects import effects, summaries
    from casemodel.workshop.subjects import sample

    before = _rules(old)
    unchanged = before if old == new else _rules(new)
    after, known = tested_rules(unchanged, house)[:2]
    differences = (*house_weights(after), *changes(before, after))
    notes: list[str] = []
    subjects = (*_examples(before, after, notes), *_tests(new, known, notes))
    drawn = sample(before, after, size)
    tried = effects(before, after, (*subjects, *drawn)) if differences else ()
    diff = Compared(
        before, after, differences, tried, summaries(tried), tuple(notes), local_notes(after.local)
    )

    def data() -> "JsonOutput":
        """Build the comparison for JSON."""
        from casemodel.render.json_models.workshop import rules_diff as as_data

        return as_data(diff, __version__)

    return CommandAnswer(lambda: compared(diff), data)


def _rules(folder: str) -> "Rules":
    """Load the rules in a folder, or those that come with casemodel."""
    from casemodel.cli.inputs_read import rules_from

    return rules_from(None if folder == SHIPPED else folder)


def _examples(old: "Rules", new: "Rules", notes: list[str]) -> "Iterator[Subject]":
    """Yield the example profiles, read by the old rules or, if those refuse them, by the new."""
    from casemodel.files.problems import ProblemsFound
    from casemodel.knowledge.bundled import profiles_directory
    from casemodel.profiles.reader import load_profile
    from casemodel.workshop.subjects import Subject

    folder = profiles_directory()
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        for rules in (old, new):
            try:
                profile = load_profile(path, rules)
            except ProblemsFound:
                continue
            yield Subject("example", name, profile)
            break
        else:
            notes.append(f"Neither rules can read the example {name}; it is left out.")


def _tests(directory: str, known: "Rules", notes: list[str]) -> "Iterator[Subject]":
    """Yield the profiles of the new rules' own tests."""
    from casemodel.files.problems import ProblemsFound
    from casemodel.knowledge.bundled import rules_directory
    from casemodel.workshop.rule_test_reader import FOLDER, load_rule_tests
    from casemodel.workshop.subjects import Subject

    folder = rules_directory() if directory == SHIPPED else Path(directory)
    if not (folder / FOLDER).is_dir():
        return
    try:
        tests = load_rule_tests(folder, known)
    except ProblemsFound as error:
        problems = len(error.problems)
        notes.append(
            f"The tests of NEW are left out: casemodel rules test finds {problems} problems."
        )
        return
    for test in tests:
        yield Subject("test", test.id, test.profile)
