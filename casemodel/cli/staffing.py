"""`casemodel staffing ORG`: posts from groups of clients, or for every client of a caseload."""

from typing import Annotated

import typer

from casemodel.cli import options
from casemodel.cli.caseload import ClientsOutput, MapOption, SheetOptions

HELP = """Count the case managers and clinicians that your groups of clients need, part by part.
With a caseload, compare mixes of models and find the best assignment within your staff.

\b
Examples:
  casemodel staffing org.yaml
  casemodel staffing org.yaml --caseload clients.csv
  casemodel staffing org.yaml --caseload clients.csv -o assigned.csv
"""

OrganizationArgument = Annotated[
    str,
    typer.Argument(
        metavar="ORG",
        help="The organization's profile, a YAML file; - reads it from standard input.",
        show_default=False,
    ),
]
CaseloadOption = Annotated[
    list[str] | None,
    typer.Option(
        "--caseload",
        metavar="FILE",
        help="The clients, CSV or Excel; - reads CSV from standard input. May be given again. "
        "Without it, posts are worked out from the profile's groups of clients.",
        show_default=False,
    ),
]
AssignedOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write a line for each client with the model that serves it: a name ending in .csv.",
    ),
]


def staffing(
    organization: OrganizationArgument,
    *,
    caseload: CaseloadOption = None,
    output: AssignedOption = None,
    map_: MapOption = None,
    sheets: SheetOptions,
    chosen_options: options.WithoutTries,
    out: ClientsOutput,
) -> None:
    """Compare staff with what a caseload takes."""
    chosen = out.for_screen()
    if not caseload:
        from casemodel.cli.answering import posts_of_groups
        from casemodel.cli.deliver import deliver

        deliver(chosen, lambda: posts_of_groups(organization, chosen_options))
        return
    from casemodel.cli.staffing_run import compare_staff

    clients_output = options.Output(chosen.format, output, out.force)
    compare_staff(sheets.request(caseload, map_, chosen_options, clients_output), organization)
