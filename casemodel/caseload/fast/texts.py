"""What the cells of many rows say, by the bytes that stand in them.

Each column has a table of the texts that are known to be answers. A text is looked up by a product
of its first bytes, which is unlike for any two that are known, and then compared in full: a text
that is not in the table, byte for byte, is not known, and its row goes the plain way.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casemodel.caseload.tables import Entries
from casemodel.caseload.values import Column

Numbers = NDArray[np.int64]

OPEN, REFUSED, LEVELS = 0, 1, 2
"""The codes of what a cell says; the first level and those after it come last."""

_WORD = 8  # bytes compared at once
_LONGEST = 64
_BITS = 8
_ROOM = 24  # texts of a column; half as many again still find places of their own
_MOST = (1 << 64) - 1


class Texts:
    """The texts that are known in each column, and what they say."""

    def __init__(self, columns: Sequence[Column], entries: Sequence[Entries]) -> None:
        """Know blanks and the ids of levels, as far as the columns read them."""
        self._columns = columns
        self._codes = [
            {level: LEVELS + at for at, level in enumerate(one.levels)} for one in entries
        ]
        self._known: list[dict[bytes, int]] = [{} for _ in columns]
        for place, codes in enumerate(self._codes):
            for text in ("", *codes):
                self._add(place, text)
        self._lay_out()

    @property
    def margin(self) -> int:
        """How many bytes must stand behind the last cell."""
        return self._words * _WORD

    def learn(self, texts: Iterator[tuple[int, str]]) -> None:
        """Know texts from now on, as far as they are answers; each with its column's place."""
        if sum(self._add(place, text) for place, text in texts):
            self._lay_out()

    def _add(self, place: int, text: str) -> bool:
        known, answer = self._known[place], self._columns[place].read(text)
        key = text.encode()
        if answer is None or key in known or len(known) >= _ROOM or len(key) > _LONGEST:
            return False
        said = {"answered": self._codes[place].get(answer.level, OPEN), "refused": REFUSED}
        known[key] = said.get(answer.state, OPEN)
        return True

    def _lay_out(self) -> None:
        """Give every known text a place of its own."""
        longest = max((len(text) for known in self._known for text in known), default=0)
        self._words = max(-(-longest // _WORD), 1)
        size = len(self._known) << _BITS
        self._found = np.full((self._words, size), _MOST, np.uint64)
        self._says = np.zeros(size, np.int64)
        self._first = (np.arange(len(self._known), dtype=np.int64) << _BITS)[:, None]
        factors = []
        for place, known in enumerate(self._known):
            by, places = _places([_words(text, self._words) for text in known])
            factors.append(by)
            for (text, code), at in zip(known.items(), places, strict=True):
                self._found[:, (place << _BITS) + at] = _words(text, self._words)
                self._says[(place << _BITS) + at] = code
        self._factors = np.array(factors, np.uint64).reshape(-1, self._words).T[:, :, None]
        left = np.arange(self.margin + 2)[None] - _WORD * np.arange(self._words)[:, None]
        self._masks = np.array(
            [[(1 << 8 * min(max(int(n), 0), _WORD)) - 1 for n in row] for row in left], np.uint64
        )

    def codes(self, data: bytes, starts: Numbers, ends: Numbers) -> tuple[Numbers, NDArray[Any]]:
        """What cells say, by column and row, and whether each of them is known.

        `starts` and `ends` are where cells begin and end in the data, by column and row; behind
        the last there must be so many bytes more as `margin` says.
        """
        lengths = np.minimum(ends - starts, self.margin + 1)
        # The eight bytes from every place on: laid out once, they are quickly picked from.
        everywhere: NDArray[np.uint64] = np.ascontiguousarray(
            np.ndarray((len(data) - _WORD + 1,), "<u8", data, strides=(1,))
        )
        words = []
        at = np.zeros(starts.shape, np.uint64)
        for number, (mask, factor) in enumerate(zip(self._masks, self._factors, strict=True)):
            word = everywhere.take(starts + number * _WORD)
            word &= mask.take(lengths)
            words.append(word)
            at += word * factor
        place = (at >> np.uint64(64 - _BITS)).view(np.int64)
        place += self._first
        known = lengths <= self.margin
        for word, found in zip(words, self._found, strict=True):
            known &= found.take(place) == word
        return self._says.take(place), known


def _words(text: bytes, count: int) -> tuple[int, ...]:
    """A text as numbers of eight bytes; what follows its end is nought, which no text holds."""
    padded = text.ljust(count * _WORD, b"\0")
    return tuple(
        int.from_bytes(padded[at : at + _WORD], "little") for at in range(0, count * _WORD, _WORD)
    )


def _places(texts: Sequence[tuple[int, ...]]) -> tuple[list[int], list[int]]:
    """Factors that put every text in a place of its own, and the places."""
    random = Random(len(texts))  # noqa: S311  # any that do will do
    while True:
        by = [random.getrandbits(64) | 1 for _ in texts[0]]
        places = [
            (sum(word * factor for word, factor in zip(text, by, strict=True)) & _MOST)
            >> 64 - _BITS
            for text in texts
        ]
        if len(set(places)) == len(places):
            return by, places
