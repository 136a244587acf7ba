"""The tour of `omni demo`: each step as its own command would tell it, then what to try next."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from omnicli.ui import import_summary
from omnicli.ui import reconcile_listing
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.demo import Demo

NEXT = (
    "omni -w {root} reconcile shopee --month 2025-08",
    "omni -w {root} report roas --month 2025-07 --open",
    "omni -w {root} campaign show 8.8",
    "omni -w {root} batches list",
    'omni -w {root} sql "SELECT status, COUNT(*) FROM orders GROUP BY status"',
    "omni -w {root} audit verify",
)


def show(
    done: "Demo", folder: Path, lang: str, *, quiet: bool = False, verbose: bool = False
) -> None:
    """All of it on stdout so that it stays in order; with `quiet` only the paths."""
    root = done.workspace.root
    pages = [folder / file.relative_to(root) for r in done.reports for file in r.files]
    if quiet:
        _print(*pages)
        return
    _print("", t("demo.exports", lang, folder=folder / done.exports.name))
    steps = (
        ("first", done.first),
        ("newer", done.newer),
        ("broken", done.broken),
        ("money", done.money),
        ("lists", done.lists),
        ("channel", done.channel),
    )
    for key, result in steps:
        _print("", t(f"demo.{key}", lang))
        import_summary.show(result, lang, verbose=verbose)
    _reconciliation(done, lang)
    _reports(done, lang)
    asked = shlex.quote(str(folder))
    _print(*pages, "", t("demo.next", lang), *(f"  {line.format(root=asked)}" for line in NEXT))


def _reconciliation(done: "Demo", lang: str) -> None:
    found = done.reconciliation
    lists = [(worklist.name, worklist.rows) for worklist in found.worklists]
    matched = found.matched, found.orders
    _print("", t("demo.reconcile", lang))
    reconcile_listing.show(
        found.source, found.period, found.as_of, matched, found.summary, lists, lang
    )


def _reports(done: "Demo", lang: str) -> None:
    """One line per report: its title and its figures."""
    bundles = [rendered.report.bundle for rendered in done.reports]
    titles = [bundle.pick(bundle.manifest.title) for bundle in bundles]
    _print("", t("demo.reports", lang, period=done.reconciliation.period.label(lang)))
    for title, rendered in zip(titles, done.reports, strict=True):
        figures = (f"{name} {value}" for name, value in rendered.report.headline())
        _print(f"  {title:<{max(map(len, titles))}}  {' · '.join(figures)}")


def _print(*lines: object) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
