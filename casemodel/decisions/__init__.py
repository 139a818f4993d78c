"""Decisions on record: what was recommended, what a person chose, and why they differ.

`values` is what an entry is, `fingerprint` tells whether a profile is the one decided on without
keeping it, `register` holds entries in one SQLite file, and `history` folds them into decisions.
Nothing here scores; nothing that scores imports this.
"""
