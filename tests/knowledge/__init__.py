"""Rule files: reading, checking, storing."""
