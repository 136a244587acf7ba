"""The pages in a real Chromium: quiet, offline, fitting a phone, sortable, whole without script."""

import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright

from money_world import MANY
from money_world import shop
from omnicli.domain.period import Period
from omnicli.services.reporting import build_report
from omnicli.workspace import Workspace
from report_workspace import empty_store
from report_workspace import full_store
from report_workspace import open_report_session

CHROMIUM = Path(os.environ.get("OMNI_CHROMIUM", "/usr/bin/chromium"))
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MONEY = ("receipts", "reconciliation", "receivables", "cash")
NAMES = ("roas", "orders", *MONEY)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and os.environ.get("OMNI_REQUIRE_BROWSER") != "1",
        reason="no Chromium here",
    ),
]


@dataclass
class Visit:
    """An open page and everything it complained about or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """`roas-full`, `roas-empty`, `cash-full` and so on as files."""
    root = tmp_path_factory.mktemp("pages")
    made = {}
    sold = tuple(name for name in NAMES if name not in MONEY)
    for state, make, names in (
        ("full", full_store, sold),
        ("full", money_store, MONEY),
        ("empty", empty_store, NAMES),
    ):
        with open_report_session(make(root / f"{state}-{names[0]}")) as session:
            for name in names:
                made[f"{name}-{state}"] = root / f"{name}-{state}.html"
                report = build_report(session, name, Period.of_month(2025, 8))
                made[f"{name}-{state}"].write_bytes(report.render("html"))
    return made


def money_store(root: Path) -> Workspace:
    """A month with orders, settlements, payouts, a bank, and a difference of every kind."""
    return shop(root, MANY)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the module."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield chromium
        chromium.close()


def visit(
    browser: Browser, path: Path, *, width: int = 1280, scheme: str = "light", script: bool = True
) -> Visit:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    seen = Visit(context.new_page())
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.goto(path.as_uri())
    return seen


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("state", ["full", "empty"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_quiet_asks_for_nothing_and_fits(
    browser: Browser, pages: dict[str, Path], name: str, state: str, width: int, scheme: str
) -> None:
    path = pages[f"{name}-{state}"]
    seen = visit(browser, path, width=width, scheme=scheme)
    wide = seen.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    assert seen.complaints == []
    assert seen.requests == [path.as_uri()]
    seen.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "key", ["roas-full", "orders-full", "roas-empty", "reconciliation-full", "cash-full"]
)
def test_text_stands_out_from_its_ground(
    browser: Browser, pages: dict[str, Path], key: str, scheme: str
) -> None:
    """WCAG AA: 4.5 : 1 for every piece of text outside the charts."""
    seen = visit(browser, pages[key], scheme=scheme)
    weak = seen.page.evaluate(
        """() => {
          const rgb = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
          const light = (c) => { const [r, g, b] = rgb(c).map((v) => { v /= 255;
            return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
            return .2126 * r + .7152 * g + .0722 * b; };
          const ground = (e) => { for (; e; e = e.parentElement) {
            const c = getComputedStyle(e).backgroundColor; const v = rgb(c);
            if (v.length < 4 || v[3] > 0) return c; } return "rgb(255,255,255)"; };
          const bad = [];
          for (const e of document.querySelectorAll("main *, header *, footer *")) {
            if (e.closest("svg") || !e.getClientRects().length) continue;
            if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
            const [a, b] = [light(getComputedStyle(e).color), light(ground(e))]
              .sort((x, y) => y - x);
            if ((a + .05) / (b + .05) < 4.5) bad.push(e.className + ": " + e.textContent.trim());
          }
          return [...new Set(bad)].slice(0, 5);
        }"""
    )
    assert weak == []
    seen.page.context.close()


def test_a_click_sorts_by_value_and_a_second_click_turns_it(
    browser: Browser, pages: dict[str, Path]
) -> None:
    seen = visit(browser, pages["orders-full"])
    head = seen.page.locator("#t-orders th", has_text="Pendapatan bersih")
    cells = seen.page.locator("#t-orders tbody td:nth-child(8)")

    def values() -> list[int]:
        return [int(v) for v in cells.evaluate_all("cells => cells.map(c => c.dataset.v)")]

    before = values()
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert values() == sorted(before, reverse=True)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert values() == sorted(before)
    seen.page.context.close()


def test_the_keyboard_sorts_too(browser: Browser, pages: dict[str, Path]) -> None:
    seen = visit(browser, pages["orders-full"])
    head = seen.page.locator("#t-orders th", has_text="Tanggal")
    head.get_by_role("button").focus()
    seen.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    seen.page.context.close()


def test_the_filter_keeps_the_rows_that_hold_every_word(
    browser: Browser, pages: dict[str, Path]
) -> None:
    seen = visit(browser, pages["orders-full"])
    rows = seen.page.locator("#t-orders tbody tr")
    total = rows.count()
    seen.page.get_by_label("Saring baris…").last.fill("TikTok rts")
    shown = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(shown) < total
    assert all(re.search("TikTok.*RTS", row.inner_text(), re.DOTALL) for row in shown)
    assert seen.page.get_by_text(f"{len(shown)} dari {total} baris").is_visible()
    seen.page.context.close()


def test_the_glossary_and_the_figures_of_a_chart_open(
    browser: Browser, pages: dict[str, Path]
) -> None:
    seen = visit(browser, pages["roas-full"])
    entry = seen.page.locator(".glossary details").first
    assert not entry.locator("dl").is_visible()
    entry.locator("summary").click()
    assert entry.get_by_text("Cara membaca").is_visible()
    chart = seen.page.locator(".chart.line")
    chart.locator("summary").click()
    assert chart.locator("tbody tr").count() == 6
    assert chart.locator("tbody tr").last.is_visible()
    seen.page.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_whole_without_javascript(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    seen = visit(browser, pages[f"{name}-full"], script=False)
    assert seen.page.locator("th button").count() == 0
    assert seen.page.locator(".filter").count() == 0
    assert seen.page.locator("tbody tr").count() > 5
    entry = seen.page.locator(".glossary details").first
    entry.locator("summary").click()
    assert entry.locator("dl").is_visible()
    seen.page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_axis_labels_never_touch_each_other(
    browser: Browser, pages: dict[str, Path], width: int
) -> None:
    seen = visit(browser, pages["roas-full"], width=width)
    boxes = seen.page.evaluate(
        "[...document.querySelectorAll('.chart svg .x')].map(g => [...g.children].map(t => {"
        " const b = t.getBoundingClientRect(); return [b.left, b.right]; }))"
    )
    assert len(boxes) == 3
    for axis in boxes:
        for (_, right), (left, _) in itertools.pairwise(axis):
            assert right < left
    seen.page.context.close()


def test_a_bar_of_the_waterfall_opens_the_orders_behind_it(
    browser: Browser, pages: dict[str, Path]
) -> None:
    seen = visit(browser, pages["cash-full"])
    behind = seen.page.locator("#step-unexplained")
    assert not behind.is_visible()
    seen.page.locator(".waterfall a[href='#step-unexplained']").click()
    assert behind.get_by_text("250801AAAA0005").is_visible()
    seen.page.context.close()


def test_a_worklist_opens_with_its_reason_and_what_to_do(
    browser: Browser, pages: dict[str, Path]
) -> None:
    seen = visit(browser, pages["reconciliation-full"])
    entry = seen.page.locator(".work", has_text="Kurang bayar")
    entry.locator("summary").click()
    assert entry.get_by_text("Cair kurang dari nilai pesanan").is_visible()
    assert entry.get_by_text("Ajukan banding").is_visible()
    assert entry.get_by_text("250801AAAA0005").is_visible()
    seen.page.context.close()
