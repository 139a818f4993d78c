"""Decisions: recording one, and the register."""

from starlette.responses import Response

from casemodel.cli.dates import dated, today
from casemodel.cli.decide import DecisionWanted, recorded_decision
from casemodel.cli.decisions import DecisionFilters, decisions_listed
from casemodel.cli.registering import role_of
from casemodel.decisions.policy_file import load_policy
from casemodel.decisions.values import NONE
from casemodel.desk.answering import reason_of
from casemodel.desk.visit import Visit
from casemodel.files.limits import NOTE_LENGTH
from casemodel.files.problems import ProblemsFound, WrongUse
from casemodel.texts.messages import phrase

_FIELDS = ("model", "reason", "by", "review_on", "keep_answers")


def decide(visit: Visit) -> Response:
    """Show the form of a decision."""
    return _decide(visit, "")


def _decide(visit: Visit, wrong: str) -> Response:
    profile = visit.profile
    explanation = visit.work.made(profile).explanation
    chosen = {key: visit.field(key) for key in _FIELDS} | {"note": str(visit.form.get("note", ""))}
    return visit.page(
        "decide.html",
        profile,
        title=phrase("desk.decide"),
        headline=explanation.headline.text,
        recommended=explanation.recommended or NONE,
        models=(*((one.id, one.name) for one in explanation.ranking), (NONE, phrase("word.none"))),
        reasons=load_policy(visit.work.directory).reasons,
        chosen=chosen | ({} if chosen["model"] else {"model": explanation.recommended or NONE}),
        register=str(visit.work.register),
        wrong=wrong,
    )


def take_decision(visit: Visit) -> Response:
    """Put a decision on record, and show what is on record."""
    profile = visit.profile
    recommended = visit.work.made(profile).explanation.recommended or NONE
    differs = visit.field("model") != recommended
    note = str(visit.form.get("note", "")).strip()
    if differs and not visit.field("reason"):
        return _decide(visit, phrase("desk.say_why"))
    if len(note) > NOTE_LENGTH:
        return _decide(visit, phrase("desk.too_long"))
    try:
        review_on = visit.field("review_on")
        wanted = DecisionWanted(
            chosen=visit.field("model"),
            reason=visit.field("reason") if differs else None,
            role=role_of(visit.field("by")),
            note=note,
            made_on=today(None),
            review_on=dated("--review-on", review_on) if review_on else None,
            corrects=None,
            keep_answers=visit.field("keep_answers") == "yes",
        )
        made = recorded_decision(profile.path, wanted, visit.work.options, visit.work.register)
    except ProblemsFound as found:
        return _decide(visit, reason_of(found))
    except WrongUse as wrong:
        return _decide(visit, str(wrong))
    return visit.document(made.page(), profile)


def decisions(visit: Visit) -> Response:
    """List the decisions on record."""
    if not visit.work.register.exists():
        none = phrase("desk.no_decisions")
        return visit.page("message.html", title=phrase("desk.decisions"), text=none)
    everything = DecisionFilters(None, None, None, "", "", overdue=False, differing=False)
    listed = decisions_listed(everything, today(None), visit.work.directory, visit.work.register)
    return visit.document(listed.page())
