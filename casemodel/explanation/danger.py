"""Dangers that nobody has ruled out: unknown is never shown as none."""

from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say
from casemodel.explanation.values import Findings


def danger_sentences(findings: Findings) -> tuple[Sentence, ...]:
    """Name the questions about a client's dangers without an answer; refused ones apart."""
    refused = {question.question for question in findings.refused}
    unanswered = [
        question for question in findings.danger_unknown if question.question not in refused
    ]
    never = [question for question in findings.danger_unknown if question.question in refused]
    pointed = [question for question in findings.danger_unknown if question.hint]
    return tuple(
        say(id_, listed=joined([lowered(question.name) for question in questions]))
        for id_, questions in (
            ("danger.pointed", pointed),
            ("danger.open", unanswered),
            ("danger.refused", never),
        )
        if questions
    )
