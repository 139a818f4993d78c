"""Each command answers, in every format, and says the same in each."""

import json
from pathlib import Path

import pytest

from tests.cli.process import CLIENT, ORGANIZATION, ROOT, casemodel, process

COMMANDS = (
    ("recommend", "org.yaml"),
    ("recommend", "org.yaml", "--explain"),
    ("score", "client.yaml"),
    ("score", "client.yaml", "--explain"),
    ("recommend", "two.yaml"),
    ("recommend", "two.yaml", "--explain"),
    ("why-not", "brokerage", "two.yaml"),
    ("why-not", "strengths_based_clinical", "client.yaml"),
    ("what-if", "two.yaml", "--set", "budget=ample", "--set", "acuity@in crisis=stable"),
    ("what-if", "client.yaml", "--changes", "changes.yaml"),
    ("ask", "org.yaml"),
    ("ask", "client.yaml"),
    ("compare",),
    ("compare", "brokerage", "intensive", "--profile", "org.yaml"),
    ("models",),
    ("show", "clinical"),
    ("show", "standard_community_care"),
    ("inputs",),
    ("sources",),
)
FORMATS = ("text", "plain", "json", "markdown")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_answers_in_every_format(
    arguments: tuple[str, ...], form: str, folder: Path
) -> None:
    (folder / "changes.yaml").write_text("acuity: stable\n", encoding="utf-8")
    ran = casemodel(*arguments, "--format", form, cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("\n")
    assert not any(line != line.rstrip() for line in ran.out.splitlines())
    if form == "json":
        output = json.loads(ran.out)
        assert output["schema_version"] == 1
        assert output["output"] == arguments[0]
        assert set(output["rules"]) == {"version", "digest", "from"}


@pytest.mark.parametrize(
    "arguments",
    [("recommend", "org.yaml", "--explain"), ("score", "client.yaml", "--format", "json")],
)
def test_the_same_input_gives_the_same_bytes_inside_and_as_a_process(
    arguments: tuple[str, ...], folder: Path
) -> None:
    """The order of sets differs between the two, by their seeds of hashing."""
    arguments = (*arguments, "--draws", "100")
    ran = process(*arguments, cwd=folder, PYTHONHASHSEED="1")
    assert (ran.status, ran.err) == (0, "")
    assert ran == casemodel(*arguments, cwd=folder)


@pytest.mark.parametrize("profile", ["org.yaml", "two.yaml"])
def test_the_json_of_an_answer_adds_up(profile: str, folder: Path) -> None:
    output = json.loads(casemodel("recommend", profile, "--format", "json", cwd=folder).out)
    assert output["kind"] == "organization"
    assert output["recommended"] in [ranked["id"] for ranked in output["ranking"]]
    assert [ranked["kind"] for ranked in output["ranking"]].count("model") == 5
    for ranked in output["ranking"]:
        parts = (*ranked["contributions"], *ranked["adjustments"])
        assert 500 + sum(round(p["points"] * 10) for p in parts) == round(ranked["score"] * 10)
        assert ranked["low"] <= ranked["score"] <= ranked["high"]
        assert ranked["reach"]["lowest"] <= ranked["low"]
        assert ranked["high"] <= ranked["reach"]["highest"]
        assert len(ranked["parts"]) == (1 if ranked["kind"] == "model" else 2)
    answered = {c["criterion"] for c in output["ranking"][0]["contributions"] if c["level"]}
    assert {"complexity", "acuity"} <= answered
    questions = {(question["criterion"], question["segment"]) for question in output["ask_next"]}
    assert not {(criterion, None) for criterion in answered} & questions


def test_a_danger_comes_first_on_a_clients_page(folder: Path) -> None:
    out = casemodel("score", "client.yaml", cwd=folder).out
    assert out.index("Act first. You said yes to") < out.index("Completeness")
    assert out.startswith("Client C-014 (no name kept)\n")


def test_standard_input(folder: Path) -> None:
    from_input = casemodel("recommend", "-", cwd=folder, stdin=ORGANIZATION)
    answer_of_file = casemodel("recommend", "org.yaml", cwd=folder).out
    assert from_input.out == answer_of_file.replace(" ask org.yaml ", " ask FILE ")
    assert casemodel("score", "-", cwd=folder, stdin=CLIENT).status == 0


def test_basis_document_says_so(folder: Path) -> None:
    ran = casemodel("recommend", "org.yaml", "--basis", "document", cwd=folder)
    assert "This answer uses the five documents alone" in " ".join(ran.out.split())


def test_models_may_be_written_with_a_hyphen_and_once_only(folder: Path) -> None:
    ran = casemodel(
        "compare", "Strengths-Based", "strengths_based", "clinical", "--format", "json", cwd=folder
    )
    assert [m["id"] for m in json.loads(ran.out)["models"]] == ["strengths_based", "clinical"]


def test_compare_has_the_same_rows_for_every_model(folder: Path) -> None:
    out = casemodel("compare", "--format", "plain", cwd=folder).out
    output = json.loads(casemodel("compare", "--format", "json", cwd=folder).out)
    names = [model["name"] for model in output["models"]]
    assert len(names) == 6
    rows = [
        [
            line[len(name) + 2 :].split(": ")[0]
            for line in out.splitlines()
            if line.startswith(f"{name}, ")
        ]
        for name in names
    ]
    assert all(row == rows[0] for row in rows)
    assert len(rows[0]) == len(output["rows"]) + 6


def test_version_and_help(folder: Path) -> None:
    from casemodel import __version__

    assert casemodel("--version", cwd=folder).out == f"casemodel {__version__}\n"
    help_page = casemodel("--help", cwd=folder).out
    assert casemodel("-h", cwd=folder).out == help_page
    for command in {arguments[0] for arguments in COMMANDS}:
        assert f"  {command}  " in help_page or f"  {command} " in help_page
        page = casemodel(command, "--help", cwd=folder)
        assert page.status == 0
        # What the command does comes right after the usage line, then examples of it.
        lines = [line.strip() for line in page.out.splitlines() if line.strip()]
        assert lines[1][0].isupper()
        examples = lines.index("Examples:")
        assert examples < lines.index("Options:")
        assert lines[examples + 1].startswith(f"casemodel {command}")


def test_weights_and_priorities_are_shown_in_the_answer(folder: Path) -> None:
    options = ("--weight", "acuity=2", "--weight", "contact=0.5", "--priorities", "acuity,budget")
    ran = casemodel("recommend", "org.yaml", *options, cwd=folder)
    text = " ".join(ran.out.split())
    assert "Acuity x 2" in text
    assert "Amount of contact x 0.5" in text
    assert "Acuity, Money for each client" in text
    ask_output = json.loads(
        casemodel("ask", "org.yaml", *options, "--format", "json", cwd=folder).out
    )
    assert ask_output["ask_next"]
    output = json.loads(
        casemodel("recommend", "org.yaml", *options, "--format", "json", cwd=folder).out
    )
    assert output["options"]["weights"] == {"acuity": "2", "contact": "1/2"}
    assert output["options"]["priorities"] == ["acuity", "budget"]


def test_more_draws_are_drawn(folder: Path) -> None:
    ran = casemodel("score", "client.yaml", "--draws", "100", "--format", "json", cwd=folder)
    stability = json.loads(ran.out)["stability"]
    assert stability["tries"] == 100
    assert sum(stability["outcomes"].values()) == 100


def test_why_not_takes_a_pair_of_models(folder: Path) -> None:
    ran = casemodel("why-not", "Brokerage+Clinical", "two.yaml", cwd=folder)
    assert ran.out.startswith("Two Rivers: why not Brokerage with clinical?\n")


def test_why_not_shows_a_clients_dangers_before_the_answer_and_no_name(folder: Path) -> None:
    out = casemodel("why-not", "clinical", "client.yaml", cwd=folder).out
    assert out.startswith("Client C-014: why not Clinical?\n")
    before, _, after = out.partition("\nThe answer\n")
    assert "Act first, whatever model fits" in before
    assert "points" in after
    assert "points" not in before


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "quiet.yaml"),
        ("why-not", "clinical", "quiet.yaml"),
        ("what-if", "quiet.yaml", "--changes", "changes.yaml"),
        ("ask", "quiet.yaml"),
        ("compare", "--profile", "quiet.yaml"),
    ],
    ids=" ".join,
)
def test_danger_that_nobody_ruled_out_is_said_on_every_page(
    arguments: tuple[str, ...], folder: Path
) -> None:
    text = "schema: 1\nkind: client\nanswers:\n  complexity: one\n  danger_self: refused\n"
    (folder / "quiet.yaml").write_text(text, encoding="utf-8")
    (folder / "changes.yaml").write_text("complexity: many\n", encoding="utf-8")
    out = " ".join(casemodel(*arguments, cwd=folder).out.split())
    assert "The person would not say: danger to self" in out
    output = casemodel(*arguments, "--format", "json", cwd=folder).out
    assert "would not say: danger to self" in output


def test_what_if_adds_up_to_the_changed_profile(folder: Path) -> None:
    changed = ORGANIZATION.replace("acuity: acute", "acuity: stable")
    (folder / "changed.yaml").write_text(changed, encoding="utf-8")
    arguments = ("--set", "acuity=stable", "--format", "json")
    what_if_output = json.loads(casemodel("what-if", "org.yaml", *arguments, cwd=folder).out)
    output = json.loads(casemodel("recommend", "changed.yaml", "--format", "json", cwd=folder).out)
    assert what_if_output["after"]["recommended"] == output["recommended"]
    scores = {ranked["id"]: ranked["score"] for ranked in output["ranking"]}
    assert what_if_output["moved"]
    for moved in what_if_output["moved"]:
        assert moved["after"] == scores[moved["id"]]


def test_changes_may_come_from_a_file_and_from_options_together(folder: Path) -> None:
    (folder / "changes.yaml").write_text("acuity: stable\n", encoding="utf-8")
    options = ("--changes", "changes.yaml", "--set", "contact=little", "--format", "json")
    output = json.loads(casemodel("what-if", "org.yaml", *options, cwd=folder).out)
    assert {(c["criterion"], c["to"]) for c in output["changes"]} == {
        ("acuity", "stable"),
        ("contact", "little"),
    }


def test_what_if_changes_a_number_and_tells_what_stays_missing(folder: Path) -> None:
    agency = str(ROOT / "profiles" / "organizations" / "county_agency.yaml")
    arguments = ("what-if", agency, "--set", "clients=900", "--set", "case_managers=10")
    out = " ".join(casemodel(*arguments, cwd=folder).out.split())
    assert "Case managers: 10 (before: 9)" in out
    assert "Clients for each case manager: over 75" in out
    assert "Missing requirements" in out
    assert "900 clients /" in out
    output = json.loads(casemodel(*arguments, "--format", "json", cwd=folder).out)
    assert {(q["quantity"], q["to"]) for q in output["quantities"]} == {
        ("clients", "900"),
        ("case_managers", "10"),
    }
    assert any(gap["state"] == "unmet" for gap in output["gaps"])
    assert all(moved["before"] != moved["after"] for moved in output["moved"])


def test_ask_puts_what_decides_first(folder: Path) -> None:
    output = json.loads(casemodel("ask", "org.yaml", "--format", "json", cwd=folder).out)
    decides = [question["decides"] for question in output["ask_next"]]
    assert decides == sorted(decides, reverse=True)
    for question in output["ask_next"]:
        assert bool(question["settles"]) == question["decides"]


def test_compare_says_which_models_have_no_score(folder: Path) -> None:
    models = ("clinical", "standard_community_care", "--profile", "org.yaml")
    out = " ".join(casemodel("compare", *models, cwd=folder).out.split())
    assert "Standard Community Care is described, not scored." in out
    assert "Points for Riverbend Family Services" in out


def test_hybrids_are_listed_and_shown_with_their_parts(folder: Path) -> None:
    listed = " ".join(casemodel("models", cwd=folder).out.split())
    assert "strengths_based_clinical: Strengths-based clinical." in listed
    assert "casemodel can recommend these pairs" in listed
    screen = " ".join(casemodel("show", "clinical", cwd=folder).out.split())
    assert "Hybrids with this model" in screen
    assert "Strengths-based clinical:" in screen
    output = json.loads(casemodel("show", "clinical", "--format", "json", cwd=folder).out)
    assert all("clinical" in hybrid["parts"] for hybrid in output["hybrids"])


def test_cells_of_a_comparison_hold_the_strongest_and_count_the_rest(folder: Path) -> None:
    out = casemodel("compare", "intensive", "--plain", cwd=folder).out
    cells = [line for line in out.splitlines() if "When does it" in line]
    assert len(cells) == 2
    assert all(cell.count("; ") < 40 for cell in cells)
    assert any("more: casemodel show intensive" in cell for cell in cells)


def test_explain_begins_with_contents_and_takes_a_model(folder):
    whole = casemodel("recommend", "two.yaml", "--explain", cwd=folder).out
    assert whole.split("\n")[1:4] == [
        "On this page",
        "  * The answer",
        "  * More about this answer",
    ]
    heads = [line for line in whole.split("\n") if line and line[0] not in " *+-!?"]
    listed = whole.partition("On this page\n")[2].partition("  The points of")[0].split("\n")
    assert {line.removeprefix("  * ") for line in listed if line} <= set(heads)
    clinical_alone = casemodel("recommend", "two.yaml", "--explain", "clinical", cwd=folder)
    assert clinical_alone.status == 0
    assert len(clinical_alone.out) < len(whole) / 5
    assert ". Clinical: " in clinical_alone.out
    assert ". Brokerage: " not in clinical_alone.out
    assert casemodel("recommend", "two.yaml", "clinical", "--explain", cwd=folder) == clinical_alone


def test_explain_of_what_is_no_model_says_what_to_type(folder):
    for arguments, expected in {
        ("two.yaml", "--explain", "clincal"): "Did you mean clinical?",
        ("--explain", "clinical", "two.yaml"): "casemodel recommend two.yaml --explain clinical",
        ("two.yaml", "clinical"): "casemodel recommend FILE --explain clinical",
        ("two.yaml", "org.yaml"): "recommend takes one profile.",
    }.items():
        ran = casemodel("recommend", *arguments, cwd=folder)
        assert (ran.status, ran.out) == (2, "")
        assert expected in ran.err


def test_inputs_shows_one_question_by_its_short_name_or_its_name_on_a_page(folder):
    by_short_name = casemodel("inputs", "acuity", cwd=folder)
    assert by_short_name == casemodel("inputs", "Acuity", cwd=folder)
    assert by_short_name.out.startswith("Acuity\n")
    assert "Id: program_type" not in by_short_name.out
    assert "Did you mean acuity?" in casemodel("inputs", "akuity", cwd=folder).err


def test_a_danger_comes_before_the_contents_and_before_one_model(folder):
    for arguments in (("--explain",), ("--explain", "clinical")):
        lines = casemodel("score", "client.yaml", *arguments, cwd=folder).out.split("\n")
        assert lines[1] == "Act first, whatever model fits"
