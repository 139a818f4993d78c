"""The engine's parts, by hand and on boards small enough to be tried out whole."""
