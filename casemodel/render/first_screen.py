"""The first screen of an answer, as long as it may be."""

from casemodel.explanation.values import Explanation
from casemodel.pages.document import Document
from casemodel.pages.first_screens import first_screens, most_lines
from casemodel.render.text import USUAL, as_text


def first_screen(explanation: Explanation, file: str = "") -> Document:
    """Lay out the answer with as much as fits a screen of 80 columns, and else with the least.

    It is the same whatever the format and the width. `file` is the name of the profile's file, for
    the commands to type next; empty without one.
    """
    most = most_lines(explanation)
    for page in first_screens(explanation, file):
        if as_text(page, USUAL).count("\n") <= most:
            break
    return page
