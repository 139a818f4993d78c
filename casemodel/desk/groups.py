"""Groups of clients as a form sends them: names and shares, changed together."""

from collections.abc import Sequence
from typing import NamedTuple

from starlette.datastructures import FormData

from casemodel.files.limits import NUMBER_LENGTH, SEGMENTS
from casemodel.files.scalars import is_number
from casemodel.knowledge.values import Rules
from casemodel.profiles.draft import CannotEdit, Draft
from casemodel.profiles.segments import NOT_KNOWN
from casemodel.texts.messages import phrase

MOST = SEGMENTS[1]
_CLIENTS = (" client", " clients")


class GroupRow(NamedTuple):
    """A row of the form: the name and share of a group; empty for one that is not there yet."""

    name: str
    share: str


def rows_of(draft: Draft) -> tuple[GroupRow, ...]:
    """List the groups that there are, then empty rows for more."""
    there = [GroupRow(segment.name, segment.share) for segment in draft.profile.segments]
    return (*there, *[GroupRow("", "")] * (MOST - len(there)))


def sent_groups(form: FormData) -> tuple[GroupRow, ...]:
    """Read the rows of a form."""
    return tuple(
        GroupRow(*(" ".join(str(form.get(f"{key}:{row}", "")).split()) for key in GroupRow._fields))
        for row in range(MOST)
    )


def with_rows(draft: Draft, rules: Rules, rows: Sequence[GroupRow]) -> Draft:
    """Change the groups to these. Groups that have answers stay; others can be left out.

    Raises ProblemsFound or CannotEdit, saying why the file does not take them.
    """
    there = draft.profile.segments
    by_clients = any(segment.share.endswith(_CLIENTS) for segment in there)
    named_rows = [row for row in rows if row.name]
    if any(not row.name and row.share for row in rows) or len(named_rows) == 1:
        raise CannotEdit(phrase("desk.groups_rule"))
    groups = [(row.name, _share(row.share, by_clients=by_clients)) for row in named_rows]
    if all(row.name for row in rows[: len(there)]):
        return draft.regrouped(groups, rules)
    return draft.with_groups(groups, rules)


def _share(text: str, *, by_clients: bool) -> str:
    """Write a share for the file: a percentage, or a number of clients. Raises CannotEdit."""
    if text.casefold() in ("", NOT_KNOWN):
        return NOT_KNOWN
    if text.endswith(_CLIENTS):
        text = text.split(maxsplit=1)[0]
    bare = text.removesuffix("%").strip()
    if not is_number(bare) or len(bare) > NUMBER_LENGTH:
        raise CannotEdit(phrase("interview.no_share"))
    return bare if by_clients else f"{bare}%"
