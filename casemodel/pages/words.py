"""Words and phrases that several pages share: citations, bases, lists in a sentence."""

from collections.abc import Mapping, Sequence

from casemodel.explanation.naming import joined
from casemodel.explanation.numbers import printed
from casemodel.knowledge.values import Basis, Claim, Criterion, Level, Rules, Step, Wording

BASIS_WORDS: Mapping[str, str] = {
    "document": "document",
    "literature": "literature",
    "inference": "our inference",
}
BASIS_CHOICES: Mapping[str, str] = {
    "document": "the five documents alone",
    "literature": "the documents and the literature",
    "all": "documents, literature and our inference",
}
STEP_WORDS: Mapping[Step, str] = {
    "strong_fit": "strong fit",
    "fit": "fit",
    "neutral": "neutral",
    "misfit": "misfit",
    "strong_misfit": "strong misfit",
}


def citation(cites: Sequence[str], basis: Basis | str = "") -> str:
    """A citation in brackets, '[document: harmony 18, 20; bonterra 12]', or nothing to cite."""
    numbers: dict[str, list[str]] = {}
    for cite in cites:
        source, _, number = cite.rpartition(" ")
        numbers.setdefault(source, []).append(number)
    places = "; ".join(
        f"{source} {', '.join(sorted(found, key=_by_number))}" for source, found in numbers.items()
    )
    word = BASIS_WORDS.get(basis, basis)
    inside = f"{word}: {places}" if word and places else word or places
    return f"[{inside}]" if inside else ""


def short_citation(cites: Sequence[str], basis: Basis | str = "") -> str:
    """The first place, and how many more there are: '[document: harmony 18 +4]'."""
    beyond = len(cites) - _SHORT_CITES
    short = citation(cites[:_SHORT_CITES], basis)
    return f"{short[:-1]} +{beyond}]" if beyond > 0 else short


_SHORT_CITES = 1


def signed(tenths: int) -> str:
    """Points with their sign: '+3.2', '-0.5', '0.0'."""
    return f"+{printed(tenths)}" if tenths > 0 else printed(tenths)


def _by_number(digits: str) -> tuple[int, str]:
    """A key that puts '9' before '10'."""
    return len(digits), digits


def cited(rules: Rules, claims: Sequence[str], basis: Basis | str = "") -> str:
    """The citation of the places behind these claims."""
    return citation([str(place) for place in rules.places(tuple(claims))], basis)


def either(wording: Wording, kind: str = "organization") -> str:
    """The text for this kind, or the other one where the criterion is not asked of this kind."""
    texts = (wording.organization, wording.client)
    first, second = texts if kind == "organization" else texts[::-1]
    return first or second


def level_name(criterion: Criterion, level_id: str) -> str:
    """The level's name in words, for an organization where there are two."""
    return either(criterion.level(level_id).name)


def sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def contested(rules: Rules, claims: Sequence[str]) -> tuple[str, ...]:
    """What other sources say against these claims, each as a remark with its places."""
    against = dict.fromkeys(
        other for claim in claims for other in _pulled_apart(rules.claims[claim], rules)
    )
    return tuple(
        f"Contested: {rules.claims[other].says} {cited(rules, (other,))}" for other in against
    )


def _pulled_apart(claim: Claim, rules: Rules) -> tuple[str, ...]:
    return tuple(other for other in claim.against if other in rules.claims)


def counted(number: int, one: str, many: str) -> str:
    """A number and what is counted: '1 claim', '2 claims'."""
    return f"{number} {one if number == 1 else many}"


def few(names: Sequence[str], most: int) -> str:
    """The first names, and how many more there are: 'A, B and 4 more'."""
    if len(names) <= most:
        return joined(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def band(level: Level) -> str:
    """The numbers that count as this level, written without needless zeros; empty without any."""
    if level.least is not None and level.below is not None:
        return f"{_number(level.least)} to under {_number(level.below)}"
    if level.least is not None:
        return f"{_number(level.least)} or more"
    return f"under {_number(level.below)}" if level.below is not None else ""


def _number(thousandths: int) -> str:
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".") if rest else str(whole)


def moved(rules: Rules, criterion: str, level: str) -> tuple[list[str], list[str]]:
    """The models that a level speaks for, and those that it speaks against, by name."""
    speaking: dict[bool, list[str]] = {True: [], False: []}
    for model in rules.scored_models():
        rating = model.ratings.get(criterion, {}).get(level)
        if rating and rating.step != "neutral":
            strong = " (strongly)" if rating.step.startswith("strong") else ""
            speaking[rating.step in ("fit", "strong_fit")].append(model.name + strong)
    return speaking[True], speaking[False]
