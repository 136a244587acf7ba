"""Reports that only declare sections: each says in `lists/<name>.toml` what it shows of a store."""

import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from omnicli.assets import asset
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.metrics.catalog import get
from omnicli.metrics.run import MetricResult
from omnicli.reports import layout
from omnicli.reports import layout_read
from omnicli.reports.figures import shown
from omnicli.reports.figures import title_of
from omnicli.reports.figures import value_of
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Facts
from omnicli.reports.layout import PLACEHOLDER
from omnicli.reports.layout import Note
from omnicli.reports.manifest import load
from omnicli.reports.manifest import names
from omnicli.reports.sections import has_nothing
from omnicli.reports.sections import views
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.services.reporting import frame_of
from omnicli.services.runs import Runs
from report_workspace import open_report_session
from stores import copy_of

AUGUST = Period.of_month(2025, 8)
CASES = Path(__file__).parent / "lists"
TEMPLATES = asset("report_templates")
LISTS = [name for name in names(TEMPLATES) if not (TEMPLATES / name / "page.html").exists()]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Runs]]:
    """What the metrics say of each store: the same for every report and in every language."""
    with ExitStack() as stack:
        yield {
            name: Runs(stack.enter_context(open_report_session(copy_of(name, tmp_path_factory))))
            for name in ("full", "money", "people")
        }


def built(stores: dict[str, Runs], name: str, lang: str = "id") -> tuple[Report, Any]:
    case = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    runs = stores[case["store"]]
    with open_report_session(runs.session.workspace, lang) as session:
        return build_report(session, name, AUGUST, customer=case.get("customer"), runs=runs), case


@pytest.mark.parametrize("name", LISTS)
def test_a_list_report_shows_what_its_case_says(stores: dict[str, Runs], name: str) -> None:
    report, case = built(stores, name)
    bundle = report.bundle
    assert {t: shown(bundle, layout.figure(t)) for t in case["figures"]} == case["figures"]
    counted = {
        view.id: view.table.count if view.table else sum(fold.count for fold in view.folds)
        for view in views(bundle)
        if view.kind == "table" and view.id in case["rows"]
    }
    assert counted == case["rows"]


@pytest.mark.parametrize("name", names(TEMPLATES))
def test_no_two_headlines_of_a_report_have_one_title(name: str) -> None:
    """Tiles and the terminal show them side by side: `Aktif 187, Aktif 15` says nothing."""
    manifest = load(TEMPLATES, name)
    frames = {
        alias: frame_of(alias, MetricResult(get(pin.reference), {}, []), (), None, "id", "UTC")
        for alias, pin in manifest.pins.items()
    }
    for lang in ("id", "en"):
        facts = Facts(period=AUGUST, basis="placed", as_of=AUGUST.end, lang=lang)
        bundle = Bundle(manifest, facts, frames)
        titles = [title_of(bundle, figure) for figure in manifest.headline]
        assert len(set(titles)) == len(titles), titles


def test_a_text_names_the_difference_of_two_figures(stores: dict[str, Runs]) -> None:
    report, _ = built(stores, "products")
    frames = report.bundle.frames
    first, second = "product_sales.revenue_sen", "profit_by_product.revenue_sen"
    one = value_of(frames, layout.figure(first))
    other = value_of(frames, layout.figure(second))
    assert isinstance(one, int)
    assert isinstance(other, int)
    assert one
    assert value_of(frames, layout.amount(f"{first} - {second}")) == one - other
    # No product has a cost here: what is not known has no difference.
    unknown = layout.amount(f"{first} - profit.profit_sen")
    assert value_of(frames, unknown) is None
    with pytest.raises(ValueError, match="is not alias"):
        layout.figure("profit.profit_sen - profit_by_product.profit_sen")


def test_a_page_names_the_sources_it_reads_and_no_other(stores: dict[str, Runs]) -> None:
    report, _ = built(stores, "stock")
    held = {f.source for f in report.bundle.facts.freshness}
    named = {f.source for f in report.bundle.facts.origins}
    assert {"stock", "cekat"} <= held
    assert "stock" in named
    assert not named & {"cekat", "app-users", "harvests"}
    leads, _ = built(stores, "leads")
    assert "cekat" in {f.source for f in leads.bundle.facts.origins}


@pytest.mark.parametrize("name", LISTS)
def test_page_and_workbook_hold_the_same_rows(stores: dict[str, Runs], name: str) -> None:
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
    stores: dict[str, Runs], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "orders"
    folder.mkdir()
    text = (TEMPLATES / "orders" / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(text.replace('"-orders"', '"-ordres"'), "utf-8")
    monkeypatch.setattr("omnicli.services.reporting.templates", lambda: tmp_path)
    with pytest.raises(OmniError) as caught:
        build_report(stores["full"].session, "orders", AUGUST)
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


def test_a_text_that_names_a_report_names_it_by_its_title() -> None:
    """`{>receipts Penerimaan}`: a page without the site around it prints the title alone."""
    named = 0
    for name in names(TEMPLATES):
        for section in load(TEMPLATES, name).sections:
            for text in (s.text for s in section.sentences) if isinstance(section, Note) else ():
                for lang, part in enumerate(text):
                    for mark, reference in PLACEHOLDER.findall(part):
                        if mark == ">":
                            report, title = reference.split(" ", 1)
                            assert load(TEMPLATES, report).title[lang] == title
                            named += 1
    assert named


def test_every_manifest_names_only_what_is_there() -> None:
    for name in names(TEMPLATES):
        manifest = load(TEMPLATES, name)
        assert {alias for alias, _ in manifest.columns_used()} <= set(manifest.pins)


def test_two_campaigns_have_a_chart_each(stores: dict[str, Runs]) -> None:
    """Hours of two campaigns in one chart would be summed: a figure of neither."""
    report, _ = built(stores, "campaign")
    bundle = report.bundle
    frame = bundle.frames["campaign_line"]
    place = [column.name for column in frame.columns].index("campaign")
    other = tuple((*row[:place], "Lain", *row[place + 1 :]) for row in frame.rows)
    both = replace(frame, rows=(*frame.rows, *other), printed=(*frame.printed, *frame.printed))
    found = {v.id: v for v in views(bundle)}
    twice = {v.id: v for v in views(replace(bundle, frames={**bundle.frames, frame.alias: both}))}

    assert found["line"].chart is not None
    assert twice["line"].chart is not None
    assert twice["line-2"].chart is not None
    assert twice["line"].chart.series == found["line"].chart.series
    assert twice["line-2"].title.endswith(": Lain")
    assert "line-2" not in found


def test_the_last_of_ages_does_not_stand_out_as_the_newest_month_does(
    stores: dict[str, Runs],
) -> None:
    ages, _ = built(stores, "receivables")
    months, _ = built(stores, "profit")
    for report, timed in ((ages, False), (months, True)):
        charts = [view.chart for view in views(report.bundle) if view.chart is not None]
        drawn = [chart for chart in charts if chart.type != "bars"]
        assert [chart.timed for chart in drawn] == [timed] * len(drawn)
        assert drawn
        assert ('class="now"' in report.html) is timed
