"""One broken file for every code: what a check of it must say is in `__snapshots__`.

A profile is read with the small rules of `tests/rulebase.py`; broken rules are those rules with a
text replaced. What only the file system can break is made by the test itself.
"""

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.files import limits
from tests.rulebase import FILES

ORG = "schema: 1\nkind: organization\n"
CLIENT = "schema: 1\nkind: client\n"
ANSWERS = f"{ORG}answers:\n  "
SEGMENTS = f"{ORG}answers: {{}}\nsegments:\n"


class Change(NamedTuple):
    """A text of a rule file, which is there once, and what stands in its place."""

    file: str
    old: str
    new: str


LIGHT, CLOSE, CRITERIA = "models/light.yaml", "models/close.yaml", "criteria.yaml"
ONE = "one: {rating: strong_fit, basis: document, claims: [B01], reason: It suits simple needs.}"
MANY = "many: {rating: misfit, basis: inference, claims: [B01], reason: The reverse of simple.}"
MOST = "most: {rating: strong_fit, basis: document, claims: [C01], reason: They are there.}"
NO = "no: {rating: fit, basis: inference, claims: [], reason: None is needed.}"
YES = "yes: {rating: misfit, basis: inference, claims: [C01], reason: None is given.}"

CONTRADICTIONS = """\
schema: 1
contradictions:
  - id: many_and_light
    says: Many needs, and no close oversight.
    when:
      - {criterion: complexity, is: [many]}
      - {criterion: oversight, is: [no]}
  - id: one_most
    says: Two answers say most.
    once: {level: many, among: [complexity, staff_size]}
  - id: more_clinicians
    says: There are more clinicians than case managers.
    numbers: {more: licensed, than: case_managers}
"""

RULES: Mapping[str, str] = {**FILES, "contradictions.yaml": CONTRADICTIONS}
"""The small rules, with contradictions."""


def changed(change: "Change") -> dict[str, str]:
    """The rules with one text replaced; it must be there once."""
    text = RULES[change.file]
    assert text.count(change.old) == 1, f"{change.old!r} is there {text.count(change.old)} times"
    return {**RULES, change.file: text.replace(change.old, change.new)}


def with_third() -> dict[str, str]:
    """Three models rated on complexity alone: one best at one end, one at the other, one beaten.

    Of a client nothing else is asked, so the third is behind one of the two whatever is answered.
    """
    steps = {
        "light": ("strong_fit", "neutral", "strong_misfit"),
        "close": ("strong_misfit", "neutral", "strong_fit"),
        "third": ("fit", "strong_misfit", "fit"),
    }
    files = dict(RULES)
    for model, rated in steps.items():
        text = (
            files[CLOSE]
            .replace("id: close", f"id: {model}")
            .replace("name: Close", f"name: {model}")
        )
        start, end = text.index("ratings:"), text.index("pros:")
        rows = [
            f"    {level}: {{rating: {step}, basis: document, claims: [C01, B01], reason: {level}}}"
            for level, step in zip(("one", "several", "many"), rated, strict=True)
        ]
        others = ("caseload", "staff_size", "clinicians", "oversight")
        neutral = [f"  {criterion}: neutral" for criterion in others]
        ratings = "\n".join(("ratings:", "  complexity:", *rows, *neutral, ""))
        files[f"models/{model}.yaml"] = text[:start] + ratings + text[end:]
    return files


BROKEN_PROFILES: Mapping[str, str | bytes] = {
    "P105": "",
    "P106": "#" * (limits.PROFILE_BYTES + 1),
    "P107": "name: Caf\xe9\n".encode("cp1252"),
    "P108": f"{ORG}name: a\u202eb\nanswers: {{}}\n",
    "P201": f'{ANSWERS}complexity: "many\n',
    "P202": f"{ANSWERS}complexity: many\n  complexity: one\n",
    "P203": f"{ANSWERS}complexity: &mine many\n",
    "P204": f"{ANSWERS}complexity: !!str many\n",
    "P205": f"{ANSWERS}<<: {{complexity: many}}\n",
    "P206": f"{ORG}answers: {{}}\n---\nschema: 1\n",
    "P207": f"{ANSWERS}[complexity]: many\n",
    "P208": f"{ANSWERS}complexity: {'[' * limits.DEPTH}\n",
    "P209": f"{ORG}answers: [{'1,' * limits.NODES}]\n",
    "P210": f"%YAML 1.1\n---\n{ORG}answers: {{}}\n",
    "P299": ANSWERS + "\n  ".join(f"x{n}: 1" for n in range(limits.PROBLEMS + 1)) + "\n",
    "P301": "- complexity: many\n",
    "P302": ORG,
    "P303": f"{ORG}answers: {{}}\nnotes: x\n",
    "P304": f"{CLIENT}name: Jo\nanswers: {{}}\n",
    "P305": f"{ANSWERS}complexity: [many, one]\n",
    "P306": f"{ORG}name: ''\nanswers: {{}}\n",
    "P307": "schema: 2\nkind: organization\nanswers: {}\n",
    "P401": "schema: 1\nkind: organisation\nanswers: {}\n",
    "P402": 'schema: 1\nkind: "organization"\nanswers: {}\n',
    "P403": f"{ANSWERS}complexty: many\n",
    "P404": f"{CLIENT}answers: {{staff_size: few}}\n",
    "P405": f"{ANSWERS}complexity: very many\n",
    "P406": f"{ANSWERS}complexity:\n",
    "P407": f"{ANSWERS}oversight: false\n",
    "P408": f"{ANSWERS}complexity: 3\n",
    "P409": f"{ANSWERS}caseload: 1:15\n",
    "P410": f"{ANSWERS}clients: 1,200\n",
    "P411": f"{ANSWERS}clients: 99000000\n",
    "P412": f"{ANSWERS}clients: 300\n  case_managers: 20\n  caseload: over_35\n",
    "P413": f"{ORG}date: 31.3.2026\nanswers: {{}}\n",
    "P414": f"{ORG}current_model: ligth\nanswers: {{}}\n",
    "P415": f"{ORG}priorities: [complexity]\nanswers: {{}}\n",
    "P416": f"{SEGMENTS}- {{name: A, share: 40%}}\n- {{name: a, share: 60%}}\n",
    "P417": f"{SEGMENTS}- {{name: A, share: 40%}}\n- {{name: B, share: 50%}}\n",
    "P418": f"{SEGMENTS}- {{name: A, share: 40%}}\n- {{name: B, share: 0.6}}\n",
    "P419": f"{SEGMENTS}- {{name: A, share: 40%}}\n- {{name: B, share: most}}\n",
    "P420": f"{ORG}priorities: [complexity, oversight, complexity]\nanswers: {{}}\n",
    "P421": f"{CLIENT}weights: {{complexity: 0}}\nanswers: {{}}\n",
    "P423": f"{CLIENT}answers:\n  complexity: {{answer: one, hint: many}}\n",
    "A101": f"{ANSWERS}complexity: many\n  oversight: no\n",
    "A102": f"{ANSWERS}staff_size: few\n",
    "A103": f"{CLIENT}answers: {{}}\n",
    "A105": f"{SEGMENTS}- {{name: A, share: 40%}}\n- {{name: B, share: 60%}}\n",
    "A104": f"{ANSWERS}staff_size: few\n",
}

BROKEN_RULES: Mapping[str, Change] = {
    "R102": Change(LIGHT, "rating: strong_fit, ", ""),
    "R103": Change(CRITERIA, "help: Count needs.", "halp: Count needs."),
    "R104": Change("method.yaml", "little_said: 3", 'little_said: "3"'),
    "R105": Change(LIGHT, "strength: must", "strength: most"),
    "R106": Change(CRITERIA, "weight: 2", "weight: 9"),
    "R107": Change(CRITERIA, "help: Count needs.", "help: ''"),
    "R108": Change(CRITERIA, "id: oversight", "id: Over-sight"),
    "R109": Change("claims.yaml", "id: B02", "id: B01"),
    "R110": Change(LIGHT, "id: light", "id: lite"),
    "R111": Change("claims.yaml", "at: [handbook 1]", "at: [handbook]"),
    "R112": Change(CRITERIA, "    shares_reason: A guess.\n", ""),
    "R113": Change(CRITERIA, "{client: How complex are the needs?, ", "{"),
    "R114": Change("hybrids.yaml", "parts: [light, close]", "parts: [light, close, light]"),
    "R115": Change("method.yaml", "released:", "review_by: 31.1.2027\nreleased:"),
    "R201": Change(LIGHT, ONE, ONE.replace("B01", "B10")),
    "R202": Change("claims.yaml", "at: [handbook 1]", "at: [handbok 1]"),
    "R203": Change("claims.yaml", "at: [handbook 1]", "at: [handbook 3]"),
    "R204": Change("cautions.yaml", "criterion: complexity", "criterion: complexty"),
    "R205": Change(CLOSE, "is: [some, most]", "is: [some, all]"),
    "R206": Change(LIGHT, "where: {", "were: {"),
    "R207": Change("claims.yaml", "model: light, kind: best", "model: ligth, kind: best"),
    "R208": Change(CRITERIA, "counts: licensed", "counts: license"),
    "R209": Change(CRITERIA, "share: 30", "share: 90"),
    "R210": Change(CRITERIA, "from: 12.5", "from: 13"),
    "R211": Change(LIGHT, "    several: neutral\n", ""),
    "R212": Change(LIGHT, "  staff_size: neutral\n", ""),
    "R213": Change(LIGHT, ONE, ONE.replace("document", "literature")),
    "R214": Change("hybrids.yaml", "id: light_then_close", "id: light"),
    "R215": Change(
        "hybrids.yaml",
        "hybrids:\n",
        "hybrids:\n  - {id: again, name: Again, way: step_down, parts: [light, close], overhead: 4,"
        " claims: [B01], reason: x, serves: x, moves: x}\n",
    ),
    "R301": Change(CRITERIA, "weight: 2", "weight: 3"),
    "R302": Change(
        "claims.yaml",
        "  - {id: C01",
        "  - {id: B03, model: any, kind: pro, at: [handbook 1], says: unused}\n  - {id: C01",
    ),
    "R303": Change(LIGHT, "pros:\n  - {says: Cheap, claims: [B02]}\n", ""),
    "R304": Change(CLOSE, "  oversight: neutral\n", f"  oversight: {{{NO}, {YES}}}\n"),
    "R305": Change("claims.yaml", "model: light, kind: feature", "model: close, kind: feature"),
    "R306": Change(
        "sources.yaml",
        "  - id: trial",
        "  - {id: unread, title: x, publisher: x, date: x, basis: document, strength: x,"
        " strength_note: x, places: []}\n  - id: trial",
    ),
    "R307": Change(
        "sources.yaml",
        "- {at: 1, heading: Results}",
        "- {at: 1, heading: a}\n      - {at: 9, heading: b}",
    ),
    "R308": Change(LIGHT, "The reverse of simple.", "It suits simple needs"),
    "R309": Change(LIGHT, MANY, MANY.replace("misfit", "strong_misfit")),
    "R310": Change(CLOSE, MOST, MOST.replace("C01", "B01")),
    "R311": Change(LIGHT, YES, YES.replace("C01", "")),
    "R312": Change("claims.yaml", ",\n     limits: none given", ""),
    "R313": Change(LIGHT, "must\n", "must\n    counted_in: clients\n    clients_each: 30\n"),
    "R402": Change(
        CRITERIA,
        "share: 30}\n      - {id: many, name: many that hang together, share: 20}",
        "share: 3}\n      - {id: many, name: many that hang together, share: 2}",
    ),
    "R501": Change(LIGHT, f"oversight:\n    {NO}\n    {YES}", "oversight: neutral"),
    "R502": Change(LIGHT, f"{NO}\n    {YES}", "no: neutral\n    yes: neutral"),
    "R503": Change(LIGHT, ONE, ONE.replace("B01", "B02")),
    "R504": Change(CLOSE, "reason: They are there.", "reason: A trial!"),
    "R505": Change("method.yaml", "released:", "review_by: 2026-01-31\nreleased:"),
    "R506": Change(
        CRITERIA,
        "Is close oversight wanted?",
        "Is professional organizational accountability institutionally appropriate?",
    ),
    "R507": Change(LIGHT, "reason: It suits simple needs.", "reason: The homeless suffer less."),
}
