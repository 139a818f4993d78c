"""Check of the date by which the rules are to be reviewed."""

from collections.abc import Iterator

from casemodel.knowledge.references import Finding
from casemodel.knowledge.values import Rules


def findings(rules: Rules, today: str) -> Iterator[Finding]:
    """Yield a finding if the date of the next review has passed; `today` is an ISO date."""
    if rules.review_by and rules.review_by < today:
        message = f"These rules were to be reviewed by {rules.review_by}."
        expected = "a review of sources and ratings, and then a later date"
        yield Finding("R505", ("method.yaml", "review_by"), message, expected=expected)
