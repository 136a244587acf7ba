"""Two readers of one sheet's XML, a quick one and an exact one, give the same answers."""

import random
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest

import samples
import source_fixtures
from campaign import share
from ingest_builders import Cell
from ingest_builders import Raw
from ingest_builders import error
from ingest_builders import formula
from ingest_builders import number
from ingest_builders import package
from ingest_builders import sheet_xml
from omnicli.domain.errors import OmniError
from omnicli.ingest import sheetsax
from omnicli.ingest import sheetxml
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.preflight import preflight
from omnicli.ingest.workbook import Workbook
from omnicli.ingest.workbook import open_workbook
from omnicli.sources import registry

KINDS: tuple[Cell, ...] = (
    "teks & <lain>",
    None,
    number("12"),
    number("576461413038785752"),
    number("1.2E+17"),
    error(),
    formula(),
    formula("7"),
    Raw(' t="s"', "<v>3</v>"),
    Raw(' s="2" t="str"', "<f>A1</f><v></v>"),
    Raw(' s="4"', ""),
    Raw(' t="b"', "<v>1</v>"),
)


def _rows(scan: sheetxml.SheetScan) -> list[tuple[object, ...]]:
    return [row for frame in scan.special for row in frame.rows()]


def book(text: str) -> tuple[Workbook, str]:
    """A workbook of one sheet and the part it is in."""
    workbook = open_workbook(package({"orders": text}), DEFAULT)
    return workbook, workbook.sheets()["orders"]


def exact(workbook: Workbook, part: str) -> pl.DataFrame:
    """Every filled cell as the tag by tag reader sees it."""
    return pl.concat(sheetsax.every_cell(workbook, part)).sort("row", "column")


@pytest.mark.parametrize("seed", range(10))
def test_blocks_of_texts_alone_hide_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are known without being cut into cells; what stands in later blocks is still seen."""
    monkeypatch.setattr(sheetxml, "_BLOCK", 300)
    chance = random.Random(seed)
    texts: tuple[Cell, ...] = ("teks & <lain>", Raw(' s="1" t="s"', "<v>3</v>"), Raw(' s="4"', ""))
    rows = [[chance.choice(texts) for _ in range(5)] for _ in range(40)]
    rows += [[chance.choice(KINDS) for _ in range(5)] for _ in range(chance.randrange(3))]
    workbook, part = book(sheet_xml(rows))

    quick, slow = sheetxml.scan_sheet(workbook, part), sheetxml._scan_slowly(workbook, part)

    assert quick.regular
    assert (quick.numbers, quick.last_row) == (slow.numbers, slow.last_row)
    assert quick.cells == sum(cell is not None for row in rows for cell in row)
    assert _rows(quick) == _rows(slow)


def test_a_block_of_texts_alone_is_still_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A control character, or a tag inside a text, is refused wherever it stands."""
    monkeypatch.setattr(sheetxml, "_BLOCK", 300)
    pieces = sheet_xml([["teks"] * 5 for _ in range(40)]).split("teks")
    for bad in ("te\x01ks", "te<b>ks", "te&nbsp;ks"):
        text = f"{'teks'.join(pieces[:100])}{bad}{'teks'.join(pieces[100:])}"
        workbook, part = book(text)
        with pytest.raises(OmniError) as refused:
            sheetxml.scan_sheet(workbook, part)
        assert refused.value.code == "E_FILE_CORRUPT"


@pytest.mark.parametrize("seed", range(20))
def test_both_readers_see_the_same_cells(seed: int) -> None:
    """Place, kind and value of each cell, and which of them are special."""
    chance = random.Random(seed)
    width = chance.randrange(1, 40)
    rows = [[chance.choice(KINDS) for _ in range(width)] for _ in range(chance.randrange(1, 30))]
    text = sheet_xml(rows).replace(
        "</sheetData>",
        "</sheetData><conditionalFormatting><formula>1</formula></conditionalFormatting>",
    )
    workbook, part = book(text)
    scan = sheetxml.scan_sheet(workbook, part)
    cells = exact(workbook, part)
    assert scan.numbers == Counter(cells.filter(pl.col("type") == "n")["column"])
    assert scan.regular
    assert sheetxml.cells_of(workbook, scan, range(1, width + 1)).equals(cells)
    long = pl.col("value").str.contains("[0-9]{16}|E")
    special = cells.filter(pl.col("type").is_in(["e", "f"]) | ((pl.col("type") == "n") & long))
    found = pl.concat([special.clear(), *scan.special]).sort("row", "column")
    assert found.equals(special)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<worksheet xmlns=", '<x:worksheet xmlns:x="a" xmlns='),
        ('<c r="B2"', "<!-- <c --><c r='B2'"),
        ('<c r="B2"', "<c"),
        ("<is><t", "<is><r><t>kaya</t></r><t"),
    ],
)
def test_unusual_xml_is_read_all_the_same(old: str, new: str) -> None:
    """Comments, other quotes, cells without a place and rich text change no answer."""
    plain = sheet_xml([["a", "b"], ["c", error()]])
    workbook, part = book(plain)
    text = plain.replace(old, new).replace(
        "</worksheet>", "</x:worksheet>" if new.startswith("<x:") else "</worksheet>"
    )
    other, its_part = book(text)
    scan = sheetxml.scan_sheet(other, its_part)
    assert scan.special[0].rows() == [(2, 2, "e", "#N/A")]
    assert exact(other, its_part).equals(exact(workbook, part))


@pytest.mark.parametrize("cut", ["</v>", "</c>", "</row>", "</sheetData>", '"', "<row "])
def test_xml_that_is_not_well_formed_is_refused(cut: str) -> None:
    """The parser would take part of it for the whole."""
    text = sheet_xml([["a", number("1")], ["b", number("2")], ["c", number("3")]])
    at = text.rfind(cut)
    workbook, part = book(text[:at] + text[at + len(cut) :])
    with pytest.raises(OmniError, match="E_FILE_CORRUPT"):
        sheetxml.scan_sheet(workbook, part)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(share(40)))
def test_the_quick_reader_takes_nothing_the_exact_one_refuses(seed: int) -> None:
    """Mutated XML: what passes as regular is well-formed, with the same special cells."""
    chance = random.Random(seed)
    good = sheet_xml([[chance.choice(KINDS) for _ in range(6)] for _ in range(8)])
    tokens = ("<", ">", '"', "</c>", "<row>", "&", "&amp;", "t=", ' t="e"', "9", "<v>", "</v>", "/")
    for _ in range(200):
        at = chance.randrange(good.index("<sheetData>"), len(good))
        text = good[:at] + chance.choice(tokens) + good[at + chance.randrange(8) :]
        workbook, part = book(text)
        try:
            scan = sheetxml.scan_sheet(workbook, part)
        except OmniError:
            continue
        cells = exact(workbook, part)
        assert sum(f.height for f in scan.special) >= cells.filter(pl.col("type") == "e").height


def _workbooks() -> list[object]:
    """Every real export and one fixture of each source; the other fixtures in the campaign."""
    fixtures = [f for f in source_fixtures.fixtures() if source_fixtures.is_workbook(f)]
    first = {f.parent.name: f for f in reversed(fixtures)}
    return [
        *(
            pytest.param(f, id=f.name, marks=() if f == first[f.parent.name] else pytest.mark.slow)
            for f in fixtures
        ),
        *(pytest.param(f, id=f.name) for f in sorted(samples.FOLDER.glob("*.xlsx"))),
    ]


@pytest.mark.parametrize("path", _workbooks())
def test_no_genuine_file_takes_a_second_look(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One pass at the parser's speed is all that fixtures and real exports need."""
    looks: list[str] = []
    second = sheetxml.cells_of

    def counted(workbook: Workbook, scan: sheetxml.SheetScan, columns: Collection[int]) -> object:
        looks.append(scan.part)
        return second(workbook, scan, columns)

    monkeypatch.setattr(sheetxml, "cells_of", counted)
    data = path.read_bytes() if path.suffix == ".xlsx" else source_fixtures.content(path)
    assert all(scan.regular for scan in preflight(data, DEFAULT).scans.values())
    with suppress(OmniError):  # a name of its own: else another test's reading may be remembered
        read_file(None, data, file_name=f"looked-at-{path.name}", specs=registry())
    assert looks == []
