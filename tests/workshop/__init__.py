"""The rule author's workshop: checks, rule tests, comparing rules, JSON Schemas."""
