"""HTML, xlsx, csv and json say the same numbers, because they come from the same frames."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import fastexcel
import pytest

from omnicli.domain.period import Period
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from report_cells import Cells
from report_workspace import open_report_session
from stores import copy_of

AUGUST = Period.of_month(2025, 8)


def figure(text: str) -> float:
    """A printed Indonesian figure as a number."""
    digits = re.sub(r"[^\d,-]", "", text).replace(",", ".")
    return float(digits)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    workspace = copy_of("full", tmp_path_factory)
    with open_report_session(workspace) as session:
        return {name: build_report(session, name, AUGUST) for name in ("roas", "orders")}


def sheet(report: Report, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet, without the formulas that add them up."""
    book = fastexcel.read_excel(report.xlsx)
    rows = list(book.load_sheet(name).to_polars().iter_rows(named=True))
    return [row for row in rows if next(iter(row.values())) != "Jumlah"]


def html_rows(report: Report, table: str) -> list[list[str]]:
    cells = Cells()
    cells.feed(report.html)
    return [row for row in cells.tables[table] if row]


def test_the_order_list_is_the_same_in_all_four(reports: dict[str, Report]) -> None:
    report = reports["orders"]
    as_json = report.json["metrics"]["order_list"]  # type: ignore[index]
    as_xlsx = sheet(report, "Daftar pesanan")
    as_csv = list(csv.DictReader(io.StringIO(report.csv)))
    as_html = html_rows(report, "t-orders")
    assert len(as_json) == len(as_xlsx) == len(as_csv) == len(as_html) > 300
    for one, two, three, four in zip(as_json, as_xlsx, as_csv, as_html, strict=True):
        assert one["order_no"] == two["No. pesanan"] == three["order_no"] == four[0]
        money = {one["net_revenue"], two["Pendapatan bersih"], float(three["net_revenue"])}
        assert money == {figure(four[7])}
        assert one["ordered_date"] == str(two["Tanggal"])[:10] == three["ordered_date"] == four[2]
        assert one["quantity"] == two["Qty"] == int(three["quantity"]) == figure(four[9])


def test_the_monthly_figures_are_the_same_in_html_xlsx_and_json(
    reports: dict[str, Report],
) -> None:
    report = reports["roas"]
    as_json = report.json["metrics"]["roas_monthly"]  # type: ignore[index]
    as_xlsx = sheet(report, "Per bulan")
    as_html = html_rows(report, "t-months")
    assert len(as_json) == len(as_xlsx) == len(as_html) == 6
    for one, two, three in zip(as_json, as_xlsx, as_html, strict=True):
        assert one["month"] == two["Bulan"] == three[0]
        assert one["ad_spend"] == two["Belanja iklan"] == figure(three[1])
        assert round(one["roas"], 2) == round(two["ROAS"], 2) == figure(three[4])
        assert one["repeat_rate"] == two["Rasio pesanan ulang"]


def test_the_cards_print_the_figures_of_the_json(reports: dict[str, Report]) -> None:
    report = reports["roas"]
    (figures,) = report.json["metrics"]["roas"]  # type: ignore[index]
    values = re.findall(r'<dd class="value">(.*?)</dd>', report.html)
    spend = f"Rp{figures['ad_spend']:,}".replace(",", ".")
    roas = f"{figures['roas']:.2f}×".replace(".", ",")
    assert spend in values
    assert roas in values
    assert f"{figures['new_customers']}" in values


def test_pinned_bases_are_three_runs_and_the_chosen_one_is_among_them(
    reports: dict[str, Report],
) -> None:
    metrics = reports["roas"].json["metrics"]
    placed, delivered, cash = (
        metrics[f"roas@{basis}"][0]  # type: ignore[index]
        for basis in ("placed", "delivered", "cash")
    )
    assert metrics["roas"] == [delivered]  # type: ignore[index]
    assert placed["revenue"] > delivered["revenue"]
    assert cash["revenue"] is None
    bases = sheet(reports["roas"], "Tiga basis")
    assert [row["Basis"] for row in bases] == ["Dipesan", "Selesai", "Kas cair"]
    assert bases[0]["Pendapatan"] == placed["revenue"]


def test_json_has_the_shape_of_the_contract(reports: dict[str, Report]) -> None:
    payload = json.loads(reports["roas"].render("json"))
    assert payload["report"] == "roas"
    assert payload["period"] == {"from": "2025-08-01", "to": "2025-08-31"}
    assert (payload["version"], payload["basis"]) == (1, "delivered")
    assert payload["versions"]["roas"] == "roas@1"


def test_phones_are_masked_in_every_format(reports: dict[str, Report]) -> None:
    report = reports["orders"]
    cells = " ".join(str(row["HP"]) for row in sheet(report, "Daftar pesanan"))
    for text in (report.html, report.csv, json.dumps(report.json), cells):
        assert not re.search(r"\+?62812\d{8}", text)
    assert "+62812•••••" in report.html


def test_the_workbook_explains_and_traces_itself(reports: dict[str, Report]) -> None:
    definitions = sheet(reports["roas"], "Definisi")
    assert {row["Versi"] for row in definitions} >= {"roas@1", "spend_by_platform@1"}
    assert all(row["Rumus"] and row["Cara membaca"] for row in definitions)
    sources = sheet(reports["roas"], "Sumber")
    assert {"Iklan Meta (Facebook, Instagram)", "Pesanan Shopee"} <= {
        row["Sumber"] for row in sources
    }


def test_csv_takes_the_sheet_asked_for(reports: dict[str, Report], tmp_path: Path) -> None:
    text = reports["orders"].render("csv", sheet="per status").decode("utf-8-sig")
    assert text.splitlines()[0] == "platform,status,orders,value"


def test_the_workbook_opens_with_its_figures_and_adds_up_by_formula(
    reports: dict[str, Report],
) -> None:
    """The cover's numbers are the json's; sums are formulas whose stored value is the sum."""
    report = reports["orders"]
    book = fastexcel.read_excel(report.xlsx)
    assert book.sheet_names[:2] == ["Sampul", "Daftar pesanan"]
    cover = book.load_sheet("Sampul", header_row=3).to_polars()
    figures = dict(zip(cover["Angka"], cover["Periode ini"], strict=True))
    (summary,) = report.json["metrics"]["order_summary"]  # type: ignore[index]
    assert float(figures["Pesanan"]) == summary["orders"]
    assert float(figures["Nilai"]) == summary["value"]

    with zipfile.ZipFile(io.BytesIO(report.xlsx)) as parts:
        first, second = (parts.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))
        assert "xl/tables/table1.xml" in parts.namelist()
    rows = len(sheet(report, "Daftar pesanan"))
    total = sum(row["Pendapatan bersih"] for row in sheet(report, "Daftar pesanan"))
    assert f"<f>SUBTOTAL(109,H2:H{rows + 1})</f><v>{total:.0f}</v>" in second.replace(".0<", "<")
    assert "location=\"'Daftar pesanan'!A1\"" in first
    assert "location=\"'Sampul'!A1\"" in second
    assert 'paperSize="9"' in second
    assert len(re.findall(r'<col [^>]*hidden="1"', second)) == 1, "the helper column"
