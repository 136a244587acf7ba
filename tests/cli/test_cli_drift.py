"""What `omni import` says of an export that changed, and which metrics that concerns."""

import csv
import io
from typing import Any

import pytest

from conftest import Omni
from import_files import Write
from shopee_files import HEADERS
from shopee_files import Order
from shopee_files import export

FIRST = Order("250701AAAAAAAA", created="2025-07-01 10:00", buyer="ani")
SECOND = Order("250801BBBBBBBB", created="2025-08-01 10:00", buyer="budi")


def _table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def _bytes(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@pytest.fixture
def known(omni: Omni, write: Write) -> Omni:
    """A workspace that has seen one whole export."""
    assert omni("import", write("juli.csv", export([FIRST]))).code == 0
    return omni


def _drift(omni: Omni, write: Write, data: bytes) -> list[dict[str, Any]]:
    ran = omni("import", write("agustus.csv", data), "--json")
    found: list[dict[str, Any]] = ran.json["files"][0]["drift"]
    return found


def test_the_same_layout_is_no_drift(known: Omni, write: Write) -> None:
    assert _drift(known, write, export([SECOND])) == []


def test_an_optional_column_that_is_gone_is_told_with_its_metrics(
    known: Omni, write: Write
) -> None:
    """The first file had it: the spec alone would call it one of its layouts."""
    data = export([SECOND], without=["Waktu Pesanan Selesai"])
    (drift,) = _drift(known, write, data)

    assert (drift["kind"], drift["column"]) == ("missing", "Waktu Pesanan Selesai")
    assert drift["canonical"] == "completed_at"
    assert "receipts" in drift["metrics"]
    assert "spend_by_platform" not in drift["metrics"]


def test_a_column_nobody_sent_before_is_not_missed(omni: Omni, write: Write) -> None:
    first = export([FIRST], without=["Waktu Pesanan Selesai"])
    assert omni("import", write("juli.csv", first)).code == 0
    assert _drift(omni, write, export([SECOND], without=["Waktu Pesanan Selesai"])) == []


def test_columns_that_moved_are_named_and_no_other(known: Omni, write: Write) -> None:
    rows = _table(export([SECOND]))
    turned = [[row[-1], *row[:-1]] for row in rows]
    (drift,) = _drift(known, write, _bytes(turned))

    assert (drift["kind"], drift["column"]) == ("reordered", HEADERS[-1])
    assert drift["metrics"] == []


def _renamed(old: str, new: str, values: list[str]) -> bytes:
    rows = _table(export([SECOND] * 1))
    place = rows[0].index(old)
    rows[0][place] = new
    made = [rows[0]]
    for number, value in enumerate(values):
        row = list(rows[1])
        row[0] = f"250801BBBBBBB{number}"
        row[place] = value
        made.append(row)
    return _bytes(made)


def test_a_name_less_alike_is_proposed_where_the_values_agree(known: Omni, write: Write) -> None:
    """`Tanggal Pesanan Selesai` holds times as `Waktu Pesanan Selesai` did."""
    days = ["2025-08-05 10:00", "2025-08-06 11:00", "2025-08-07 12:00"]
    data = _renamed("Waktu Pesanan Selesai", "Tanggal Pesanan Selesai", days)
    (drift,) = _drift(known, write, data)

    assert (drift["kind"], drift["column"], drift["detail"]) == (
        "renamed",
        "Tanggal Pesanan Selesai",
        "Waktu Pesanan Selesai",
    )
    assert "receipts" in drift["metrics"]


def test_values_that_do_not_fit_speak_against_a_like_name(known: Omni, write: Write) -> None:
    """The column is new and the other is missing."""
    words = ["ya", "tidak", "mungkin"]
    data = _renamed("Waktu Pesanan Selesai", "Waktu Pesanan Selesai?", words)
    kinds = {(d["kind"], d["column"]) for d in _drift(known, write, data)}

    assert kinds == {("added", "Waktu Pesanan Selesai?"), ("missing", "Waktu Pesanan Selesai")}


def test_the_summary_says_it_in_one_line_each(known: Omni, write: Write) -> None:
    data = export([SECOND], without=["Waktu Pesanan Selesai"])
    out = known("import", write("agustus.csv", data), "--lang", "en").out

    assert "columns    missing “Waktu Pesanan Selesai”" in out
    assert "metrics    concerned: " in out
