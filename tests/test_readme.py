"""README.md and docs/: every output they show comes out, and every fact they state is so."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import pytest
from typer import Context
from typer.main import get_command

from casemodel import load_profile
from casemodel.cli import main, raters
from casemodel.cli.app import app
from casemodel.cli.commands import COMMANDS, IMPORT_COMMANDS, RULES_COMMANDS
from casemodel.engine.decision_problem import TRIES
from casemodel.files import limits
from casemodel.workshop import subjects
from casemodel.workshop.subjects import sample
from tests import interview_savings, readme
from tests.agreement import cases
from tests.shipped import shipped
from tests.test_rooms import BELOW

README = readme.README.read_text(encoding="utf-8")
TEXT = readme.everything()
BLOCKS = tuple(readme.blocks(README))
FILES = readme.named_files(TEXT)
RULES = shipped()


def table_under(heading: str) -> dict[str, str]:
    """The first two columns of the table whose heading begins so, without backticks."""
    lines = TEXT[TEXT.index(f"\n| {heading}") + 1 :].split("\n\n", 1)[0].splitlines()
    rows = [line.replace("`", "").strip("|").split("|") for line in lines[2:]]
    return {row[0].strip(): row[1].strip() for row in rows}


def test_the_first_two_blocks_are_commands_of_one_line():
    assert [block.language for block in BLOCKS[:2]] == ["bash", "bash"]
    assert [block.body.count("\n") for block in BLOCKS[:2]] == [1, 1]
    assert BLOCKS[0].body.endswith(
        "casemodel recommend profiles/organizations/county_agency.yaml\n"
    )
    assert BLOCKS[1].body == (
        'python3 -m venv .venv && .venv/bin/pip install -q -e ".[dev]" '
        "&& .venv/bin/python -m tests\n"
    )


@pytest.mark.parametrize("name", ["org.yaml", "client.yaml"])
def test_the_profiles_shown_are_valid(name: str, tmp_path: Path):
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    assert len(load_profile(path, RULES).levels()) >= 7


def test_the_rating_shown_stands_in_the_rules():
    rating = next(
        b.body for b in readme.blocks(TEXT) if b.language == "yaml" and "basis:" in b.body
    )
    assert rating in (readme.ROOT / "rules/models/clinical.yaml").read_text(encoding="utf-8")


_tried: dict[tuple[str, ...], readme.Ran] = {}


def try_once(arguments: Sequence[str], folder: Path, stdin: bytes) -> readme.Ran:
    """Run a command with few tries and profiles, and for all pages once if it writes no file."""
    key = (*arguments, stdin.decode())
    if key in _tried:
        return _tried[key]
    before = set(folder.rglob("*"))
    with mock.patch.object(subjects, "sample", lambda old, new, _: sample(old, new, 10)):
        ran = readme.inside(arguments, folder, stdin, usual_tries=False)
    if set(folder.rglob("*")) == before:
        _tried[key] = ran
    return ran


@pytest.mark.parametrize("page", readme.pages(), ids=lambda page: page.stem)
def test_a_page_shows_what_comes_out(page: Path):
    text = page.read_text(encoding="utf-8")
    now = readme.renewed(text, FILES, readme.inside, try_once)
    assert not now.failed
    assert now.text == text, "see: python -m tests.readme --write"


def test_the_readme_is_short():
    assert len(readme.README.read_bytes()) <= 8 * 1000


def test_a_file_of_one_name_is_shown_once():
    names = [
        name[1]
        for block in readme.blocks(TEXT)
        if block.language == "yaml" and (name := re.match(r"# ([\w.-]+\.yaml)\n", block.body))
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "page", [*readme.pages(), readme.ROOT / "CONTRIBUTING.md"], ids=lambda page: page.stem
)
def test_every_link_leads_to_a_page(page: Path):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_is_in_the_navigation():
    navigation = (readme.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in readme.pages()[1:]:
        name = page.relative_to(readme.ROOT / "docs").as_posix()
        assert f": {name}\n" in navigation
        assert f"]({name})" in (readme.ROOT / "docs/index.md").read_text(encoding="utf-8") or (
            name == "index.md"
        )


def test_every_program_named_is_there():
    texts = TEXT + (readme.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for module in re.findall(r"python -m (tests[\w.]*)", texts):
        path = readme.ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_every_module_that_the_architecture_names_is_there():
    page = (readme.ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    for name in re.findall(r"`(\w+/[\w/]+\.py)`", page):
        assert (readme.ROOT / "casemodel" / name).exists() or (readme.ROOT / name).exists(), name


def test_the_architecture_draws_every_room():
    page = (readme.ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    drawing = next(block.body for block in readme.blocks(page) if block.language == "text")
    for room in BELOW:
        assert re.search(rf"(^|  ){room} ", drawing, re.MULTILINE), room


def test_the_glossary_has_each_term_once_and_in_order():
    terms = [term.replace("-", " ").casefold() for term in table_under("Term")]
    assert terms == sorted(set(terms))


def test_every_command_is_described():
    described = {command.split()[1] for command in table_under("Command")}
    assert described == set(COMMANDS)
    assert {cell.split()[2] for cell in table_under("Command") if "rules " in cell} == set(
        RULES_COMMANDS
    )


def test_every_exit_status_is_described():
    statuses = {value for value in vars(main).values() if type(value) is int and value < 256}
    assert {int(status) for status in table_under("Exit status")} == statuses


def test_the_limits_described_are_those_that_hold():
    kilobytes, megabytes = 1024, 1024 * 1024
    assert limits.PROFILE_BYTES == limits.MAP_BYTES
    held = [
        f"{limits.PROFILE_BYTES // kilobytes} kB",
        f"{limits.RULE_FILE_BYTES // kilobytes:,} kB; {limits.RULE_FILES}",
        f"{limits.NODES:,}; {limits.DEPTH}",
        f"{limits.NAME_LENGTH}; {limits.NOTE_LENGTH:,}; {limits.SEGMENT_NAME_LENGTH} characters",
        f"{limits.SEGMENTS[1]}; {limits.PRIORITIES[1]}",
        f"{limits.MONEY[1]:,}; {limits.OVERHEAD[1]}%",
        f"{raters.MOST}",
        f"{limits.WEIGHTS[1]}",
        f"{limits.SHEET_COLUMNS:,}; {limits.SHEET_CELL // kilobytes:,} kB",
        f"{limits.EXCEL_BYTES // megabytes} MB; {limits.EXCEL_CELLS:,}",
        f"{limits.FHIR_BYTES // kilobytes**2} MB; {limits.RECORD_CELL} characters",
        f"{limits.WORKBOOK_CLIENTS:,}; {limits.STAFFED_CLIENTS:,}",
        f"{limits.PROBLEMS}",
    ]
    assert list(table_under("Limit").values()) == held


def test_the_files_of_the_rules_described_are_there():
    described = {name for cell in table_under("File") for name in cell.split(", ")}
    assert all((readme.ROOT / "rules" / name).exists() for name in described)


def test_the_numbers_of_questions_are_right():
    numbers = re.search(r"every question: (\d+) for an organization, (\d+) for a client", TEXT)
    assert numbers is not None
    counts = (len(RULES.criteria_for("organization")), len(RULES.criteria_for("client")))
    assert (int(numbers[1]), int(numbers[2])) == counts


def test_the_numbers_of_ratings_are_right():
    numbers = re.search(
        r"(\d+) ratings that say something: (\d+) rest on the five documents, "
        r"(\d+) on other research and (\d+) on casemodel's judgment",
        TEXT,
    )
    assert numbers is not None
    bases = Counter(
        rating.basis
        for model in RULES.scored_models()
        for levels in model.ratings.values()
        for rating in levels.values()
    )
    assert tuple(map(int, numbers.groups())) == (
        bases.total(),
        bases["document"],
        bases["literature"],
        bases["inference"],
    )


def test_the_agreement_is_as_measured():
    measured = cases()
    assert list(table_under("Of 25 cases").values()) == [
        str(sum(case.primary_first for case in measured)),
        str(sum(case.acceptable_first for case in measured)),
        str(sum(case.in_first_two for case in measured)),
        str(sum(case.acceptable_recommended for case in measured)),
    ]
    assert len(measured) == 25
    assert sum(bool(case.also) for case in measured) == 12


def test_the_agreement_on_hybrids_is_as_measured():
    combined = [case for case in cases() if case.pair]
    first_two = sum(case.pair_in_first_two for case in combined)
    displaced = sum(c.acceptable_first and not c.acceptable_recommended for c in cases())
    assert f"In {len(combined)} of the 25 cases two models were combined." in TEXT
    assert f"among the hybrids in {first_two} of the {len(combined)}." in TEXT
    assert f"takes the place of a right model in {displaced} cases." in TEXT


NAMES = [
    *((name,) for name in COMMANDS if name not in ("rules", "import")),
    *(("rules", name) for name in RULES_COMMANDS),
    *(("import", name) for name in IMPORT_COMMANDS),
]


@pytest.mark.parametrize("names", NAMES, ids=" ".join)
def test_every_option_of_a_command_is_described(names: tuple[str, ...]):
    command = get_command(app)
    for name in names:
        command = command.get_command(Context(command), name)
    options = {word for option in command.params for word in (*option.opts, *option.secondary_opts)}
    assert options
    prose = re.sub(r"^```console.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)
    spellings = {"--output": "-o FILE"}
    for option in options:
        if option.startswith("--"):
            assert re.search(rf"{spellings.get(option, option)}\b", prose), option


def test_the_questions_an_interview_saves_are_as_measured():
    examples = [
        len(interview_savings.held(RULES, "client", profile.levels()).asked)
        for name, profile in interview_savings.profiles(RULES, "client")
        if not (interview_savings.VIGNETTES / f"{name}.yaml").exists()
    ]
    assert len(examples) == 9
    mean_asked = sum(examples) / len(examples)
    assert f"{mean_asked:.1f} of 32 questions were asked before casemodel offered to stop" in TEXT


def test_the_hybrids_described_are_those_of_the_rules():
    assert f"There are {len(RULES.hybrids)} hybrids of two" in TEXT
    ways = {way.replace("-", "_") for way in table_under("Way")}
    assert ways == {hybrid.way for hybrid in RULES.hybrids.values()}
    costs = {(hybrid.way, hybrid.overhead) for hybrid in RULES.hybrids.values()}
    assert costs == {("tiered", 2), ("blended", 3), ("step_down", 4), ("overlay", 4)}
    assert (RULES.hybrid_margin, RULES.tiers.third_part_overhead) == (3, 1)
    assert "2 for a tier, 3 for a blended hybrid, 4 for the others, and 1 more for a third" in TEXT
    assert "the best single model by 3 points" in TEXT
    tiered = [hybrid for hybrid in RULES.hybrids.values() if hybrid.way == "tiered"]
    assert len(tiered) == 10  # any two of the five


def test_the_number_of_tries_is_right():
    assert f"draws all three together, in {TRIES} what-if tries" in TEXT
    assert f"make more tries than {TRIES}" in TEXT


def test_the_words_for_stability_are_those_of_the_rules():
    bounds = [int(re.search(r"\d+", cell)[0]) for cell in table_under("Word").values()]
    bands = RULES.method.stability_words
    assert list(table_under("Word")) == [band.word for band in bands]
    assert bounds == [*(band.at_least for band in bands[:-1]), RULES.method.clear_from]


def test_the_words_for_match_and_completeness_are_those_of_the_rules():
    lines = {line.split("|")[1].strip(): line for line in TEXT.splitlines() if "| How " in line}
    for name, bands in (
        ("Match", RULES.method.match_words),
        ("Completeness", RULES.method.completeness_words),
    ):
        assert f"| {', '.join(band.word for band in bands)} |" in lines[name]


def test_the_numbers_of_forms_are_right():
    assert f"{len(RULES.forms)} named forms" in README
