"""Many clients at once: rows equal to `score`, segments, staffing, small counts held back."""
