"""The sentences of an explanation, by id, with the names that are filled in.

They are kept together so that another language is another table.
"""

from collections.abc import Mapping

from casemodel.explanation.values import Sentence

TEMPLATES: Mapping[str, str] = {
    # The answer in one sentence
    "headline.fits": "{given}{model} fits best: {score} of 100{need}.",
    "headline.close": "{given}no clear winner: {listed}{need}{passed}.",
    "headline.tied": "{given}{listed} fit equally well: {score} of 100 each{others}{need}{passed}.",
    "headline.others": ", with {names} within {margin} points",
    "headline.has": "{model} has {score} of 100",
    "headline.close_passed": ("{given}{model} is recommended, with {score} of 100{need}{passed}."),
    "headline.close_over": (
        "{given}no clear winner: {listed}{need}; {first} fits better ({first_score}){also}, but "
        "{why}."
    ),
    "headline.passed_over": (
        "{given}{model} is recommended, with {score} of 100{need}; {first} fits better "
        "({first_score}){also}, but {why}."
    ),
    "headline.passed": "; {second} fits about as well ({second_score}){also}, but {why}",
    "headline.also": " and comes first on need alone",
    "headline.none": (
        "{given}no model is recommended: {first} comes nearest, with {first_score} of 100, but "
        "only above 50 does more speak for a model than against it{need}."
    ),
    "headline.level": (
        "{given}no model is recommended: every one has 50.0 of 100, so nothing speaks for or "
        "against any."
    ),
    "headline.none_feasible": (
        "{given}no model is recommended yet: {first} fits best ({first_score} of 100){also}, but "
        "{why}{need}."
    ),
    "headline.none_needed": (
        "{given}no model is recommended: {first} has the best score ({first_score} of 100), but "
        "{why}{need}."
    ),
    "headline.empty": "Nothing has been answered yet, so no model is ahead.",
    "headline.given": "On {answered} of {asked} answers, ",
    "headline.unranked": "No answer: these sources say nothing that could rank the models.",
    "headline.need": "; on need alone, {model} comes first",
    "headline.referral": " Information and referral alone may be enough.",
    "why.blocked": "a must is unmet: {gap}",
    "why.blocked_more": "{count} musts are unmet: {gap}",
    "why.need": "clients' needs speak against it",
    "why.both": "{need}, and {blocked}",
    "why.margin": "does not lead the best single model by the {margin} points asked of a hybrid",
    "why.middle": "does not score above 50",
    # Fit, stability, evidence: never merged
    "fit": "{word}, {score} of 100",
    "fit.of": "{model}, {fit}",
    "fit.reach": "whatever is answered, at the rules' weights it scores from {low} to {high}.",
    "lead.clear": "{margin} points ahead of {second}",
    "lead.close": "{margin} points ahead of {second}; {close} or less is too close to call",
    "lead.tied": "level with {second}: no lead at all",
    "lead.behind": "{margin} points behind {second}",
    "lead.hybrid": "{margin} points ahead of {second}; a hybrid must lead by {asked}",
    "lead.alone": "the only model that these sources can rank",
    "stability.certain": "certain: no open answer changes it.{often}",
    "stability.likely": (
        "likely: no single open answer changes it, several together might.{often}"
    ),
    "stability.open": "open: an open answer could change it.{often}",
    "stability.all": "Same in all {draws} weightings.",
    "stability.some": "Same in {share} of {draws} weightings{error}.",
    "stability.error": " (standard error {error})",
    "stability.none": "nothing to rank.",
    "evidence": "of {what}: {parts}{contested}.",
    "evidence.of_lead": "the lead over {second}",
    "evidence.of_gap": "what separates it from {second}",
    "evidence.of_score": "its points",
    "evidence.document": "{share}% documents alone",
    "evidence.literature": "{share}% partly other research",
    "evidence.inference": "{share}% partly our inference",
    "evidence.contested": "; {share}% contested",
    "evidence.none": "nothing yet: no answer speaks for or against this model.",
    "answered": "{answered} of {asked} questions answered, others count as average.",
    "answered.all": "All {asked} questions answered.",
    "unranked": "{model} is not ranked: the chosen sources rate it on no question.",
    # Reasons
    "level.for": (
        "It says little of {model} itself, but other answers here would speak against it."
    ),
    "level.against": (
        "It says little of {model} itself, but other answers here would speak for it."
    ),
    "documents_say": "The documents alone would rate this answer as {step} for {model}.",
    "contested": "Sources differ on {criterion}: {says} [{cites}]; but {other} [{other_cites}].",
    "contested.short": "Sources differ on {criterion}",
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
    "hybrid.behind": "Best of {of}: {margin} behind {model}; it must lead by {asked}.",
    "hybrid.close": "Best of {of}: {margin} ahead of {model}; it must lead by {asked}.",
    "hybrid.blocked": "Best of {of}: {margin} ahead of {model}, but blocked.",
    "hybrid.needed": ("Best of {of}: {margin} ahead of {model}, but needs speak against it."),
    "hybrid.one": "1 hybrid",
    "hybrid.many": "{count} hybrids",
    "hybrid.ahead": "It leads the best model, {model}, by {margin}; a hybrid must lead by {asked}.",
    "hybrid.alone": "No single model can be recommended, so it has none to lead.",
    "hybrid.serves": "{text}",
    "hybrid.moves": "{text}",
    "tier.segment": "{segment} ({share}): served by {model}.",
    "segment.best": "{segment} ({share}): {model} fits best, {score}{told}.",
    "segment.told": "; {model} has {score}",
    "segment.against": "; {model} has {score}, and this group's needs speak against it",
    # What is missing
    "staffing": (
        "{clients} clients / {each} each = {needed} {unit}; you have {have}: about {missing} more."
    ),
    "staffing.tier": (
        "{clients} clients / {each} each = {needed} {unit}, beside {elsewhere} for the other part; "
        "you have {have}: about {missing} more."
    ),
    "staffing.enough": "{clients} clients / {each} each = {needed} {unit}; you have {have}.",
    "band": "One more case manager ({staff}): {after} clients each, not {before}.",
    "baseline.same": "You run {now}: no change.",
    "baseline.within": (
        "You run {now}, and {model} is one of its models: no change, if it is the one you run."
    ),
    "baseline.part": "You run {now}, one of its two parts. {gain}",
    "baseline.change": "You run {now}. {gain}",
    "baseline.nothing": "You run {now}: {score} of 100.",
    "baseline.unranked": "You run {now}, which these sources cannot rank.",
    "baseline.tiered": "You run {now}, which is scored only where a profile has segments.",
    "baseline.gain": "A change{to} would gain {points} points of fit{asks}.",
    "baseline.loss": "A change{to} would lose {points} points of fit{asks}.",
    "baseline.level": "A change{to} would gain and lose no fit{asks}.",
    "baseline.to": " to {new}",
    "baseline.asks": "; requirements: {asks}",
    "baseline.unmet": "{count} unmet",
    "baseline.open": "{count} to be confirmed",
    "baseline.family": "{family}, compared here as {model}, the one of its models that fits best",
    # What would change it
    "change": "{model}, if {changes}.",
    "change.answer": "'{criterion}'{where} were '{level}'",
    "change.weight": "'{criterion}' weighed {change}",
    "change.none": "No single answer would put another first.",
    "change.none_yet": "No single answer would lead to a recommendation.",
    "change.nothing": (
        "No single answer puts another first, nor any weight within a factor of {factor}."
    ),
    "weight.higher": "{model}, if {changes}.",
    "weight.lower": "{model}, if {changes}.",
    "weight.times": "{factor} times as much",
    "weight.more": "{percent}% more",
    "weight.less": "{percent}% less",
    "weight.none": "No single weight would, within a factor of {factor}.",
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
    "review.stay_chosen": "Stay with {now} ({now_score} of 100): it is what is recommended now.",
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
