"""Segments of a population from its clients, so that an organization can be scored on real people.

Clients are put together by the single model that comes first for each: whom the same model suits
has needs of one pattern as far as the models can tell, and a tiered hybrid serves by just that. A
group of fewer than 11 joins the group of the model that is second for most of its clients, or else
the largest: a segment is shown to boards and must not point at a person. A segment's answer is the
one most of its clients have who have one, the first in the order of the rules among equals, where
at least half of its clients have one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from casemodel.caseload.suppression import FEWEST
from casemodel.knowledge.values import Rules

_HALF = 2
_TENTHS_OF_PERCENT = 1000


class Need(NamedTuple):
    """A segment's answer to a criterion; `tenths` is how many in ten of those asked gave it."""

    criterion: str
    level: str
    tenths: int


class Group(NamedTuple):
    """A segment in the making: its model, its clients, its share in tenths of a percent.

    `joined` are models whose few clients were put with this group; `unknown` are criteria that
    too few of its clients have an answer to.
    """

    model: str
    clients: int
    share: int
    needs: tuple[Need, ...]
    unknown: tuple[str, ...]
    joined: tuple[str, ...]


class _Pile:
    """Clients of one model: how many, which model is second for them, and their levels."""

    def __init__(self) -> None:
        self.clients = 0
        self.second: Counter[str] = Counter()
        self.levels: Counter[tuple[str, str]] = Counter()
        self.joined: list[str] = []


class Grouper:
    """Puts clients into groups as they go by, and keeps no more of them than counts."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._piles: dict[str, _Pile] = {}

    def add(self, model: str, second: str, levels: Iterable[tuple[str, str]]) -> None:
        """Add a client by the best and second-best model, and each criterion answered, with level.

        `second` is empty where there is none.
        """
        pile = self._piles.setdefault(model, _Pile())
        pile.clients += 1
        pile.second[second] += 1
        pile.levels.update(levels)

    def groups(self, rules: Rules) -> tuple[Group, ...]:
        """The groups, the largest first; small ones have joined others."""
        piles = dict(sorted(self._piles.items()))
        while len(piles) > 1:
            smallest = min(piles, key=lambda model: (piles[model].clients, model))
            if piles[smallest].clients >= FEWEST:
                break
            _join(piles, smallest)
        order = sorted(piles, key=lambda model: (-piles[model].clients, model))
        shares = _shares([piles[model].clients for model in order])
        return tuple(
            _group(rules, model, piles[model], share)
            for model, share in zip(order, shares, strict=True)
        )


def _join(piles: dict[str, _Pile], small: str) -> None:
    """Put a small pile with the one that suits its clients next best."""
    pile = piles.pop(small)
    wanted = max(pile.second, key=lambda model: (pile.second[model], model))
    if wanted not in piles:
        wanted = max(piles, key=lambda model: (piles[model].clients, model))
    other = piles[wanted]
    other.clients += pile.clients
    other.second += pile.second
    other.levels += pile.levels
    other.joined += [small, *pile.joined]


def _shares(clients: list[int]) -> list[int]:
    """Shares in tenths of a percent that add up to the whole, by largest remainder."""
    total = sum(clients)
    shares = [n * _TENTHS_OF_PERCENT // total for n in clients]
    rests = sorted(
        range(len(clients)), key=lambda i: (-(clients[i] * _TENTHS_OF_PERCENT % total), i)
    )
    for place in rests[: _TENTHS_OF_PERCENT - sum(shares)]:
        shares[place] += 1
    return shares


def _group(rules: Rules, model: str, pile: _Pile, share: int) -> Group:
    needs, unknown = [], []
    for criterion in rules.criteria_for("client"):
        if "organization" not in criterion.asked_of:
            continue
        counts = {level.id: pile.levels[criterion.id, level.id] for level in criterion.levels}
        answered = sum(counts.values())
        if answered * _HALF < pile.clients or not answered:
            unknown.append(criterion.id)
            continue
        level = max(counts, key=lambda one: counts[one])
        needs.append(Need(criterion.id, level, (counts[level] * 20 // answered + 1) // 2))
    joined = tuple(sorted(pile.joined))
    return Group(model, pile.clients, share, tuple(needs), tuple(unknown), joined)


def model_of(rules: Rules, first: str, second: str) -> tuple[str, str]:
    """The best and second-best single model, where `first` may be a hybrid; '' where not known."""
    return (first, second) if first in rules.models else (second, "")


def share_text(tenths: int) -> str:
    """A share as a profile has it: '33.3%', '40%'."""
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def names_of_groups(rules: Rules, groups: Iterable[Group]) -> Mapping[str, str]:
    """What each group's segment is called, by its model."""
    return {group.model: f"Best served by {rules.models[group.model].name}" for group in groups}
