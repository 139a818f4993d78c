"""Text as it is written into YAML that the reader reads back as it was."""


def one_line(text: str) -> str:
    """The text with every run of blanks and of what cannot be shown as one space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def quoted(text: str) -> str:
    """A text of one line in double quotes."""
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
