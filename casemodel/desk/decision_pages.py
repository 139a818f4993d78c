"""Decisions: recording one, and the register."""

from starlette.responses import Response

from casemodel.cli.dates import dated, today
from casemodel.cli.decide import DecisionWanted, recorded_decision
from casemodel.cli.decisions import DecisionFilters, decisions_listed
from casemodel.cli.registering import role_of
from casemodel.decisions.policy_file import load_policy
from casemodel.decisions.values import NONE, ReasonCode
from casemodel.desk.answering import reason_of
from casemodel.desk.questions import choices_of
from casemodel.desk.visit import Visit
from casemodel.files.limits import NOTE_LENGTH, NUMBER_LENGTH
from casemodel.files.problems import ProblemsFound, WrongUse
from casemodel.texts.messages import phrase

_FIELDS = ("model", "reason", "by", "review_on", "corrects", "keep_answers")


def decide(visit: Visit, wrong: str = "") -> Response:
    """Show the form of a decision."""
    profile = visit.profile
    explanation = visit.work.assessed(profile).explanation
    chosen = {key: visit.field(key) for key in _FIELDS} | {"note": str(visit.form.get("note", ""))}
    recommended = explanation.recommended or NONE
    models = [
        *((alternative.id, alternative.name) for alternative in explanation.ranking),
        (NONE, phrase("word.none")),
    ]
    reasons = load_policy(visit.work.directory).reasons
    return visit.page(
        "decide.html",
        profile,
        title=phrase("desk.decide"),
        headline=explanation.headline.text,
        models=choices_of(
            ((id_, _marked(name) if id_ == recommended else name) for id_, name in models),
            chosen["model"] or recommended,
        ),
        reasons=choices_of(
            [("", phrase("desk.no_reason")), *((reason.id, _reason(reason)) for reason in reasons)],
            chosen["reason"],
        ),
        chosen=chosen,
        register=str(visit.work.register),
        wrong=wrong,
    )


def _marked(name: str) -> str:
    return f"{name} ({phrase('answer.recommended')})"


def _reason(reason: ReasonCode) -> str:
    return f"{reason.says} {phrase('desk.with_note')}" if reason.needs_note else reason.says


def take_decision(visit: Visit) -> Response:
    """Put a decision on record, and show what is on record."""
    profile = visit.profile
    recommended = visit.work.assessed(profile).explanation.recommended or NONE
    differs = visit.field("model") != recommended
    note = str(visit.form.get("note", "")).strip()
    if differs and not visit.field("reason"):
        return decide(visit, phrase("desk.say_why"))
    corrects = visit.field("corrects")
    if corrects and not (corrects.isdecimal() and len(corrects) < NUMBER_LENGTH):
        return decide(visit, phrase("interview.no_number"))
    if len(note) > NOTE_LENGTH:
        return decide(visit, phrase("desk.too_long"))
    try:
        review_on = visit.field("review_on")
        decision = DecisionWanted(
            chosen=visit.field("model"),
            reason=visit.field("reason") if differs else None,
            role=role_of(visit.field("by")),
            note=note,
            made_on=today(None),
            review_on=dated("--review-on", review_on) if review_on else None,
            corrects=int(corrects) if corrects else None,
            keep_answers=visit.field("keep_answers") == "yes",
        )
        recorded = recorded_decision(
            profile.path, decision, visit.work.options, visit.work.register
        )
    except (ProblemsFound, WrongUse) as error:
        return decide(visit, reason_of(error))
    return visit.document(recorded.page(), profile)


def decisions(visit: Visit) -> Response:
    """List the decisions on record."""
    if not visit.work.register.exists():
        none, title = phrase("desk.no_decisions"), phrase("desk.decisions")
        return visit.page("message.html", title=title, text=none)
    everything = DecisionFilters(None, None, None, "", "", overdue=False, differing=False)
    listed = decisions_listed(everything, today(None), visit.work.directory, visit.work.register)
    return visit.document(listed.page())
