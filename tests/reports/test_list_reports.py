"""Reports that only declare sections: each says in `lists/<name>.toml` what it shows of a store."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from money_world import MANY
from money_world import shop
from omnicli.assets import asset
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.reports import layout
from omnicli.reports import layout_read
from omnicli.reports.figures import shown
from omnicli.reports.manifest import load
from omnicli.reports.manifest import names
from omnicli.reports.sections import has_nothing
from omnicli.reports.sections import views
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.workspace import Workspace
from people_world import people_shop
from report_workspace import full_store
from report_workspace import open_report_session

AUGUST = Period.of_month(2025, 8)
CASES = Path(__file__).parent / "lists"
TEMPLATES = asset("report_templates")
LISTS = [name for name in names(TEMPLATES) if not (TEMPLATES / name / "page.html").exists()]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workspace]:
    """`full`: six months of orders and ads. `money`: a month with every kind of difference.

    `people`: chat contacts, app users, stock, swiftlet houses.
    """
    root = tmp_path_factory.mktemp("stores")
    return {
        "full": full_store(root / "full"),
        "money": shop(root / "money", MANY),
        "people": people_shop(root / "people"),
    }


def built(stores: dict[str, Workspace], name: str, lang: str = "id") -> tuple[Report, Any]:
    case = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    with open_report_session(stores[case["store"]], lang) as session:
        return build_report(session, name, AUGUST, customer=case.get("customer")), case


@pytest.mark.parametrize("name", LISTS)
def test_a_list_report_shows_what_its_case_says(stores: dict[str, Workspace], name: str) -> None:
    report, case = built(stores, name)
    bundle = report.bundle
    assert {t: shown(bundle, layout.figure(t)) for t in case["figures"]} == case["figures"]
    counted = {
        view.id: view.table.count if view.table else sum(fold.count for fold in view.folds)
        for view in views(bundle)
        if view.kind == "table" and view.id in case["rows"]
    }
    assert counted == case["rows"]


@pytest.mark.parametrize("name", LISTS)
def test_page_and_workbook_hold_the_same_rows(stores: dict[str, Workspace], name: str) -> None:
    """Every section of the page has its rows in a sheet, and both languages have all texts."""
    report, _ = built(stores, name, "en")
    bundle = report.bundle
    sheets = {alias for sheet in bundle.manifest.sheets for alias in sheet.aliases}
    shown_ = {
        s.alias for s in bundle.manifest.sections if isinstance(s, layout.Table | layout.Chart)
    }
    assert shown_ <= sheets
    for view in () if has_nothing(bundle) else views(bundle):
        assert f'id="{view.id}"' in report.html
    for fmt in ("xlsx", "csv", "json"):
        assert report.render(fmt)


def test_a_column_the_metric_does_not_have_is_refused_before_it_runs(
    stores: dict[str, Workspace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "orders"
    folder.mkdir()
    text = (TEMPLATES / "orders" / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(text.replace('"-orders"', '"-ordres"'), "utf-8")
    monkeypatch.setattr("omnicli.services.reporting.templates", lambda: tmp_path)
    with pytest.raises(OmniError) as caught, open_report_session(stores["full"]) as session:
        build_report(session, "orders", AUGUST)
    assert caught.value.code == "E_REPORT_MANIFEST"
    assert "'ordres'" in caught.value.message("en")
    assert "value_sen" in caught.value.hint("en")


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ({"kind": "map", "metric": "roas"}, "none of cards, chart, table, note"),
        ({"kind": "table", "metric": "roas", "colour": 1}, "unknown key of a table"),
        ({"kind": "table", "metric": "roas", "where": "status"}, "is not column=value"),
        ({"kind": "table", "metric": "roas", "columns": "status"}, "must be a list"),
        ({"kind": "chart", "metric": "roas", "type": "pie", "x": "a", "series": []}, "chart type"),
        ({"kind": "cards", "cards": [{"figure": "roas"}]}, "is not alias.column"),
        ({"kind": "note", "text": {"id": "{x", "en": "{x y}"}}, "is not alias.column"),
    ],
)
def test_a_wrong_section_says_what_is_wrong(section: dict[str, object], says: str) -> None:
    with pytest.raises((ValueError, TypeError), match=says):
        layout_read.sections([section])


def test_figures_read_their_conditions() -> None:
    wanted = layout.figure("receipts[stage!=not_due|in_bank, finding=short].open_sen")
    assert (wanted.alias, wanted.column) == ("receipts", "open_sen")
    rows = [("settled", "short"), ("in_bank", "short"), ("settled", "none")]
    kept = [
        layout.fits(dict(zip(("stage", "finding"), row, strict=True)), wanted.where) for row in rows
    ]
    assert kept == [True, False, False]


def test_every_manifest_names_only_what_is_there() -> None:
    for name in names(TEMPLATES):
        manifest = load(TEMPLATES, name)
        assert {alias for alias, _ in manifest.columns_used()} <= set(manifest.pins)
