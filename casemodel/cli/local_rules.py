"""`--house FILE`: rules as an agency has changed them, for every command that answers."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from casemodel.knowledge.values import Rules
    from casemodel.pages.document import Document

HouseOption = Annotated[
    str | None,
    typer.Option(
        "--house",
        metavar="FILE",
        help="House rules: your agency's changes to the rules; none leaves out those in settings.",
    ),
]


def rules_for(directory: str | None, house: str | None) -> "Rules":
    """Load the rules of a folder, or those that come with casemodel, as a house file changes them.

    Raises ProblemsFound with every problem of the rules, or else of the house file.
    """
    from casemodel.cli.inputs_read import rules_from

    return changed_by(rules_from(directory), house)


def changed_by(rules: "Rules", house: str | None) -> "Rules":
    """Apply a house file to rules. Raises ProblemsFound with every problem of the file."""
    if house is None:
        return rules
    from casemodel.cli import rules_used
    from casemodel.cli.inputs_read import tell_remarks
    from casemodel.local_rules.applying import apply_house
    from casemodel.local_rules.reader import read_house

    changes, document = read_house(house, rules)
    tell_remarks(document.file, document.remarks)
    changed = apply_house(rules, changes)
    rules_used.note_house(changed, document.file)
    return changed


class TestedRules(NamedTuple):
    """Rules as a house changes them, and the rules by which their tests are read.

    `known` also holds the models that the house switches off; `off` are the ids of those models and
    of the hybrids that go with them.
    """

    rules: "Rules"
    known: "Rules"
    off: frozenset[str]


def tested_rules(rules: "Rules", house: str | None) -> TestedRules:
    """Apply a house file to rules that are tested. Raises ProblemsFound."""
    if house is None:
        return TestedRules(rules, rules, frozenset())
    from casemodel.local_rules.applying import apply_but_keep_models, apply_house, switched_off
    from casemodel.local_rules.reader import load_house

    changes = load_house(house, rules)
    known = apply_but_keep_models(rules, changes)
    return TestedRules(apply_house(rules, changes), known, switched_off(rules, changes))


def marked(page: "Document", rules: "Rules") -> "Document":
    """Add to a page what an agency changes in the rules that it was made with."""
    if rules.local is None:
        return page
    from casemodel.explanation.local_rules_notes import local_notes
    from casemodel.pages.local_rules import with_house

    return with_house(page, local_notes(rules.local))
