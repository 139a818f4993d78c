"""The page of segments made from a caseload: who is in each, and what was left out."""

from collections.abc import Iterator

from casemodel.caseload.persons import PersonChoice
from casemodel.caseload.segments import ClientGroup, Grouping, group_name, share_text
from casemodel.caseload.suppression import whole
from casemodel.caseload.tally import Summary
from casemodel.explanation.naming import joined
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import repeated_ids
from casemodel.pages.document import Block, Document, Fact, Facts, Heading, Table
from casemodel.pages.words import counted

_MOST_UNKNOWN = 4


def segments_page(
    rules: Rules, grouping: Grouping, summary: Summary, person: PersonChoice | None, file: str
) -> Document:
    """The segments, the largest first; every one has 11 clients or more."""
    rows = tuple(
        (
            (group_name(rules, group),),
            (str(group.clients),),
            (share_text(group.share),),
            _remarks(rules, group),
        )
        for group in grouping.groups
    )
    facts = [Fact("Clients", str(sum(group.clients for group in grouping.groups)))]
    repeated = repeated_ids(summary, person)
    facts += [Fact("Repeated ids", repeated)] if repeated else []
    facts += [Fact("Left out", text) for text in _left_out(rules, grouping, summary)]
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


def _left_out(rules: Rules, grouping: Grouping, summary: Summary) -> Iterator[str]:
    """Who is in no segment, and why."""
    unscored = summary.clients - summary.scored
    if unscored:
        yield counted(unscored, "row that has a problem", "rows that have problems")
    if grouping.without_answers:
        clients = whole(grouping.without_answers)
        yield f"{clients} without any answer, whom no model suits more than another"
    for group in grouping.without_common_answer:
        yield (
            f"{group_name(rules, group)}: {group.clients} clients, who have no answer in common. A "
            "group has one where at least half of its clients answer the same question"
        )


def _remarks(rules: Rules, group: ClientGroup) -> tuple[str, ...]:
    """What a reader should know of a group."""
    remarks = [f"{counted(len(group.answers), 'question', 'questions')} answered"]
    if group.unknown:
        few = [rules.criteria[c].name for c in group.unknown[:_MOST_UNKNOWN]]
        more = len(group.unknown) - len(few)
        few += [f"{more} more"] if more else []
        remarks.append(f"Known of too few: {joined(few)}")
    if group.joined:
        names = joined([rules.models[model].name for model in group.joined])
        remarks.append(f"With the few whom {names} would suit best")
    return tuple(remarks)
