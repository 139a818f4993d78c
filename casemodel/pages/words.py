"""Words and phrases that several pages share: citations, bases, lists in a sentence."""

from collections.abc import Mapping, Sequence

from casemodel.explanation.naming import joined
from casemodel.knowledge.criteria import Criterion, Level, Wording, number_text
from casemodel.knowledge.sources import Basis, Claim
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Fact
from casemodel.texts.messages import phrase

BASIS_WORDS: Mapping[str, str] = {
    "document": "basis.word_document",
    "literature": "basis.word_literature",
    "inference": "basis.word_inference",
}
BASIS_CHOICES: Mapping[str, str] = {
    "document": "basis.choice_document",
    "literature": "basis.choice_literature",
    "all": "basis.choice_all",
}


def basis_word(basis: Basis | str) -> str:
    """Give the word for a basis on a page; any other text stays as it is."""
    return phrase(BASIS_WORDS[basis]) if basis in BASIS_WORDS else basis


def citation(cites: Sequence[str], basis: Basis | str = "") -> str:
    """Write a citation in brackets, '[document: harmony 18, 20; bonterra 12]'; empty for none."""
    numbers: dict[str, list[str]] = {}
    for cite in cites:
        source, _, number = cite.rpartition(" ")
        numbers.setdefault(source, []).append(number)
    places = "; ".join(
        f"{source} {', '.join(sorted(of_source, key=_by_number))}"
        for source, of_source in numbers.items()
    )
    word = basis_word(basis)
    inside = f"{word}: {places}" if word and places else word or places
    return f"[{inside}]" if inside else ""


def short_citation(cites: Sequence[str], basis: Basis | str = "") -> str:
    """Write the first place, and how many more there are: '[document: harmony 18 and 4 more]'."""
    beyond = len(cites) - _SHORT_CITES
    short = citation(cites[:_SHORT_CITES], basis)
    more = phrase("words.more_places", count=beyond)
    return f"{short[:-1]}{more}]" if beyond > 0 else short


_SHORT_CITES = 1
_LEAST_RUN = 3  # numbers in a row that are written as a range


def by_number(numbers: Sequence[int]) -> str:
    """Write numbers of sources in brackets, those in a row as a range: '[1-3, 6]'."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [
        f"{run[0]}-{run[-1]}" if len(run) >= _LEAST_RUN else ", ".join(map(str, run))
        for run in runs
    ]
    return f"[{', '.join(texts)}]" if texts else ""


def _by_number(digits: str) -> tuple[int, str]:
    """Give a sort key that puts '9' before '10'."""
    return len(digits), digits


def cited(rules: Rules, claims: Sequence[str], basis: Basis | str = "") -> str:
    """Write the citation of the places behind these claims."""
    return citation([str(place) for place in rules.places(tuple(claims))], basis)


def either(wording: Wording) -> str:
    """Give the text for an organization, or for a client where an organization is not asked."""
    return wording.organization or wording.client


def level_name(criterion: Criterion, level_id: str) -> str:
    """Give the level's name in words, for an organization if there are two."""
    return either(criterion.level(level_id).name)


def sentence(text: str) -> str:
    """Give a text a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def contested(rules: Rules, claims: Sequence[str]) -> tuple[str, ...]:
    """List what other sources say against these claims, each as a remark with its places."""
    against = dict.fromkeys(
        opposed for claim in claims for opposed in _pulled_apart(rules.claims[claim], rules)
    )
    return tuple(
        phrase("words.contested", claim=rules.claims[opposed].says, cites=cited(rules, (opposed,)))
        for opposed in against
    )


def _pulled_apart(claim: Claim, rules: Rules) -> tuple[str, ...]:
    return tuple(opposed for opposed in claim.against if opposed in rules.claims)


def counted(number: int, noun: str) -> str:
    """Write a number and the thing it counts: '1 claim', '2 claims'.

    Args:
        number: How many there are.
        noun: The middle of the ids of both texts, 'claim' for count.claim.one and .many.
    """
    return phrase(f"count.{noun}.{'one' if number == 1 else 'many'}", count=number)


def guide() -> Fact:
    """Write the closing line of an answer: the page is a guide, and a person decides."""
    return Fact("", phrase("word.guide"))


def few(names: Sequence[str], most: int) -> str:
    """Write the first names, and how many more there are: 'A, B and 4 more'."""
    if len(names) <= most:
        return joined(names)
    return phrase("words.few", names=", ".join(names[:most]), count=len(names) - most)


def band(level: Level) -> str:
    """Write the range of numbers of a level, without needless zeros; empty without any."""
    if level.least is not None and level.below is not None:
        return phrase("words.band", least=number_text(level.least), below=number_text(level.below))
    if level.least is not None:
        return phrase("words.band_up", least=number_text(level.least))
    return (
        phrase("words.band_down", below=number_text(level.below)) if level.below is not None else ""
    )


def moved(rules: Rules, criterion: str, level: str) -> tuple[list[str], list[str]]:
    """List by name the models that a level speaks for, and those that it speaks against."""
    speaking: dict[bool, list[str]] = {True: [], False: []}
    for model in rules.scored_models():
        rating = model.ratings.get(criterion, {}).get(level)
        if rating and rating.step != "neutral":
            strong = phrase("words.strongly") if rating.step.startswith("strong") else ""
            speaking[rating.step in ("fit", "strong_fit")].append(model.name + strong)
    return speaking[True], speaking[False]
