"""The answer beside the questions of the desk: whole, or what can be said of it at once."""

from casemodel.explanation.values import Explanation
from casemodel.pages.answer import danger_first, four_statements, points, whose
from casemodel.pages.document import Block, Document, Paragraph, SignedBars, Statements
from casemodel.pages.first_screens import beginning, cited_by
from casemodel.pages.local_rules import with_house
from casemodel.pages.words import guide
from casemodel.texts.messages import phrase


def answer_beside(explanation: Explanation) -> Document:
    """Lay out the answer as on the first screen, with its sources in place of commands to type."""
    blocks = (*beginning(explanation), *cited_by(explanation).listed())
    page = Document(whose(explanation), blocks, (guide(),))
    return with_house(page, explanation.local_rules)


def points_at_once(explanation: Explanation) -> Document:
    """Lay out dangers, match, completeness and points: all that needs no tries of stability.

    The explanation may rest on a single try. What the tries decide, such as the recommendation's
    name, is left out.
    """
    match_and_completeness = four_statements(explanation)[:2]
    blocks: tuple[Block, ...] = (
        *danger_first(explanation),
        Paragraph(phrase("desk.working"), "quiet"),
        Statements(match_and_completeness),
        *(_without_notes(block) for block in points(explanation)),
    )
    return Document(whose(explanation), blocks)


def _without_notes(block: Block) -> Block:
    """Remove the notes of bars, which name the recommendation."""
    if not isinstance(block, SignedBars):
        return block
    return block._replace(rows=tuple(row._replace(note="") for row in block.rows))
