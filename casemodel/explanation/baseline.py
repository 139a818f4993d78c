"""What stands beside the answer: what is run now, and how close the best hybrid came."""

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.scoring import TENTHS
from casemodel.explanation.headline import stands_in_the_way
from casemodel.explanation.naming import joined, name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.templates import say
from casemodel.explanation.values import Sentence


def baseline_of(assessment: Assessment) -> tuple[Sentence, ...]:
    """What changing from what is run now would gain or lose, and what it would ask.

    Where a family is run, it is compared as the one of its models that fits best.
    """
    case = assessment.case
    if not case.profile.current_model or not assessment.ranking:
        return ()
    now, called = _run_now(assessment, case.profile.current_model)
    if now is None:
        hybrid = case.rules.hybrids.get(case.profile.current_model)
        tiered = hybrid is not None and hybrid.way == "tiered" and not case.profile.segments
        return (say("baseline.tiered" if tiered else "baseline.unranked", now=called),)
    if not assessment.recommended:
        return (say("baseline.nothing", now=called, score=printed(now.tenths)),)
    if now.id == assessment.recommended:
        family = now.id != case.profile.current_model
        run = name_of(case.rules, case.profile.current_model)
        template = "baseline.within" if family else "baseline.same"
        return (say(template, now=run, model=name_of(case.rules, now.id)),)
    new = assessment.standing(assessment.recommended)
    name = name_of(case.rules, new.id)
    part = case.profile.current_model in new.parts
    to = "" if part else say("baseline.to", new=name).text
    template = "baseline.part" if part else "baseline.change"
    return (say(template, now=called, new=name, gain=_gain(assessment, now, new, to)),)


def _run_now(assessment: Assessment, now: str) -> tuple[Standing | None, str]:
    """The standing that stands for what is run now, or None, and what it is called."""
    rules = assessment.case.rules
    ranked = {s.id: s for s in assessment.ranking}
    name = name_of(rules, now)
    if now in ranked or now in rules.hybrids or rules.models[now].scored:
        return ranked.get(now), name
    members = [s for s in assessment.ranking if s.kind == "model" and _is_of(assessment, s, now)]
    if not members:
        return None, name
    told = next((s for s in members if s.id == assessment.recommended), members[0])
    called = say("baseline.family", family=name, model=name_of(rules, told.id))
    return told, called.text


def _is_of(assessment: Assessment, standing: Standing, family: str) -> bool:
    return assessment.case.rules.models[standing.id].family == family


def _gain(assessment: Assessment, now: Standing, new: Standing, to: str) -> str:
    """How much fit a change gains or loses, and what it asks that is unmet or not known."""
    gain = new.tenths - now.tenths
    asks = "" if assessment.options.fit_only else _asks(new)
    template = "gain" if gain > 0 else "loss" if gain < 0 else "level"
    return say(f"baseline.{template}", to=to, points=printed(abs(gain)), asks=asks).text


def _asks(new: Standing) -> str:
    """How many requirements are unmet, and how many are to be confirmed, where any are."""
    states = [check.state for check in new.feasibility.checks]
    counts = (("unmet", states.count("unmet")), ("open", states.count("to_confirm")))
    found = [say(f"baseline.{name}", count=str(count)).text for name, count in counts if count]
    return say("baseline.asks", asks=joined(found)).text if found else ""


def nearest_hybrid(assessment: Assessment) -> tuple[Sentence, ...]:
    """How close the best hybrid came, or by how much the recommended one leads the best model."""
    rules = assessment.case.rules
    hybrids = [s for s in assessment.ranking if s.kind == "hybrid"]
    models = [s for s in assessment.ranking if s.kind == "model"]
    if not hybrids or not models:
        return ()
    asked = rules.hybrid_margin
    told = next((h for h in hybrids if h.id == assessment.recommended), None)
    if told:
        return (_lead(assessment, told, models),)
    best = hybrids[0]
    ahead = best.tenths - models[0].tenths
    filled = {
        "hybrid": name_of(rules, best.id),
        "score": printed(best.tenths),
        "margin": printed(abs(ahead)),
        "model": name_of(rules, models[0].id),
        "asked": str(asked),
        "of": say(
            "hybrid.one" if len(hybrids) == 1 else "hybrid.many", count=str(len(hybrids))
        ).text,
    }
    if ahead > 0 and stands_in_the_way(assessment, best):
        needed = best.need_points < 0
        return (say("hybrid.needed" if needed else "hybrid.blocked", **filled),)
    return (say("hybrid.close" if ahead >= 0 else "hybrid.behind", **filled),)


def _lead(assessment: Assessment, told: Standing, models: list[Standing]) -> Sentence:
    """By how much a recommended hybrid leads the best model that nothing stands in the way of."""
    rules = assessment.case.rules
    rival = next((m for m in models if not stands_in_the_way(assessment, m)), None)
    if rival is None or rival.tenths > told.tenths - rules.hybrid_margin * TENTHS:
        return say("hybrid.alone")
    return say(
        "hybrid.ahead",
        model=name_of(rules, rival.id),
        margin=printed(told.tenths - rival.tenths),
        asked=str(rules.hybrid_margin),
    )
