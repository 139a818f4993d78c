"""The rule author's workshop: checks, tests and comparison of rules, and advice on profiles.

Pure, like the engine, but for the readers of files: no clock, no terminal, no unseeded randomness.
"""
