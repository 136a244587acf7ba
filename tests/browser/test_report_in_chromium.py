"""Whole sites in one real Chromium: quiet, offline, fitting a phone, and whole without script."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright

from omnicli.delivery.digest import Digest
from omnicli.delivery.digest import Shown
from omnicli.delivery.digest import render_page
from omnicli.domain.period import Period
from omnicli.services.reporting import build_report
from omnicli.services.reporting import templates
from report_workspace import empty_store
from report_workspace import open_report_session
from stores import SITES
from stores import sites

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
WIDTHS = (360, 768, 1024, 1440)
LONG = "Rp999.999.999.999.999"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
WRITE_LONG = """(text) => {
  const kept = [];
  const write = (e) => { kept.push([e, e.innerHTML, e.className]); e.textContent = text; };
  for (const e of document.querySelectorAll(".card .value")) { write(e); e.classList.add("v3"); }
  document.querySelectorAll(".tile dd, .verdict b").forEach(write);
  window.writtenOver = kept;
}"""
WRITE_BACK = """() => {
  for (const [e, html, name] of window.writtenOver) { e.innerHTML = html; e.className = name; }
}"""
TOO_WIDE = """() => {
  const out = [];
  const wide = document.documentElement;
  if (wide.scrollWidth > wide.clientWidth) out.push("scrolls sideways");
  for (const e of document.querySelectorAll(
      ".card .value, .card .move, .card .sub, .tile dd, .verdict b, h1, h2")) {
    if (!e.getClientRects().length) continue;
    const box = e.closest(".card, .tile, .verdict, header, section, footer");
    const range = document.createRange();
    range.selectNodeContents(e);
    const text = range.getBoundingClientRect();
    if (text.right > box.getBoundingClientRect().right + 1)
      out.push("leaves its box: " + e.textContent.trim());
  }
  return out.slice(0, 3);
}"""
FEW_ROWS = """() => { for (const e of document.querySelectorAll("tbody"))
  [...e.rows].slice(12).forEach((row) => row.remove()); }"""
FINDINGS = """.then((result) => result.violations.filter((v) => v.impact !== "minor")
  .map((v) => v.id + " ×" + v.nodes.length + ": " + v.nodes[0].html.slice(0, 160)))"""
BARRIERS = f"""() => axe.run(document, {{resultTypes: ["violations"]}}){FINDINGS}"""
# One text of each kind: contrast follows from the colours of an element and of what it stands in.
POOR_COLOURS = f"""() => {{
  const seen = new Set(), once = [];
  for (const e of document.body.querySelectorAll("*")) {{
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    if (!e.getClientRects().length) continue;
    const own = getComputedStyle(e);
    const kind = [e.tagName, e.className, e.parentElement.className,
      own.color, own.fontSize, own.fontWeight];
    for (let a = e; a; a = a.parentElement) {{
      const style = getComputedStyle(a);
      kind.push(style.backgroundColor, style.backgroundImage, style.opacity);
    }}
    const key = kind.join("|");
    if (seen.has(key)) continue;
    seen.add(key);
    once.push(e);
  }}
  return axe.run({{include: once}},
    {{resultTypes: ["violations"], runOnly: ["color-contrast"]}}){FINDINGS};
}}"""

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

    def go(self, path: Path, anchor: str = "") -> Page:
        """Open a file; what was said before is forgotten."""
        self.complaints.clear()
        self.requests.clear()
        self.page.goto(path.as_uri() + anchor)
        return self.page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sites of the stores."""
    return sites(tmp_path_factory)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that tells a story and one made of sections, just after `omni init`."""
    root = tmp_path_factory.mktemp("empty")
    with open_report_session(empty_store(root / "toko")) as session:
        for name in ("roas", "orders"):
            report = build_report(session, name, Period.of_month(2025, 8))
            (root / f"{name}.html").write_text(report.html, "utf-8")
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the module."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield chromium
        chromium.close()


def visit(browser: Browser, *, width: int = 1280, dark: bool = False, script: bool = True) -> Visit:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
    )
    context.set_default_timeout(20_000)
    seen = Visit(context.new_page())
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    return seen


def homes(site: dict[str, Path]) -> dict[str, list[Path]]:
    """The pages to visit by store: each where it holds most."""
    found: dict[Path, tuple[int, str]] = {}
    for store, root in site.items():
        for path in root.rglob("*.html"):
            key = path.relative_to(root)
            found[key] = max(found.get(key, (0, "")), (path.stat().st_size, store))
    return {s: sorted(site[s] / key for key, (_, home) in found.items() if home == s) for s in site}


def test_every_page_is_visited_in_one_store(site: dict[str, Path]) -> None:
    names = {store: {path.relative_to(root) for path in root.rglob("*.html")}
             for store, root in site.items()}  # fmt: skip
    visited = [path.relative_to(site[s]) for s, paths in homes(site).items() for path in paths]

    assert sorted(visited) == sorted(set().union(*names.values()))


@pytest.mark.parametrize("store", [*SITES, "empty"])
def test_every_page_is_quiet_fits_and_is_for_everyone(
    browser: Browser, site: dict[str, Path], empty: Path, store: str
) -> None:
    """Asks for nothing; fits 360 px as 1440, even fifteen digits; axe-core finds no barrier."""
    seen = visit(browser)
    wrong = []
    for path in homes(site)[store] if store in site else sorted(empty.glob("*.html")):
        page = seen.go(path)
        wrong += [f"{path.name}: {text}" for text in seen.complaints]
        wrong += [f"{path.name}: asks for {url}" for url in seen.requests if url != path.as_uri()]
        wrong += [f"{path.name} at {text}" for text in too_wide(page)]
        # The three bases of a report are one page with other figures.
        if not path.stem.endswith(("-placed", "-cash")):
            wrong += [f"{path.name}: {text}" for text in barriers(page)]
    assert wrong == []
    seen.page.context.close()


def too_wide(page: Page) -> Iterator[str]:
    """What leaves its box at any width, where every headline has fifteen digits.

    On a phone all rows count; wider, a table's first rows stand for the rest.
    """
    page.evaluate(WRITE_LONG, LONG)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"{width}: {text}" for text in page.evaluate(TOO_WIDE))
        page.evaluate(FEW_ROWS)
    page.evaluate(WRITE_BACK)


def barriers(page: Page) -> list[str]:
    """What axe-core finds, by light; in the dark only the colours are others."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(AXE)
    found = page.evaluate(BARRIERS)
    page.emulate_media(color_scheme="dark")
    found += [f"in the dark {text}" for text in page.evaluate(POOR_COLOURS)]
    page.emulate_media(color_scheme="light")
    return list(found)


def test_a_table_sorts_filters_by_words_and_states_and_is_found_by_a_link(
    browser: Browser, site: dict[str, Path]
) -> None:
    seen = visit(browser)
    page = seen.go(site["all"] / "orders" / "orders-2025-08-delivered.html")
    cells = page.locator("#t-orders tbody td:nth-child(8)")

    def values() -> list[int]:
        return [int(re.sub(r"\D", "", text)) for text in cells.all_inner_texts()]

    before = values()
    head = page.locator("#t-orders th", has_text="Pendapatan bersih")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert values() == sorted(before, reverse=True)
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert values() == sorted(before)

    rows = page.locator("#t-orders tbody tr:visible")
    bar = page.locator("#orders .filter")
    bar.get_by_role("button", name=re.compile("RTS")).click()
    states = page.locator("#t-orders tbody tr:visible .badge.b-rts")
    assert 0 < rows.count() == states.count() < len(before)
    bar.get_by_role("searchbox").fill("TikTok")
    assert all("TikTok" in text for text in rows.all_inner_texts())
    assert bar.get_by_text(f"{rows.count()} dari {len(before)} baris").is_visible()
    bar.get_by_text("Kolom").click()
    bar.get_by_label("Kurir").uncheck()
    assert not page.locator("#t-orders th", has_text="Kurir").is_visible()
    with page.expect_download() as download:
        bar.get_by_role("button", name="Unduh csv").click()
    text = download.value.path().read_text("utf-8-sig")
    assert len(text.splitlines()) == rows.count() + 1
    assert "Kurir" not in text

    number = page.locator("#t-orders tbody td").first.inner_text()
    page = seen.go(site["all"] / "search.html")
    page.get_by_role("searchbox").fill(number.lower())
    page.locator(".hits a").click()
    page.wait_for_load_state()
    assert page.url.endswith(f"#cari={number}")
    assert page.locator("#t-orders tbody tr:visible").count() == 1
    assert seen.complaints == []
    seen.page.context.close()


def test_charts_tell_by_keyboard_and_legends_switch_series(
    browser: Browser, site: dict[str, Path]
) -> None:
    seen = visit(browser)
    page = seen.go(site["all"] / "roas" / "roas-2025-08-delivered.html")
    chart = page.locator(".chart.columns").first
    chart.locator("svg").focus()
    page.keyboard.press("ArrowRight")
    assert "Pendapatan: Rp" in page.locator(".tip").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator(".tip").is_visible()
    chart.get_by_role("button", name="Pendapatan").click()
    assert chart.locator("svg .s0:visible").count() == 0
    assert chart.locator("svg .s1:visible").count() > 0
    seen.page.context.close()


def test_rows_are_cards_on_a_phone_the_amount_and_the_state_first(
    browser: Browser, site: dict[str, Path]
) -> None:
    seen = visit(browser, width=390)
    page = seen.go(site["all"] / "orders" / "orders-2025-08-delivered.html")
    row = page.locator("#t-orders tbody tr").first
    top = {name: row.locator(name).bounding_box() for name in (".k1", ".k2", "td:first-child")}
    assert all(top.values())
    first = top["td:first-child"]
    assert first is not None
    assert all(box is not None and box["y"] < first["y"] for box in (top[".k1"], top[".k2"]))
    # Without a state the row's own name stands there; the amount says what it is everywhere.
    card = page.locator("#t-products tbody tr").first
    assert card.locator(".k2").inner_text() == card.locator("td").first.inner_text()
    named = "(cell) => getComputedStyle(cell, '::before').content"
    assert card.locator(".k1").evaluate(named) == '"Pendapatan"'
    # A chart is drawn at half its size there: what its axes say is written twice as large.
    page = seen.go(site["all"] / "roas" / "roas-2025-08-delivered.html")
    size = "(text) => text.getBoundingClientRect().height"
    assert page.locator(".chart .x text").first.evaluate(size) >= 10.5
    assert page.locator(".chart .y text").first.evaluate(size) >= 10.5
    seen.page.context.close()


def test_a_page_outside_its_folder_says_so_and_offers_no_dead_link(
    browser: Browser, site: dict[str, Path], tmp_path: Path
) -> None:
    page = site["all"] / "orders" / "orders-2025-08-delivered.html"
    alone = tmp_path / page.name
    alone.write_bytes(page.read_bytes())
    seen = visit(browser)
    outside = "body a[href]:not([href^='#'])"
    assert seen.go(page).locator(outside).count() > 10
    copied = seen.go(alone)
    assert copied.locator(outside).count() == 0
    assert copied.get_by_text("lepas dari folder laporannya").is_visible()
    assert copied.locator("#t-orders tbody tr").count() > 1
    assert seen.complaints == []
    seen.page.context.close()


def test_the_pages_are_whole_without_javascript(browser: Browser, site: dict[str, Path]) -> None:
    seen = visit(browser, script=False)
    page = seen.go(site["money"] / "reconciliation" / "reconciliation-2025-08.html")
    assert page.locator("th button").count() == 0
    short = page.locator("#short")
    assert short.get_by_text("Ajukan banding").is_visible(), "advice stands outside the fold"
    short.locator("summary").click()
    assert short.get_by_text("250801AAAA0005").is_visible()
    assert page.locator(".rows-of").first.get_attribute("open") is not None
    page = seen.go(site["money"] / "cash" / "cash-2025-08.html")
    page.locator(".waterfall a[href='#step-unexplained']").click()
    assert page.locator("#step-unexplained").get_by_text("250801AAAA0005").is_visible()
    seen.page.context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_a_mail_is_one_phone_wide_whatever_it_holds(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    """Figures stand at the right edge: a mail that scrolls sideways hides them."""
    digest = Digest(
        store="Toko",
        title="ROAS Agustus 2025",
        subject="x",
        marks=("Tanpa Iklan Meta sejak 24 Jul 2025, Rekening Mandiri (137001•••••78).",),
        figures=(Shown("Pendapatan", LONG, LONG), Shown("ROAS", "6,15×")),
        heads=("No. pesanan", "Platform", "Nilai", "Hari"),
        rows=(("250820YEAXKP0S" * 3, "Mengantar", "Rp318.000", "25"),),
        notes=(f"Kepala jejak audit: 25 {'4c' * 32}", "overview-2025-08-delivered-en.html"),
    )
    file = tmp_path / "mail.html"
    file.write_text(render_page(digest, templates(), "id"), "utf-8")
    seen = visit(browser, width=width)
    page = seen.go(file)

    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) <= 0
    assert (seen.complaints, seen.requests) == ([], [file.as_uri()])
    seen.page.context.close()
