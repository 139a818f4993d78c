"""What `recommend` and `score` have in common: load rules, load a profile, assess, explain."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from casemodel import __version__
from casemodel.cli.deliver import Answer
from casemodel.cli.inputs_read import profile_of_kind, rules_from
from casemodel.cli.options import BasisWord
from casemodel.engine.assessment import Assessment, assess
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.knowledge.values import Kind, Rules
from casemodel.showing.document import Document


class Made(NamedTuple):
    """An answer in the making: the rules, the assessment and its explanation."""

    command: str
    rules: Rules
    assessment: Assessment
    explanation: Explanation

    def answer(self, page: Callable[[], Document]) -> Answer:
        """The answer with this page, and its JSON."""
        return Answer(page, self._data, private=self.explanation.kind == "client")

    def _data(self) -> Mapping[str, Any]:
        from casemodel.showing.as_json import answer

        return answer(self.command, self.rules, self.assessment, self.explanation, __version__)


def answer_for(
    command: str, kind: Kind, path: str, basis: BasisWord, directory: str | None
) -> Made:
    """The answer for the profile at this path. Raises ProblemsFound or WrongUse."""
    rules = rules_from(directory)
    profile = profile_of_kind(path, rules, kind)
    assessment = assess(rules, profile, basis)
    return Made(command, rules, assessment, explain(rules, profile, assessment))
