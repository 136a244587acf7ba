"""Listings of batches, their files and their findings."""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING

from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.state import VOICE
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.ui.cells import Kind

_TITLES = {
    "batch": ("batch", "batch"),
    "started_at": ("waktu", "at"),
    "actor": ("oleh", "by"),
    "state": ("status", "state"),
    "files": ("berkas", "files"),
    "read": ("dibaca", "read"),
    "inserted": ("baru", "new"),
    "updated": ("diperbarui", "updated"),
    "unchanged": ("tetap", "unchanged"),
    "rejected": ("ditolak", "rejected"),
    "skipped": ("dilewati", "skipped"),
    "import_id": ("impor", "import"),
    "file": ("berkas", "file"),
    "source": ("sumber", "source"),
    "account": ("akun", "account"),
    "open_issues": ("terbuka", "open"),
    "verdict": ("keaslian", "verdict"),
    "signs": ("tanda", "signs"),
    "sheet": ("sheet", "sheet"),
    "row": ("baris", "row"),
    "code": ("kode", "code"),
    "severity": ("tingkat", "severity"),
    "column": ("kolom", "column"),
    "value": ("nilai", "value"),
    "message": ("pesan", "message"),
    "hint": ("saran", "hint"),
    "closed": ("selesai", "closed"),
}
COUNTS = ("read", "inserted", "updated", "unchanged", "rejected", "skipped")
_INTEGERS = {"batch", "files", "import_id", "open_issues", "row", *COUNTS}


def _columns(lang: str, *names: str) -> tuple[Column, ...]:
    """Columns of a listing with their titles in `lang`."""
    kinds: dict[str, Kind] = {"started_at": "at", "closed": "flag"}
    return tuple(
        Column(n, _TITLES[n][lang == "en"], "int" if n in _INTEGERS else kinds.get(n, "text"))
        for n in names
    )


def show_batches(rows: Sequence[Mapping[str, object]], fmt: str, lang: str) -> None:
    """The list of batches."""
    columns = _columns(lang, "batch", "started_at", "actor", "state", "files", *COUNTS)
    emit(rows, columns, fmt, empty=t("imports.none", lang), lang=lang)


def show_one_batch(batch: Mapping[str, object], fmt: str, lang: str) -> None:
    """One batch and its files."""
    if fmt == "json":
        emit_json(batch)
        return
    columns = _columns(
        lang,
        "import_id",
        "file",
        "source",
        "account",
        "state",
        *COUNTS,
        "open_issues",
        "verdict",
        "signs",
    )
    files = batch["files"]
    assert isinstance(files, list)
    title = f"batch {batch['batch']} · {batch['state']} · {batch['started_at']} · {batch['actor']}"
    emit(files, columns, fmt, title=title, lang=lang)


def show_issues(rows: Sequence[Mapping[str, object]], fmt: str, lang: str) -> None:
    """The issues of a batch; a table says with -v only what stands in its cells anyway."""
    names = ["file", "row", "code", "column", "value", "hint", "closed"]
    if fmt != "table" or VOICE.verbose:
        names = [
            "file", "sheet", "row", "code", "severity", "column", "value", "message", "hint",
            "closed",
        ]  # fmt: skip
    emit(rows, _columns(lang, *names), fmt, empty=t("imports.no_issues", lang), lang=lang)
