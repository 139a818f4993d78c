"""A small valid rules folder for tests, as texts that a test can change before writing them.

Two scored models of one family and five criteria: `complexity` (need, both kinds), `caseload`
(capacity, a ratio with bands), `clinicians` (capacity, a part of a whole), `staff_size` (capacity,
a count) and `oversight` (goal). The two are one hybrid, `light_then_close`.
"""

from collections.abc import Mapping
from pathlib import Path

METHOD = """\
schema: 1
version: "1.0"
released: 2026-01-31
rating_steps: {strong_fit: 2, fit: 1, neutral: 0, misfit: -1, strong_misfit: -2}
rating_steps_reason: Five even steps.
rating_moves: {document: 10, literature: 10, inference: 25, contested: 25}
rating_moves_reason: A guess.
match_words:
  - {at_least: 50, word: good}
  - {at_least: 0, word: poor}
match_words_reason: Words only.
little_said: 3
little_said_word: too little said
little_said_reason: About one criterion.
completeness_words:
  - {at_least: 50, word: most of it}
  - {at_least: 0, word: a hint}
completeness_words_reason: Words only.
stability_words:
  - {at_least: 50, word: steady}
  - {at_least: 0, word: open}
stability_words_reason: Words only.
clear_from: 40
clear_from_reason: A guess.
"""

CRITERIA = """\
schema: 1
weight_rule: {3: it defines a model, 2: it speaks for or against one, 1: everything else}
groups:
  - {id: need, name: Need, says: What clients need.}
  - {id: capacity, name: Capacity, says: What there is.}
  - {id: goal, name: Goal, says: What is wanted.}
quantities:
  - {id: clients, question: How many clients?, unit: clients, least: 1, most: 1000}
  - {id: case_managers, question: How many?, unit: case managers, least: 0, most: 100}
  - {id: licensed, question: How many?, unit: clinicians, least: 0, most: 100}
short_forms:
  client: {ask: [complexity], reason: A guess.}
  organization: {ask: [complexity, caseload], reason: A guess.}

criteria:
  - id: complexity
    group: need
    name: Complexity of needs
    asked_of: [client, organization]
    question: {client: How complex are the needs?, organization: How complex are most needs?}
    levels:
      - {id: one, name: one or two needs}
      - {id: several, name: several needs, share: 30}
      - {id: many, name: many that hang together, share: 20}
    shares_reason: A guess.
    help: Count needs.
    weight: 2
    claims: [B01]
  - id: staff_size
    group: capacity
    name: Number of case managers
    asked_of: [organization]
    question: {organization: How many case managers are there?}
    levels:
      - {id: few, name: few, below: 5}
      - {id: many, name: many, from: 5}
    counts: case_managers
    bands_reason: A guess.
    help: Full-time posts.
    weight: 1
    claims: [B02]
  - id: caseload
    group: capacity
    name: Clients for each case manager
    asked_of: [organization]
    question: {organization: How many clients has each?}
    levels:
      - {id: up_to_12, name: up to 12, below: 12.5}
      - {id: 13_to_35, name: 13 to 35, from: 12.5, below: 35.5}
      - {id: over_35, name: over 35, from: 35.5}
    counts: clients
    per: case_managers
    bands_reason: A guess.
    help: At one time.
    weight: 1
    claims: [B02]
  - id: clinicians
    group: capacity
    name: Clinicians among them
    asked_of: [organization]
    question: {organization: Are they clinicians?}
    levels:
      - {id: none, name: none, below: 0.01}
      - {id: some, name: some, from: 0.01, below: 0.51}
      - {id: most, name: most, from: 0.51}
    counts: licensed
    per: case_managers
    bands_reason: A guess.
    help: With a license.
    weight: 3
    claims: [C01]
  - id: oversight
    group: goal
    name: Clinical oversight
    asked_of: [organization]
    question: {organization: Is close oversight wanted?}
    levels:
      - {id: no, name: no}
      - {id: yes, name: yes}
    help: Close means daily.
    weight: 1
    claims: [B02]
"""

SOURCES = """\
schema: 1
sources:
  - id: handbook
    title: A handbook
    publisher: A press
    date: not stated
    basis: document
    strength: a handbook
    strength_note: It names no studies.
    places:
      - {at: 1, heading: Opening}
      - {at: 2, heading: Opening, opening: Then there is}
  - id: trial
    title: A trial
    publisher: A journal
    date: 2020
    basis: literature
    strength: a trial
    strength_note: Small.
    places:
      - {at: 1, heading: Results}
"""

CLAIMS = """\
schema: 1
claims:
  - {id: B01, model: light, kind: best_fit, at: [handbook 1], says: suits simple needs}
  - {id: B02, model: light, kind: feature, at: [handbook 2], says: few staff do}
  - {id: C01, model: close, kind: definition, at: [handbook 2], says: clinicians do it}
  - {id: L01, model: close, kind: tension, at: [trial 1], with: [C01], says: so do others, limits: none given}
"""

FEATURES = """\
schema: 1
rows:
  - {id: who, question: Who does it?}
  - {id: where, question: Where?}
"""

CAUTIONS = """\
schema: 1
cautions:
  - id: many_needs
    danger: true
    says: Many needs want attention.
    claims: [B01]
    when: [{criterion: complexity, is: [many]}]
"""

GUIDANCE = """\
schema: 1
guidance:
  - {id: ask, says: Ask how complex needs are., claims: [B01]}
"""

FAMILY = """\
schema: 1
id: family
name: Family
scored: false
summary: {says: Both together., claims: [B01, C01]}
features:
  who: {says: Either, claims: [B02]}
  where: {says: Not said, claims: []}
"""

LIGHT = """\
schema: 1
id: light
name: Light
family: family
summary: {says: It links., claims: [B01]}
features:
  who: {says: A coordinator, claims: [B02]}
  where: {says: An office, claims: []}
ratings:
  complexity:
    one: {rating: strong_fit, basis: document, claims: [B01], reason: It suits simple needs.}
    several: neutral
    many: {rating: misfit, basis: inference, claims: [B01], reason: The reverse of simple.}
  caseload:
    up_to_12: neutral
    13_to_35: neutral
    over_35: {rating: fit, basis: document, claims: [B02], reason: Few staff do.}
  staff_size: neutral
  clinicians: neutral
  oversight:
    no: {rating: fit, basis: inference, claims: [], reason: None is needed.}
    yes: {rating: misfit, basis: inference, claims: [C01], reason: None is given.}
pros:
  - {says: Cheap, claims: [B02]}
cons:
  - {says: Thin, claims: [B01]}
requirements:
  - id: services
    strength: must
    says: There is someone to refer to.
    claims: [B01]
    to_close: Find partners.
"""

CLOSE = """\
schema: 1
id: close
name: Close
family: family
summary: {says: It treats., claims: [C01]}
features:
  who: {says: A clinician, claims: [C01, L01]}
  where: {says: A clinic, claims: [C01]}
ratings:
  complexity:
    one: neutral
    several: neutral
    many: {rating: fit, basis: literature, claims: [L01], documents_say: neutral, reason: A trial.}
  caseload: neutral
  staff_size: neutral
  clinicians:
    none: {rating: strong_misfit, basis: document, claims: [C01], reason: It needs clinicians.}
    some: neutral
    most: {rating: strong_fit, basis: document, claims: [C01], reason: They are there.}
  oversight: neutral
pros:
  - {says: Thorough, claims: [C01]}
cons:
  - {says: Dear, claims: [C01]}
requirements:
  - id: clinicians
    strength: must
    says: There are clinicians.
    claims: [C01]
    met_by: [{criterion: clinicians, is: [some, most]}]
    to_close: Hire one.
cautions:
  - id: simple_needs
    says: More than is needed, perhaps.
    claims: [C01]
    when: [{criterion: complexity, is: [one]}]
"""

HYBRIDS = """\
schema: 1
margin: 3
margin_reason: A guess.
overhead_reason: A guess.
tiers:
  third_part_overhead: 2
  third_part_reason: A guess.
  posts_for_a_part: 2
  posts_reason: A guess.
  suits_percent: 50
  suits_reason: A guess.
  requirement:
    id: posts
    strength: must
    says: Enough case managers for every part
    claims: [C01]
    to_close: Hire more.
hybrids:
  - id: light_then_close
    name: Light, then close
    way: step_down
    parts: [light, close]
    overhead: 4
    claims: [B01, C01]
    reason: Each has its time.
    serves: Everyone begins with the light one.
    moves: When needs grow.
    leads:
      light: [complexity]
      close: [clinicians, oversight]
    requirements:
      - id: two
        strength: must
        says: Two case managers
        claims: [B02]
        counted_in: case_managers
        least: 2
        to_close: Hire one more.
"""

FILES: Mapping[str, str] = {
    "method.yaml": METHOD,
    "criteria.yaml": CRITERIA,
    "sources.yaml": SOURCES,
    "claims.yaml": CLAIMS,
    "features.yaml": FEATURES,
    "cautions.yaml": CAUTIONS,
    "guidance.yaml": GUIDANCE,
    "hybrids.yaml": HYBRIDS,
    "models/family.yaml": FAMILY,
    "models/light.yaml": LIGHT,
    "models/close.yaml": CLOSE,
}


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The files with one text replaced in one of them; the text must be there once."""
    assert FILES[file].count(old) == 1, f"{old!r} is there {FILES[file].count(old)} times"
    return {**FILES, file: FILES[file].replace(old, new)}


def write(directory: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write the files into a folder; the folder."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return directory
