"""The engine's parts, by hand."""
