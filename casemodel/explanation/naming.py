"""Names of models and hybrids, and how names stand in a sentence."""

from collections.abc import Sequence
from typing import Literal

from casemodel.knowledge.values import Rules
from casemodel.texts.messages import phrase


def name_of(rules: Rules, alternative: str) -> str:
    """The name of a model or hybrid. Raises KeyError if there is none."""
    hybrid = rules.hybrids.get(alternative)
    return hybrid.name if hybrid else rules.models[alternative].name


def joined(names: Sequence[str], last: Literal["and", "or"] = "and") -> str:
    """Names in a sentence: 'A, B and C', or 'A, B or C'."""
    *others, final = names or ("",)
    if not others:
        return final
    return phrase("join.or" if last == "or" else "join.and", others=", ".join(others), last=final)


def lowered(text: str) -> str:
    """The text as it stands within a sentence: without its capital and its full stop."""
    return text[:1].lower() + text[1:].rstrip(".")
