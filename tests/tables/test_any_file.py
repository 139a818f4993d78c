"""Whatever a file holds, the run ends with an answer or with problems, never with our fault."""

import gzip
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.cli.process import casemodel
from tests.tables.making import GOOD, HEADER, excel, table

FINE = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
MARKS = ("\n", "\r", "\r\n", ",", ";", "\t", '"', '""', " ", "\ufeff", "\x00", "\x1a", "\u2028")
WORDS = (HEADER, "stable", "acute", "id", "acuity", "complexity", "many", "é", "sep=;", "=1+1")
pieces = st.sampled_from((*MARKS, *WORDS))
texts = st.one_of(
    st.lists(pieces, max_size=30).map("".join).map(str.encode),
    st.lists(pieces, max_size=30).map(lambda parts: GOOD.encode() + "".join(parts).encode()),
    st.binary(max_size=200),
    st.binary(max_size=60).map(lambda data: GOOD.encode() + data),
)


def run(folder: Path, name: str, *more: str) -> None:
    for arguments in ((name, "-o", "out.csv", "--force"), ("--suggest-map", name)):
        ran = casemodel("caseload", *arguments, *more, cwd=folder)
        assert ran.status in (0, 1), ran.err
        assert ran.out or ran.err


@given(data=texts)
@example(data=b"")
@FINE
def test_any_text(data: bytes, tmp_path: Path):
    (tmp_path / "clients.csv").write_bytes(data)
    run(tmp_path, "clients.csv")


@given(seed=st.integers(0, 1_000_000))
@FINE
def test_an_excel_file_with_any_byte_changed(seed: int, tmp_path: Path):
    rng = random.Random(seed)
    path = excel(tmp_path / "clients.xlsx", table(GOOD))
    file_bytes = bytearray(path.read_bytes())
    for _ in range(rng.randint(1, 8)):
        file_bytes[rng.randrange(len(file_bytes))] = rng.randrange(256)
    if rng.random() < 0.3:
        del file_bytes[rng.randrange(len(file_bytes)) :]
    path.write_bytes(bytes(file_bytes) or b"P")
    run(tmp_path, "clients.xlsx")


PIECES = [
    *(b"", b"<", b">", b'"', b"&x;", b"&#0;", b"999999999", b"-1e308", b"nan", b"A1", b"\x00"),
    *(b"</c>", b"</row>", b"</si>", b"<v>", b"<f>1</f>", b"<!--", b"<![CDATA[", b"<rPh><t>"),
    *(b'r="ZZ9"', b't="s"', b't="e"', b't="d"', b's="999"', b'state="hidden"', b'date1904="1"'),
    *(b'<mergeCell ref="A1:XFD1048576"/>', b"<!DOCTYPE a [<!ENTITY b 'c'>]>"),
    *(b"<?xml version='1.0' encoding='x'?>", b"encoding='UTF-16'", b"\xff", b"\xed\xa0\x80"),
]
"""What breaks XML, or makes a sheet of it that no program writes."""


@given(seed=st.integers(0, 1_000_000))
@FINE
def test_a_sheet_with_any_part_changed(seed: int, tmp_path: Path):
    import zipfile

    rng = random.Random(seed)
    path = excel(tmp_path / "clients.xlsx", table(GOOD))
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    part = parts[rng.choice(sorted(parts))]
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(part))
        part[at : at + rng.randint(0, 3)] = rng.choice(PIECES)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, bytes(data))
    run(tmp_path, "clients.xlsx")


@given(seed=st.integers(0, 1_000_000))
@FINE
def test_a_gzip_file_with_any_byte_changed(seed: int, tmp_path: Path):
    rng = random.Random(seed)
    file_bytes = bytearray(gzip.compress(GOOD.encode() * rng.choice([1, 500]), mtime=0))
    for _ in range(rng.randint(0, 4)):
        file_bytes[rng.randrange(2, len(file_bytes))] = rng.randrange(256)
    if rng.random() < 0.3:
        del file_bytes[rng.randrange(2, len(file_bytes)) :]
    (tmp_path / "clients.csv.gz").write_bytes(bytes(file_bytes))
    run(tmp_path, "clients.csv.gz")


@pytest.mark.parametrize("text", [f"{HEADER}\n{'x,' * 4}x\n" * 1, "id,acuity\n" + "a,stable\n" * 3])
def test_by_hand(text: str, tmp_path: Path):
    (tmp_path / "clients.csv").write_text(text)
    run(tmp_path, "clients.csv")
