"""From the bytes of one export to typed records: the whole reading half of an import."""

import hashlib
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.domain.issues import Issue
from omnicli.ingest.cells import special_problems
from omnicli.ingest.cells import workbook_problems
from omnicli.ingest.claim import Aliases
from omnicli.ingest.claim import Candidate
from omnicli.ingest.claim import recognise
from omnicli.ingest.kinds import CellKinds
from omnicli.ingest.kinds import listed_numbers
from omnicli.ingest.kinds import workbook_numbers
from omnicli.ingest.launch import read_sheets
from omnicli.ingest.left_sheets import hidden_sheets
from omnicli.ingest.left_sheets import refuse_left_sheets
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.limits import MEGABYTE
from omnicli.ingest.limits import Limits
from omnicli.ingest.parts import CellCheck
from omnicli.ingest.parts import FileOptions
from omnicli.ingest.parts import read_part
from omnicli.ingest.preflight import preflight
from omnicli.ingest.readers import Readout
from omnicli.ingest.result import Claim
from omnicli.ingest.result import ReadFile
from omnicli.ingest.sniff import Format
from omnicli.ingest.sniff import sniff
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.stamp import made_by_name
from omnicli.ingest.stamp import made_in
from omnicli.ingest.verdict import producer_of
from omnicli.ingest.verdict import verdict_of

_SUFFIXES = {
    "xlsx": (".xlsx", ".xlsm"),
    "csv": (".csv", ".txt", ".tsv"),
    "html": (".html", ".htm", ".xls"),
    "spreadsheetml": (".xml", ".xls"),
    "xls": (".xls",),
    "pdf": (".pdf",),
}
"""Name endings that fit a format. Platforms name tables of HTML or XML `.xls` all the time."""


Data = bytes | Callable[[], bytes]
"""The bytes of a file, or what gives them away: they are gone as soon as they are parsed."""


def _bytes(path: Path | None, data: Data | None, file_name: str, limits: Limits) -> bytes:
    if data is None:
        assert path is not None
        try:
            data = path.read_bytes()
        except OSError as error:
            raise OmniError("E_FILE_NOT_FOUND", file=file_name, detail=error.strerror) from error
    elif not isinstance(data, bytes):
        data = data()
    if len(data) > limits.file_bytes:
        detail = f"{len(data) // MEGABYTE} MB > {limits.file_bytes // MEGABYTE} MB"
        raise OmniError("E_FILE_TOO_BIG", file=file_name, detail=detail)
    return data


def _known(specs: Mapping[str, SourceSpec], aliases: Aliases) -> frozenset[str]:
    own = {a for s in specs.values() for p in s.parts for c in p.columns for a in c.aliases}
    mapped = {header for headers in aliases.values() for header in headers}
    return frozenset(fold(name) for name in own | mapped)


def _claim(candidate: Candidate, other: Candidate | None) -> Claim:
    match = candidate.best
    return Claim(
        source=candidate.spec.name,
        sheet=match.sheet.name or "",
        header_row=match.row,
        matched=match.matched,
        known=len(match.part.columns),
        missing_required=match.missing,
        score=candidate.score,
        runner_up=(other.spec.name, other.score) if other else None,
    )


def _notices(file_name: str, kind: str, readout: Readout) -> list[Issue]:
    found = [Issue(n.code, "notice", file_name, value=n.value) for n in readout.notices]
    suffix = Path(file_name).suffix.lower()
    if suffix and kind in _SUFFIXES and suffix not in _SUFFIXES[kind]:
        found.append(Issue("N_EXTENSION", "notice", file_name, value=kind))
    return found


def read_file(
    path: Path | None,
    data: Data | None,
    *,
    file_name: str,
    specs: Mapping[str, SourceSpec],
    hint: str | None = None,
    account: str = "",
    period: tuple[str, str] | None = None,
    timezone: str = "Asia/Jakarta",
    mapped_aliases: Aliases | None = None,
    limits: Limits = DEFAULT,
    passwords: Sequence[str] = (),
    sha256: str | None = None,
) -> ReadFile:
    """Read, recognise and convert one file; nothing is written anywhere.

    `hint` is a source, a platform, `auto` or None. `mapped_aliases` holds, per source, a user's
    own header and the canonical name it stands for; any of `passwords` may open a locked file.
    `sha256` is the file's, where the caller has it already.
    Raises OmniError, always with the file's name, for what concerns the file as a whole; single
    rows become issues of the result.
    """
    try:
        return _read(
            _bytes(path, data, file_name, limits),
            FileOptions(file_name=file_name, account=account, period=period, timezone=timezone),
            specs=specs,
            hint=hint,
            aliases=mapped_aliases or {},
            limits=limits,
            passwords=passwords,
            sha256=sha256,
        )
    except OmniError as error:
        error.fields.setdefault("file", file_name)
        raise


def tables(
    data: bytes,
    specs: Mapping[str, SourceSpec],
    *,
    aliases: Aliases | None = None,
    limits: Limits = DEFAULT,
    passwords: Sequence[str] = (),
) -> tuple[Format, Readout, CellCheck, CellKinds]:
    """What a file is, its sheets as text, what checks their cells, and what tells their kind.

    In a PDF, the sheets are as the layouts of the sources see them.
    """
    kind, harmless = sniff(data), False
    check_cells: CellCheck = special_problems
    kinds: CellKinds = listed_numbers
    if kind == "xlsx":
        checked = preflight(data, limits)
        check_cells, harmless = partial(workbook_problems, checked), checked.harmless
        kinds = partial(workbook_numbers, checked)
    known = _known(specs, aliases or {})
    workbook = checked if kind == "xlsx" else None
    producer = producer_of(workbook) if workbook else ""
    readout = read_sheets(kind, data, known, limits, passwords, harmless=harmless)
    for sheet in readout.sheets:
        _refuse_long_cells(sheet.frame, limits)
    if kind == "pdf":
        from omnicli.ingest.layouts.sheet import laid_out

        readout = laid_out(readout.words, [p for s in specs.values() for p in s.layouts])
    return kind, replace(readout, producer=producer, made_at=made_in(workbook)), check_cells, kinds


def _refuse_long_cells(frame: "pl.DataFrame", limits: Limits) -> None:
    """No export has a cell of a megabyte, and everything that is asked of it would be slow."""
    if frame.is_empty():
        return
    longest = frame.select(pl.max_horizontal(pl.all().str.len_bytes()).alias("bytes"))["bytes"]
    size = longest.max()
    if isinstance(size, int) and size > limits.cell_bytes:
        row, shown = longest.arg_max() or 0, f"{size // 1024} kB"
        detail = (f"satu sel berisi {shown}", f"one cell holds {shown}")
        raise OmniError("E_FILE_CORRUPT", row=row + 1, detail=detail)


def _read(
    data: bytes,
    options: FileOptions,
    *,
    specs: Mapping[str, SourceSpec],
    hint: str | None,
    aliases: Aliases,
    limits: Limits,
    passwords: Sequence[str],
    sha256: str | None,
) -> ReadFile:
    kind, readout, check_cells, kinds = tables(
        data, specs, aliases=aliases, limits=limits, passwords=passwords
    )
    size, sha256 = len(data), sha256 or hashlib.sha256(data).hexdigest()
    del data
    chosen, other = recognise(readout.sheets, specs, hint, aliases)
    refuse_left_sheets(chosen, readout.sheets, options.timezone)
    issues = _notices(options.file_name, kind, readout)
    issues += hidden_sheets(chosen, readout, options.file_name)
    named = {fold(sheet.name): sheet.frame for sheet in readout.sheets if sheet.name}
    made_at = readout.made_at or made_by_name(options.file_name)
    options = replace(options, sheets=named, made_at=made_at)
    outcomes = [
        read_part(matches, chosen.spec, options, check_cells, kinds)
        for matches in chosen.parts
        if not matches[0].missing
    ]
    for outcome in outcomes:
        issues += outcome.issues
    parts = tuple(outcome.part for outcome in outcomes)
    return ReadFile(
        file_name=options.file_name,
        sha256=sha256,
        size=size,
        format=kind,
        spec=chosen.spec,
        account=options.account,
        claim=_claim(chosen, other),
        parts=parts,
        verdict=verdict_of(parts, issues, readout.producer, kind),
        made_at=made_at,
        issues=tuple(issues),
        drift=tuple(d for outcome in outcomes for d in outcome.drift),
        headers=tuple(h or "" for h in chosen.best.headers),
    )
