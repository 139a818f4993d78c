"""The sources of the rules, and their claims."""

from dataclasses import dataclass
from typing import Literal

from casemodel.knowledge.sources import Basis
from casemodel.knowledge.values import Rules
from casemodel.render.json_models.base import RulesOutput, filled, head_with_rules


@dataclass(frozen=True, kw_only=True)
class ParagraphData:
    """A paragraph of a source, by its heading and opening words.

    `repeats` are places of other sources that say the same in much the same words.
    """

    number: int
    heading: str
    opening: str
    repeats: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceData:
    """A source; what is not stated is null."""

    id: str
    title: str | None
    publisher: str | None
    authors: str | None
    date: str | None
    identifier: str | None
    basis: Basis
    strength: str | None
    strength_note: str | None
    paragraphs: tuple[ParagraphData, ...]


@dataclass(frozen=True, kw_only=True)
class ListedSourceData(SourceData):
    """A source, and the ids of the claims that rest on it."""

    claims: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClaimData:
    """A claim of a source: where it is made (`at`), the claims it contradicts, its limits."""

    id: str
    model: str
    kind: str
    says: str
    at: tuple[str, ...]
    against: tuple[str, ...]
    limits: str | None


@dataclass(frozen=True, kw_only=True)
class SourcesData(RulesOutput):
    """The output of `sources`."""

    output: Literal["sources"]
    sources: tuple[ListedSourceData, ...]


def sources(rules: Rules, tool_version: str) -> SourcesData:
    """Build the list of sources, with the claims that rest on each."""
    claims = rules.claims.values()
    return SourcesData(
        **head_with_rules("sources", rules, tool_version),
        sources=tuple(
            filled(
                ListedSourceData,
                source,
                claims=tuple(c.id for c in claims if source.id in {p.source for p in c.at}),
            )
            for source in rules.sources.values()
        ),
    )
