"""A soak: random commands, disturbed in every way, for as long as is wanted."""
