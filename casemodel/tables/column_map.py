"""The map of a caseload: the column for each question, the meaning of codes, columns to leave out.

schema: 1
id: Client ID
columns:
  acuity: Crisis level
  housing:
    column: Living situation
    values: {"1": stable, "2": homeless, "9": not known}
  danger_self: {column: Suicidal, also: [Self-harm]}
no_answer: {"n/a": not asked, unsure: not known}   # in every column; or: no_answer: usual
ignore: [Notes]
"""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, NamedTuple

from casemodel.files.document import ParsedFile, Remark
from casemodel.files.limits import COLUMN_NAME_LENGTH, MAP_BYTES, SHEET_COLUMNS
from casemodel.files.proof import is_proved
from casemodel.files.scalars import sort_of
from casemodel.files.tree import MappingEntry, MappingNode, Scalar, SequenceNode
from casemodel.files.yaml_tree import read_document
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.fields import (
    File,
    Value,
    described,
    key,
    keys_of,
    role,
    shorthand,
    written_text,
)
from casemodel.knowledge.values import Rules
from casemodel.profiles.answers import read_level
from casemodel.profiles.asked import asked_of_client
from casemodel.profiles.fields import is_text, read_keys, read_schema, read_text
from casemodel.profiles.renewing import renew
from casemodel.profiles.values import UNANSWERED_WORDS, Answer
from casemodel.profiles.weights import criterion_named
from casemodel.tables.cells import USUAL_NO_ANSWERS, fold

_EXPECTED = "columns:, with one line for each question, such as acuity: Crisis level"


_NAME = written_text(COLUMN_NAME_LENGTH, "The name of the column, as it stands in the sheet.")
COLUMN_NAME = _NAME.schema
"""The JSON Schema of a column's name."""


class Named(Value):
    """A column by its name; `occurrence` says which, from 1, where several have the name.

    0 where the map does not say.
    """

    name: Annotated[str, _NAME] = key("column")
    occurrence: Annotated[
        int,
        described(
            "Which one, where several columns have the name: 1 for the first.",
            {"type": "integer", "minimum": 1, "maximum": SHEET_COLUMNS},
        ),
    ] = 0


class MappedColumn(Named):
    """A column with the answers that its codes stand for, as a map writes it."""

    values: Annotated[Mapping[str, str], role("codes")] = field(default_factory=dict)
    also: Annotated[
        tuple[Annotated[str, _NAME], ...],
        described("More columns that answer the same question; one yes among them is a yes."),
    ] = ()


class Mapped(NamedTuple):
    """The column that answers a criterion, and the meaning of its codes, by their folded text.

    `also` names more columns that answer it.
    """

    column: Named
    values: Mapping[str, Answer]
    also: tuple[str, ...] = ()


class MapFile(File, kw_only=True):
    """A map: the column that answers each question."""

    id: Annotated[
        Named,
        shorthand(lambda written: written, COLUMN_NAME),
        described("The column that names the client: an id, and no name."),
    ] = Named("")
    columns: Annotated[Mapping[str, MappedColumn], role("columns")]
    no_answer: Annotated[str | Mapping[str, str], role("no_answers")] = ""
    ignore: Annotated[tuple[Annotated[str, _NAME], ...], described("Columns to leave out.")] = ()


class CaseloadMap(NamedTuple):
    """The content of a map. `id` is the column that names the client, or None; `ignore` are names.

    `no_answer` are the words for no answer in every column, by their folded text.
    """

    id: Named | None
    columns: Mapping[str, Mapped]
    ignore: tuple[str, ...]
    file: str = ""
    remarks: tuple[Remark, ...] = ()
    no_answer: Mapping[str, Answer] = MappingProxyType({})

    def names(self) -> set[str]:
        """List the names of the columns that answer a question, each once."""
        mapped = self.columns.values()
        return {name for column in mapped for name in (column.column.name, *column.also)}


NO_MAP = CaseloadMap(None, {}, ())
"""The map where none is given."""


def read_map(path: str | Path, rules: Rules) -> CaseloadMap:
    """Read a map.

    Raises ProblemsFound with every problem; without any value unless it is proved to be a map.
    """
    document = read_document(path, MAP_BYTES)
    renew(document, rules)
    root = document.root
    if root is not None and not isinstance(root, MappingNode):
        document.add("P301", root, "A map is made of lines with a key.", expected=_EXPECTED)
    column_map = _read_root(document, root, rules) if isinstance(root, MappingNode) else NO_MAP
    document.refuse(private=not is_proved(document, keys_of(MapFile), ("columns",)))
    return column_map


def _read_root(document: ParsedFile, root: MappingNode, rules: Rules) -> CaseloadMap:
    entries = read_keys(document, root, MapFile)
    if "schema" in entries:
        read_schema(document, entries["schema"])
    columns: dict[str, Mapped] = {}
    if "columns" in entries:
        columns = _read_columns(document, entries["columns"], rules)
    return CaseloadMap(
        id=_read_column(document, entries["id"]) if "id" in entries else None,
        columns=columns,
        ignore=_read_names(document, entries["ignore"]) if "ignore" in entries else (),
        file=document.file,
        remarks=tuple(document.remarks),
        no_answer=_read_no_answer(document, entries["no_answer"]) if "no_answer" in entries else {},
    )


def _read_columns(document: ParsedFile, entry: MappingEntry, rules: Rules) -> dict[str, Mapped]:
    node = entry.value
    if not isinstance(node, MappingNode):
        if not (isinstance(node, Scalar) and sort_of(node) == "null"):
            document.add("P305", node, "Give questions and their columns here.", expected=_EXPECTED)
        return {}
    columns = {}
    for column_entry in node.entries.values():
        criterion = criterion_named(document, column_entry.key, rules, "client")
        if criterion is not None and (
            mapped := _read_mapped(document, column_entry, criterion, rules)
        ):
            columns[criterion.id] = mapped
    return columns


def _read_mapped(
    document: ParsedFile, entry: MappingEntry, criterion: Criterion, rules: Rules
) -> Mapped | None:
    column = _read_column(document, entry)
    node = entry.value
    if column is None:
        return None
    values: dict[str, Answer] = {}
    also: tuple[str, ...] = ()
    if isinstance(node, MappingNode) and "values" in node.entries:
        values = _read_values(document, node.entries["values"], criterion, rules)
    if isinstance(node, MappingNode) and "also" in node.entries:
        also = _read_names(document, node.entries["also"])
    return Mapped(column, values, also)


def _read_column(document: ParsedFile, entry: MappingEntry) -> Named | None:
    """Read a column, written as its name alone or with column: and occurrence:."""
    node = entry.value
    if not isinstance(node, MappingNode):
        name = read_text(document, entry, COLUMN_NAME_LENGTH)
        return Named(name) if name else None
    entries = read_keys(document, node, Named if entry.key.text == "id" else MappedColumn)
    name = read_text(document, entries["column"], COLUMN_NAME_LENGTH) if "column" in entries else ""
    occurrence = entries["occurrence"].value if "occurrence" in entries else None
    if occurrence is None:
        return Named(name) if name else None
    if isinstance(occurrence, Scalar) and sort_of(occurrence) == "whole":
        number = int(occurrence.text[:5])
        if 1 <= number <= SHEET_COLUMNS:
            return Named(name, number) if name else None
    expected = "1 for the first column of this name, 2 for the second"
    document.add(
        "P411", entries["occurrence"], "Which column of the name is meant?", expected=expected
    )
    return None


def _read_values(
    document: ParsedFile, entry: MappingEntry, criterion: Criterion, rules: Rules
) -> dict[str, Answer]:
    node = entry.value
    if not isinstance(node, MappingNode):
        message = "Give the values of the column here, each with its answer."
        document.add("P305", node, message, expected='such as values: {"1": stable}')
        return {}
    values: dict[str, Answer] = {}
    allowed = asked_of_client(rules)
    for value_entry in node.entries.values():
        if fold(value_entry.key.text) in values:
            document.add(
                "P515", value_entry, "This value is translated twice; case does not count."
            )
        elif not isinstance(value_entry.value, Scalar) or sort_of(value_entry.value) == "null":
            expected = "one of: " + ", ".join(level.id for level in criterion.levels)
            document.add("P406", value_entry, "There is no answer here.", expected=expected)
        elif answer := read_level(document, value_entry.value, criterion, allowed):
            values[fold(value_entry.key.text)] = answer
    return values


_NO_ANSWER = "no_answer: usual, or words such as {n/a: not asked, unknown: not known}"


def _read_no_answer(document: ParsedFile, entry: MappingEntry) -> dict[str, Answer]:
    """Read the words for no answer in every column: the usual ones, or the map's own."""
    node = entry.value
    if isinstance(node, Scalar) and node.text == "usual":
        return {fold(word): _no_answer(state) for word, state in USUAL_NO_ANSWERS.items()}
    if not isinstance(node, MappingNode):
        message = "Here go the words that mean no answer."
        document.add("P305", node, message, expected=_NO_ANSWER)
        return {}
    words: dict[str, Answer] = {}
    for word_entry in node.entries.values():
        if fold(word_entry.key.text) in words:
            document.add("P515", word_entry, "This value is translated twice; case does not count.")
        elif isinstance(word_entry.value, Scalar) and word_entry.value.text in UNANSWERED_WORDS:
            words[fold(word_entry.key.text)] = _no_answer(word_entry.value.text)
        else:
            message = "This is not one of the words for no answer."
            document.add("P406", word_entry.value, message, words=tuple(UNANSWERED_WORDS))
    return words


def _no_answer(word: str) -> Answer:
    return Answer(UNANSWERED_WORDS[word], "")


def _read_names(document: ParsedFile, entry: MappingEntry) -> tuple[str, ...]:
    node = entry.value
    if not isinstance(node, SequenceNode):
        document.add("P305", node, "Give a list of columns here.", expected="[Notes, Name]")
        return ()
    names = []
    for item in node.items:
        if isinstance(item, Scalar) and item.text.strip() and is_text(item):
            names.append(item.text)
        else:
            document.add("P305", item, "Give the name of a column here.", expected="one text")
    return tuple(names)
