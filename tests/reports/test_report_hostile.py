"""Nothing a customer or product is called becomes live in html, xlsx or csv."""

import csv
import io
import re
import zipfile
from datetime import date
from html.parser import HTMLParser

import pytest

from omnicli.domain.period import Period
from omnicli.reports.plain import csv_text
from omnicli.reports.plain import mask_phone
from omnicli.reports.plain import visible
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from report_workspace import Sale
from report_workspace import add_sales
from report_workspace import empty_store
from report_workspace import open_report_session
from report_workspace import writing

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(2)</script>",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "javascript:alert(3)",
    "https://evil.example/",
    "moc.live\u202e=exe",
    "\u202e=1+1",
    "\x01\x0bhidden\x7f",
    "{{ 7*7 }}{% raw %}",
    "\ufffe\ufeffmark",
    "'quoted",
)


class Tags(HTMLParser):
    """Counts what could act, and gathers every attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.attributes: list[tuple[str, str]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    workspace = empty_store(tmp_path_factory.mktemp("hostile") / "toko")
    sales = [
        Sale(text[:60], date(2025, 8, 1), n + 1, sku=text, product=text, name=text, courier=text)
        for n, text in enumerate(HOSTILE)
    ]
    with writing(workspace) as db:
        add_sales(db, sales)
    with open_report_session(workspace) as session:
        return build_report(session, "orders", Period.of_month(2025, 8))


def test_html_has_only_our_own_script_and_no_handler_or_link(report: Report) -> None:
    tags = Tags()
    tags.feed(report.html)
    assert tags.scripts == 1
    assert not tags.tags & {"img", "iframe", "object", "base", "form", "link"}
    names = {name for name, _ in tags.attributes}
    assert not [name for name in names if name.startswith("on")]
    links = {value for name, value in tags.attributes if name in {"href", "src"}}
    assert all(re.fullmatch("#[a-z-]+", link) for link in links)
    assert "49" not in report.html.split("Daftar pesanan")[1].split("<footer")[0].split("{{")[0]


def test_html_shows_no_control_or_direction_character(report: Report) -> None:
    assert not set(report.html) & {chr(c) for c in (1, 11, 0x7F, 0x202E, 0xFEFF, 0xFFFE)}


def test_xlsx_has_no_formula_and_no_link_but_our_own(report: Report) -> None:
    """Sums of a column, and ways to another sheet: nothing that a file said."""
    with zipfile.ZipFile(io.BytesIO(report.xlsx)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    sheets = "".join(text for name, text in parts.items() if "worksheets/" in name)
    strings = "".join(text for name, text in parts.items() if "sharedStrings" in name)
    assert "=cmd|" in sheets + strings
    formulas = re.findall(r"<f[^>]*>([^<]*)</f>", sheets)
    assert formulas
    assert all(re.fullmatch(r"SUBTOTAL\(109,[A-Z]+2:[A-Z]+\d+\)", text) for text in formulas)
    assert all('location="' in link for link in re.findall(r"<hyperlink [^>]*>", sheets))
    assert "r:id" not in "".join(re.findall(r"<hyperlink [^>]*>", sheets))
    assert "\u202e" not in sheets + strings


def test_csv_quotes_what_a_spreadsheet_would_run(report: Report) -> None:
    for row in csv.DictReader(io.StringIO(report.csv)):
        for text in row.values():
            assert not text.startswith(("=", "+", "@", "\t", "\r")), text
        assert not row["customer"].startswith("-")


def test_numbers_in_csv_are_never_quoted(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(report.csv)))
    assert {row["net_revenue"] for row in rows} == {"79000"}


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+6281234567890", "+62812•••••90"),
        ("+62812•••••90", "+62812•••••90"),
        ("(+62)812******34", "(+62)812******34"),
        ("0812", "•••••"),
    ],
)
def test_a_phone_shows_its_operator_and_two_digits_at_most(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


def test_visible_and_csv_text_agree_on_hidden_formula() -> None:
    assert visible("a\u202eb\nc\x00") == "ab c"
    assert csv_text("\u202e=1+1") == "'=1+1"
    assert csv_text("Kopi") == "Kopi"
