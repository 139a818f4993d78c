"""The page of `casemodel recommend` and `casemodel score`: which model fits, and why."""

from collections.abc import Iterable

from casemodel.engine.assessment import Assessment
from casemodel.explanation.templates import say
from casemodel.explanation.values import Explanation, ShownCaution
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.missing import to_be_confirmed, what_is_missing
from casemodel.pages.outlook import what_to_ask, what_would_change
from casemodel.pages.reasons import for_and_against
from casemodel.pages.standings import standings
from casemodel.pages.words import BASIS_CHOICES, citation, sentence, short_citation

GUIDE = Fact("", "A guide for your decision, not the decision.")

_NOTES = 1  # of what sources say against its reasons, on the first screen

# Notes with a place of their own on the page: the basis is named below the title, and what other
# sources say stands with the reasons it concerns.
_ELSEWHERE = ("contested", "basis.document", "basis.literature")
_CHOSEN = ("fit_only", "weights.")

# Where no model is ahead of any other, there is none to give reasons for.
_OF_NONE = ("headline.empty", "headline.level")

# What stands before a sentence on who is served, if that is not one group.
_SERVED = {"hybrid.serves": "Serves", "hybrid.moves": "Moves"}

# What stands before a sentence on how things are now.
_NOW = {"band": "Staff"}


def first_screen(assessment: Assessment, explanation: Explanation) -> Document:
    """The answer on one screen: dangers, the answer, reasons, gaps, the ranking, what is open."""
    more = "--explain; casemodel why-not MODEL PROFILE; casemodel ask PROFILE"
    return Document(
        whose(explanation), beginning(assessment, explanation), (Fact("More", more), GUIDE)
    )


def beginning(
    assessment: Assessment, explanation: Explanation, *, full: bool = False
) -> tuple[Block, ...]:
    """What the page says before every reason is listed; `full` leaves out no note or weight."""
    watch = cautions((c for c in explanation.cautions if not c.danger), "Watch for", "caution")
    of_client = explanation.kind == "client"
    about_one = full or explanation.headline.id not in _OF_NONE
    return (
        about(explanation),
        *danger_first(explanation.cautions),
        *(watch if of_client else ()),
        *the_answer(explanation, full=full),
        *(
            (
                *for_and_against(assessment, explanation, notes=None if full else _NOTES),
                *what_is_missing(assessment, explanation, full=full),
            )
            if about_one
            else ()
        ),
        *(() if of_client else watch),
        *standings(assessment, explanation, full=full),
        *what_would_change(explanation, full=full),
        *what_to_ask(explanation),
    )


def title(explanation: Explanation) -> str:
    """Whose answer it is: an organization's name, or a client's id, never a client's name."""
    if explanation.kind == "client":
        return f"Client {explanation.label}" if explanation.label else "Client without an id"
    return explanation.label or "Your organization"


def whose(explanation: Explanation) -> str:
    """The title of a whole answer; of a client's, that no name is kept."""
    return f"{title(explanation)}{' (no name kept)' if explanation.kind == 'client' else ''}"


def about(explanation: Explanation) -> Paragraph:
    """The line below the title: of when, by which rules, and on how many answers."""
    parts = [explanation.date, f"rules {explanation.rules_version}"]
    if explanation.basis != "all":
        parts.append(f"on {BASIS_CHOICES[explanation.basis]}")
    said = sentence("; ".join(part for part in parts if part))
    return Paragraph(f"{said} {explanation.answered.text}", "quiet", "about")


def the_answer(explanation: Explanation, *, full: bool) -> tuple[Block, ...]:
    """The answer in one sentence; then fit, stability and evidence, never merged into one number.

    Who is served by what, what is run now and what was chosen beside the profile belong there too.
    """
    facts = [Fact("Stability", explanation.stability.text)]
    if full or explanation.headline.id not in _OF_NONE:
        facts = [
            *_fit(explanation, full=full),
            *facts,
            Fact("Evidence", explanation.evidence.text),
            *_served(explanation),
            Fact("Confirm", to_be_confirmed(explanation, full=full)),
            *(Fact(_NOW.get(said.id, "Now"), said.text) for said in explanation.baseline),
        ]
    facts += _beside(explanation)
    return (
        Heading(2, "The answer"),
        Paragraph(explanation.headline.text, "strong", "answer"),
        Facts(tuple(fact for fact in facts if fact.text)),
    )


def _fit(explanation: Explanation, *, full: bool) -> list[Fact]:
    """The score and its distance to the next; whose, where nothing is recommended."""
    if not explanation.about:
        return [Fact("Fit", explanation.fit.text)]
    fit = f"{explanation.fit.text}; {explanation.lead.text}."
    if not explanation.recommended:
        told = next(one.name for one in explanation.ranking if one.id == explanation.about)
        fit = say("fit.of", model=told, fit=fit).text
    reach = say("fit.reach", **dict(explanation.fit.filled)).text
    return [Fact("Fit", fit), *([Fact("Reach", sentence(reach))] if full else [])]


def _beside(explanation: Explanation) -> list[Fact]:
    """What else to know at once: what was chosen beside the profile, and what the rules lack."""
    return [
        Fact("You chose" if note.id.startswith(_CHOSEN) else "Note", note.text)
        for note in explanation.notes
        if note.id not in _ELSEWHERE
    ]


def danger_first(shown: Iterable[ShownCaution]) -> tuple[Block, ...]:
    """Dangers, under a heading that says that they come before any score."""
    dangers = [caution for caution in shown if caution.danger]
    return cautions(dangers, "Do first, whatever the score", "danger")


def cautions(shown: Iterable[ShownCaution], heading: str, label: str) -> tuple[Block, ...]:
    """Cautions under a heading; nothing where there are none."""
    items = tuple(
        Item("!", "", c.text, citation(c.cites), "danger")
        if c.danger
        else Item("!", "", c.text, short_citation(c.cites), "against")
        for c in shown
    )
    return (Heading(2, heading), Bullets(label, items)) if items else ()


def _served(explanation: Explanation) -> list[Fact]:
    """Who is served by which part and how people move, or which model suits which segment."""
    said = list(explanation.served)
    if any(one.id == "tier.segment" for one in said):
        said = [one for one in said if one.id != "hybrid.serves"]
    return [Fact(_SERVED.get(one.id, "Group"), one.text) for one in said]
