"""The page of segments made from a caseload: who is in each, and what was left out."""

from casemodel.caseload.segments import Group, names_of_groups, share_text
from casemodel.caseload.tally import Summary
from casemodel.explanation.naming import joined
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Block, Document, Fact, Facts, Heading, Table
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase

_MOST_UNKNOWN = 4


def segments_page(rules: Rules, groups: tuple[Group, ...], summary: Summary, file: str) -> Document:
    """The segments, the largest first; every one has 11 clients or more."""
    names = names_of_groups(rules, groups)
    rows = tuple(
        ((names[g.model],), (str(g.clients),), (share_text(g.share),), _remarks(rules, g))
        for g in groups
    )
    left_out = summary.clients - summary.scored
    facts = [Fact(phrase("word.clients"), str(summary.scored))]
    if left_out:
        rows_left = counted(left_out, "row_with_problem")
        facts.append(Fact(phrase("segments.left_out"), rows_left))
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
    ]
    closing = (
        Fact("", phrase("segments.most_common")),
        Fact("", phrase("segments.next", file=file)),
    )
    return Document(phrase("segments.title"), tuple(blocks), closing)


def _remarks(rules: Rules, group: Group) -> tuple[str, ...]:
    """What a reader should know of a group."""
    remarks = [phrase("segments.answered", questions=counted(len(group.needs), "question"))]
    if group.unknown:
        few = [rules.criteria[c].name for c in group.unknown[:_MOST_UNKNOWN]]
        more = len(group.unknown) - len(few)
        few += [phrase("segments.more", count=more)] if more else []
        remarks.append(phrase("segments.too_few", names=joined(few)))
    if group.joined:
        names = joined([rules.models[model].name for model in group.joined])
        remarks.append(phrase("segments.joined", names=names))
    return tuple(remarks)
