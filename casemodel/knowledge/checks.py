"""Checks between the parts of a rule base. Pure, on values that were read.

`faults` make a rule base unusable, or untrue about its sources; rules with faults are never loaded.
`shortcomings` should not be in a finished rule base, but may be in one that is being written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from casemodel.knowledge.criteria import KINDS, NO_SUCH_QUESTION, Criterion, Kind
from casemodel.knowledge.models import Model, Rating, Way
from casemodel.knowledge.references import Finding, reference_faults, rule_claims, unknown_level
from casemodel.knowledge.values import Rules

HUNDRED = 100
LEAST_RATED = 12
"""The fewest criteria of each kind on which a scored model must have a rating not neutral."""

_ORDERED: frozenset[Way] = frozenset({"step_down", "overlay"})
"""The ways of running a hybrid in which the order of the parts matters."""

_FIRST_QUESTIONS = frozenset({"G01", "G02", "G03"})
_OUTCOME_QUESTION = "G04"


class CheckInput(NamedTuple):
    """Parts of the rule files that only checks need; `Rules` does not keep them.

    `levels[model][criterion]` are the levels rated or said to be neutral. `also_used` are claims
    named where the rules keep no claims.
    """

    levels: Mapping[str, Mapping[str, tuple[str, ...]]]
    also_used: tuple[str, ...]


def faults(rules: Rules, check_input: CheckInput) -> tuple[Finding, ...]:
    """Find everything that makes the rules unusable, or untrue about their sources."""
    findings = list(reference_faults(rules))
    for criterion in rules.criteria.values():
        findings += _shares(criterion)
        findings += _bands(criterion)
    for model in rules.models.values():
        findings += _coverage(rules, model, check_input.levels.get(model.id, {}))
        findings += _rows(rules, model)
        findings += _bases(rules, model)
    findings += _same_hybrids(rules)
    return tuple(findings)


def shortcomings(rules: Rules, check_input: CheckInput) -> tuple[Finding, ...]:
    """Find everything that a finished rule base should not have."""
    findings = [f for c in rules.criteria.values() for f in _weight(rules, c)]
    used = {*check_input.also_used, *(claim for _, claim in rule_claims(rules))}
    for claim in rules.claims.values():
        if claim.id not in used:
            message = "This claim is used by no rating, feature, pro, con or other rule."
            findings.append(Finding("R302", ("claims.yaml", "claims", claim.id), message))
        documents = any(
            source.basis == "document"
            for source in (rules.sources.get(place.source) for place in claim.at)
            if source
        )
        if not claim.limits and not documents:
            message = "This claim of the wider literature does not say its limits."
            expected = "limits: what its source found against it, or: none given"
            findings.append(Finding("R312", ("claims.yaml", "claims", claim.id), message, expected))
    for model in rules.scored_models():
        findings += _one_sided(model)
        findings += _rated_enough(rules, model)
    findings += _caseloads_stated(rules)
    return tuple(findings)


def _caseloads_stated(rules: Rules) -> Iterator[Finding]:
    """Find models that state no caseload where others do; posts of tiers are counted from them."""
    scored = rules.scored_models()
    silent = [m for m in scored if not any(r.clients_each for r in m.requirements)]
    if len(silent) < len(scored):
        for model in silent:
            message = "This model does not say how many clients one worker can have."
            expected = "a requirement with counted_in, clients_each and basis"
            yield Finding("R313", (f"models/{model.id}.yaml",), message, expected=expected)


def _levels_path(criterion: Criterion) -> tuple[str, ...]:
    return ("criteria.yaml", "criteria", criterion.id, "levels")


def _shares(criterion: Criterion) -> Iterator[Finding]:
    shares = [level.share for level in criterion.levels if level.share is not None]
    if not shares:
        return
    total = sum(shares)
    all_given = len(shares) == len(criterion.levels)
    if total > HUNDRED or (all_given and total != HUNDRED):
        message = f"The shares of these levels add up to {total}."
        expected = "exactly 100" if all_given else "at most 100; the others share the rest"
        yield Finding("R209", _levels_path(criterion), message, expected=expected)


def _bands(criterion: Criterion) -> Iterator[Finding]:
    levels = criterion.levels
    path = _levels_path(criterion)
    if not criterion.counts:
        if any(level.least is not None or level.below is not None for level in levels):
            yield Finding("R210", path, "There are bands here, but the criterion counts nothing.")
        elif criterion.per:
            message = "It is not said what is counted for each of these."
            yield Finding("R210", (*path[:-1], "per"), message, expected="counts beside per")
        return
    if levels[0].least is not None or levels[-1].below is not None:
        message = "The first band must be open below (no from) and the last above (no below)."
        yield Finding("R210", path, message)
    for lower, upper in pairwise(levels):
        if lower.below is None or lower.below != upper.least:
            message = "This band must begin where the one before it ends."
            yield Finding("R210", (*path, upper.id), message, expected="from equal to below")
        elif lower.least is not None and lower.least >= lower.below:
            yield Finding("R210", (*path, lower.id), "This band must end above where it begins.")


def _coverage(
    rules: Rules, model: Model, rated_levels: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    file = f"models/{model.id}.yaml"
    for name, covered in rated_levels.items():
        path = (file, "ratings", name)
        if name not in rules.criteria:
            words = tuple(rules.criteria)
            yield Finding("R204", path, NO_SUCH_QUESTION, words=words)
            continue
        for level_id in covered:
            yield from unknown_level(rules, (*path, level_id), name, level_id)
    for criterion in rules.criteria.values():
        covered = rated_levels.get(criterion.id, ())
        levels = [level.id for level in criterion.levels]
        if criterion.id not in rated_levels or not set(covered) <= set(levels):
            continue  # an unknown level is misspelled: its right name would be missing too
        for level_id in levels:
            if level_id not in covered:
                message = f"The level {level_id} is neither rated nor said to be neutral."
                yield Finding("R211", (file, "ratings", criterion.id), message)
    missing = [name for name in rules.criteria if name not in rated_levels]
    if missing and model.scored:
        subject = "the criterion" if len(missing) == 1 else f"{len(missing)} criteria:"
        message = f"This model says nothing of {subject} {', '.join(missing)}."
        expected = f"a rating for each level, or {missing[0]}: neutral"
        yield Finding("R212", (file, "ratings"), message, expected=expected)


def _rows(rules: Rules, model: Model) -> Iterator[Finding]:
    missing = [row.id for row in rules.feature_rows if row.id not in model.features]
    if missing:
        yield Finding("R206", (f"models/{model.id}.yaml", "features"), rows_left_out(missing))


def rows_left_out(missing: Sequence[str]) -> str:
    """Say which rows of the comparison are left out, in a sentence."""
    subject = f"The row {missing[0]} is" if len(missing) == 1 else f"{len(missing)} rows are"
    names = "" if len(missing) == 1 else f": {', '.join(missing)}"
    return f"{subject} left out; every model has the same rows{names}."


def _bases(rules: Rules, model: Model) -> Iterator[Finding]:
    """Find ratings that state a basis which none of the sources of their claims has.

    A rating with an unknown claim is passed over; that is a fault of its own.
    """
    for criterion, levels in model.ratings.items():
        for level, rating in levels.items():
            if rating.basis == "inference" or not set(rating.claims) <= rules.claims.keys():
                continue
            if rating.basis not in _bases_of(rules, rating):
                path = (f"models/{model.id}.yaml", "ratings", criterion, level, "basis")
                message = f"No claim of this rating has a source of basis {rating.basis}."
                yield Finding("R213", path, message)


def _bases_of(rules: Rules, rating: Rating) -> frozenset[str]:
    """Give the bases of all known sources behind a rating's claims."""
    places = (place for c in rating.claims for place in rules.claims[c].at)
    return frozenset(rules.sources[p.source].basis for p in places if p.source in rules.sources)


def _same_hybrids(rules: Rules) -> Iterator[Finding]:
    """Find hybrids that repeat another's pair and way of running it."""
    first: dict[tuple[str, ...], str] = {}
    for hybrid in rules.hybrids.values():
        parts = hybrid.parts if hybrid.way in _ORDERED else tuple(sorted(hybrid.parts))
        first_id = first.setdefault((hybrid.way, *parts), hybrid.id)
        if first_id != hybrid.id:
            message = f"The hybrid {first_id} is the same pair, run the same way."
            yield Finding("R215", ("hybrids.yaml", "hybrids", hybrid.id, "parts"), message)


def weight_by_rule(rules: Rules, claims: Iterable[str]) -> int:
    """Work out the default weight (1, 2 or 3) of a criterion asked for these claims.

    By the weight rule in criteria.yaml.
    """
    known_claims = [rules.claims[c] for c in claims if c in rules.claims]
    if any(
        c.id in _FIRST_QUESTIONS
        or c.kind == "discriminator"
        or (c.kind == "definition" and c.model != "any")
        for c in known_claims
    ):
        return 3
    if any(c.id == _OUTCOME_QUESTION or c.kind in {"best_fit", "poor_fit"} for c in known_claims):
        return 2
    return 1


MOST_IN_AN_IDEA = 2
"""The most that the first criterion of an idea weighs; each of the others weighs 1."""


def weight_wanted(rules: Rules, criterion: Criterion) -> int:
    """Work out the default weight of a criterion, also by the idea it belongs to."""
    weight = weight_by_rule(rules, criterion.claims)
    for idea in rules.ideas:
        if criterion.id in idea.criteria:
            return min(weight, MOST_IN_AN_IDEA) if criterion.id == idea.criteria[0] else 1
    return weight


def _weight(rules: Rules, criterion: Criterion) -> Iterator[Finding]:
    expected_weight = weight_wanted(rules, criterion)
    if criterion.weight != expected_weight:
        path = ("criteria.yaml", "criteria", criterion.id, "weight")
        message = "This weight does not follow from the criterion's claims by the weight rule."
        yield Finding("R301", path, message, expected=str(expected_weight))


def _one_sided(model: Model) -> Iterator[Finding]:
    file = f"models/{model.id}.yaml"
    if not model.pros:
        yield Finding("R303", (file,), "This model has no pros.")
    if not model.cons:
        yield Finding("R303", (file,), "This model has no cons.")


def _rated_enough(rules: Rules, model: Model) -> Iterator[Finding]:
    for kind in KINDS:
        rated = rated_criteria(rules, model, kind)
        if rated < LEAST_RATED:
            respondent = "a client" if kind == "client" else "an organization"
            message = f"Asked of {respondent}, this model is rated on {rated} criteria only."
            expected = f"at least {LEAST_RATED}, so that silence is not rewarded"
            path = (f"models/{model.id}.yaml", "ratings")
            yield Finding("R304", path, message, expected=expected)


def rated_criteria(rules: Rules, model: Model, kind: Kind) -> int:
    """Count the criteria of this kind on which the model has a rating that is not neutral."""
    return sum(
        any(r.step != "neutral" for r in model.ratings.get(c.id, {}).values())
        for c in rules.criteria_for(kind)
    )
