"""Notices that a law puts on a page, with where their wording comes from."""

from casemodel.showing.document import Paragraph

# Criteria whose answers say that someone uses, or has used, alcohol or other drugs.
SUBSTANCE_USE = frozenset({"substance_use"})

# The short one of the two statements that a disclosure with consent must carry, word for word:
# 42 CFR 2.32(a)(2), as amended by the final rule of 2024-02-16 (89 FR 12472), in force from
# 2024-04-16, with which programs had to comply by 2026-02-16. 2.32(b) asks for the consent, too.
PART_2 = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
_ABOUT_PART_2 = (
    "This holds where the answer on substance use comes from a program under that rule. Hand this "
    "page on only with the client's written consent, or a clear account of what it covers. "
    "[42 CFR 2.32, as amended by 89 FR 12472, February 16, 2024]"
)


def part_2_notice() -> Paragraph:
    """The notice on records of treatment for substance use, and when it holds."""
    return Paragraph(f"{PART_2} {_ABOUT_PART_2}", "", "notice")
