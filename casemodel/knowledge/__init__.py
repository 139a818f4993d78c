"""The rule base: what it is, reading and checking it, how it is stored, its JSON Schema."""
