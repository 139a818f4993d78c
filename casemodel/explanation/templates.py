"""The sentences of an explanation, by id, with the names that are filled in.

They are kept together so that another language is another table.
"""

from collections.abc import Mapping

from casemodel.explanation.values import Sentence

TEMPLATES: Mapping[str, str] = {
    "headline.fits": "{model} fits best: {score} of 100.",
    "headline.close": (
        "No clear winner: {model} ({score}) and {second} ({second_score}) are too close to call."
    ),
    "headline.passed_over": (
        "{model} ({score}) is the best fit that clients' needs support; {first} ({first_score}) "
        "scores higher only on other grounds."
    ),
    "headline.none": (
        "No model is recommended: {first} comes nearest with {first_score} of 100, and 50 means no "
        "reason either way."
    ),
    "headline.need_against": (
        "No model is recommended: {first} scores highest ({first_score} of 100), but clients' "
        "needs speak against it."
    ),
    "headline.unranked": "No answer: these sources say nothing that could rank the models.",
    "fit": (
        "{word}, {score} of 100. 50 means no reason either way; this model can get {low} to {high}."
    ),
    "lead.clear": "{margin} points ahead of {second}; up to {close} would count as close.",
    "lead.close": "only {margin} points ahead of {second}; up to {close} counts as close.",
    "lead.tied": "level with {second}: no lead at all.",
    "lead.behind": "{margin} points behind {second}, which clients' needs speak against.",
    "lead.alone": "the only model that these sources can rank.",
    "evidence": "Of the points, {parts}.",
    "evidence.document": "{share}% rest on the five documents alone",
    "evidence.literature": "{share}% also on other research",
    "evidence.inference": "{share}% also on our own inference",
    "evidence.none": "nothing yet: no answer speaks for or against this model.",
    "answered": "{answered} of {asked} questions answered; the other {open} count as average.",
    "answered.all": "All {asked} questions answered.",
    "unranked": "{model} is not ranked: the chosen sources rate it on no question.",
    "level.for": (
        "This answer is neutral for {model}; it counts for it because other answers here would "
        "speak against it."
    ),
    "level.against": (
        "This answer is neutral for {model}; it counts against it because other answers here would "
        "speak for it."
    ),
    "contested": "Sources differ: {says} [{cites}]",
    "basis.document": "Answered on the five documents alone, without other research and inference.",
    "basis.literature": "Answered on published sources alone; our own inference is left out.",
}


def say(template: str, **filled: str) -> Sentence:
    """Fill a template in. Raises KeyError for an unknown template or a name left open."""
    return Sentence(template, tuple(sorted(filled.items())), TEMPLATES[template].format(**filled))
