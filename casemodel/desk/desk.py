"""`casemodel desk [FILE|FOLDER]`: open a page in your browser that does what the commands do."""

from typing import Annotated

import typer

from casemodel.cli import options, registering
from casemodel.cli.local_rules import HouseOption

HELP = """Open a page in your browser that does what the commands do. You answer questions by mouse
or keyboard and see the answer beside them.

The page runs on this computer alone. It sends nothing anywhere, and it reads and writes files of
one folder. Ctrl-C, or Close the desk on the page, ends it.

\b
Examples:
  casemodel desk
  casemodel desk org.yaml
  casemodel desk my-clients
"""

PlaceArgument = Annotated[
    str,
    typer.Argument(
        metavar="[FILE|FOLDER]",
        help="The folder of your files, or one file in it; else this folder.",
        show_default=False,
    ),
]
PortOption = Annotated[
    int,
    typer.Option("--port", min=0, max=65535, help="The port to listen on; 0 takes a free one."),
]
OpenOption = Annotated[
    bool, typer.Option("--open/--no-open", help="Open the browser, or only print the address.")
]


def desk(
    place: PlaceArgument = ".",
    *,
    port: PortOption = 0,
    opens: OpenOption = True,
    register: registering.RegisterOption = None,
    rules: options.RulesOption = None,
    house: HouseOption = None,
) -> None:
    """Serve the desk until it is closed."""
    from casemodel.desk.extra import DESK
    from casemodel.render.extras import refuse_missing

    refuse_missing(DESK)
    from casemodel.cli.deliver import problems_shown
    from casemodel.desk.serving import serve
    from casemodel.desk.workplace import workplace_of

    with problems_shown("text"):
        workplace = workplace_of(place, rules, house, register)
    serve(workplace, port, opens=opens)
