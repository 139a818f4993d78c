"""Help for problems with the decision register."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help

HELP: Mapping[str, Help] = {
    "D101": Help(
        "There is nothing to list or to take back before a first decision is on record.",
        "Look at the file after --register. The first casemodel decide makes the register.",
        "on the command line",
        "casemodel decisions --register decsions.db",
        "casemodel decisions --register decisions.db",
    ),
    "D102": Help(
        "Writing into another program's file would damage it, and a damaged register may be wrong.",
        "Name the register, or put it back from a copy together with the key beside it.",
        "on the command line",
        "casemodel decisions --register notes.txt",
        "casemodel decisions --register decisions.db",
    ),
    "D103": Help(
        "The key makes the digests by which a profile is known again. Another key knows none.",
        "Put the key back beside the register, from the same copy as the register itself.",
        "on the command line",
        "casemodel decisions --register moved/decisions.db",
        "casemodel decisions --register decisions.db",
    ),
    "D104": Help(
        "Only one program can write at a time, so that no entry is lost.",
        "Wait a moment and give the command again. Nothing was written.",
        "on the command line",
        "casemodel decide client.yaml --model clinical, twice at the same moment",
        "casemodel decide client.yaml --model clinical",
    ),
    "D105": Help(
        "The register is a file of your own, in a folder in which you may write.",
        "Look whether the disk is full and who owns the folder, or name another file.",
        "on the command line",
        "casemodel decisions --register /locked/decisions.db",
        "casemodel decisions --register decisions.db",
    ),
    "D106": Help(
        "A number stands for one decision. It is never given again, even after a withdrawal.",
        "Look the number up: casemodel decisions lists every decision that stands.",
        "on the command line",
        "casemodel withdraw 120",
        "casemodel withdraw 12",
    ),
    "D107": Help(
        "A later version may keep what this one does not know, and would lose it in writing.",
        "Use the version of casemodel that made the register, or a newer one.",
        "on the command line",
        "an older casemodel decisions",
        "a newer casemodel decisions",
    ),
}
