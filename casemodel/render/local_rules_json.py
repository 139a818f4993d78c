"""House rules as JSON: whose they are, and everything in which they differ from the rules."""

from typing import Any

from casemodel.knowledge.values import Rules
from casemodel.local_rules.differences import differences
from casemodel.local_rules.values import House


def house_data(rules: Rules, house: House) -> dict[str, Any]:
    """The house as it changes `rules`, and which rules those are."""
    return {
        "agency": house.agency,
        "digest": house.digest,
        "changed_rules": {"version": rules.version, "digest": rules.digest},
        "changes": [
            {
                "what": one.what,
                "of": one.of,
                "name": one.name or None,
                "before": one.before or None,
                "after": one.after,
                "signed": one.signed._asdict(),
            }
            for one in differences(rules, house)
        ],
    }
