"""Reading a rule file that stands aside: no score depends on it, and it is read when asked for."""

from typing import TypeVar

from pydantic import ValidationError

from casemodel.files.document import Document
from casemodel.files.tree import MappingNode
from casemodel.knowledge.rule_errors import note_errors, note_repeats
from casemodel.knowledge.rule_files import plain
from casemodel.knowledge.rule_schemas import File

Shape = TypeVar("Shape", bound=File)


def in_shape(document: Document, shape: type[Shape]) -> Shape | None:
    """What the document holds; None where something is wrong, which is noted."""
    if document.root is None:
        return None
    if not isinstance(document.root, MappingNode):
        document.add("P301", document.root, "A rule file is made of keys and values.")
        return None
    try:
        found = shape.model_validate(plain(document.root))
    except ValidationError as error:
        note_errors(document, error, shape)
        return None
    note_repeats(document)
    return found
