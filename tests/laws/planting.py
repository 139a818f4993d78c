"""How a fault is planted in the engine."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from importlib import import_module
from math import floor
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

from casemodel import engine
from casemodel.engine.scoring import Scored

Fault = Callable[[pytest.MonkeyPatch], None]
Levels = Mapping[str, str]

ROOMS: tuple[ModuleType, ...] = tuple(
    import_module(f"{engine.__name__}.{room.name}") for room in iter_modules(engine.__path__)
)
"""Every module of the engine, so that no fault misses code that has moved to another one."""


def plant(patch: pytest.MonkeyPatch, name: str, fake: Any) -> None:
    """Put the fake wherever the engine uses this name."""
    rooms = [room for room in ROOMS if hasattr(room, name)]
    assert rooms
    for room in rooms:
        patch.setattr(room, name, fake)


def with_score(one: Scored, score: Fraction) -> Scored:
    """The same model with another score."""
    return one._replace(score=score, tenths=floor(score * 10 + Fraction(1, 2)))
