"""The sentences of an explanation, by id, with the names that are filled in.

They are kept together so that another language is another table.
"""

from collections.abc import Mapping

from casemodel.explanation.values import Sentence

TEMPLATES: Mapping[str, str] = {
    # The answer in one sentence
    "headline.recommended": "Recommended: {model}{need}{passed}.",
    "headline.open": (
        "No clear winner. {model} is ahead, but stays first in only {same} of {tries} "
        "tries{need}{passed}."
    ),
    "headline.tied": "A tie: {listed} have exactly the same score, so none is recommended.",
    "headline.by_shares": (
        "The answer depends on how many clients are in the group {group}. {ranges}."
    ),
    "headline.share_range": "{least}% to {most}% of clients: {model}",
    "headline.no_model": "no model",
    "headline.need": (
        ". Clients' needs alone point to {model}; your staff, money or goals point elsewhere"
    ),
    "headline.need_blocked": ". Clients' needs point to {model}, but {why}",
    "headline.passed": ". {model} scores higher, but {why}",
    "headline.none": (
        "No model is recommended. {model} comes nearest with {points} points, but more speaks "
        "against it than for it."
    ),
    "headline.level": "No model is recommended: nothing speaks for or against any of them.",
    "headline.nothing": "No model is recommended yet. {model} fits best, but {why}.",
    "headline.wrong": (
        "No model is recommended yet. {model} for everyone would be wrong for {groups}. {nearest} "
        "fits best, but {why}."
    ),
    "headline.empty": "Nothing has been answered yet, so no model is ahead.",
    "headline.unranked": "No answer: these sources say nothing that could rank the models.",
    "headline.referral": "Information and referral alone may be enough.",
    "line.three": "Each group of clients is served by the part that suits it: {parts}.",
    "why.blocked": "you cannot run it yet: {gap}",
    "why.need": "clients' needs speak against it",
    "why.suits": "it does not suit every group of clients",
    "why.margin": "it leads the best single model by less than the {margin} points we ask of two",
    "why.middle": "it does not score above 50",
    # Match, completeness, stability, evidence: never merged
    "match": "{word}, {percent}%: {speaks_for} answers speak for it, {against} against",
    "said": "{word}: {answered} of {asked} questions answered, {percent}% of their weight",
    "said.all": "{word}: all {asked} questions answered",
    "lead.ahead": "{margin} points ahead of {second}",
    "lead.tied": "level with {second}: no lead at all",
    "lead.behind": "{margin} points behind {second}",
    "lead.alone": "the only model that these sources can rank",
    "stability": "{word}: stays first in {same} of {tries} tries{proof}",
    "stability.nothing": "{word}: nothing is recommended in {same} of {tries} tries{proof}",
    "stability.proved": "and no unanswered question can change it",
    "stability.none": "nothing to rank",
    "evidence": "{word}: {parts}{contested}",
    "evidence.word.strong": "mostly published",
    "evidence.word.mixed": "mixed",
    "evidence.word.ours": "mostly our judgment",
    "evidence.published": "{share} documents and studies",
    "evidence.inference": "{share} our judgment",
    "evidence.contested": "sources contradict each other on part of it",
    "evidence.none": "no lead over another model to rest on anything",
    "can_run.not_asked": "not asked",
    "can_run.yes": "yes, as far as you said",
    "can_run.nearly": "nearly: {gap}{more}",
    "can_run.more": "and {count} more",
    "can_run.confirm": "please confirm: {musts}",
    "can_run.no": "not yet: {gap}",
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
    "hybrid.behind": "{hybrid} comes nearest of the combinations, {margin} behind {model}.",
    "hybrid.close": (
        "{hybrid} is {margin} ahead of {model}. Two ways of working must lead by {asked}."
    ),
    "hybrid.blocked": "{hybrid} is {margin} ahead of {model}, but you cannot run it yet.",
    "hybrid.needed": "{hybrid} is {margin} ahead of {model}, but needs speak against it.",
    "hybrid.ahead": "It leads the best single model, {model}, by {margin}.",
    "hybrid.alone": "No single model can be recommended here.",
    "hybrid.serves": "{text}",
    "hybrid.moves": "{text}",
    "served.group": "{group} ({share}, {clients} clients): {model}, {posts} posts.",
    "served.group_share": "{group} ({share}): {model}.",
    "served.wrong": "{model} is wrong for {groups}: their needs speak against it.",
    # What is missing
    "staffing": (
        "{missing} more {unit} ({clients} clients / {each} each = {needed}; you have {have})."
    ),
    "posts": "{sums}.{missing}",
    "posts.part": "{part} {clients} clients / {each} = {asked} posts",
    "posts.part_least": "{part} {clients} clients, at least {least} posts",
    "posts.case_managers": "In all {asked} posts; you have {have}: {more} more.",
    "posts.clinicians": "Clinicians: {asked}; you have {have}: {more} more.",
    "posts.unknown": "Each part needs at least {least} posts; head counts are not known.",
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
    "change.to_none": "Nothing would be recommended, if {changes}.",
    "change.answer": "'{criterion}'{where} were '{level}'",
    "change.weight": "'{criterion}' counted {factor} times as much as now",
    "change.none": "No single answer would put another first.",
    "change.none_yet": "No single answer would lead to a recommendation.",
    "change.nothing": (
        "No single answer puts another first, nor any weight within a factor of {factor}."
    ),
    "weight": "{model}, if {changes}.",
    "weight.to_none": "Nothing would be recommended, if {changes}.",
    "weight.none": "No single weight between a quarter of today's and {factor} times as much would.",
    # Why not, what if
    "why_not.behind": "{model}: {score} of 100, {margin} behind {winner} ({winner_score}).",
    "why_not.ahead": (
        "{model}: {score} of 100, {margin} ahead of {winner} ({winner_score}), but {why}."
    ),
    "why_not.first": "{model} is the one recommended: {score} of 100.",
    "why_not.nothing": "{model}: {score} of 100. Nothing is recommended.",
    "why_not.turn": "It would be recommended if these answers were: {changes}.",
    "why_not.no_turn": "No change of up to {most} answers would make it the one recommended.",
    "why_not.not_found": (
        "We found no change of up to {most} answers that would make it the one recommended, but did "
        "not try them all."
    ),
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
