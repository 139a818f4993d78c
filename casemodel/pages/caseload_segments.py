"""The page of segments made from a caseload: the clients in each, and those left out."""

from collections.abc import Iterator

from casemodel.caseload.persons import PersonChoice
from casemodel.caseload.segments import ClientGroup, Grouping, group_name, share_text
from casemodel.caseload.suppression import whole
from casemodel.caseload.tally import Summary
from casemodel.explanation.naming import joined
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import SheetNotes, how_read, repeated_ids
from casemodel.pages.document import Block, Document, Fact, Facts, Heading, Table
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase

_MOST_UNKNOWN = 4


def segments_page(
    rules: Rules,
    grouping: Grouping,
    summary: Summary,
    sheets: tuple[SheetNotes, ...],
    person: PersonChoice | None,
    file: str,
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
    clients = sum(group.clients for group in grouping.groups)
    facts = [Fact(phrase("word.clients"), str(clients))]
    repeated = repeated_ids(summary, person)
    facts += [Fact(phrase("caseload.repeated"), repeated)] if repeated else []
    facts += [
        Fact(phrase("segments.left_out"), text) for text in _left_out(rules, grouping, summary)
    ]
    blocks: list[Block] = [
        Facts(tuple(facts)),
        Heading(2, phrase("segments.segments")),
        Table(
            "",
            (
                phrase("segments.segment"),
                phrase("word.clients"),
                phrase("segments.share"),
                phrase("segments.remarks"),
            ),
            rows,
        ),
        *how_read(sheets),
    ]
    closing = (
        Fact("", phrase("segments.most_common")),
        Fact("", phrase("segments.next", file=file)),
    )
    return Document(phrase("segments.title"), tuple(blocks), closing)


def _left_out(rules: Rules, grouping: Grouping, summary: Summary) -> Iterator[str]:
    """Say how many clients are in no segment, and why."""
    unscored = summary.clients - summary.scored
    if unscored:
        yield counted(unscored, "row_with_problem")
    if grouping.without_answers:
        yield phrase("segments.without_answers", clients=whole(grouping.without_answers))
    for group in grouping.without_common_answer:
        name = group_name(rules, group)
        yield phrase("segments.without_common_answer", group=name, clients=group.clients)


def _remarks(rules: Rules, group: ClientGroup) -> tuple[str, ...]:
    """List remarks on a group: how much is answered, what is unknown, which groups joined."""
    remarks = [phrase("segments.answered", questions=counted(len(group.answers), "question"))]
    if group.unknown:
        unknown = [rules.criteria[c].name for c in group.unknown[:_MOST_UNKNOWN]]
        more = len(group.unknown) - len(unknown)
        unknown += [phrase("segments.more", count=more)] if more else []
        remarks.append(phrase("segments.too_few", names=joined(unknown)))
    if group.joined:
        names = joined([rules.models[model].name for model in group.joined])
        remarks.append(phrase("segments.joined", names=names))
    return tuple(remarks)
