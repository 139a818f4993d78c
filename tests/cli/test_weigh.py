"""`casemodel weigh`: the order is in the file, and all else is as it was."""

import json

import jsonschema
import pytest

from casemodel.render.json_models.schemas import output_schema
from tests.cli.process import casemodel

FILE = (
    "# My agency\nschema: 1\nkind: organization  # ours\nanswers:\n"
    "  acuity: acute\n  budget: tight  # now\n"
)
AMONG = ("--among", "acuity,budget,complexity")
IN_ORDER = "1\n1\n1\n"


@pytest.fixture
def weighed(tmp_path):
    def weigh(keys: str, *options: str, text: str = FILE):
        (tmp_path / "o.yaml").write_bytes(text.encode())
        ran = casemodel("weigh", "o.yaml", *options, cwd=tmp_path, stdin=keys)
        return ran, (tmp_path / "o.yaml").read_bytes().decode()

    return weigh


def test_an_order_is_saved_below_all_else(weighed):
    ran, text = weighed("1 2 3\n" + "2\n" * 3, text=FILE + "  complexity: many\n")
    assert ran.status == 0
    assert text.startswith(FILE + "  complexity: many\npriorities: [")
    assert "Your 3 comparisons are consistent. The order is saved in o.yaml." in ran.out
    assert "Comparison 3 of 3" in ran.err


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("priorities: [budget, acuity]  # me\n",
         "priorities: [acuity, budget, complexity]  # me\n"),
        ("priorities:  # mine\n  - budget\n  - acuity\nname: A\n",
         "priorities:  # mine\n  - acuity\n  - budget\n  - complexity\nname: A\n"),
        ("priorities:\n- budget\n- acuity\n# end\n",
         "priorities:\n- acuity\n- budget\n- complexity\n# end\n"),
    ],
)  # fmt: skip
def test_an_order_that_is_there_is_replaced_at_its_place(weighed, before, after):
    ran, text = weighed(IN_ORDER, *AMONG, text=FILE + before)
    assert (ran.status, text) == (0, FILE + after)
    windows, text = weighed(IN_ORDER, *AMONG, text=(FILE + before).replace("\n", "\r\n"))
    assert (windows.status, text) == (0, (FILE + after).replace("\n", "\r\n"))


def test_a_profile_in_json_stays_one(weighed):
    text = '{"schema": 1, "kind": "organization", "answers": {"acuity": "acute"}}\n'
    ran, after = weighed(IN_ORDER, *AMONG, text=text)
    assert ran.status == 0
    assert json.loads(after)["priorities"] == ["acuity", "budget", "complexity"]


def test_comments_among_priorities_are_not_lost(weighed):
    text = f"{FILE}priorities:\n  - budget  # the board's\n  - acuity\n"
    ran, after = weighed(IN_ORDER, *AMONG, text=text)
    assert (ran.out, after) == ("", text)
    assert ran.status == 1
    assert "comments among its priorities" in ran.err


@pytest.mark.parametrize("keys", ["1\nq\n", "1\n1\n", "1\n2\n1\nq\n"])
def test_without_an_order_nothing_is_saved(weighed, keys):
    """Stopped, at the end of the input, or in a circle."""
    ran, after = weighed(keys, *AMONG)
    assert (ran.status, ran.out, after) == (1, "", FILE)
    assert "Nothing was saved." in ran.err


def test_a_circle_is_shown_and_turned(weighed):
    ran, after = weighed("1\n2\n1\n1\n", *AMONG)
    assert "These answers go round in a circle" in ran.err
    assert ran.status == 0
    assert "priorities: [" in after


def test_as_json(weighed):
    ran, _ = weighed(IN_ORDER, *AMONG, "--format", "json")
    output = json.loads(ran.out)
    jsonschema.validate(output, output_schema("weigh"))
    assert [priority["criterion"] for priority in output["priorities"]] == [
        "acuity",
        "budget",
        "complexity",
    ]
    assert output["comparisons"] == 3


@pytest.mark.parametrize("among", ["acuity", "acuity,nothing", "acuity,acuity", "a,b,c,d,e,f"])
def test_what_cannot_be_compared_is_wrong_use(weighed, among):
    ran, after = weighed(IN_ORDER, "--among", among)
    assert (ran.status, ran.out, after) == (2, "", FILE)


def test_a_file_with_problems_is_refused(weighed, tmp_path):
    ran, after = weighed(IN_ORDER, *AMONG, text="schema: 1\nkind: organization\n")
    assert (ran.status, after) == (1, "schema: 1\nkind: organization\n")
    assert casemodel("weigh", "nope.yaml", cwd=tmp_path, stdin="1\n").status == 1
    assert casemodel("weigh", "-", cwd=tmp_path, stdin="1\n").status == 2
