"""Segments of a population from its clients, so that an organization can be scored on real people.

Clients are grouped by the single model that comes first for each: people whom the same model suits
have similar needs, as far as the models can tell, and a tiered hybrid serves by just that. A group
of fewer than 11 joins the group of the model that is second for most of its clients, or else the
largest: a segment is shown to boards and must not point at a person. A segment's answer to a
question is the most frequent one among its clients who answered (the first in the order of the
rules among equals), if at least half of its clients answered. Clients without any answer are left
out, since no model suits them more than another; so is a group without a common answer.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from casemodel.caseload.suppression import FEWEST
from casemodel.knowledge.values import Rules

_HALF = 2
_TENTHS_OF_PERCENT = 1000


class GroupAnswer(NamedTuple):
    """A group's answer to a criterion; `tenths` is how many in ten of the answers are this one."""

    criterion: str
    level: str
    tenths: int


class ClientGroup(NamedTuple):
    """A segment before it is part of a profile: its model and its clients.

    `share` is in tenths of a percent of the clients in all segments, 0 for a group that is left
    out. `joined` are models whose few clients were put with this group; `unknown` are criteria that
    too few of its clients answered.
    """

    model: str
    clients: int
    share: int
    answers: tuple[GroupAnswer, ...]
    unknown: tuple[str, ...]
    joined: tuple[str, ...]


class Grouping(NamedTuple):
    """Groups with answers in common, the largest first, and the clients left out.

    `without_common_answer` are groups in which no question has an answer from half of the clients;
    `without_answers` is the number of clients without any answer.
    """

    groups: tuple[ClientGroup, ...]
    without_common_answer: tuple[ClientGroup, ...]
    without_answers: int

    @property
    def clients(self) -> int:
        """The number of clients with an answer."""
        return sum(group.clients for group in (*self.groups, *self.without_common_answer))


class _Pile:
    """Clients of one model: how many, which models are second for them, and their levels."""

    def __init__(self) -> None:
        self.clients = 0
        self.second: Counter[str] = Counter()
        self.levels: Counter[tuple[str, str]] = Counter()
        self.joined: list[str] = []


class Grouper:
    """A grouping of clients, made one by one; it keeps only counts."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._piles: dict[str, _Pile] = {}
        self._without_answers = 0

    def add(self, model: str, second: str, levels: Mapping[str, str]) -> None:
        """Add a client by the best and second-best model, and the level of each criterion answered.

        `second` is empty if there is none.
        """
        if not levels:
            self._without_answers += 1
            return
        pile = self._piles.setdefault(model, _Pile())
        pile.clients += 1
        pile.second[second] += 1
        pile.levels.update(levels.items())

    def grouping(self, rules: Rules) -> Grouping:
        """Make the groups of clients. A small group is joined to another."""
        piles = dict(sorted(self._piles.items()))
        while len(piles) > 1:
            smallest = min(piles, key=lambda model: (piles[model].clients, model))
            if piles[smallest].clients >= FEWEST:
                break
            _join(piles, smallest)
        order = sorted(piles, key=lambda model: (-piles[model].clients, model))
        formed = [_group(rules, model, piles[model]) for model in order]
        with_answers = [group for group in formed if group.answers]
        shares = _shares([group.clients for group in with_answers])
        return Grouping(
            tuple(group._replace(share=s) for group, s in zip(with_answers, shares, strict=True)),
            tuple(group for group in formed if not group.answers),
            self._without_answers,
        )


def _join(piles: dict[str, _Pile], small: str) -> None:
    """Put a small pile with the one that suits its clients next best."""
    pile = piles.pop(small)
    target = max(pile.second, key=lambda model: (pile.second[model], model))
    if target not in piles:
        target = max(piles, key=lambda model: (piles[model].clients, model))
    receiving = piles[target]
    receiving.clients += pile.clients
    receiving.second += pile.second
    receiving.levels += pile.levels
    receiving.joined += [small, *pile.joined]


def _shares(clients: list[int]) -> list[int]:
    """Work out shares in tenths of a percent that add up to the whole, by largest remainder."""
    total = sum(clients)
    if not total:
        return []
    shares = [n * _TENTHS_OF_PERCENT // total for n in clients]
    rests = sorted(
        range(len(clients)), key=lambda i: (-(clients[i] * _TENTHS_OF_PERCENT % total), i)
    )
    for place in rests[: _TENTHS_OF_PERCENT - sum(shares)]:
        shares[place] += 1
    return shares


def _group(rules: Rules, model: str, pile: _Pile) -> ClientGroup:
    answers, unknown = [], []
    for criterion in rules.criteria_for("client"):
        if "organization" not in criterion.asked_of:
            continue
        counts = {level.id: pile.levels[criterion.id, level.id] for level in criterion.levels}
        answered = sum(counts.values())
        if answered * _HALF < pile.clients or not answered:
            unknown.append(criterion.id)
            continue
        level = max(counts, key=lambda level: counts[level])
        tenths = (counts[level] * 20 // answered + 1) // 2
        answers.append(GroupAnswer(criterion.id, level, tenths))
    joined = tuple(sorted(pile.joined))
    return ClientGroup(model, pile.clients, 0, tuple(answers), tuple(unknown), joined)


def model_of(rules: Rules, first: str, second: str) -> tuple[str, str]:
    """Give the best and second-best single model of a row; '' for a second that is not known.

    `first` may be a hybrid; then the second of the row is the best model.
    """
    return (first, second) if first in rules.models else (second, "")


def share_text(tenths: int) -> str:
    """Write a share as in a profile: '33.3%', '40%'."""
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def group_name(rules: Rules, group: ClientGroup) -> str:
    """Name the segment of a group."""
    return f"Best served by {rules.models[group.model].name}"
