"""Help for segments, weights and priorities, and for changes to try."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help

_ORG = "schema: 1\nkind: organization\nanswers: {acuity: acute}\n"
_YOUNG = "{name: Young, share: 40%}"

HELP: Mapping[str, Help] = {
    "P415": Help(
        "One segment is no division, one priority is no order; and many are more than anyone "
        "can weigh up.",
        "Give as many as are expected.",
        "a profile",
        _ORG + "priorities: [acuity]",
        _ORG + "priorities: [acuity, housing]",
    ),
    "P416": Help(
        "Answers name the segment they speak of; two of one name cannot be told apart.",
        "Give each segment a name of its own.",
        "a profile",
        _ORG + f"segments: [{_YOUNG}, {{name: young, share: 60%}}]",
        _ORG + f"segments: [{_YOUNG}, {{name: Old, share: 60%}}]",
    ),
    "P417": Help(
        "The segments together are everyone, so what is missing would count nowhere.",
        "Mend the shares, or add the segment that is missing.",
        "a profile",
        _ORG + f"segments: [{_YOUNG}, {{name: Old, share: 50%}}]",
        _ORG + f"segments: [{_YOUNG}, {{name: Old, share: 60%}}]",
    ),
    "P418": Help(
        "A share of 40% beside one of 0.6 or a head count could be added up in two ways.",
        "Write all of them with %, all without, or all as head counts (clients:).",
        "a profile",
        _ORG + f"segments: [{_YOUNG}, {{name: Old, share: 0.6}}]",
        _ORG + f"segments: [{_YOUNG}, {{name: Old, share: 60%}}]",
    ),
    "P419": Help(
        "Without a share it is not known how much the segment counts.",
        "Write a part of everyone above 0, such as 70% or 0.7.",
        "a profile",
        _ORG + f"segments: [{_YOUNG}, {{name: Old, share: most}}]",
        _ORG + f"segments: [{_YOUNG}, {{name: Old, share: 60%}}]",
    ),
    "P420": Help(
        "A criterion has one place in an order.",
        "Keep it where it belongs.",
        "a profile",
        _ORG + "priorities: [acuity, housing, acuity]",
        _ORG + "priorities: [acuity, housing]",
    ),
    "P421": Help(
        "With every weight at 0 no answer counts, and no model could be told from another.",
        "Leave at least one factor above 0.",
        "on the command line",
        "# weights: every criterion at 0",
        "# weights: those at 0 that you want to leave out",
    ),
    "P422": Help(
        "A change that speaks of a segment that is not there changes nothing.",
        "Look at the spelling of the segment's name in the profile.",
        "on the command line",
        "casemodel what-if org.yaml --set acuity@yuong=stable",
        "casemodel what-if org.yaml --set acuity@young=stable",
    ),
    "R114": Help(
        "More entries than that cannot be told apart, or mean something else.",
        "Leave out what does not belong, or put it where it does.",
        "hybrids.yaml",
        "parts: [brokerage, clinical, intensive]",
        "parts: [brokerage, intensive]",
    ),
    "R215": Help(
        "The same two models run the same way are one hybrid, whatever it is called.",
        "Delete one of them, or say how the two differ by another way.",
        "hybrids.yaml",
        "- {id: one, way: tiered, parts: [brokerage, clinical], ...}\n"
        "- {id: two, way: tiered, parts: [clinical, brokerage], ...}",
        "- {id: one, way: tiered, parts: [brokerage, clinical], ...}",
    ),
}
"""Codes P415 to P422, R114 and R215."""
