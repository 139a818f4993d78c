"""Help on a question: why it is asked, and the models that each answer speaks for and against."""

from casemodel.explanation.naming import joined
from casemodel.knowledge.criteria import Criterion, Kind, Level
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Fact
from casemodel.pages.words import cited, counted, moved, sentence
from casemodel.texts.messages import phrase

_CLAIMS_SHOWN = 3


def asked_for(rules: Rules, criterion: Criterion) -> tuple[Fact, ...]:
    """List the help of a question, and the claims for which it is asked, with their sources."""
    facts = [Fact(phrase("word.help"), sentence(criterion.help))]
    facts += [
        Fact(
            phrase("interview.and_because") if number else phrase("interview.because"),
            f"{sentence(rules.claims[claim].says)} {cited(rules, (claim,))}",
        )
        for number, claim in enumerate(criterion.claims[:_CLAIMS_SHOWN])
    ]
    beyond = len(criterion.claims) - _CLAIMS_SHOWN
    if beyond > 0:
        text = phrase("interview.claims", claims=counted(beyond, "other_claim"))
        facts.append(Fact(phrase("interview.and"), text))
    return tuple(facts)


def effects_of(rules: Rules, kind: Kind, criterion: Criterion) -> tuple[Fact, ...]:
    """List the answers to a question, each with the models that it speaks for and against."""
    return tuple(
        Fact(f"{number} {level.name.said_to(kind)}", _effect(rules, criterion, level))
        for number, level in enumerate(criterion.levels, 1)
    )


def _effect(rules: Rules, criterion: Criterion, level: Level) -> str:
    speaking, against = moved(rules, criterion.id, level.id)
    parts = [phrase("interview.for", models=joined(speaking))] if speaking else []
    parts += [phrase("interview.against_models", models=joined(against))] if against else []
    return "; ".join(parts) or phrase("interview.no_effect")
