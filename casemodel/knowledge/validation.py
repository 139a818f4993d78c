"""Reading a file into its type, with every problem at its place."""

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from casemodel.files.document import ParsedFile
from casemodel.files.tree import MappingNode
from casemodel.knowledge.fields import File
from casemodel.knowledge.rule_errors import note_errors, note_repeats
from casemodel.knowledge.rule_files import plain

F = TypeVar("F", bound=File)

A_RULE_FILE = "A rule file is"


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """Build pydantic's check of plain data against a type, once for each type."""
    return TypeAdapter(kind)


def in_shape(document: ParsedFile, kind: type[F], *, called: str = A_RULE_FILE) -> F | None:
    """Read a document into a value of this type; None if something is wrong, which is noted."""
    if document.root is None:
        return None
    if not isinstance(document.root, MappingNode):
        document.add("P301", document.root, f"{called} made of keys and values.")
        return None
    try:
        value: F = adapter(cast("Any", kind)).validate_python(plain(document.root))
    except ValidationError as error:
        note_errors(document, error, kind)
        return None
    note_repeats(document)
    return value
