"""Spark: the same as `score`, alone and as the engine of a caseload. It needs `.[spark]` and Java.

python -m pytest tests/warehouse/test_spark.py -m thorough
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from casemodel.cli import caseload_engine
from casemodel.warehouse import spark
from casemodel.warehouse.compiled import CannotCompile, CompiledRules
from casemodel.warehouse.query import all_steps
from casemodel.warehouse.rule_tables import tables_of
from casemodel.warehouse.sql import QueryContext
from tests.caseload.rows import Shared, random_shared
from tests.cli.process import casemodel, heed_requests_to_end, settings
from tests.laws.recipes import seeded, seeded_case
from tests.warehouse.cases import Cells, check, compiled_for, random_clients
from tests.warehouse.test_same_as_plain import as_csv, both, people

TABLE = "id,acuity,housing\nx,acute,homeless\ny,stable,stable\n"
MADE_UP = 8
"""Rules made up, on which Spark is held to `score`."""

needs_spark = pytest.mark.skipif(not spark.has_spark(), reason="Spark is not installed")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.adaptive.enabled", "false")
    spark_session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield spark_session
    spark_session.stop()


def result_of(session: Any, rules: CompiledRules, clients: list[Cells]) -> dict[int, Any]:
    """The result of the query in Spark, by client."""
    for table in tables_of(rules):
        types = {"VARCHAR": "STRING"}
        columns = zip(table.columns, table.types(), strict=True)
        schema = ", ".join(f"{name} {types.get(type_, type_)}" for name, type_ in columns)
        session.createDataFrame([*table.rows], schema).createOrReplaceTempView(table.name)
    question_ids = [c.id for c in rules.questions]
    schema = "client INTEGER, " + ", ".join(f"{c} STRING" for c in question_ids)
    rows = [(n, *(cells[c] for c in question_ids)) for n, cells in enumerate(clients)]
    session.createDataFrame(rows, schema).createOrReplaceTempView("clients")
    for step in all_steps(QueryContext(rules, by_answer=True)):
        checkpoint = session.sql(step.sql).localCheckpoint()
        checkpoint.createOrReplaceTempView(step.name)
    rows_by_client = {row["client"]: row.asDict() for row in checkpoint.collect()}
    numbers = ("first_score", "second_score")
    return {
        client: {k: float(v) if k in numbers and v is not None else v for k, v in row.items()}
        for client, row in rows_by_client.items()
    }


@needs_spark
@pytest.mark.thorough
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_same_as_score(seed: int, session: Any):
    """The law with the shipped rules, random weights, bases and agencies; good rows and bad."""
    random = Random(seed)
    shared = random_shared(random) if seed else Shared()
    rules = compiled_for(shared)
    clients: list[Cells] = [*random_clients(rules, random, 60)]
    check(shared, clients, result_of(session, rules, clients))


@needs_spark
@pytest.mark.thorough
@pytest.mark.filterwarnings("default")
def test_same_as_score_on_rules_made_up(session: Any):
    """The law on small rules of every sort, each with clients of its own."""
    random, compared, rule_bases = seeded(3), 0, 0
    while rule_bases < MADE_UP:
        case = seeded_case(random)
        if case.profile.kind == "client":
            shared = Shared(case.rules, case.options, case.profile.agency)
            try:
                rules = compiled_for(shared)
            except CannotCompile:
                continue
            clients: list[Cells] = [*random_clients(rules, random, 25)]
            compared += check(shared, clients, result_of(session, rules, clients)).done
            rule_bases += 1
    assert compared > MADE_UP


@needs_spark
@pytest.mark.thorough
def test_same_as_plain(tmp_path: Path):
    """Every cell of every line, and the whole page, of files as people have them."""
    random = Random(1)
    script = (
        "from casemodel.warehouse import run\nfrom casemodel.cli.main import main\n"
        "run.BATCH = 60\nmain()\n"
    )
    (tmp_path / "a.csv").write_text(as_csv(people(random, 90)), "utf-8", newline="")
    _, (_, by_duckdb) = both(tmp_path, "a.csv")
    line = ["caseload", "a.csv", "--engine", "spark", "-o", "spark.csv"]
    completed = subprocess.run(
        [sys.executable, "-c", script, *line], cwd=tmp_path, env=settings(), check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert (completed.returncode, completed.stderr) == (0, "Written: spark.csv\n")
    assert "Spark scored the plain rows." in " ".join(completed.stdout.split())
    assert len(by_duckdb) > 40
    assert (tmp_path / "spark.csv").read_bytes() == (tmp_path / "duckdb.csv").read_bytes()


@needs_spark
@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize(("name", "status"), [("SIGTERM", -signal.SIGTERM), ("SIGINT", 130)])
def test_a_run_that_is_ended_leaves_nothing(name: str, status: int, tmp_path: Path):
    """Neither a file, nor a folder of Spark's, nor Java; and no word of either."""
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    (tmp_path / "tmp").mkdir()
    script = (
        "import os, threading\nfrom casemodel.warehouse.spark import SparkQuery\n"
        "from casemodel.cli.main import main\n"
        "run = SparkQuery.run\n"
        "def ended(*line):\n"
        f"    end = lambda: os.kill(os.getpid(), {int(getattr(signal, name))})\n"
        "    threading.Timer(3, end).start()\n"
        "    yield from run(*line)\n"
        "SparkQuery.run = ended\n"
        "main()\n"
    )
    line = ["caseload", "a.csv", "--engine", "spark", "-o", "out.csv"]
    completed = subprocess.run(
        [sys.executable, "-c", script, *line], cwd=tmp_path,
        env=settings(TMPDIR=str(tmp_path / "tmp")), check=False, capture_output=True, text=True,
        preexec_fn=heed_requests_to_end,
    )  # fmt: skip
    assert (completed.returncode, completed.stdout, completed.stderr) == (status, "", "")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.csv", "tmp"]


@pytest.mark.filterwarnings("ignore")  # Spark leaves a pipe open where it does not start
def test_what_is_missing_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The packages; and Java, where the packages are there."""
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    line = ("caseload", "a.csv", "--engine", "spark")
    if spark.has_spark():
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        ran = casemodel(*line, cwd=tmp_path)
        assert ran.status == 2
        assert "It needs Java 17 or newer." in ran.err
        monkeypatch.delenv("JAVA_HOME")
        monkeypatch.setenv("PATH", "")
        assert casemodel(*line, cwd=tmp_path).err == ran.err
    monkeypatch.setattr(caseload_engine, "has_spark", lambda: False)
    ran = casemodel(*line, cwd=tmp_path)
    assert ran.status == 2
    assert 'pip install "casemodel[spark]"' in ran.err
