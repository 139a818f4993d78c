"""The screens of an interview: a question, its help, the offer to stop, the check of answers."""

from collections.abc import Iterator, Mapping

from rich.cells import cell_len

from casemodel.explanation.naming import joined
from casemodel.interview.order import open_criteria
from casemodel.interview.steps import dangers, keys_for_review
from casemodel.interview.values import AnswersCheck, Ask, Bearing, Offer, Said, State
from casemodel.knowledge.values import Criterion, Kind, Level
from casemodel.pages.document import Block, Document, Fact, Facts, Paragraph
from casemodel.pages.language import draft
from casemodel.pages.words import cited, counted, moved, sentence
from casemodel.profiles.numbers import answer_of_number
from casemodel.profiles.values import UNANSWERED_WORDS
from casemodel.texts.messages import phrase

Also = tuple[tuple[str, str], ...]
"""Options to be given again with another command, each with its value, or '' without one."""

KEYS = "interview.keys"

_BEARING: Mapping[Bearing, str] = {
    "danger": "interview.danger",
    "decides": "interview.decides",
    "together": "interview.together",
    "warns": "interview.warns",
    "scores": "interview.scores",
}
_TOLD: Mapping[str, str] = {
    "not_an_answer": "interview.not_an_answer",
    "no_number": "interview.no_number",
    "too_long": "interview.too_long",
    "nothing_before": "interview.nothing_before",
    "nothing_more": "interview.nothing_more",
    "in_words": "interview.in_words",
    "settled_alone": ("interview.settled_alone"),
}
_UNANSWERED = {"refused": "interview.refused", "not known": "interview.not_known"}
_CLAIMS = 3  # of those for which a question is asked


def screen(state: State) -> Document | None:
    """Lay out what is asked now; None if it is on the screen already, or at the end."""
    now = state.now
    if state.led_nowhere:
        return None
    if isinstance(now, Ask):
        return _help(state, now, state.help) if state.help else _question(state, now)
    if isinstance(now, Offer):
        return _offer(now)
    return _review(state, now) if isinstance(now, AnswersCheck) else None


def prompt(state: State) -> str:
    """Write the line after which a person types."""
    now = state.now
    if isinstance(now, Ask):
        if now.by_number:
            words = "" if state.changing else phrase("interview.word_key")
            return phrase("interview.number_prompt", words=words, keys=phrase(KEYS))
        return f"{_span(len(_criterion(state, now).levels))}; {phrase(KEYS)}: "
    if isinstance(now, Offer):
        return phrase("interview.offer_prompt")
    many = len(keys_for_review(state))
    change = phrase("interview.change_key", span=_span(many)) if many else ""
    more = phrase("interview.more_key") if isinstance(now, AnswersCheck) and now.left else ""
    return phrase("interview.review_prompt", change=change, more=more)


def prompt_lines(text: str, width: int) -> str:
    """Break a prompt into lines of at most `width` columns, the text of one key never apart.

    The last ends with a blank, after which a person types.
    """
    lines = [""]
    for part in text.rstrip().replace("; ", ";\t").replace(", ", ",\t").split("\t"):
        longer = f"{lines[-1]} {part}".lstrip()
        if lines[-1] and cell_len(longer) >= width:
            lines.append(part)
        else:
            lines[-1] = longer
    return "\n".join(lines) + " "


def told(state: State) -> Iterator[str]:
    """Yield the remarks before the next screen, each in a sentence or two."""
    for said in state.said:
        yield _told(state, said)


def _span(many: int) -> str:
    return {1: "1", 2: phrase("interview.one_or_two")}.get(
        many, phrase("interview.one_to", count=many)
    )


def _criterion(state: State, asked: Ask) -> Criterion:
    return state.rules.criteria[asked.criterion]


def _told(state: State, said: Said) -> str:
    if said.id == "danger":
        return phrase("interview.do_first", caution=said.text)
    if said.id == "against":
        return phrase("interview.against", reason=said.text)
    if said.id == "follows":
        criterion = state.rules.criteria[said.criterion]
        level = criterion.level(said.level).name.said_to(state.kind)
        return phrase("interview.follows", question=criterion.name, answer=level)
    if said.id == "out_of_range" and isinstance(state.now, Ask):
        return phrase("interview.out_of_range", least=state.now.least, most=state.now.most)
    return phrase(_TOLD[said.id])


def _question(state: State, now: Ask) -> Document:
    blocks: list[Block] = [Paragraph(_asked(state, now), "strong", phrase("label.question"))]
    if now.by_number:
        unit = state.rules.quantities[now.key].unit
        blocks.append(
            Paragraph(
                phrase("interview.number_of", unit=unit, least=now.least, most=now.most),
                "",
                phrase("label.answer"),
            )
        )
    else:
        blocks.append(Facts(_choices(state, now)))
    word = state.draft.words.get(now.key, "not asked")
    if word != "not asked":
        text = phrase("interview.answered", answer=_in_words(state, now.key, word))
        blocks.append(Paragraph(text, "", phrase("label.now")))
    return Document(_where(state, now), tuple(blocks))


def _where(state: State, now: Ask) -> str:
    """Say how far the interview has come."""
    if state.changing:
        return phrase("interview.change")
    here = phrase("interview.question", number=state.at + 1)
    left = sum(
        1
        for c in open_criteria(state.rules, state.draft)
        if c.id != now.criterion and c.id not in state.skipped
    )
    return (
        phrase("interview.open", here=here, left=counted(left, "question_is"))
        if left
        else phrase("interview.last", here=here)
    )


def _asked(state: State, now: Ask) -> str:
    if now.by_number:
        return state.rules.quantities[now.key].question
    return _criterion(state, now).question.said_to(state.kind)


def _choices(state: State, now: Ask) -> tuple[Fact, ...]:
    levels = _criterion(state, now).levels
    return tuple(
        Fact(str(number), level.name.said_to(state.kind)) for number, level in enumerate(levels, 1)
    )


def _help(state: State, now: Ask, bearing: Bearing) -> Document:
    """Lay out help, why it is asked, and which models it bears on."""
    criterion, rules = _criterion(state, now), state.rules
    word = state.draft.words.get(now.key, "not asked")
    facts = [
        Fact(phrase("word.help"), sentence(criterion.help)),
        Fact(
            phrase("interview.weight"),
            phrase(
                "interview.weight_of",
                weight=criterion.weight,
                rule=sentence(_weight_rule(state, criterion)),
            ),
        ),
    ]
    if word == "not asked" and not state.changing:
        facts.append(Fact(phrase("word.now"), phrase(_BEARING[bearing])))
    facts += [
        Fact(
            phrase("interview.and_because") if number else phrase("interview.because"),
            f"{sentence(rules.claims[claim].says)} {cited(rules, (claim,))}",
        )
        for number, claim in enumerate(criterion.claims[:_CLAIMS])
    ]
    beyond = len(criterion.claims) - _CLAIMS
    if beyond > 0:
        facts.append(
            Fact(
                phrase("interview.and"),
                phrase("interview.claims", claims=counted(beyond, "other_claim")),
            )
        )
    effects = tuple(
        Fact(_name(number, level, state), _effect(state, criterion, level))
        for number, level in enumerate(criterion.levels, 1)
    )
    keys: tuple[Fact, ...] = (
        Fact("r", phrase("interview.key_r")),
        Fact("d", phrase("interview.key_d")),
        Fact("s", phrase("interview.key_s")),
        Fact("b", phrase("interview.key_b")),
        Fact("q", phrase("interview.key_q")),
    )
    if criterion.counts and not state.changing:
        keys = (Fact("w", phrase("interview.key_w")), *keys)
    return Document(
        phrase("interview.help", question=criterion.name),
        (
            Facts(tuple(facts)),
            Paragraph(phrase("interview.effects"), "strong", phrase("label.models")),
            Facts(effects),
            Paragraph(phrase("interview.keys_heading"), "strong", phrase("label.keys")),
            Facts(keys),
            *_question(state, now).blocks,
        ),
    )


def _weight_rule(state: State, criterion: Criterion) -> str:
    return state.rules.weight_rule.get(str(criterion.weight), "")


def _name(number: int, level: Level, state: State) -> str:
    return f"{number} {level.name.said_to(state.kind)}"


def _effect(state: State, criterion: Criterion, level: Level) -> str:
    speaking, against = moved(state.rules, criterion.id, level.id)
    parts = [phrase("interview.for", models=joined(speaking))] if speaking else []
    parts += [phrase("interview.against_models", models=joined(against))] if against else []
    return "; ".join(parts) or phrase("interview.no_effect")


def _offer(now: Offer) -> Document:
    left = counted(now.left, "question_is")
    text = phrase("interview.settled", questions=left.capitalize())
    if now.warning:
        of_them = (
            phrase("interview.it")
            if now.left == 1
            else phrase("interview.of_them", count=now.warning)
        )
        text += phrase("interview.can_warn", which=of_them)
    choices = (
        Fact("1", phrase("interview.stop")),
        Fact("2", phrase("interview.go_on")),
    )
    return Document(
        phrase("interview.offer"), (Paragraph(text, "", phrase("label.note")), Facts(choices))
    )


def _review(state: State, now: AnswersCheck) -> Document:
    keys = keys_for_review(state)
    rows = tuple(
        Fact(
            f"{number} {_called(state, key)}",
            _in_words(state, key, state.draft.words[key]),
        )
        for number, key in enumerate(keys, 1)
    )
    left = counted(now.left, "question_has")
    blocks: list[Block] = [Facts(rows)] if rows else [Paragraph(phrase("interview.no_answer"))]
    if now.left:
        blocks.append(Paragraph(phrase("interview.left", questions=left.capitalize())))
    return Document(phrase("interview.check"), tuple(blocks))


def _called(state: State, key: str) -> str:
    if key in state.rules.quantities:
        return state.rules.quantities[key].unit.capitalize()
    return state.rules.criteria[key].name


def _in_words(state: State, key: str, word: str) -> str:
    """Write an answer as a person reads it."""
    if word in UNANSWERED_WORDS:
        return phrase(_UNANSWERED[word])
    if key in state.rules.quantities:
        return word
    criterion = state.rules.criteria[key]
    if word in {level.id for level in criterion.levels}:
        return criterion.level(word).name.said_to(state.kind)
    level = criterion.level(answer_of_number(criterion, word).level)
    return phrase("interview.counts_as", number=word, level=level.name.said_to(state.kind))


def greeting(state: State, file: str, *, new: bool) -> tuple[str, ...]:
    """List the first sentences: what happens, and where answers are kept."""
    known = len(keys_for_review(state))
    begun = phrase("interview.greeting")
    texts = [*draft(), phrase("interview.saved", greeting=begun, file=file)]
    if not new:
        texts.append(phrase("interview.already", answers=counted(known, "answer_is").capitalize()))
    texts += [
        _told(state, Said("danger", text=caution.says))
        for caution in dangers(state.rules, state.draft)
    ]
    if state.draft.profile.segments:
        texts.append(phrase("interview.groups"))
    return tuple(texts)


def _quoted(name: str) -> str:
    """Write the name of a file as it can be typed."""
    return f'"{name}"' if " " in name else name


def kept_where(many: int, file: str) -> str:
    """Say how many answers are kept, and where."""
    return phrase("interview.kept", answers=counted(many, "answer_is").capitalize(), file=file)


def continued(kind: Kind, file: str, given: Also) -> tuple[str, ...]:
    """Say how to see the answer so far, and how to go on; every text given must be harmless."""
    named = _quoted(file)
    also = "".join(
        f" {option} {_quoted(value)}" if value else f" {option}" for option, value in given
    )
    command = "score" if kind == "client" else "recommend"
    return (
        phrase("interview.see", command=command, file=named, options=also),
        phrase("interview.continue", kind=kind, file=named, options=also),
    )
