"""Information and referral alone, which is less than any model: judged before the ranking."""

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

from casemodel.engine.cautions import holds
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.models import Condition
from casemodel.knowledge.values import Rules

ReferralState = Literal["enough", "danger_unknown", "nearly", "no"]


class ReferralFinding(NamedTuple):
    """The rules' judgment of information and referral alone for one profile.

    `missing` are the conditions that do not hold, at most one. `ask_first` are the questions about
    danger that nobody has answered.
    """

    state: ReferralState
    says: str
    missing: tuple[Condition, ...]
    ask_first: tuple[str, ...]
    claims: tuple[str, ...]


_NO = ReferralFinding("no", "", (), (), ())


def referral_for(
    rules: Rules, kind: Kind, levels: Mapping[str, str], groups: Collection[Mapping[str, str]] = ()
) -> ReferralFinding:
    """Judge referral alone by the levels answered.

    It is enough if every condition holds and every question about danger is answered with no. It is
    nearly so if all conditions but one hold. It never is where an answer that rules it out, such as
    danger, is given of everyone or of one of the `groups`.
    """
    referral = rules.referral
    if referral is None or any(
        holds((condition,), answered)
        for condition in referral.never.when
        for answered in (levels, *groups)
    ):
        return _NO
    case = referral.case(kind)
    missing = tuple(c for c in case.when if not holds((c,), levels))
    if len(missing) > 1:
        return _NO
    ask_first = tuple(criterion for criterion in referral.ask_first if criterion not in levels)
    state: ReferralState = "danger_unknown" if ask_first else "enough"
    if missing:
        state = "nearly"
    says = case.near if missing else case.says
    return ReferralFinding(state, says, missing, ask_first, case.claims)
