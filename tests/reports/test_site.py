"""`omni report all`: a linked folder that needs no server, and an index made of its pages."""

import json
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import Omni
from omnicli.domain.period import Period
from omnicli.reports import index
from omnicli.reports.deltas import moved
from omnicli.services.reporting import templates
from omnicli.workspace import Workspace
from report_workspace import Sale
from report_workspace import add_sales
from report_workspace import writing
from stores import SITES
from stores import sites

SOME = ("orders", "roas", "customers")


class Links(HTMLParser):
    """Every address of a page, and every anchor it has."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {str(given["id"])} if "id" in given else set()
        if tag == "a" and given.get("href"):
            self.links.add(str(given["href"]))


@pytest.fixture
def store(workspace: Workspace) -> Workspace:
    sales = [
        Sale("A-1", date(2025, 7, 3), 1),
        Sale("A-2", date(2025, 8, 4), 1, name="</script><b>Sari"),
        Sale("A-3", date(2025, 8, 31), 2, status="rts"),
    ]
    with writing(workspace) as db:
        add_sales(db, sales)
    return workspace


def broken(root: Path) -> list[str]:
    """The links of a site that lead nowhere."""
    seen = {}
    for path in root.rglob("*.html"):
        seen[path] = Links()
        seen[path].feed(path.read_text("utf-8"))
    lost = []
    for path, page in seen.items():
        for link in page.links:
            file, _, anchor = link.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            known = target in seen and (
                not anchor or anchor.startswith("cari=") or anchor in seen[target].anchors
            )
            if not known:
                lost.append(f"{path.name}: {link}")
    return lost


@pytest.mark.parametrize("store", SITES)
def test_every_link_of_every_report_leads_somewhere(
    tmp_path_factory: pytest.TempPathFactory, store: str
) -> None:
    assert broken(sites(tmp_path_factory)[store]) == []


def test_a_site_links_its_months_bases_and_reports_and_every_link_leads_somewhere(
    store: Workspace, omni: Omni, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of some reports: that all are linked is asked of the sites of one month."""
    for name in ("_*", "*.*", *SOME):
        for path in templates().glob(name):
            copy = shutil.copytree if path.is_dir() else shutil.copy
            (tmp_path / "templates").mkdir(exist_ok=True)
            copy(path, tmp_path / "templates" / path.name)
    for module in ("reporting", "site"):
        monkeypatch.setattr(f"omnicli.services.{module}.templates", lambda: tmp_path / "templates")
    root = tmp_path / "situs"
    span = ("--from", "2025-07-01", "--to", "2025-08-31")
    ran = omni("report", "all", *span, "--by", "month", "-o", root)
    assert ran.code == 0, ran.err
    assert ran.out.strip() == str(root / "index.html")
    assert broken(root) == []
    page = (root / "orders" / "orders-2025-08-delivered.html").read_text("utf-8")
    for href in ("orders-2025-07-delivered.html", "orders-2025-08-cash.html", "../roas/roas-2025"):
        assert f'href="{href}' in page
    july = (root / "orders" / "orders-2025-07-delivered.html").read_text("utf-8")
    assert 'rel="next"' in july
    assert "dari Juli 2025" in page
    assert f'<a href="../index.html">{store.settings.store_name}</a>' in page
    search = (root / "search.html").read_text("utf-8")
    assert search.count("</script>") == 2
    assert "A-2" in search
    assert "orders/orders-2025-08-delivered.html" in search
    # A list of what stands at a day is on every month's page; each customer is found once.
    rows = json.loads(search.partition('id="rows">')[2].partition("</script>")[0])
    at = rows["pages"].index("customers/customers-2025-08.html")
    buyers = [row[1] for row in rows["rows"] if rows["pages"][row[0]].startswith("customers/")]
    assert any(row[0] == at for row in rows["rows"])
    assert len(buyers) == len(set(buyers)) > 0


def test_the_index_is_what_the_pages_of_the_folder_say(store: Workspace, omni: Omni) -> None:
    """Each render brings it up to date; a page that was deleted is gone from it."""
    assert omni("report", "orders", "--month", "2025-08").code == 0
    home = store.reports / "index.html"
    assert "orders/orders-2025-08-delivered.html" in home.read_text("utf-8")
    assert omni("report", "receipts", "--month", "2025-07").code == 0
    said = home.read_text("utf-8")
    assert "Rp79.000" in said
    assert "receipts/receipts-2025-07.html" in said
    (store.reports / "orders" / "orders-2025-08-delivered.html").unlink()
    assert omni("report", "receipts", "--month", "2025-08").code == 0
    said = home.read_text("utf-8")
    assert "orders/" not in said
    assert "receipts/receipts-2025-07.html" in said, "another month is never overwritten"
    assert broken(store.reports) == []


def test_a_target_stands_beside_its_figure(store: Workspace, omni: Omni) -> None:
    config = store.config_path
    text = re.sub(r"\[targets\]", '[targets]\n"2025-08" = { orders = 4 }', config.read_text())
    config.write_text(text)
    ran = omni("report", "orders", "--month", "2025-08")
    assert ran.code == 0, ran.err
    page = Path(ran.out.strip()).read_text("utf-8")
    assert re.search(r"Target 4 · <b>50,0%</b>", page)
    config.write_text(text.replace('"2025-08"', '"2025-8"'))
    assert omni("report", "orders", "--month").first_error == "E_CONFIG_KEY"


def test_a_page_that_is_none_of_ours_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "orders"
    folder.mkdir()
    (folder / "note.html").write_text('<meta name="omni" content="{&#34;report&#34;: 1}">')
    (folder / "other.html").write_text("<p>x</p>")
    assert index.pages(tmp_path, "id") == []


@pytest.mark.parametrize(
    ("now", "before", "kind", "better", "told"),
    [
        (110, 100, "rupiah", "up", ("▲ 10,0%", "good")),
        (110, 100, "rupiah", "down", ("▲ 10,0%", "bad")),
        (1_500, 1_200, "percent", "down", ("▲ 3,0 poin", "bad")),
        (48_600, 50_000, "times", "up", ("▼ 0,14×", "bad")),
        (5, 5, "count", "up", ("= 0,0%", "")),
        (None, 5, "count", "up", None),
        (5, 0, "count", "up", None),
        (-22_500, 59_190, "rupiah", "up", ("▼ Rp817", "bad")),
        (41_000, -34_000, "rupiah", "up", ("▲ Rp750", "good")),
        (0, None, "count", "none", None),
    ],
)
def test_a_move_knows_which_way_is_good_and_rates_move_in_points(
    now: int | None, before: int | None, kind: str, better: str, told: tuple[str, str] | None
) -> None:
    assert moved(now, before, kind, better, "id") == told


def test_a_period_has_neighbours_and_parts() -> None:
    year = Period(date(2024, 2, 1), date(2024, 2, 29))
    assert year.year_before() == Period.of_month(2023, 2)
    assert year.following().previous() == year
    weeks = Period.of_month(2025, 8).split("week")
    assert [week.days for week in weeks] == [3, 7, 7, 7, 7]
    assert len(Period.of_month(2025, 8).split("day")) == 31
    assert Period(date(2024, 2, 29), date(2024, 3, 5)).year_before().start == date(2023, 2, 28)
