"""`casemodel interview organization|client`: a profile by one question at a time."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver, problems_shown
from casemodel.cli.language import LanguageOption, speak, translates

if TYPE_CHECKING:
    from casemodel.interview.values import State
    from casemodel.knowledge.values import Rules
    from casemodel.pages.interview_sentences import GivenOptions
    from casemodel.render.json_models.base import JsonOutput

HELP = """Answer one question at a time, the most useful first, and then see the answer. Every
answer is saved in FILE at once, so you can stop at any time. Give FILE again to go on.

\b
Examples:
  casemodel interview client
  casemodel interview client client.yaml
  casemodel interview organization org.yaml --plain
"""

FileArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[FILE]",
        help="The file that keeps the answers; else a new file in this folder.",
        show_default=False,
    ),
]


def interview(
    kind: options.KindArgument,
    file: FileArgument = None,
    *,
    chosen_options: options.WithoutTries,
    lang: LanguageOption = None,
    out: options.OutputOptions,
) -> None:
    """Ask, keep the answers, and show what comes of them."""
    chosen = out.checked()
    speak(lang, kind=kind, english="--format json" if chosen.format == "json" else "")
    if chosen.file is not None:
        from casemodel.cli.files import refuse_overwriting

        refuse_overwriting(chosen.file, force=chosen.force)
    with problems_shown("text"):
        rules = _rules(chosen_options.rules, chosen_options.house)
    given_options = _given_options(chosen_options, lang if translates() else None)
    plain = chosen.format == "plain"
    with problems_shown("text"):
        ended = _held(kind, file, rules, chosen_options, given_options, plain=plain)
    if ended is not None:
        state = ended
        deliver(chosen, lambda: _answer(state, rules, chosen_options, file))


def _given_options(chosen_options: options.CliOptions, lang: str | None) -> "GivenOptions":
    """List the options to repeat in the command that continues the interview."""
    values = {
        "--basis": None if chosen_options.basis == "all" else chosen_options.basis,
        "--fit-only": "" if chosen_options.fit_only else None,
        "--priorities": chosen_options.priorities,
        "--rules": chosen_options.rules,
        "--house": chosen_options.house,
        "--lang": lang,
    }
    once = tuple((option, value) for option, value in values.items() if value is not None)
    return (*once, *(("--weight", weight) for weight in chosen_options.weight or ()))


def _rules(directory: str | None, house: str | None) -> "Rules":
    """Load the rules to ask and answer by. Raises ProblemsFound."""
    from casemodel.cli.local_rules import rules_for

    return rules_for(directory, house)


def _held(
    kind: options.KindWord,
    file: str | None,
    rules: "Rules",
    chosen_options: options.CliOptions,
    given_options: "GivenOptions",
    *,
    plain: bool,
) -> "State | None":
    """Hold the interview; None if it was stopped before its end."""
    from casemodel.cli.chosen import options_for
    from casemodel.cli.conversation import Conversation
    from casemodel.cli.keeping import kept_in
    from casemodel.cli.lines import Lines
    from casemodel.cli.schema_line import schema_line
    from casemodel.interview.steps import begin
    from casemodel.interview.values import Ended
    from casemodel.render.profile_template import beginning

    lines = Lines()
    chosen = options_for(chosen_options, rules, kind)
    kept = kept_in(file, kind, rules, schema_line("profile", levels_up=0) + beginning(kind))
    state = begin(kept.draft, rules, chosen)
    state = Conversation(lines, plain=plain).hold(kept, state, given_options)
    return state if state.now == Ended(finished=True) else None


def _answer(
    state: "State", rules: "Rules", chosen_options: options.CliOptions, file: str | None
) -> CommandAnswer:
    """Give the answer of `recommend` or `score` for what was answered, and kept in the file."""
    from casemodel import __version__
    from casemodel.cli.answering import assess_profile, name_of_file
    from casemodel.render.first_screen import first_screen

    assessed = assess_profile(rules, state.draft.profile, chosen_options)
    command = "score" if assessed.private else "recommend"

    def data() -> "JsonOutput":
        """Build the answer for JSON."""
        from casemodel.render.json_models.answer import answer

        return answer(command, assessed.explanation, __version__, full=False)

    name = name_of_file(file or "-")
    return CommandAnswer(lambda: first_screen(assessed.explanation, name), data, assessed.private)
