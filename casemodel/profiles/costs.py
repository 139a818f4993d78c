"""Reading an organization's costs: its own figures, of which none is filled in for it."""

from casemodel.files.document import ParsedFile
from casemodel.files.limits import MONEY, OVERHEAD
from casemodel.files.scalars import is_number
from casemodel.files.tree import MappingEntry, MappingNode, Node, Scalar
from casemodel.knowledge.values import Rules
from casemodel.profiles.answers import in_range
from casemodel.profiles.fields import read_keys
from casemodel.profiles.file_types import CostsPart
from casemodel.profiles.values import UNANSWERED_WORDS

IN_PERCENT = "overhead"
"""The one figure that is in percent."""
TRAVEL = "travel"
"""The one figure that may differ between models."""
OTHERS = "others"
"""In place of a model: all those that are not named."""


def read_costs(
    document: ParsedFile, node: Node, rules: Rules
) -> tuple[dict[str, str], dict[str, str]]:
    """Read the figures that are known, by key, and travel by model; what is wrong is noted.

    Figures are as written, overhead without its percent sign. Travel of all models that are not
    named is a figure like any other.
    """
    if not isinstance(node, MappingNode):
        message = "Give a figure for each kind of cost here."
        expected = "one line for each, such as case_manager_salary:"
        document.add("P305", node, message, expected=expected)
        return {}, {}
    entries = read_keys(document, node, CostsPart)
    by_model: dict[str, str] = {}
    if TRAVEL in entries and isinstance(entries[TRAVEL].value, MappingNode):
        by_model = _by_model(document, entries[TRAVEL], rules)
        del entries[TRAVEL]
    figures = {key: _figure(document, key, entry) for key, entry in entries.items()}
    if OTHERS in by_model:
        figures[TRAVEL] = by_model.pop(OTHERS)
    return (
        {key: figure for key, figure in figures.items() if figure},
        {model: figure for model, figure in by_model.items() if figure},
    )


def _by_model(document: ParsedFile, travel: MappingEntry, rules: Rules) -> dict[str, str]:
    """Read what travel costs for one post of each model."""
    model_ids = (*(model.id for model in rules.scored_models()), OTHERS)
    entries = travel.value.entries if isinstance(travel.value, MappingNode) else {}
    if not entries:
        message = "There is no figure for travel here."
        document.add("P410", travel, message, expected="a number, or one for each model")
    for name, entry in entries.items():
        if name not in model_ids:
            document.add("P303", entry, "There is no such model for travel.", words=model_ids)
    return {name: _figure(document, TRAVEL, entries[name]) for name in model_ids if name in entries}


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
