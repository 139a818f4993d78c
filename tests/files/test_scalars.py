"""What plain scalars mean: YAML 1.2, with anything doubtful left as it was written."""

import pytest

from casemodel.files.scalars import sort_of
from casemodel.files.tree import MappingNode, Scalar
from casemodel.files.yaml_tree import parse

SORTS = {
    "null": ["null", "Null", "~", ""],
    "boolean": ["true", "True", "FALSE", "false"],
    "whole": ["0", "15", "-3", "90071992547409930"],
    "decimal": ["12.5", "0.5", "-0.25", "1.10"],
    "text": [
        "no", "yes", "on", "off", "y", "n", "No", "YES",
        "1:15", "1:30:00", "02139", "007", "0o17", "0x1F", "0b1", "1_000", "1,000", "1e3", "1E3",
        ".5", "5.", "+5", "--5", ".inf", "-.inf", ".nan", "NaN", "Infinity", "=", "<<",
        "2026-03-31", "2026-03-31T10:00:00Z", "nULL", "tRUE", "12.5.1", "½", "١٢", "12 5",
        "'15'", '"true"', "'null'", "''", '"~"',
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "sort"), [(written, sort) for sort, all_ in SORTS.items() for written in all_]
)
def test_sort(written, sort):
    document = parse(f"key: {written}\n", "f")
    assert not document.problems
    assert isinstance(document.root, MappingNode)
    node = document.root.value("key")
    assert isinstance(node, Scalar)
    assert sort_of(node) == sort
    assert node.text == written.strip("'\"")
