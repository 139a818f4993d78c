"""The engine of a caseload: DuckDB or Spark by the query, else a plain loop."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO, Literal

from casemodel.caseload.suppression import of_total
from casemodel.caseload.tally import Summary
from casemodel.cli import streams
from casemodel.cli.caseload_read import Caseload, CaseloadSource, problems_of, progress_bar
from casemodel.files.limits import PROBLEMS
from casemodel.files.problems import ProblemsFound, WrongUse
from casemodel.render.caseload.lines import line_of
from casemodel.render.caseload.writers import ResultsForm
from casemodel.tables.excel_file import ENDINGS
from casemodel.tables.stream import FROM_INPUT
from casemodel.texts.messages import phrase
from casemodel.warehouse.compiled import CannotCompile, compiled
from casemodel.warehouse.connection import connected, has_duckdb
from casemodel.warehouse.results import select_lines
from casemodel.warehouse.run import WarehouseRun
from casemodel.warehouse.source import NotPlain, source_of
from casemodel.warehouse.spark import has_spark, spark_query

QueryEngineWord = Literal["duckdb", "spark"]
"""The engines that run the query."""

EngineWord = QueryEngineWord | Literal["plain"]

_NAMES: Mapping[QueryEngineWord, str] = {"duckdb": "DuckDB", "spark": "Spark"}

LARGE = 32 * 1024 * 1024
"""The size in bytes of all files together from which DuckDB is chosen by itself."""

_FORMS = ("", "csv", "parquet")
_WHOLE = 1000


def engine_for(source: CaseloadSource, form: ResultsForm, engine: EngineWord | None) -> EngineWord:
    """Choose the engine. Raises WrongUse if the one asked for cannot do what is wanted."""
    if engine == "plain":
        return engine
    why_not = _why_not(source, form, engine or "duckdb")
    if engine is None:
        return "plain" if why_not or _size(source) < LARGE else "duckdb"
    if why_not:
        raise WrongUse(why_not)
    return engine


def _why_not(source: CaseloadSource, form: ResultsForm, engine: QueryEngineWord) -> str:
    """Say why an engine cannot do what is asked for; empty if it can."""
    if engine == "spark" and not has_spark():
        return phrase("caseload.needs_spark")
    if not has_duckdb():
        return phrase("caseload.needs_duckdb", what="--engine duckdb")
    name = _NAMES[engine]
    if form.name not in _FORMS:
        return phrase("caseload.engine_writes", engine=name)
    if source.person == "worst":
        return phrase("caseload.engine_person", engine=name)
    endings = {Path(file).suffix.casefold() for file in source.tables}
    if FROM_INPUT in source.files or endings & {*ENDINGS}:
        return phrase("caseload.engine_reads", engine=name)
    return ""


def _size(source: CaseloadSource) -> int:
    try:
        return sum(Path(file).stat().st_size for file in source.tables)
    except OSError:
        return 0


def score_by_query(
    engine: QueryEngineWord,
    caseload: Caseload,
    form: ResultsForm,
    stream: BinaryIO | None,
    *,
    suppress: bool,
) -> Summary | None:
    """Score a caseload by the query, and write it to the stream if there is one.

    `suppress` says that small counts are held back.

    None if the engine cannot do it as casemodel does; then the reason has been said, and nothing
    was written. Raises ProblemsFound as the plain loop does, and WrongUse if Spark does not start.
    """
    name = _NAMES[engine]
    try:
        rules = compiled(caseload.rules, caseload.options, caseload.agency)
        sources = [
            (
                source_of(path, sheet.layout, sheet.sheet.separator, caseload.streams),
                sheet.sheet.remarks,
            )
            for path, sheet in zip(caseload.files, caseload.sheets, strict=True)
        ]
        with connected() as (connection, folder), progress_bar(_WHOLE, "Scoring") as bar:
            run = WarehouseRun(
                connection,
                rules,
                caseload.scorer,
                caseload.persons.choice,
                lambda client: line_of(caseload.rules, client),
            )
            progress: Callable[[float], None] = lambda share: bar(int(share * _WHOLE))  # noqa: E731
            run.read(sources, progress)
            if caseload.strict and (wrong := run.rows_with_problems(PROBLEMS)):
                problems = [problem for row in wrong for problem in problems_of(row)]
                raise ProblemsFound(tuple(problems[:PROBLEMS]))
            spark = spark_query(connection, folder, rules) if engine == "spark" else None
            with spark or nullcontext(run.engine) as run.engine:
                run.score(progress)
            for path in caseload.files:
                caseload.streams.refuse_changed(path)
            summary = run.tally.summary()
            caseload.refuse_nothing(summary)
            if stream is not None:
                _write(run, form, folder / "written", stream)
            _say(run, name, summary, caseload, suppress=suppress)
            return summary
    except (NotPlain, CannotCompile) as why:
        streams.say(phrase("caseload.engine_not_used", engine=name, why=why))
        return None


def _write(run: WarehouseRun, form: ResultsForm, file: Path, stream: BinaryIO) -> None:
    """Write all rows to the temporary `file`, then copy it to the stream."""
    name: Literal["csv", "parquet"] = "parquet" if form.name == "parquet" else "csv"
    select = select_lines(run.connection, run.rules, run.problems_of_plain(), name)
    options = "FORMAT parquet" if name == "parquet" else "FORMAT csv, HEADER"
    run.connection.execute(f"COPY ({select}) TO '{file}' ({options})")
    with form.packed(stream) as out, file.open("rb") as results:
        if name == "csv":
            out.write(b"\xef\xbb\xbf")
        shutil.copyfileobj(results, out, 1024 * 1024)


def _say(
    run: WarehouseRun, name: str, summary: Summary, caseload: Caseload, *, suppress: bool
) -> None:
    """Say which engine scored how many clients."""
    remark = phrase("caseload.by_engine", engine=name)
    if run.left_over:
        left = of_total(run.left_over, summary.clients) if suppress else str(run.left_over)
        remark += " " + phrase("caseload.left_over", clients=left)
    caseload.sheets[0].sheet.remarks.append(remark)
