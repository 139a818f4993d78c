"""The entries of the decision register, and the rules for making and keeping them."""

from typing import Annotated, Literal, NamedTuple

from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.fields import File, Flag, Id, Text, Value, entries, whole

NONE = "none"
"""Stands where no model is recommended or chosen."""

What = Literal["decided", "corrected", "withdrawn"]


_A_CENTURY = 36_525
_Days = Annotated[int, whole(1, _A_CENTURY)]


class ReasonCode(Value):
    """A reason for choosing otherwise than recommended: its code, and what it says.

    `needs_note` says that it makes sense only with a note beside it.
    """

    id: Id
    says: Text
    needs_note: Flag = False


class Policy(Value):
    """The rules of the register: days until a review, days an entry is kept, reason codes."""

    review_after_days: _Days
    keep_days: _Days
    reasons: Annotated[tuple[ReasonCode, ...], entries(1)]

    def reason(self, code: str) -> ReasonCode | None:
        """The reason with this code, or None."""
        return next((reason for reason in self.reasons if reason.id == code), None)

    def says(self, code: str) -> str:
        """Give the text of a reason's code; the code itself if it is no longer a reason."""
        reason = self.reason(code)
        return reason.says if reason else code


class DecisionsFile(Policy, File, kw_only=True):
    """The rules of the decision register, with their reasons."""

    review_reason: Text
    keep_reason: Text


class Content(NamedTuple):
    """The content of one entry, before it has a number.

    `about` is the number of the decision that it corrects or withdraws, 0 for a new decision.
    `subject` is a client's id or an organization's name; `fingerprint` the keyed digest of the
    profile in hexadecimal. `recommended` and `chosen` are ids of models or hybrids, or 'none'.
    `reason` is a code, `role` says in what capacity someone decided. `answers` is JSON, empty
    unless they were to be kept. Dates are ISO: made on, to be reviewed on, kept until. A withdrawal
    has only `about`, `role`, `note` and dates of its own.
    """

    about: int
    what: What
    kind: Kind
    subject: str
    fingerprint: str
    recommended: str
    certainty: str
    chosen: str
    reason: str
    role: str
    note: str
    answers: str
    tool_version: str
    rules_version: str
    rules_digest: str
    made_on: str
    review_on: str
    keep_until: str


class Entry(NamedTuple):
    """An entry as it stands in the register, under a number that is never given twice."""

    number: int
    content: Content


class Decision(NamedTuple):
    """A decision as it stands after every later entry on it.

    `number` is that of its first entry, `entry` the one that counts now, `corrections` how many
    came after the first. `withdrawn` is the date on which it was taken back, or empty.
    """

    number: int
    entry: Entry
    corrections: int
    withdrawn: str

    @property
    def content(self) -> Content:
        """The content of the entry that counts now."""
        return self.entry.content

    @property
    def differs(self) -> bool:
        """True if a person chose otherwise than recommended."""
        return self.content.chosen != self.content.recommended
