"""`casemodel weigh FILE`: priorities by a few comparisons, saved in the profile."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.local_rules import HouseOption
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.interview.weighing import Weighing
    from casemodel.knowledge.values import Rules
    from casemodel.pages.document import Document
    from casemodel.profiles.draft import Draft
    from casemodel.profiles.values import Profile
    from casemodel.render.json_models.base import JsonOutput

HELP = """Say what matters more, of two questions at a time: ten comparisons at most. The order is
saved in the profile as priorities, and all else in the file stays as it is. Answers that go round
in a circle are shown, and nothing is saved until they agree.

\b
Examples:
  casemodel weigh org.yaml
  casemodel weigh org.yaml --among acuity,budget,goal_cost
"""

FileArgument = Annotated[
    str,
    typer.Argument(
        metavar="PROFILE", help="The profile, a YAML file; it is changed.", show_default=False
    ),
]
AmongOption = Annotated[
    str | None,
    typer.Option(
        "--among",
        metavar="Q1,Q2,...",
        help="Compare these questions; else you are asked which.",
    ),
]
_FRUITLESS = 100  # lines from a pipe that may lead nowhere


def weigh(
    profile: FileArgument,
    *,
    among: AmongOption = None,
    basis: options.BasisOption = "all",
    fit_only: options.FitOnlyOption = False,
    draws: options.DrawsOption = options.DRAWS,
    rules: options.RulesOption = None,
    house: HouseOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Compare what matters, save the order, and show what it changes."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    if output is not None:
        from casemodel.cli.files import refuse_overwriting

        refuse_overwriting(output, force=force)
    chosen_options = options.CliOptions(basis=basis, fit_only=fit_only, draws=draws, house=house)
    plain = chosen.format == "plain"
    deliver(chosen, lambda: _answer(profile, among, chosen_options, rules, plain=plain))


def _answer(
    file: str,
    among: str | None,
    chosen_options: options.CliOptions,
    directory: str | None,
    *,
    plain: bool,
) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.answering import assess_profile
    from casemodel.cli.keeping import kept_already
    from casemodel.cli.local_rules import rules_for
    from casemodel.interview.weighing import order_of

    rules = rules_for(directory, chosen_options.house)
    kept = kept_already(file, rules)
    before = assess_profile(rules, kept.draft.profile, chosen_options)
    decide = {limit.criterion for limit in before.assessment.weight_thresholds}
    profile = kept.draft.profile
    tried = tuple(criterion.id for criterion in rules.criteria_for(profile.kind)[:2])
    _edited(kept.draft, tried, rules)  # so that nobody compares in vain
    state = _compared(rules, profile, _among(among, rules, profile), decide, plain=plain)
    draft = _edited(kept.draft, order_of(state.questions, state.won), rules)
    kept.keep(draft)
    after = assess_profile(rules, draft.profile, chosen_options)

    def page() -> "Document":
        """Lay out the order, before and after."""
        from casemodel.pages.weighing import weighed_page
        from casemodel.render.safe import harmless

        return weighed_page(rules, state, before.explanation, after.explanation, harmless(file))

    def data() -> "JsonOutput":
        """Build the order for JSON."""
        from casemodel.render.json_models.weigh import weigh as as_data

        return as_data(rules, len(state.asked), before.explanation, after.explanation, __version__)

    return CommandAnswer(page, data, after.private, done="The order is saved in the profile.")


def _edited(draft: "Draft", order: tuple[str, ...], rules: "Rules") -> "Draft":
    """Put the order into the draft. Raises CannotWrite if that would lose something else."""
    from casemodel.cli.streams import CannotWrite
    from casemodel.profiles.draft import CannotEdit

    try:
        return draft.with_priorities(order, rules)
    except CannotEdit as cannot:
        raise CannotWrite(str(cannot)) from None


def _among(text: str | None, rules: "Rules", profile: "Profile") -> tuple[str, ...]:
    """Check the questions to compare. Raises WrongUse."""
    from casemodel.cli.chosen import as_wrong_use
    from casemodel.interview.weighing import MOST
    from casemodel.profiles.changes_reader import parse_priorities

    if text is None:
        return ()
    words = [word.strip() for word in text.split(",")]
    questions = as_wrong_use("--among", lambda: parse_priorities(words, rules, profile.kind))
    if len(questions) > MOST:
        raise WrongUse(f"--among takes at most {MOST} questions: every pair is compared.")
    return questions


def _compared(
    rules: "Rules",
    profile: "Profile",
    among: tuple[str, ...],
    decide: Collection[str],
    *,
    plain: bool,
) -> "Weighing":
    """Ask until there is an order without a circle.

    Exits with status 1 if the person stops. Raises WrongUse if the input leads to no order.
    """
    import sys

    from casemodel.cli import streams
    from casemodel.cli.lines import Lines
    from casemodel.interview.weighing import begin_weighing, weigh_step
    from casemodel.pages.document import Document
    from casemodel.pages.weighing import weighing_prompt, weighing_screen, weighing_slip
    from casemodel.render.plain import as_plain
    from casemodel.render.safe import harmless, writable
    from casemodel.render.text import as_text
    from casemodel.texts.messages import phrase

    lines = Lines("casemodel weigh")
    width, encoding = streams.width_of(sys.stderr), streams.encoding_of(sys.stderr)

    def say(text: str) -> None:
        """Show a sentence on lines of its own."""
        if plain:
            streams.ask(f"note: {writable(harmless(text), encoding)}\n")
        else:
            streams.ask(as_text(Document(text, ()), width, encoding))

    answered, unanswered = _offered(rules, profile, decide)
    state = begin_weighing(answered, unanswered, among)
    fruitless = 0
    while state.now not in ("done", "stopped"):
        page = weighing_screen(rules, state, profile.kind, decide)
        if page is not None:
            text = as_plain(page, encoding) if plain else "\n" + as_text(page, width, encoding)
            streams.ask(text)
        elif slip := weighing_slip(state):
            say(slip)
        streams.ask(writable(harmless(weighing_prompt(state)), encoding))
        line = lines.next()
        if line is None or not lines.typed:
            streams.ask("\n")
        if line is None:
            say(phrase("weigh.ended"))
            raise typer.Exit(1)
        state = weigh_step(state, line)
        fruitless = fruitless + 1 if state.slip else 0
        if fruitless >= _FRUITLESS and not lines.typed:
            raise WrongUse("Too many lines were not understood. Nothing was saved.")
    if state.now == "stopped":
        say(phrase("weigh.stopped"))
        raise typer.Exit(1)
    return state


def _offered(
    rules: "Rules", profile: "Profile", decide: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the answered questions, and the others; within a group first those that can decide."""
    levels = {*profile.levels(), *(c for s in profile.segments for c in s.answers)}
    criteria = [c.id for c in rules.criteria_for(profile.kind)]
    groups = list(rules.group_names)
    place = {c: groups.index(rules.criteria[c].group) for c in criteria}
    criteria.sort(key=lambda c: (place[c], c not in decide))
    answered = tuple(c for c in criteria if c in levels)
    unanswered = tuple(c for c in criteria if c not in levels)
    return (answered, unanswered) if len(answered) > 1 else ((*answered, *unanswered), ())
