"""Files that are not CSV, known by their first bytes or their names, with advice for each."""

from pathlib import Path

_UNPACK = "Unpack it, and give the CSV or Excel file that is in it."
_SAVE = "Open it in a spreadsheet program. Save it as .xlsx or .csv"
_EXCEL = "This is an Excel file, not CSV. Give an Excel file by its name, which ends in .xlsx"
_JSON = "This is JSON, not a table. Export the records as CSV, one client a row."

# The first bytes of a file, and what to say of it.
_BY_START: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", f"This is an Excel file of the old form (.xls). {_SAVE}"),
    (b"PAR1", "This is a Parquet file. Give it a name that ends in .parquet"),
    (b"%PDF", "This is a PDF, not a table. Export the table as CSV."),
    (b"SQLite format 3", "This is a database, not a table. Export the table as CSV."),
    (b"BZh", f"This file is compressed (bzip2). {_UNPACK}"),
    (b"\xfd7zXZ", f"This file is compressed (xz). {_UNPACK}"),
    (b"\x28\xb5\x2f\xfd", f"This file is compressed (zstd). {_UNPACK}"),
    (b"7z\xbc\xaf", f"This is a 7z archive. {_UNPACK}"),
    (b"\x1f\x8b", f"This file is compressed twice. {_UNPACK}"),
)
_ZIP = b"PK\x03\x04"
# What the names of the parts of some archives hold, and what to say of it.
_BY_PARTS: tuple[tuple[bytes, str], ...] = (
    (b"opendocument", f"This is an OpenDocument file (.ods). {_SAVE}"),
    (b"word/", f"This is a Word document. {_SAVE}"),
    (b"xl/", _EXCEL),
    (b"[Content_Types].xml", _EXCEL),
    (b"Index/", f"This is a Numbers file. {_SAVE}"),
)
_TEXTS: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", f"This is a web page under another name. {_SAVE}"),
    (b"<html", f"This is a web page under another name. {_SAVE}"),
    (b"<?xml", f"This is XML, not CSV. {_SAVE}"),
    (b'{"', _JSON),
    (b"[{", _JSON),
    (b'{ "', _JSON),
)
_BY_NAME = {
    ".xls": f"Excel files of the old form (.xls) are not read. {_SAVE}",
    ".xlsb": f"Files of this form (.xlsb) are not read. {_SAVE}",
    ".ods": f"OpenDocument files (.ods) are not read. {_SAVE}",
    ".numbers": f"Numbers files are not read. {_SAVE}",
    ".zip": f"This is a ZIP archive. {_UNPACK}",
    ".json": _JSON,
    ".jsonl": _JSON,
    ".ndjson": _JSON,
    ".pdf": "PDF files are not read. Export the table as CSV.",
}
_LOOKED_AT = 4096


def form_of(start: bytes) -> str:
    """Say what a file is by its first bytes, and what to do; empty if it may be CSV."""
    for beginning, advice in _BY_START:
        if start.startswith(beginning):
            return advice
    if start.startswith(_ZIP):
        head = start[:_LOOKED_AT]
        return next((advice for part, advice in _BY_PARTS if part in head), _BY_NAME[".zip"])
    text = "".join(start[:_LOOKED_AT].decode("latin-1").split()).encode("latin-1").lower()
    text = text.removeprefix("\ufeff".encode())
    return next((advice for beginning, advice in _TEXTS if text.startswith(_closed(beginning))), "")


def _closed(beginning: bytes) -> bytes:
    return beginning.replace(b" ", b"")


def form_named(path: str) -> str:
    """Say what a file is by the ending of its name, and what to do; empty if it may be read."""
    return _BY_NAME.get(Path(path).suffix.casefold(), "")
