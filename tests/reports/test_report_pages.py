"""Pages: empty stores, faults in templates, the golden text of a tiny store, both languages."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from omnicli.access.actions import every_action
from omnicli.assets import asset
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.reports.html import render_html
from omnicli.reports.manifest import load
from omnicli.reports.manifest import names
from omnicli.reports.rows import MARKS
from omnicli.reports.sections import ROWS_SHOWN
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.services.runs import Runs
from omnicli.workspace import Workspace
from report_workspace import Sale
from report_workspace import add_ad_day
from report_workspace import add_file
from report_workspace import add_sales
from report_workspace import empty_store
from report_workspace import open_report_session
from report_workspace import writing

AUGUST = Period.of_month(2025, 8)
FOLDER = asset("report_templates")
REPORTS = [name for name in names(FOLDER) if not load(FOLDER, name).on_demand]
GLOSSARY = "Rumus, cara membaca, dan asal setiap angka di halaman ini."
GOLDEN = Path(__file__).parent / "golden"


class Words(HTMLParser):
    """The text a reader sees, a line per block; without style, script and svg titles."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"style", "script", "svg", "head"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "script", "svg", "head"}

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and not self._hidden:
            self.lines.append(text)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Three orders of two customers and one ad day; the tests only read it."""
    workspace = empty_store(tmp_path_factory.mktemp("tiny") / "toko")
    sales = [
        Sale("A-1", date(2025, 7, 30), 1),
        Sale("A-2", date(2025, 8, 2), 1, quantity=2),
        Sale("A-3", date(2025, 8, 5), 2, name="Pak Budi", phone="+6281300000077"),
        Sale("A-4", date(2025, 8, 9), 2, name="Pak Budi", phone="+6281300000077", status="shipped"),
    ]
    with writing(workspace) as db:
        add_sales(db, sales)
        add_file(db, "meta-ads", 1)
        add_ad_day(db, "meta", date(2025, 8, 2), (5_000_000, 12_000, 300, 12, 24_000_000))
    return workspace


def built(runs: Runs, name: str, lang: str = "id", basis: str = "delivered") -> Report:
    with open_report_session(runs.session.workspace, lang) as session:
        return build_report(session, name, AUGUST, basis, runs=runs)


@pytest.fixture(scope="module")
def of_empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """What the metrics say just after `omni init`: the same for every page, in every language."""
    workspace = empty_store(tmp_path_factory.mktemp("empty") / "toko")
    with open_report_session(workspace) as session:
        yield Runs(session)


@pytest.fixture(scope="module")
def of_tiny(tiny: Workspace) -> Iterator[Runs]:
    """What the metrics say of the tiny store."""
    with open_report_session(tiny) as session:
        yield Runs(session)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_renders_on_an_empty_warehouse(of_empty: Runs, name: str) -> None:
    for lang in ("id", "en"):
        report = built(of_empty, name, lang)
        assert "omni import shopee" in report.html
        assert "<svg" not in report.html
        assert f'<html lang="{lang}">' in report.html
        for fmt in ("xlsx", "csv", "json"):
            assert report.render(fmt)


@pytest.mark.parametrize("name", REPORTS)
def test_a_period_without_data_in_a_store_with_data_renders(of_tiny: Runs, name: str) -> None:
    report = build_report(of_tiny.session, name, Period.of_month(2024, 2), runs=of_tiny)
    assert "NaN" not in report.html
    assert "None" not in "".join(report.html.split("<script>")[0])


def test_every_page_that_tells_a_story_has_its_golden() -> None:
    """Reports that only declare sections are checked by what their sections hold."""
    shown = {path.parent.name for path in asset("report_templates").glob("*/page.html")}
    assert shown <= {path.stem for path in GOLDEN.glob("*.txt")}


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_the_page_reads_as_it_did(of_tiny: Runs, name: str) -> None:
    """The page above its glossary. A wanted change: empty the file, run once, read the diff."""
    words = Words()
    words.feed(built(of_tiny, name).html)
    text = "\n".join(words.lines[: words.lines.index(GLOSSARY)]) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if not golden.stat().st_size:
        golden.write_text(text, encoding="utf-8")
        pytest.fail(f"{golden.name} was empty; it is written now, read it")
    assert text == golden.read_text(encoding="utf-8")


def test_an_undefined_name_in_a_template_is_a_coded_error(of_tiny: Runs, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(asset("report_templates"), templates)
    page = templates / "roas" / "page.html"
    page.write_text(page.read_text("utf-8").replace("r.cac_sen|", "r.cca_sen|"), "utf-8")
    with pytest.raises(OmniError) as caught:
        render_html(built(of_tiny, "roas").bundle, templates)
    assert caught.value.code == "E_REPORT_TEMPLATE"
    assert "cca_sen" in caught.value.message("en")


def test_the_page_loads_nothing_and_its_policy_names_its_script(of_tiny: Runs) -> None:
    page = built(of_tiny, "roas").html
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "script-src &#39;sha256-" in policy[1]
    assert "unsafe-inline" not in policy[1]
    assert not re.search(r'(src|href)="(?!#)', page)
    assert "url(" not in page
    assert "@import" not in page


def test_every_chart_is_named_described_and_has_its_table(of_tiny: Runs) -> None:
    page = built(of_tiny, "roas").html
    charts = re.findall(r'<svg [^>]*role="img"[^>]*aria-labelledby="(\S+) (\S+)"', page)
    assert len(charts) >= 4
    for title, description in charts:
        assert f'<title id="{title}">' in page
        assert f'<desc id="{description}">' in page
    assert page.count('<details class="figures">') == len(charts)
    assert len({title for title, _ in charts}) == len(charts)


def test_english_has_english_words_and_separators(of_tiny: Runs) -> None:
    page = built(of_tiny, "roas", "en").html
    assert "Rp237,000" in page
    assert "August 2025" in page
    assert "Belanja iklan" not in page


@pytest.mark.parametrize("basis", ["placed", "delivered", "cash"])
def test_the_basis_is_the_one_asked_for(of_tiny: Runs, basis: str) -> None:
    report = built(of_tiny, "roas", basis=basis)
    metrics = report.json["metrics"]
    assert metrics["roas"] == metrics[f"roas@{basis}"]  # type: ignore[index]


@pytest.mark.parametrize("name", REPORTS)
def test_every_manifest_is_whole(name: str) -> None:
    manifest = load(asset("report_templates"), name)
    assert manifest.action in every_action()
    assert 2 <= len(manifest.headline) <= 3
    assert manifest.sheets


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("version = 1", 'version = 1\ncolour = "red"', "unknown key colour"),
        ('roas = "roas@1"', 'roas = "roas@new"', "not name or name@version"),
        ('"roas@cash"', '"roas@gross"', "names no basis"),
        ("version = 1", "version = 0", "whole number"),
        ('metric = "roas_monthly"', 'metric = "roas_weekly"', "not in [metrics]"),
        ('name = "roas"', 'name = "raos"', "in the folder"),
        ('action = "report.run"\n', "", "missing 'action'"),
    ],
)
def test_a_wrong_manifest_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    folder = tmp_path / "roas"
    folder.mkdir()
    text = (asset("report_templates", "roas", "report.toml")).read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1) if "@cash" not in old else text.replace(old, new)
    (folder / "report.toml").write_text(changed, "utf-8")
    with pytest.raises(OmniError) as caught:
        load(tmp_path, "roas")
    assert caught.value.code == "E_REPORT_MANIFEST"
    assert says in caught.value.message("en")


def test_a_long_order_list_is_cut_in_the_page_and_whole_in_the_workbook(tmp_path: Path) -> None:
    workspace = empty_store(tmp_path / "toko")
    sales = [Sale(f"N-{n:05d}", date(2025, 8, 1), 1) for n in range(ROWS_SHOWN + 3)]
    with writing(workspace) as db:
        add_sales(db, sales)
    with open_report_session(workspace) as session:
        report = build_report(session, "orders", AUGUST)
    assert report.html.count('<td class="code">N-') == ROWS_SHOWN
    assert len(report.html) < 2_000_000
    assert "5.000 dari 5.003 baris" in report.html
    assert report.csv.count("N-0") == ROWS_SHOWN + 3


def test_only_a_whole_month_is_compared_with_the_month_before(of_tiny: Runs) -> None:
    part = Period(date(2025, 8, 1), date(2025, 8, 20))
    cut = build_report(of_tiny.session, "roas", part, runs=of_tiny).html
    assert "dari Jul 2025" not in cut
    assert "dari Jul 2025" in built(of_tiny, "roas").html


def test_a_page_draws_its_marks_and_the_workbook_prints_them(of_tiny: Runs) -> None:
    """Emoji are boxes where no font has them; the word stands beside either."""
    report = built(of_tiny, "adsets")
    (frame,) = [f for alias, f in report.bundle.frames.items() if alias == "adset_class"]
    assert frame.rows
    assert '<i class="mark m-' in report.html
    assert not [mark for mark in MARKS if mark in report.html]
    assert [mark for mark in MARKS if mark in report.bundle.say("class", "cut")]


def test_no_page_shows_more_new_customers_than_customers(tmp_path: Path) -> None:
    """A new buyer whose order is on its way is no customer of completed orders yet."""
    workspace = empty_store(tmp_path / "toko")
    sales = [
        Sale("A-1", date(2025, 8, 2), 1),
        Sale("A-2", date(2025, 8, 9), 2, name="Pak Budi", phone="+6281300000077", status="shipped"),
    ]
    with writing(workspace) as db:
        add_sales(db, sales)
        add_file(db, "shopee-orders", 1)
    with open_report_session(workspace) as session:
        runs = Runs(session)
        finished, placed = built(runs, "roas"), built(runs, "roas", basis="placed")
    assert "dari 1 pelanggan" not in finished.html
    assert "pelanggan baru dihitung dari semua pesanan" in finished.html
    assert "dari 2 pelanggan" in placed.html
