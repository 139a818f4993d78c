"""Files as they are read: bytes, text, YAML with positions, bounds, and every problem at once."""
