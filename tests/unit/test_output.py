"""How values look, to people and to programs."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnicli.ui.cells import grouped
from omnicli.ui.cells import printed
from omnicli.ui.cells import ratio
from omnicli.ui.output import Column
from omnicli.ui.output import csv_cell
from omnicli.ui.output import emit
from omnicli.ui.output import emit_facts
from omnicli.ui.text import areas
from omnicli.ui.text import t

COLUMNS = [
    Column("name", "nama"),
    Column("spend_sen", "belanja", "sen"),
    Column("share_bps", "porsi", "bps"),
    Column("orders", "pesanan", "int"),
]
ROWS = [
    {"name": "Meta", "spend_sen": 123_456_700, "share_bps": 1234, "orders": 12_345},
    {"name": "", "spend_sen": 0, "share_bps": None, "orders": 0},
]


def test_a_table_has_indonesian_numbers_on_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    emit(ROWS, COLUMNS, "table")
    lines = capsys.readouterr().out.splitlines()

    assert lines[2].split() == ["Meta", "Rp1.234.567", "12,34", "%", "12.345"]
    assert lines[3].split() == ["Rp0", "–", "0"]
    assert lines[2].index("12.345") + 6 == lines[3].rindex("0") + 1
    assert all(line == line.rstrip() for line in lines)


def test_json_has_rupiah_and_ratios_under_bare_names(capsys: pytest.CaptureFixture[str]) -> None:
    emit([{**ROWS[0], "spend_sen": 150}, ROWS[1]], COLUMNS, "json")

    assert json.loads(capsys.readouterr().out) == [
        {"name": "Meta", "spend": 1.5, "share": 0.1234, "orders": 12345},
        {"name": "", "spend": 0, "share": None, "orders": 0},
    ]


def test_a_table_is_never_cut_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    emit([{"name": "x" * 500}], COLUMNS[:1], "table")

    assert "x" * 500 in capsys.readouterr().out


@given(st.text())
def test_no_csv_cell_is_a_formula(text: str) -> None:
    cell = str(csv_cell(text))

    assert cell[:1] not in set("=+-@\t\r\0")
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == text


def test_numbers_stay_numbers_in_csv(capsys: pytest.CaptureFixture[str]) -> None:
    emit([{"spend_sen": -150, "name": "-1"}], COLUMNS[:2], "csv")

    assert list(csv.reader(io.StringIO(capsys.readouterr().out)))[1] == ["'-1", "-1.5"]


@given(st.text())
def test_no_control_or_direction_character_reaches_the_terminal(text: str) -> None:
    shown = printed(text, "text")

    assert not set(shown) & {"\x1b", "\x07", "\r", "\n", "\u202e", "\u2066"}


def test_number_formats() -> None:
    assert (grouped(1234567), grouped(1234567, "en")) == ("1.234.567", "1,234,567")
    assert (ratio(123456), ratio(123456, "en")) == ("1.234,56 %", "1,234.56 %")
    assert [printed(value, "flag") for value in (1, 0)] == ["ya", "tidak"]


def test_facts_stand_in_two_columns(capsys: pytest.CaptureFixture[str]) -> None:
    emit_facts({"kode": "E_X", "saran": "a\nb"})

    assert capsys.readouterr().out == "kode   E_X\nsaran  a b\n"


def test_every_text_exists_in_both_languages_with_the_same_fields() -> None:
    import importlib
    import string

    for area in areas():
        for key, pair in importlib.import_module(f"omnicli.ui.texts.{area}").TEXTS.items():
            fields = [{f for _, f, _, _ in string.Formatter().parse(x) if f} for x in pair]
            assert all(pair), f"{area}.{key}"
            assert fields[0] == fields[1], f"{area}.{key}"


def test_an_unknown_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        t("users.nothing", "id")


@pytest.mark.parametrize("width", [20, 40, *range(54, 66), 120])
def test_a_narrow_screen_never_cuts_a_number(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr("omnicli.ui.output.room", lambda _: width)
    monkeypatch.setattr("omnicli.ui.console.room", lambda _: width)
    columns = [
        *COLUMNS,
        Column("revenue_sen", "pendapatan kotor", "sen"),
        Column("d", "tgl", "date"),
    ]
    emit([{**ROWS[0], "revenue_sen": 9_876_543_200, "d": "2025-08-31"}], columns, "table")
    out = capsys.readouterr().out

    for text in ("Rp1.234.567", "12,34 %", "12.345", "Rp98.765.432", "2025-08-31"):
        assert text in out
    assert all(len(line) <= max(width, 40) for line in out.splitlines())


def test_a_multiple_is_no_percentage() -> None:
    assert printed(47_591, "times") == "4,76×"
    assert printed(47_591, "times", "en") == "4.76×"
    assert Column("roas_bps", kind="times").key == "roas"


def test_json_has_no_number_that_json_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    emit([{"x": float("inf")}, {"x": 0.5}], [Column("x")], "json")

    assert json.loads(capsys.readouterr().out) == [{"x": None}, {"x": 0.5}]
