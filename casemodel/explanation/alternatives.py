"""The ranking as data: each alternative's score, points, reasons and requirements.

It reads the engine's standings.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from casemodel.engine.assessment import Assessment
from casemodel.engine.contributions import Contribution
from casemodel.engine.feasibility import Check
from casemodel.engine.posts import (
    CASE_MANAGERS,
    CLIENTS,
    CLINICIANS,
    PartPosts,
    TierPosts,
    caseload_of,
)
from casemodel.engine.ranking import RankedStanding
from casemodel.engine.statements import Match
from casemodel.explanation.alternative_values import (
    CitedText,
    HybridDescription,
    MatchShown,
    PartStaff,
    QuestionPoints,
    RankedAlternative,
    RequirementState,
    ScoreAdjustment,
    ServedGroup,
    TierStaff,
)
from casemodel.explanation.naming import joined, name_of
from casemodel.explanation.numbers import percent, plain, rounded_up
from casemodel.explanation.reasons import posts_of
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say, say_with
from casemodel.explanation.words import band_word
from casemodel.knowledge.models import Hybrid
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Segment

_TWO = 2


def ranking_of(assessment: Assessment) -> tuple[RankedAlternative, ...]:
    """Describe every standing, in the order of the ranking."""
    places = _Places(assessment.problem.rules)
    return tuple(_ranked(assessment, standing, places) for standing in assessment.ranking)


def served_groups(
    rules: Rules,
    segments: tuple[Segment, ...],
    quantities: Mapping[str, Fraction],
    serves: tuple[str, ...] = (),
) -> tuple[ServedGroup, ...]:
    """Name the segments of a population, each with the part that serves it, if that is settled."""
    parts = serves or ("",) * len(segments)
    total = sum(segment.part for segment in segments)
    clients = quantities.get(CLIENTS)
    return tuple(
        ServedGroup(
            name=segment.name,
            share=segment.share,
            percent=_percent_of(segment, total),
            clients=_clients_of(segment, total, clients),
            part=part,
            part_name=name_of(rules, part) if part else "",
        )
        for segment, part in zip(segments, parts, strict=True)
    )


def _clients_of(segment: Segment, total: int, clients: Fraction | None) -> Fraction | None:
    if clients is None or not segment.share_known:
        return None
    return clients * segment.part / total


def _percent_of(segment: Segment, total: int) -> str:
    """Write a segment's share in percent; one that is not known as what it is taken to be."""
    text = percent(Fraction(segment.part, total))
    return text if segment.share_known else say("served.share_open", percent=text).text


def match_shown(assessment: Assessment, match: Match) -> MatchShown:
    """Say the match in percent, with the word of the rules for it."""
    method = assessment.rules.method
    share = 100 * match.share
    word = band_word(method.match_words, float(share))
    if too_little_said(assessment):
        word = method.little_said_word
    return MatchShown(round(share), word, match.speaks_for, match.against)


def too_little_said(assessment: Assessment) -> bool:
    """Say whether the answered questions could move no model by as much as the rules ask."""
    least = assessment.rules.method.little_said
    models = [standing.match for standing in assessment.ranking if standing.kind == "model"]
    return all(match.most < least and -match.least < least for match in models)


class _Places(dict[tuple[str, ...], tuple[str, ...]]):
    """The places behind claims, looked up once for each set: a model and its hybrids share them."""

    def __init__(self, rules: Rules) -> None:
        """Begin with nothing looked up."""
        super().__init__()
        self._rules = rules
        self._written = cache(str)

    def __missing__(self, claims: tuple[str, ...]) -> tuple[str, ...]:
        self[claims] = places = tuple(map(self._written, self._rules.places(claims)))
        return places


def _ranked(assessment: Assessment, standing: RankedStanding, places: _Places) -> RankedAlternative:
    problem = assessment.problem
    rules, profile = problem.rules, problem.profile
    with_feasibility = not assessment.options.fit_only
    return RankedAlternative(
        id=standing.id,
        kind=standing.kind,
        name=name_of(rules, standing.id),
        way=standing.way,
        parts=standing.parts,
        groups=served_groups(rules, profile.segments, problem.quantities, standing.serves)
        if standing.serves
        else (),
        rank=standing.rank,
        tenths=standing.tenths,
        low=standing.low,
        high=standing.high,
        lowest=standing.lowest,
        highest=standing.highest,
        need_points=standing.need_points,
        suits=standing.suits,
        against=round(100 * standing.against),
        match=match_shown(assessment, standing.match),
        line=line_of(rules, standing),
        posts=_posts_asked(rules, standing, problem.quantities),
        evidence=_studies(rules, standing, places),
        feasible=standing.feasibility.state if with_feasibility else "not_asked",
        requirements=tuple(
            _requirement(rules, standing, check, places)
            for check in (standing.feasibility.checks if with_feasibility else ())
        ),
        contributions=tuple(
            _points(assessment, c, places[c.claims]) for c in standing.contributions
        ),
        adjustments=tuple(ScoreAdjustment(a.id, a.tenths) for a in standing.adjustments),
        hybrid=_hybrid(rules, standing, places),
        staff=_staff(rules, standing.posts) if standing.posts else None,
    )


def _points(
    assessment: Assessment, contribution: Contribution, cites: tuple[str, ...]
) -> QuestionPoints:
    criterion = assessment.problem.rules.criteria[contribution.criterion]
    level = contribution.level
    return QuestionPoints(
        criterion=criterion.id,
        name=criterion.name,
        segment=contribution.segment,
        level=level,
        answer=criterion.level(level).name.said_to(assessment.kind) if level else "",
        tenths=contribution.tenths,
        basis=contribution.basis,
        claims=contribution.claims,
        cites=cites,
        part=contribution.part,
        posts_of=posts_of(assessment.problem.rules, contribution),
    )


def line_of(rules: Rules, standing: RankedStanding) -> str:
    """Say in one line what an alternative is: how a model works, or who is served by what."""
    if standing.kind == "model":
        return _first_sentence(rules.models[standing.id].summary.says)
    if len(standing.parts) > _TWO:
        return say("line.three", parts=joined([rules.models[p].name for p in standing.parts])).text
    return rules.hybrids[standing.id].serves


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + stop.rstrip()


def _hybrid(rules: Rules, standing: RankedStanding, places: _Places) -> HybridDescription | None:
    """Describe a hybrid; a tier of three parts by its pairs."""
    behind = [h for h in rules.hybrids.values() if _is_behind(h, standing)]
    if standing.kind == "model" or not behind:
        return None
    claims = tuple(dict.fromkeys(claim for hybrid in behind for claim in hybrid.claims))
    return HybridDescription(
        part_names=tuple(rules.models[part].name for part in standing.parts),
        way=behind[0].way,
        reason=" ".join(hybrid.reason for hybrid in behind),
        serves=" ".join(hybrid.serves for hybrid in behind),
        moves=" ".join(dict.fromkeys(hybrid.moves for hybrid in behind)),
        claims=claims,
        cites=places[claims],
    )


def _is_behind(hybrid: Hybrid, standing: RankedStanding) -> bool:
    if len(standing.parts) == _TWO:
        return hybrid.id == standing.id
    return hybrid.way == "tiered" and set(hybrid.parts) <= set(standing.parts)


def _staff(rules: Rules, posts: TierPosts) -> TierStaff:
    return TierStaff(
        parts=tuple(
            PartStaff(
                part=part.part,
                name=rules.models[part.part].name,
                clients=part.clients,
                each=part.each,
                by_clinicians=part.by_clinicians,
                asked=part.asked,
                posts=part.posts,
            )
            for part in posts.parts
        ),
        asked=posts.asked,
        have=posts.have,
        clinicians_asked=posts.clinicians_asked,
        clinicians=posts.clinicians,
        state=posts.state,
        least=posts.least,
    )


def _posts_asked(
    rules: Rules, standing: RankedStanding, quantities: Mapping[str, Fraction]
) -> tuple[Sentence, ...]:
    """Say how many posts each part asks for, and how many there are, or else its caseload."""
    sentences, have = [], dict[str, str]()
    for part in standing.parts:
        requirement = caseload_of(rules, part)
        if requirement is None or not requirement.clients_each:
            continue
        counted = requirement.counted_in
        unit = _unit(rules, counted)
        name = f"{name_of(rules, part)}: " if len(standing.parts) > 1 else ""
        part_posts = standing.posts.of(part) if standing.posts else None
        clients = part_posts.clients if part_posts else quantities.get(CLIENTS)
        if clients is None:
            each = str(requirement.clients_each)
            sentences.append(say("posts.caseload", part=name, each=each, unit=unit))
            continue
        needed = part_posts.asked if part_posts else clients / requirement.clients_each
        sentences.append(say("posts.asked", part=name, needed=rounded_up(needed), unit=unit))
        if counted in quantities:
            have[counted] = plain(quantities[counted])
    if CASE_MANAGERS in have and CLINICIANS in have:
        total, part = have.pop(CASE_MANAGERS), have.pop(CLINICIANS)
        unit = rules.quantities[CLINICIANS].unit
        sentences.append(say("posts.have_both", have=total, part=part, unit=unit))
    return (
        *sentences,
        *(say("posts.have", have=n, unit=_unit(rules, counted)) for counted, n in have.items()),
    )


def _unit(rules: Rules, counted: str) -> str:
    """Name what is counted, unless it is case managers."""
    return "" if counted == CASE_MANAGERS else f" ({rules.quantities[counted].unit})"


def _studies(rules: Rules, standing: RankedStanding, places: _Places) -> tuple[CitedText, ...]:
    """Quote what studies say of each part, where the rules have a row for that."""
    rows = (
        (rules.models[part], rules.models[part].features.get("evidence")) for part in standing.parts
    )
    return tuple(
        CitedText(row.says, model.name, row.claims, places[row.claims])
        for model, row in rows
        if row
    )


def _requirement(
    rules: Rules, standing: RankedStanding, check: Check, places: _Places
) -> RequirementState:
    requirement = check.requirement
    return RequirementState(
        id=f"{check.part}.{requirement.id}",
        part=name_of(rules, check.part) if len(standing.parts) > 1 else "",
        strength=requirement.strength,
        state=check.state,
        name=requirement.in_short,
        text=requirement.says,
        to_close=requirement.to_close,
        arithmetic=None if check.state == "met" else _arithmetic(rules, check),
        criteria=tuple(condition.criterion for condition in requirement.met_by),
        claims=requirement.claims,
        cites=places[requirement.claims],
    )


def _arithmetic(rules: Rules, check: Check) -> Sentence | None:
    """Write the staffing sum behind a requirement in numbers."""
    if check.posts is not None:
        return _posts_sum(rules, check.posts)
    staffing = check.staffing
    if staffing is None:
        return None
    missing = staffing.needed - staffing.have
    facts = {
        "clients": plain(staffing.clients),
        "each": str(staffing.each),
        "needed": rounded_up(staffing.needed),
        "have": plain(staffing.have),
        "unit": rules.quantities[check.requirement.counted_in].unit,
        "missing": rounded_up(missing),
    }
    return say_with("staffing" if missing > 0 else "staffing.enough", facts)


def _posts_sum(rules: Rules, posts: TierPosts) -> Sentence | None:
    """Write the posts that a tier asks for, part by part, and how many are missing."""
    if any(part.clients is None for part in posts.parts):
        return say("posts.unknown", least=str(posts.least))
    sums = joined([_part_sum(rules, part, posts.least) for part in posts.parts])
    counts = (
        ("posts.case_managers", posts.asked, posts.have),
        ("posts.clinicians", posts.clinicians_asked, posts.clinicians),
    )
    missing = [
        say(id_, asked=rounded_up(asked), have=plain(have), more=rounded_up(asked - have)).text
        for id_, asked, have in counts
        if have is not None and asked > have
    ]
    if missing:
        return say("posts.missing", sums=sums, missing="; ".join(missing))
    return say("posts", sums=sums)


def _part_sum(rules: Rules, part: PartPosts, least: int) -> str:
    name = rules.models[part.part].name
    if part.asked <= least:
        return say("posts.part_least", part=name, least=str(least)).text
    posts, clients = rounded_up(part.asked), plain(part.clients or 0)
    return say("posts.part", part=name, clients=clients, each=str(part.each), asked=posts).text
