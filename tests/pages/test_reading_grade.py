import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from random import Random

import pytest

from casemodel.knowledge.criteria import KINDS
from casemodel.knowledge.handout_file import load_handout
from casemodel.pages.document import Sources, Table
from casemodel.pages.handout import handout
from casemodel.pages.worksheet import worksheet
from casemodel.workshop.reading_grade import grade
from tests.laws.recipes_of_profiles import seeded_profile
from tests.pages.sample import CLIENTS, ORGANIZATIONS, example, example_of
from tests.pages.shown import running, shown
from tests.shipped import shipped

MOST, MOST_ON_A_PAGE = 8, 7
CITED = re.compile(r" \[[\d, ]+\]$")
RULES = shipped()
HANDOUT = load_handout(None, RULES)

# Words that make a person into a condition, or lay blame.
LOADED = re.compile(
    r"\b(addicts?|alcoholics?|abusers?|junk(?:y|ies)|drunks?|users?|clean|dirty|sober"
    r"|the (?:homeless|disabled|elderly|mentally ill|poor)|homeless (?:people|persons?|clients?)"
    r"|schizophrenics?|psychotics?|diabetics|handicapped|crippled|retarded|insane|crazy|psycho"
    r"|suffer\w*|victims?|wheelchair-bound|confined|afflicted|non-?complian\w*|resistant|refus\w+"
    r"|unmotivated|manipulative|difficult (?:client|person|people)s?|frequent flyers?|cases?"
    r"|failed|failures? to|frail (?:elders?|(?:older )?people)|the frail|inmates?|felons?"
    r"|offenders?|illegal)\b",
    re.IGNORECASE,
)
# 'Case' in these is no person; 'refused' is the word that a profile file takes for an answer.
ALLOWED = re.compile(
    r"\bcase (?:manag|review|meeting)\w*|\breviews its cases\b|\brefused\b|\bshared case\w*"
    r"|\breview each case\b|\beach case\b|\bself-neglect\b|\btaking part\b|\bin some cases\b"
    r"|\bthe common case\b|\bCare for the Elderly\b",
    re.IGNORECASE,
)


def loaded(texts):
    return [m.group() for text in texts for m in LOADED.finditer(ALLOWED.sub("", text))]


def grade_of(texts):
    """The grade of texts taken together; each is a sentence at least."""
    return grade(". ".join(texts))


@pytest.mark.parametrize("model", RULES.models)
def test_each_answer_of_the_handout_is_easy_to_read(model):
    grades = {
        row.id: grade(cell.says) for row, cell in zip(HANDOUT.rows, HANDOUT.of(model), strict=True)
    }
    assert {row: row_grade for row, row_grade in grades.items() if row_grade > MOST} == {}
    assert grade_of(cell.says for cell in HANDOUT.of(model)) <= 6


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("short", [True, False])
def test_the_worksheets_are_easy_to_read(kind, short):
    assert grade_of(running(worksheet(RULES, kind, "casemodel 0", short=short))) <= MOST_ON_A_PAGE


@pytest.mark.parametrize("path", CLIENTS, ids=lambda path: path.stem)
def test_a_clients_page_is_easy_to_read(path):
    assert grade_of(running(example(path).page)) <= MOST_ON_A_PAGE


@pytest.mark.parametrize("seed", range(4))
def test_any_clients_page_is_easy_to_read(seed):
    profile = seeded_profile(RULES, "client", Random(seed))
    assert grade_of(running(example_of(profile).page)) <= MOST_ON_A_PAGE


@pytest.mark.parametrize("model", RULES.models)
def test_a_whole_handout_is_easy_to_read(model):
    page = handout(RULES, HANDOUT, [RULES.models[model]], "casemodel 0")
    table = next(block for block in page.blocks if isinstance(block, Table))
    cells = [CITED.sub("", text) for row in table.rows for cell in row for text in cell]
    told_how = [*running(page)[:-1], *(fact.text for fact in page.closing)]
    assert grade_of([*told_how, *cells]) <= 6


def test_no_loaded_words_on_handouts_and_worksheets():
    assert loaded(row.question for row in HANDOUT.rows) == []
    assert loaded(cell.says for model in RULES.models for cell in HANDOUT.of(model)) == []
    page = handout(RULES, HANDOUT, [RULES.models["brokerage"]], "casemodel 0")
    assert loaded(block.text for block in page.blocks if hasattr(block, "text")) == []
    for kind in KINDS:
        assert loaded(shown(worksheet(RULES, kind, "casemodel 0", short=False))) == []


def texts_of(value: object) -> Iterator[str]:
    """Every text within a value of the rules."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "former_words":  # read where they stand in old files, and never said
                yield from texts_of(getattr(value, field.name))


def test_no_loaded_words_in_what_the_rules_say():
    """All but the titles and openings of sources, which are their authors' own."""
    our_rules = RULES._replace(sources={})
    texts = list(texts_of(our_rules))
    assert len(texts) > 1000
    assert loaded(texts) == []


@pytest.mark.parametrize("path", [*CLIENTS, *ORGANIZATIONS], ids=lambda path: path.stem)
def test_no_loaded_words_in_a_report(path):
    page = example(path).page
    blocks = tuple(block for block in page.blocks if not isinstance(block, Sources))
    assert loaded(shown(page._replace(blocks=blocks))) == []


def test_the_list_of_loaded_words_finds_them():
    assert loaded(["An addict who is homeless", "the mentally ill", "a case manager"]) == [
        "addict",
        "the mentally ill",
    ]
