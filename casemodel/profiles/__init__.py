"""Profiles: their values, strict reading, numbers, and edits in place."""
