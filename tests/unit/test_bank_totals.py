"""A row that sums a statement without balances is no movement, whatever day it carries."""

import pytest

from omnicli.ingest.pipeline import read_file
from omnicli.sources import registry

HEAD = (
    "Account No,Date,Val. Date,Transaction Code,Description,Description,Reference No.,Debit,Credit,"
)


def row(text: str, debit: str, credit: str, account: str = "1370012345678", day: int = 5) -> str:
    return f'{account},0{day}/08/25,0{day}/08/25,1,{text},,,"{debit}","{credit}",'


MOVES = [
    row("TRF SATU", ".00", "100,000.00", day=3),
    row("TRF DUA", ".00", "200,000.00", day=4),
    row("BIAYA", "2,500.00", ".00"),
]


def kept(*rows: str) -> int:
    data = "\n".join([HEAD, *rows]).encode()
    found = read_file(None, data, file_name="m.csv", specs=registry())
    assert found.parts[0].rows_read == len(rows)
    return found.parts[0].records.height


@pytest.mark.parametrize("label", ["Total", "JUMLAH", "Total mutasi Agustus", "Semuanya"])
def test_the_sum_of_the_columns_is_left_out(label: str) -> None:
    total = row(label, "2,500.00", "300,000.00")
    other = [line.replace("1370012345678", "1370099999999") for line in MOVES]

    assert kept(*MOVES, total) == 3
    assert kept(total, *MOVES) == 3
    assert kept(*MOVES, total, *other, total.replace("1370012345678", "1370099999999")) == 6


@pytest.mark.parametrize(
    "last",
    [
        row("TOTAL OIL", ".00", "200,000.00"),
        row("TRF TIGA", "2,500.00", ".00"),
        row("TRF TIGA", ".00", "300,000.00"),
    ],
)
def test_a_movement_that_is_only_alike_stays(last: str) -> None:
    assert kept(*MOVES, last) == 4


def test_one_movement_and_its_sum() -> None:
    assert kept(MOVES[0], row("Total", ".00", "100,000.00")) == 1
    assert kept(MOVES[0], row("TOTAL OIL", ".00", "100,000.00")) == 2
