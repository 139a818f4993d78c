"""Spark in place of DuckDB for the query: in the session of `spark-submit`, else in local mode.

DuckDB still reads the files and gathers the results, where casemodel runs. Spark gets the tables of
the rules and the coded answers, and gives back the table `found`.
"""

import logging
import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL
from typing import TYPE_CHECKING

from casemodel.files.problems import WrongUse
from casemodel.texts.messages import phrase
from casemodel.warehouse.compiled import CompiledRules
from casemodel.warehouse.rule_tables import tables_of
from casemodel.warehouse.sql import Step

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

PACKAGES = ("pyspark", "pyarrow", "duckdb")

_JAVA = "-XX:-UsePerfData -XX:TieredStopAtLevel=1"


def has_spark() -> bool:
    """Say whether all packages are installed that Spark needs."""
    return all(map(find_spec, PACKAGES))


@contextmanager
def spark_query(
    connection: "DuckDBPyConnection", folder: Path, rules: CompiledRules
) -> "Iterator[SparkQuery]":
    """Start Spark, and end it with the block; gives the query in it.

    In local mode Spark keeps its files in the folder. Raises WrongUse if it does not start.
    """
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkRuntimeError
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    logging.getLogger().addHandler(logging.NullHandler())  # else an interrupt is told with a trace
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    conf = SparkConf() if submitted else _local_mode(SparkConf(), folder)
    on_interrupt = signal.getsignal(signal.SIGINT)
    try:
        gateway = launch_gateway(conf, {"stdout": DEVNULL, "stderr": DEVNULL})
    except PySparkRuntimeError:
        raise WrongUse(phrase("caseload.needs_java")) from None
    try:
        session = SparkSession(SparkContext(conf=conf, gateway=gateway))
        signal.signal(signal.SIGINT, on_interrupt)  # in place of Spark's own
        yield SparkQuery(session, connection, rules)
        session.stop()
    finally:
        if not submitted:
            gateway.shutdown()
            gateway.proc.kill()
            gateway.proc.wait()
            SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - for another run


def _local_mode(conf: "SparkConf", folder: Path) -> "SparkConf":
    """Set up a Spark of this computer alone, without pages in a browser, and quiet.

    Java's second compiler is left out: it took two fifths of the processor time, and 100,000
    clients gained nothing by it. Raises WrongUse if there is no Java.
    """
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise WrongUse(phrase("caseload.needs_java"))
    settings = {
        "spark.master": "local[*]",
        "spark.app.name": "casemodel",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "3g",
        "spark.driver.extraJavaOptions": f'{_JAVA} "-Djava.io.tmpdir={folder}"',
        "spark.local.dir": str(folder),
        "spark.log.level": "OFF",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.shuffle.partitions": str(os.cpu_count()),
        "spark.sql.warehouse.dir": str(folder),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    return conf.setAll([*settings.items()])


class SparkQuery:
    """The query in Spark."""

    by_answer = True

    def __init__(
        self, session: "SparkSession", connection: "DuckDBPyConnection", rules: CompiledRules
    ) -> None:
        """Give Spark the tables of the rules, which the connection has."""
        self._session = session
        self._connection = connection
        for table in tables_of(rules):
            self._send(f"FROM {table.name}", table.name)

    def _send(self, select: str, name: str) -> None:
        """Make a view in Spark of what DuckDB finds."""
        rows = self._connection.sql(select).to_arrow_table()
        self._session.createDataFrame(rows).createOrReplaceTempView(name)

    def run(self, steps: Sequence[Step]) -> Iterator[float]:
        """Make the table `found` of the view `answers`. Yields the share that is done.

        Each step is worked out before the next one: its plan would hold the plans of all before it.
        """
        self._send("SELECT client, (COLUMNS(* EXCLUDE (client)))::INTEGER FROM answers", "answers")
        for number, step in enumerate(steps[:-1], start=1):  # the last one only puts it in words
            checkpoint = self._session.sql(step.sql).localCheckpoint()
            checkpoint.createOrReplaceTempView(step.name)
            yield number / len(steps)
        self._connection.register("found_by_spark", self._session.table("found").toArrow())
        self._connection.execute("CREATE OR REPLACE TEMP TABLE found AS FROM found_by_spark")
        self._connection.unregister("found_by_spark")
