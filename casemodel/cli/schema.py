"""`casemodel schema NAME`: JSON Schema of the files people write, and of every JSON output."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import problems_shown
from casemodel.cli.deliver_text import TextOutput, deliver_text
from casemodel.cli.streams import CannotWrite
from casemodel.files.problems import WrongUse

HELP = """Write JSON Schema (draft-07) for profiles, rule files, house rules and column maps. With
it, an editor shows every question with its answers while you write. The first line of files that
come with casemodel names a schema; casemodel schema all -o schemas puts the schemas beside their
folder.

For programs that read what --format json prints: JSON Schema (2020-12) of each output. Names:
answer (recommend and score), why-not, what-if, review, ask, raters, weigh, plan, models, show,
compare, inputs, sources, decision, decisions, withdraw, forget, caseload, caseload-line, segments,
staffing, check, rules-check, rules-test, rules-diff, settings, code, codes, problems.

\b
Examples:
  casemodel schema profile -o profile.schema.json
  casemodel schema profile client
  casemodel schema rules model --rules my-rules
  casemodel schema map -o map.schema.json
  casemodel schema all -o schemas
  casemodel schema answer
"""

WhatArgument = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="profile, rules, house, map, all of these, or the name of an output.",
        show_default=False,
    ),
]
KindArgument = Annotated[
    str,
    typer.Argument(
        metavar="[FILE KIND]",
        help="For rules: the file, such as model. For a profile: client or organization.",
        show_default=False,
    ),
]


def schema(
    subject: WhatArgument,
    kind: KindArgument = "",
    *,
    rules: options.RulesOption = None,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Print a schema, or write all of them to a folder."""
    if subject == "all":
        _write_all(kind, rules, output, force=force)
        return
    _check_kind(subject, kind)
    deliver_text(output, lambda: TextOutput(_text(subject, kind, rules)), force=force)


def _check_kind(subject: str, kind: str) -> None:
    """Raise WrongUse for an unknown name or kind; rules must name a kind."""
    from casemodel.render.json_models.schemas import OUTPUTS

    if subject in OUTPUTS and not kind:
        return
    from casemodel.cli.naming import instead_of
    from casemodel.workshop.json_schemas import KINDS

    if subject not in KINDS and subject not in OUTPUTS:
        raise WrongUse(f"There is no schema of {instead_of(subject, (*KINDS, 'all', *OUTPUTS))}")
    known = KINDS.get(subject, ())
    if kind in known or (not kind and subject != "rules"):
        return
    if not known:
        raise WrongUse(f"casemodel schema {subject} stands alone.")
    raise WrongUse(f"After casemodel schema {subject} comes one of: {', '.join(known)}.")


def _text(subject: str, kind: str, directory: str | None) -> str:
    from casemodel.cli.inputs_read import rules_from
    from casemodel.render.json_models.schemas import OUTPUTS, output_schema_text

    if subject in OUTPUTS:
        return output_schema_text(subject)
    from casemodel.workshop.json_schemas import as_text, schema_of

    return as_text(schema_of(rules_from(directory), subject, kind))


def _write_all(kind: str, directory: str | None, folder: str | None, *, force: bool) -> None:
    """Write every schema into a folder, which is made if it does not exist.

    Raises WrongUse without a folder, and CannotWrite.
    """
    from casemodel.cli.files import refuse_overwriting
    from casemodel.render.safe import harmless

    if kind or folder is None:
        raise WrongUse("casemodel schema all needs a folder and nothing else: -o schemas.")
    with problems_shown("text"):
        texts = _texts(directory)
    files = {str(Path(folder) / name): text for name, text in texts.items()}
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError):
        raise CannotWrite(f"{harmless(folder)} cannot be made a folder.") from None
    for file in files:
        refuse_overwriting(file, force=force)
    for file, text in files.items():
        deliver_text(file, partial(TextOutput, text), force=force)


def _texts(directory: str | None) -> dict[str, str]:
    """Give every schema as text, by the name of its file."""
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.schema_line import schema_file
    from casemodel.workshop.json_schemas import as_text, every_schema

    schemas = every_schema(rules_from(directory))
    return {schema_file(name): as_text(schema) for name, schema in schemas.items()}
