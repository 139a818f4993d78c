"""Dangers that nobody has ruled out: unknown is never shown as none."""

from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say
from casemodel.explanation.values import Findings


def danger_said(findings: Findings) -> tuple[Sentence, ...]:
    """Name the questions about a client's dangers without an answer; refused ones apart."""
    refused = {one.question for one in findings.refused}
    asked = [one for one in findings.danger_unknown if one.question not in refused]
    never = [one for one in findings.danger_unknown if one.question in refused]
    pointed = [one for one in findings.danger_unknown if one.hint]
    return tuple(
        say(id_, listed=joined([lowered(one.name) for one in found]))
        for id_, found in (
            ("danger.pointed", pointed),
            ("danger.open", asked),
            ("danger.refused", never),
        )
        if found
    )
