"""`casemodel decide PROFILE --model MODEL`: put a person's decision on record."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from casemodel.cli import dates, options, registering
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.cli.answering import Assessed
    from casemodel.decisions.register import Register
    from casemodel.decisions.values import Content, Policy
    from casemodel.render.json_models.base import JsonOutput

HELP = """Record a decision: the recommended model, the chosen model, and the reason for another
choice. A person decides.

\b
Examples:
  casemodel decide client.yaml --model clinical
  casemodel decide client.yaml --model brokerage --reason client_choice --by "intake worker"
  casemodel decide client.yaml --model intensive --reason other --note -
  casemodel decide client.yaml --model clinical --corrects 12
"""

ModelOption = Annotated[
    str,
    typer.Option("--model", metavar="MODEL", help="The chosen model or hybrid, or none."),
]
ReasonOption = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar="CODE",
        help="The reason for another choice than recommended; see decisions.yaml.",
    ),
]
CorrectsOption = Annotated[
    int | None,
    typer.Option(
        "--corrects", metavar="NUMBER", min=1, help="The decision that this one corrects."
    ),
]
ReviewOption = Annotated[
    str | None,
    typer.Option("--review-on", metavar="YYYY-MM-DD", help="The date of the next review."),
]
KeepOption = Annotated[
    bool,
    typer.Option(
        "--keep-answers", help="Keep the answers, too; else keep only a digest of the profile."
    ),
]


class DecisionWanted(NamedTuple):
    """The facts to record beside the profile and its assessment."""

    chosen: str
    reason: str | None
    role: str
    note: str
    made_on: str
    review_on: str | None
    corrects: int | None
    keep_answers: bool


def decide(
    profile: options.ProfileArgument,
    *,
    model: ModelOption,
    reason: ReasonOption = None,
    by: registering.RoleOption = None,
    note: registering.NoteOption = None,
    corrects: CorrectsOption = None,
    review_on: ReviewOption = None,
    keep_answers: KeepOption = False,
    date: registering.TodayOption = None,
    register: registering.RegisterOption = None,
    chosen_options: options.WithoutWeights,
    out: options.OutputOptions,
) -> None:
    """Put a decision on record."""
    chosen = out.checked()
    if profile == note == "-":
        raise WrongUse("The profile and the note cannot both come from standard input.")
    file = registering.register_at(register)
    day = dates.today(date)
    due = None if review_on is None else dates.dated("--review-on", review_on)
    role = registering.role_of(by)

    def record() -> CommandAnswer:
        """Record the decision."""
        text = registering.note_of(note)
        decision = DecisionWanted(model, reason, role, text, day, due, corrects, keep_answers)
        return recorded_decision(profile, decision, chosen_options, file)

    deliver(chosen, record)


def recorded_decision(
    path: str,
    decision: DecisionWanted,
    chosen_options: options.CliOptions,
    file: Path,
) -> CommandAnswer:
    """Record the decision, and say what is now on record. Raises ProblemsFound or WrongUse."""
    from casemodel import __version__
    from casemodel.cli.answering import assess_file
    from casemodel.cli.registering import opened_or_made
    from casemodel.decisions.policy_file import load_policy
    from casemodel.pages.decided import on_record

    assessed = assess_file(path, chosen_options)
    policy = load_policy(chosen_options.rules)
    _check_subject(assessed, path)
    content = _content(assessed, decision, policy)
    with opened_or_made(file) as register:
        content = _about(register, content, assessed)
        damage = register.damage()
        added = register.add(content)
    number = content.about or added
    recorded = on_record(assessed.explanation, policy, content, number, str(file), damage)

    def data() -> "JsonOutput":
        """Build the decision for JSON."""
        from casemodel.render.json_models.decisions import decided

        return decided(assessed.rules, content, number, str(file), damage, __version__)

    done = f"Decision {number} is on record all the same."
    return CommandAnswer(lambda: recorded, data, assessed.private, done)


def _check_subject(assessed: "Assessed", path: str) -> None:
    """Raise ProblemsFound if the profile does not name its client or organization."""
    if assessed.assessment.problem.profile.label:
        return
    from casemodel.files.content import shown_name
    from casemodel.files.problems import Problem, ProblemsFound

    key = "id:" if assessed.private else "name:"
    message = f"A decision on record needs to say whose it is: write {key} in the profile."
    raise ProblemsFound((Problem("P302", shown_name(path), 0, 0, message, expected=key),))


def _content(assessed: "Assessed", decision: DecisionWanted, policy: "Policy") -> "Content":
    """Make the entry without the profile's digest, which needs the register's key.

    Raises WrongUse.
    """
    from casemodel import __version__
    from casemodel.decisions.fingerprint import answers_kept
    from casemodel.decisions.values import NONE, Content

    profile, rules = assessed.assessment.problem.profile, assessed.rules
    recommended = assessed.assessment.recommended or NONE
    chosen = _chosen(assessed, decision.chosen)
    reason = _reason(decision, policy, differs=chosen != recommended)
    due = decision.review_on or dates.days_later(decision.made_on, policy.review_after_days)
    if due < decision.made_on:
        raise WrongUse("--review-on is a date before the decision.")
    return Content(
        about=decision.corrects or 0,
        what="corrected" if decision.corrects else "decided",
        kind=profile.kind,
        subject=profile.label,
        fingerprint="",
        recommended=recommended,
        certainty=assessed.explanation.stability_found.word,
        chosen=chosen,
        reason=reason,
        role=decision.role,
        note=decision.note,
        answers=answers_kept(profile) if decision.keep_answers else "",
        tool_version=__version__,
        rules_version=rules.version,
        rules_digest=rules.digest,
        made_on=decision.made_on,
        review_on=due,
        keep_until=dates.days_later(decision.made_on, policy.keep_days),
    )


def _chosen(assessed: "Assessed", word: str) -> str:
    """Give the id of the model or hybrid chosen, or 'none'. Raises WrongUse."""
    from casemodel.cli.naming import alternative_called, ranked_in
    from casemodel.decisions.values import NONE

    if word.strip().casefold() == NONE:
        return NONE
    chosen = alternative_called(word, assessed.rules)
    ranked_in(assessed.explanation, chosen, assessed.rules)
    return chosen


def _reason(decision: DecisionWanted, policy: "Policy", *, differs: bool) -> str:
    """Give the code of the reason for choosing otherwise; '' if not. Raises WrongUse."""
    if not differs:
        if decision.reason:
            raise WrongUse("This is what is recommended, so no --reason for differing is needed.")
        return ""
    codes = [reason.id for reason in policy.reasons]
    if decision.reason is None:
        listed = ", ".join(codes)
        raise WrongUse(f"This is not what is recommended: say why, --reason CODE. Codes: {listed}.")
    reason = policy.reason(decision.reason)
    if reason is None:
        from casemodel.cli.naming import instead_of

        raise WrongUse(f"No reason has the code {instead_of(decision.reason, codes)}")
    if reason.needs_note and not decision.note:
        raise WrongUse(f"--reason {reason.id} needs a note that says it: --note FILE, or --note -.")
    return reason.id


def _about(register: "Register", content: "Content", assessed: "Assessed") -> "Content":
    """Add the digest of the profile to the entry.

    Raises ProblemsFound if there is no such decision to correct, and WrongUse if that decision is
    about another client or organization.
    """
    from casemodel.decisions.fingerprint import fingerprint

    if content.about:
        before = register.decision(content.about)
        if (before.content.kind, before.content.subject) != (content.kind, content.subject):
            raise WrongUse(f"Decision {content.about} is about someone else than this profile.")
    return content._replace(
        fingerprint=fingerprint(assessed.assessment.problem.profile, register.key)
    )
