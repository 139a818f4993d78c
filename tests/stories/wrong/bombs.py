"""Files made to take a reader's time or memory, by name; none is larger than its text here says."""

from collections.abc import Callable, Mapping

MEGABYTE = 1024 * 1024
HEAD = "schema: 1\nkind: organization\n"
_FULL = 256 * 1024 - 200
"""Almost as much as a profile may hold."""


def _laughs(levels: int, join: Callable[[str], str]) -> str:
    """Each level nine times the one before it."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} {join(', '.join([f'*a{n - 1}'] * 9))}" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def _merged(levels: int) -> str:
    lines = ["m0: &m0 {k: v}"]
    lines += [f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def _filled(line: str, head: str = f"{HEAD}answers:\n") -> str:
    """As many such lines as a profile may hold; {n} is the number of each."""
    lines, size, number = [head], len(head), 0
    while size < _FULL:
        lines.append(line.replace("{n}", f"{number:05}"))
        size += len(lines[-1])
        number += 1
    return "".join(lines)


BOMBS: Mapping[str, Callable[[], bytes]] = {
    "50 MB of one letter": lambda: b"x" * (50 * MEGABYTE),
    "50 MB of keys": lambda: b"key: value\n" * (50 * MEGABYTE // 11),
    "50 MB of line ends": lambda: b"\n" * (50 * MEGABYTE),
    "50 MB of brackets": lambda: b"[" * (50 * MEGABYTE),
    "50 MB of NUL": lambda: bytes(50 * MEGABYTE),
    "aliases in lists, 9 levels": lambda: _laughs(9, lambda text: f"[{text}]").encode(),
    "aliases in lists, 2,000 levels": lambda: _laughs(2000, lambda text: f"[{text}]").encode(),
    "merge keys, 8 levels": lambda: _merged(8).encode(),
    "an alias of itself": lambda: b"a: &a [*a, *a]\n",
    "100,000 open brackets": lambda: b"[" * 100_000,
    "100,000 open braces": lambda: b"{a: " * 60_000,
    "100,000 open braces of JSON": lambda: b'{"a":' * 50_000,
    "dashes on one line": lambda: b"- " * 120_000,
    "question marks on one line": lambda: b"? " * 120_000,
    "ever deeper lines": lambda: "".join(f"{' ' * n}a:\n" for n in range(700)).encode(),
    "one key of 256 kB": (HEAD + "x" * _FULL + ": 1\n").encode,
    "one value of 256 kB": f"{HEAD}name: {'x' * _FULL}\n".encode,
    "one number of 256 kB": f"{HEAD}answers: {{caseload: {'9' * _FULL}}}\n".encode,
    "one fraction of 256 kB": f"{HEAD}answers: {{caseload: 0.{'9' * _FULL}}}\n".encode,
    "one share of 256 kB": (
        f"{HEAD}answers: {{}}\nsegments:\n- {{name: A, share: 1/{'7' * _FULL}}}\n"
        "- {name: B, share: 50%}\n"
    ).encode,
    "one text of quotation marks": (HEAD + "name: '" + "''" * (_FULL // 2)).encode,
    "one text of escapes": (HEAD + 'name: "' + r"\x41" * (_FULL // 4)).encode,
    "unknown answers": lambda: _filled("  complexity{n}: man\n").encode(),
    "unknown keys": lambda: _filled("answer{n}: x\n", HEAD).encode(),
    "one key again and again": lambda: _filled("  complexity: one\n").encode(),
    "segments without end": lambda: _filled(
        "- {name: s{n}, share: 1%}\n", f"{HEAD}answers: {{}}\nsegments:\n"
    ).encode(),
    "shares that have no small sum": lambda: _filled(
        "- {name: s{n}, share: 1/1000{n}7}\n", f"{HEAD}answers: {{}}\nsegments:\n"
    ).encode(),
    "priorities without end": lambda: _filled(
        "- complexit{n}\n", f"{HEAD}answers: {{}}\npriorities:\n"
    ).encode(),
    "documents without end": lambda: _filled("---\na\n", "").encode(),
    "tags without end": lambda: _filled("- !x y\n", "").encode(),
    "lists in lists": lambda: b"[[[[1],[1]],[[1],[1]]]," * 10_000,
    "comments without end": lambda: _filled("# {n}\n", "").encode(),
    "carriage returns": (HEAD + "\r" * _FULL).encode,
    "letters of four bytes": (HEAD + "name: " + "\U0001f600" * (_FULL // 4)).encode,
    "half a letter at the end": lambda: (HEAD + "name: " + "é" * 1000).encode()[:-1],
}
