"""The page of segments made from a caseload: who is in each, and what was left out."""

from casemodel.caseload.segments import Group, names_of_groups, share_text
from casemodel.caseload.tally import Summary
from casemodel.explanation.naming import joined
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Document, Fact, Facts, Heading, Table
from casemodel.pages.words import counted

_MOST_UNKNOWN = 4


def segments_page(rules: Rules, groups: tuple[Group, ...], summary: Summary, file: str) -> Document:
    """The segments, the largest first; every one has 11 clients or more."""
    names = names_of_groups(rules, groups)
    rows = tuple(
        ((names[g.model],), (str(g.clients),), (share_text(g.share),), _remarks(rules, g))
        for g in groups
    )
    left_out = summary.clients - summary.scored
    facts = [Fact("Clients", str(summary.scored))]
    if left_out:
        rows_left = counted(left_out, "row that has a problem", "rows that have problems")
        facts.append(Fact("Left out", rows_left))
    blocks: list[Block] = [
        Facts(tuple(facts)),
        Heading(2, "Segments"),
        Table("", ("Segment", "Clients", "Share", "Remarks"), rows),
    ]
    closing = (
        Fact("", "A segment's answers are the most common ones; single clients differ from them."),
        Fact("", f"Next: casemodel recommend {file}"),
    )
    return Document("Segments from a caseload", tuple(blocks), closing)


def _remarks(rules: Rules, group: Group) -> tuple[str, ...]:
    """What a reader should know of a group."""
    remarks = [f"{counted(len(group.needs), 'question', 'questions')} answered"]
    if group.unknown:
        few = [rules.criteria[c].name for c in group.unknown[:_MOST_UNKNOWN]]
        more = len(group.unknown) - len(few)
        few += [f"{more} more"] if more else []
        remarks.append(f"Known of too few: {joined(few)}")
    if group.joined:
        names = joined([rules.models[model].name for model in group.joined])
        remarks.append(f"With the few whom {names} would suit best")
    return tuple(remarks)
