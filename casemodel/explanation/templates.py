"""The sentences of an explanation, by id, with the names that are filled in.

They are kept together so that another language is another table.
"""

from collections.abc import Mapping

from casemodel.explanation.values import Sentence

TEMPLATES: Mapping[str, str] = {
    # The answer in one sentence
    "headline.fits": "{given}{model} fits best: {score} of 100.",
    "headline.close": (
        "{given}no clear winner: {model} ({score} of 100) and {second} ({second_score}) are too "
        "close to call."
    ),
    "headline.tied": "{given}{model} and {second} fit equally well: {score} of 100 each.",
    "headline.passed_over": (
        "{given}{model} ({score} of 100) is recommended; {first} fits better ({first_score}) but "
        "{why}."
    ),
    "headline.none": (
        "No model is recommended: {first} comes nearest with {first_score} of 100, and 50 means no "
        "reason either way."
    ),
    "headline.none_feasible": (
        "No model is recommended yet: {first} fits best ({first_score} of 100), but {why}."
    ),
    "headline.empty": "Nothing has been answered yet, so no model is ahead.",
    "headline.given": "On {answered} of {asked} answers, ",
    "headline.unranked": "No answer: these sources say nothing that could rank the models.",
    "headline.need": " On need alone, {model} comes first.",
    "headline.referral": " Information and referral alone may be enough.",
    "why.blocked": "one of its musts is not met: {gap}",
    "why.blocked_more": "{count} of its musts are not met: {gap}",
    "why.need": "clients' needs speak against it",
    "why.margin": "does not lead the best single model by the {margin} points asked of a hybrid",
    # Fit, stability, evidence: never merged
    "fit": "{word}, {score} of 100 (50: no reason either way; it can reach {low} to {high}).",
    "lead.clear": "{margin} points ahead of {second} ({close} or less would be too close).",
    "lead.close": "{margin} points ahead of {second} ({close} or less is too close to call).",
    "lead.tied": "level with {second}: no lead at all.",
    "lead.behind": "{margin} points behind {second}.",
    "lead.alone": "the only model that these sources can rank.",
    "stability.certain": (
        "certain: no open answer can change it; of what can be run, first in {share} of {draws} "
        "plausible weightings{error}."
    ),
    "stability.likely": (
        "likely: no single open answer changes it, several together might; of what can be run, "
        "first in {share} of {draws} plausible weightings{error}."
    ),
    "stability.open": (
        "open: a single open answer could change it; of what can be run, first in {share} of "
        "{draws} plausible weightings{error}."
    ),
    "stability.error": " (standard error {error})",
    "stability.none": "nothing to rank.",
    "evidence": "of {what}, {parts}.{contested}",
    "evidence.of_lead": "the lead over {second}",
    "evidence.of_score": "its points",
    "evidence.document": "{share}% rest on the five documents alone",
    "evidence.literature": "{share}% partly on other research",
    "evidence.inference": "{share}% partly on our own inference",
    "evidence.contested": " {share}% of it rests on claims that other sources contradict.",
    "evidence.none": "nothing yet: no answer speaks for or against this model.",
    "answered": "{answered} of {asked} questions answered; the other {open} count as average.",
    "answered.all": "All {asked} questions answered.",
    "unranked": "{model} is not ranked: the chosen sources rate it on no question.",
    # Reasons
    "level.for": (
        "This answer says little about {model} itself; another answer here would have spoken "
        "against it."
    ),
    "level.against": (
        "This answer says little about {model} itself; another answer here would have spoken for "
        "it."
    ),
    "documents_say": "The documents alone would rate this answer as {step} for {model}.",
    "contested": "Sources differ on {criterion}: {says} [{cites}]; but {other} [{other_cites}].",
    "weak_point": "{says}",
    "thin": (
        "These sources rate {model} on only {rated} of {asked} questions: its score means little."
    ),
    "basis.document": "Answered on the five documents alone, without other research and inference.",
    "basis.literature": "Answered on published sources alone; our own inference is left out.",
    "weights.own": "Your own weights are in use: {weights}.",
    "weights.priorities": "Your order of priorities is in use: {order}. [{cites}]",
    "weights.beyond": "With your weights a score can pass 0 or 100.",
    "fit_only": "Whether a model can be run was left out, as you asked.",
    # Hybrids and segments
    "hybrid.behind": (
        "Best hybrid: {hybrid}, {score}, {margin} behind {model}; a hybrid must lead by {asked}."
    ),
    "hybrid.close": (
        "Best hybrid: {hybrid}, {score}, {margin} ahead of {model}; a hybrid must lead by {asked}."
    ),
    "hybrid.ahead": "It leads the best model, {model}, by {margin}; a hybrid must lead by {asked}.",
    "hybrid.serves": "{text}",
    "hybrid.moves": "How people move: {text}",
    "tier.segment": "{segment} ({share} of clients): served by {model}.",
    "segment.best": (
        "{segment} ({share} of clients): {model} would fit this group best, {score}.{told}"
    ),
    "segment.told": " {model}: {score}.",
    "segment.against": " {model}: {score}, and this group's needs speak against it.",
    # What is missing
    "staffing": (
        "{clients} clients / {each} each = {needed} {unit}; you have {have}: about {missing} more."
    ),
    "staffing.tier": (
        "{clients} clients / {each} each = {needed} {unit}, beside {elsewhere} for the other part; "
        "you have {have}: about {missing} more."
    ),
    "staffing.enough": "{clients} clients / {each} each = {needed} {unit}; you have {have}.",
    "band": "One more case manager ({staff}) would make it '{after}' clients each, not '{before}'.",
    "baseline.same": "You run {model} now: no change.",
    "baseline.fit": "From {now}, which you run now, a change to {new} would gain {gain} points.",
    "baseline.change": (
        "From {now}, which you run now, a change to {new} would gain {gain} points of fit. Unmet "
        "requirements: {unmet}; to be confirmed: {open}."
    ),
    # What would change it
    "change": "{changes}: then {model}.",
    "change.none": "No single changed answer would change it.",
    "weight.higher": "If '{criterion}' weighed {change}, {model} would come first.",
    "weight.lower": "If '{criterion}' weighed {change}, {model} would come first.",
    "weight.times": "{factor} times as much",
    "weight.more": "{percent}% more",
    "weight.less": "{percent}% less",
    "weight.none": "No single weight would, unless made {factor} times as large or small.",
    # Why not, what if
    "why_not.behind": "{model}: {score} of 100, {margin} behind {winner} ({winner_score}).",
    "why_not.ahead": (
        "{model}: {score} of 100, {margin} ahead of {winner} ({winner_score}), but {why}."
    ),
    "why_not.first": "{model} is the one recommended: {score} of 100.",
    "why_not.nothing": "{model}: {score} of 100. Nothing is recommended.",
    "why_not.turn": "It would be recommended if these answers were: {changes}.",
    "why_not.no_turn": "No change of up to {most} answers would make it the one recommended.",
    "what_if": "{model}: {score} of 100.",
    "what_if.none": "No model is recommended.",
    # A review: what changed between two profiles of one client
    "review.stay": "Stay with {now} ({now_score} of 100): it is still what is recommended.",
    "review.could_stay": (
        "Staying with {was} ({was_score} of 100) is as well founded: {now} ({now_score}) is ahead, "
        "but too close to call, and a change has a price of its own."
    ),
    "review.step_down": (
        "Step down from {was} to {now} ({now_score} of 100): needs have eased enough for it."
    ),
    "review.step_up": "Step up from {was} to {now} ({now_score} of 100): needs have grown.",
    "review.change": "Change from {was} to {now} ({now_score} of 100).",
    "review.none": "No model is recommended now; before it was {was}.",
    "review.first": "Before, no model was recommended; now: {now}.",
}


def say(template: str, **filled: str) -> Sentence:
    """Fill a template in. Raises KeyError for an unknown template or a name left open."""
    return Sentence(template, tuple(sorted(filled.items())), TEMPLATES[template].format(**filled))
