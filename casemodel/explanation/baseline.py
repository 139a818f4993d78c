"""Sentences on the present model, the best hybrid, and one more case manager."""

from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.naming import joined
from casemodel.explanation.numbers import TENTHS, plain, printed, signed
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say
from casemodel.explanation.values import CurrentModel, Findings


def baseline_of(findings: Findings) -> tuple[Sentence, ...]:
    """Say what a change from the present model would gain or lose, and what it would ask.

    A family is compared as the one of its models that fits best.
    """
    current = findings.current
    if current is None:
        return ()
    if not current.compared:
        unscored = "baseline.tiered" if current.needs_groups else "baseline.unranked"
        return (say(unscored, now=current.name),)
    present = findings.alternative(current.compared)
    called = _present_name(current, present)
    if not findings.recommended:
        return (say("baseline.nothing", now=called, points=signed(present.points)),)
    if present.id == findings.recommended:
        if present.id == current.id:
            return (say("baseline.same", now=current.name),)
        return (say("baseline.within", now=current.name, model=present.name),)
    new = findings.alternative(findings.recommended)
    part = current.id in new.parts
    to = "" if part else say("baseline.to", new=new.name).text
    template = "baseline.part" if part else "baseline.change"
    return (say(template, now=called, gain=_gain(present, new, to)),)


def _present_name(current: CurrentModel, present: RankedAlternative) -> str:
    """Name the present model; for a family, also the model it is compared as."""
    if present.id == current.id:
        return current.name
    return say("baseline.family", family=current.name, model=present.name).text


def _gain(present: RankedAlternative, new: RankedAlternative, to: str) -> str:
    """Say how much fit a change gains or loses, and how many requirements it leaves open."""
    gain = new.tenths - present.tenths
    if gain == 0:
        return say("baseline.level", to=to, asks=_asks(new)).text
    template = "baseline.gain" if gain > 0 else "baseline.loss"
    return say(template, to=to, points=printed(abs(gain)), asks=_asks(new)).text


def _asks(new: RankedAlternative) -> str:
    """Count the requirements that are unmet, and those to be confirmed; empty if there are none."""
    states = [requirement.state for requirement in new.requirements]
    unmet, unknown = states.count("unmet"), states.count("to_confirm")
    asks = [say("baseline.unmet", count=str(unmet)).text] if unmet else []
    asks += [say("baseline.open", count=str(unknown)).text] if unknown else []
    return say("baseline.asks", asks=joined(asks)).text if asks else ""


def nearest_hybrid(findings: Findings) -> tuple[Sentence, ...]:
    """Say how close the best hybrid came, or how far the recommended one leads the best model."""
    hybrids = [ranked for ranked in findings.ranking if ranked.kind == "hybrid"]
    models = [ranked for ranked in findings.ranking if ranked.kind == "model"]
    if not hybrids or not models:
        return ()
    subject = next((h for h in hybrids if h.id == findings.recommended), None)
    if subject:
        return (_lead(findings, subject, models),)
    best = hybrids[0]
    ahead = best.tenths - models[0].tenths
    margin, model = printed(abs(ahead)), models[0].name
    if ahead > 0 and best.blocked:
        passed = "hybrid.needed" if best.needs_against else "hybrid.blocked"
        return (say(passed, hybrid=best.name, margin=margin, model=model),)
    if ahead < 0:
        return (say("hybrid.behind", hybrid=best.name, margin=margin, model=model),)
    needed_lead = str(findings.rules.hybrid_margin)
    return (say("hybrid.close", hybrid=best.name, margin=margin, model=model, asked=needed_lead),)


def _lead(
    findings: Findings, subject: RankedAlternative, models: list[RankedAlternative]
) -> Sentence:
    """Say by how much a recommended hybrid leads the best model that nothing rules out."""
    margin = findings.rules.hybrid_margin
    rival = next((model for model in models if not model.blocked), None)
    if rival is None or rival.tenths > subject.tenths - margin * TENTHS:
        return say("hybrid.alone")
    ahead = printed(subject.tenths - rival.tenths)
    return say("hybrid.ahead", model=rival.name, margin=ahead)


def staff_note(findings: Findings) -> tuple[Sentence, ...]:
    """Say whether one more case manager would change the caseload band."""
    band = findings.staff_band
    if band is None:
        return ()
    staff = plain(band.staff)
    return (say("band", before=band.before, after=band.after, staff=staff),)
