"""A second scorer, straight from the design, that shares no code with the engine.

    points(m, c) = 50 · (v_c / V) · (rating(m, c, level) - mean(m, c)) / D_m, 0 if unanswered
    D_m          = Σ_c (w_c / W) · max over levels |rating - mean(m, c)|
    score        = 50 + Σ_g share_g · Σ_c points of what serves group g - overhead

Exact fractions and plain dicts, slow and short, to be checked by eye.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from hashlib import blake2b
from itertools import combinations, product
from typing import NamedTuple

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Rating, Requirement, Step
from casemodel.knowledge.sources import BASES
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile

ZERO, SEED = Fraction(0), 20261129
Key = tuple[str, tuple[str, ...]]  # the id of a model or hybrid, and the part for each group
Numbers = dict[str, dict[str, dict[str, int]]]  # ratings by model, criterion and level
Worth = dict[str, dict[str, dict[str, Fraction]]]  # points by column, criterion and level
Column = tuple[dict[str, dict[str, Fraction]], dict[str, Fraction]]  # deviations, the largest
Groups = list[dict[str, str]]  # the level by criterion in every group


class Way(NamedTuple):
    """One way to serve everyone: the column for each group, and for a tier each part's numbers."""

    key: Key
    columns: tuple[str, ...]
    parts: tuple[str, ...]
    hybrids: tuple[str, ...]
    overhead: int
    staff: Mapping[str, Mapping[str, Fraction]]
    short_of_posts: bool


class Row(NamedTuple):
    """Where one way stands: its score, its points from needs, the share of clients against it."""

    score: Fraction
    needs: Fraction
    against: Fraction
    suits: bool
    able: bool


class Answer(NamedTuple):
    """The rows of all ways that are proposed, and the full rule's answer."""

    rows: Mapping[Key, Row]
    recommended: Key | None
    tied: frozenset[Key]


class Said(NamedTuple):
    """The match of one way, how many answers speak for and against it, and its score's ends."""

    match: Fraction
    speaks_for: int
    against: int
    low: Fraction
    high: Fraction


class Scorer:
    """Everything of one profile that no draw changes."""

    def __init__(self, rules: Rules, profile: Profile, basis: str, *, fit_only: bool) -> None:
        self.rules, self.profile, self.basis = rules, profile, basis
        self.criteria = rules.criteria_for(profile.kind)
        agency = profile if profile.kind == "organization" else profile.agency
        self.judged = agency is not None and not fit_only
        self.agency = profile.agency.levels() if profile.agency else None
        self.have = {q: Fraction(n) for q, n in (agency.quantities if agency else {}).items()}
        self.segments = profile.segments
        whole = sum(s.part for s in self.segments)
        self.shares = [Fraction(s.part, whole) for s in self.segments] or [Fraction(1)]
        self.per_post = [c.id for c in self.criteria if c.counts and c.per and agency is profile]
        self.numbers = {
            m.id: {c.id: {v.id: self.number(m.ratings.get(c.id, {}).get(v.id)) for v in c.levels}
                   for c in self.criteria}
            for m in rules.models.values() if m.scored
        }  # fmt: skip
        rated = {id_ for id_, (_, far) in self.measure(self.numbers).items() if self.d(far)}
        self.columns = [
            id_ for id_ in self.measure(self.numbers) if {id_, *self.parts(id_)} <= rated
        ]
        self.ways = list(self.every_way())

    def parts(self, id_: str) -> tuple[str, ...]:
        return self.rules.hybrids[id_].parts if id_ in self.rules.hybrids else (id_,)

    def number(self, rating: Rating | None) -> int:
        """The number at which a rating counts; no rating is neutral."""
        steps = self.rules.method.steps
        return steps["neutral" if rating is None else self.step(rating)[0]]

    def step(self, rating: Rating) -> tuple[Step, str]:
        """The step that counts, and its basis: '' where what is left is neutral."""
        own = self.basis == "all" or BASES.index(rating.basis) <= BASES.index(self.basis)
        if own and not (self.basis == "document" and rating.documents_say):
            return rating.step, rating.basis
        return rating.documents_say or "neutral", "document" if rating.documents_say else ""

    def measure(self, numbers: Numbers) -> dict[str, Column]:
        """Each model above its own mean, and each one-team hybrid by its leads."""
        columns: dict[str, Column] = {}
        for model, rated in numbers.items():
            rows = {c.id: above_mean(c, rated[c.id]) for c in self.criteria}
            columns[model] = rows, {c: max(map(abs, row.values())) for c, row in rows.items()}
        for h in self.rules.hybrids.values():
            if h.way != "tiered":
                first, second = (columns[part] for part in h.parts)
                leading = {h.parts[0]: (first, first), h.parts[1]: (second, second)}
                pairs = {c.id: leading.get(h.leads.get(c.id, ""), (first, second))
                         for c in self.criteria}  # fmt: skip
                rows = {c: {v: (a[0][c][v] + b[0][c][v]) / 2 for v in a[0][c]}
                        for c, (a, b) in pairs.items()}  # fmt: skip
                columns[h.id] = rows, {c: (a[1][c] + b[1][c]) / 2 for c, (a, b) in pairs.items()}
        return columns

    def d(self, largest: Mapping[str, Fraction]) -> Fraction:
        whole = sum(c.weight for c in self.criteria)
        return sum((c.weight * largest[c.id] / whole for c in self.criteria), ZERO)

    def weights(self) -> dict[str, Fraction]:
        """The weights in use, where the i-th of n named has (1/i + ... + 1/n) / n of their sum."""
        v = {c.id: Fraction(c.weight) for c in self.criteria}
        order = self.profile.priorities
        total, n = sum((v[c] for c in order), ZERO), len(order)
        for i, c in enumerate(order, start=1):
            v[c] = total * sum(Fraction(1, k) for k in range(i, n + 1)) / n
        return {c: weight * Fraction(self.profile.weights.get(c, 1)) for c, weight in v.items()}

    def worth(self, numbers: Numbers, v: Mapping[str, Fraction]) -> Worth:
        """The points of every column for every answer; none where nothing tells answers apart."""
        whole, measured = sum(v.values()), self.measure(numbers)
        worth: Worth = {}
        for id_ in self.columns:
            rows, largest = measured[id_]
            d = self.d(largest)
            worth[id_] = {c: {level: 50 * v[c] / whole * far / d for level, far in row.items()}
                       for c, row in rows.items()} if d else {}  # fmt: skip
        return worth

    def every_way(self) -> Iterator[Way]:
        """Models, one-team hybrids, and tiers of declared pairs and of three such pairs."""
        hybrids, n = self.rules.hybrids, len(self.shares)
        for id_ in self.columns:
            h = hybrids.get(id_)
            own, overhead = ((id_,), h.overhead) if h else ((), 0)
            columns = (id_,) * n
            yield Way((id_, ()), columns, self.parts(id_), own, overhead, {}, short_of_posts=False)
        pairs = {frozenset(h.parts): h for h in hybrids.values() if h.way == "tiered"}
        for parts in (*combinations(self.numbers, 2), *combinations(self.numbers, 3)):
            behind = [pairs.get(frozenset(two)) for two in combinations(parts, 2)]
            used = [h for h in behind if h]
            if len(used) < len(behind) or not set(parts) <= set(self.columns):
                continue
            third = self.rules.tiers.third_part_overhead if len(parts) > 2 else 0
            overhead = max(h.overhead for h in used) + third
            id_ = used[0].id if len(parts) == 2 else "_and_".join(sorted(parts))
            for serves in product(parts, repeat=n):
                if set(serves) == set(parts):
                    staff, short = self.posts(serves)
                    ids = tuple(h.id for h in used)
                    yield Way((id_, serves), serves, parts, ids, overhead, staff, short)

    def posts(self, serves: tuple[str, ...]) -> tuple[dict[str, dict[str, Fraction]], bool]:
        """What is known of each part's own numbers; and whether there are too few posts."""
        clients, have = self.have.get("clients"), self.have.get("case_managers")
        clinicians = self.have.get("clinicians_on_staff")
        asks, clinical = {}, set()
        share = {p: sum(s for s, who in zip(self.shares, serves, strict=True) if who == p)
                 for p in serves}  # fmt: skip
        for p, part_share in share.items():
            stated = [r for r in self.rules.models[p].requirements if r.clients_each]
            caseload = min(stated, key=lambda r: (r.clients_each or 0, r.id), default=None)
            asks[p] = Fraction(self.rules.tiers.posts_for_a_part)
            if caseload and caseload.counted_in == "clinicians_on_staff":
                clinical.add(p)
            if caseload and caseload.clients_each and clients is not None:
                asks[p] = max(asks[p], clients * part_share / caseload.clients_each)
        clinician_posts = sum((asks[p] for p in clinical), ZERO)
        short = have is not None and have < sum(asks.values())
        short |= clinicians is not None and clinicians < clinician_posts
        numbers: dict[str, dict[str, Fraction]] = {
            p: {} if clients is None else {"clients": clients * share[p]} for p in share
        }
        if clients is None or have is None:
            return numbers, short
        posts = {p: have * asks[p] / sum(asks.values()) for p in share}
        needed = {p: max(asks[p] if p in clinical else ZERO,
                         self.clinicians(p, clients * share[p])) for p in share}  # fmt: skip
        got = _given(clinicians or ZERO, needed, posts, clinical)
        for p in share:
            numbers[p]["case_managers"] = posts[p]
            if clinicians is not None:
                numbers[p]["clinicians_on_staff"] = got[p]
            if p in clinical:
                numbers[p].pop("case_managers")
                if clinicians is not None:
                    numbers[p]["case_managers"] = numbers[p]["clinicians_on_staff"]
        return numbers, short

    def clinicians(self, part: str, clients: Fraction) -> Fraction:
        """The fewest clinicians with whom a part's musts in numbers can be met."""
        return max((Fraction(r.least) if r.least else clients / r.clients_each
                    for r in self.rules.models[part].requirements
                    if r.strength == "must" and r.counted_in == "clinicians_on_staff"),
                   default=ZERO)  # fmt: skip

    def by_posts(self, way: Way, part: str, criterion: str) -> str | None:
        """The level that a part's own numbers answer."""
        c, numbers = self.rules.criteria[criterion], way.staff[part]
        if not numbers.get(c.per) or c.counts not in numbers:
            return None
        ratio = 1000 * numbers[c.counts] / numbers[c.per]
        return next(v.id for v in c.levels if v.below is None or ratio < v.below)

    def own(self, criterion: str, group: int) -> bool:
        """Say whether a group answers a criterion for itself."""
        answer = self.segments[group].answers.get(criterion) if self.segments else None
        return answer is not None and answer.state != "not_asked"

    def groups(self) -> Groups:
        """The answers that count in every group."""
        groups: Groups = []
        for g in range(len(self.shares)):
            own = {c: self.segments[g].answers[c] for c in self.profile_ids() if self.own(c, g)}
            both = {**self.profile.answers, **own}
            groups.append({c: both[c].level for c in self.profile_ids()
                          if c in both and both[c].state == "answered"})  # fmt: skip
        return groups

    def profile_ids(self) -> list[str]:
        return [c.id for c in self.criteria]

    def levels(self, way: Way, groups: Groups) -> Groups:
        """The answers that count in every group, with what a tier's parts answer by their posts."""
        if not way.staff:
            return groups
        levels = []
        for g, answers in enumerate(groups):
            replaced = {c: self.by_posts(way, way.columns[g], c)
                        for c in self.per_post if not self.own(c, g)}  # fmt: skip
            both = {**answers, **replaced}
            levels.append({c: level for c, level in both.items() if level is not None})
        return levels

    def blocked(self, way: Way, groups: Groups) -> bool:
        """Say whether a must is unmet: of the parts where they serve, of hybrids everywhere."""
        if not self.judged or way.short_of_posts:
            return self.judged
        # Where a part's own posts are not known, musts are judged by the group's answers.
        effective = [{**answers, **own} for answers, own
                     in zip(groups, self.levels(way, groups), strict=True)]  # fmt: skip
        for p in way.parts:
            served = [e for e, column in zip(effective, way.columns, strict=True)
                      if not way.staff or column == p]  # fmt: skip
            where = served if self.agency is None else [self.agency]
            own = {**self.have, **way.staff.get(p, {})}
            if any(unmet(r, own, where) for r in self.rules.models[p].requirements):
                return True
        where = groups if self.agency is None else [self.agency]
        return any(unmet(r, self.have, where)
                   for h in way.hybrids for r in self.rules.hybrids[h].requirements)  # fmt: skip

    def choose(self, worth: Worth, groups: Groups, met: Key | None = None) -> Answer:
        """The full rule; the musts of one way may be taken as met."""
        models = [id_ for id_ in self.columns if id_ in self.numbers]
        need = {c.id for c in self.criteria if c.group == "need"}

        def total(column: str, answers: Mapping[str, str], criteria: set[str]) -> Fraction:
            column_worth = worth[column]
            return sum(
                (
                    column_worth[c][v]
                    for c, v in answers.items()
                    if c in criteria and c in column_worth
                ),
                ZERO,
            )

        needs = [{id_: total(id_, g, need) for id_ in self.columns} for g in groups]
        rest = [{id_: total(id_, g, set(g) - set(self.per_post)) for id_ in self.columns}
                for g in groups]  # fmt: skip
        best = [max((n[m] for m in models), default=ZERO) for n in needs]
        firsts = [{m for m in models if n[m] == top} for n, top in zip(needs, best, strict=True)]
        differ = bool(models) and not set.intersection(*firsts)
        rows: dict[Key, Row] = {}
        for way in self.ways:
            alike = all(a != b or way.columns[i] == way.columns[j]
                        for i, a in enumerate(groups) for j, b in enumerate(groups))  # fmt: skip
            if way.staff and not (differ and alike):
                continue
            effective, need_points, against = self.levels(way, groups), ZERO, ZERO
            score, suits = Fraction(50 - way.overhead), True
            for g, (share, column) in enumerate(zip(self.shares, way.columns, strict=True)):
                here = needs[g][column]
                score += share * (rest[g][column] + total(column, effective[g], {*self.per_post}))
                need_points += share * here
                against += share if here < 0 else 0
                suits &= here > 0 and 100 * here >= self.rules.tiers.suits_percent * best[g]
            able = score > 50 and need_points >= 0 and against < Fraction(1, 2)
            able = able and (way.key == met or not self.blocked(way, groups))
            rows[way.key] = Row(score, need_points, against, suits, able)
        return Answer(rows, *self.first(rows))

    def first(self, rows: Mapping[Key, Row]) -> tuple[Key | None, frozenset[Key]]:
        """The best model, or the best hybrid where it leads by the margin; nothing in a tie."""
        able = {key: row for key, row in rows.items() if row.able}
        if any(row.suits for (_, serves), row in able.items() if serves):
            able = {key: row for key, row in able.items() if row.suits}
        models = {k: r.score for k, r in able.items() if k[0] in self.numbers}
        hybrids = {k: r.score for k, r in able.items() if k not in models}
        margin = self.rules.hybrid_margin
        if hybrids and (not models or max(hybrids.values()) >= max(models.values()) + margin):
            models = hybrids
        first = [k for k, score in models.items() if score == max(models.values())]
        return (first[0] if len(first) == 1 else None,
                frozenset(first if len(first) > 1 else ()))  # fmt: skip

    def said(self, way: Way, worth: Worth, groups: Groups) -> Said:
        """Match and ends of a way, question by question."""
        got, most, low, high, speaks_for, against = ZERO, ZERO, ZERO, ZERO, 0, 0
        for level, members in self.terms(way, groups):
            criteria = {c for c, _, _ in members}
            every = [v.id for c in criteria for v in self.rules.criteria[c].levels]
            row = {v: sum((s * worth[col].get(c, {}).get(v, ZERO) for c, s, col in members), ZERO)
                   for v in every}  # fmt: skip
            now = row[level] if level else ZERO
            got += now
            most += max(row.values()) if level else 0
            speaks_for, against = speaks_for + (now > 0), against + (now < 0)
            low += now if level else min(row.values())
            high += now if level else max(row.values())
        start = 50 - way.overhead
        match = got / most if got > 0 else ZERO
        return Said(match, speaks_for, against, start + low, start + high)

    def terms(self, way: Way, groups: Groups
              ) -> Iterator[tuple[str | None, list[tuple[str, Fraction, str]]]]:  # fmt: skip
        """The level of every question, and whom it concerns: criterion, share, column."""
        everyone = range(len(self.shares))
        for c in self.profile_ids():
            by_posts = way.staff and c in self.per_post
            served = [g for g in everyone if not (by_posts and not self.own(c, g))]
            apart = self.asked_apart(c)
            for those in [[g] for g in served] if apart else [served]:
                if those:
                    members = [(c, self.shares[g], way.columns[g]) for g in those]
                    yield groups[those[0]].get(c), members
            if by_posts:
                for part in way.parts:
                    share = sum(self.shares[g] for g in everyone
                                if way.columns[g] == part and g not in served)  # fmt: skip
                    if share:
                        yield self.by_posts(way, part, c), [(c, share, part)]

    def asked_apart(self, c: str) -> bool:
        need = self.rules.criteria[c].group == "need"
        return bool(self.segments) and (
            need or any(self.own(c, g) for g in range(len(self.segments)))
        )

    def completeness(self, v: Mapping[str, Fraction], groups: Groups) -> Fraction:
        """How much of the weight is answered; what is asked of a group counts by its share."""
        known = sum((v[c] * s for s, g in zip(self.shares, groups, strict=True) for c in g), ZERO)
        return known / sum(v.values()) if v and sum(v.values()) else ZERO

    def tries(self, count: int) -> int:
        """In how many seeded tries of answers, weights and ratings together it stays the same."""
        v, groups = self.weights(), self.groups()
        before = self.choose(self.worth(self.numbers, v), groups).recommended
        same = 0
        for n in range(count):
            drawn = {c: w * factor(drawn_bytes(f"{n}/weight/{c}", 1)[0]) for c, w in v.items()}
            numbers = {m: {c: self.moved(n, m, c, row) for c, row in rated.items()}
                       for m, rated in self.numbers.items()}  # fmt: skip
            filled = [
                {c.id: g.get(c.id) or self.drawn_level(n, c, g) for c in self.criteria}
                for g in groups
            ]
            after = self.choose(self.worth(numbers, drawn), filled, met=before)
            same += after.recommended == before and not (before is None and after.tied)
        return same

    def drawn_level(self, n: int, c: Criterion, group: Mapping[str, str]) -> str:
        who = ",".join(f"{id_}={level}" for id_, level in sorted(group.items()))
        identity = who if self.asked_apart(c.id) else ""
        at = Fraction(int.from_bytes(drawn_bytes(f"{n}/answer/{c.id}/{identity}", 4)), 2**32)
        for level, share in level_shares(c).items():
            at -= share
            if at < 0:
                return level
        raise AssertionError(c.id)

    def moved(self, n: int, model: str, c: str, row: Mapping[str, int]) -> dict[str, int]:
        """Ratings that moved a step, each with the chance of its basis or of a contested claim."""
        ladder, moved_row = sorted(self.rules.method.steps.values()), dict(row)
        drawn = drawn_bytes(f"{n}/rating/{model}/{c}", 2 * len(row))
        for i, level in enumerate(row):
            rating = self.rules.models[model].ratings.get(c, {}).get(level)
            if rating is None or not (basis := self.step(rating)[1]):
                continue
            chances = self.rules.method.rating_moves
            contested = any(self.rules.claims[claim].against for claim in rating.claims)
            chance = max(chances[basis], chances["contested"] if contested else 0)
            if Fraction(drawn[2 * i], 256) < Fraction(chance, 100):
                at, up = ladder.index(row[level]), drawn[2 * i + 1] % 2
                to = at + 1 if (up and at + 1 < len(ladder)) or at == 0 else at - 1
                moved_row[level] = ladder[to]
        return moved_row


def above_mean(criterion: Criterion, numbers: Mapping[str, int]) -> dict[str, Fraction]:
    shares = level_shares(criterion)
    mean = sum((shares[level] * n for level, n in numbers.items()), ZERO)
    return {level: n - mean for level, n in numbers.items()}


def level_shares(criterion: Criterion) -> dict[str, Fraction]:
    """The share of every level; those without one share what is left."""
    stated = {v.id: v.share for v in criterion.levels if v.share is not None}
    left = Fraction(100 - sum(stated.values()), max(1, len(criterion.levels) - len(stated)))
    return {v.id: Fraction(stated.get(v.id, left)) / 100 for v in criterion.levels}


def _given(left: Fraction, needed: Mapping[str, Fraction], posts: Mapping[str, Fraction],
           clinical: set[str]) -> dict[str, Fraction]:  # fmt: skip
    """The clinicians of each part: first what it needs, then up to its posts, clinical first."""
    got = dict.fromkeys(posts, ZERO)
    for most, these in product((needed, posts), (clinical, posts.keys() - clinical)):
        gap = {p: max(ZERO, min(most[p], posts[p]) - got[p]) for p in these}
        gone = min(left, sum(gap.values(), ZERO))
        for p in these if gone else ():
            got[p] += gap[p] * gone / sum(gap.values())
        left -= gone
    return got


def unmet(r: Requirement, have: Mapping[str, Fraction], groups: Groups) -> bool:
    """Say whether a must is unmet: by its numbers where they are known, else by any answer."""
    if r.strength != "must":
        return False
    if r.counted_in in have and r.least is not None:
        return have[r.counted_in] < r.least
    if r.counted_in in have and r.clients_each and "clients" in have:
        return have["clients"] > r.clients_each * have[r.counted_in]
    return any(g.get(c.criterion, c.levels[0]) not in c.levels for c in r.met_by for g in groups)


def factor(byte: int) -> int:
    """A log-uniform factor from a half to two, in hundredths."""
    return round(100 * 2 ** ((2 * byte + 1) / 256 - 1))


def drawn_bytes(key: str, size: int) -> bytes:
    return blake2b(f"{SEED}/{key}".encode(), digest_size=size).digest()
