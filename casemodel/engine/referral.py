"""Information and referral alone, which is less than any model: judged before the ranking."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from casemodel.engine.cautions import holds
from casemodel.knowledge.values import Condition, Kind, Rules

ReferralState = Literal["enough", "nearly", "no"]


class ReferralFinding(NamedTuple):
    """The rules' judgment of information and referral alone for one profile.

    `given` are the conditions that hold and `missing` those that do not, or are not answered yet.
    `ask_first` are the questions about danger that must be answered before anyone relies on it.
    """

    state: ReferralState
    says: str
    given: tuple[Condition, ...]
    missing: tuple[Condition, ...]
    ask_first: tuple[str, ...]
    claims: tuple[str, ...]


_NO = ReferralFinding("no", "", (), (), (), ())


def referral_for(rules: Rules, kind: Kind, levels: Mapping[str, str]) -> ReferralFinding:
    """Judge information and referral alone by the levels answered.

    It is enough if every condition holds, nearly so if all but one do, and never where one of the
    answers that rule it out is given, such as danger.
    """
    referral = rules.referral
    if referral is None or any(holds((one,), levels) for one in referral.never.when):
        return _NO
    case = referral.case(kind)
    given = tuple(one for one in case.when if holds((one,), levels))
    missing = tuple(one for one in case.when if one not in given)
    if len(missing) > 1:
        return _NO
    ask_first = tuple(
        criterion for criterion in referral.ask_first.criteria if criterion not in levels
    )
    state: ReferralState = "nearly" if missing else "enough"
    says = case.near if missing else case.says
    return ReferralFinding(state, says, given, missing, ask_first, case.claims)
