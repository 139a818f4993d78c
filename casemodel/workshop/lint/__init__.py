"""Lint: things that a finished rule base should not have.

`says` looks at what is written, in the order in which a person reads the files. `effects` asks the
engine what the rules bring about; it needs rules without faults.
"""

from casemodel.knowledge.checks import CheckInput, shortcomings
from casemodel.knowledge.references import Finding
from casemodel.knowledge.values import Rules
from casemodel.workshop.lint import claims, ratings, review, wording


def says(rules: Rules, check_input: CheckInput, today: str) -> tuple[Finding, ...]:
    """Find everything that the rules lack, or that is worth a second look, on an ISO date."""
    return (
        *shortcomings(rules, check_input),
        *claims.findings(rules, check_input),
        *ratings.findings(rules),
        *wording.findings(rules),
        *review.findings(rules, today),
    )
