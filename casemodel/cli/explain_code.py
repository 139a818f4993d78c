"""`casemodel explain CODE`: what a problem means, why it matters, and how to fix it."""

from typing import Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.files.problems import WrongUse

HELP = """Explain the code of a problem: its meaning, why it matters, how to fix it, and an
example. Without a code, list every code.

\b
Examples:
  casemodel explain P405
  casemodel explain P405 --format json
  casemodel explain
"""

CodeArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="CODE", help="The code in brackets after a problem.", show_default=False
    ),
]


def explain_code(
    code: CodeArgument = None,
    *,
    out: options.OutputOptions,
) -> None:
    """Explain one code, or list them all."""
    chosen = out.checked()
    deliver(chosen, lambda: _everything() if code is None else _answer(code))


def _everything() -> CommandAnswer:
    from casemodel import __version__
    from casemodel.pages import codes as page
    from casemodel.render.json_models import checks
    from casemodel.texts.problems import problem_texts

    listed = problem_texts()
    return CommandAnswer(
        lambda: page.every_code(listed), lambda: checks.every_code(listed, __version__)
    )


def _answer(word: str) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.pages import codes as page
    from casemodel.render.json_models import checks
    from casemodel.texts.problems import problem_texts

    code = _known(word)
    text = problem_texts()[code]
    return CommandAnswer(
        lambda: page.one_code(code, text),
        lambda: checks.one_code(code, text, __version__),
    )


def _known(word: str) -> str:
    """Give the code, written in any way. Raises WrongUse with the nearest if there is none."""
    from difflib import get_close_matches

    from casemodel.render.safe import harmless
    from casemodel.texts.messages import phrase
    from casemodel.texts.problems import problem_texts

    codes = problem_texts()
    code = word.strip(" []").upper()[:20]
    if code in codes:
        return code
    if model := _model_called(word):
        raise WrongUse(phrase("slip.explain", word=harmless(word), model=model))
    near = get_close_matches(code, codes, n=3, cutoff=0.7)
    listed = f"Did you mean {' or '.join(near)}?" if near else "casemodel explain lists them all."
    raise WrongUse(f"There is no code {harmless(word[:20])}. {listed}")


def _model_called(word: str) -> str:
    """Give the id of the model of this name in the shipped rules; '' if there is none."""
    from casemodel.knowledge.bundled import load_rules
    from casemodel.knowledge.forms import model_called

    model = model_called(load_rules(), word)
    return model.id if model else ""
