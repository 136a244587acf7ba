"""`omni claim`: one dossier (page and workbook) per payer, with what proves each claim."""

import hashlib
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.domain.money import json_rupiah
from omnicli.domain.period import Period
from omnicli.outputs import write_output
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Cell
from omnicli.reports.frame import Column
from omnicli.reports.frame import Frame
from omnicli.reports.layout import Head
from omnicli.reports.layout import Table
from omnicli.reports.manifest import Sheet
from omnicli.reports.words import word
from omnicli.services.reconciling import newest_day
from omnicli.services.reporting import Report
from omnicli.services.reporting import build_report
from omnicli.services.tracing import trace
from omnicli.services.worklists import all_time
from omnicli.session import Session

OPEN = frozenset({"open", "partly"})
MOST_MB = 25
_TELLING = {
    "shipped": ("Dikirim", "Shipped"),
    "delivered": ("Sampai", "Delivered"),
    "completed": ("Selesai", "Completed"),
    "returned": ("Kembali", "Returned"),
    "status": ("Status", "Status"),
    "line": ("Baris pencairan", "Settlement line"),
}
"""The facts that prove a claim; none of them names the buyer."""
_ATTACHED = ("Lampiran", "Attachment")
_COLUMNS = (
    Column("order_no", "text", ("No. pesanan", "Order no.")),
    Column("what", "text", ("Bukti", "Evidence")),
    Column("date", "text", ("Tanggal", "Date")),
    Column("amount_sen", "sen", ("Jumlah", "Amount")),
    Column("content", "text", ("Isi", "Says")),
    Column("file", "text", ("Berkas", "File")),
    Column("sheet", "text", ("Sheet", "Sheet")),
    Column("rows", "text", ("Baris", "Rows")),
)
_TITLE = ("Bukti", "Evidence")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a person gives as evidence; it is of the order whose number its name has."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """What proves that it is this very file."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Dossier:
    """What was written for one payer."""

    payer: str
    claims: int
    amount_sen: int
    files: tuple[Path, ...]

    def to_dict(self) -> dict[str, object]:
        """The dossier as `--json` prints it."""
        return {
            "payer": self.payer,
            "claims": self.claims,
            "amount": json_rupiah(self.amount_sen),
            "files": [str(file) for file in self.files],
        }


def read_attachments(files: Sequence[Path]) -> list[Attachment]:
    """The evidence a person gives. E_CLAIM_FILE for what cannot be read or is too large."""
    found = []
    for file in files:
        try:
            if file.stat().st_size > MOST_MB * 1_000_000:
                raise OmniError("E_CLAIM_FILE", file=str(file), detail="> MB", most=MOST_MB)
            found.append(Attachment(file.name, file.read_bytes()))
        except OSError as error:
            detail = error.strerror or str(error)
            raise OmniError("E_CLAIM_FILE", file=str(file), detail=detail, most=MOST_MB) from error
    return found


def claim(
    session: Session, files: Sequence[Path] = (), output: Path | None = None
) -> list[Dossier]:
    """Write the open claims of each payer, nearest deadline first, with what proves them.

    A file whose name has the number of an order (or its AWB) is evidence of it, another of every
    payer; it is copied beside the dossier. Raises E_CLAIM_FILE.
    """
    attached = read_attachments(files)
    day = newest_day(session)
    bundle = build_report(session, "claims", all_time(day), as_of=day).bundle
    frame = bundle.frames["claims"]
    rows = [row for row in frame.records() if row["state"] in OPEN]
    folder = output or session.workspace.reports / "claims"
    done = []
    for payer in sorted({str(row["payer"]) for row in rows}):
        mine = [row for row in rows if row["payer"] == payer]
        theirs = [one for one in attached if _concerns(one, mine, rows)]
        report = Report(_dossier(session, bundle, payer, mine, theirs))
        stem = f"claim-{_safe(payer)}-{day}"
        written = [
            write_output(folder / f"{stem}.{fmt}", report.render(fmt), replace=True)
            for fmt in ("html", "xlsx")
        ]
        written += [
            write_output(folder / stem / Path(one.name).name, one.data, replace=True)
            for one in theirs
        ]
        amount = sum(int(str(row["amount_sen"])) for row in mine)
        done.append(Dossier(payer, len(mine), amount, tuple(written)))
    session.finish(payers=len(done), claims=len(rows), attachments=len(attached))
    return done


def _safe(payer: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in payer.casefold())


def _numbers(row: "dict[str, Cell]") -> list[str]:
    return [str(row[name]) for name in ("order_no", "awb") if row[name]]


def _concerns(
    one: Attachment, mine: "list[dict[str, Cell]]", rows: "list[dict[str, Cell]]"
) -> bool:
    """Whether a file is evidence for these claims: it names one of them, or none of any payer."""
    return any(_names(one, row) for row in mine) or not any(_names(one, row) for row in rows)


def _names(one: Attachment, row: "dict[str, Cell]") -> bool:
    return any(number in one.name for number in _numbers(row))


def _dossier(
    session: Session,
    bundle: Bundle,
    payer: str,
    mine: "list[dict[str, Cell]]",
    attached: Sequence[Attachment],
) -> Bundle:
    """The report of claims with this payer's open rows only, and a table of what proves them."""
    frame = bundle.frames["claims"]
    kept = [
        n for n, row in enumerate(frame.records()) if row["payer"] == payer and row["state"] in OPEN
    ]
    claims = replace(
        frame,
        rows=tuple(frame.rows[n] for n in kept),
        printed=tuple(frame.printed[n] for n in kept),
        lacks=(),
    )
    proofs = tuple(_proofs(session, mine, attached))
    evidence = Frame(
        alias="evidence",
        metric="claims",
        version=frame.version,
        title=_TITLE,
        columns=_COLUMNS,
        rows=proofs,
        printed=tuple(_printed(row) for row in proofs),
    )
    manifest = bundle.manifest
    suffix = f": {word('payer', payer, bundle.facts.lang)}"
    manifest = replace(
        manifest,
        title=(manifest.title[0] + suffix, manifest.title[1] + suffix),
        sections=(*manifest.sections, Table(Head("evidence", _TITLE), "evidence")),
        sheets=(*manifest.sheets, Sheet(_TITLE, ("evidence",))),
    )
    first = min(date.fromisoformat(str(row["ordered_date"])) for row in mine)
    facts = replace(bundle.facts, period=Period(first, bundle.facts.as_of))
    return Bundle(manifest, facts, {"claims": claims, "evidence": evidence})


def _printed(row: tuple[Cell, ...]) -> dict[str, object]:
    record: dict[str, object] = dict(zip((c.name for c in _COLUMNS), row, strict=True))
    amount = record.pop("amount_sen")
    record["amount"] = json_rupiah(amount) if isinstance(amount, int) else None
    names = [c.name.removesuffix("_sen") for c in _COLUMNS]
    return {name: record[name] for name in names}


def _proofs(
    session: Session, mine: "list[dict[str, Cell]]", attached: Sequence[Attachment]
) -> Iterator[tuple[Cell, ...]]:
    """What files say of each claimed order, then what a person adds."""
    second = session.lang == "en"
    for thing in dict.fromkeys((str(r["platform"]), str(r["order_no"])) for r in mine):
        for fact in trace(session, ":".join(thing)).facts:
            if fact["fact"] not in _TELLING:
                continue
            rows = ", ".join(map(str, fact["rows"] if isinstance(fact["rows"], list) else []))
            content = fact["word"] or fact["note"]
            yield (
                thing[1], _TELLING[str(fact["fact"])][second], str(fact["at"])[:10],
                fact["amount_sen"] if isinstance(fact["amount_sen"], int) else None,
                str(content) if content else None, str(fact["file"] or "") or None,
                str(fact["sheet"] or "") or None, rows or None,
            )  # fmt: skip
    for one in attached:
        of = next((str(row["order_no"]) for row in mine if _names(one, row)), None)
        yield (of, _ATTACHED[second], None, None, f"sha256 {one.sha256}", one.name, None, None)
