"""Posts of a tiered hybrid: what each part asks for, and what it gets of the posts there are.

A part asks for its clients over the clients that its model takes for one post, but for no fewer
than the rules' least number of posts, since a lone worker is not a team. The posts there are go to
the parts in proportion to what they ask for. A part whose model is counted in clinicians is
staffed by clinicians. The clinicians there are first go where musts ask for them: to parts staffed
by clinicians, then to the others. Of the rest, parts staffed by clinicians take what they can, then
the others. So no part loses what it must have when there are more posts.

The ids of three quantities stand here, not in the rules: sharing out posts has to know which number
counts clients, which posts, and which of the posts are clinicians. Rules without them still work:
posts are then not known.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Requirement
from casemodel.knowledge.values import Rules
from casemodel.profiles.numbers import level_at

CLIENTS, CASE_MANAGERS, CLINICIANS = "clients", "case_managers", "clinicians_on_staff"

PostsState = Literal["met", "unmet", "to_confirm"]


class PartPosts(NamedTuple):
    """The posts of one part of a tier.

    `clients` is how many it would serve, with at most `each` for one post (0 if its model states no
    caseload), so that it asks for `asked` posts; `by_clinicians` says that these must be
    clinicians. `posts` is how many it gets, `clinicians` how many of them are clinicians. Numbers
    that are not known are None.
    """

    part: str
    clients: Fraction | None
    each: int
    by_clinicians: bool
    asked: Fraction
    posts: Fraction | None
    clinicians: Fraction | None


class TierPosts(NamedTuple):
    """The posts of all parts of a tier together, and whether there are enough.

    The parts ask for `asked` case managers and there are `have`; among them for `clinicians_asked`
    clinicians and there are `clinicians`. Numbers that are not known are None. `least` is the
    smallest number of posts for one part.
    """

    parts: tuple[PartPosts, ...]
    asked: Fraction
    have: Fraction | None
    clinicians_asked: Fraction
    clinicians: Fraction | None
    state: PostsState
    least: int

    def of(self, part: str) -> PartPosts:
        """Give the posts of one part. Raises KeyError if there is no such part."""
        for posts in self.parts:
            if posts.part == part:
                return posts
        raise KeyError(part)


def caseload_of(rules: Rules, model: str) -> Requirement | None:
    """Give the requirement that states how many clients a model takes for one post."""
    caseloads = [r for r in rules.models[model].requirements if r.clients_each]
    return min(caseloads, key=lambda r: (r.clients_each or 0, r.id), default=None)


def tier_posts(
    rules: Rules, clients_share: Mapping[str, Fraction], quantities: Mapping[str, Fraction]
) -> TierPosts:
    """Work out the posts of a tier.

    `clients_share` is each part's share of all clients, from 0 to 1.
    """
    least = rules.tiers.posts_for_a_part
    clients = quantities.get(CLIENTS)
    have = quantities.get(CASE_MANAGERS)
    clinicians = quantities.get(CLINICIANS)
    asking = [_asking(rules, part, s, clients, least) for part, s in clients_share.items()]
    asked = sum((part.asked for part in asking), Fraction(0))
    clinicians_asked = sum((p.asked for p in asking if p.by_clinicians), Fraction(0))
    parts = tuple(asking)
    if clients is not None and have is not None:
        parts = _shared_out(rules, asking, asked, have, clinicians)
    return TierPosts(
        parts=parts,
        asked=asked,
        have=have,
        clinicians_asked=clinicians_asked,
        clinicians=clinicians,
        state=_state(clients, (asked, have), (clinicians_asked, clinicians)),
        least=least,
    )


def own_numbers(part: PartPosts) -> dict[str, Fraction]:
    """Give the known numbers of one part's clients and staff.

    Where a part is staffed by clinicians, these are its case managers.
    """
    staff = part.clinicians if part.by_clinicians else part.posts
    numbers = {CLIENTS: part.clients, CASE_MANAGERS: staff, CLINICIANS: part.clinicians}
    return {quantity: number for quantity, number in numbers.items() if number is not None}


def level_in_part(criterion: Criterion, part: PartPosts) -> str | None:
    """Give the level, in one part, of a criterion counted per post; None if it is not known."""
    numbers = own_numbers(part)
    counted, per = numbers.get(criterion.counts), numbers.get(criterion.per)
    if counted is None or not per:
        return None
    return level_at(criterion, counted / per)


def counted_by_part(rules: Rules) -> tuple[Criterion, ...]:
    """List the criteria that each part of a tier answers for itself: numbers for each post."""
    return tuple(c for c in rules.criteria_for("organization") if c.counts and c.per)


def _asking(
    rules: Rules, part: str, share: Fraction, clients: Fraction | None, least: int
) -> PartPosts:
    caseload = caseload_of(rules, part)
    each = caseload.clients_each or 0 if caseload else 0
    served = None if clients is None else clients * share
    needed = Fraction(least)
    if served is not None and each:
        needed = max(needed, served / each)
    by_clinicians = caseload is not None and caseload.counted_in == CLINICIANS
    return PartPosts(part, served, each, by_clinicians, needed, None, None)


def _shared_out(
    rules: Rules,
    asking: list[PartPosts],
    asked: Fraction,
    have: Fraction,
    clinicians: Fraction | None,
) -> tuple[PartPosts, ...]:
    """Share out the posts in proportion to what is asked for, and the clinicians among them."""
    posts = {part.part: have * part.asked / asked for part in asking}
    if clinicians is None:
        return tuple(part._replace(posts=posts[part.part]) for part in asking)
    musts = {part.part: _clinicians_needed(rules, part) for part in asking}
    treating = [part.part for part in asking if part.by_clinicians]
    other_parts = [part.part for part in asking if not part.by_clinicians]
    assigned = dict.fromkeys(posts, Fraction(0))
    unassigned = clinicians
    for names, most in (
        (treating, musts),
        (other_parts, musts),
        (treating, posts),
        (other_parts, posts),
    ):
        missing = {
            name: max(min(most[name], posts[name]) - assigned[name], Fraction(0)) for name in names
        }
        total = sum(missing.values(), Fraction(0))
        for name in names if total else ():
            assigned[name] += missing[name] * min(unassigned / total, Fraction(1))
        unassigned -= min(unassigned, total)
    return tuple(
        part._replace(posts=posts[part.part], clinicians=assigned[part.part]) for part in asking
    )


def _clinicians_needed(rules: Rules, part: PartPosts) -> Fraction:
    """Give the fewest clinicians with whom a part's own musts in numbers can be met."""
    musts = [
        r
        for r in rules.models[part.part].requirements
        if r.strength == "must" and r.counted_in == CLINICIANS
    ]
    needed = [Fraction(r.least or 0) for r in musts]
    needed += [(part.clients or 0) / Fraction(r.clients_each) for r in musts if r.clients_each]
    return max([*needed, part.asked if part.by_clinicians else Fraction(0)])


def _state(clients: Fraction | None, *pairs: tuple[Fraction, Fraction | None]) -> PostsState:
    """Compare posts asked for with posts there are, and the same for clinicians."""
    if any(have is not None and asked > have for asked, have in pairs):
        return "unmet"
    all_known = clients is not None and all(have is not None or not asked for asked, have in pairs)
    return "met" if all_known else "to_confirm"
