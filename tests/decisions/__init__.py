"""Decisions on record: the register, its history, and the commands on it."""
