"""Decisions on record: what was recommended, what a person chose, and why they differ.

`values` has the entries, `fingerprint` recognizes the profile that was decided on without keeping
it, `register` holds entries in one SQLite file, and `history` folds them into decisions. Nothing
here scores; nothing that scores imports this.
"""
