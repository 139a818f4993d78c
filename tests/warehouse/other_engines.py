"""The written query, run by the engines that it is written for.

    python -m tests.warehouse.other_engines postgres [CLIENTS]
    python -m tests.warehouse.other_engines spark [CLIENTS]

Both write the folder as `casemodel caseload --sql` does, load its tables and random clients, run
the query, and hold every row to what a caseload says. PostgreSQL needs its programs `initdb`,
`postgres` and `psql`; the server runs on a socket in a folder that is removed at the end, as the
user `postgres` or `nobody` where this is run as root, which the server refuses. Spark needs PySpark
(`pip install pyspark`) and Java; it runs in local mode.
"""

import csv
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from casemodel.warehouse.compiled import CompiledRules
from casemodel.warehouse.dialects import Dialect
from casemodel.warehouse.folder import write_folder
from casemodel.warehouse.rule_tables import tables_of
from tests.caseload.rows import Shared
from tests.warehouse.cases import Cells, check, compiled_for, random_clients

CLIENTS = 2_000
Result = Mapping[int, Mapping[str, Any]]


def main() -> int:
    """Run one engine, and say how many clients agree."""
    engines: dict[str, tuple[Dialect, Callable[[Path, CompiledRules], Result]]] = {
        "postgres": ("postgres", postgres),
        "spark": ("spark", spark),
    }
    if len(sys.argv) < 2 or sys.argv[1] not in engines:
        print(__doc__)
        return 2
    dialect, run = engines[sys.argv[1]]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else CLIENTS
    shared = Shared()
    rules = compiled_for(shared)
    clients: list[Cells] = [*random_clients(rules, Random(1), count)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "rules"
        write_folder(rules, dialect, folder)
        write_clients(folder / "tables" / "clients.csv", rules, clients)
        start = time.perf_counter()
        result = run(folder, rules)
        seconds = time.perf_counter() - start
    compared = check(shared, clients, result)
    print(
        f"{sys.argv[1]}: {count:,} clients in {seconds:.1f} s. {compared.done:,} agree to the "
        f"digit; {compared.left_over:,} are left to casemodel; the others cannot be read."
    )
    return 0


def write_clients(path: Path, rules: CompiledRules, clients: list[Cells]) -> None:
    """The clients as the folder's README asks for them."""
    question_ids = [c.id for c in rules.questions]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["client", *question_ids])
        writer.writerows([n, *(cells[c] for c in question_ids)] for n, cells in enumerate(clients))


def typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with numbers as numbers and blanks as missing, whatever an engine makes of them."""
    numbers = {"client", "first_score", "match_percent", "second_score", "unanswered"}
    texts = {"caution_ids"}
    return {
        name: (
            value if name in texts
            else None if value in (None, "")
            else float(value) if name in numbers
            else value
        )
        for name, value in row.items()
    }  # fmt: skip


def postgres(folder: Path, rules: CompiledRules) -> Result:
    """Run the query in a server of our own."""
    with postgres_server() as socket:

        def psql(*arguments: str, text: str = "") -> str:
            """Run psql and give what it writes. Raises CalledProcessError."""
            command = ["psql", "-h", socket, "-U", "casemodel", "-d", "postgres", "-X", "-q"]
            command += ["-v", "ON_ERROR_STOP=1", *arguments]
            completed = subprocess.run(
                command, input=text, text=True, capture_output=True, check=False
            )
            if completed.returncode:
                raise RuntimeError(completed.stderr)
            return completed.stdout

        psql("-f", str(folder / "tables.sql"))
        for name in ("clients", *(table.name for table in tables_of(rules))):
            file = folder / "tables" / f"{name}.csv"
            psql("-c", f"\\copy {name} FROM '{file}' WITH (FORMAT csv, HEADER)")
        query = (folder / "everything.sql").read_text("utf-8")
        printed = psql("--csv", text=query)
    return {int(row["client"]): typed(row) for row in csv.DictReader(printed.splitlines())}


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server on a socket, without a port; gives the socket's folder."""
    user = pwd.getpwuid(os.geteuid())
    if user.pw_uid == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path must be short
    os.chown(folder, user.pw_uid, user.pw_gid)
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    data_folder = str(folder / "data")
    server = None
    try:
        initdb = [
            "initdb",
            "-D",
            data_folder,
            "-U",
            "casemodel",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
        ]
        subprocess.run(initdb, check=True, cwd=folder, **quiet, **as_user)
        options = ["-c", "listen_addresses=", "-c", "fsync=off", "-k", str(folder)]
        server = subprocess.Popen(
            ["postgres", "-D", data_folder, *options], cwd=folder, **quiet, **as_user
        )
        ready = ["psql", "-h", str(folder), "-U", "casemodel", "-d", "postgres", "-c", "SELECT 1"]
        for _ in range(100):
            if subprocess.run(ready, check=False, **quiet).returncode == 0:
                break
            time.sleep(0.1)
        yield str(folder)
    finally:
        if server is not None:
            server.terminate()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def spark(folder: Path, rules: CompiledRules) -> Result:
    """Run the files as they are in Spark's local mode, as their README says."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )

    def run(name: str) -> Any:
        """Run every statement of a file; gives what the last one finds."""
        for statement in (folder / name).read_text("utf-8").split(";\n"):
            result = session.sql(statement)
        return result

    try:
        run("tables.sql")
        for table in tables_of(rules):
            file = folder / "tables" / f"{table.name}.parquet"
            session.sql(f"INSERT INTO {table.name} SELECT * FROM parquet.`{file}`")
        clients = session.read.csv(str(folder / "tables" / "clients.csv"), header=True)
        clients.write.insertInto("clients")
        scored = {int(row["client"]) for row in run("scores.sql").collect()}
        run("remove.sql")
        rows = {int(row["client"]): typed(row.asDict()) for row in run("everything.sql").collect()}
        assert scored == {n for n, row in rows.items() if row["left_over"] != "unread"}
        run("remove.sql")
        table_names = {table.name for table in session.catalog.listTables()}
        assert table_names == {"clients", *(table.name for table in tables_of(rules))}
        return rows
    finally:
        session.stop()


if __name__ == "__main__":
    sys.exit(main())
