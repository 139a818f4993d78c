"""What rule files become: canonical order, bands, wording, and a digest of their bytes."""

import hashlib
import sys

from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.criteria import Level, Quantity, Wording
from casemodel.knowledge.sources import Place
from tests.rulebase import FILES, changed, write
from tests.workshop.broken import CONTRADICTIONS


def test_order_is_by_group_then_id(rules):
    order = ["complexity", "caseload", "clinicians", "staff_size", "oversight"]
    assert list(rules.criteria) == order
    assert list(rules.models) == ["close", "family", "light"]
    assert list(rules.claims) == ["B01", "B02", "C01", "L01"]
    assert list(rules.models["light"].ratings) == ["complexity", "caseload", "oversight"]
    assert [m.id for m in rules.scored_models()] == ["close", "light"]


def test_values(rules):
    assert rules.version == "1.0"
    assert rules.released == "2026-01-31"
    assert rules.review_by == ""
    assert list(rules.weight_rule) == ["3", "2", "1"]
    assert rules.group_names == {"need": "Need", "capacity": "Capacity", "goal": "Goal"}
    assert rules.quantities["clients"] == Quantity(
        "clients", "How many clients?", "clients", 1, 1000
    )
    middle = rules.criteria["caseload"].levels[1]
    assert middle == Level("13_to_35", Wording("13 to 35", "13 to 35"), None, 12500, 35500)
    assert rules.criteria["complexity"].question.said_to("client") == "How complex are the needs?"
    assert rules.criteria["caseload"].question.client == ""
    assert rules.claims["L01"].at == (Place("trial", 1),)
    assert rules.claims["L01"].against == ("C01",)
    assert rules.models["close"].ratings["complexity"]["many"].documents_say == "neutral"
    assert rules.models["close"].cautions[0].model == "close"
    assert rules.sources["trial"].date == "2020"


def test_hybrids(rules):
    hybrid = rules.hybrids["light_then_close"]
    assert (hybrid.way, hybrid.parts, hybrid.overhead) == ("step_down", ("light", "close"), 4)
    assert hybrid.leads == {"complexity": "light", "clinicians": "close", "oversight": "close"}
    assert list(hybrid.leads) == ["complexity", "clinicians", "oversight"]
    (needed,) = hybrid.requirements
    assert (needed.counted_in, needed.least, needed.clients_each) == ("case_managers", 2, None)
    assert rules.hybrid_margin == 3


def test_plain_neutral_is_not_kept(rules):
    assert set(rules.models["light"].ratings["caseload"]) == {"over_35"}
    assert "clinicians" not in rules.models["light"].ratings


def test_numbers_where_text_is_wanted_are_the_text_written(tmp_path):
    files = changed("method.yaml", 'version: "1.0"', "version: 1.10")
    assert load_rules(write(tmp_path, files)).version == "1.10"


def test_digest_follows_bytes_and_names(tmp_path, rules):
    assert len(rules.digest) == 2 * hashlib.sha256().digest_size
    assert load_rules(write(tmp_path / "same")).digest == rules.digest
    files = {**FILES, "guidance.yaml": FILES["guidance.yaml"] + "# a comment\n"}
    assert load_rules(write(tmp_path / "other", files)).digest != rules.digest


def test_digest_is_the_sha256_of_names_sizes_and_bytes(rules):
    whole = b"".join(
        f"{name}\0{len(text.encode())}\0{text}".encode() for name, text in sorted(FILES.items())
    )
    assert rules.digest == hashlib.sha256(whole).hexdigest()


def test_digest_is_the_same_without_pythons_own_sha256(monkeypatch, tmp_path, rules):
    for name in ("_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, name, None)
    assert load_rules(write(tmp_path)).digest == rules.digest


def test_hybrids_count_in_the_digest(tmp_path, rules):
    changed_hybrids = changed("hybrids.yaml", "overhead: 4", "overhead: 5")
    without = {name: text for name, text in FILES.items() if name != "hybrids.yaml"}
    for name, files in (("changed", changed_hybrids), ("without", without)):
        assert load_rules(write(tmp_path / name, files)).digest != rules.digest


def test_everything_in_the_files_is_kept(tmp_path, snapshot):
    method = FILES["method.yaml"] + "review_by: 2027-01-31\n"
    named_hybrid = changed(
        "hybrids.yaml", "      - id: two\n", "      - id: two\n        name: Two\n"
    )
    files = {**named_hybrid, "method.yaml": method, "contradictions.yaml": CONTRADICTIONS}
    assert load_rules(write(tmp_path, files))._replace(digest="") == snapshot
