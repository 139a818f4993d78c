"""Tests of the rule author's workshop: rule tests, freezing, comparing rules."""
