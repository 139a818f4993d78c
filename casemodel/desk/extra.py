"""The packages that the desk needs and casemodel does not bring."""

from casemodel.render.extras import Extra

# As in the extra of pyproject.toml; a test compares the two.
DESK = Extra(
    "The desk",
    ("starlette>=1.0", "uvicorn>=0.30", "python-multipart>=0.0.20", "matplotlib>=3.10.8"),
    ("starlette", "uvicorn", "python_multipart", "matplotlib"),
    "casemodel interview asks the same questions",
)
