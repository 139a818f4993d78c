"""`casemodel decisions`: list decisions on record, due reviews, and how often people differ."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from casemodel.cli import dates, on_paper, options, registering
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from casemodel.decisions.history import DecisionSelection
    from casemodel.decisions.values import Decision
    from casemodel.knowledge.values import Rules
    from casemodel.pages.document import Document
    from casemodel.profiles.values import Profile
    from casemodel.render.json_models.base import JsonOutput

HELP = """List decisions and overdue reviews, and count how often people chose another model than
the recommended one.

\b
Examples:
  casemodel decisions
  casemodel decisions --overdue
  casemodel decisions --differing --model intensive
  casemodel decisions --of client.yaml
  casemodel decisions --format csv -o decisions.csv
"""

ModelOption = Annotated[
    str | None,
    typer.Option("--model", metavar="MODEL", help="Only decisions that recommended or chose it."),
]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="CODE", help="Only decisions with this reason.")
]
OfOption = Annotated[
    str | None,
    typer.Option(
        "--of", metavar="PROFILE", help="Only decisions about the client or agency of this profile."
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="YYYY-MM-DD", help="Only decisions from this date on."),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="YYYY-MM-DD", help="Only decisions up to this date."),
]
OverdueOption = Annotated[bool, typer.Option("--overdue", help="Only decisions due for a review.")]
DifferingOption = Annotated[
    bool, typer.Option("--differing", help="Only decisions that differ from the recommendation.")
]
FormatOption = Annotated[
    Literal["text", "plain", "json", "markdown", "csv"],
    typer.Option("--format", help="The format; csv is a table for a spreadsheet."),
]


class DecisionFilters(NamedTuple):
    """The filters on the decisions to list, as typed; dates are ISO."""

    model: str | None
    reason: str | None
    of: str | None
    since: str
    until: str
    overdue: bool
    differing: bool


class _Listed(NamedTuple):
    """The rules, every decision within its time, those that match, and how many are past it."""

    rules: "Rules"
    everything: "tuple[Decision, ...]"
    matching: "tuple[Decision, ...]"
    known_again: str
    past: int
    recommended_now: "Mapping[int, str]"


def decisions(
    *,
    model: ModelOption = None,
    reason: ReasonOption = None,
    of: OfOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    overdue: OverdueOption = False,
    differing: DifferingOption = False,
    date: registering.TodayOption = None,
    register: registering.RegisterOption = None,
    rules: options.RulesOption = None,
    form: FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """List decisions on record."""
    filters = DecisionFilters(
        model,
        reason,
        of,
        dates.dated("--since", since) if since else "",
        dates.dated("--until", until) if until else "",
        overdue,
        differing,
    )
    file, day = registering.register_at(register), dates.today(date)
    if form == "csv":
        if plain:
            raise WrongUse("Choose one of --plain and --format csv.")
        paper = on_paper.paper_output("csv", "letter", None, output, force=force)
        on_paper.deliver_on_paper(paper, lambda: _exported(filters, day, rules, file))
    else:
        chosen = options.output_of(form, output, plain=plain, force=force)
        deliver(chosen, lambda: decisions_listed(filters, day, rules, file))


def _exported(filters: DecisionFilters, day: str, directory: str | None, file: Path) -> "Document":
    from casemodel.pages.decisions import export

    return export(_found(filters, day, directory, file).matching)


def decisions_listed(
    filters: DecisionFilters, day: str, directory: str | None, file: Path
) -> CommandAnswer:
    """List the decisions that pass the filters. Raises ProblemsFound or WrongUse."""
    from casemodel import __version__
    from casemodel.decisions.policy_file import load_policy
    from casemodel.pages.decisions import register_page

    listing = _found(filters, day, directory, file)

    def page() -> "Document":
        """Lay out the decisions."""
        policy = load_policy(directory)
        return register_page(
            listing.rules,
            policy,
            listing.everything,
            listing.matching,
            day,
            listing.known_again,
            listing.past,
            listing.recommended_now,
        )

    def data() -> "JsonOutput":
        """Build the decisions for JSON."""
        from casemodel.render.json_models.decisions import listed

        return listed(
            listing.rules,
            listing.everything,
            listing.matching,
            day,
            listing.past,
            listing.recommended_now,
            __version__,
        )

    return CommandAnswer(page, data, private=True)


def _found(filters: DecisionFilters, day: str, directory: str | None, file: Path) -> _Listed:
    """Find the decisions that are wanted. Raises ProblemsFound or WrongUse."""
    from casemodel.cli.inputs_read import any_profile, rules_from
    from casemodel.cli.registering import opened
    from casemodel.decisions.fingerprint import fingerprint
    from casemodel.decisions.history import decisions as standing
    from casemodel.decisions.history import kept, latest, listed
    from casemodel.decisions.today import by_other_rules

    rules = rules_from(directory)
    profile = any_profile(filters.of, rules) if filters.of else None
    with opened(file) as register:
        entries = register.entries()
        now = fingerprint(profile, register.key) if profile else ""
    everything = standing(kept(entries, day))
    matching = listed(everything, _selection(filters, rules, profile, day))
    says = ""
    for last in latest(matching) if profile else ():
        same = last.content.fingerprint == now
        says = f"{'the one' if same else 'changed since'} decision {last.number} was made on"
        if not same and by_other_rules(last.content, rules):
            says = (
                f"changed since decision {last.number} was made, or only questions were renamed: "
                f"rules {last.content.rules_version} made it"
            )
    past = len(standing(entries)) - len(everything)
    return _Listed(rules, everything, matching, says, past, _recommended_now(matching, rules))


def _recommended_now(decided: "Iterable[Decision]", rules: "Rules") -> dict[int, str]:
    """By number, what the answers kept lead to by these rules, where others made the decision."""
    from casemodel.decisions.today import by_other_rules, profile_today
    from casemodel.decisions.values import NONE
    from casemodel.engine.assessment import assess

    made_by_others = (decision for decision in decided if by_other_rules(decision.content, rules))
    profiles = (
        (decision.number, profile_today(decision.content, rules)) for decision in made_by_others
    )
    return {
        number: assess(rules, profile).recommended or NONE
        for number, profile in profiles
        if profile
    }


def _selection(
    filters: DecisionFilters, rules: "Rules", profile: "Profile | None", day: str
) -> "DecisionSelection":
    from casemodel.decisions.history import DecisionSelection
    from casemodel.decisions.values import NONE

    model = filters.model or ""
    if model and model != NONE:
        from casemodel.cli.naming import alternative_called

        model = alternative_called(model, rules)
    return DecisionSelection(
        model,
        filters.reason or "",
        filters.since,
        filters.until,
        (profile.kind, _label(profile)) if profile else None,
        day if filters.overdue else "",
        filters.differing,
    )


def _label(profile: "Profile") -> str:
    """Give the name or id in a profile. Raises WrongUse if there is none."""
    if not profile.label:
        raise WrongUse("The profile does not say whose it is, so its decisions cannot be found.")
    return profile.label


def subject_of(path: str, directory: str | None) -> "tuple[str, str]":
    """Give the kind and the id or name in a profile. Raises ProblemsFound or WrongUse."""
    from casemodel.cli.inputs_read import any_profile, rules_from

    profile = any_profile(path, rules_from(directory))
    return profile.kind, _label(profile)
