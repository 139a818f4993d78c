"""Steps shared by the commands on a profile: load rules, load a profile, assess, explain."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from casemodel import __version__
from casemodel.cli.chosen import options_for
from casemodel.cli.deliver import CommandAnswer
from casemodel.cli.inputs_read import any_profile, profile_of_kind
from casemodel.cli.local_rules import rules_for
from casemodel.cli.options import CliOptions
from casemodel.engine.assessment import Assessment, assess
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Document
from casemodel.profiles.values import Profile

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput


class Assessed(NamedTuple):
    """The assessment and the explanation behind an answer."""

    assessment: Assessment
    explanation: Explanation

    @property
    def rules(self) -> Rules:
        """The rules that were used."""
        return self.assessment.problem.rules

    @property
    def private(self) -> bool:
        """True if it says something of a client."""
        return self.assessment.kind == "client"


def assess_file(
    path: str,
    chosen_options: CliOptions,
    kind: Kind | None = None,
    *,
    detail: bool = False,
) -> Assessed:
    """Assess the profile at this path, which must be of this kind if one is given.

    With `detail`, weights that would change the answer are worked out too. Raises ProblemsFound or
    WrongUse.
    """
    rules = rules_for(chosen_options.rules, chosen_options.house)
    profile = profile_of_kind(path, rules, kind) if kind else any_profile(path, rules)
    return assess_profile(rules, profile, chosen_options, detail=detail)


def assess_profile(
    rules: Rules,
    profile: Profile,
    chosen_options: CliOptions,
    *,
    detail: bool = False,
    quick: bool = False,
) -> Assessed:
    """Assess and explain a profile; `detail` and `quick` are as those of `explain`.

    Raises WrongUse if the options do not suit the rules.
    """
    assessment = assess(rules, profile, options_for(chosen_options, rules, profile.kind))
    return Assessed(assessment, explain(assessment, detail=detail, quick=quick))


def answer_for(
    command: str,
    kind: Kind,
    path: str,
    chosen_options: CliOptions,
    *,
    full: bool,
    model: str | None = None,
) -> CommandAnswer:
    """Give the answer of `recommend` or `score`; with `full`, every reason.

    `model` names one alternative to give the reasons of; JSON has all of them. Raises
    ProblemsFound, and WrongUse if no alternative is called so, or it is not ranked.
    """
    if model:
        from casemodel.cli.naming import profile_first

        profile_first(path, model, command)
    assessed = assess_file(path, chosen_options, kind, detail=full)
    page = partial(_first_screen, assessed.explanation, name_of_file(path))
    if full:
        page = partial(_in_full, assessed.explanation, _alternative_called(model, assessed))

    def data() -> "JsonOutput":
        """Build the answer for JSON."""
        from casemodel.render.json_models.answer import answer

        explanation = assessed.explanation if full else explain(assessed.assessment, detail=True)
        return answer(command, explanation, __version__, full=full)

    return CommandAnswer(page, data, assessed.private)


def posts_of_groups(path: str, chosen_options: CliOptions) -> CommandAnswer:
    """Work out the posts that a profile's groups of clients need; as JSON the whole answer."""
    assessed = assess_file(path, chosen_options, "organization")

    def page() -> Document:
        """Lay out the posts."""
        from casemodel.pages.staffing_groups import posts_by_group

        return posts_by_group(assessed.explanation)

    def data() -> "JsonOutput":
        """Build the whole answer for JSON."""
        from casemodel.render.json_models.answer import answer

        return answer(
            "recommend", explain(assessed.assessment, detail=True), __version__, full=False
        )

    return CommandAnswer(page, data, assessed.private)


def name_of_file(path: str) -> str:
    """Give the name of a file, for commands to type next; '' for standard input."""
    return "" if path == "-" else Path(path).name


def _first_screen(explanation: Explanation, file: str) -> Document:
    from casemodel.render.first_screen import first_screen

    return first_screen(explanation, file)


def _in_full(explanation: Explanation, alternative: str) -> Document:
    from casemodel.pages.explained import in_full, one_in_full

    return one_in_full(explanation, alternative) if alternative else in_full(explanation)


def _alternative_called(word: str | None, assessed: Assessed) -> str:
    """Find the ranked alternative of this name; '' without one. Raises WrongUse."""
    if not word:
        return ""
    from casemodel.cli.naming import alternative_called, ranked_in

    alternative = alternative_called(word, assessed.rules)
    ranked_in(assessed.explanation, alternative, assessed.rules)
    return alternative
