"""Help for the shape of rule files."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help

HELP: Mapping[str, Help] = {
    "R101": Help(
        "A file that is passed over in silence holds rules that do not count.",
        "Rename it as the shipped rules do. A model's file lies in models/ and ends in .yaml.",
        "the rules folder",
        "claim.yaml",
        "claims.yaml",
    ),
    "R102": Help(
        "Without this key the entry cannot be used.",
        "Add the key, as in the shipped rules.",
        "models/brokerage.yaml",
        "stable: {basis: document, claims: [B15], reason: Named as ideal.}",
        "stable: {rating: strong_fit, basis: document, claims: [B15], reason: Named as ideal.}",
    ),
    "R103": Help(
        "A key that is passed over in silence is a rule that does not count.",
        "Look at the spelling; the nearest known key is named.",
        "criteria.yaml",
        "wieght: 2",
        "weight: 2",
    ),
    "R104": Help(
        "A number, a text, a list and keys are different things, and none is turned into another.",
        "Write the value in the form that is expected.",
        "method.yaml",
        'close_margin: "3"',
        "close_margin: 3",
    ),
    "R105": Help(
        "Only certain words have a meaning there.",
        "Choose one of those listed.",
        "models/brokerage.yaml",
        "main: {rating: best, basis: document, claims: [B05], reason: It works best there.}",
        "main: {rating: strong_fit, basis: document, claims: [B05], reason: It works best there.}",
    ),
    "R106": Help(
        "Beyond these bounds the number has no meaning, or would drown all others.",
        "Choose a number within the bounds.",
        "criteria.yaml",
        "weight: 9",
        "weight: 3",
    ),
    "R107": Help(
        "An empty text or list says nothing, and a reader would look for what it hides.",
        "Fill it, or leave the whole entry out.",
        "criteria.yaml",
        'help: ""',
        "help: Count needs, not obstacles.",
    ),
    "R108": Help(
        "Ids stand in profiles, in outputs and on command lines: they must be easy to type.",
        "Use small letters, digits and _; claims begin with a capital.",
        "criteria.yaml",
        "- id: After Hours",
        "- id: after_hours",
    ),
    "R109": Help(
        "Of two entries with one id only one could count.",
        "Give the second entry an id of its own, or delete it.",
        "claims.yaml",
        "- {id: B01, model: brokerage, ...}\n- {id: B01, model: clinical, ...}",
        "- {id: B01, model: brokerage, ...}\n- {id: C01, model: clinical, ...}",
    ),
    "R110": Help(
        "A model is found by the name of its file; two names for one model would confuse.",
        "Make the id and the file's name the same.",
        "models/brokerage.yaml",
        "id: broker",
        "id: brokerage",
    ),
    "R111": Help(
        "A reader finds a claim in its source by the paragraph.",
        "Write the source's id, a space, and the number of the paragraph.",
        "claims.yaml",
        "at: [harmony]",
        "at: [harmony 8]",
    ),
    "R112": Help(
        "Shares and bands move scores, so a reader must be able to ask why they are as they are.",
        "Add the reason; 'ours' is a reason too, if it is said.",
        "criteria.yaml",
        '- {id: "yes", name: "yes", share: 30}',
        '- {id: "yes", name: "yes", share: 30}\nshares_reason: Most know some service; ours.',
    ),
    "R113": Help(
        "The criterion is asked of a kind of profile for which there is no question.",
        "Add the words for that kind, or take the kind out of asked_of.",
        "criteria.yaml",
        "asked_of: [client, organization]\nquestion: {client: How is the client housed?}",
        "asked_of: [client]\nquestion: {client: How is the client housed?}",
    ),
    "R115": Help(
        "A date that is not read cannot fall due.",
        "Write year-month-day.",
        "method.yaml",
        "review_by: November 2027",
        "review_by: 2027-11-30",
    ),
}
"""Codes R1."""
