"""`--house FILE`: rules as an agency has changed them, for every command that answers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casemodel.named import NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from casemodel.cli.deliver import Answer
    from casemodel.engine.case import Options
    from casemodel.explanation.values import Explanation, Sentence
    from casemodel.knowledge.values import Rules
    from casemodel.local_rules.values import House
    from casemodel.pages.document import Document
    from casemodel.profiles.values import Profile

HouseOption = Annotated[
    str | None,
    typer.Option(
        "--house", metavar="FILE", help="House rules: what your agency changes in the rules."
    ),
]

_OWN_WEIGHTS = "weights.own"  # the note on weights that a person chose


class Housed(NamedTuple):
    """Rules to answer with; `house` is what changed them, and `unchanged` what they were before.

    Without a house everything is as it is.
    """

    rules: "Rules"
    unchanged: "Rules"
    house: "House | None"
    factors: "Mapping[str, Fraction]"

    def options(self, weights: Mapping[str, str], options: "Options") -> "Options":
        """The options with the house's weights beneath those of a profile and of the person."""
        if not self.factors:
            return options
        from casemodel.local_rules.applying import options_with_house

        return options_with_house(self.factors, weights, options)

    def off(self) -> frozenset[str]:
        """The models that the house switches off, and the hybrids that go with them."""
        if self.house is None:
            return frozenset()
        from casemodel.local_rules.applying import switched_off

        return switched_off(self.unchanged, self.house)

    def known(self) -> "Rules":
        """The rules by which tests are read: with models, too, that the house switches off."""
        if self.house is None:
            return self.rules
        from casemodel.local_rules.applying import all_that_is_known

        return all_that_is_known(self.unchanged, self.house)

    def told(
        self, explanation: "Explanation", profile: "Profile", chosen: "Options"
    ) -> "Explanation":
        """The explanation without the note on a person's own weights where only the house has any.

        `chosen` are the options before the house's weights.
        """
        if not self.factors or profile.weights or chosen.factors:
            return explanation
        kept = tuple(note for note in explanation.notes if note.id != _OWN_WEIGHTS)
        return explanation._replace(notes=kept)

    def marked(self, answer: "Answer") -> "Answer":
        """The answer that says, as a page and as data, that it was made with house rules."""
        if self.house is None:
            return answer
        return answer._replace(
            page=lambda: self.shown(answer.page()),
            data=lambda: self.with_data(answer.data()),
        )

    def with_data(self, data: "Mapping[str, Any]") -> "Mapping[str, Any]":
        """The data of an answer with those of the house rules that it was made with."""
        if self.house is None:
            return data
        from casemodel.render.local_rules_json import house_data

        return {**data, "house_rules": house_data(self.unchanged, self.house)}

    def notes(self) -> "tuple[Sentence, ...]":
        """That house rules are in use, and everything in which they differ; empty without any."""
        if self.house is None:
            return ()
        from casemodel.explanation.local_rules_notes import house_notes

        return house_notes(self.unchanged, self.house)

    def shown(self, page: "Document") -> "Document":
        """The page that says that it was made with house rules, and lists what differs."""
        if self.house is None:
            return page
        from casemodel.pages.local_rules import with_house

        return with_house(page, self.notes())

    def shown_in_a_table(self, page: "Document") -> "Document":
        """The same for a page that is one table for a spreadsheet."""
        if self.house is None:
            return page
        from casemodel.pages.local_rules import with_house_row

        return with_house_row(page, self.notes())


def housed(rules: "Rules", path: str | None) -> Housed:
    """The rules as the house file changes them, or as they are where there is none.

    Raises ProblemsFound with every problem of the house file.
    """
    if path is None:
        return Housed(rules, rules, None, {})
    from casemodel.local_rules.applying import apply_house, house_factors
    from casemodel.local_rules.reader import load_house

    house = load_house(path, rules)
    return Housed(apply_house(rules, house), rules, house, house_factors(rules, house))
