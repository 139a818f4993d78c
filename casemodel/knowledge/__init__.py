"""The rule base: its types, reading and checks, the stored form, and JSON Schema."""
