"""The page of a caseload's staff: what each mix takes, the best assignment within the staff."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil

from casemodel.caseload.staffing import BEST, Each, Mix, Moved, Staffing
from casemodel.caseload.suppression import NOT_SHOWN, in_parts, of_total
from casemodel.caseload.tally import Summary
from casemodel.explanation.naming import joined, name_of
from casemodel.explanation.numbers import plain, printed
from casemodel.knowledge.values import Rules
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Table,
)
from casemodel.pages.words import counted

_HELD_BACK = (
    "Counts under 11 are held back, and those that would give them away; posts are whole then. "
    "--no-suppress shows them."
)
_NO_CUT_OFF = "No source supports a cut-off; the numbers are for planning, not for proof."
_NO_TRIAGE = (
    "Nobody is left out by this program: who waits is for people to decide. More staff, other "
    "partners, or information and referral alone for those who need no more."
)


def staffing_page(
    rules: Rules, found: Staffing, summary: Summary, organization: str, *, suppress: bool
) -> Document:
    """What the caseload takes, against what there is. Every sum can be checked by hand."""
    facts = [
        Fact("Clients", _clients(found, summary)),
        Fact("Case managers", plain(found.managers)),
        Fact(
            "Clinicians", _known(found.clinicians, "of them", "not known; not counted as a limit")
        ),
    ]
    blocks: list[Block] = [
        Facts(tuple(facts)),
        Heading(2, "Clients for one post"),
        Bullets("each", tuple(_each(rules, one) for one in found.each)),
        Paragraph(_NO_CUT_OFF, "quiet"),
        Heading(2, "What each mix of models takes"),
        Table(
            "",
            ("Mix", "Posts", "Of clinicians", "Mean fit", "Enough staff"),
            _rows(rules, found, suppress=suppress),
        ),
    ]
    best = found.mixes[0] if found.mixes else None
    if best is not None:
        blocks += [
            Heading(2, "If each client had the model that suits best"),
            _arithmetic(rules, found, best, suppress=suppress),
        ]
    blocks += _placed(rules, found, suppress=suppress)
    closing = [Fact("", _HELD_BACK)] if suppress else []
    closing.append(Fact("", "A guide for your decisions, not the decisions."))
    return Document(f"Staff for a caseload: {organization}", tuple(blocks), tuple(closing))


def _clients(found: Staffing, summary: Summary) -> str:
    left_out = summary.clients - found.clients
    text = str(found.clients)
    if left_out:
        text += f"; left out, because of problems in their rows: {left_out}"
    if found.stated is not None and found.stated != summary.clients:
        text += f"; the profile says {plain(found.stated)}"
    return text


def _known(number: Fraction | None, words: str, unknown: str) -> str:
    return unknown if number is None else f"{plain(number)} {words}"


def _each(rules: Rules, one: Each) -> Item:
    whose = "clinician" if one.clinicians else "case manager"
    text = f"{one.clients} for each {whose}"
    if one.from_band:
        text += ": the highest band that the rules do not call a misfit; they require no number"
    return Item("", rules.models[one.model].name, text)


def _rows(
    rules: Rules, found: Staffing, *, suppress: bool
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    mixes = (*found.mixes, found.placed) if found.placed else found.mixes
    return tuple(
        (
            (mix_name(rules, mix),),
            (_posts(mix.posts, suppress=suppress),),
            (_posts(mix.clinicians, suppress=suppress),),
            (_mean(mix, found.clients),),
            (_enough(mix, found),),
        )
        for mix in mixes
    )


def mix_name(rules: Rules, mix: Mix) -> str:
    """What a mix is called."""
    if mix.id == BEST:
        return "Each client's best model"
    if mix.id in rules.models:
        return f"{rules.models[mix.id].name} for all"
    if mix.id in rules.hybrids:
        parts = [rules.models[part].name for part in rules.hybrids[mix.id].parts]
        return f"The better of {joined(parts)}"
    return "The best within your staff"


def _posts(posts: Fraction, *, suppress: bool) -> str:
    """Posts, whole where small counts could be worked out from them."""
    return str(ceil(posts)) if suppress else _tenths(posts)


def _tenths(posts: Fraction) -> str:
    """Posts to one decimal, rounded up, so that what is shown is enough."""
    return printed(ceil(posts * 10))


def _mean(mix: Mix, clients: int) -> str:
    return printed(round(Fraction(mix.tenths, clients))) if clients else ""


def _enough(mix: Mix, found: Staffing) -> str:
    missing = []
    if mix.posts > found.managers:
        missing.append(counted(ceil(mix.posts - found.managers), "case manager", "case managers"))
    if found.clinicians is not None and mix.clinicians > found.clinicians:
        missing.append(counted(ceil(mix.clinicians - found.clinicians), "clinician", "clinicians"))
    enough = f"no, {joined(missing)} short" if missing else "yes"
    return f"{enough}; a must is unmet" if set(mix.clients) & set(found.left_out) else enough


def _arithmetic(rules: Rules, found: Staffing, mix: Mix, *, suppress: bool) -> Bullets:
    """The sum behind the posts of a mix, model by model."""
    counts = _counts(mix.clients, suppress=suppress)
    each = {one.model: one for one in found.each}
    items = []
    for model, shown in counts.items():
        name = rules.models[model].name
        if shown == NOT_SHOWN:
            items.append(Item("", name, "held back"))
            continue
        one = each[model]
        posts = _tenths(Fraction(mix.clients[model], one.clients))
        whose = "posts of clinicians" if one.clinicians else "posts"
        items.append(Item("", name, f"{shown} / {one.clients} = {posts} {whose}"))
    total = _posts(mix.posts, suppress=suppress)
    word = "post" if total == "1" else "posts"
    total = f"{total} {word}; you have {plain(found.managers)}"
    items.append(Item("", "In all", total))
    return Bullets("sum", tuple(items))


def _counts(clients: Mapping[str, int], *, suppress: bool) -> Mapping[str, str]:
    """The clients of each model, the most first, and then those held back, by their id."""
    shown = in_parts(clients) if suppress else {m: str(n) for m, n in clients.items()}
    told = sorted((m for m in shown if shown[m] != NOT_SHOWN), key=lambda m: (-clients[m], m))
    held = sorted(m for m in shown if shown[m] == NOT_SHOWN)
    return {model: shown[model] for model in (*told, *held)}


def _placed(rules: Rules, found: Staffing, *, suppress: bool) -> Iterable[Block]:
    yield Heading(2, "The best assignment within your staff")
    if found.placed is None:
        yield Paragraph(_why_none(found), "against", "assignment")
        yield Paragraph(_NO_TRIAGE)
        return
    if found.left_out:
        names = joined([rules.models[model].name for model in found.left_out])
        yield Paragraph(f"Left out, since a must is unmet: {names}.", label="left out")
    yield _arithmetic(rules, found, found.placed, suppress=suppress)
    proved = "No other assignment has a higher sum of scores."
    if found.short:
        most = printed(found.short)
        proved = f"No other assignment has a sum of scores more than {most} points higher."
    yield Paragraph(proved, "quiet", "proof")
    yield from _underserved(rules, found, suppress=suppress)


def _why_none(found: Staffing) -> str:
    if found.least is None:
        return "The models that you can run cannot take all these clients with your clinicians."
    return (
        f"There is none: even under the models that take the least, {found.clients} clients take "
        f"{_tenths(found.least)} posts, and you have {plain(found.managers)}."
    )


def _underserved(rules: Rules, found: Staffing, *, suppress: bool) -> Iterable[Block]:
    yield Heading(2, "Who is underserved by it")
    if not found.moved:
        yield Paragraph("Nobody: each client has the model that suits best.")
        return
    moved = {(one.best, one.served): one.clients for one in found.moved}
    moved["", ""] = found.clients - sum(moved.values())
    shown = in_parts(moved) if suppress else {key: str(n) for key, n in moved.items()}
    items = tuple(
        _moved(rules, one, shown[one.best, one.served], suppress=suppress) for one in found.moved
    )
    yield Bullets("underserved", items)
    against = sum(one.against for one in found.moved)
    if against:
        count = of_total(against, found.clients) if suppress else str(against)
        yield Paragraph(
            f"For {count} of them, needs speak against the model that serves them: it stands "
            "below 50. More staff would serve them first.",
            "against",
        )


def _moved(rules: Rules, one: Moved, shown: str, *, suppress: bool) -> Item:
    """Who loses what; nothing that a mean would tell of a few."""
    names = f"{name_of(rules, one.best)} suits best, served by {name_of(rules, one.served)}"
    if suppress and shown == NOT_SHOWN:
        return Item("-", "Number held back", names)
    mean = printed(round(Fraction(one.tenths, one.clients)))
    clients = "client" if shown == "1" else "clients"
    return Item("-", f"{shown} {clients}", f"{names}; {mean} points less on average")
