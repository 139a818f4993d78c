"""Wrong files and hostile surroundings: what casemodel says and does then."""
