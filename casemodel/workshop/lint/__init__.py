"""What a finished rule base should not have: lint, in the order in which a person reads the files.

`says` looks at what is written. `does` asks the engine what it brings about; it takes rules without
faults only.
"""

from casemodel.knowledge.checks import Written, shortcomings
from casemodel.knowledge.references import Finding
from casemodel.knowledge.values import Rules
from casemodel.workshop.lint import claims, ratings, review, wording


def says(rules: Rules, written: Written, today: str) -> tuple[Finding, ...]:
    """Everything that the written rules lack or that is worth a second look, on an ISO date."""
    return (
        *shortcomings(rules, written),
        *claims.findings(rules, written),
        *ratings.findings(rules),
        *wording.findings(rules),
        *review.findings(rules, today),
    )
