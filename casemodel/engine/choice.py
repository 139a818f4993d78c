"""The full rule: which alternative is recommended for given answers, weights and ratings.

An alternative can be recommended if no must rules it out, it scores above 50, its points from needs
are not negative, and needs do not speak against it in groups that make up half of the clients or
more. A tier can be recommended only if groups differ in the model that is first on need. Where a
tier that suits every group can be recommended, only what suits every group may be. Of those the
highest score is recommended, but a hybrid only if it beats the best model by the rules' margin. An
exact tie for first recommends nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.alternatives import Alternative
from casemodel.engine.musts import MustTable, ruled_out, unmet
from casemodel.engine.performance_table import GroupTotals, PerformanceTable, group_totals
from casemodel.engine.posts import TierPosts
from casemodel.engine.questions import alike
from casemodel.engine.scoring import MIDDLE


class PartLevel(NamedTuple):
    """The level of a question that a part of a tier answers by its own posts.

    It replaces the answer in those `groups` that the part serves; `share` is the sum of their
    shares. `column` is the part's. `level` is None where a number is not known.
    """

    criterion: str
    level: str | None
    column: int
    groups: tuple[int, ...]
    share: int


class Setting(NamedTuple):
    """Everything about a profile that a choice depends on, except answers, weights and ratings.

    `shares` are the groups' shares as whole numbers; `models` is how many columns are models. In
    the order of `alternatives`: the `posts` of each tier, the places in `part_levels` of the
    questions its parts answer (`answered_by_parts`), the criteria that posts answer in each group
    (`by_posts`), and whether numbers leave a must unmet (`short`). `own_answers` are the groups
    that answer such a criterion for themselves. `agency` are the levels of a client's agency, by
    which alone musts are judged; None for an organization, which answers for itself, and for a
    client without an agency. `judged` is False for such a client, and where feasibility is left
    out. `margin` is in points; a model suits a group if its points from needs there are above 0 and
    at least `suits_percent` percent of the highest.
    """

    shares: tuple[int, ...]
    models: int
    alternatives: tuple[Alternative, ...]
    posts: tuple[TierPosts | None, ...]
    part_levels: tuple[PartLevel, ...]
    answered_by_parts: tuple[tuple[int, ...], ...]
    by_posts: tuple[tuple[frozenset[str], ...], ...]
    short: tuple[bool, ...]
    own_answers: Mapping[str, frozenset[int]]
    musts: MustTable
    agency: Mapping[str, str] | None
    judged: bool
    margin: int
    suits_percent: int

    @property
    def whole(self) -> int:
        """The sum of the groups' shares."""
        return sum(self.shares)


class Standing(NamedTuple):
    """One alternative's points at given answers, and whether it can be recommended.

    `points` (before overhead) and `needs` are exact whole numbers: points times the table's unit
    and the sum of shares. `against` is the sum of the shares of groups whose needs speak against
    it. `suits` says whether it suits every group; `fits` whether it can be recommended by itself,
    musts and all other alternatives left aside.
    """

    points: int
    needs: int
    against: int
    suits: bool
    fits: bool


class GroupColumn(NamedTuple):
    """The part of a standing that comes from one group served by one column.

    `points` and `needs` are times the group's share; `against` is that share where needs speak
    against the column, else 0. `suits` says whether the column suits the group.
    """

    points: int
    needs: int
    against: int
    suits: bool


class RuledOut:
    """The alternatives that a must rules out at given answers; each part is judged once."""

    def __init__(
        self, setting: Setting, by_group: Sequence[Mapping[str, str]], met: int | None = None
    ) -> None:
        """Judge by the agency's answers for a client, else by every group's.

        The musts of the alternative `met` are taken as met, except what numbers say.
        """
        self._setting = setting
        self._met = met
        self._groups = by_group if setting.agency is None else [setting.agency]
        self._in_a_group: dict[tuple[str, int, frozenset[str]], bool] = {}
        self._in_any_group: dict[str, bool] = {}

    def rules_out(self, number: int) -> bool:
        """Say whether an unmet must rules out the alternative at this position."""
        setting = self._setting
        if not setting.judged:
            return False
        if setting.short[number] or number == self._met:
            return setting.short[number]
        alternative = setting.alternatives[number]
        if alternative.is_tier:
            for group, part in enumerate(alternative.serves):
                if self._unmet_in(group, part, setting.by_posts[number][group]):
                    return True
        elif any(map(self._unmet_anywhere, alternative.parts)):
            return True
        return any(self._unmet_anywhere(hybrid.id) for hybrid in alternative.hybrids)

    def _unmet_anywhere(self, owner: str) -> bool:
        """Judge the musts of a model or hybrid in every group."""
        if owner not in self._in_any_group:
            groups = range(len(self._groups))
            self._in_any_group[owner] = any(self._unmet_in(g, owner, frozenset()) for g in groups)
        return self._in_any_group[owner]

    def _unmet_in(self, group: int, owner: str, by_posts: frozenset[str]) -> bool:
        """Judge the musts of a model or hybrid in a group, except what posts answer."""
        key = (owner, group, by_posts)
        if key not in self._in_a_group:
            unmet_there = ruled_out(self._setting.musts, owner, self._groups[group], by_posts)
            self._in_a_group[key] = unmet_there
        return self._in_a_group[key]


class Choice(NamedTuple):
    """The recommended alternative, by position, or None; and the alternatives tied for first.

    `standings` are in the order of the alternatives; None for a tier that is not proposed.
    `proposed` says whether groups differ in the model that is first on need. `must_suit` says that
    only an alternative that suits every group may be recommended. `musts` judges musts.
    """

    recommended: int | None
    tied: tuple[int, ...]
    standings: tuple[Standing | None, ...]
    proposed: bool
    must_suit: bool
    musts: RuledOut

    def is_able(self, number: int) -> bool:
        """Say whether an alternative can be recommended by itself, whatever else there is."""
        standing = self.standings[number]
        return standing is not None and standing.fits and not self.musts.rules_out(number)


def choose(
    setting: Setting, table: PerformanceTable, by_group: Sequence[Mapping[str, str]]
) -> Choice:
    """Apply the full rule to the levels of every group (by criterion)."""
    return choose_from(setting, table, by_group, group_totals(table, by_group))


def choose_from(
    setting: Setting,
    table: PerformanceTable,
    by_group: Sequence[Mapping[str, str]],
    totals: GroupTotals,
    met: int | None = None,
) -> Choice:
    """Apply the full rule to totals worked out before.

    `met` is the position of an alternative whose musts are taken as met, except what numbers say.
    """
    groups = group_columns(setting, totals)
    proposed = groups_differ(setting, totals)
    equal_groups = [
        (group, first_equal)
        for group, first_equal in enumerate(alike(by_group))
        if group != first_equal
    ]
    points_by_place = [part_points(setting, table, by_group, p) for p in setting.part_levels]
    whole, whole_point = setting.whole, table.unit * setting.whole
    standings: list[Standing | None] = []
    for number, alternative in enumerate(setting.alternatives):
        if alternative.is_tier and not (
            proposed and _keeps_together(alternative.serves, equal_groups)
        ):
            standings.append(None)
            continue
        own_points = sum([points_by_place[place] for place in setting.answered_by_parts[number]])
        standings.append(_standing(alternative, groups, own_points, whole, whole_point))
    musts = RuledOut(setting, by_group, met)
    fitting = [(n, standing) for n, standing in enumerate(standings) if standing and standing.fits]
    must_suit = any(
        s.suits and setting.alternatives[n].is_tier and not musts.rules_out(n) for n, s in fitting
    )
    if must_suit:
        fitting = [(n, standing) for n, standing in fitting if standing.suits]
    first = _first(setting, table, fitting, musts)
    recommended = first[0] if len(first) == 1 else None
    tied = first if len(first) > 1 else ()
    return Choice(recommended, tied, tuple(standings), proposed, must_suit, musts)


def _keeps_together(serves: tuple[str, ...], equal_groups: Sequence[tuple[int, int]]) -> bool:
    """Say whether groups with equal answers, given in pairs, share a part."""
    return not equal_groups or all(serves[group] == serves[equal] for group, equal in equal_groups)


def _standing(
    alternative: Alternative,
    groups: Sequence[Sequence[GroupColumn]],
    own_points: int,
    whole: int,
    whole_point: int,
) -> Standing:
    """Work out one alternative's points, and whether it can be recommended, musts left aside.

    `whole` is the sum of the groups' shares, and `whole_point` a point of score in whole numbers.
    """
    points = own_points
    needs = against = 0
    suits_all = True
    for columns, column in zip(groups, alternative.columns, strict=True):
        group_points, group_needs, group_against, suits = columns[column]
        points += group_points
        needs += group_needs
        against += group_against
        suits_all = suits_all and suits
    above_middle = points > alternative.overhead * whole_point
    fits = above_middle and needs >= 0 and 2 * against < whole
    return Standing(points, needs, against, suits_all, fits)


def _first(
    setting: Setting,
    table: PerformanceTable,
    fitting: list[tuple[int, Standing]],
    musts: RuledOut,
) -> tuple[int, ...]:
    """List the positions that come first: one, several in an exact tie, or none.

    Against a model, a hybrid counts less the margin; where it beats the models by exactly the
    margin, it comes first. What a must rules out is passed over.
    """
    whole_point = table.unit * setting.whole
    by_key: dict[tuple[int, bool], list[int]] = {}
    for number, standing in fitting:
        alternative = setting.alternatives[number]
        hybrid = alternative.kind == "hybrid"
        deduction = alternative.overhead + (setting.margin if hybrid else 0)
        key = (standing.points - deduction * whole_point, hybrid)
        by_key.setdefault(key, []).append(number)
    for key in sorted(by_key, reverse=True):
        if first := [number for number in by_key[key] if not musts.rules_out(number)]:
            return tuple(first)
    return ()


def score(setting: Setting, table: PerformanceTable, number: int, standing: Standing) -> Fraction:
    """Give the exact score of an alternative in points."""
    points = Fraction(standing.points, table.unit * setting.whole)
    return MIDDLE - setting.alternatives[number].overhead + points


def suiting(setting: Setting, totals: GroupTotals) -> list[list[bool]]:
    """Say for every group and column whether the column suits the group.

    It does if its points from needs there are above 0 and at least the rules' percentage of the
    highest of any model.
    """
    suits = []
    for needs in totals.needs:
        best = max(needs[: setting.models], default=0)
        suits.append([n > 0 and 100 * n >= setting.suits_percent * best for n in needs])
    return suits


def group_columns(setting: Setting, totals: GroupTotals) -> list[list[GroupColumn]]:
    """Work out what every column adds in every group that it serves."""
    suits = suiting(setting, totals)
    return [
        [
            GroupColumn(share * points, share * need, share if need < 0 else 0, suited)
            for points, need, suited in zip(
                totals.points[group], totals.needs[group], suits[group], strict=True
            )
        ]
        for group, share in enumerate(setting.shares)
    ]


def groups_differ(setting: Setting, totals: GroupTotals) -> bool:
    """Say whether groups differ in the model that is first on need."""
    if not setting.models:
        return False
    firsts: list[set[int]] = []
    for needs in totals.needs:
        of_models = needs[: setting.models]
        best = max(of_models)
        firsts.append({column for column, n in enumerate(of_models) if n == best})
    return not set.intersection(*firsts)


def part_points(
    setting: Setting,
    table: PerformanceTable,
    by_group: Sequence[Mapping[str, str]],
    part_level: PartLevel,
) -> int:
    """Give the points that a part's own level adds to a tier, beyond the answers it replaces.

    In the table's unit, times the shares of the groups concerned.
    """
    rows = table.points.get(part_level.criterion)
    if rows is None:
        return 0
    column = part_level.column
    points = 0 if part_level.level is None else part_level.share * rows[part_level.level][column]
    for group in part_level.groups:
        replaced = by_group[group].get(part_level.criterion)
        if replaced is not None:
            points -= setting.shares[group] * rows[replaced][column]
    return points


def own_levels(part_levels: Iterable[PartLevel], group: int) -> dict[str, str]:
    """Give the levels that the posts of a tier's parts answer in a group of clients.

    Where posts are not known, the group's own answers count.
    """
    return {
        part_level.criterion: part_level.level
        for part_level in part_levels
        if part_level.level is not None and group in part_level.groups
    }


def unmet_conditions(
    setting: Setting, by_group: Sequence[Mapping[str, str]], number: int
) -> frozenset[str]:
    """List the criteria whose answers in every group leave a must of an alternative unmet.

    What the posts of a tier's parts answer is not among them. Empty for a client, and where
    feasibility is left out.
    """
    if not setting.judged or setting.agency is not None:
        return frozenset()
    alternative = setting.alternatives[number]
    owners = (*alternative.parts, *(hybrid.id for hybrid in alternative.hybrids))
    by_posts = {criterion for group in setting.by_posts[number] for criterion in group}
    return frozenset(
        condition.criterion
        for owner in owners
        for condition in setting.musts.conditions[owner]
        if condition.criterion not in by_posts
        and all(unmet(condition, levels) for levels in by_group)
    )
