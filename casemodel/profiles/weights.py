"""Reading a person's own weights: factors on weights, and an order of priorities."""

from fractions import Fraction

from casemodel.files.document import ParsedFile
from casemodel.files.limits import PRIORITIES, WEIGHTS
from casemodel.files.scalars import is_number
from casemodel.files.tree import MappingNode, Node, Scalar, SequenceNode
from casemodel.knowledge.criteria import NO_SUCH_QUESTION, Criterion, Kind
from casemodel.knowledge.former_names import current_criterion
from casemodel.knowledge.values import Rules
from casemodel.profiles.answers import in_range

_WHOSE: dict[Kind, str] = {"client": "a client", "organization": "an organization"}


def criterion_named(document: ParsedFile, at: Scalar, rules: Rules, kind: Kind) -> Criterion | None:
    """Find the criterion of this name; None if this kind is not asked it, which is noted."""
    criterion = rules.criteria.get(current_criterion(rules, at.text))
    criteria = {c.id: c for c in rules.criteria_for(kind)}
    if criterion is not None and criterion.id in criteria:
        return criterion
    if criterion is not None:
        document.add("P404", at, f"This is not asked of {_WHOSE[kind]}.")
    elif at.text in rules.quantities:
        counted_in = [c.id for c in criteria.values() if at.text in (c.counts, c.per)]
        expected = "a criterion" + (f", such as {', '.join(counted_in)}" if counted_in else "")
        document.add("P404", at, "This is a number, not a question.", expected=expected)
    else:
        expected = "a question; casemodel inputs lists them all"
        document.add("P403", at, NO_SUCH_QUESTION, expected=expected, words=criteria)
    return None


def read_weights(document: ParsedFile, node: Node, rules: Rules, kind: Kind) -> dict[str, str]:
    """Read factors as written, by criterion, in canonical order; what is wrong is noted."""
    if not isinstance(node, MappingNode):
        message = "Give a factor for each question here."
        document.add("P305", node, message, expected="one line for each, such as complexity: 2")
        return {}
    factors: dict[str, str] = {}
    for entry in node.entries.values():
        criterion = criterion_named(document, entry.key, rules, kind)
        factor = entry.value
        if not isinstance(factor, Scalar) or not is_number(factor.text):
            at = factor if isinstance(factor, Scalar) and factor.text else entry
            least, most = WEIGHTS
            expected = f"a number from {least} to {most}, such as 2 or 0.5"
            document.add("P410", at, "Give a factor for the question's weight.", expected=expected)
        elif in_range(document, factor, *WEIGHTS) and criterion is not None:
            factors[criterion.id] = factor.text
    criteria = rules.criteria_for(kind)
    if all(c.id in factors and not Fraction(factors[c.id]) for c in criteria):
        message = "These weights leave no criterion that counts."
        document.add("P421", node, message, expected="at least one factor above 0")
    return {c.id: factors[c.id] for c in criteria if c.id in factors}


def read_priorities(document: ParsedFile, node: Node, rules: Rules, kind: Kind) -> tuple[str, ...]:
    """Read an order of criteria, the most important first; what is wrong is noted."""
    if not isinstance(node, SequenceNode):
        message = "Give a list of questions here, the most important first."
        document.add("P305", node, message, expected="for each a dash and a criterion")
        return ()
    least, most = PRIORITIES
    if not least <= len(node.items) <= most:
        count = len(node.items)
        message = "These are too many priorities to put in order."
        if count < least:
            message = "One priority is no order." if count else "There are no priorities here."
        document.add("P415", node, message, expected=f"{least} to {most} criteria")
    priorities: list[str] = []
    for item in node.items:
        if not isinstance(item, Scalar):
            document.add("P305", item, "Give the name of a question here.", expected="one word")
        elif current_criterion(rules, item.text) in priorities:
            document.add("P420", item, "This question is named twice.")
        elif criterion := criterion_named(document, item, rules, kind):
            priorities.append(criterion.id)
    return tuple(priorities)
