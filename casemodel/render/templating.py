"""The templates of pages and pictures, in which every text is escaped unless it is our own markup.

Jinja2 is loaded only when a page or a picture is asked for.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Build the environment of all templates. A name that a template lacks is an error."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def filled(template: str, /, **values: object) -> Markup:
    """Fill in a template. The result is markup: it is not escaped again."""
    return Markup(environment().get_template(template).render(values))  # noqa: S704 - it is escaped
