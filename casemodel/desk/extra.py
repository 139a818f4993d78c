"""The packages that the desk needs and casemodel does not bring."""

from casemodel.render.extras import Extra, MissingExtra

# As in the extra of pyproject.toml; a test compares the two.
DESK = Extra(
    "The desk",
    ("starlette>=1.0", "uvicorn>=0.30", "python-multipart>=0.0.20"),
    "casemodel interview asks the same questions",
)


def refuse_missing() -> None:
    """Raise MissingExtra if a package of the desk is not installed."""
    from importlib.util import find_spec

    if not all(map(find_spec, ("starlette", "uvicorn", "python_multipart"))):
        raise MissingExtra(DESK)
