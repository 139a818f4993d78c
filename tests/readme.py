"""Whether the README tells the truth: `python -m tests.readme [--update]`.

Every `casemodel` command that the README shows is run, in a folder that holds what the root of the
repository holds, and what the README shows as its output is compared with what comes out. With
`--update` the README is rewritten with the outputs as they are.

The conventions of README.md:

    ```console   `$ casemodel ...` with its output below. A last line `...` stands for the rest of
                 the output. `console status=1` says which exit status is right, if not 0. In an
                 interview, what stands behind a prompt is typed there.
    ```text      after a ```python block: what the block prints.
    ```yaml      a file. A first line such as `# org.yaml` names it; commands can read it.
    ```bash      commands joined by &&. Those of casemodel are run.

A command in the text, in backticks, is run too, unless it holds a word in capitals to fill in.
"""

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
UPDATE = "--update"

_FENCED = re.compile(
    r"^```(?P<language>\w+)(?P<more>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_FILE_NAME = re.compile(r"# ([\w.-]+\.yaml)\n")
_IN_TEXT = re.compile(r"`(casemodel [^`\n]+)`")
_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b")
_PROMPT = "$ "
_TYPED = re.compile(r".*(?:\? help|q stop): ?(.*)")
_AND_SO_ON = "..."
_UNSET = ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING")


class Block(NamedTuple):
    """A fenced block: its language, what follows the language, its text, and where that stands."""

    language: str
    more: str
    body: str
    start: int
    end: int


class Ran(NamedTuple):
    """How a command ended, and what a person at a terminal would have seen."""

    status: int
    seen: str


class Renewed(NamedTuple):
    """The README with the outputs as they are, and what ended otherwise than it says."""

    text: str
    failed: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a Markdown text, in order."""
    for found in _FENCED.finditer(text):
        body = found["body"]
        yield Block(found["language"], found["more"].strip(), body, *found.span("body"))


def named_files(text: str) -> dict[str, str]:
    """The files that the README shows whole, by the name in their first line."""
    return {
        name[1]: block.body
        for block in blocks(text)
        if block.language == "yaml" and (name := _FILE_NAME.match(block.body))
    }


def commands_in_text(text: str) -> Iterator[str]:
    """The commands of casemodel in the text and in bash blocks, without those to fill in."""
    for block in blocks(text):
        if block.language == "bash":
            for command in re.split(r" && |\n", block.body):
                name = command.removeprefix(".venv/bin/")
                if name.startswith("casemodel "):
                    yield name
    for found in _IN_TEXT.finditer(_FENCED.sub("", text)):
        if not _PLACEHOLDER.search(found[1]):
            yield found[1]


def renewed(text: str) -> Renewed:
    """Run everything the README shows."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _furnish(folder, text)
        failed = [
            f"{command}: exit status {ran.status}\n{ran.seen}"
            for command in dict.fromkeys(commands_in_text(text))
            if (ran := run(command, folder)).status
        ]
        parts, done, program = [], 0, ""
        for block in blocks(text):
            body = block.body
            if block.language == "console":
                body = _console(block, folder, failed)
            elif block.language == "text" and program:
                body = _printed(program, folder, failed)
            program = block.body if block.language == "python" else ""
            parts += [text[done : block.start], body]
            done = block.end
        return Renewed("".join([*parts, text[done:]]), tuple(failed))


def _furnish(folder: Path, text: str) -> None:
    """Put into the folder what commands of the README read."""
    for name in ("profiles", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    for name, body in named_files(text).items():
        (folder / name).write_text(body, encoding="utf-8")


def _console(block: Block, folder: Path, failed: list[str]) -> str:
    """A console block with the outputs as they are."""
    wanted = int(block.more.partition("status=")[2] or 0)
    lines: list[str] = []
    for entry in re.split(r"^(?=\$ )", block.body, flags=re.MULTILINE):
        if not entry.startswith(_PROMPT):
            lines += entry.splitlines()
            continue
        command, *shown = entry.splitlines()
        typed = [found[1] for line in shown if (found := _TYPED.fullmatch(line))]
        ran = run(command.removeprefix(_PROMPT), folder, typed)
        if ran.status != wanted:
            failed.append(f"{command}: exit status {ran.status}, not {wanted}\n{ran.seen}")
        seen = list(_as_typed([line.rstrip() for line in ran.seen.splitlines()], typed))
        if shown[-1:] == [_AND_SO_ON]:
            seen = [*seen[: len(shown) - 1], _AND_SO_ON]
        lines += [command, *seen]
    return "".join(f"{line}\n" for line in lines)


def _as_typed(lines: list[str], typed: list[str]) -> Iterator[str]:
    """The lines as at a terminal, where what is typed stands behind each prompt."""
    keys = iter(typed)
    for line in lines:
        yield f"{line} {next(keys, '')}".rstrip() if _TYPED.fullmatch(line) else line


def _printed(program: str, folder: Path, failed: list[str]) -> str:
    """What a Python example prints."""
    ran = _ran([sys.executable, "-W", "error", "-c", program], folder)
    if ran.status:
        failed.append(f"The Python example: exit status {ran.status}\n{ran.seen}")
    return ran.seen


def run(command: str, folder: Path, typed: Sequence[str] = ()) -> Ran:
    """Run a command of casemodel in the folder, with lines typed; `< FILE` at its end is input."""
    words, given = shlex.split(command), "".join(f"{line}\n" for line in typed).encode()
    if words[-2:-1] == ["<"]:
        given = (folder / words[-1]).read_bytes()
        words = words[:-2]
    if words[0] != "casemodel":
        return Ran(1, "Only commands of casemodel can be shown here.\n")
    installed = shutil.which("casemodel")
    program = [installed] if installed else [sys.executable, "-m", "casemodel"]
    return _ran([*program, *words[1:]], folder, given)


def _ran(words: list[str], folder: Path, given: bytes = b"") -> Ran:
    """Run a program as in a plain pipe of 80 columns, both its streams taken together."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    done = subprocess.run(
        words,
        cwd=folder,
        env={**kept, **_own_data(folder), "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode().replace("\r\n", "\n"))


def _own_data(folder: Path) -> dict[str, str]:
    """A place for decisions that is not the user's own."""
    names = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA")
    return dict.fromkeys(names, str(folder / "data"))


def main() -> int:
    """Say what the README shows otherwise than it is, or put it right; 1 if something is wrong."""
    if sys.argv[1:] not in ([], [UPDATE]):
        print(f"Usage: python -m tests.readme [{UPDATE}]", file=sys.stderr)
        return 2
    text = README.read_text(encoding="utf-8")
    now = renewed(text)
    for failure in now.failed:
        print(failure)
    if now.text != text and sys.argv[1:] == [UPDATE]:
        README.write_text(now.text, encoding="utf-8", newline="\n")
        print("README.md has been rewritten with the outputs as they are.")
    elif now.text != text:
        shown, seen = text.splitlines(), now.text.splitlines()
        print("\n".join(difflib.unified_diff(shown, seen, "README.md", "as it is", lineterm="")))
        print(f"README.md shows what does not come out. See: python -m tests.readme {UPDATE}")
        return 1
    elif not now.failed:
        print("README.md shows every output as it is.")
    return 1 if now.failed else 0


if __name__ == "__main__":
    sys.exit(main())
