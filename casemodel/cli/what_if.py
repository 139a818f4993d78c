"""`casemodel what-if PROFILE`: show what changed answers would do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.knowledge.values import Rules
    from casemodel.profiles.values import Profile
    from casemodel.render.json_models.base import JsonOutput

HELP = """Show the recommendation with some answers changed: before, after, and every score that
moves.

\b
Examples:
  casemodel what-if org.yaml --set after_hours=own --set budget=ample
  casemodel what-if org.yaml --set case_managers=10
  casemodel what-if org.yaml --set "acuity@street clients=acute"
  casemodel what-if client.yaml --changes changes.yaml
  echo "acuity: acute" | casemodel what-if client.yaml --changes -
"""

SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="QUESTION=ANSWER",
        help="Change an answer or a number; may be given again. "
        "QUESTION@GROUP=ANSWER changes it for one group.",
    ),
]
ChangesOption = Annotated[
    str | None,
    typer.Option(
        "--changes",
        metavar="FILE",
        help="Read changes from a file, one a line, question: answer; - reads standard input.",
    ),
]


def what_if(
    profile: options.ProfileArgument,
    *,
    changed: SetOption = None,
    changes: ChangesOption = None,
    chosen_options: options.CliOptions,
    out: options.OutputOptions,
) -> None:
    """Show what changed answers would do."""
    chosen = out.checked()
    if not changed and changes is None:
        raise WrongUse("Say what would change: --set criterion=level, or --changes FILE.")
    if profile == changes == "-":
        raise WrongUse("The profile and its changes cannot both come from standard input.")
    deliver(chosen, lambda: _answer(profile, changed or [], changes, chosen_options))


def _answer(
    path: str,
    words: Sequence[str],
    file: str | None,
    chosen_options: options.CliOptions,
) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.answering import assess_profile
    from casemodel.cli.inputs_read import any_profile
    from casemodel.cli.local_rules import rules_for
    from casemodel.explanation.what_if import what_if as explained
    from casemodel.pages.what_if import before_and_after

    loaded = rules_for(chosen_options.rules, chosen_options.house)
    profile = any_profile(path, loaded)
    before = assess_profile(loaded, profile, chosen_options)
    after = assess_profile(loaded, _changed(profile, words, file, loaded), chosen_options)
    effect = explained(before.explanation, after.explanation)

    def data() -> "JsonOutput":
        """Build the effect for JSON."""
        from casemodel.render.json_models.judgements import what_if as as_data

        return as_data(before.explanation, after.explanation, effect, __version__)

    return CommandAnswer(lambda: before_and_after(after.explanation, effect), data, after.private)


def _changed(
    profile: "Profile", words: Sequence[str], file: str | None, rules: "Rules"
) -> "Profile":
    """Give the profile with its changes. Raises WrongUse or ProblemsFound."""
    from casemodel.cli.chosen import as_wrong_use, pairs
    from casemodel.profiles.changes import with_changes
    from casemodel.profiles.changes_reader import parse_changes, read_changes

    if words and profile.kind == "client":
        raise WrongUse(
            "A shell keeps what is typed, so a client's answers are not changed by --set: "
            "use --changes FILE, or --changes - and standard input."
        )
    changes = dict(read_changes(file, rules, profile)) if file is not None else {}
    if words:
        text_pairs = pairs("--set", words, "budget=ample")
        changes |= as_wrong_use("--set", lambda: parse_changes(text_pairs, rules, profile))
    return with_changes(profile, changes, rules)
