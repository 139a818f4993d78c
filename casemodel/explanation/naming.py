"""Names of models and hybrids, and names inside a sentence."""

from collections.abc import Sequence
from typing import Literal

from casemodel.knowledge.tiers import tier_parts
from casemodel.knowledge.values import Rules
from casemodel.texts.messages import phrase


def name_of(rules: Rules, alternative: str) -> str:
    """Give the name of a model or hybrid. Raises KeyError if there is none.

    A tier of three parts is named by its parts.
    """
    hybrid = rules.hybrids.get(alternative)
    if hybrid is not None:
        return hybrid.name
    if alternative in rules.models:
        return rules.models[alternative].name
    return joined([rules.models[part].name for part in tier_parts(rules)[alternative]])


def joined(names: Sequence[str], last: Literal["and", "or"] = "and") -> str:
    """Join names in a sentence: 'A, B and C', or 'A, B or C'."""
    *earlier, final = names or ("",)
    if not earlier:
        return final
    return phrase("join.or" if last == "or" else "join.and", others=", ".join(earlier), last=final)


def lowered(text: str) -> str:
    """Fit a text into a sentence: without its capital and its full stop."""
    return text[:1].lower() + text[1:].rstrip(".")
