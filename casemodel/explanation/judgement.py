"""Sentences on match, completeness, stability and evidence, and on what would change the answer."""

from fractions import Fraction
from math import floor

from casemodel.explanation.alternative_values import (
    PartStaff,
    RankedAlternative,
    RequirementState,
    ServedGroup,
    TierStaff,
)
from casemodel.explanation.headline import aim, headline, wrong_groups
from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import plain, printed, rounded_up
from casemodel.explanation.question_values import AnswerChange, AnswerSwitch
from casemodel.explanation.sentence import Judgment, Sentence
from casemodel.explanation.templates import say, say_with
from casemodel.explanation.values import NO_EVIDENCE, Evidence, Findings, WeightRange
from casemodel.explanation.words import share_in_words
from casemodel.knowledge.sources import BASES

SHOWN = 3
THIRD, ALL = 33, 100  # percent
CONTESTED = 30  # percent of a lead from which we say that sources contradict each other


def match_of(findings: Findings) -> Judgment:
    """Say how far the alternative fits the answers given."""
    subject = findings.subject
    if subject is None:
        return Judgment("", say("headline.unranked"))
    match = subject.match
    counts = {"speaks_for": str(match.speaks_for), "against": str(match.against)}
    is_one = match.speaks_for == 1
    if findings.little_said:
        return Judgment(
            match.word, say_with("match.little_one" if is_one else "match.little", counts)
        )
    facts = counts | {"percent": str(match.percent)}
    return Judgment(match.word, say_with("match.one" if is_one else "match", facts))


def completeness_of(findings: Findings) -> Judgment:
    """Say how much of the questions is answered."""
    completeness = findings.completeness
    if completeness.answered == completeness.asked:
        return Judgment(completeness.word, say("said.all", asked=str(completeness.asked)))
    facts = {
        "percent": str(completeness.percent),
        "answered": str(completeness.answered),
        "asked": str(completeness.asked),
        "unknown": str(sum(bool(question.state) for question in findings.open_questions)),
    }
    return Judgment(
        completeness.word, say_with("said" if facts["unknown"] == "0" else "said.unknown", facts)
    )


def lead_of(findings: Findings) -> Sentence:
    """Say how far the alternative is ahead of the best other model, or behind it."""
    subject = findings.subject
    if subject is None or not findings.second:
        return say("lead.alone")
    second = findings.alternative(findings.second)
    margin = subject.tenths - second.tenths
    if margin == 0:
        return say("lead.tied", second=second.name)
    ahead = "lead.ahead" if margin > 0 else "lead.behind"
    return say(ahead, margin=printed(abs(margin)), second=second.name)


def stability_of(findings: Findings) -> Judgment:
    """Say in how many tries the same is recommended."""
    stability = findings.stability_found
    if not findings.ranking:
        return Judgment("", say("stability.none"))
    if findings.share_cases and not findings.recommended and stability.outcomes:
        first = stability.outcomes[0]
        name = first.name or say("headline.no_model").text
        facts = {"model": name, "same": str(first.tries), "tries": str(stability.tries)}
        return Judgment(stability.word, say_with("stability.by_shares", facts))
    facts = {"same": str(stability.same), "tries": str(stability.tries)}
    if not findings.recommended:
        return Judgment(stability.word, say_with("stability.nothing", facts))
    completeness = findings.completeness
    is_all_said = completeness.answered == completeness.asked
    facts["rival"] = _rival(findings)
    return Judgment(
        stability.word, say_with("stability.all" if is_all_said else "stability", facts)
    )


def _rival(findings: Findings) -> str:
    """Name what is recommended next often in the tries, if at least half as often."""
    stability = findings.stability_found
    others = (outcome for outcome in stability.outcomes if outcome.id != findings.recommended)
    next_often = next(others, None)
    if next_often is None or 2 * next_often.tries < stability.same:
        return ""
    name = next_often.name or say("headline.no_model").text
    return say("stability.rival", model=name, tries=str(next_often.tries)).text


def evidence_of_lead(findings: Findings) -> Judgment:
    """Say what the lead over the second rests on; nothing if there is no lead to speak of."""
    subject = findings.subject
    second = findings.alternative(findings.second) if findings.second else None
    if subject is None or second is None or subject.tenths <= second.tenths:
        return Judgment("", say("evidence.none"))
    return _evidence(findings.evidence_shares)


def evidence_of_points(ranked: RankedAlternative) -> Judgment:
    """Say what all points of an alternative rest on, those for it and those against it."""
    sizes = dict.fromkeys(BASES, 0)
    for points in ranked.contributions:
        if points.basis:
            sizes[points.basis] += abs(points.tenths)
    total = sum(sizes.values())
    if not total:
        return Judgment("", say("evidence.no_points"))
    published = round((total - sizes["inference"]) * 100 / total)
    return Judgment(_evidence_word(ALL - published), _from_sources(published))


def _evidence(shares: Evidence) -> Judgment:
    if shares == NO_EVIDENCE:
        return Judgment("", say("evidence.none"))
    published = shares.document + shares.literature
    sentence = _from_sources(published, disputed=shares.contested >= CONTESTED)
    return Judgment(_evidence_word(shares.inference), sentence)


def _from_sources(published: int, *, disputed: bool = False) -> Sentence:
    """Say how much of some points, in percent, sources say, and whether they disagree on it."""
    share = share_in_words(published)
    if not share:
        return say("evidence.all_ours")
    if disputed:
        return say("evidence.disputed", share=share)
    if share == share_in_words(ALL):
        return say("evidence.all")
    return say("evidence", share=share)


def _evidence_word(inference: int) -> str:
    """Give the word for evidence of which this percentage is judgment."""
    if inference < THIRD:
        return say("evidence.word.strong").text
    return say("evidence.word.ours" if inference > 2 * THIRD else "evidence.word.mixed").text


def can_run_of(subject: RankedAlternative | None) -> Judgment:
    """Say whether it can be run: what is missing, with the sum, and what is to be confirmed."""
    if subject is None or subject.feasible == "not_asked":
        return Judgment("", say("can_run.not_asked"))
    unmet = [gap for gap in subject.gaps if gap.unmet]
    to_confirm = [gap for gap in subject.gaps if not gap.unmet and gap.strength == "must"]
    if subject.feasible == "no":
        gaps = [_gap_text(gap) for gap in unmet if gap.blocks]
        return Judgment(say("can_run.word.no").text, say("can_run.no", gap="; ".join(gaps)))
    if to_confirm:
        listed = joined([lowered(gap.name) for gap in to_confirm])
        return Judgment(say("can_run.word.confirm").text, say("can_run.confirm", musts=listed))
    if unmet:
        other_gaps = joined([lowered(gap.name) for gap in unmet[1:]])
        further = say("can_run.more", others=other_gaps).text if other_gaps else ""
        sentence = say("can_run.nearly", gap=_gap_text(unmet[0]), more=further)
        return Judgment(say("can_run.word.nearly").text, sentence)
    return _nothing_in_the_way(subject)


def _nothing_in_the_way(subject: RankedAlternative) -> Judgment:
    """Say that nothing said stands in the way, and what is still to be checked."""
    if unchecked := subject.gaps:
        text = "can_run.so_far.one" if len(unchecked) == 1 else "can_run.so_far"
        shortest = min((gap.name for gap in unchecked), key=len)  # the screen has one line
        facts = {"gap": lowered(shortest), "count": str(len(unchecked) - 1)}
        return Judgment(say("can_run.word.so_far").text, say_with(text, facts))
    staff = subject.staff
    sentence = say("can_run.yes")
    if staff and staff.state == "met" and staff.have and floor(staff.have) > staff.asked:
        sentence = say("can_run.yes_spare", have=plain(staff.have))
    return Judgment(say("can_run.word.yes").text, sentence)


def _gap_text(gap: RequirementState) -> str:
    """A gap in a few words: its sum where it has one, else its name."""
    if gap.arithmetic is None:
        return lowered(gap.name)
    if gap.arithmetic.id == "staffing":
        return say_with("can_run.sum", dict(gap.arithmetic.filled)).text
    return gap.arithmetic.text.rstrip(".")


def changes_of(findings: Findings) -> tuple[Sentence, ...]:
    """Say which single answers would change the recommendation.

    First come answers given about capacity: an organization can change those by itself.
    """
    order = {"capacity": 0, "goal": 1, "need": 2}

    def what_can_be_done_first(switch: AnswerSwitch) -> tuple[bool, int, str, str]:
        """Give a sort key: given answers before open ones; capacity, then goals, then needs."""
        change = switch.changes[0]
        return (
            not change.before,
            order[switch.group],
            change.question,
            change.before + change.after,
        )

    first: dict[tuple[str, str], AnswerSwitch] = {}
    for switch in sorted(findings.switches, key=what_can_be_done_first):
        first.setdefault((switch.changes[0].question, switch.recommended), switch)
    return tuple(_change(switch) for switch in list(first.values())[:SHOWN])


def _change(switch: AnswerSwitch) -> Sentence:
    changes = condition_text(switch.changes[0])
    if not switch.recommended:
        return say("change.to_none", changes=changes)
    return say("change", changes=changes, model=switch.recommended_name)


def condition_text(change: AnswerChange) -> str:
    """Word a changed answer as a condition: "'After-hours cover' were 'our own staff'"."""
    where = f" ({change.segment})" if change.segment else ""
    return say("change.answer", criterion=change.name, where=where, level=change.after_answer).text


def weights_of(findings: Findings) -> tuple[Sentence, ...]:
    """Say the nearest single weights that would change the answer."""
    if findings.weight_ranges is None:
        return ()
    nearest = []
    for limit in findings.weight_ranges:
        for weight, leads in (
            (limit.lower, limit.lower_name),
            (limit.higher, limit.higher_name),
        ):
            if weight is not None:
                changes = _weighed(limit, weight)
                sentence = (
                    say("weight", changes=changes, model=leads)
                    if leads
                    else say("weight.to_none", changes=changes)
                )
                nearest.append((_distance(limit.now, weight), limit.name, sentence))
    if not nearest and findings.ranking:
        return (say("weight.none"),)
    return tuple(sentence for _, _, sentence in sorted(nearest)[:SHOWN])


def _weighed(limit: WeightRange, weight: Fraction) -> str:
    """Word another weight: none at all, times the usual, or beside the one in use."""
    if not weight:
        return say("change.weight_zero", criterion=limit.name).text
    if limit.now == 1:
        return say("change.weight", criterion=limit.name, weight=_typed(weight)).text
    in_use = _typed(limit.now)
    return say("change.weight_now", criterion=limit.name, weight=_typed(weight), now=in_use).text


def _distance(in_use: Fraction, weight: Fraction) -> tuple[bool, Fraction]:
    """Order weights by how many times they are changed; from or to 0 comes last."""
    if not in_use or not weight:
        return True, Fraction(0)
    return False, max(in_use / weight, weight / in_use)


def _typed(weight: Fraction) -> str:
    """Write a weight exactly as it can be typed: '0.63', '1.5'."""
    return f"{float(weight):.10f}".rstrip("0").rstrip(".")


def who_is_served(findings: Findings) -> tuple[Sentence, ...]:
    """Say who is served by which part, with posts, and for whom one model for all is wrong."""
    subject = findings.subject
    if subject is None:
        return ()
    sentences = [
        _served(subject, [group for group in subject.groups if group.part == part])
        for part in dict.fromkeys(group.part for group in subject.groups)
    ]
    if findings.agency_part:
        sentences.append(say("served.client", runs=findings.agency_runs, part=findings.agency_part))
    if subject.hybrid and not subject.groups:
        sentences.append(say("hybrid.serves", text=subject.hybrid.serves))
    if subject.hybrid:
        sentences.append(say("hybrid.moves", text=subject.hybrid.moves))
    if not subject.groups and findings.wrong_for:
        until = _until_then(findings)
        sentences.append(say("served.wrong", groups=wrong_groups(findings), until=until))
    return tuple(sentences)


def _until_then(findings: Findings) -> str:
    """Say where to refer the groups for which the model recommended for now is wrong.

    That is to the model that would serve them in what the headline says to aim for.
    """
    better = aim(findings)
    for_now = headline(findings).id == "headline.for_now" and not findings.referral
    if better is None or not for_now or not findings.rules.meanwhile:
        return ""
    wrong = {group.name for group in findings.wrong_for}
    models = dict.fromkeys(group.part_name for group in better.groups if group.name in wrong)
    return say("served.until", models=joined(list(models), "or")).text


def _served(subject: RankedAlternative, groups: list[ServedGroup]) -> Sentence:
    """Say which groups one part serves, with its clients and posts where they are known."""
    names = [
        say("served.group_share", group=group.name, share=group.percent).text
        if group.clients is None
        else say(
            "served.group",
            group=group.name,
            share=group.percent,
            clients=rounded_up(group.clients),
        ).text
        for group in groups
    ]
    part = groups[0].part
    posts = (
        [
            _posts(subject.staff, part_staff)
            for part_staff in subject.staff.parts
            if part_staff.part == part
        ]
        if subject.staff
        else []
    )
    model = groups[0].part_name
    return say("served.part", groups=joined(names), model=model, posts="".join(posts))


def _posts(staff: TierStaff, part: PartStaff) -> str:
    """Write the posts that a part gets and the sum by which it needs them."""
    if part.clients is None:
        return ""
    by_caseload = part.asked > staff.least
    if part.posts and staff.have is not None:
        posts, have = plain(round(part.posts, 1)), plain(staff.have)
        clients_each = round(part.clients / part.posts)
        now, most = plain(clients_each), ""
        if by_caseload:
            id_ = "served.too_many" if clients_each > part.each else "served.most"
            most = say(id_, each=str(part.each)).text
        return say("served.posts", posts=posts, have=have, now=now, most=most).text
    if by_caseload:
        needs = say("served.sum", asked=rounded_up(part.asked), each=str(part.each)).text
    else:
        needs = say("served.least", least=str(staff.least)).text
    return say("served.posts_asked", needs=needs).text
