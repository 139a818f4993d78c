"""Files as they are read: bytes, YAML with places, scalars, codes of problems."""
