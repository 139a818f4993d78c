"""A folder of random files for a soak, and random commands on them."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
import yaml

from tests.rulebase import write

ROOT = Path(__file__).parents[2]
SECRET = "Qzxjvk"  # noqa: S105 - stands in clients' files; no problem may show it
MODELS = ("brokerage", "clinical", "strengths_based", "intensive", "collaborative", "none", "xyz")
HOUSE = """\
schema: 1
agency: Harbor
changes:
  - {what: weight, criterion: acuity, to: 3, reason: So it is., name: A. Director, date: 2026-11-02}
"""
MAP = "schema: 1\nid: id\ncolumns:\n  acuity: {column: acuity, values: {stable: stable}}\n"
CHANGES = "acuity: acute\nengagement: unlikely\n"
REGISTER = "r.sqlite"
DECIDE = "decide {client} --model none --reason client_choice --note {note} --format json"
KEEPING = (
    f"{DECIDE} --register {{register}}",
    "decisions --register {register} --format {format}",
    "withdraw {number} --register {register} --format json",
    "forget {number} --yes --register {register} --format json",
    "forget --expired --yes --register {register} --date 2026-01-01",
)
WRITING = (
    "recommend {org} -o {new}.{format} --format {format}",
    "report {any} -o {new}.{paper}",
    "report {any} -o kept.html --force",
    "handout brokerage {model} -o {new}.{paper}",
    "worksheet client -o {new}.{paper}",
    "caseload {sheet} -o {new}.{rows}",
    "caseload {sheet} -o kept.csv --force",
    "caseload {sheet} --segments county.yaml -o {new}.yaml",
    "caseload --suggest-map {sheet} -o {new}.yaml",
    "rules freeze {any} -o {new}.yaml",
    "new client -o {new}.yaml",
    "schema all -o {new}",
)
READING = (
    "recommend {org} --format {format}",
    "recommend {org} --explain --weight acuity=2 --house {house}",
    "score {client} --format {format} --draws 20",
    "score {client} --lang es",
    "score {client} --house {house} --fit-only",
    "why-not {model} {any} --format {format}",
    "what-if {client} --changes {changes}",
    "ask {any}",
    "plan {org}",
    "compare --profile {any}",
    "review {client} {client}",
    "raters {org} {org} {org}",
    "check {any} {any} {house} --format {format}",
    "caseload {sheet} --format {format}",
    "caseload {sheet} --map {map} --person worst",
    "staffing county.yaml --caseload {sheet}",
    "score {client} --rules {rules}",
    "rules check {rules}",
    "rules test {rules} --tests {house}",
    "rules diff {rules} {rules} --sample 0 --house {house}",
    "decisions --of {client} --register {register}",
    "settings",
)
ENDINGS = {
    "format": ("text", "plain", "json", "markdown"),
    "paper": ("html", "md", "pdf", "docx"),
    "rows": ("csv", "jsonl", "xlsx"),
}


class Words(dict[str, str]):
    """The words that stand for {names} in a command, each drawn anew.

    `odd` takes any file where one is wanted, `damaged` a damaged copy.
    """

    def __init__(self, rng: random.Random, folder: Path, how: str = "") -> None:
        super().__init__()
        self.rng, self.folder, self.how = rng, folder, how

    def __missing__(self, key: str) -> str:
        if key in ENDINGS:
            return self.rng.choice(ENDINGS[key])
        made_up = {"model": self.rng.choice(MODELS), "number": str(self.rng.randint(1, 30))}
        if key in made_up:
            return made_up[key]
        if key == "new":
            return f"new-{self.rng.randrange(10**9)}"
        if self.how == "odd" and self.rng.random() < 0.5:
            return self.rng.choice([*sorted(p.name for p in self.folder.iterdir()), "gone"])
        if key == "register" and not (self.folder / REGISTER).exists():
            return REGISTER
        pattern = {"any": "[co]*_?.yaml", "register": REGISTER}.get(key, f"{key}_*")
        file = self.rng.choice(sorted(path.name for path in self.folder.glob(pattern)))
        return damaged(self.rng, self.folder, file) if self.how == "damaged" else file


def damaged(rng: random.Random, folder: Path, name: str) -> str:
    """Make a damaged copy of a file, or of one file of a folder; gives the copy's name."""
    copy = folder / f"damaged_{rng.randrange(10**9)}{Path(name).suffix}"
    if (folder / name).is_dir():
        shutil.copytree(folder / name, copy)
        target = rng.choice(sorted(path for path in copy.rglob("*") if path.is_file()))
    else:
        shutil.copy(folder / name, copy)
        target = copy
        if name.endswith(".sqlite") and (folder / f"{name}.key").exists():
            shutil.copy(folder / f"{name}.key", f"{copy}.key")
            target = rng.choice((copy, copy, Path(f"{copy}.key")))
    file_bytes = bytearray(target.read_bytes())
    for _ in range(rng.choice((1, 1, 2, 5, 50))):
        at, size = rng.randrange(len(file_bytes) + 1), rng.choice((1, 4, 30, 400))
        piece = rng.choice(
            (rng.randbytes(size), bytes(file_bytes[at : at + size]) * 2, b"", b"\0", b": ")
        )
        file_bytes[at : at + rng.choice((0, len(piece), size))] = piece
    target.write_bytes(
        file_bytes[: rng.randrange(len(file_bytes) + 1)] if rng.random() < 0.2 else file_bytes
    )
    return copy.name


def furnish(folder: Path, rng: random.Random) -> None:
    """Fill an empty folder with random files of every kind that a command reads."""
    texts = {"house_1.yaml": HOUSE, "map_1.yaml": MAP, "changes_1.yaml": CHANGES}
    texts |= {f"note_{n}.txt": f"A note {SECRET}-{n}-\n" for n in range(3)}
    texts |= {f"client_{n}.yaml": profile(rng, "client") for n in range(3)}
    texts |= {f"org_{n}.yaml": profile(rng, "organization") for n in range(3)}
    texts["sheet_1.csv"] = "\n".join(map(",".join, sheet(rng)))
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with xlsxwriter.Workbook(folder / "sheet_2.xlsx") as book:
        page = book.add_worksheet()
        for number, row in enumerate(sheet(rng)):
            page.write_row(number, 0, row)
    shutil.copy(ROOT / "profiles/organizations/county_agency.yaml", folder / "county.yaml")
    write(folder / "rules_1")
    (folder / "temporary").mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "zeros").symlink_to("/dev/zero")
    (folder / "bytes").write_bytes(rng.randbytes(3000))


def _asked(kind: str) -> Iterator[tuple[str, list[str]]]:
    criteria = yaml.safe_load((ROOT / "rules/criteria.yaml").read_text(encoding="utf-8"))
    for criterion in criteria["criteria"]:
        if kind in criterion["asked_of"]:
            yield criterion["id"], [level["id"] for level in criterion["levels"]]


ASKED = {kind: dict(_asked(kind)) for kind in ("client", "organization")}


def profile(rng: random.Random, kind: str) -> str:
    """Make a random profile, now and then with an answer that is none."""
    label = "id: c-7" if kind == "client" else "name: Riverbend"
    lines = [f"schema: 1\nkind: {kind}\n{label}\nnote: '{SECRET}'\nanswers:"]
    for name, levels in ASKED[kind].items():
        if rng.random() < 0.5:
            answer = _answer(rng, levels, 0.002)
            if kind == "organization":  # a wrong answer of an agency is shown, unlike a client's
                answer = answer.replace(SECRET, "Qwzzk")
            lines.append(f'  {name}: "{answer}"')
    return "\n".join(lines) + "\n"


def sheet(rng: random.Random) -> list[list[str]]:
    """Make the rows of a random spreadsheet."""
    names = rng.sample(sorted(ASKED["client"]), rng.randint(3, 15))
    rows = [[_answer(rng, ASKED["client"][name], 0.02) for name in names] for _ in range(40)]
    return [["id", *names], *([f"k-{rng.randint(1, 60)}", *row] for row in rows)]


def _answer(rng: random.Random, levels: list[str], wrong: float) -> str:
    others = (f"{SECRET}", "-1e12", "=1+1", "\u202e", "x" * 2000, "5551234567")
    return rng.choice(others if rng.random() < wrong else [*levels, "not known", "refused"])
