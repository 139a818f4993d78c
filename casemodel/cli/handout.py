"""`casemodel handout MODEL...`: models side by side on one sheet of paper."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import on_paper, options
from casemodel.cli.language import LanguageOption, speak, translation
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.pages.document import Document

HELP = """Print two or three models side by side on one sheet, in plain words, with a column to
write in. With one model, print a card.

\b
Examples:
  casemodel handout brokerage intensive -o handout.pdf
  casemodel handout clinical strengths_based collaborative --paper a4 -o handout.docx
  casemodel handout brokerage -o card.html
  casemodel handout act icm -o act.html
"""

MOST = 3

ModelsArgument = Annotated[
    list[str], typer.Argument(metavar="MODEL...", help="One, two or three models or forms by name.")
]


def handout(
    models: ModelsArgument,
    *,
    date: on_paper.DateOption = None,
    rules: options.RulesOption = None,
    lang: LanguageOption = None,
    out: on_paper.PaperOptions,
) -> None:
    """Print models side by side on one sheet."""
    chosen = out.checked(date)
    speak(lang)
    on_paper.deliver_on_paper(chosen, lambda: handout_page(models, chosen.date, rules))


def handout_page(words: list[str], date: str, directory: str | None) -> "Document":
    """Lay out the handout of models by name. Raises ProblemsFound or WrongUse."""
    from casemodel import __version__
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.naming import model_or_form_called
    from casemodel.knowledge.handout_file import load_handout
    from casemodel.pages.handout import handout as page

    rules = rules_from(directory)
    models = {model.id: model for model in (model_or_form_called(word, rules) for word in words)}
    if len(models) > MOST:
        raise WrongUse(f"A handout shows at most {MOST} models. casemodel compare shows more.")
    texts, spoken = load_handout(directory, rules), translation(directory)
    texts = spoken.of_handout(texts) if spoken else texts
    return page(rules, texts, tuple(models.values()), f"casemodel {__version__}", date)
