"""A file with anything at any place of it, and what a reader must say of each.

Several tests use it, of one reader or of all.
"""

import json
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from casemodel.files.problems import Problem, ProblemsFound
from casemodel.files.yaml_tree import parse
from casemodel.knowledge.rule_files import plain
from casemodel.texts.problems import problem_texts
from tests.stories.wrong.measured import SECONDS

NASTY = (
    None,
    True,
    "",
    " ",
    "yes",
    "null",
    "complexity",
    "light",
    "close",
    "family",
    "light_then_close",
    "weight",
    "off",
    0,
    -1,
    1,
    10**14,
    2.5,
    "1:15",
    "2026-02-30",
    "é" * 2500,
    "[/red] =1+1 <b>",
    [],
    ["one"],
    [[]],
    {},
    {"criterion": "complexity"},
    {"": ""},
)
"""Values that no reader may stumble over, some of them right at one place or another."""


def replaced(data: Any, values: tuple[Any, ...]) -> Iterator[Any]:
    """The data with each value in it, and each key, in turn replaced by each of these values."""
    yield from values
    if isinstance(data, dict):
        for key, value in data.items():
            others = {k: v for k, v in data.items() if k != key}
            yield others
            yield from ({**others, str(new): value} for new in values if isinstance(new, str))
            yield from ({**data, key: new} for new in replaced(value, values))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield [*data[:index], *data[index + 1 :]]
            yield from ([*data[:index], new, *data[index + 1 :]] for new in replaced(value, values))


def texts(text: str, values: tuple[Any, ...]) -> Iterator[str]:
    """The file with anything at any place, as YAML that keeps `kind` where it is looked for."""
    root = parse(text, "t").root
    assert root is not None
    for data in replaced(plain(root), values):
        if isinstance(data, dict):
            yield "".join(f"{_written(key)}: {_written(value)}\n" for key, value in data.items())
        else:
            yield _written(data)


def _written(value: Any) -> str:
    plain_word = isinstance(value, str) and value.isascii() and value.isidentifier()
    return value if plain_word else json.dumps(value, default=_number, ensure_ascii=False)


def _number(value: Decimal) -> float:
    return float(value)


def problems_found(path: Path, text: str | bytes, use: Callable[[], object]) -> tuple[Problem, ...]:
    """What is wrong, each with a code, the file and a line; the file is read soon."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    start = time.process_time()
    try:
        use()
        problems: tuple[Problem, ...] = ()
    except ProblemsFound as error:
        problems = error.problems
    assert time.process_time() - start < SECONDS
    for problem in problems:
        assert problem.code in problem_texts(), problem
        assert Path(problem.file).name, problem
        concerns_the_file = problem.code in ("P101", "P105", "P107", "P299", "P401")
        assert problem.line or concerns_the_file or problem.file != str(path), problem
        assert problem.message.endswith("."), problem
    return problems
