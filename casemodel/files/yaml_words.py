"""PyYAML's complaints in plain words. They repeat nothing of the file."""

_QUOTES = 'Put the whole text in quotes, like this: "text: more text".'

_TAB = ("The line starts with a tab.", "spaces")

_BY_COMPLAINT: tuple[tuple[str, str, str], ...] = (
    ("tab character", *_TAB),
    (
        "mapping values are not allowed",
        "There is a colon with a space after it where no key can be.",
        _QUOTES,
    ),
    (
        "expected ':'",
        "This line, or the one above it, is not of the form key: value.",
        "a key, a colon, a space and a value",
    ),
    (
        "end of stream",
        "The file ends inside a text: a quotation mark that was opened is not closed.",
        "a closing quotation mark",
    ),
    (
        "document indicator",
        "A text goes on over --- or ...: a quotation mark that was opened is not closed.",
        "a closing quotation mark",
    ),
    (
        "escape",
        "A backslash in double quotes begins an unknown code.",
        "single quotes, or two backslashes",
    ),
    (
        "Unicode character",
        "A backslash in double quotes begins a code for a character that does not exist.",
        "the character itself",
    ),
    (
        "',' or '}'",
        "A bracket { that was opened is not closed, or a comma is missing.",
        "a comma or }",
    ),
    (
        "',' or ']'",
        "A bracket [ that was opened is not closed, or a comma is missing.",
        "a comma or ]",
    ),
    (
        "node content",
        "A value is missing here, or a bracket or comma is in the wrong place.",
        "a value, the bracket closed, or quotes around the whole text",
    ),
    (
        "block end",
        "The spaces at the start of this line do not match the lines above.",
        "the same number of spaces as the line it belongs with",
    ),
    (
        "expected key",
        "Spaces at the start do not match the lines above, or text follows a quote.",
        "the same number of spaces as the line it belongs with, or quotes around the whole text",
    ),
    (
        "'-' indicator",
        "The spaces at the start of this line do not match the list above.",
        "the same number of spaces as the other lines of the list",
    ),
    (
        "block sequence entries",
        "A dash begins a list entry where no list can be.",
        "the list on a line of its own, or quotes around the text",
    ),
    ("directive", "A line cannot begin with % here.", "quotes around the text"),
    ("document start", "Text follows where the file should have ended.", "one list of keys"),
    ("alias", "A text that begins with * must be in quotes.", "quotes around the text"),
    ("anchor", "A text that begins with & must be in quotes.", "quotes around the text"),
    ("tag", "A text that begins with ! must be in quotes.", "quotes around the text"),
    (
        "block scalar",
        "A text that begins with | or > must be in quotes, or stand on the lines below.",
        "quotes around the text",
    ),
)

_BY_CHARACTER = {
    "\t": _TAB,
    "@": ("A text that begins with @ must be in quotes.", "quotes around the text"),
    "`": ("A text that begins with ` must be in quotes.", "quotes around the text"),
    "%": ("A text that begins with % must be in quotes.", "quotes around the text"),
    "|": ("A text that begins with | must be in quotes.", "quotes around the text"),
    ">": ("A text that begins with > must be in quotes.", "quotes around the text"),
}


def in_plain_words(complaint: str, character: str) -> tuple[str, str]:
    """Give a message and an expectation for PyYAML's complaint and the character at its place."""
    if "cannot start any token" in complaint and character in _BY_CHARACTER:
        return _BY_CHARACTER[character]
    for part, message, expected in _BY_COMPLAINT:
        if part in complaint:
            return message, expected
    return "The file is not valid YAML here.", ""
