"""Writing text into YAML so that the reader reads the same text back."""


def one_line(text: str) -> str:
    """Replace every run of blanks, and of characters that cannot be shown, by one space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def quoted(text: str) -> str:
    """Put a text of one line in double quotes."""
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
