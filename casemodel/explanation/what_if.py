"""Explain what changed answers do, by comparing two explanations of one person or agency."""

from casemodel.explanation.alternative_values import Reason
from casemodel.explanation.comparison_values import NumberChange, ScoreMove, WhatIf
from casemodel.explanation.numbers import signed
from casemodel.explanation.question_values import AnswerChange, GivenAnswer, UnansweredQuestion
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say
from casemodel.explanation.values import Explanation


def what_if(before: Explanation, after: Explanation) -> WhatIf:
    """Compare the recommendation and the scores before and after changed answers.

    The rules and options must be the same.
    """
    changes = _changes(before, after)
    earlier = {ranked.id: ranked.tenths for ranked in before.ranking}
    return WhatIf(
        changes=changes,
        numbers=tuple(
            NumberChange(old.id, old.unit, old.number, new.number)
            for old, new in zip(before.quantities, after.quantities, strict=True)
            if old.number != new.number
        ),
        before=_recommendation(before),
        after=_recommendation(after),
        moved=tuple(
            ScoreMove(ranked.id, ranked.name, earlier.get(ranked.id, 0), ranked.tenths)
            for ranked in after.ranking
            if earlier.get(ranked.id) != ranked.tenths
        ),
        reasons=_reasons(after, changes),
    )


def _changes(before: Explanation, after: Explanation) -> tuple[AnswerChange, ...]:
    """List the questions whose answer in the later profile differs."""
    answers_before = {answer.question: answer for answer in before.answers}
    answers_after = {answer.question: answer for answer in after.answers}
    questions: list[GivenAnswer | UnansweredQuestion] = [*after.answers, *after.open_questions]
    changes = []
    for question in sorted(questions, key=lambda q: q.question):
        earlier, later = answers_before.get(question.question), answers_after.get(question.question)
        change = AnswerChange(
            question=question.question,
            criterion=question.criterion,
            segment=question.segment,
            name=question.name,
            before=earlier.level if earlier else "",
            before_answer=earlier.answer if earlier else "",
            after=later.level if later else "",
            after_answer=later.answer if later else "",
        )
        if change.before != change.after:
            changes.append(change)
    return tuple(changes)


def _recommendation(explanation: Explanation) -> Sentence:
    if not explanation.recommended:
        return say("what_if.none")
    ranked = explanation.alternative(explanation.recommended)
    return say("what_if", model=ranked.name, points=signed(ranked.points))


def _reasons(after: Explanation, changes: tuple[AnswerChange, ...]) -> tuple[Reason, ...]:
    """Say why the changed answers that speak for themselves count for the later alternative."""
    changed = {(change.criterion, change.segment) for change in changes}
    return tuple(
        reason
        for reason in after.reasons.get(after.about, ())
        if reason.stated and reason.tenths and (reason.criterion, reason.segment) in changed
    )
