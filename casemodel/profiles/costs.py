"""Reading an organization's costs: its own figures, of which none is filled in for it."""

from casemodel.files.document import ParsedFile
from casemodel.files.limits import MONEY, OVERHEAD
from casemodel.files.scalars import is_number
from casemodel.files.tree import MappingEntry, MappingNode, Node, Scalar
from casemodel.profiles.answers import in_range
from casemodel.profiles.fields import read_keys
from casemodel.profiles.file_types import CostsPart
from casemodel.profiles.values import UNANSWERED_WORDS

IN_PERCENT = "overhead"
"""The one figure that is in percent."""


def read_costs(document: ParsedFile, node: Node) -> dict[str, str]:
    """Read the figures that are known, by key, as written; what is wrong is noted.

    Overhead is given without its percent sign.
    """
    if not isinstance(node, MappingNode):
        message = "Give a figure for each kind of cost here."
        expected = "one line for each, such as case_manager_salary:"
        document.add("P305", node, message, expected=expected)
        return {}
    found = read_keys(document, node, CostsPart)
    figures = {key: _figure(document, key, entry) for key, entry in found.items()}
    return {key: figure for key, figure in figures.items() if figure}


def _figure(document: ParsedFile, key: str, entry: MappingEntry) -> str:
    """Read one figure; empty if it is not known, or is wrong, which is noted."""
    node = entry.value
    if isinstance(node, Scalar) and node.text in UNANSWERED_WORDS:
        return ""
    number = node.text if isinstance(node, Scalar) else ""
    if key == IN_PERCENT:
        number = number.removesuffix("%").rstrip(" ") if number.endswith("%") else ""
    if not isinstance(node, Scalar) or not is_number(number):
        at = node if isinstance(node, Scalar) and node.text else entry
        message, expected = "Give a sum of money here, in digits alone.", "a number, or not known"
        if key == IN_PERCENT:
            message = "Give overhead in percent of salaries, with the sign."
            expected = "a percentage such as 25%, or not known"
        document.add("P410", at, message, expected=expected)
        return ""
    bounds = OVERHEAD if key == IN_PERCENT else MONEY
    return number if in_range(document, node._replace(text=number), *bounds) else ""
