"""Pages on one profile: the answer, the questions, groups, weights, other answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from starlette.responses import Response

from casemodel.desk import groups as group_forms
from casemodel.desk.answering import (
    SentAnswer,
    WrongFigure,
    cost_key,
    cost_shown,
    costs_asked,
    named,
    reason_of,
    sent_answers,
    with_answers,
    with_notes,
)
from casemodel.desk.questions import (
    QuestionShown,
    choices_of,
    every_section,
    question_shown,
    questions_in,
    section_id,
    sections_of,
    whose,
)
from casemodel.desk.visit import Visit
from casemodel.desk.visit import shown as shown_document
from casemodel.desk.workplace import OpenProfile
from casemodel.engine.questions import Asked, question_for, questions_of
from casemodel.explanation.question_values import OpenQuestion
from casemodel.explanation.values import Explanation
from casemodel.explanation.what_if import what_if as compared
from casemodel.explanation.why_not import why_not as explained
from casemodel.files.problems import ProblemsFound, WrongUse
from casemodel.interview.order import outlook, part_of
from casemodel.knowledge.values import Rules
from casemodel.pages.beside import answer_beside, points_at_once
from casemodel.pages.document import Document
from casemodel.pages.explained import in_full
from casemodel.pages.interview import ABOUT
from casemodel.pages.plan import plan_page
from casemodel.pages.what_if import before_and_after
from casemodel.pages.why_not import why_it_is_not
from casemodel.profiles.changes import IN, with_changes
from casemodel.profiles.changes_reader import parse_changes
from casemodel.profiles.draft import CannotEdit, Draft
from casemodel.profiles.values import WHOLE, Segment
from casemodel.render.html import as_fragment
from casemodel.texts.messages import phrase

NOTHING: Mapping[str, str] = {}
_NEXT_SHOWN = 3  # questions to ask next, beside the answer


class NextShown(NamedTuple):
    """A question worth asking next, and the section it is in."""

    section: str
    id: str
    text: str


def answer(visit: Visit) -> Response:
    """Show the answer."""
    profile = visit.profile
    explanation = visit.work.assessed(profile).explanation
    return visit.page("answer.html", profile, **_beside(profile, explanation))


def _beside(profile: OpenProfile, explanation: Explanation) -> dict[str, Any]:
    """Gather the values with which a template shows the answer."""
    document = answer_beside(explanation)
    open_questions = [*explanation.ask_first, *explanation.ask_next]
    return {
        "title": document.title,
        "shown": shown_document(document),
        "headline": explanation.headline.text,
        "dangers": tuple(caution.text for caution in explanation.cautions if caution.danger),
        "next_questions": tuple(
            _next(profile, question) for question in open_questions[:_NEXT_SHOWN]
        ),
    }


def _next(profile: OpenProfile, open_question: OpenQuestion) -> NextShown:
    names = [segment.name for segment in profile.draft.profile.segments]
    segment = names.index(open_question.segment) if open_question.segment else WHOLE
    question = (
        question_for(open_question.criterion, segment)
        if open_question.segment
        else open_question.criterion
    )
    part = part_of(profile.rules, Asked(open_question.criterion, segment))
    text = (
        f"{open_question.segment}: {open_question.question}"
        if open_question.segment
        else open_question.question
    )
    return NextShown(section_id(part), question, text)


def first_questions(visit: Visit) -> Response:
    """Lead to the first section that is not answered in full."""
    sections = every_section(visit.profile)
    first = next((section for section in sections if section.answered < section.asked), sections[0])
    return visit.go(visit.at("questions", first.id))


def questions(
    visit: Visit, wrong: Mapping[str, str] = NOTHING, chosen: Mapping[str, str] = NOTHING
) -> Response:
    """Show the questions of one section, with the answer beside.

    `wrong` says why answers were not taken, and `chosen` are those answers. Raises WrongUse for an
    unknown section.
    """
    profile = visit.profile
    explanation = visit.work.assessed(profile, quick=visit.wants_part).explanation
    values = _beside(profile, explanation)
    if visit.wants_part:
        values |= {"shown": as_fragment(points_at_once(explanation)), "headline": ""}
    sections = every_section(profile)
    section = visit.part("section")
    here = next((shown_section for shown_section in sections if shown_section.id == section), None)
    if here is None:
        raise WrongUse(phrase("desk.no_such_page"))
    after = sections[sections.index(here) + 1 :]
    values |= {
        "title": here.title,
        "here": here,
        "sections": sections,
        "after": after[0] if after else None,
        "questions": questions_in(profile, section, explanation, wrong, chosen),
        "wrong": wrong,
    }
    return visit.page("questions.html", profile, **values)


def take_answers(visit: Visit) -> Response:
    """Take the answers of a section."""
    sent = sent_answers(visit.form)
    if wrong := _taken(visit, sent, visit.part("section")):
        return questions(
            visit, wrong, {answer.id: answer.word for answer in sent if answer.id in wrong}
        )
    if leads_to := visit.field("then"):
        return visit.go(visit.at("questions", leads_to) if leads_to != "answer" else visit.at())
    return visit.go(visit.at("questions", visit.part("section")))


def _taken(visit: Visit, sent: tuple[SentAnswer, ...], section: str = "") -> Mapping[str, str]:
    """Take answers and notes. Says why those were not taken that were not."""
    wrong: dict[str, str] = {}

    def edit(draft: Draft, rules: Rules) -> Draft:
        """Take the answers."""
        with_answer = with_answers(whose(draft, section), rules, sent)
        noted = with_notes(with_answer.draft, rules, visit.form)
        wrong.update({**noted.wrong, **with_answer.wrong})
        return noted.draft

    visit.work.change(visit.name, edit)
    return wrong


def one_question(
    visit: Visit, wrong: Mapping[str, str] = NOTHING, chosen: Mapping[str, str] = NOTHING
) -> Response:
    """Ask the one question that can settle most now; dangers come first."""
    profile = visit.profile
    assessed = visit.work.assessed(profile)
    known = questions_of(profile.rules, profile.draft.profile)
    skipped = tuple(q for q in visit.request.query_params.getlist("skip") if q in known)
    looked = outlook(
        profile.rules, profile.draft, frozenset(skipped), assessed.assessment.problem.options
    )
    first = next(iter(wrong), looked.first)
    question: QuestionShown | None = None
    if first in known:
        question = question_shown(profile, first, assessed.explanation, wrong, chosen)
    values = _beside(profile, assessed.explanation)
    values |= {
        "title": phrase("desk.one"),
        "question": question,
        "left": len([question_id for question_id in looked.open if question_id not in skipped]),
        "settled": looked.settled and not looked.dangers,
        "skipped": skipped,
        "wrong": wrong,
    }
    return visit.page("one.html", profile, **values)


def take_one(visit: Visit) -> Response:
    """Take one answer, and ask the next question."""
    sent = sent_answers(visit.form)
    if wrong := _taken(visit, sent):
        return one_question(visit, wrong, {answer.id: answer.word for answer in sent})
    query = visit.request.url.query
    return visit.go(visit.at("one") + (f"?{query}" if query else ""))


def about(visit: Visit, wrong: str = "", wrong_key: str = "") -> Response:
    """Show who the profile is about; `wrong_key` names the figure that is `wrong`, if it is one."""
    profile, rules = visit.profile, visit.work.rules()
    agency = profile.agency.draft.profile if profile.draft.profile.kind == "client" else None
    runs = [("", phrase("desk.none_or_unknown"))]
    for runnable in (rules.models, rules.hybrids, rules.forms):
        runs += [(run.id, run.name) for run in runnable.values()]
    return visit.page(
        "about.html",
        profile,
        title=phrase("desk.about"),
        values=profile.draft.profile,
        note=profile.draft.note,
        costs=_costs(profile),
        agency=agency,
        models=choices_of(runs, (agency or profile.draft.profile).current_model),
        typed=visit.form,
        wrong=wrong,
        wrong_key=wrong_key,
    )


def _costs(profile: OpenProfile) -> tuple[tuple[str, str, str], ...]:
    """List an agency's own figures: the key, the question, and the figure in the file."""
    models = profile.rules.models
    return tuple(
        (
            cost_key(cost),
            phrase("desk.travel", model=models[cost.model].name)
            if cost.model
            else phrase(ABOUT[cost.topic]),
            cost_shown(profile.draft, cost),
        )
        for cost in costs_asked(profile.rules)
    )


def take_about(visit: Visit) -> Response:
    """Take the name or id, the date, the model that is run now, and costs."""
    try:
        visit.work.change(visit.name, lambda draft, rules: named(draft, rules, visit.form))
    except WrongFigure as error:
        return about(visit, str(error), error.key)
    except (ProblemsFound, CannotEdit) as error:
        return about(visit, reason_of(error))
    return visit.go(visit.at("questions"))


def groups(visit: Visit, rows: tuple[group_forms.GroupRow, ...] = (), wrong: str = "") -> Response:
    """Show the groups of clients, or the rows as they were sent."""
    profile = visit.profile
    return visit.page(
        "groups.html",
        profile,
        title=phrase("desk.groups"),
        rows=rows or group_forms.rows_of(profile.draft),
        wrong=wrong,
        was=_stamp(profile.draft),
    )


def _stamp(draft: Draft) -> str:
    """Write the groups as the page shows them, to see whether another window changes them."""
    return "|".join(f"{segment.name}={segment.share}" for segment in draft.profile.segments)


def take_groups(visit: Visit) -> Response:
    """Take the groups of clients."""
    rows = group_forms.sent_groups(visit.form)

    def edit(draft: Draft, rules: Rules) -> Draft:
        """Change the groups. Raises CannotEdit if they are not those that the page showed."""
        if _stamp(draft) != visit.form.get("was"):
            raise CannotEdit(phrase("desk.groups_changed"))
        return group_forms.with_rows(draft, rules, rows)

    if wrong := visit.change(edit):
        return groups(visit, rows, wrong)
    return visit.go(visit.at("questions"))


def what_if(visit: Visit, changes: Mapping[str, str] = NOTHING) -> Response:
    """Show every question with its answer, to be changed for a trial, and what changes move."""
    profile = visit.profile
    before = visit.work.assessed(profile).explanation
    wrong, shown = "", None
    if changes:
        segments = profile.draft.profile.segments
        words = [(_change_key(key, segments), word) for key, word in changes.items()]
        try:
            read = parse_changes(words, profile.rules, profile.draft.profile)
            changed = with_changes(profile.draft.profile, read, profile.rules)
            after = visit.work.assessed(profile.holding(changed)).explanation
            page = before_and_after(after, compared(before, after))
            shown = shown_document(page)
        except ProblemsFound as found:
            wrong = reason_of(found)
    sections = tuple(
        (section, questions_in(profile, section.id, before, {}, changes))
        for section in sections_of(profile)
    )
    return visit.page(
        "what_if.html",
        profile,
        title=phrase("desk.what_if"),
        sections=sections,
        shown=shown,
        wrong=wrong,
    )


def _change_key(key: str, segments: Sequence[Segment]) -> str:
    """Give the key of a change: a group by its name in place of its number."""
    criterion, _, group = key.partition("#")
    return f"{criterion}{IN}{segments[int(group) - 1].name}" if group else criterion


def try_changes(visit: Visit) -> Response:
    """Show what the changed answers would do; nothing is written."""
    profile = visit.profile
    known = {*questions_of(profile.rules, profile.draft.profile), *profile.rules.quantities}
    changes = {answer.id: answer.word for answer in sent_answers(visit.form) if answer.id in known}
    return what_if(visit, changes)


def why_not(visit: Visit) -> Response:
    """Say why a model or hybrid is not recommended, or list them to choose from."""
    profile = visit.profile
    assessed = visit.work.assessed(profile)
    id_ = visit.query("model")
    shown, title = "", phrase("desk.why_not")
    if id_ in {alternative.id for alternative in assessed.explanation.ranking}:
        explanation = explained(assessed.assessment, id_, assessed.explanation)
        page = why_it_is_not(assessed.explanation, explanation)
        shown, title = shown_document(page), page.title
    return visit.page(
        "why_not.html",
        profile,
        title=title,
        shown=shown,
        models=choices_of(
            ((alternative.id, alternative.name) for alternative in assessed.explanation.ranking),
            id_,
        ),
    )


def _of_answer(
    make: Callable[[Explanation], Document], *, detail: bool = False
) -> Callable[[Visit], Response]:
    """Make an endpoint that shows a document made of the answer."""

    def endpoint(visit: Visit) -> Response:
        """Show the document."""
        profile = visit.profile
        return visit.document(
            make(visit.work.assessed(profile, detail=detail).explanation), profile
        )

    return endpoint


every_reason = _of_answer(in_full, detail=True)
plan = _of_answer(plan_page)
