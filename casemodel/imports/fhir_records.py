"""Reading FHIR resources, release 4: NDJSON as bulk exports write it, and bundles.

Only the kinds of resources that the mapping reads are kept, and of a patient only the day of birth
and of death.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from casemodel.files.content import read_bytes, refuse, shown_name
from casemodel.files.limits import FHIR_BYTES, RECORD_CELL
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.imports.csv_records import LINE
from casemodel.imports.database import fill
from casemodel.imports.values import ReadFile, Reason, UnusableRow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KINDS = ("Patient", "Condition", "Observation", "Encounter", "Goal", "CareTeam")
"""The kinds of resources that the mapping reads."""

COLUMNS = ("file", "kind", "person", "body", LINE)

Note = Callable[[UnusableRow], None]


class _Entry(NamedTuple):
    """A resource, its address in a bundle if it has one, and its line or number in the bundle."""

    resource: Any
    url: str
    line: int


def load_fhir(
    connection: "DuckDBPyConnection", files: Sequence[str], note: Note
) -> tuple[ReadFile, ...]:
    """Load the resources of all files into the table `resource`.

    `note` takes each line or entry that cannot be used. Raises ProblemsFound with the problems of
    all files.
    """
    files_read: list[ReadFile] = []
    problems: list[Problem] = []
    fill(connection, "resource", COLUMNS, ())
    for path in files:
        try:
            entries, bundle = _entries(path)
            rows = list(_resources(path, entries, note))
        except ProblemsFound as refused:
            problems += refused.problems
            continue
        connection.execute("drop table if exists more")
        count = fill(connection, "more", COLUMNS, rows)
        connection.execute("insert into resource select * from more")
        connection.execute("drop table more")
        files_read.append(ReadFile(_name(path), count, bundle=bundle))
    if problems:
        raise ProblemsFound(tuple(problems))
    return tuple(files_read)


def _name(path: str) -> str:
    """Give the last part of a file's name: folders tell more than a profile needs."""
    return shown_name(path).replace("\\", "/").rpartition("/")[2]


def _resources(path: str, entries: Sequence[_Entry], note: Note) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the table for one file. Raises ProblemsFound if it has no resource."""
    name = _name(path)
    addresses: dict[str, str] = {}
    for entry in entries:
        if entry.url and isinstance(entry.resource, dict) and _text(entry.resource, "id"):
            addresses[entry.url] = _text(entry.resource, "id")
    known = False
    for entry in entries:
        reason = _wrong(entry.resource)
        if reason:
            note(UnusableRow(name, entry.line, "", reason))
            continue
        known = True
        kind = entry.resource["resourceType"]
        if kind not in KINDS:
            continue
        person = _person(entry.resource, kind, addresses)
        if not person or len(person) > RECORD_CELL:
            note(UnusableRow(name, entry.line, "", "no_patient"))
            continue
        body = _written(_kept(entry.resource, kind))
        if body is None or not _is_plain(person):
            note(UnusableRow(name, entry.line, "", "not_json"))
            continue
        yield name, kind, person, body, entry.line
    if not known:
        message = "The file holds no FHIR resource."
        expected = "NDJSON with a resource on each line, or a bundle"
        raise ProblemsFound((Problem("P603", path, 0, 0, message, expected=expected),))


def _wrong(resource: Any) -> Reason | None:
    if resource is _NOT_JSON:
        return "not_json"
    if not isinstance(resource, dict) or not isinstance(resource.get("resourceType"), str):
        return "no_resource"
    return None


_NOT_JSON = object()


def _entries(path: str) -> tuple[list[_Entry], bool]:
    """List every resource of a file, and say whether the file is one bundle, and not lines.

    Raises ProblemsFound if the file is not JSON.
    """
    text = _decoded(path)
    document = _parsed(text)
    if document is not _NOT_JSON:
        entries = list(_of_document(document, 1))
        return entries, isinstance(document, dict) and document.get("resourceType") == "Bundle"
    lines = text.split("\n")
    if _parsed(lines[0]) is _NOT_JSON and text.lstrip()[:1] != "{":
        message = "The file is not JSON."
        expected = "NDJSON with a resource on each line, or a bundle"
        raise ProblemsFound((Problem("P603", path, 1, 0, message, expected=expected),))
    all_entries = [
        entry._replace(line=number)
        for number, line in enumerate(lines, 1)
        if line.strip()
        for entry in _of_document(_parsed(line), number)
    ]
    return all_entries, False


def _of_document(document: Any, line: int) -> Iterator[_Entry]:
    """Yield the resources of a bundle by their number in it, or the one resource there is."""
    if not (isinstance(document, dict) and document.get("resourceType") == "Bundle"):
        yield _Entry(document, "", line)
        return
    entries = document.get("entry", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        inner = entry.get("resource") if isinstance(entry, dict) else None
        yield _Entry(inner, _text(entry, "fullUrl") if isinstance(entry, dict) else "", number)


def _decoded(path: str) -> str:
    data = read_bytes(path, FHIR_BYTES)
    if data.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        refuse("P603", path, "The file is packed. Unpack it first.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        refuse("P107", path, "The file is not written in UTF-8, as FHIR is.", line)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return _NOT_JSON


def _written(resource: Mapping[str, Any]) -> str | None:
    """Write a resource as JSON; None if it holds what JSON cannot, such as half a character."""
    try:
        text = json.dumps(resource, ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    return text if _is_plain(text) and "\\u0000" not in text else None


def _is_plain(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _text(resource: Mapping[str, Any], key: str) -> str:
    value = resource.get(key)
    return value if isinstance(value, str) else ""


def _person(resource: Mapping[str, Any], kind: str, addresses: Mapping[str, str]) -> str:
    """Give the id of the patient that a resource is about; '' if it names none."""
    if kind == "Patient":
        return _text(resource, "id")
    about = resource.get("subject") or resource.get("patient")
    reference = _text(about, "reference") if isinstance(about, dict) else ""
    if reference in addresses:
        return addresses[reference]
    if reference.startswith("urn:uuid:"):
        return reference.removeprefix("urn:uuid:")
    before, _, person = reference.partition("/_history/")[0].rpartition("/")
    return person if before.rpartition("/")[2] == "Patient" else ""


def _kept(resource: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """Keep what the mapping reads: of a patient no name, address or number."""
    if kind == "Patient":
        return {
            k: resource[k]
            for k in ("birthDate", "deceasedDateTime", "deceasedBoolean")
            if k in resource
        }
    return {k: v for k, v in resource.items() if k not in ("text", "subject", "note", "contained")}
