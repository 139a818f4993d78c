"""`casemodel caseload FILE...`: a model for every client of a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from casemodel.cli import options
from casemodel.cli.bundles import LeftOut
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.cli.caseload_run import Request

HELP = """Recommend a model for every client of a spreadsheet, one client a row, and show a
summary.

\b
Examples:
  casemodel caseload clients.csv -o results.csv
  casemodel caseload --suggest-map clients.xlsx -o map.yaml
  casemodel caseload clients.xlsx --map map.yaml -o results.xlsx
  casemodel caseload visits.csv --person latest -o results.csv
  casemodel caseload clients.csv --segments org.yaml -o groups.yaml
  casemodel caseload - -o results.csv < clients.csv
  casemodel caseload clients.parquet --engine duckdb -o results.parquet
  casemodel caseload --sql postgres -o for_the_data_team
"""

# The same words as the caseload's PersonChoice, repeated so that --help need not import it.
PersonWord = Literal["latest", "worst", "each"]

EngineName = Literal["duckdb", "spark", "plain"]

DialectWord = Literal["duckdb", "spark", "postgres", "bigquery", "snowflake"]

FilesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE...",
        help="CSV, Excel or Parquet files, or folders of them; - reads CSV from standard input.",
        show_default=False,
    ),
]
ResultOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write a line for each client: a name ending in .csv, .jsonl, .xlsx or .parquet.",
    ),
]
MapOption = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FILE",
        help="Read from this YAML file which column answers which question.",
    ),
]
SuggestOption = Annotated[
    bool, typer.Option("--suggest-map", help="Propose such a map for a file, and do nothing else.")
]
StrictOption = Annotated[
    bool,
    typer.Option(
        "--strict", help="Stop and write nothing if a row has a problem or repeats an id."
    ),
]
PersonOption = Annotated[
    PersonWord | None,
    typer.Option(
        "--person",
        help=(
            "Where an id stands in several rows, count the latest, the worst (any danger wins), "
            "or each as a client."
        ),
        show_default=False,
    ),
]
EngineOption = Annotated[
    EngineName | None,
    typer.Option(
        "--engine",
        help=(
            "Let DuckDB or Spark score the file, or casemodel row by row. Large files go to DuckDB "
            "where it is installed."
        ),
        show_default=False,
    ),
]
SqlOption = Annotated[
    DialectWord | None,
    typer.Option(
        "--sql",
        help="Write the rules as tables and a query for this engine to a new folder (-o).",
        show_default=False,
    ),
]
NoSuppressOption = Annotated[
    bool, typer.Option("--no-suppress", help="Show counts under 11 in the summary, too.")
]
SegmentsOption = Annotated[
    str | None,
    typer.Option(
        "--segments",
        metavar="ORG",
        help="Write a copy of this organization's profile with the clients as its segments.",
    ),
]
AgencyOption = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="ORG",
        help="The organization's profile, to check which models it can run.",
    ),
]
SheetOption = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="The sheet of an Excel file to read."),
]


@dataclass(frozen=True, kw_only=True)
class SheetOptions:
    """The reading of spreadsheets of clients, as typed."""

    sheet: SheetOption = None
    strict: StrictOption = False
    person: PersonOption = None
    no_suppress: NoSuppressOption = False

    def request(
        self,
        files: Sequence[str],
        map_: str | None,
        chosen_options: options.CliOptions,
        output: options.Output,
        agency: str | None = None,
        engine: EngineName | None = None,
    ) -> "Request":
        """Make a request for these files and the map of their columns, named by its file.

        `output` has the file for the clients.
        """
        from casemodel.cli.caseload_read import CaseloadSource
        from casemodel.cli.caseload_run import Request
        from casemodel.tables.stream import Streams

        source = CaseloadSource(
            tuple(files), map_, self.sheet, agency, chosen_options, Streams(), self.person
        )
        return Request(
            source=source,
            rules=chosen_options.rules,
            output=output,
            strict=self.strict,
            suppress=not self.no_suppress,
            engine=engine,
        )


ClientsOutput = Annotated[options.OutputOptions, LeftOut(("output",))]
"""The form of the summary on the screen. The file for the clients has an option of its own."""


def caseload(
    files: FilesArgument = None,
    *,
    output: ResultOption = None,
    map_: MapOption = None,
    suggest_map: SuggestOption = False,
    sheets: SheetOptions,
    segments: SegmentsOption = None,
    engine: EngineOption = None,
    sql: SqlOption = None,
    agency: AgencyOption = None,
    chosen_options: options.WithoutTries,
    out: ClientsOutput,
) -> None:
    """Score every client of one or several spreadsheets."""
    chosen = out.for_screen()
    if sql is not None:
        from casemodel.cli.caseload_sql import write_sql

        write_sql(sql, files or [], output, agency, chosen_options)
        return
    if not files:
        raise WrongUse("Missing argument 'FILE...'.")
    from casemodel.cli.caseload_run import propose_map, score_clients

    clients_output = options.Output(chosen.format, output, out.force)
    request = sheets.request(files, map_, chosen_options, clients_output, agency, engine)
    if suggest_map and segments is not None:
        raise WrongUse("Choose one of --suggest-map and --segments.")
    if engine is not None and (suggest_map or segments is not None):
        raise WrongUse("--engine goes with scoring clients only.")
    if segments is not None:
        from casemodel.cli.caseload_segments import make_segments

        make_segments(request, segments)
    elif suggest_map:
        propose_map(request)
    else:
        score_clients(request)
