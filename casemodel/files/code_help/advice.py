"""Help for advice: on profiles, and on rules."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help

ON_PROFILES: Mapping[str, Help] = {
    "A101": Help(
        "Both can be true, but more often one of them was meant otherwise. Which answers belong "
        "together is in contradictions.yaml; no score depends on it.",
        "Read both questions once more. If both answers stand, add a note that says why.",
        "under answers:",
        "acuity: stable\ncrisis: any_hour",
        "acuity: acute\ncrisis: any_hour",
    ),
    "A102": Help(
        "An answer that moves no model costs time to ask, and may seem to count when it does not.",
        "Leave it out, unless you want it in your records.",
        "a profile",
        "schema: 1\nkind: client\nanswers: {acuity: acute}\nagency: {answers: {goal_cost: main}}",
        "schema: 1\nkind: client\nanswers: {acuity: acute}",
    ),
    "A103": Help(
        "A client in danger comes first on the page, before any score. Unasked, it cannot.",
        "Ask, and answer yes, no or not known.",
        "a profile",
        "schema: 1\nkind: client\nanswers: {acuity: acute}",
        "schema: 1\nkind: client\nanswers: {acuity: acute, danger_self: no, danger_others: no}",
    ),
    "A104": Help(
        "What is not answered counts as the average answer. These questions would tell most.",
        "Ask them in this order; casemodel inputs gives each question and its answers.",
        "under answers:",
        "acuity: acute",
        "acuity: acute\ncomplexity: many\ncontact: frequent",
    ),
    "A105": Help(
        "Two segments that are answered alike count as one, and a hybrid gains nothing by them.",
        "Say what sets them apart, or make them one.",
        "a profile",
        "segments:\n- {name: Young, share: 40%, answers: {acuity: stable}}\n"
        "- {name: Old, share: 60%, answers: {acuity: stable}}",
        "segments:\n- {name: Young, share: 40%, answers: {acuity: stable}}\n"
        "- {name: Old, share: 60%, answers: {acuity: acute}}",
    ),
}
"""Codes A1."""

ON_RULES: Mapping[str, Help] = {
    "R501": Help(
        "A question that gives every model the same points is asked for nothing.",
        "Rate the models by what their sources say, or do not ask it.",
        "criteria.yaml",
        "# every model: neutral",
        "# one model: a misfit where people are homeless",
    ),
    "R502": Help(
        "One level of a criterion may be the one from which the others depart. Two that nobody "
        "rates say the same, so a person chooses between them for nothing.",
        "Rate one of them, or make them one level.",
        "criteria.yaml",
        "- {id: stable, name: stably housed}\n- {id: unstable, name: at risk or in shelter}",
        "- {id: housed, name: housed, perhaps at risk or in shelter}",
    ),
    "R503": Help(
        "method.yaml: a strong step needs a source that names the model best or worst there, "
        "defines it by it, or tried it. These claims only describe a feature, a pro or a con.",
        "Name the claim that bears it, or take one step less. A claim's kind may be what is wrong.",
        "models/brokerage.yaml",
        "brief: {rating: strong_fit, basis: document, claims: [B33], reason: ...}",
        "brief: {rating: fit, basis: document, claims: [B33], reason: ...}",
    ),
    "R504": Help(
        "The same reason on two criteria may be one reason counted twice.",
        "Say what is particular about each, or leave one of them neutral.",
        "models/brokerage.yaml",
        "main: {..., reason: It takes many resources.}",
        "main: {..., reason: Each client costs more than elsewhere.}",
    ),
    "R505": Help(
        "Research goes on, laws change and services come and go; rules grow old unnoticed.",
        "Read sources and ratings again, then set a later date in method.yaml.",
        "method.yaml",
        "review_by: 2020-01-31",
        "review_by: 2027-11-30",
    ),
    "R506": Help(
        "Questions are read out at intake, often in a second language. Long words and sentences "
        "lose people. The measure is rough: it counts words in a sentence and syllables in a word.",
        "Cut the sentence in two, and use short words. Names of illnesses may have to stay.",
        "criteria.yaml",
        "client: Is the client being discharged from an institutional environment?",
        "client: Is the client just leaving a hospital?",
    ),
    "R507": Help(
        "Such words name people by their trouble or blame them, and they are read on a page that "
        "goes to boards and clients.",
        "Say it in the plain words offered, or in your own.",
        "models/brokerage.yaml",
        "reason: It leaves the mentally ill to themselves.",
        "reason: It leaves people with a mental illness to themselves.",
    ),
    "R508": Help(
        "None of the drawn profiles puts this model first, nor did a search find one; still, it "
        "could not be ruled out.",
        "Look for what it is best at; see also R401.",
        "models/brokerage.yaml",
        "# seldom better than the best of the others",
        "# a strong fit where its sources say that it is best",
    ),
}
"""Codes R5."""
