"""The account of an import that a person reads."""

import sys
from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from omnicli.domain.clock import parse_instant
from omnicli.domain.money import format_rupiah
from omnicli.reports.words import word
from omnicli.ui.batch_listing import COUNTS
from omnicli.ui.cells import grouped
from omnicli.ui.cells import shown
from omnicli.ui.state import VOICE
from omnicli.ui.state import say
from omnicli.ui.text import has
from omnicli.ui.text import t
from omnicli.warehouse.tables.catalog import title_of

if TYPE_CHECKING:
    from omnicli.domain.issues import Issue
    from omnicli.services.import_result import BatchResult
    from omnicli.services.import_result import FileOutcome
    from omnicli.warehouse.observation import FieldChange
    from omnicli.warehouse.observation import Tally

SHOWN_ISSUES = 8
SHOWN_SAMPLES = 5
SHOWN_FIELDS = 8
SHOWN_DRIFT = 6
LIKELY = 0.25
"""A runner-up below this score was never in question."""
_WORDS = {
    "blank": ("kosong", "blank"),
    "total": ("baris total", "total"),
    "part of a row": ("rincian baris lain", "part of another row"),
    "description": ("keterangan", "description"),
    "failed": ("gagal", "failed"),
    "not settled": ("belum cair", "not settled"),
    "pending": ("belum dibukukan", "pending"),
    "index row": ("nomor kolom", "column numbers"),
    "opening balance": ("saldo awal", "opening balance"),
    "time": ("jam mutasi di atasnya", "time of the movement above"),
    "no movement": ("tanpa mutasi", "no movement"),
    "note": ("catatan", "note"),
    "statement total": ("total rekening koran", "statement total"),
    "sku detail": ("rincian SKU", "sku detail"),
    "duplicate": ("rangkap", "duplicate"),
    "superseded": ("nilai lain yang berlaku", "another value stands"),
    "header": ("judul kolom", "header"),
    "repeated_rows": ("baris rangkap", "repeated rows"),
    "repeated_header": ("judul kolom berulang", "header again"),
    "days": ("tanggal", "days"),
    "amounts": ("jumlah uang", "amounts"),
    "period": ("periode tercetak", "printed period"),
    "control_total": ("total kontrol", "control total"),
    "several_sheets": ("beberapa sheet", "several sheets"),
    "row_order": ("urutan baris", "order of rows"),
    "ids": ("nomor jadi angka", "ids made numbers"),
    "phones": ("telepon jadi angka", "phones made numbers"),
    "added": ("baru", "added"),
    "missing": ("hilang", "missing"),
    "renamed": ("berganti nama", "renamed"),
    "reordered": ("berpindah", "reordered"),
    "new_value": ("nilai baru", "new value"),
}
"""Reasons for skipped rows and kinds of drift; a word not listed is shown as it is."""
_MARKS = {"error": "✗", "warning": "!", "notice": "·"}


def show(result: "BatchResult", lang: str, *, verbose: bool = False) -> None:
    """Print what became of each file of a batch: refused ones on stderr, as every refusal."""
    for number, outcome in enumerate(result.files):
        _refused.set(outcome.state == "rejected")
        if number:
            write_line("")
        _head(result, outcome, lang)
        if outcome.state != "unchanged":
            _file(result, outcome, lang, verbose=verbose)
        elif outcome.still_rejected:
            write_line("  " + t("imports.still_rejected", lang, count=outcome.still_rejected))
    _refused.set(False)
    if len(result.files) > 1:
        write_line("")
        write_line(_total(result, lang))
    if any(f.state == "imported" for f in result.files):
        _batch(result, lang, verbose=verbose)
    for note in result.notes:
        write_line(f"! {note.code}: {shown(note.message(lang))}")
        write_line(t("imports.issue_hint", lang, hint=shown(note.hint(lang))))
    for path in result.errors_files:
        write_line("")
        write_line(t("imports.errors_file", lang, path=path))
    if any(f.state != "rejected" for f in result.files):
        say(t(f"imports.next_{'dry' if result.dry_run else 'step'}", lang))


_refused: ContextVar[bool] = ContextVar("omni_refused", default=False)


def write_line(text: str) -> None:
    """A line of the account: stderr for what was refused; on stdout nothing with --quiet."""
    if _refused.get():
        sys.stderr.write(text + "\n")
    elif not VOICE.quiet:
        sys.stdout.write(text + "\n")


def _head(result: "BatchResult", outcome: "FileOutcome", lang: str) -> None:
    state = "dry_run" if result.dry_run and outcome.state == "imported" else outcome.state
    write_line(
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
        if read.claim.runner_up and read.claim.runner_up[1] >= LIKELY:
            name, score = read.claim.runner_up
            runner = t("imports.runner_up", lang, name=name, score=f"{score:.0%}")
        write_line(
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
        signs = ", ".join(
            shown(read.verdict.producer) if s == "producer" else _word(s, lang)
            for s in read.verdict.signs
        )
        write_line("  " + t(f"imports.verdict_{read.verdict.kind}", lang, signs=signs))
        rows = {k: grouped(v, lang) for k, v in outcome.rows.items()}
        kind = "rows_refused" if outcome.state == "rejected" else "rows"
        write_line("  " + t(f"imports.{kind}", lang, **rows))
        if outcome.skipped:
            reasons = ", ".join(
                f"{_word(k, lang)} {grouped(v, lang)}" for k, v in sorted(outcome.skipped.items())
            )
            write_line("  " + t("imports.skipped", lang, reasons=reasons))
        if outcome.entities:
            write_line(
                "  " + t("imports.entities", lang, parts=entity_counts(outcome.entities, lang))
            )
        if outcome.money:
            write_line(
                "  " + t("imports.money", lang, parts=_money(outcome.money, lang, verbose=verbose))
            )
        _drift(outcome, lang, verbose=verbose)
    _issues(result, outcome.issues, lang, verbose=verbose)


def _word(reason: str, lang: str) -> str:
    return _WORDS.get(reason, (reason, reason))[lang == "en"]


def _total(result: "BatchResult", lang: str) -> str:
    """All files of a batch in one line: how many, and their rows."""
    files = result.files
    states = Counter(f.state for f in files)
    kept = [f.rows for f in files if f.state != "rejected"]
    rows = {k: sum(r.get(k, 0) for r in kept) for k in COUNTS}
    counts = {k: grouped(v, lang) for k, v in rows.items()}
    return t(
        "imports.total_dry" if result.dry_run else "imports.total",
        lang,
        files=len(files),
        imported=states["imported"],
        same=states["unchanged"],
        refused=states["rejected"],
        rows=t("imports.rows", lang, **counts).split(maxsplit=1)[1],
    )


def entity_counts(entities: "Mapping[str, Tally]", lang: str) -> str:
    """What became of the rows of each table, in words."""
    words = {
        "id": (
            ("inserted", "baru"),
            ("updated", "diperbarui"),
            ("unchanged", "tetap"),
            ("superseded", "nilai lain yang berlaku"),
            ("deleted", "dihapus"),
        ),
        "en": (
            ("inserted", "new"),
            ("updated", "updated"),
            ("unchanged", "unchanged"),
            ("superseded", "another value stands"),
            ("deleted", "deleted"),
        ),
    }[lang]
    parts = []
    for name, tally in entities.items():
        noun = title_of(name, lang)
        counts = [
            f"{grouped(getattr(tally, field), lang)} {word}"
            for field, word in words
            if getattr(tally, field)
        ]
        parts.append(f"{noun}: {', '.join(counts) or '0'}")
    return " · ".join(parts)


HEADLINE_MONEY = (
    "net_revenue_sen",
    "subtotal_sen",
    "buyer_total_sen",
    "spend_sen",
    "net_sen",
    "wallet_net_sen",
    "credit_sen",
    "debit_sen",
)
"""Totals worth a line; `-v` prints all."""

MONEY_NAMES = {
    "net_revenue_sen": ("pendapatan bersih", "net revenue"),
    "subtotal_sen": ("subtotal barang", "item subtotals"),
    "buyer_total_sen": ("total pembeli", "buyer totals"),
    "spend_sen": ("belanja iklan", "ad spend"),
    "net_sen": ("dana bersih", "net settlement"),
    "wallet_net_sen": ("mutasi dompet", "wallet movements"),
    "credit_sen": ("uang masuk", "money in"),
    "debit_sen": ("uang keluar", "money out"),
}


def _money(money: Mapping[str, int], lang: str, *, verbose: bool) -> str:
    # A wallet has no order money, and an order file no wallet's: nothing is said of nothing.
    known = [c for c in HEADLINE_MONEY if c in money]
    chosen = [c for c in known if money[c]] or known
    if verbose or not chosen:
        chosen += [c for c in money if c not in chosen]
    return " · ".join(
        f"{MONEY_NAMES[c][lang == 'en'] if c in MONEY_NAMES else _label(c, lang)}"
        f" {_rupiah(money[c], lang)}"
        for c in chosen
    )


def _rupiah(sen: int, lang: str) -> str:
    text = format_rupiah(sen)
    return text.translate(str.maketrans(",.", ".,")) if lang == "en" else text


def _label(column: str, lang: str) -> str:
    """A column as people read it: `buyer_total_sen` is `buyer total`, or `total pembeli`."""
    if has(f"columns.{column}"):
        return t(f"columns.{column}", lang)
    return column.removesuffix("_sen").replace("_", " ")


def _drift(outcome: "FileOutcome", lang: str, *, verbose: bool) -> None:
    """Columns that are new, renamed, gone or moved, new words, and the metrics they concern."""
    shown_ones = outcome.drift if verbose else outcome.drift[:SHOWN_DRIFT]
    if not shown_ones:
        return
    parts = ", ".join(
        f"{_word(d.kind, lang)} “{shown(d.column)}”" + (f" ({shown(d.detail)})" if d.detail else "")
        for d in shown_ones
    )
    rest = len(outcome.drift) - len(shown_ones)
    write_line("  " + t("imports.drift", lang, parts=parts + (f" (+{rest})" if rest else "")))
    touched = sorted({metric for d in outcome.drift for metric in d.metrics})
    if touched:
        named = touched if verbose else touched[:SHOWN_DRIFT]
        more = f" (+{len(touched) - len(named)})" if len(touched) > len(named) else ""
        write_line("  " + t("imports.drift_metrics", lang, metrics=", ".join(named) + more))


def _issues(result: "BatchResult", issues: "Sequence[Issue]", lang: str, *, verbose: bool) -> None:
    if not issues:
        return
    ordered = sorted(issues, key=lambda i: ("error", "warning", "notice").index(i.severity))
    limit = len(ordered) if verbose else SHOWN_ISSUES
    for issue in ordered[:limit]:
        place = t("imports.place_row", lang, row=issue.row) if issue.row else ""
        error = issue.error()
        write_line(
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
            write_line(t("imports.issue_hint", lang, hint=shown(error.hint(lang))))
    if len(ordered) > limit:
        write_line(t("imports.more", lang, count=len(ordered) - limit, batch=result.batch or "N"))


def _batch(result: "BatchResult", lang: str, *, verbose: bool) -> None:
    """What changed in the warehouse as a whole: statuses, then columns with samples."""
    changes = result.changes
    if changes.transitions:
        steps = sorted(changes.transitions.items(), key=lambda kv: (-kv[1], kv[0]))
        parts = ", ".join(
            f"{word('status', old, lang)} → {word('status', new, lang)} ×{grouped(n, lang)}"
            for (old, new), n in steps
        )
        write_line("  " + t("imports.transitions", lang, parts=parts))
    changed = {
        c: n for c, n in changes.fields.items() if verbose or not _is_noise(c, changes.fields)
    }
    if changed:
        ranked = sorted(changed.items(), key=lambda kv: (-kv[1], kv[0]))
        shown_ones = ranked if verbose else ranked[:SHOWN_FIELDS]
        parts = ", ".join(f"{_label(c, lang)} {grouped(n, lang)}" for c, n in shown_ones)
        write_line("  " + t("imports.fields", lang, parts=parts))
    samples = [s for s in changes.samples if s.column in changed]
    for sample in samples if verbose else _varied(samples):
        old, new = (_value(sample.column, v, result.zone, lang) for v in (sample.old, sample.new))
        write_line(
            t(
                "imports.sample",
                lang,
                row=shown(sample.key),
                column=_label(sample.column, lang),
                old=old,
                new=new,
            )
        )


def _is_noise(column: str, fields: Mapping[str, int]) -> bool:
    """Siblings of another column, and what the status line says already."""
    stem, _, kind = column.rpartition("_")
    if kind in {"date", "day"}:
        return f"{stem}_at" in fields or (kind == "day" and f"{stem}_date" in fields)
    return column in {"status", "raw_status"}


def _varied(samples: "Sequence[FieldChange]") -> "list[FieldChange]":
    """A few samples, of different columns first."""
    first: dict[str, FieldChange] = {}
    for sample in samples:
        first.setdefault(sample.column, sample)
    return list(first.values())[:SHOWN_SAMPLES]


def _value(column: str, value: object, zone: str, lang: str) -> str:
    if value is None:
        return "–"
    if column.endswith("_at") and isinstance(value, str):
        return f"{parse_instant(value).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
    if column.endswith("_sen") and isinstance(value, int):
        return _rupiah(value, lang)
    return shown(word(column, str(value), lang))
