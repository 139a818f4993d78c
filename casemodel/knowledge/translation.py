"""The rules in another language: the texts that a client reads, by the ids of the rules.

A folder `lang/es` of the rules holds YAML files. Their top-level keys are parts of the rules, each
in one file, and below them are ids: `criteria: {acuity: {help: ...}}`. A part with a single text
for clients is that text. An entry without an id is named by its claims.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from casemodel.files.document import ParsedFile
from casemodel.files.limits import RULE_FILE_BYTES
from casemodel.files.problems import ProblemsFound
from casemodel.files.proof import is_proved
from casemodel.files.scalars import sort_of
from casemodel.files.tree import MappingNode, Node, Scalar
from casemodel.files.yaml_tree import read_document
from casemodel.knowledge.criteria import Criterion, Level, Quantity, Wording
from casemodel.knowledge.fields import Value
from casemodel.knowledge.handout import Handout
from casemodel.knowledge.method import BandWord, Method
from casemodel.knowledge.models import (
    Caution,
    FeatureRow,
    Form,
    Hybrid,
    Model,
    Rating,
    Referral,
    ReferralCase,
    Requirement,
    Tiers,
)
from casemodel.knowledge.notices import Notice
from casemodel.knowledge.rule_files import yaml_names
from casemodel.knowledge.sources import Claim, Source, Sourced
from casemodel.knowledge.values import Rules

LANGUAGES = "lang"
"""The folder of the rules that holds a folder for each language."""

TEXTS: Mapping[type[Value], tuple[str, ...]] = {
    Rules: (
        "cautions",
        "claims",
        "criteria",
        "forms",
        "group_names",
        "hybrids",
        "method",
        "models",
        "quantities",
        "referral",
        "sources",
        "tiers",
        "weight_rule",
    ),
    Wording: ("client",),
    BandWord: ("word",),
    Caution: ("says",),
    Claim: ("says",),
    Criterion: ("name", "question", "levels", "help"),
    FeatureRow: ("question",),
    Form: ("name",),
    Hybrid: ("name", "serves", "moves", "requirements"),
    Level: ("name",),
    Method: ("match_words", "little_said_word", "completeness_words", "stability_words"),
    Model: ("name", "summary", "ratings", "cons", "requirements", "cautions"),
    Quantity: ("unit",),
    Rating: ("reason",),
    Referral: ("client", "meanwhile"),
    ReferralCase: ("says", "near"),
    Requirement: ("says", "name", "to_close"),
    Source: ("strength",),
    Sourced: ("says",),
    Tiers: ("requirement",),
    Handout: ("rows", "says"),
    Notice: ("says",),
}
"""The fields of each part of the rules that a page for a client shows, or that hold such fields."""

_SCHEMA, _HANDOUT, _NOTICES = "schema", "handout", "notices"
_TOP = (*TEXTS[Rules], _HANDOUT, _NOTICES)

_UNKNOWN, _WRONG_SORT = "This key is unknown here.", "This value is of the wrong sort."

T = TypeVar("T")
TextPath = tuple[str, ...]
"""The keys and ids that lead to a text, such as ("criteria", "acuity", "help")."""


class Translation:
    """The texts of one language.

    `missing` names each text of the rules that clients may read and the language lacks; it grows as
    parts of the rules are translated.
    """

    def __init__(self, rules_folder: Path, language: str) -> None:
        """Read the files of a language. Raises ProblemsFound if one cannot be read."""
        self.missing: list[str] = []
        self._entries: dict[str, Node] = {}
        self._files: dict[str, ParsedFile] = {}
        self._is_needed: Callable[[TextPath], bool] = lambda _: True
        folder = rules_folder / LANGUAGES / language
        for name in yaml_names(folder):
            self._take(read_document(folder / name, RULE_FILE_BYTES))

    def of_rules(self, rules: Rules) -> Rules:
        """Put the texts of this language into rules. Raises ProblemsFound for an unknown id."""
        self._is_needed = _Needed(rules)
        parts = {key: self._of(part, key) for key, part in _parts(rules).items()}
        self._refuse()
        return rules._replace(**parts)

    def of_handout(self, handout: Handout) -> Handout:
        """Put the texts of this language into a handout. Raises as `of_rules` does."""
        translated = self._of(handout, _HANDOUT)
        self._refuse()
        return translated

    def of_notices(self, notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
        """Put the texts of this language into notices. Raises as `of_rules` does."""
        translated = self._of(notices, _NOTICES)
        self._refuse()
        return translated

    def _take(self, document: ParsedFile) -> None:
        """Take the top-level keys of a file. Raises ProblemsFound if it has others."""
        root = document.root
        if root is not None and not isinstance(root, MappingNode):
            document.add("P301", root, "A file of a language is made of keys and values.")
        for key, entry in root.entries.items() if isinstance(root, MappingNode) else ():
            if key == _SCHEMA:
                continue
            if key not in _TOP:
                document.add("R103", entry, _UNKNOWN, words=_TOP)
            elif key in self._entries:
                document.add("R109", entry, f"This key stands in {self._files[key].file} already.")
            else:
                self._entries[key], self._files[key] = entry.value, document
        document.refuse(private=not is_proved(document, (_SCHEMA, *_TOP), (_SCHEMA,)))

    def _of(self, value: T, key: str) -> T:
        translated: T = self._in(value, self._entries.get(key), (key,))
        return translated

    def _refuse(self) -> None:
        files = dict.fromkeys(self._files.values())
        if problems := tuple(problem for file in files for problem in file.problems):
            raise ProblemsFound(problems)

    def _in(self, value: Any, node: Node | None, path: TextPath) -> Any:
        """Give a part of the rules with the texts of the node; without them, it stays English."""
        if isinstance(value, str):
            return self._text(value, node, path)
        if isinstance(value, Wording) and value.client == value.organization:
            text = self._text(value.client, node, path)
            return Wording(text, text)
        if isinstance(value, Value) and (only := _only_text(value)):
            return value._replace(**{only: self._in(getattr(value, only), node, path)})
        parts = _parts(value)
        nodes = self._nodes(node, path, parts)
        translated = {
            key: self._in(part, nodes.get(key), (*path, key)) for key, part in parts.items()
        }
        return _rebuilt(value, translated)

    def _nodes(
        self, node: Node | None, path: TextPath, parts: Mapping[str, Any]
    ) -> Mapping[str, Node]:
        """Give the nodes of the parts; a key of the node that is not a part is noted."""
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            self._files[path[0]].add("R104", node, _WRONG_SORT, expected="keys and values")
            return {}
        for key, entry in node.entries.items():
            if key not in parts:
                self._files[path[0]].add("R103", entry, _UNKNOWN, words=tuple(parts))
        return {key: entry.value for key, entry in node.entries.items()}

    def _text(self, english: str, node: Node | None, path: TextPath) -> str:
        if node is None:
            self.missing += [".".join(path)] if self._is_needed(path) else []
        elif not isinstance(node, Scalar) or sort_of(node) in ("null", "boolean"):
            self._files[path[0]].add("R104", node, _WRONG_SORT, expected="a text")
        elif not node.text.strip():
            self._files[path[0]].add("R107", node, "This text is empty.", expected="a text")
        else:
            return node.text
        return english


class _Needed:
    """A test of whether a text of the rules can be on a page for a client."""

    def __init__(self, rules: Rules) -> None:
        criteria = rules.criteria_for("client")
        self._criteria = {criterion.id for criterion in criteria}
        self._ratios = {criterion.id for criterion in rules.criteria.values() if criterion.per}
        self._claims = {claim for criterion in criteria for claim in criterion.claims}
        for criterion in criteria:
            self._claims |= set(_disputed(rules, criterion.id))

    def __call__(self, path: TextPath) -> bool:
        """Say whether the text at this path can be on a page for a client."""
        match path:
            case ("criteria", criterion, "levels", _) if criterion in self._ratios:
                return True  # the staff of a client's agency reads it
            case ("criteria", criterion, *_) | ("models", _, "ratings", criterion, *_):
                return criterion in self._criteria
            case ("claims", claim):
                return claim in self._claims
        return True


def _disputed(rules: Rules, criterion: str) -> list[str]:
    """List the claims on which ratings of a criterion rest and that contradict each other."""
    bearing = {
        claim
        for model in rules.models.values()
        for rating in model.ratings.get(criterion, {}).values()
        for claim in rating.claims
    }
    pairs = ((claim, opposing) for claim in bearing for opposing in rules.claims[claim].against)
    return [claim for pair in pairs if pair[1] in bearing for claim in pair]


def _only_text(value: Value) -> str:
    """Name the one text that a part of the rules has for clients; empty if there is more in it."""
    first, *other_fields = TEXTS[type(value)]
    is_text = isinstance(getattr(value, first), str | Wording)
    return first if is_text and not other_fields else ""


def _parts(value: Any) -> dict[str, Any]:
    """Give the parts of a part of the rules that hold texts for clients, by key or id."""
    if isinstance(value, Value):
        fields = ((name, getattr(value, name)) for name in TEXTS[type(value)])
        return {name: part for name, part in fields if part}
    if isinstance(value, Mapping):
        return {str(key): part for key, part in value.items()}
    return dict(zip(_names(value), value, strict=True))


def _rebuilt(value: Any, parts: Mapping[str, Any]) -> Any:
    """Put the parts back in their places."""
    if isinstance(value, Value):
        return value._replace(**parts)
    if isinstance(value, Mapping):
        return {key: parts[str(key)] for key in value}
    return tuple(parts[name] for name in _names(value))


def _names(items: Iterable[Any]) -> list[str]:
    """Name the entries of a list by id, by the percentage each begins at, or by their claims.

    Where two rest on the same claims, the second is named 'B01 B02 (2)'.
    """
    names: list[str] = []
    for item in items:
        if isinstance(item, BandWord):
            name = str(item.at_least)
        else:
            name = str(item.id) if hasattr(item, "id") else " ".join(item.claims)
        again = sum(earlier == name or earlier.startswith(f"{name} (") for earlier in names)
        names.append(f"{name} ({again + 1})" if again else name)
    return names


def languages_of(rules_folder: Path) -> tuple[str, ...]:
    """List the languages that rules have texts in, in order."""
    folder = rules_folder / LANGUAGES
    names = (entry.name for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else ()
    return tuple(sorted(names))
