"""A file of cells that cannot be edited says the same as the workbook that takes its place."""

from pathlib import Path

import pytest

import biff
import source_fixtures
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.redact import redact
from omnicli.ingest.reworked import as_workbook
from omnicli.ingest.sniff import sniff
from omnicli.sources import registry

NOTHING: frozenset[str] = frozenset()
CELLS: list[list[biff.BiffCell | biff.Failed]] = [
    ["Judul"],
    [],
    ["Nama", "Jumlah", "Nomor"],
    ['Ani & "Budi" <x>', 12, 576461413038785792.0],
    [None, 1.5, biff.Failed()],
    ["  rapat  ", "007", "=1+1"],
]


def _books() -> list[Path]:
    found = [f for f in source_fixtures.fixtures() if not source_fixtures.is_pdf(f)]
    return [f for f in found if source_fixtures.is_workbook(f) or f.suffix == ".xls"]


def _read(fixture: Path, data: bytes) -> object:
    try:
        read = read_file(
            None,
            data,
            file_name=source_fixtures.file_name(fixture),
            specs=registry(),
            period=source_fixtures.period(fixture),
            timezone="Asia/Jakarta",
        )
    except OmniError as error:
        return error.code
    issues = sorted(
        (i.code, i.row or 0, i.column or "") for i in read.issues if i.code != "N_EXTENSION"
    )
    parts = [
        (part.rows_read, part.rows_rejected, part.records.rows(), part.origins.rows())
        + (() if part.children is None else (part.children.rows(),))
        for part in read.parts
    ]
    return read.spec.name, issues, parts


SOME = ("html-33-columns.xls", "july.xlsx.tsv")


@pytest.mark.parametrize(
    "fixture",
    [
        pytest.param(
            f, marks=() if f.name in SOME else pytest.mark.slow, id=f"{f.parent.name}/{f.name}"
        )
        for f in _books()
    ],
)
def test_every_fixture_reads_the_same_as_an_old_workbook_and_as_its_replacement(
    fixture: Path,
) -> None:
    data = source_fixtures.content(fixture)
    if source_fixtures.is_workbook(fixture):
        sheets = source_fixtures.parse(fixture.read_text("utf-8"))
        data = biff.xls(dict(sheets.items()))
    kind = sniff(data)
    assert kind in {"xls", "html"}

    new = as_workbook(kind, data)

    assert new is not None
    assert sniff(new) == "xlsx"
    assert as_workbook(kind, data) == new
    assert _read(fixture, new) == _read(fixture, data)


def test_places_numbers_and_errors_stay_what_they_are() -> None:
    new = as_workbook("xls", biff.xls({"Satu": CELLS, "Dua": [["x"]]}))
    assert new is not None
    again = as_workbook("xlsx", new)

    assert again is not None
    assert as_workbook("xlsx", again) == again


def test_what_tells_of_nobody_erased_stays_the_same_bytes() -> None:
    data = biff.xls({"Satu": CELLS})
    assert redact(data, lambda _: None) is data
    assert redact(b"<html><table><tr><td>x</td></tr></table>", lambda _: None)[:6] == b"<html>"
    assert as_workbook("xls", data[:600]) is None


def test_a_line_in_brackets_above_a_table_is_no_json() -> None:
    """TikTok prints `[Rentang Tanggal]: …` above its lists."""
    assert sniff(b"[Rentang Tanggal]: 2026-07-01 ~ 2026-07-31\nID Video,Waktu\n1,2\n") == "csv"
    for text in (b'[{"a": 1}]', b'{"a": 1}', b"[1, 2]", b"[]", b" [[1]]"):
        with pytest.raises(OmniError):
            sniff(text)
