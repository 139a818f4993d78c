"""Help for problems with a file as a whole."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help
from casemodel.files.limits import PROFILE_BYTES, RULE_FILE_BYTES

_KB = 1024

HELP: Mapping[str, Help] = {
    "P101": Help(
        "Nothing can be answered without the file. A link whose target is gone counts as no file.",
        "Look at the spelling and at the folder you are in. A rules folder needs all its files.",
        "on the command line",
        "casemodel recommend ogr.yaml",
        "casemodel recommend org.yaml",
    ),
    "P102": Help(
        "A profile is one file; rules are a folder with several.",
        "Name the file in the folder, or for --rules the folder that holds the files.",
        "on the command line",
        "casemodel recommend profiles",
        "casemodel recommend profiles/org.yaml",
    ),
    "P103": Help(
        "A device or a pipe can go on for ever, or wait for ever.",
        "Name an ordinary file, or give - and send the profile to standard input.",
        "on the command line",
        "casemodel score /dev/stdin",
        "casemodel score - < client.yaml",
    ),
    "P104": Help(
        "The system refused to hand the file over.",
        "Ask who owns the file, and look whether you may read it and the folders above it.",
        "on the command line",
        "casemodel score locked/client.yaml",
        "casemodel score client.yaml",
    ),
    "P109": Help(
        "A program wrote to the file while it was read, so half of it may be old and half new.",
        "Wait until the export or the copy is done, or close the program, and run it again.",
        "on the command line",
        "casemodel caseload export.csv, while it is being written",
        "casemodel caseload export.csv, once it is done",
    ),
    "P105": Help(
        "An empty file is more often a mishap than a profile without answers.",
        "Write the three lines that every profile begins with, or take the copy you saved before.",
        "a profile",
        "# nothing yet",
        "schema: 1\nkind: organization\nanswers: {complexity: several}",
    ),
    "P106": Help(
        f"A profile takes up to {PROFILE_BYTES // _KB} kB and a rule file up to "
        f"{RULE_FILE_BYTES // _KB} kB, many times what they need. More is another kind of file.",
        "Look whether this is the file you mean. Move long notes elsewhere.",
        "on the command line",
        "casemodel recommend report.pdf",
        "casemodel recommend org.yaml",
    ),
    "P107": Help(
        "In another encoding letters turn into others, and a name or a level is misread.",
        "Open the file in your editor and save it as UTF-8.",
        "on the command line",
        "casemodel recommend org-utf16.yaml",
        "casemodel recommend org-utf8.yaml",
    ),
    "P108": Help(
        "Such a character is not seen, and can hide a line or change what a screen shows.",
        "Delete it: often it came with a copied text. The message gives line and column.",
        "a profile",
        'schema: 1\nkind: organization\nname: "River\\u2028bend"\nanswers: {complexity: several}',
        "schema: 1\nkind: organization\nname: Riverbend\nanswers: {complexity: several}",
    ),
}
"""Codes P1."""
