"""Reasons behind points: the ratings, and the sources that contradict them."""

from collections.abc import Mapping
from math import lcm
from typing import NamedTuple

from casemodel.engine.contributions import Contribution
from casemodel.engine.deviations import BasisChoice, step_counted
from casemodel.engine.ranking import RankedStanding
from casemodel.explanation.alternative_values import QuestionPoints, RankedAlternative, Reason
from casemodel.explanation.naming import joined, name_of
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say
from casemodel.explanation.values import NO_EVIDENCE, Evidence
from casemodel.explanation.words import STEP_WORDS
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.models import Rating
from casemodel.knowledge.sources import BASES, Basis, Place
from casemodel.knowledge.values import Rules
from casemodel.texts.messages import phrase

_BY_WEAKNESS = ("", *BASES)


class Opponents(NamedTuple):
    """The claims that contradict each claim.

    `basis` is the choice of ratings that count; `repeats` are the places that a place repeats.
    `bearing` keeps the claims by criterion, and `places` those of claims, once they are looked up.
    """

    rules: Rules
    basis: BasisChoice
    against: Mapping[str, tuple[str, ...]]
    repeats: Mapping[Place, tuple[Place, ...]]
    bearing: dict[str, frozenset[str]]
    places: dict[tuple[str, ...], tuple[str, ...]]

    def independent_places(self, claims: tuple[str, ...]) -> tuple[str, ...]:
        """List the places behind these claims, without those that repeat another of them."""
        if claims not in self.places:
            places = self.rules.places(claims)
            self.places[claims] = tuple(
                str(place)
                for place in places
                if place not in self.repeats or not {*self.repeats[place]} & {*places}
            )
        return self.places[claims]

    def contested(self, criterion: str, claims: tuple[str, ...]) -> tuple[Sentence, ...]:
        """Quote both sides where other sources contradict these claims on the question itself.

        Only claims that some rating on the criterion rests on count; one pair for each claim.
        """
        pairs: dict[str, str] = {}
        for claim in claims:
            opposing = self.opponent(criterion, claim)
            if opposing and opposing not in pairs and claim not in pairs:
                pairs[opposing] = claim
        name = self.rules.criteria[criterion].name
        return tuple(
            say(
                "contested",
                criterion=name[0].lower() + name[1:],
                says=self.rules.claims[claim].says,
                cites=self._cites(claim),
                other=self.rules.claims[opposing].says,
                other_cites=self._cites(opposing),
                claims=f"{claim}, {opposing}",
            )
            for opposing, claim in pairs.items()
        )

    def opponent(self, criterion: str, claim: str) -> str:
        """Give the first claim that contradicts this one on the question itself, or ''."""
        candidates = self.against.get(claim, ())
        bearing = self._bearing_on(criterion) if candidates else frozenset()
        return next((candidate for candidate in candidates if candidate in bearing), "")

    def _cites(self, claim: str) -> str:
        return ", ".join(map(str, self.rules.claims[claim].at))

    def _bearing_on(self, criterion: str) -> frozenset[str]:
        """Give the claims that some rating on the criterion rests on."""
        if criterion not in self.bearing:
            self.bearing[criterion] = frozenset(
                claim
                for model in self.rules.models.values()
                for rating in model.ratings.get(criterion, {}).values()
                for claim in rating.claims
            )
        return self.bearing[criterion]


def opponents(rules: Rules, basis: BasisChoice) -> Opponents:
    """Find the claims that contradict each claim.

    These are the claims about the same model that name it under `with` and, for a finding of the
    literature, the document claims that it names. General advice contradicts nothing.
    """
    by_claim: dict[str, list[str]] = {}
    for claim in rules.claims.values():
        same_model = (o for o in claim.against if rules.claims[o].model == claim.model)
        for opposing in same_model if claim.kind != "guidance" else ():
            by_claim.setdefault(opposing, []).append(claim.id)
            if rules.claim_basis(claim.id) == "literature":
                by_claim.setdefault(claim.id, []).append(opposing)
    repeats = {
        Place(source.id, paragraph.number): paragraph.repeats
        for source in rules.sources.values()
        for paragraph in source.paragraphs
        if paragraph.repeats
    }
    against = {claim: tuple(sorted(opposing_claims)) for claim, opposing_claims in by_claim.items()}
    return Opponents(rules, basis, against, repeats, {}, {})


def reasons_of(opposing: Opponents, kind: Kind, standing: RankedStanding) -> tuple[Reason, ...]:
    """Give the reasons behind an alternative's points, the largest by size first."""
    return tuple(reason_for(opposing, kind, standing, c) for c in by_size(standing))


def by_size(standing: RankedStanding) -> list[Contribution]:
    """List the contributions that are not 0, the largest by size first."""
    moved = [c for c in standing.contributions if c.level and c.points]
    # Whole numbers in a common unit are quicker to compare than fractions.
    unit = lcm(*(c.points.denominator for c in moved))
    sizes = {id(c): abs(c.points.numerator) * (unit // c.points.denominator) for c in moved}
    return sorted(moved, key=lambda c: (-sizes[id(c)], c.criterion, c.segment))


def reason_for(
    opposing: Opponents, kind: Kind, standing: RankedStanding, contribution: Contribution
) -> Reason:
    """Give the reason behind one contribution of an answered question."""
    criterion = opposing.rules.criteria[contribution.criterion]
    stated, text, basis, claims = _grounds(opposing, standing, contribution)
    where = f"#{contribution.segment}" if contribution.segment else ""
    if contribution.by_posts:  # a tier has such a reason for each of its parts
        where += f"@{contribution.part}"
    return Reason(
        id=f"{standing.id}.{criterion.id}.{contribution.level}{where}",
        model=standing.id,
        model_name=name_of(opposing.rules, standing.id),
        criterion=criterion.id,
        criterion_name=criterion.name,
        level=contribution.level,
        answer=criterion.level(contribution.level).name.said_to(kind),
        tenths=contribution.tenths,
        text=text,
        basis=basis,
        claims=claims,
        cites=opposing.independent_places(claims),
        contested=opposing.contested(criterion.id, claims),
        part=contribution.part,
        part_name=name_of(opposing.rules, contribution.part) if contribution.part else "",
        segment=contribution.segment,
        stated=stated,
        posts_of=posts_of(opposing.rules, contribution),
    )


def posts_of(rules: Rules, contribution: Contribution) -> str:
    """Name the part of a tier whose posts answer the question, or give ''."""
    return name_of(rules, contribution.part) if contribution.by_posts else ""


def by_question(
    ranked: RankedAlternative, rival: RankedAlternative | None
) -> dict[tuple[str, str], tuple[list[QuestionPoints], list[QuestionPoints]]]:
    """Put the points of two alternatives side by side, by criterion and segment.

    A tier can have several entries for a question, one for each part whose posts answer it.
    """
    pairs: dict[tuple[str, str], tuple[list[QuestionPoints], list[QuestionPoints]]] = {}
    for place, alternative in enumerate((ranked, rival)):
        for points in alternative.contributions if alternative else ():
            key = (points.criterion, points.segment)
            pairs.setdefault(key, ([], []))[place].append(points)
    return pairs


def evidence_of(
    opposing: Opponents, ranked: RankedAlternative, rival: RankedAlternative | None
) -> Evidence:
    """Say what an alternative's points, or its lead over another, rest on.

    A difference rests on the ratings of both. Shares of the points by size, in percent that add up
    to 100; all 0 if there are none.
    """
    sizes = dict.fromkeys(BASES, 0)
    contested = 0
    for criterion, pair in by_question(ranked, rival).items():
        points, rival_points = pair
        size = abs(sum(c.tenths for c in points) - sum(c.tenths for c in rival_points))
        all_points = (*points, *rival_points)
        basis = max((c.basis for c in all_points), key=_BY_WEAKNESS.index)
        if basis and size:
            sizes[basis] += size
            if any(
                opposing.opponent(criterion[0], claim) for c in all_points for claim in c.claims
            ):
                contested += size
    total = sum(sizes.values())
    if not total:
        return NO_EVIDENCE
    document, inference = (round(sizes[b] * 100 / total) for b in ("document", "inference"))
    return Evidence(document, 100 - document - inference, inference, round(contested * 100 / total))


def _rated(
    rules: Rules, standing: RankedStanding, contribution: Contribution
) -> list[tuple[str, Rating, tuple[str, ...]]]:
    """List the ratings of the level answered, by part, each with those of its claims that count."""
    parts = (contribution.part,) if contribution.part else standing.parts
    return [
        (part, rating, tuple(c for c in rating.claims if c in contribution.claims))
        for part in parts
        if (rating := _rating(rules, part, contribution))
    ]


def _grounds(
    opposing: Opponents, standing: RankedStanding, contribution: Contribution
) -> tuple[bool, str, Basis, tuple[str, ...]]:
    """Give the ground of a contribution: stated or not, reason, basis and claims.

    It is stated if the level answered has a rating of the same sign as the points. Else the ground
    is the other ratings on the criterion, whose mean gives the points their sign.
    """
    rules, steps = opposing.rules, opposing.rules.method.steps
    parts = (contribution.part,) if contribution.part else standing.parts
    rated = _rated(rules, standing, contribution)
    stated = [
        (_reason_and_basis(rules, part, rating, opposing.basis, named=len(parts) > 1), counted)
        for part, rating, counted in rated
        if counted and steps[step_counted(rating, opposing.basis)] * contribution.points > 0
    ]
    if stated:
        return (
            True,
            " ".join(dict.fromkeys(text for (text, _), _ in stated)),
            max((basis for (_, basis), _ in stated), key=BASES.index),
            tuple(dict.fromkeys(claim for _, counted in stated for claim in counted)),
        )
    template = "level.for" if contribution.points > 0 else "level.against"
    names = joined([rules.models[part].name for part in parts])
    pulled = dict.fromkeys(
        r.reason for _, r, counted in rated if counted and opposing.basis == "all"
    )
    text = " ".join([*pulled, say(template, model=names).text])
    return False, text, contribution.basis or "inference", contribution.claims


def _rating(rules: Rules, part: str, contribution: Contribution) -> Rating | None:
    return rules.models[part].ratings.get(contribution.criterion, {}).get(contribution.level)


def _reason_and_basis(
    rules: Rules, part: str, rating: Rating, choice: BasisChoice, *, named: bool
) -> tuple[str, Basis]:
    """Give a rating's reason and basis, or say that the documents alone count instead.

    With `named`, it begins with the part of a hybrid that the reason is about.
    """
    step = step_counted(rating, choice)
    if rating.documents_say is not None and (step != rating.step or choice == "document"):
        words = phrase(STEP_WORDS[step])
        return say("documents_say", step=words, model=rules.models[part].name).text, "document"
    name = f"{rules.models[part].name}: " if named else ""
    return name + rating.reason, rating.basis
