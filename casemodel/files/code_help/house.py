"""Help for house rules, and for tests of rules."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help

HELP: Mapping[str, Help] = {
    "R601": Help(
        "A change of a requirement that is not there changes nothing.",
        "Look at the spelling; casemodel show MODEL lists the requirements of a model.",
        "house.yaml",
        "- {what: requirement, model: clinical, requirement: clinician, to: should, ...}",
        "- {what: requirement, model: clinical, requirement: clinicians, to: should, ...}",
    ),
    "R602": Help(
        "Of two changes of one thing only one could hold, and no one could see which.",
        "Keep one of them; its reason may say what came before.",
        "house.yaml",
        "- {what: weight, criterion: housing, to: 2, ...}\n"
        "- {what: weight, criterion: housing, to: 3, ...}",
        "- {what: weight, criterion: housing, to: 3, ...}",
    ),
    "R603": Help(
        "House rules change numbers, words and strengths that are there; they add none.",
        "Change something of that sort, or write rules of your own.",
        "house.yaml",
        "- {what: band, criterion: housing, level: stable, below: 3, ...}",
        "- {what: band, criterion: caseload, level: up_to_12, below: 15.5, called: up to 15, ...}",
    ),
    "R604": Help(
        "With every model off, or every weight at 0, there is nothing left to answer with.",
        "Leave at least one model on, and one weight above 0 for each kind of profile.",
        "house.yaml",
        "# a change of the sort off for every model",
        "# a change of the sort off for the models you cannot propose",
    ),
    "R605": Help(
        "A level called 'up to 12' that now holds 15 would mislead whoever reads the answer.",
        "Give the level a name that is true, with called:.",
        "house.yaml",
        "- {what: band, criterion: caseload, level: up_to_12, below: 15.5, ...}",
        "- {what: band, criterion: caseload, level: up_to_12, below: 15.5, called: up to 15, ...}",
    ),
    "R701": Help(
        "A test that waits for a warning that is not there can never pass.",
        "Look at the spelling; cautions stand in cautions.yaml and in the models' files.",
        "tests/clients.yaml",
        "expect: {cautions: [danger_of_self]}",
        "expect: {cautions: [danger_self]}",
    ),
}
"""Codes R6 and R7."""
