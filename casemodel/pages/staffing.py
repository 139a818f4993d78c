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
from casemodel.texts.messages import phrase

_HELD_BACK = "staffing.held_back"
_NO_CUT_OFF = "staffing.no_cut_off"
_NO_TRIAGE = "staffing.no_triage"


def staffing_page(
    rules: Rules, found: Staffing, summary: Summary, organization: str, *, suppress: bool
) -> Document:
    """What the caseload takes, against what there is. Every sum can be checked by hand."""
    facts = [
        Fact(phrase("word.clients"), _clients(found, summary)),
        Fact(phrase("staffing.case_managers"), plain(found.managers)),
        Fact(phrase("staffing.clinicians"), _clinicians(found.clinicians)),
    ]
    blocks: list[Block] = [
        Facts(tuple(facts)),
        Heading(2, phrase("staffing.per_post")),
        Bullets(phrase("label.each"), tuple(_each(rules, one) for one in found.each)),
        Paragraph(phrase(_NO_CUT_OFF), "quiet"),
        Heading(2, phrase("staffing.mixes")),
        Table(
            "",
            (
                phrase("staffing.mix"),
                phrase("staffing.posts"),
                phrase("staffing.of_clinicians"),
                phrase("staffing.mean_fit"),
                phrase("staffing.enough_staff"),
            ),
            _rows(rules, found, suppress=suppress),
        ),
    ]
    best = found.mixes[0] if found.mixes else None
    if best is not None:
        blocks += [
            Heading(2, phrase("staffing.if_best")),
            _arithmetic(rules, found, best, suppress=suppress),
        ]
    blocks += _placed(rules, found, suppress=suppress)
    closing = [Fact("", phrase(_HELD_BACK))] if suppress else []
    closing.append(Fact("", phrase("word.guide_many")))
    return Document(
        phrase("staffing.title", organization=organization), tuple(blocks), tuple(closing)
    )


def _clients(found: Staffing, summary: Summary) -> str:
    left_out = summary.clients - found.clients
    text = str(found.clients)
    if left_out:
        text += phrase("staffing.not_counted", count=left_out)
    if found.stated is not None and found.stated != summary.clients:
        text += phrase("staffing.stated", clients=plain(found.stated))
    return text


def _clinicians(number: Fraction | None) -> str:
    if number is None:
        return phrase("staffing.clinicians_unknown")
    return phrase("staffing.of_them", count=plain(number))


def _each(rules: Rules, one: Each) -> Item:
    whose = phrase("staffing.clinician" if one.clinicians else "staffing.case_manager")
    text = phrase("staffing.each", clients=one.clients, worker=whose)
    if one.from_band:
        text += phrase("staffing.from_band")
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
        return phrase("staffing.best_for_each")
    if mix.id in rules.models:
        return phrase("staffing.for_all", model=rules.models[mix.id].name)
    if mix.id in rules.hybrids:
        parts = [rules.models[part].name for part in rules.hybrids[mix.id].parts]
        return phrase("staffing.better_of", models=joined(parts))
    return phrase("staffing.best_mix")


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
        missing.append(counted(ceil(mix.posts - found.managers), "case_manager"))
    if found.clinicians is not None and mix.clinicians > found.clinicians:
        missing.append(counted(ceil(mix.clinicians - found.clinicians), "clinician"))
    enough = phrase("staffing.short", missing=joined(missing)) if missing else phrase("word.yes")
    return (
        phrase("staffing.must_unmet", enough=enough)
        if set(mix.clients) & set(found.left_out)
        else enough
    )


def _arithmetic(rules: Rules, found: Staffing, mix: Mix, *, suppress: bool) -> Bullets:
    """The sum behind the posts of a mix, model by model."""
    counts = _counts(mix.clients, suppress=suppress)
    each = {one.model: one for one in found.each}
    items = []
    for model, shown in counts.items():
        name = rules.models[model].name
        if shown == NOT_SHOWN:
            items.append(Item("", name, phrase("staffing.hidden")))
            continue
        one = each[model]
        posts = _tenths(Fraction(mix.clients[model], one.clients))
        whose = phrase("staffing.posts_of_clinicians" if one.clinicians else "staffing.many_posts")
        items.append(Item("", name, f"{shown} / {one.clients} = {posts} {whose}"))
    total = _posts(mix.posts, suppress=suppress)
    word = phrase("staffing.post" if total == "1" else "staffing.many_posts")
    total = phrase("staffing.total", total=total, posts=word, have=plain(found.managers))
    items.append(Item("", phrase("staffing.in_all"), total))
    return Bullets(phrase("label.sum"), tuple(items))


def _counts(clients: Mapping[str, int], *, suppress: bool) -> Mapping[str, str]:
    """The clients of each model, the most first, and then those held back, by their id."""
    shown = in_parts(clients) if suppress else {m: str(n) for m, n in clients.items()}
    told = sorted((m for m in shown if shown[m] != NOT_SHOWN), key=lambda m: (-clients[m], m))
    held = sorted(m for m in shown if shown[m] == NOT_SHOWN)
    return {model: shown[model] for model in (*told, *held)}


def _placed(rules: Rules, found: Staffing, *, suppress: bool) -> Iterable[Block]:
    yield Heading(2, phrase("staffing.best"))
    if found.placed is None:
        yield Paragraph(_why_none(found), "against", phrase("label.assignment"))
        yield Paragraph(phrase(_NO_TRIAGE))
        return
    if found.left_out:
        names = joined([rules.models[model].name for model in found.left_out])
        yield Paragraph(phrase("staffing.left_out", models=names), label=phrase("label.left_out"))
    yield _arithmetic(rules, found, found.placed, suppress=suppress)
    proved = phrase("staffing.proved")
    if found.short:
        most = printed(found.short)
        proved = phrase("staffing.nearly_proved", points=most)
    yield Paragraph(proved, "quiet", phrase("label.proof"))
    yield from _underserved(rules, found, suppress=suppress)


def _why_none(found: Staffing) -> str:
    if found.least is None:
        return phrase("staffing.no_clinicians")
    return phrase(
        "staffing.none",
        clients=found.clients,
        posts=_tenths(found.least),
        have=plain(found.managers),
    )


def _underserved(rules: Rules, found: Staffing, *, suppress: bool) -> Iterable[Block]:
    yield Heading(2, phrase("staffing.underserved"))
    if not found.moved:
        yield Paragraph(phrase("staffing.nobody"))
        return
    moved = {(one.best, one.served): one.clients for one in found.moved}
    moved["", ""] = found.clients - sum(moved.values())
    shown = in_parts(moved) if suppress else {key: str(n) for key, n in moved.items()}
    items = tuple(
        _moved(rules, one, shown[one.best, one.served], suppress=suppress) for one in found.moved
    )
    yield Bullets(phrase("label.underserved"), items)
    against = sum(one.against for one in found.moved)
    if against:
        count = of_total(against, found.clients) if suppress else str(against)
        yield Paragraph(
            phrase("staffing.against", count=count),
            "against",
        )


def _moved(rules: Rules, one: Moved, shown: str, *, suppress: bool) -> Item:
    """Who loses what; nothing that a mean would tell of a few."""
    names = phrase(
        "staffing.moved", best=name_of(rules, one.best), served=name_of(rules, one.served)
    )
    if suppress and shown == NOT_SHOWN:
        return Item("-", phrase("caseload.hidden"), names)
    mean = printed(round(Fraction(one.tenths, one.clients)))
    clients = phrase("caseload.client") if shown == "1" else phrase("caseload.clients", count=shown)
    return Item("-", clients, phrase("staffing.fewer_points", models=names, points=mean))
