"""HTML as a tree, read with the standard library: for looking at pages without a browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "source"}


@dataclass
class Tag:
    """An element with its attributes, and what is in it in order."""

    name: str
    attributes: dict[str, str]
    inside: list["Tag | str"] = field(default_factory=list)

    def all(self, *names: str) -> Iterator["Tag"]:
        """Every element within, in order, of these names or of any."""
        for part in self.inside:
            if isinstance(part, Tag):
                if not names or part.name in names:
                    yield part
                yield from part.all(*names)

    @property
    def text(self) -> str:
        """All text within, each piece a word of its own."""
        parts = (part if isinstance(part, str) else part.text for part in self.inside)
        return " ".join(" ".join(parts).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Tag("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag_read = Tag(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(tag_read)
        if tag not in VOID:
            self.open.append(tag_read)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"{self.open[-1].name} closed by {tag}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def read(page: str) -> Tag:
    """The page as a tree. Fails where an element is not closed as it should be."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1
    return reader.open[0]
