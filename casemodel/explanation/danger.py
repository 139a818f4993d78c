"""Dangers that nobody has ruled out: unknown is never shown as none."""

from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.question_values import UnansweredQuestion
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
    # A caution on a danger that is known says whom to call.
    is_known = any(caution.danger for caution in findings.cautions)
    call = "" if is_known else say("danger.call").text
    sentences = []
    if pointed:
        sentences.append(say("danger.pointed", listed=_listed(pointed)))
    if unanswered:
        sentences.append(say("danger.open", listed=_listed(unanswered), call=call))
    if never:
        sentences.append(say("danger.refused", listed=_listed(never)))
    return tuple(sentences)


def _listed(questions: list[UnansweredQuestion]) -> str:
    """Name what the questions ask about, in a sentence."""
    return joined([lowered(question.name) for question in questions])
