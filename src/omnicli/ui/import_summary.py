"""The account of an import that a person reads."""

import sys
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING

from omnicli.domain.money import format_rupiah
from omnicli.ui.cells import grouped
from omnicli.ui.cells import shown
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.domain.issues import Issue
    from omnicli.services.batches import BatchChange
    from omnicli.services.import_result import BatchResult
    from omnicli.services.import_result import FileOutcome
    from omnicli.services.rebuild import RebuildResult
    from omnicli.warehouse.observation import Tally

SHOWN_ISSUES = 8
SHOWN_SAMPLES = 5
_NOUNS = {
    "orders": ("pesanan", "orders"),
    "customers": ("pelanggan", "customers"),
    "ad_performance": ("baris iklan", "ad rows"),
    "settlement_lines": ("baris dana", "settlement lines"),
}
_MARKS = {"error": "✗", "warning": "!", "notice": "·"}


def show(result: "BatchResult", lang: str, *, verbose: bool = False) -> None:
    """Print what became of each file of a batch."""
    for number, outcome in enumerate(result.files):
        if number:
            _line("")
        _head(result, outcome, lang)
        if outcome.state != "unchanged":
            _file(result, outcome, lang, verbose=verbose)
    if any(f.state == "imported" for f in result.files):
        _batch(result, lang, verbose=verbose)
    for path in result.errors_files:
        _line("")
        _line(t("imports.errors_file", lang, path=path))


def _line(text: str) -> None:
    sys.stdout.write(text + "\n")


def _head(result: "BatchResult", outcome: "FileOutcome", lang: str) -> None:
    state = "dry_run" if result.dry_run and outcome.state == "imported" else outcome.state
    _line(
        t(
            f"imports.head_{state}",
            lang,
            file=shown(outcome.file),
            import_id=outcome.import_id,
            batch=result.batch,
        )
    )


def _file(result: "BatchResult", outcome: "FileOutcome", lang: str, *, verbose: bool) -> None:
    read = outcome.read
    if read is not None:
        runner = ""
        if read.claim.runner_up:
            name, score = read.claim.runner_up
            runner = t("imports.runner_up", lang, name=name, score=f"{score:.0%}")
        _line(
            "  "
            + t(
                "imports.recognised",
                lang,
                title=read.spec.title[lang == "en"],
                source=read.spec.name,
                matched=read.claim.matched,
                known=len(read.headers),
                row=read.claim.header_row,
                runner=runner,
            )
        )
        rows = {k: grouped(v, lang) for k, v in outcome.rows.items()}
        _line("  " + t("imports.rows", lang, **rows))
        if outcome.skipped:
            reasons = ", ".join(
                f"{k} {grouped(v, lang)}" for k, v in sorted(outcome.skipped.items())
            )
            _line("  " + t("imports.skipped", lang, reasons=reasons))
        if outcome.entities:
            _line("  " + t("imports.entities", lang, parts=_entities(outcome.entities, lang)))
        if outcome.money:
            _line("  " + t("imports.money", lang, parts=_money(outcome.money, verbose=verbose)))
        _drift(outcome, lang, verbose=verbose)
    _issues(result, outcome.issues, lang, verbose=verbose)


def _entities(entities: "Mapping[str, Tally]", lang: str) -> str:
    words = {
        "id": (
            ("inserted", "baru"),
            ("updated", "diperbarui"),
            ("unchanged", "tetap"),
            ("deleted", "dihapus"),
        ),
        "en": (
            ("inserted", "new"),
            ("updated", "updated"),
            ("unchanged", "unchanged"),
            ("deleted", "deleted"),
        ),
    }[lang]
    parts = []
    for name, tally in entities.items():
        noun = _NOUNS.get(name, (name, name))[lang == "en"]
        counts = [
            f"{grouped(getattr(tally, field), lang)} {word}"
            for field, word in words
            if getattr(tally, field)
        ]
        parts.append(f"{noun}: {', '.join(counts) or '0'}")
    return " · ".join(parts)


HEADLINE_MONEY = ("net_revenue_sen", "subtotal_sen", "buyer_total_sen", "spend_sen", "net_sen")
"""Totals worth a line; `-v` prints all."""


def _money(money: Mapping[str, int], *, verbose: bool) -> str:
    chosen = {k: v for k, v in money.items() if verbose or k in HEADLINE_MONEY} or money
    return " · ".join(f"{k.removesuffix('_sen')} {format_rupiah(v)}" for k, v in chosen.items())


def _drift(outcome: "FileOutcome", lang: str, *, verbose: bool) -> None:
    """Columns that are new, renamed or gone; what a known variant lacks only with -v."""
    assert outcome.read is not None
    told = [d for d in outcome.read.drift if verbose or d.kind not in {"missing", "reordered"}]
    if not told:
        return
    parts = ", ".join(
        f"{d.kind} “{shown(d.column)}”" + (f" ({shown(d.detail)})" if d.detail else "")
        for d in told[:6]
    )
    more = f" (+{len(told) - 6})" if len(told) > 6 else ""
    _line("  " + t("imports.drift", lang, parts=parts + more))


def _issues(result: "BatchResult", issues: "Sequence[Issue]", lang: str, *, verbose: bool) -> None:
    if not issues:
        return
    ordered = sorted(issues, key=lambda i: ("error", "warning", "notice").index(i.severity))
    limit = len(ordered) if verbose else SHOWN_ISSUES
    for issue in ordered[:limit]:
        place = t("imports.place_row", lang, row=issue.row) if issue.row else ""
        error = issue.error()
        _line(
            t(
                "imports.issue",
                lang,
                mark=_MARKS[issue.severity],
                code=issue.code,
                place=place,
                message=shown(error.message(lang)),
            )
        )
        if issue.severity == "error":
            _line(t("imports.issue_hint", lang, hint=shown(error.hint(lang))))
    if len(ordered) > limit:
        _line(t("imports.more", lang, count=len(ordered) - limit, batch=result.batch or "N"))


def _batch(result: "BatchResult", lang: str, *, verbose: bool) -> None:
    """What changed in the warehouse as a whole: columns moved, with samples of old → new."""
    changes = result.changes
    if not changes.fields:
        return
    parts = ", ".join(
        f"{column} {grouped(count, lang)}"
        for column, count in sorted(changes.fields.items(), key=lambda kv: (-kv[1], kv[0]))[:8]
    )
    _line("  " + t("imports.fields", lang, parts=parts))
    limit = len(changes.samples) if verbose else SHOWN_SAMPLES
    for sample in changes.samples[:limit]:
        _line(
            t(
                "imports.sample",
                lang,
                row=sample.key,
                column=sample.column,
                old=_value(sample.column, sample.old),
                new=_value(sample.column, sample.new),
            )
        )


def _value(column: str, value: object) -> str:
    if value is None:
        return "–"
    if column.endswith("_sen") and isinstance(value, int):
        return format_rupiah(value)
    return shown(str(value))


_COUNTS = tuple(
    Column(name, title, "int")
    for name, title in (
        ("read", "read"),
        ("inserted", "new"),
        ("updated", "updated"),
        ("unchanged", "unchanged"),
        ("rejected", "rejected"),
        ("skipped", "skipped"),
    )
)


def show_batches(rows: Sequence[Mapping[str, object]], fmt: str, lang: str) -> None:
    """The list of batches."""
    columns = (
        Column("batch", "batch", "int"),
        Column("started_at", "at", "at"),
        Column("actor", "by"),
        Column("state", "state"),
        Column("files", "files", "int"),
        *_COUNTS,
    )
    emit(rows, columns, fmt, empty=t("imports.none", lang), lang=lang)


def show_one_batch(batch: Mapping[str, object], fmt: str, lang: str) -> None:
    """One batch and its files."""
    if fmt == "json":
        emit_json(batch)
        return
    columns = (
        Column("import_id", "import", "int"),
        Column("file", "file"),
        Column("source", "source"),
        Column("account", "account"),
        Column("state", "state"),
        *_COUNTS,
        Column("open_issues", "open", "int"),
    )
    files = batch["files"]
    assert isinstance(files, list)
    title = f"batch {batch['batch']} · {batch['state']} · {batch['started_at']} · {batch['actor']}"
    emit(files, columns, fmt, title=title, lang=lang)


def show_issues(rows: Sequence[Mapping[str, object]], fmt: str, lang: str) -> None:
    """The issues of a batch."""
    columns = (
        Column("file", "file"),
        Column("row", "row", "int"),
        Column("code", "code"),
        Column("severity", "severity"),
        Column("column", "column"),
        Column("value", "value"),
        Column("message", "message"),
        Column("hint", "hint"),
        Column("closed", "closed", "flag"),
    )
    emit(rows, columns, fmt, empty=t("imports.no_issues", lang), lang=lang)


def show_change(change: "BatchChange", verb: str, fmt: str, lang: str) -> None:
    """What undoing or redoing a batch did."""
    if fmt == "json":
        entities = {
            name: {
                "inserted": c.inserted,
                "updated": c.updated,
                "unchanged": c.unchanged,
                "deleted": c.deleted,
            }
            for name, c in change.changes.entities.items()
        }
        emit_json(
            {"batch": change.batch, "state": verb, "files": change.files, "entities": entities}
        )
        return
    _line(t(f"imports.{verb}", lang, batch=change.batch, files=change.files))
    if change.changes.entities:
        _line("  " + t("imports.entities", lang, parts=_entities(change.changes.entities, lang)))


def show_rebuild(result: "RebuildResult", fmt: str, lang: str) -> None:
    """What a rebuild found."""
    if fmt == "json":
        emit_json(
            {
                "files": result.files,
                "restored": result.restored,
                "dry_run": result.dry_run,
                "same": result.same,
                "differences": result.differences,
            }
        )
        return
    if result.restored:
        _line(t("imports.restored", lang, count=result.restored))
    _line(
        t("imports.rebuild_dry" if result.dry_run else "imports.rebuilt", lang, files=result.files)
    )
    if result.same:
        _line("  " + t("imports.rebuild_same", lang))
    for table, counts in result.differences.items():
        if any(counts.values()):
            _line("  " + t("imports.rebuild_diff", lang, table=table, **counts))
