"""`--house FILE`: rules as an agency has changed them, for every command that answers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.named import NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from casemodel.cli.deliver import Answer
    from casemodel.engine.case import Options
    from casemodel.explanation.values import Explanation
    from casemodel.house.values import House
    from casemodel.knowledge.values import Rules
    from casemodel.profiles.values import Profile
    from casemodel.showing.document import Document

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
        from casemodel.house.applying import factors_with_house

        factors = factors_with_house(self.factors, weights, options.factors)
        return options._replace(factors=factors)

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
        house, unchanged = self.house, self.unchanged
        from casemodel.showing.house_json import house_data

        return answer._replace(
            page=lambda: self.shown(answer.page()),
            data=lambda: {**answer.data(), "house_rules": house_data(unchanged, house)},
        )

    def shown(self, page: "Document") -> "Document":
        """The page that says that it was made with house rules, and lists what differs."""
        if self.house is None:
            return page
        from casemodel.explanation.house_notes import house_notes
        from casemodel.showing.pages.house import with_house

        return with_house(page, house_notes(self.unchanged, self.house))

    def shown_in_a_table(self, page: "Document") -> "Document":
        """The same for a page that is one table for a spreadsheet."""
        if self.house is None:
            return page
        from casemodel.explanation.house_notes import house_notes
        from casemodel.showing.pages.house import with_house_row

        return with_house_row(page, house_notes(self.unchanged, self.house))


def housed(rules: "Rules", path: str | None) -> Housed:
    """The rules as the house file changes them, or as they are where there is none.

    Raises ProblemsFound with every problem of the house file.
    """
    if path is None:
        return Housed(rules, rules, None, {})
    from casemodel.house.applying import apply_house, house_factors
    from casemodel.reading.house_files import load_house

    house = load_house(path, rules)
    return Housed(apply_house(rules, house), rules, house, house_factors(rules, house))
