"""Reading files: bytes, text, YAML with positions, bounds, and all problems at once."""
