"""Profiles: right, wrong, with numbers, weights and segments; edits and changes."""
