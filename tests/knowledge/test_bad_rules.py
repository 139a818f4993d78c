"""Rule files that are wrong: each mistake has its code, its place and what was expected."""

from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import BaseModel, ValidationError

from casemodel.files import limits
from casemodel.files.problems import Problem, ProblemsFound, shortened
from casemodel.files.tree import MappingEntry, MappingNode
from casemodel.files.yaml_tree import parse
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.rule_errors import locate, note_errors
from casemodel.knowledge.rule_files import plain
from tests.rulebase import FILES, changed, write


class Bad(NamedTuple):
    """One text of one file replaced, the one problem that makes, and what the reader is told."""

    file: str
    old: str
    new: str
    code: str
    says: str
    line: str = ""
    """Where the problem is told, if not where the change is."""


HYBRIDS = "hybrids.yaml"
LIGHT, CLOSE = "models/light.yaml", "models/close.yaml"
ONE = "one: {rating: strong_fit, basis: document, claims: [B01], reason: It suits simple needs.}"

UNPROVED = ("row:",)
"""What leaves a file without the only key that shows it to be of rules; it is not quoted."""

SHAPES = [
    Bad("method.yaml", 'version: "1.0"\n', "", "R102", "version: and its value"),
    Bad("method.yaml", "little_said: 3", "little_said: '3'", "R104", "whole number"),
    Bad("method.yaml", "little_said: 3", "little_said: 101", "R106", "100 or less"),
    Bad("method.yaml", "little_said: 3", "little_said: 2.5", "R104", "whole number"),
    Bad("method.yaml", "little_said: 3", "little_said: -1", "R106", "0 or more"),
    Bad("method.yaml", "little_said: 3", f"little_said: {'9' * 5000}", "R104", "whole number"),
    Bad("method.yaml", "misfit: -1, ", "misfit: -3, ", "R106", "go down"),
    Bad("method.yaml", "neutral: 0", "neutral: 1", "R105", "one of: 0"),
    Bad("method.yaml", "schema: 1", "schema: 2", "P307", "schema: 1"),
    Bad("method.yaml", "schema: 1", "schma: 1", "R103", "schema"),
    Bad("criteria.yaml", "help: Count needs.", "halp: Count needs.", "R103", "help"),
    Bad("criteria.yaml", "help: Count needs.", "help: ''", "R107", "a text"),
    Bad("criteria.yaml", "help: Count needs.", "help: [Count]", "R104", "a text"),
    Bad("criteria.yaml", "help: Count needs.", "help: true", "R104", "in quotes"),
    Bad("criteria.yaml", "weight: 2", "weight: 4", "R106", "3 or less"),
    Bad("criteria.yaml", "group: goal", "group: gaol", "R105", "goal"),
    Bad("criteria.yaml", "asked_of: [client, organization]", "asked_of: client", "R104", "a list"),
    Bad("criteria.yaml", "asked_of: [client, organization]", "asked_of: []", "R107", "least 1"),
    Bad("criteria.yaml", "id: oversight", "id: Over-sight", "R108", "letters, digits and _"),
    Bad("criteria.yaml", "id: oversight", f"id: {'o' * 61}", "R108", "60"),
    Bad("criteria.yaml", "share: 30", "share: 130", "R106", "100 or less"),
    Bad("criteria.yaml", "    shares_reason: A guess.\n", "", "R112", "shares_reason"),
    Bad("criteria.yaml", "below: 12.5}", "below: 12.5555}", "R106", "three decimals"),
    Bad("criteria.yaml", "below: 12.5}", "below: 1:30}", "R104", "number"),
    Bad("criteria.yaml", "below: 12.5}", "below: .inf}", "R104", "number"),
    Bad("criteria.yaml", "{client: How complex are the needs?, ", "{", "R113", "kind"),
    Bad("sources.yaml", "basis: literature", "basis: inference", "R105", "document, literature"),
    Bad("sources.yaml", "at: 2, heading", "at: two, heading", "R104", "whole number"),
    Bad("claims.yaml", "at: [handbook 1]", "at: [handbook]", "R111", "like harmony 8"),
    Bad("claims.yaml", "at: [handbook 1]", "at: []", "R107", "at least 1"),
    Bad("claims.yaml", "kind: best_fit", "kind: best_ftt", "R105", "best_fit"),
    Bad("claims.yaml", "id: B02", "id: b02", "R108", "an id"),
    Bad("claims.yaml", "id: B02", "id: B01", "R109", "line 3"),
    Bad("criteria.yaml", "{id: yes, name: yes}", "{id: no, name: yes}", "R109", "twice"),
    Bad("sources.yaml", "at: 2, heading", "at: 1, heading", "R109", "twice"),
    Bad("features.yaml", "id: where", "id: who", "R109", "twice"),
    Bad("features.yaml", "rows:", "row:", "R103", "rows"),
    Bad("cautions.yaml", "danger: true", "danger: yes", "R104", "true or false"),
    Bad("cautions.yaml", "claims: [B01]", "claims: []", "R107", "at least 1"),
    Bad("cautions.yaml", "is: [many]", "is: many", "R104", "a list"),
    Bad("guidance.yaml", "claims: [B01]", "claim: [B01]", "R103", "claims"),
    Bad(LIGHT, "id: light", "id: lite", "R110", "file's name"),
    Bad(LIGHT, "several: neutral", "several:", "R104", "the word neutral"),
    Bad(
        LIGHT, "several: neutral", "several: netural", "R104", "the word neutral, or: {rating: fit"
    ),
    Bad(LIGHT, "rating: strong_fit", "rating: strong", "R105", "strong_fit"),
    Bad(LIGHT, "rating: strong_fit, ", "", "R102", "rating: and its value"),
    Bad(LIGHT, "strength: must", "strength: most", "R105", "must, should"),
    Bad(LIGHT, "pros:", "prose:", "R103", "pros"),
    Bad(LIGHT, "several: neutral", "several: neutral\n    several: neutral", "P202", "twice"),
    Bad(HYBRIDS, "way: step_down", "way: tiered", "R105", "no leads", "    leads:"),
    Bad(HYBRIDS, "way: step_down", "way: stepdown", "R105", "step_down"),
    Bad(HYBRIDS, "parts: [light, close]", "parts: [light, light]", "R105", "different models"),
    Bad(HYBRIDS, "parts: [light, close]", "parts: [light]", "R107", "at least 2"),
    Bad(HYBRIDS, "parts: [light, close]", "parts: [light, close, x]", "R114", "at most 2"),
    Bad(HYBRIDS, "parts: [light, close]", "parts: light", "R104", "a list"),
    Bad(HYBRIDS, "light: [complexity]", "light: [oversight]", "R105", "one part", "    leads:"),
    Bad(HYBRIDS, "light: [complexity]", "light: []", "R107", "at least 1"),
    Bad(HYBRIDS, "light: [complexity]", "light: complexity", "R104", "a list"),
    Bad(HYBRIDS, "overhead: 4", "overhead: 21", "R106", "20 or less"),
    Bad(HYBRIDS, "overhead: 4", "overhead: -1", "R106", "0 or more"),
    Bad(HYBRIDS, "overhead: 4", "overhead: 2.5", "R104", "whole number"),
    Bad(HYBRIDS, "margin: 3", "margin: 21", "R106", "20 or less"),
    Bad(HYBRIDS, "margin: 3", "margin: 3.0", "R104", "whole number"),
    Bad(HYBRIDS, "margin_reason: A guess.\n", "", "R102", "margin_reason"),
    Bad(HYBRIDS, "    moves: When needs grow.\n", "", "R102", "moves"),
    Bad(HYBRIDS, "serves: Everyone", "server: Everyone", "R103", "serves"),
    Bad(HYBRIDS, "claims: [B01, C01]", "claims: []", "R107", "at least 1"),
    Bad(HYBRIDS, "least: 2", "least: 0", "R106", "1 or more"),
    Bad(HYBRIDS, "        counted_in: case_managers\n", "", "R105", "counted_in"),
    Bad(HYBRIDS, "        least: 2\n", "", "R105", "clients_each or least"),
    Bad(HYBRIDS, "least: 2", "least: 2\n        clients_each: 5", "R105", "clients_each or least"),
    Bad(LIGHT, "several: neutral", "several: &a neutral", "P203", "in quotes"),
    Bad("claims.yaml", "id: B02", "id: [B02]", "R104", "a text"),
    Bad(
        "features.yaml",
        "- {id: who, question: Who does it?}\n  - {id: where, question: Where?}\n",
        "[{id: who, question: A?}, {id: where, question: B?}, {id: who, question: C?}]\n",
        "R109",
        "line 3",
    ),
    Bad("criteria.yaml", "ask: [complexity], ", "ask: [complexity, complexity], ", "R109", "twice"),
    Bad(
        "criteria.yaml",
        "{client: How complex are the needs?, ",
        "{client: How?, cleint: How?, ",
        "R103",
        "client",
    ),
]

REFERENCES = [
    Bad(LIGHT, ONE, ONE.replace("B01", "B10"), "R201", "B01"),
    Bad(LIGHT, "{says: Thin, claims: [B01]}", "{says: Thin, claims: [B01, X9]}", "R201", "claim"),
    Bad("cautions.yaml", "claims: [B01]", "claims: [B1]", "R201", "B01"),
    Bad("guidance.yaml", "claims: [B01]", "claims: [B1]", "R201", "B01"),
    Bad("criteria.yaml", "claims: [B01]", "claims: [B11]", "R201", "B01"),
    Bad("claims.yaml", "with: [C01]", "with: [C02]", "R201", "C01"),
    Bad("claims.yaml", "at: [handbook 1]", "at: [handbok 1]", "R202", "does not exist"),
    Bad("claims.yaml", "at: [handbook 1]", "at: [handbook 3]", "R203", "no place 3"),
    Bad("claims.yaml", "model: light, kind: best", "model: ligth, kind: best", "R207", "light"),
    Bad("cautions.yaml", "criterion: complexity", "criterion: complexty", "R204", "complexity"),
    Bad("cautions.yaml", "is: [many]", "is: [some]", "R205", "one, several, many"),
    Bad(LIGHT, "  complexity:\n", "  complexities:\n", "R204", "complexity"),
    Bad("criteria.yaml", "ask: [complexity]", "ask: [complexty]", "R204", "complexity"),
    Bad("criteria.yaml", "ask: [complexity]", "ask: [caseload]", "R204", "This kind of profile"),
    Bad("criteria.yaml", "[complexity, caseload]", "[caseload, caseload]", "R109", "listed twice"),
    Bad(LIGHT, "several: neutral", "severl: neutral", "R205", "several"),
    Bad(CLOSE, "is: [some, most]", "is: [some, all]", "R205", "none, some, most"),
    Bad(CLOSE, "is: [one]", "is: [first]", "R205", "one, several, many"),
    Bad(LIGHT, "where: {", "were: {", "R206", "where"),
    Bad(LIGHT, "family: family", "family: families", "R207", "family"),
    Bad(LIGHT, "family: family", "family: close", "R207", "does not exist"),
    Bad("criteria.yaml", "counts: licensed", "counts: license", "R208", "licensed"),
    Bad("criteria.yaml", "share: 30", "share: 90", "R209", "110"),
    Bad("criteria.yaml", "{id: one, name", "{id: one, share: 10, name", "R209", "exactly 100"),
    Bad("criteria.yaml", "from: 12.5", "from: 13", "R210", "begin where"),
    Bad("criteria.yaml", "from: 0.01, ", "", "R210", "begin where"),
    Bad("criteria.yaml", "    counts: case_managers\n", "", "R210", "counts nothing"),
    Bad("criteria.yaml", "{id: few, name: few,", "{id: few, name: few, from: 1,", "R210", "open"),
    Bad("criteria.yaml", "below: 0.51", "below: 0.01", "R210", "begin where", "id: most"),
    Bad(LIGHT, "    several: neutral\n", "", "R211", "several"),
    Bad(LIGHT, "  staff_size: neutral\n", "", "R212", "staff_size: neutral"),
    Bad(LIGHT, ONE, ONE.replace("document", "literature"), "R213", "literature"),
    Bad(LIGHT, ONE, ONE.replace("[B01]", "[]"), "R213", "document"),
    Bad(HYBRIDS, "parts: [light, close]", "parts: [light, family]", "R207", "light"),
    Bad(HYBRIDS, "      close: [", "      closer: [", "R207", "close"),
    Bad(HYBRIDS, "parts: [light, close]", "parts: [lihgt, close]", "R207", "light"),
    Bad(HYBRIDS, "[clinicians, oversight]", "[clinicians, oversite]", "R204", "oversight"),
    Bad(HYBRIDS, "least: 2", "least: 2\n        met_by: [{criterion: x, is: [a]}]", "R204", "name"),
    Bad(HYBRIDS, "claims: [B01, C01]", "claims: [B01, C10]", "R201", "C01"),
    Bad(HYBRIDS, "claims: [B02]", "claims: [B20]", "R201", "B02"),
    Bad(HYBRIDS, "counted_in: case_managers", "counted_in: managers", "R208", "case_managers"),
    Bad(HYBRIDS, "id: light_then_close", "id: light", "R214", "already"),
    Bad("criteria.yaml", "{id: licensed,", "{id: oversight,", "R214", "already", "- id: oversight"),
]


def problems_of(directory: Path) -> list[Problem]:
    with pytest.raises(ProblemsFound) as caught:
        load_rules(directory)
    return list(caught.value.problems)


def line_of(file: str, old: str, new: str) -> range:
    """The lines where a change lies."""
    first = FILES[file][: FILES[file].index(old)].count("\n") + 1
    return range(first, first + max(old.count("\n"), new.count("\n")) + 1)


# Mistakes whose place is the nearest thing that is there, above the change itself.
ABOVE = {"R102", "R105", "R112", "R113", "R206", "R209", "R210", "R211", "R212"}


@pytest.mark.parametrize("bad", [*SHAPES, *REFERENCES])
def test_a_mistake_is_told_at_its_place(tmp_path, bad):
    write(tmp_path, changed(bad.file, bad.old, bad.new))
    problems = [p for p in problems_of(tmp_path) if p.code == bad.code]
    assert problems, [(p.code, p.message) for p in problems_of(tmp_path)]
    problem = problems[0]
    assert problem.file == str(tmp_path / bad.file)
    lines = line_of(bad.file, bad.old, bad.new)
    if bad.line:
        assert bad.line in problem.source_line
    else:
        assert problem.line in lines or (bad.code in ABOVE and 0 < problem.line < lines.stop)
    assert problem.column > 0
    assert bad.says in " ".join((problem.message, problem.expected, *problem.nearest))
    text = (tmp_path / bad.file).read_text(encoding="utf-8").split("\n")[problem.line - 1]
    line_is_shown = len(text) <= limits.SOURCE_LINE_LENGTH and bad.new not in UNPROVED
    assert problem.source_line == (text if line_is_shown else "")


def test_the_small_rules_are_right(tmp_path):
    assert set(load_rules(write(tmp_path)).models) == {"family", "light", "close"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("several: neutral", "severl: neutral", "R205"),
        (ONE, ONE.replace("B01", "B11"), "R201"),
    ],
)
def test_what_follows_from_a_misspelling_is_not_told_as_well(old, new, code, tmp_path):
    write(tmp_path, changed(LIGHT, old, new))
    assert [p.code for p in problems_of(tmp_path)] == [code]


def test_what_a_new_model_leaves_out_is_told_at_once(tmp_path):
    begun = (
        "schema: 1\nid: begun\nname: Begun\nsummary: {says: It begins., claims: [C01]}\n"
        "features: {}\nratings: {oversight: neutral}\n"
    )
    write(tmp_path, {**FILES, "models/begun.yaml": begun})
    assert [(p.code, p.line, p.message) for p in problems_of(tmp_path)] == [
        ("R206", 5, "2 rows are left out; every model has the same rows: who, where."),
        (
            "R212",
            6,
            "This model says nothing of 4 criteria: complexity, caseload, clinicians, staff_size.",
        ),
    ]


def test_rules_may_do_without_hybrids(tmp_path):
    rules = load_rules(write(tmp_path, {n: t for n, t in FILES.items() if n != HYBRIDS}))
    assert (rules.hybrids, rules.hybrid_margin) == ({}, 0)


def second_hybrid(way: str, parts: str) -> dict[str, str]:
    """The files with one more hybrid, at this way of running these parts."""
    plain = FILES[HYBRIDS][FILES[HYBRIDS].index("  - id:") : FILES[HYBRIDS].index("    leads:")]
    more = plain.replace("id: light_then_close", "id: z_again").replace("step_down", way)
    return {**FILES, HYBRIDS: FILES[HYBRIDS] + more.replace("[light, close]", parts)}


def test_a_pair_is_run_the_same_way_once(tmp_path):
    (problem,) = problems_of(write(tmp_path, second_hybrid("step_down", "[light, close]")))
    assert problem.code == "R215"
    assert "light_then_close" in problem.message
    assert problem.source_line == "    parts: [light, close]"
    assert problem.line > FILES[HYBRIDS].count("\n")


@pytest.mark.parametrize("way", ["tiered", "blended"])
def test_the_order_of_parts_makes_no_other_hybrid_where_it_means_nothing(tmp_path, way):
    files = second_hybrid(way, "[close, light]")
    first = FILES[HYBRIDS][: FILES[HYBRIDS].index("    leads:")].replace("step_down", way)
    files[HYBRIDS] = first + files[HYBRIDS].removeprefix(FILES[HYBRIDS])
    assert [p.code for p in problems_of(write(tmp_path, files))] == ["R215"]


@pytest.mark.parametrize(
    ("way", "parts"), [("blended", "[light, close]"), ("step_down", "[close, light]")]
)
def test_a_pair_may_be_run_in_several_ways(tmp_path, way, parts):
    assert len(load_rules(write(tmp_path, second_hybrid(way, parts))).hybrids) == 2


def test_problems_of_all_files_come_at_once(tmp_path):
    files = changed(LIGHT, "id: light", "id: lite")
    files["claims.yaml"] = files["claims.yaml"].replace("kind: best_fit", "kind: best")
    files["features.yaml"] = "rows: [\n"
    files["guidance.yaml"] = "\ufeffschema: 1\nguidance: &a []\n"
    files["sources.yaml"] = "x\x1b"
    file_codes = {(Path(p.file).name, p.code) for p in problems_of(write(tmp_path, files))}
    assert file_codes >= {
        ("light.yaml", "R110"),
        ("claims.yaml", "R105"),
        ("features.yaml", "P201"),
        ("guidance.yaml", "P203"),
        ("sources.yaml", "P108"),
    }


@pytest.mark.parametrize(
    "name", [name for name in FILES if not name.startswith(("models", "hybrids"))]
)
def test_a_missing_file_is_named(tmp_path, name):
    write(tmp_path, {n: text for n, text in FILES.items() if n != name})
    says = "This file of the rules is missing."
    assert problems_of(tmp_path) == [Problem("P101", str(tmp_path / name), 0, 0, says)]


@pytest.mark.parametrize(
    ("name", "says", "nearest"),
    [
        ("claim.yaml", "No rule file is called so.", "claims.yaml"),
        ("criteria.yml", "No rule file is called so.", "criteria.yaml"),
        ("house.yaml", "No rule file is called so.", "sources.yaml"),
        ("models/x.yml", "The name of a model's file must end in .yaml.", ""),
    ],
)
def test_a_file_of_an_unknown_name_is_not_passed_over(tmp_path, name, says, nearest):
    write(tmp_path, {**FILES, name: "schema: 1\n"})
    (problem,) = problems_of(tmp_path)
    assert "".join(problem.nearest[:1]) == nearest
    unknown = Problem("R101", str(tmp_path / name), 0, 0, says)
    assert problem == unknown._replace(nearest=problem.nearest)


def test_all_that_is_wrong_with_the_files_comes_at_once(tmp_path):
    write(tmp_path, {n: t for n, t in FILES.items() if n not in ("claims.yaml", "sources.yaml")})
    (tmp_path / "method.yaml").write_bytes(b"")
    (tmp_path / "models" / "light.yaml").write_bytes(b"")
    (tmp_path / "models" / "x.yml").write_bytes(b"")
    problems = [(p.code, p.file.removeprefix(str(tmp_path))[1:]) for p in problems_of(tmp_path)]
    assert problems == [
        ("P101", "claims.yaml"),
        ("P105", "method.yaml"),
        ("P105", "models/light.yaml"),
        ("R101", "models/x.yml"),
        ("P101", "sources.yaml"),
    ]


def test_all_files_that_are_no_text_come_at_once(tmp_path):
    write(tmp_path)
    for name in ("claims.yaml", "sources.yaml"):
        (tmp_path / name).write_bytes(b"\xff")
    assert [p.code for p in problems_of(tmp_path)] == ["P107", "P107"]


@pytest.mark.parametrize(
    "name", ["tests/x.yaml", ".#claims.yaml", "models/._light.yaml", "README.md"]
)
def test_files_that_are_no_rules_are_passed_over(tmp_path, name):
    plain = load_rules(write(tmp_path / "a"))
    assert load_rules(write(tmp_path / "b", {**FILES, name: "{"})) == plain


def test_no_models(tmp_path):
    write(tmp_path, {n: text for n, text in FILES.items() if not n.startswith("models")})
    models = tmp_path / "models"
    none = Problem("P101", str(models), 0, 0, "This folder does not exist.")
    assert problems_of(tmp_path) == [none]
    models.mkdir()
    assert problems_of(tmp_path) == [none._replace(message="There is no model here.")]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("- a\n", "P301", "A rule file is made of keys and values."),
        ("", "P105", "The file is empty."),
        ("# none\n", "P105", "The file contains only blank lines and comments."),
        ("{a", "P201", "A bracket { that was opened is not closed, or a comma is missing."),
    ],
)
def test_a_rule_file_that_holds_no_rules(tmp_path, text, code, says):
    write(tmp_path, {**FILES, "claims.yaml": text})
    assert [(p.code, p.message) for p in problems_of(tmp_path)] == [(code, says)]


def test_the_folder_itself(tmp_path):
    (tmp_path / "file").write_text("x")
    long = "x" * 5000
    for name, code, says in (
        ("none", "P101", "This folder does not exist."),
        ("file", "P102", "This is a file. Give the name of a folder."),
        (long, "P104", "The folder cannot be read."),
    ):
        short_path = shortened(str(tmp_path / name), limits.MESSAGE_LENGTH)
        assert problems_of(tmp_path / name) == [Problem(code, short_path, 0, 0, says)]


def test_the_size_of_a_rule_file(tmp_path):
    room = limits.RULE_FILE_BYTES - len(FILES["guidance.yaml"])
    within = FILES["guidance.yaml"] + "#" + "x" * (room - 1)
    load_rules(write(tmp_path, {**FILES, "guidance.yaml": within}))
    write(tmp_path, {"guidance.yaml": within + "x"})
    assert [p.code for p in problems_of(tmp_path)] == ["P106"]


def test_the_number_of_rule_files(tmp_path):
    write(tmp_path, {f"models/m{n}.yaml": "x" for n in range(limits.RULE_FILES)} | dict(FILES))
    says = "There are more than 200 rule files."
    assert problems_of(tmp_path) == [Problem("P106", str(tmp_path), 0, 0, says)]


def test_a_rule_files_number_is_read_up_to_its_length():
    node = parse(f"[{'9' * limits.NUMBER_LENGTH}, {'9' * (limits.NUMBER_LENGTH + 1)}]", "f").root
    assert node is not None
    assert plain(node) == [10**limits.NUMBER_LENGTH - 1, "9" * (limits.NUMBER_LENGTH + 1)]


def test_what_pydantic_finds_otherwise_has_a_place_too():
    class Shape(BaseModel):
        wait: timedelta

    document = parse("wait: long\n", "f")
    with pytest.raises(ValidationError) as caught:
        Shape.model_validate({"wait": "long"})
    note_errors(document, caught.value, Shape)
    problem = Problem("R104", "f", 1, 7, "This value is of the wrong sort.", "long")
    assert document.problems == [problem._replace(source_line="wait: long")]


def test_the_place_of_what_is_not_there_is_the_last_on_the_way():
    root = parse("a:\n  - {at: 2, x: 1}\n  - {id: b, x: 1}\n  - c\n", "f").root
    placed = {("a", "2"): 2, ("a", "b"): 3, ("a", "c"): 4, ("a", 1, "x"): 3, ("a", 3): 1}
    for path, line in placed.items():
        at = locate(root, path)
        assert (at.key if isinstance(at, MappingEntry) else at).line == line
    assert locate(root, ("a", 9)) == locate(root, ("a", "d")) == locate(root, ("a",))
    assert locate(None, ("a",)) == MappingNode({}, 0, 0)
