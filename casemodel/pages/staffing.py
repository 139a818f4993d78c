"""The page of a caseload's staff: the posts each mix takes, and the best assignment."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil

from casemodel.caseload.persons import PersonChoice
from casemodel.caseload.staffing import (
    BEST,
    Mix,
    PostCapacity,
    StaffingResult,
    Underserved,
)
from casemodel.caseload.suppression import NOT_SHOWN, in_parts, of_total
from casemodel.caseload.tally import Summary
from casemodel.explanation.naming import joined, name_of
from casemodel.explanation.numbers import plain, printed
from casemodel.knowledge.values import Rules
from casemodel.pages.caseload import SheetNotes, danger_unread, how_read, repeated_ids
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
    rules: Rules,
    result: StaffingResult,
    summary: Summary,
    sheets: tuple[SheetNotes, ...],
    organization: str,
    person: PersonChoice | None,
    *,
    suppress: bool,
) -> Document:
    """Lay out the posts the caseload takes, and the posts there are, each sum written out."""
    unread = danger_unread(summary)
    blocks: list[Block] = [Bullets(phrase("label.caution"), unread)] if unread else []
    repeated = repeated_ids(summary, person)
    facts = [
        Fact(phrase("word.clients"), _clients(result, summary)),
        *([Fact(phrase("caseload.repeated"), repeated)] if repeated else []),
        Fact(phrase("staffing.case_managers"), plain(result.managers)),
        Fact(phrase("staffing.clinicians"), _clinicians(result.clinicians)),
    ]
    blocks += [
        Facts(tuple(facts)),
        Heading(2, phrase("staffing.per_post")),
        Bullets(phrase("label.each"), tuple(_capacity(rules, c) for c in result.capacities)),
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
            _rows(rules, result, suppress=suppress),
        ),
    ]
    best = result.mixes[0] if result.mixes else None
    if best is not None:
        blocks += [
            Heading(2, phrase("staffing.if_best")),
            _arithmetic(rules, result, best, suppress=suppress),
        ]
    blocks += _assigned(rules, result, suppress=suppress)
    blocks += how_read(sheets)
    closing = [Fact("", phrase(_HELD_BACK))] if suppress else []
    closing.append(Fact("", phrase("word.guide_many")))
    return Document(
        phrase("staffing.title", organization=organization), tuple(blocks), tuple(closing)
    )


def _clients(result: StaffingResult, summary: Summary) -> str:
    left_out = summary.clients - result.clients
    text = str(result.clients)
    if left_out:
        text += phrase("staffing.not_counted", count=left_out)
    if result.stated is not None and result.stated != summary.clients:
        text += phrase("staffing.stated", clients=plain(result.stated))
    return text


def _clinicians(number: Fraction | None) -> str:
    if number is None:
        return phrase("staffing.clinicians_unknown")
    return phrase("staffing.of_them", count=plain(number))


def _capacity(rules: Rules, capacity: PostCapacity) -> Item:
    whose = phrase("staffing.clinician" if capacity.clinicians else "staffing.case_manager")
    text = phrase("staffing.each", clients=capacity.clients, worker=whose)
    return Item("", rules.models[capacity.model].name, text)


def _rows(
    rules: Rules, result: StaffingResult, *, suppress: bool
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    mixes = (*result.mixes, result.assigned) if result.assigned else result.mixes
    return tuple(
        (
            (mix_name(rules, mix),),
            (_posts(mix.posts, suppress=suppress),),
            (_posts(mix.clinicians, suppress=suppress),),
            (_mean(mix, result.clients),),
            (_enough(mix, result),),
        )
        for mix in mixes
    )


def mix_name(rules: Rules, mix: Mix) -> str:
    """Name a mix."""
    if mix.id == BEST:
        return phrase("staffing.best_for_each")
    if mix.id in rules.models:
        return phrase("staffing.for_all", model=rules.models[mix.id].name)
    if mix.id in rules.hybrids:
        parts = [rules.models[part].name for part in rules.hybrids[mix.id].parts]
        return phrase("staffing.better_of", models=joined(parts))
    return phrase("staffing.best_mix")


def _posts(posts: Fraction, *, suppress: bool) -> str:
    """Write posts, whole if small counts could be worked out from them."""
    return str(ceil(posts)) if suppress else _tenths(posts)


def _tenths(posts: Fraction) -> str:
    """Write posts to one decimal, rounded up, so that the number shown is enough."""
    return printed(ceil(posts * 10))


def _mean(mix: Mix, clients: int) -> str:
    return printed(round(Fraction(mix.tenths, clients))) if clients else ""


def _enough(mix: Mix, result: StaffingResult) -> str:
    missing = []
    if mix.posts > result.managers:
        missing.append(counted(ceil(mix.posts - result.managers), "case_manager"))
    if result.clinicians is not None and mix.clinicians > result.clinicians:
        missing.append(counted(ceil(mix.clinicians - result.clinicians), "clinician"))
    enough = phrase("staffing.short", missing=joined(missing)) if missing else phrase("word.yes")
    return (
        phrase("staffing.must_unmet", enough=enough)
        if set(mix.clients) & set(result.left_out)
        else enough
    )


def _arithmetic(rules: Rules, result: StaffingResult, mix: Mix, *, suppress: bool) -> Bullets:
    """Write the sum behind the posts of a mix, model by model."""
    counts = _counts(mix.clients, suppress=suppress)
    capacities = {capacity.model: capacity for capacity in result.capacities}
    items = []
    for model, text in counts.items():
        name = rules.models[model].name
        if text == NOT_SHOWN:
            items.append(Item("", name, phrase("staffing.hidden")))
            continue
        capacity = capacities[model]
        posts = _tenths(Fraction(mix.clients[model], capacity.clients))
        kind = "staffing.posts_of_clinicians" if capacity.clinicians else "staffing.many_posts"
        items.append(Item("", name, f"{text} / {capacity.clients} = {posts} {phrase(kind)}"))
    total = _posts(mix.posts, suppress=suppress)
    word = phrase("staffing.post" if total == "1" else "staffing.many_posts")
    total = phrase("staffing.total", total=total, posts=word, have=plain(result.managers))
    items.append(Item("", phrase("staffing.in_all"), total))
    return Bullets(phrase("label.sum"), tuple(items))


def _counts(clients: Mapping[str, int], *, suppress: bool) -> Mapping[str, str]:
    """Give the clients of each model, the most first, and then those held back, by their id."""
    texts = in_parts(clients) if suppress else {m: str(n) for m, n in clients.items()}
    in_order = sorted((m for m in texts if texts[m] != NOT_SHOWN), key=lambda m: (-clients[m], m))
    held_back = sorted(m for m in texts if texts[m] == NOT_SHOWN)
    return {model: texts[model] for model in (*in_order, *held_back)}


def _assigned(rules: Rules, result: StaffingResult, *, suppress: bool) -> Iterable[Block]:
    yield Heading(2, phrase("staffing.best"))
    enough = result.least is not None and result.least <= result.managers
    if enough and not result.looked_for:
        yield Paragraph(phrase("staffing.needs_solver"), label=phrase("label.assignment"))
        return
    if result.assigned is None:
        yield Paragraph(_why_none(result), "against", phrase("label.assignment"))
        yield Paragraph(phrase(_NO_TRIAGE))
        return
    if result.left_out:
        names = joined([rules.models[model].name for model in result.left_out])
        yield Paragraph(phrase("staffing.left_out", models=names), label=phrase("label.left_out"))
    yield _arithmetic(rules, result, result.assigned, suppress=suppress)
    yield Paragraph(phrase("staffing.proved"), "quiet", phrase("label.proof"))
    yield from _underserved(rules, result, suppress=suppress)


def _why_none(result: StaffingResult) -> str:
    if result.least is None:
        return phrase("staffing.no_clinicians")
    return phrase(
        "staffing.none",
        clients=result.clients,
        posts=_tenths(result.least),
        have=plain(result.managers),
    )


def _underserved(rules: Rules, result: StaffingResult, *, suppress: bool) -> Iterable[Block]:
    yield Heading(2, phrase("staffing.underserved"))
    if not result.underserved:
        yield Paragraph(phrase("staffing.nobody"))
        return
    moved = {(u.best, u.served): u.clients for u in result.underserved}
    moved["", ""] = result.clients - sum(moved.values())
    texts = in_parts(moved) if suppress else {key: str(n) for key, n in moved.items()}
    items = tuple(
        _moved(rules, u, texts[u.best, u.served], suppress=suppress) for u in result.underserved
    )
    yield Bullets(phrase("label.underserved"), items)
    against = sum(u.against for u in result.underserved)
    if against:
        count = of_total(against, result.clients) if suppress else str(against)
        yield Paragraph(
            phrase("staffing.against", count=count),
            "against",
        )


def _moved(rules: Rules, moved: Underserved, shown: str, *, suppress: bool) -> Item:
    """Write how many clients get another model than suits them best, and their mean loss.

    Where the number is held back, so is the mean: it would reveal the loss of a few.
    """
    names = phrase(
        "staffing.moved", best=name_of(rules, moved.best), served=name_of(rules, moved.served)
    )
    if suppress and shown == NOT_SHOWN:
        return Item("-", phrase("caseload.hidden"), names)
    mean = printed(round(Fraction(moved.tenths, moved.clients)))
    clients = phrase("caseload.client") if shown == "1" else phrase("caseload.clients", count=shown)
    return Item("-", clients, phrase("staffing.fewer_points", models=names, points=mean))
