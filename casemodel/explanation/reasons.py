"""From contributions to reasons: which rating stands behind the points, and who contradicts it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from casemodel.engine.assessment import Contribution, Standing
from casemodel.explanation.templates import say
from casemodel.explanation.values import Evidence, Reason, Sentence
from casemodel.knowledge.values import BASES, Basis, Kind, Rating, Rules


def reasons_for(
    rules: Rules, kind: Kind, standing: Standing, against: Mapping[str, tuple[str, ...]]
) -> tuple[Reason, ...]:
    """A reason for every contribution that is not 0, the largest by size first.

    `against` are the rules' `opponents`.
    """
    moved = [c for c in standing.contributions if c.points]
    moved.sort(key=lambda c: (-abs(c.points), c.criterion))
    return tuple(_reason(rules, kind, standing.model, c, against) for c in moved)


def evidence_of(contributions: Iterable[Contribution]) -> Evidence:
    """Shares of the points by size, in percent that add up to 100; all 0 if there are none."""
    sizes = dict.fromkeys(BASES, Fraction(0))
    for contribution in contributions:
        if contribution.basis and contribution.points:
            sizes[contribution.basis] += abs(contribution.points)
    total = sum(sizes.values())
    if not total:
        return Evidence(0, 0, 0)
    document = round(sizes["document"] * 100 / total)
    inference = round(sizes["inference"] * 100 / total)
    return Evidence(document, 100 - document - inference, inference)


def opponents(rules: Rules) -> Mapping[str, tuple[str, ...]]:
    """For each claim, the claims that stand against it.

    These are the claims that name it as what they pull away from, and, for a finding of the
    literature, the document claims that it contradicts.
    """
    found: dict[str, list[str]] = {claim: [] for claim in rules.claims}
    for claim in rules.claims.values():
        for other in claim.against:
            found[other].append(claim.id)
            if rules.claim_basis(claim.id) == "literature":
                found[claim.id].append(other)
    return {claim: tuple(sorted(against)) for claim, against in found.items()}


def contested(
    rules: Rules, against: Mapping[str, tuple[str, ...]], claims: tuple[str, ...]
) -> tuple[Sentence, ...]:
    """What other sources say against these claims, each once; what is already cited is left out."""
    others = dict.fromkeys(other for claim in claims for other in against[claim])
    return tuple(
        say(
            "contested",
            says=rules.claims[other].says,
            cites=", ".join(map(str, rules.claims[other].at)),
            claim=other,
        )
        for other in others
        if other not in claims
    )


def _reason(
    rules: Rules,
    kind: Kind,
    model: str,
    contribution: Contribution,
    against: Mapping[str, tuple[str, ...]],
) -> Reason:
    criterion = rules.criteria[contribution.criterion]
    rating = rules.models[model].ratings[criterion.id].get(contribution.level)
    text, basis, claims = _grounds(rules, model, contribution, rating)
    return Reason(
        id=f"{model}.{criterion.id}.{contribution.level}",
        model=model,
        criterion=criterion.id,
        criterion_name=criterion.name,
        level=contribution.level,
        answer=criterion.level(contribution.level).name.said_to(kind),
        tenths=contribution.tenths,
        text=text,
        basis=basis,
        claims=claims,
        cites=tuple(map(str, rules.places(claims))),
        contested=contested(rules, against, claims),
    )


def _grounds(
    rules: Rules, model: str, contribution: Contribution, rating: Rating | None
) -> tuple[str, Basis, tuple[str, ...]]:
    """The rating of the level answered, or the other ratings that make a neutral level count."""
    counted = rating is not None and any(c in contribution.claims for c in rating.claims)
    if rating is not None and counted:
        kept = tuple(c for c in rating.claims if c in contribution.claims)
        return rating.reason, rating.basis, kept
    template = "level.for" if contribution.points > 0 else "level.against"
    text = say(template, model=rules.models[model].name).text
    return text, contribution.basis or "inference", contribution.claims
