"""Checks of claims: everything that the documents say of a model is in the model's file."""

from collections.abc import Iterator

from casemodel.knowledge.checks import CheckInput
from casemodel.knowledge.references import Finding, rule_claims
from casemodel.knowledge.sources import Claim
from casemodel.knowledge.values import Rules


def findings(rules: Rules, check_input: CheckInput) -> Iterator[Finding]:
    """Find document claims that their model's file omits, and sources and places without claims.

    A claim that no file uses at all is found elsewhere (R302). Claims of the wider literature may
    be used in any file; those of the documents belong in the file of their model.
    """
    by_file: dict[str, set[str]] = {}
    used = set(check_input.also_used)
    for path, claim_id in rule_claims(rules):
        by_file.setdefault(str(path[0]), set()).add(claim_id)
        used.add(claim_id)
    for claim in rules.claims.values():
        file = f"models/{claim.model}.yaml"
        used_there = claim.id in by_file.get(file, ())
        if claim.id in used and not used_there and _is_of_documents(rules, claim):
            message = f"A document says this of {claim.model}, and {file} does not use it."
            yield Finding("R305", ("claims.yaml", "claims", claim.id), message)
    yield from _without_claims(rules)


def _is_of_documents(rules: Rules, claim: Claim) -> bool:
    """Say whether one of the documents makes the claim, about a model that is scored."""
    model = rules.models.get(claim.model)
    bases = {rules.sources[p.source].basis for p in claim.at if p.source in rules.sources}
    return model is not None and model.scored and "document" in bases


def _without_claims(rules: Rules) -> Iterator[Finding]:
    cited = {(place.source, place.paragraph) for c in rules.claims.values() for place in c.at}
    bearing = {source for source, _ in cited}
    for source in rules.sources.values():
        path = ("sources.yaml", "sources", source.id)
        if source.id not in bearing:
            yield Finding("R306", path, "No claim names this source.")
            continue
        for paragraph in source.paragraphs:
            if (source.id, paragraph.number) not in cited:
                message = f"No claim names place {paragraph.number} of this source."
                yield Finding("R307", (*path, "places", str(paragraph.number)), message)
