"""House rules: how an agency adapts the rules without a copy of its own, each change signed.

Here too are the settings that an agency gives once (`settings`).
"""
