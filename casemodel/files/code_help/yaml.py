"""Help for files that are not the YAML that is read here."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help
from casemodel.files.limits import DEPTH, NODES, PROBLEMS

HELP: Mapping[str, Help] = {
    "P201": Help(
        "Where the form is broken, no one can say what a line belongs to.",
        "Look at the line named and the one above it: a colon, a quotation mark, the indent.",
        "under answers:",
        'complexity: "many',
        "complexity: many",
    ),
    "P202": Help(
        "Most readers take the last of the two and say nothing: an answer would be lost.",
        "Keep the one that is right and delete the other.",
        "under answers:",
        "acuity: acute\nacuity: stable",
        "acuity: acute",
    ),
    "P203": Help(
        "An alias repeats another part of the file, so a change in one place changes others.",
        "Write it out. If & or * is part of a text, put the text in quotes.",
        "under answers:",
        "acuity: &mine acute",
        "acuity: acute",
    ),
    "P204": Help(
        "A tag tells some readers to turn a value into something else.",
        "Delete the tag. If ! is part of a text, put the text in quotes.",
        "under answers:",
        "acuity: !!str acute",
        "acuity: acute",
    ),
    "P205": Help(
        "A merge key brings in lines from elsewhere, which cannot be seen where they count.",
        "Write the lines out.",
        "under answers:",
        "<<: {acuity: acute}",
        "acuity: acute",
    ),
    "P206": Help(
        "Only one profile is read from a file; a second one would be passed over.",
        "Put each profile in a file of its own, and delete the line ---.",
        "a profile",
        "schema: 1\nkind: organization\nanswers: {acuity: acute}\n---\nschema: 1",
        "schema: 1\nkind: organization\nanswers: {acuity: acute}",
    ),
    "P207": Help(
        "Each key is the name of something; a list or nothing at all names nothing.",
        "Write the name before the colon.",
        "under answers:",
        "[acuity]: acute",
        "acuity: acute",
    ),
    "P208": Help(
        f"Nothing here needs more than a few steps; {DEPTH} are allowed.",
        "Look for brackets that were opened and never closed.",
        "under answers:",
        "acuity: " + "[" * (DEPTH + 1),
        "acuity: acute",
    ),
    "P209": Help(
        f"More than {NODES} values is another kind of file, or one made to do harm.",
        "Look whether this is the file you mean.",
        "on the command line",
        "casemodel recommend export.json",
        "casemodel recommend org.yaml",
    ),
    "P210": Help(
        "A line that begins with % gives orders to the reader, and none are needed.",
        "Delete the line. If % is part of a text, put the text in quotes.",
        "a profile",
        "%YAML 1.1\n---\nschema: 1\nkind: organization\nanswers: {acuity: acute}",
        "schema: 1\nkind: organization\nanswers: {acuity: acute}",
    ),
    "P299": Help(
        f"After {PROBLEMS} problems the rest is likely to follow from the first ones.",
        "Mend the first problems and check again.",
        "on the command line",
        "casemodel check report.yaml",
        "casemodel check org.yaml",
    ),
}
"""Codes P2."""
