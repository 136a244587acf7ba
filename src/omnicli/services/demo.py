"""`omni demo`: a made-up shop from download to bank account, the same on every machine."""

import os
import shutil
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from omnicli.demo.exports import write_exports
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.services.import_request import ImportRequest
from omnicli.services.import_result import BatchResult
from omnicli.services.importing import import_files
from omnicli.services.reconciling import Reconciliation
from omnicli.services.reconciling import reconcile
from omnicli.services.report_files import save
from omnicli.services.report_files import targets
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.services.restating import with_restatements
from omnicli.services.runs import Runs
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import CONFIG_NAME
from omnicli.workspace import Workspace
from omnicli.workspace import find_workspace

NOW = "2025-09-20T03:00:00Z"
"""The demo's present, an hour after its last download, so that no figure depends on today."""

STORE = "Dapur Kirana (demo)"
REPORTS = ("roas", "orders", "receipts", "cash")
MONTH = Period.of_month(2025, 8)
_SALARY = '[[costs.monthly]]\nname = "Gaji"\namount = 2_400_000\nfrom = 2024-08-01'
_RENT = '[[costs.monthly]]\nname = "Sewa gudang"\namount = 750_000\nfrom = 2024-08-01'
SETTINGS = {
    '# "2026-09" = {': '"2025-08" = { revenue = 45_000_000, roas = 6.0 }\n# "2026-09" = {',
    "# JNE = 3": 'JNE = 3\n"J&T" = 5\nSiCepat = 4',
    "packing = 0 ": "packing = 1_500 ",
    "# [[costs.monthly]] ": f"{_SALARY}\n{_RENT}\n# [[costs.monthly]] ",
}
"""What the shop wrote into its omni.toml: each text of a new one, and what stands there instead."""
_MARK = ".omni-demo"
_EXPORTS = "exports"


@dataclass(frozen=True, slots=True)
class Rendered:
    """One report of the demo and its files."""

    report: Report
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything the demo did, step by step."""

    workspace: Workspace
    exports: Path
    first: BatchResult
    """A year of orders, parcels and ads."""
    newer: BatchResult
    """One month again, three weeks later."""
    broken: BatchResult
    """A download that stopped half way: refused."""
    money: BatchResult
    """What Shopee and the courier service paid out, and the bank account."""
    lists: BatchResult
    """What the shop's people keep: products with their costs, stock, campaigns, contacts, …"""
    channel: BatchResult
    """What the marketplace counts of its shop: visitors, LIVEs, products, affiliates."""
    reconciliation: Reconciliation
    """How far August's money came."""
    reports: tuple[Rendered, ...]

    @property
    def page(self) -> Path:
        """The page to look at first."""
        return next(file for file in self.reports[0].files if file.suffix == ".html")


def run_demo(root: Path, *, seed: int = 42, lang: str = "id") -> Demo:
    """Build the demo workspace in `root`, from scratch each time.

    Raises E_DEMO_TARGET when the folder holds anything but an earlier demo.
    """
    root = root.expanduser().resolve()
    _clear(root)
    with _fixed_clock():
        set_up(root, store_name=STORE, lang=lang)
        workspace = _filled_in(root)
        (root / _MARK).touch()
        exports = write_exports(root / _EXPORTS, seed)
        return Demo(
            workspace=workspace,
            exports=root / _EXPORTS,
            first=_import(workspace, exports.first, lang),
            newer=_import(workspace, [exports.newer], lang),
            broken=_import(workspace, [exports.broken], lang),
            money=_import(workspace, exports.money, lang),
            lists=_import(workspace, exports.lists, lang),
            channel=_import(workspace, exports.channel, lang, MONTH),
            reconciliation=_reconcile(workspace, lang),
            reports=_render(workspace, lang),
        )


def _clear(root: Path) -> None:
    """Remove an earlier demo; anything else in the folder is somebody's and stops us."""
    if not root.exists():
        return
    if not root.is_dir():
        raise OmniError("E_DEMO_TARGET", file=str(root))
    if (root / _MARK).is_file() and (root / CONFIG_NAME).is_file():
        shutil.rmtree(root)
    elif any(root.iterdir()):
        raise OmniError("E_DEMO_TARGET", file=str(root))


def _filled_in(root: Path) -> Workspace:
    """The workspace with the shop's own costs and goals."""
    config = root / CONFIG_NAME
    text = config.read_text("utf-8")
    for empty, filled in SETTINGS.items():
        text = text.replace(empty, filled, 1)
    config.write_text(text, "utf-8")
    return find_workspace(root)


@contextmanager
def _fixed_clock() -> Iterator[None]:
    """Let every step of the demo happen on the demo's day, unless OMNI_NOW says otherwise."""
    before = os.environ.get("OMNI_NOW")
    os.environ.setdefault("OMNI_NOW", NOW)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("OMNI_NOW", None)


def _import(
    workspace: Workspace, files: Sequence[Path], lang: str, month: Period | None = None
) -> BatchResult:
    """Import the files; `month` is that of files that do not say their days."""
    period = (month.start.isoformat(), month.end.isoformat()) if month else None
    with Session.open(
        workspace,
        command="demo",
        action="demo.run",
        detail={"files": [file.name for file in files]},
        write=True,
        lang=lang,
    ) as session:
        return import_files(session, ImportRequest(files=files, period=period), registry())


def _reconcile(workspace: Workspace, lang: str) -> Reconciliation:
    with Session.open(
        workspace, command="demo", action="demo.run", target="reconcile", lang=lang
    ) as session:
        return reconcile(session, "all", MONTH)


def _render(workspace: Workspace, lang: str) -> tuple[Rendered, ...]:
    with Session.open(
        workspace, command="demo", action="demo.run", target="report", lang=lang
    ) as session:
        return tuple(_rendered(session, name) for name in REPORTS)


def _rendered(session: Session, name: str) -> Rendered:
    runs = Runs(session)
    report = with_restatements(runs, build_report(session, name, MONTH, runs=runs))
    places = targets(session, report, ("html", "xlsx"), None)
    return Rendered(report, tuple(save(report, places)))
