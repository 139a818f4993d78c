"""The tests of casemodel; `python -m tests` runs every check."""
