"""Law 5, and axioms 3 and 4: neither order nor name changes anything but the order of equals."""

import re
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

from casemodel.engine.assessment import Assessment, GroupNeed
from casemodel.knowledge.bundled import load_rules, rules_directory
from casemodel.knowledge.tiers import tier_parts
from tests.laws.looks import assessed, figures, said, standings
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped, shipped
from tests.laws.variants import renamed_models, stirred


def check_order_free(case: Case, pick: int) -> None:
    """Criteria, models, ratings, cautions and answers in another order give the same answer."""
    stirred_case = stirred(case, seeded(pick))
    assert _in_one_order(assessed(stirred_case)) == _in_one_order(assessed(case))


def _in_one_order(assessment: Assessment) -> tuple[object, ...]:
    """The same assessment with what is listed in the rules' own order sorted by name."""
    whole = said(assessment)
    ranking = [
        s._replace(contributions=tuple(sorted(s.contributions, key=repr))) for s in whole.ranking
    ]
    rest = [sorted(map(_text, r)) if isinstance(r, tuple) else _text(r) for r in whole.rest]
    return ranking, rest


def _text(value: object) -> str:
    """A value as text, mappings sorted by key."""
    if isinstance(value, Mapping):
        return repr(sorted((k, _text(v)) for k, v in value.items()))
    if isinstance(value, GroupNeed):
        suited = tuple(sorted(value.suited))
        return repr((value.name, value.share, value.clients, _text(value.points), suited))
    return repr(value)


def check_neutral(case: Case, pick: int) -> None:
    """Renaming the models renames the result; only equals change places."""
    names = sorted(m.id for m in case.rules.scored_models())
    new = seeded(pick).sample([f"x{n}" for n in range(len(names))], len(names))
    renaming = dict(zip(names, new, strict=True))
    described = {id_: id_ for id_ in case.rules.models if id_ not in renaming}
    before = standings(case)
    after = standings(case._replace(rules=renamed_models(case.rules, {**renaming, **described})))
    renaming |= {h: h for h in case.rules.hybrids}
    renaming |= {
        id_: "_and_".join(sorted(renaming[part] for part in parts))
        for id_, parts in tier_parts(case.rules).items()
        if len(parts) > 2
    }
    assert after.keys() == {renaming[m] for m in before}
    for id_, standing in before.items():
        now = after[renaming[id_]]
        assert now.rank == standing.rank
        assert sorted(now.parts) == sorted(renaming[part] for part in standing.parts)
        assert now.score == standing.score
        if now.serves == tuple(renaming[part] for part in standing.serves):
            assert figures(now) == figures(standing)
    assert list(after) == sorted(after, key=lambda m: (-after[m].score, m))


def test_order_of_entries_and_files(tmp_path: Path) -> None:
    """Criteria, claims, sources, cautions and hybrids upside down, and models in other files."""
    copied = tmp_path / "rules"
    copytree(rules_directory(), copied)
    for name in ("criteria", "claims", "sources", "cautions", "hybrids"):
        file = copied / f"{name}.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(_upside_down(text, name), encoding="utf-8")
    rules = load_rules(copied)
    assert rules.digest != shipped().digest
    assert repr(rules._replace(digest="")) == repr(shipped()._replace(digest=""))


def _upside_down(text: str, key: str) -> str:
    """A rule file with the entries under `key`, its last key, in the opposite order."""
    head, body = text.split(f"\n{key}:\n")
    entries = re.split(r"^(?=  - )", body.rstrip("\n") + "\n", flags=re.MULTILINE)
    return f"{head}\n{key}:\n" + entries[0] + "".join(reversed(entries[1:]))


test_order_free = over_generated(check_order_free)
test_order_free_shipped = over_shipped(check_order_free)
test_neutral = over_generated(check_neutral)
test_neutral_shipped = over_shipped(check_neutral)
