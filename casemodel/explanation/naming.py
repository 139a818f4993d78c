"""Names of models and hybrids, and how names stand in a sentence."""

from collections.abc import Sequence

from casemodel.knowledge.values import Rules


def name_of(rules: Rules, alternative: str) -> str:
    """The name of a model or hybrid. Raises KeyError if there is none."""
    hybrid = rules.hybrids.get(alternative)
    return hybrid.name if hybrid else rules.models[alternative].name


def joined(names: Sequence[str], last: str = "and") -> str:
    """Names in a sentence: 'A, B and C'."""
    *others, final = names or ("",)
    return f"{', '.join(others)} {last} {final}" if others else final


def lowered(text: str) -> str:
    """The text as it stands within a sentence: without its capital and its full stop."""
    return text[:1].lower() + text[1:].rstrip(".")
