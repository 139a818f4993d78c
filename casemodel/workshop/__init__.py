"""The rule author's workshop: what must come out of the rules, and what a change to them does.

Pure, like the engine: no files, no clock, no terminal, no unseeded randomness.
"""
