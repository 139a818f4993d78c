"""`casemodel rules diff OLD NEW`: what changed between rules, and what that does."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver
from casemodel.cli.local_rules import HouseOption
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.cli.local_rules import Housed
    from casemodel.knowledge.values import Rules
    from casemodel.workshop.subjects import Subject

SHIPPED = "shipped"
_SAMPLE = 200  # as casemodel.workshop.subjects.SAMPLE, which --help need not import
_MOST = 10_000

HELP = """\b
Examples:
  casemodel rules diff shipped my-rules
  casemodel rules diff old-rules new-rules --sample 1000
  casemodel rules diff shipped my-rules --format markdown -o change.md
  casemodel rules diff --house house.yaml

What changed from OLD to NEW, id by id; and over the example profiles, the tests of NEW and profiles
drawn by chance, whose first place changes, by how much, and why. OLD or NEW can be the word
shipped: the rules that come with casemodel.

With --house, NEW are the rules as house rules change them, and OLD is the only folder to give, if
it is not the rules that come with casemodel.
"""

OldArgument = Annotated[
    str | None,
    typer.Argument(metavar="OLD", help="The rules before, or shipped.", show_default=False),
]
NewArgument = Annotated[
    str | None,
    typer.Argument(metavar="NEW", help="The rules after, or shipped.", show_default=False),
]
SampleOption = Annotated[
    int,
    typer.Option(
        "--sample", metavar="N", min=0, max=_MOST, help="How many profiles of a kind to draw."
    ),
]


def rules_diff(
    old: OldArgument = None,
    new: NewArgument = None,
    *,
    house: HouseOption = None,
    sample: SampleOption = _SAMPLE,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Compare two rule bases."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    if house is not None and new is not None:
        raise WrongUse("With --house give one rules folder or none: the house rules change those.")
    if house is None and (old is None or new is None):
        raise WrongUse(
            "OLD and NEW are wanted, such as: casemodel rules diff shipped my-rules; "
            "or --house FILE."
        )
    before = old or SHIPPED
    deliver(chosen, lambda: _answer(before, new or before, house, sample))


def _answer(old: str, new: str, house: str | None, size: int) -> Answer:
    from casemodel import __version__
    from casemodel.cli.local_rules import housed
    from casemodel.pages.rules_diff import Compared, compared
    from casemodel.workshop.changes import changes, house_weights
    from casemodel.workshop.effects import effects, summaries
    from casemodel.workshop.subjects import sample

    before = _rules(old)
    by = housed(before if old == new else _rules(new), house)
    after = by.rules
    found = changes(before, after)
    if by.house is not None:
        found = (*house_weights(before, by.house), *found)
    notes: list[str] = []
    subjects = (*_examples(before, after, notes), *_tests(new, by, notes))
    drawn = sample(before, after, size)
    tried = effects(before, after, (*subjects, *drawn), by.factors) if found else ()
    diff = Compared(before, after, found, tried, summaries(tried), tuple(notes), by.notes())

    def data() -> Mapping[str, object]:
        from casemodel.render.workshop_json import diff_data

        return by.with_data(diff_data(diff, __version__))

    return Answer(lambda: compared(diff), data)


def _rules(one: str) -> "Rules":
    """The rules in a folder, or those that come with casemodel."""
    from casemodel.cli.inputs_read import rules_from

    return rules_from(None if one == SHIPPED else one)


def _examples(old: "Rules", new: "Rules", notes: list[str]) -> "Iterator[Subject]":
    """The example profiles, read by the old rules or, where those refuse them, by the new."""
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


def _tests(directory: str, by: "Housed", notes: list[str]) -> "Iterator[Subject]":
    """The profiles of the new rules' own tests."""
    from casemodel.files.problems import ProblemsFound
    from casemodel.knowledge.bundled import rules_directory
    from casemodel.workshop.rule_test_reader import FOLDER, load_rule_tests
    from casemodel.workshop.subjects import Subject

    folder = rules_directory() if directory == SHIPPED else Path(directory)
    if not (folder / FOLDER).is_dir():
        return
    try:
        tests = load_rule_tests(folder, by.known())
    except ProblemsFound as found:
        many = len(found.problems)
        notes.append(f"The tests of NEW are left out: casemodel rules test finds {many} problems.")
        return
    for test in tests:
        yield Subject("test", test.id, test.profile)
