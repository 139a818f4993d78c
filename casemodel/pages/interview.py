"""What an interview shows: a question, its help, the offer to stop, the answers to be checked."""

from collections.abc import Iterator, Mapping

from casemodel.engine.cautions import holds
from casemodel.explanation.naming import joined
from casemodel.interview.order import open_criteria
from casemodel.interview.steps import keys_for_review
from casemodel.interview.values import Ask, Bearing, Offer, Review, Said, State
from casemodel.knowledge.values import Criterion, Kind, Level
from casemodel.pages.document import Block, Document, Fact, Facts, Paragraph
from casemodel.pages.words import cited, counted, moved, sentence
from casemodel.profiles.numbers import answer_of_number
from casemodel.profiles.values import UNANSWERED_WORDS
from casemodel.render.safe import harmless
from casemodel.render.wrapping import width_of

Also = tuple[tuple[str, str], ...]
"""Options to be given again with another command, each with its value, or '' where it has none."""

KEYS = "r refused, d not known, s skip, b back, q stop, ? help"

_BEARING: Mapping[Bearing, str] = {
    "danger": "It decides what is to be done first, whatever the model.",
    "decides": "Its answer alone can change which model comes first.",
    "together": "Its answer can change which model comes first, together with others.",
    "warns": "It cannot change which model comes first now, but it can bring a warning.",
    "scores": "It cannot change which model comes first now; it can change scores.",
}
_TOLD: Mapping[str, str] = {
    "not_an_answer": "That is not one of the answers here.",
    "no_number": "A number is wanted, in digits, such as 40 or 12.5.",
    "too_long": "That is too long to be an answer.",
    "nothing_before": "There is no question before this one.",
    "nothing_more": "There is nothing more to ask.",
    "in_words": "Then in words:",
    "settled_alone": (
        "As things stand, no single answer can change which model comes first; several together "
        "still can. You may stop at any time."
    ),
}
_CLAIMS = 3  # of those for which a question is asked


def screen(state: State) -> Document | None:
    """What is asked now; None where it stands on the screen already, or at the end."""
    now = state.now
    if state.led_nowhere:
        return None
    if isinstance(now, Ask):
        return _help(state, now, state.help) if state.help else _question(state, now)
    if isinstance(now, Offer):
        return _offer(now)
    return _review(state, now) if isinstance(now, Review) else None


def prompt(state: State) -> str:
    """The line behind which a person types."""
    now = state.now
    if isinstance(now, Ask):
        if now.by_number:
            words = "" if state.changing else " w words,"
            return f"A number;{words} {KEYS}: "
        return f"{_span(len(_criterion(state, now).levels))}; {KEYS}: "
    if isinstance(now, Offer):
        return "1 or 2; b back, q stop: "
    many = len(keys_for_review(state))
    change = f"{_span(many)} changes an answer, " if many else ""
    more = "m more questions, " if isinstance(now, Review) and now.left else ""
    return f"Enter finishes; {change}{more}b back, q stop: "


def prompt_lines(text: str, width: int) -> str:
    """A prompt in lines of at most `width` columns, with what belongs to one key in one of them.

    The last ends with a blank, behind which a person types.
    """
    lines = [""]
    for part in text.rstrip().replace("; ", ";\t").replace(", ", ",\t").split("\t"):
        longer = f"{lines[-1]} {part}".lstrip()
        if lines[-1] and width_of(longer) >= width:
            lines.append(part)
        else:
            lines[-1] = longer
    return "\n".join(lines) + " "


def told(state: State) -> Iterator[str]:
    """What is to be said before the next screen, each in a sentence or two."""
    for said in state.said:
        yield _told(state, said)


def _span(many: int) -> str:
    return {1: "1", 2: "1 or 2"}.get(many, f"1 to {many}")


def _criterion(state: State, asked: Ask) -> Criterion:
    return state.rules.criteria[asked.criterion]


def _told(state: State, said: Said) -> str:
    if said.id == "danger":
        return f"Do first, whatever the model: {said.text}"
    if said.id == "against":
        return f"Not taken: the file says otherwise. {said.text}"
    if said.id == "follows":
        criterion = state.rules.criteria[said.criterion]
        level = criterion.level(said.level).name.said_to(state.kind)
        return f"{criterion.name} is now {level}, as the numbers say."
    if said.id == "out_of_range" and isinstance(state.now, Ask):
        return f"A number from {state.now.least} to {state.now.most} is wanted."
    return _TOLD[said.id]


def _question(state: State, now: Ask) -> Document:
    blocks: list[Block] = [Paragraph(_asked(state, now), "strong", "question")]
    if now.by_number:
        unit = state.rules.quantities[now.key].unit
        blocks.append(Paragraph(f"A number of {unit}, {now.least} to {now.most}.", "", "answer"))
    else:
        blocks.append(Facts(_choices(state, now)))
    word = state.draft.words.get(now.key, "not asked")
    if word != "not asked":
        text = f"Answered: {_in_words(state, now.key, word)}. s keeps it."
        blocks.append(Paragraph(text, "", "now"))
    return Document(_where(state, now), tuple(blocks))


def _where(state: State, now: Ask) -> str:
    """How far the interview has come."""
    if state.changing:
        return "An answer to change"
    here = f"Question {state.at + 1}"
    left = sum(
        1
        for c in open_criteria(state.rules, state.draft)
        if c.id != now.criterion and c.id not in state.skipped
    )
    return f"{here}; {counted(left, 'more is', 'more are')} open" if left else f"{here}, the last"


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
    """Help, why it is asked, and which models it bears on."""
    criterion, rules = _criterion(state, now), state.rules
    word = state.draft.words.get(now.key, "not asked")
    facts = [
        Fact("Help", sentence(criterion.help)),
        Fact("Its weight", f"{criterion.weight} of 3. {sentence(_weight_rule(state, criterion))}"),
    ]
    if word == "not asked" and not state.changing:
        facts.append(Fact("Now", _BEARING[bearing]))
    facts += [
        Fact(
            "And because" if number else "Asked because",
            f"{sentence(rules.claims[claim].says)} {cited(rules, (claim,))}",
        )
        for number, claim in enumerate(criterion.claims[:_CLAIMS])
    ]
    beyond = len(criterion.claims) - _CLAIMS
    if beyond > 0:
        facts.append(Fact("And", f"{counted(beyond, 'other claim', 'other claims')} of sources."))
    effects = tuple(
        Fact(_name(number, level, state), _effect(state, criterion, level))
        for number, level in enumerate(criterion.levels, 1)
    )
    keys: tuple[Fact, ...] = (
        Fact("r", "the person asked does not want to answer; it is not asked again"),
        Fact("d", "no one knows, or not yet"),
        Fact("s", "leaves the question as it is and goes on"),
        Fact("b", "back to the question before"),
        Fact("q", "stops; everything answered so far is kept"),
    )
    if criterion.counts and not state.changing:
        keys = (Fact("w", "asks in words in place of a number, or by number again"), *keys)
    return Document(
        f"Help: {criterion.name}",
        (
            Facts(tuple(facts)),
            Paragraph("What each answer speaks for and against:", "strong", "models"),
            Facts(effects),
            Paragraph("What can be typed beside an answer:", "strong", "keys"),
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
    parts = [f"for {joined(speaking)}"] if speaking else []
    parts += [f"against {joined(against)}"] if against else []
    return "; ".join(parts) or "for and against none"


def _offer(now: Offer) -> Document:
    left = counted(now.left, "question is", "questions are")
    text = f"No open question can change what comes first any more. {left.capitalize()} left."
    if now.warning:
        of_them = "It" if now.left == 1 else f"{now.warning} of them"
        text += f" {of_them} can still bring a warning."
    choices = (
        Fact("1", "stop here, check the answers, and see the result"),
        Fact("2", "go on asking"),
    )
    return Document("You can stop here", (Paragraph(text, "", "note"), Facts(choices)))


def _review(state: State, now: Review) -> Document:
    keys = keys_for_review(state)
    rows = tuple(
        Fact(
            f"{number} {_called(state, key)}",
            _in_words(state, key, state.draft.words[key]),
        )
        for number, key in enumerate(keys, 1)
    )
    left = counted(now.left, "question has", "questions have")
    blocks: list[Block] = [Facts(rows)] if rows else [Paragraph("There is no answer yet.")]
    if now.left:
        blocks.append(Paragraph(f"{left.capitalize()} no answer; these count as average."))
    return Document("Check your answers", tuple(blocks))


def _called(state: State, key: str) -> str:
    if key in state.rules.quantities:
        return state.rules.quantities[key].unit.capitalize()
    return state.rules.criteria[key].name


def _in_words(state: State, key: str, word: str) -> str:
    """An answer as a person reads it."""
    if word in UNANSWERED_WORDS:
        return word
    if key in state.rules.quantities:
        return word
    criterion = state.rules.criteria[key]
    if word in {level.id for level in criterion.levels}:
        return criterion.level(word).name.said_to(state.kind)
    level = criterion.level(answer_of_number(criterion, word).level)
    return f"{word}, which counts as {level.name.said_to(state.kind)}"


def greeting(state: State, file: str, *, new: bool) -> tuple[str, ...]:
    """What is said at the start: what happens, and where answers are kept."""
    known = len(keys_for_review(state))
    begun = "One question at a time; those come first that can settle most."
    texts = [f"{begun} Every answer is kept at once in {file}."]
    if not new:
        texts.append(f"{counted(known, 'answer is', 'answers are').capitalize()} there already.")
    levels = state.draft.profile.levels()
    texts += [
        _told(state, Said("danger", text=caution.says))
        for caution in state.rules.cautions
        if caution.danger and holds(caution.when, levels)
    ]
    if state.draft.profile.segments:
        texts.append(
            "The file has groups of clients. What is asked here is true of every group that has "
            "no answer of its own."
        )
    return tuple(texts)


def _quoted(name: str) -> str:
    """A name of a file as it can be typed."""
    return f'"{name}"' if " " in name else name


def kept_where(many: int, file: str) -> str:
    """How many answers are kept, and where."""
    return f"{counted(many, 'answer is', 'answers are').capitalize()} kept in {file}."


def continued(kind: Kind, file: str, given: Also) -> tuple[str, ...]:
    """How to see the answer so far, and how to go on."""
    named = _quoted(file)
    also = "".join(
        f" {option} {_quoted(harmless(value))}" if value else f" {option}"
        for option, value in given
    )
    command = "score" if kind == "client" else "recommend"
    return (
        f"The answer so far: casemodel {command} {named}{also}",
        f"To go on: casemodel interview {kind} {named}{also}",
    )
