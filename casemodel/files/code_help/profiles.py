"""Help for what profiles say, and for how they say it."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help

_ORG = "schema: 1\nkind: organization\n"
_GOOD = f"{_ORG}answers: {{acuity: acute}}"

SHAPE: Mapping[str, Help] = {
    "P301": Help(
        "A profile is lines with a key, a colon and a value; what else is there cannot be read.",
        "Begin with schema:, kind: and answers:, each at the start of a line.",
        "a profile",
        "- acuity: acute",
        _GOOD,
    ),
    "P302": Help(
        "Without this key it is not clear what the file holds.",
        "Add the key and its value.",
        "a profile",
        "kind: organization\nanswers: {acuity: acute}",
        _GOOD,
    ),
    "P303": Help(
        "A key that is passed over in silence is an answer that does not count.",
        "Look at the spelling; the nearest known key is named.",
        "a profile",
        f"{_GOOD}\nnotes: from the intake",
        f"{_GOOD}\nnote: from the intake",
    ),
    "P304": Help(
        "The key is known, but what it says does not belong there.",
        "Move the line to where the message says.",
        "a profile",
        "schema: 1\nkind: client\nname: Jo\nanswers: {acuity: acute}",
        "schema: 1\nkind: client\nid: C-014\nanswers: {acuity: acute}",
    ),
    "P305": Help(
        "A list stands where one value is wanted, or a value where keys are wanted.",
        "Write it in the form that is expected.",
        "under answers:",
        "acuity: [acute, changing]",
        "acuity: acute",
    ),
    "P306": Help(
        "An empty text says nothing, and a very long one is shown on every page.",
        "Write a short text, or leave the line out.",
        "a profile",
        f"{_GOOD}\nname: ''",
        f"{_GOOD}\nname: Riverbend",
    ),
    "P307": Help(
        "The schema says by which rules a file is read; another one may mean something else.",
        "Write schema: 1, or take the version of casemodel that the file was written for.",
        "a profile",
        "schema: 2\nkind: organization\nanswers: {acuity: acute}",
        _GOOD,
    ),
}
"""Codes P3."""

ANSWERS: Mapping[str, Help] = {
    "P401": Help(
        "A client and an organization are asked different questions. While the kind is not known, "
        "nothing of the file is shown.",
        "Write kind: client or kind: organization.",
        "a profile",
        "schema: 1\nkind: organisation\nanswers: {acuity: acute}",
        _GOOD,
    ),
    "P402": Help(
        "What a client's file holds is never shown, so the kind must be plain to see.",
        "Write it at the start of a line, without quotes.",
        "a profile",
        'schema: 1\nkind: "organization"\nanswers: {acuity: acute}',
        _GOOD,
    ),
    "P403": Help(
        "An answer to a question that nobody asks would be lost.",
        "Look at the spelling; casemodel inputs lists every criterion.",
        "under answers:",
        "acuitty: acute",
        "acuity: acute",
    ),
    "P404": Help(
        "Some things are asked of a client only, some of an organization, some of its agency.",
        "Move the answer to where the message says, or leave it out.",
        "a profile",
        "schema: 1\nkind: client\nanswers: {budget: tight}",
        "schema: 1\nkind: client\nanswers: {acuity: acute}\nagency: {answers: {budget: tight}}",
    ),
    "P405": Help(
        "The question takes certain answers only, and guessing one would be ours, not yours.",
        "Choose one of the answers listed. Not asked, refused and not known are valid too.",
        "under answers:",
        "acuity: very high",
        "acuity: acute",
    ),
    "P406": Help(
        "An empty answer could mean no, not known, refused or forgotten: four different things.",
        "Say which it is, or leave the line out.",
        "under answers:",
        "acuity:",
        "acuity: not known",
    ),
    "P407": Help(
        "Programs write true and false, and some read yes and no as these. Here they are words.",
        "Write yes or no, or the level that is meant.",
        "under answers:",
        "danger_self: false",
        "danger_self: no",
    ),
    "P408": Help(
        "The question takes words, or a number alone does not say what it is a part of.",
        "Choose a level, or give the numbers named in the message.",
        "under answers:",
        "acuity: 3",
        "acuity: acute",
    ),
    "P409": Help(
        "Some readers take 1:15 for a time and make 75 of it.",
        "Write the number of clients for one case manager, or give both numbers.",
        "under answers:",
        "caseload: 1:15",
        "caseload: 15",
    ),
    "P410": Help(
        "1,200 and 1.200 are twelve hundred for some readers and one and a bit for others.",
        "Write digits alone, with a point before decimals.",
        "under answers:",
        'clients: "1,200"',
        "clients: 1200",
    ),
    "P411": Help(
        "Beyond these bounds a number is a slip of the pen, or about something else.",
        "Look at the number and at what it counts.",
        "under answers:",
        "clients: 99000000",
        "clients: 990",
    ),
    "P412": Help(
        "The level that you chose and the numbers that you gave say different things.",
        "Keep the one that is right: leave the level out, or mend the numbers.",
        "under answers:",
        "clients: 300\ncase_managers: 20\ncaseload: over_75",
        "clients: 300\ncase_managers: 20",
    ),
    "P413": Help(
        "3/4/2026 is a day in March for some readers and one in April for others.",
        "Write year-month-day.",
        "a profile",
        f"{_GOOD}\ndate: 31.3.2026",
        f"{_GOOD}\ndate: 2026-03-31",
    ),
    "P414": Help(
        "What an agency runs now is what a change is measured against.",
        "Write the id of a model; casemodel models lists them.",
        "a profile",
        f"{_GOOD}\ncurrent_model: broker",
        f"{_GOOD}\ncurrent_model: brokerage",
    ),
}
"""Codes P4."""
