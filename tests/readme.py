"""Check that README.md and docs/ tell the truth: `python -m tests.readme [--write] [PAGE...]`.

Every `casemodel` command that a page shows is run, in a folder that holds the profiles and rules of
the repository: the program `casemodel` if one is installed, else this checkout. What the page shows
as its output is compared with what comes out. `--write` puts the outputs as they are into the
pages. Without names of pages, all are taken.

The conventions of a page:

    ```console   `$ casemodel ...` with its output below. A last line `...` stands for the rest of
                 the output. `<!-- exit status 1 -->` on the line before gives the right exit
                 status, if not 0. In an interview, what stands behind a prompt is typed there.
    ```text      after a ```python block: what the block prints.
    ```yaml      a file. A first line such as `# org.yaml` names it; commands of any page read it.
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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from tests.cli import process

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WRITE = "--write"

_FENCED = re.compile(
    r"(?:^<!-- exit status (?P<status>\d+) -->\n)?"
    r"^```(?P<language>\w+)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_FILE_NAME = re.compile(r"# ([\w.-]+\.yaml)\n")
_IN_TEXT = re.compile(r"`(casemodel [^`\n]+)`")
_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b")
_PROMPT = "$ "
_TYPED = re.compile(r".*(?:\? help|q stop): ?(.*)")
_AND_SO_ON = "..."
_DIGEST = re.compile(r"(?<=\()[0-9a-f]{12}(?=\))")
_UNSET = ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING")
_PLAIN = {"COLUMNS": "80", "CASEMODEL_SETTINGS": "none"}


class Block(NamedTuple):
    """A fenced block: its language, text and place, and the exit status of its commands."""

    language: str
    body: str
    start: int
    end: int
    status: int = 0


class Ran(NamedTuple):
    """The exit status of a command, and what a person at a terminal would have seen."""

    status: int
    seen: str


Runner = Callable[[Sequence[str], Path, bytes], Ran]
"""Runs casemodel with these arguments in a folder, with this standard input."""


class Renewed(NamedTuple):
    """A page with the outputs as they are, and the commands that failed."""

    text: str
    failed: tuple[str, ...]


def pages() -> tuple[Path, ...]:
    """README.md and every page of docs/."""
    return (README, *sorted((ROOT / "docs").rglob("*.md")))


def everything() -> str:
    """The text of all pages, one after the other."""
    return "\n".join(page.read_text(encoding="utf-8") for page in pages())


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a Markdown text, in order."""
    for match in _FENCED.finditer(text):
        yield Block(
            match["language"], match["body"], *match.span("body"), int(match["status"] or 0)
        )


def named_files(text: str) -> dict[str, str]:
    """The files that a text shows whole, by the name in their first line."""
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
    for match in _IN_TEXT.finditer(_FENCED.sub("", text)):
        if not _PLACEHOLDER.search(match[1]):
            yield match[1]


def renewed(text: str, files: dict[str, str], runner: Runner, unshown: Runner) -> Renewed:
    """Run everything that a page shows, beside the named files of all pages.

    `unshown` runs the commands in the text, of which no output is shown.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _furnish(folder, files)
        failed = [
            f"{command}: exit status {ran.status}\n{ran.seen}"
            for command in dict.fromkeys(commands_in_text(text))
            if (ran := run(command, folder, unshown)).status
        ]
        parts, end, program = [], 0, ""
        for block in blocks(text):
            body = block.body
            if block.language == "console":
                body = _console(block, folder, runner, failed)
            elif block.language == "text" and program:
                body = _printed(program, folder, failed)
            program = block.body if block.language == "python" else ""
            parts += [text[end : block.start], body]
            end = block.end
        return Renewed("".join([*parts, text[end:]]), tuple(failed))


def _furnish(folder: Path, files: dict[str, str]) -> None:
    """Put into the folder what commands read."""
    for name in ("profiles", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    for name, body in files.items():
        (folder / name).write_text(body, encoding="utf-8")


def _console(block: Block, folder: Path, runner: Runner, failed: list[str]) -> str:
    """A console block with the outputs as they are."""
    lines: list[str] = []
    for entry in re.split(r"^(?=\$ )", block.body, flags=re.MULTILINE):
        if not entry.startswith(_PROMPT):
            lines += entry.splitlines()
            continue
        prompt, *shown = entry.splitlines()
        command = prompt.removeprefix(_PROMPT)
        typed = [match[1] for line in shown if (match := _TYPED.fullmatch(line))]
        ran = run(command, folder, runner, typed)
        if ran.status != block.status:
            failed.append(f"{command}: exit status {ran.status}, not {block.status}\n{ran.seen}")
        seen = list(_as_typed([line.rstrip() for line in ran.seen.splitlines()], typed))
        seen = _with_digests_of(shown, seen)
        if shown[-1:] == [_AND_SO_ON]:
            seen = [*seen[: len(shown) - 1], _AND_SO_ON]
        lines += [prompt, *seen]
    return "".join(f"{line}\n" for line in lines)


def _with_digests_of(shown: list[str], seen: list[str]) -> list[str]:
    """Keep the digests that a page shows: they change with every word of the rules."""
    digests = iter(_DIGEST.findall("\n".join(shown)))
    return _DIGEST.sub(lambda match: next(digests, match[0]), "\n".join(seen)).split("\n")


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


def run(command: str, folder: Path, runner: Runner, typed: Sequence[str] = ()) -> Ran:
    """Run a command of casemodel in the folder, with lines typed; `< FILE` at its end is input."""
    words, stdin = shlex.split(command), "".join(f"{line}\n" for line in typed).encode()
    if words[-2:-1] == ["<"]:
        stdin = (folder / words[-1]).read_bytes()
        words = words[:-2]
    if words[0] != "casemodel":
        return Ran(1, "Only commands of casemodel can be shown here.\n")
    return runner(words[1:], folder, stdin)


def inside(
    arguments: Sequence[str], folder: Path, stdin: bytes, *, usual_tries: bool = True
) -> Ran:
    """Run casemodel within this process: for the tests, which are many."""
    environment = {**_PLAIN, **_own_data(folder)}
    # The shell is looked for among the programs that started this one, and tests may have none.
    with patch("shellingham.detect_shell", return_value=("bash", "bash")):
        ran = process.casemodel(
            *arguments,
            cwd=folder,
            stdin=stdin,
            usual_tries=usual_tries,
            together=True,
            **environment,
        )
    return Ran(ran.status, ran.out)


def as_a_process(arguments: Sequence[str], folder: Path, stdin: bytes) -> Ran:
    """Run the program `casemodel` if one is installed, else this checkout."""
    installed = shutil.which("casemodel")
    program = [installed] if installed else process.command()
    return _ran([*program, *arguments], folder, stdin)


def _ran(words: list[str], folder: Path, stdin: bytes = b"") -> Ran:
    """Run a program as in a plain pipe of 80 columns, both its streams taken together."""
    settings = {name: value for name, value in os.environ.items() if name not in _UNSET}
    settings |= {"PYTHONIOENCODING": "utf-8", **_PLAIN, **_own_data(folder)}
    if not shutil.which("casemodel"):
        settings["PYTHONPATH"] = str(ROOT)
    process = subprocess.run(
        words,
        cwd=folder,
        env=settings,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
        check=False,
    )
    return Ran(process.returncode, process.stdout.decode().replace("\r\n", "\n"))


def _own_data(folder: Path) -> dict[str, str]:
    """A place for decisions that is not the user's own."""
    names = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA")
    return dict.fromkeys(names, str(folder / "data"))


def main() -> int:
    """Name what pages show otherwise than it is, or put it right; 1 if something is wrong."""
    arguments = sys.argv[1:]
    write = WRITE in arguments
    chosen = [Path(name).resolve() for name in arguments if name != WRITE] or list(pages())
    if strange := [page for page in chosen if page not in pages()]:
        print(f"Not a page: {strange[0]}\nUsage: python -m tests.readme [{WRITE}] [PAGE...]")
        return 2
    files = named_files(everything())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        right = list(pool.map(lambda page: _checked(page, files, write=write), chosen))
    if all(right):
        print(f"{len(chosen)} pages show every output as it is.")
    return 0 if all(right) else 1


def _checked(page: Path, files: dict[str, str], *, write: bool) -> bool:
    """Check or renew a page; False if something in it is wrong."""
    name = page.relative_to(ROOT).as_posix()
    text = page.read_text(encoding="utf-8")
    now = renewed(text, files, as_a_process, as_a_process)
    for failure in now.failed:
        print(f"{name}: {failure}")
    if now.text != text and write:
        page.write_text(now.text, encoding="utf-8", newline="\n")
        print(f"{name} has been written with the outputs as they are.")
    elif now.text != text:
        old_lines, new_lines = text.splitlines(), now.text.splitlines()
        print("\n".join(difflib.unified_diff(old_lines, new_lines, name, "as it is", lineterm="")))
        print(f"{name} shows what does not come out. See: python -m tests.readme {WRITE}")
        return False
    return not now.failed


if __name__ == "__main__":
    sys.exit(main())
