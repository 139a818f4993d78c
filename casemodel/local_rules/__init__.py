"""House rules: how an agency adapts the rules without a copy of its own, each change signed."""
