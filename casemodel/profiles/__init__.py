"""Profiles: what one is, reading it strictly, numbers, and edits at their own place."""
