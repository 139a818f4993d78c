"""What to say of each code beyond its meaning: why it matters, how to mend it, and an example."""

from collections.abc import Mapping

from casemodel.files.code_help import (
    advice,
    decisions,
    files,
    house,
    profiles,
    references,
    rule_files,
    rules,
    segments,
    sheets,
    yaml,
)
from casemodel.files.code_help.values import Help

HELP: Mapping[str, Help] = {
    **files.HELP,
    **yaml.HELP,
    **profiles.SHAPE,
    **profiles.ANSWERS,
    **segments.HELP,
    **rule_files.HELP,
    **references.HELP,
    **rules.LACKS,
    **rules.DOES,
    **house.HELP,
    **advice.ON_PROFILES,
    **advice.ON_RULES,
    **decisions.HELP,
    **sheets.HELP,
}
"""Each code of `codes.CODES` and its help."""
