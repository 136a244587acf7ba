"""`omni orders status|edit|pay|delete`: one order or a file of thousands, all or nothing.

Every way in becomes the rows of one form. Each row is judged against its order as it stands; what
is accepted is written as a file of the order desk and imported: one batch, one transaction, proved,
traced and undone like any other. The preview is that import, taken back.
"""

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from omnicli.domain.clock import instant
from omnicli.domain.couriers import couriers
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.ingest.pipeline import read_file
from omnicli.reports.plain import csv_text
from omnicli.services.desk_rules import EDITED
from omnicli.services.desk_rules import DeskRow
from omnicli.services.desk_rules import checked_row
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import Step
from omnicli.services.importing import import_files
from omnicli.services.order_cells import check_cells
from omnicli.services.order_cells import doubts
from omnicli.services.order_cells import is_to_come
from omnicli.services.order_cells import meaning
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.sources.order_desk import FORM
from omnicli.sources.order_desk import SPEC
from omnicli.sources.order_desk import TRANSLATED
from omnicli.warehouse import order_facts
from omnicli.warehouse.ledger import accepted_aliases
from omnicli.warehouse.records import Record

VERBS: Mapping[str, frozenset[str]] = {
    "status": frozenset(
        {"status", "cancel_reason", "return_kind", "payment_status", "is_deleted", *EDITED}
    ),
    "edit": frozenset(EDITED),
    "pay": frozenset({"payment_status", "payment_method"}),
    "delete": frozenset({"is_deleted"}),
}
"""What each command may change; a row that fills another column is refused, not read in part."""

_KEY = ("platform", "account", "order_no")
_HEADERS = {c.name: c.aliases[0] for c in SPEC.parts[0].columns}
_MOVED = next(c for c in FORM.parts[0].columns if c.name == "moved_at")
_TIME = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks of the desk: a file, or the one order of `cells` (form column → text)."""

    verb: str
    path: Path | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    every: Mapping[str, str] = field(default_factory=dict)
    """What holds for every row of the file that does not say it itself."""
    dry_run: bool = False
    keep_going: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskResult:
    """What was done, or would be."""

    rows: Sequence[DeskRow]
    batch: int | None = None
    dry_run: bool = False
    exit_code: Exit = Exit.OK
    doubts: Sequence[OmniError] = ()
    """Of one order: what was kept as typed and may be meant otherwise."""

    @property
    def refused(self) -> list[DeskRow]:
        """The rows that change nothing because they may not."""
        return [r for r in self.rows if r.refused]

    @property
    def changed(self) -> list[DeskRow]:
        """The rows that change something."""
        return [r for r in self.rows if r.changes]

    @property
    def planned(self) -> dict[tuple[str, str], int]:
        """How many orders are to go from one status to another."""
        steps = [
            (str(a), str(b)) for r in self.rows for a, b in [r.changes.get("status", ("", ""))]
        ]
        return dict(Counter(step for step in steps if step != ("", "")))


def work(session: Session, asked: Asked, *, step: Step = lambda _label, _rows: None) -> DeskResult:
    """Judge every row and do what is accepted.

    With a refused row nothing is done at all, unless `keep_going`; the result names each with its
    reason. For the one order of no file, the reason is raised.
    """
    check_cells(asked.cells, _MOVED, session)
    notes, bad = _notes(session, asked)
    step("→ warehouse.db", len(notes))
    orders = order_facts.standing(session.db, [_key(n) for _, n in notes])
    moves = order_facts.moves(session.db)
    rows = [checked_row(row, note, orders.get(_key(note)), moves) for row, note in notes]
    rows = sorted([*bad, *rows], key=lambda r: r.row)
    refused = [r for r in rows if r.refused]
    if refused and asked.path is None:
        assert refused[0].refused is not None
        raise refused[0].refused
    accepted = [r for r in rows if r.changes]
    if (refused and not asked.keep_going) or not accepted:
        code = Exit.INPUT_REJECTED if refused else Exit.OK
        session.finish(exit_code=code, refused=len(refused))
        return DeskResult(rows=rows, dry_run=asked.dry_run, exit_code=code)
    found = dict(notes)
    lines = [_line(found[r.row], r) for r in accepted]
    known = [orders[_key(found[r.row])] for r in accepted]
    return _enter(session, asked, rows, lines, known, step)


def _key(note: Record) -> tuple[str, str, str]:
    return str(note["platform"]), str(note["account"]), str(note["order_no"])


def _notes(session: Session, asked: Asked) -> tuple[list[tuple[int, Record]], list[DeskRow]]:
    """The rows of the form as typed notes, and those that cannot be one."""
    with tempfile.TemporaryDirectory() as folder:
        path = asked.path or Path(folder) / "order.csv"
        if asked.path is None:
            path.write_bytes(_csv([dict(asked.cells)]))
        read = read_file(
            path,
            None,
            file_name=path.name,
            specs={FORM.name: FORM},
            hint=FORM.name,
            account="main",
            timezone=session.workspace.settings.timezone,
            mapped_aliases={FORM.name: accepted_aliases(session.db).get(SPEC.name, {})},
        )
    (part,) = read.parts
    errors = [i for i in read.issues if i.severity == "error" or i.code == "W_PHONE_UNUSABLE"]
    bad = {
        i.row or 0: DeskRow(row=i.row or 0, order=i.key or "", account="", refused=i.error())
        for i in errors
    }
    frame = part.records.join(part.origins, on=list(_KEY), how="left", maintain_order="left")
    every = _meant(asked.every)
    notes = []
    for row in frame.iter_rows(named=True):
        number = int(row["row_no"])
        if number in bad:
            continue
        own = {k: v for k, v in row.items() if v is not None}
        note = {**{c: v for c, v in every.items() if not _says(own, c)}, **own}
        fault = _unreadable(asked, note, session.now)
        if fault is None:
            notes.append((number, note))
            continue
        name = f"{note['platform']}:{note['order_no']}"
        bad[number] = DeskRow(row=number, order=name, account=note["account"], refused=fault)
    return notes, list(bad.values())


def _meant(every: Mapping[str, str]) -> Record:
    """What the command says for all rows, as the form's words mean it. Raises E_DESK_WORD."""
    found: Record = {"is_deleted": 1} if "is_deleted" in every else {}
    for column, (text, words) in TRANSLATED.items():
        if text not in every:
            continue
        found[column] = meaning(every[text], words)
        if found[column] is None:
            known = ", ".join(words)
            raise OmniError("E_DESK_WORD", value=every[text], column=_HEADERS[text], known=known)
    return found


def _says(row: Record, column: str) -> bool:
    """Whether a row has a word of its own for a column, be it one that nobody knows."""
    return column in row or TRANSLATED.get(column, (column,))[0] in row


def _unreadable(asked: Asked, note: Record, now: datetime) -> OmniError | None:
    for column, (text, _) in TRANSLATED.items():
        if note.get(text) is not None and note.get(column) is None:
            known = ", ".join(TRANSLATED[column][1])
            return OmniError("E_DESK_WORD", value=note[text], column=_HEADERS[text], known=known)
    if note.get("courier_service") is not None and note.get("courier") is None:
        known = ", ".join(couriers())
        return OmniError("E_COURIER_UNKNOWN", value=note["courier_service"], near=known)
    allowed = VERBS[asked.verb]
    every = frozenset().union(*VERBS.values())
    strange = next((c for c in note if c in every and c not in allowed), None)
    if strange is not None:
        name = next((text for c, (text, _) in TRANSLATED.items() if c == strange), strange)
        column = _HEADERS.get("courier_service" if name == "courier" else name, name)
        return OmniError("E_DESK_COLUMN", column=column, command=f"omni orders {asked.verb}")
    if is_to_come(note.get("moved_at"), now):
        return OmniError("E_DESK_FUTURE", value=note["moved_at"])
    return None


def _line(note: Record, row: DeskRow) -> Record:
    """What of a note is written: the columns that change, and what belongs to a move."""
    kept = {*row.changes, *_KEY}
    if "status" in kept:
        kept |= {"cancel_reason", "return_kind"}
    line = {c: v for c, v in note.items() if c in kept}
    if line.get("status") == "rts":
        line.setdefault("return_kind", "unknown")
    if kept & {"status", "payment_status"}:
        line |= {c: note.get(c) for c in ("moved_at", "moved_date")}
    return line


def _enter(
    session: Session,
    asked: Asked,
    rows: list[DeskRow],
    lines: Sequence[Record],
    orders: Sequence[Record],
    step: Step,
) -> DeskResult:
    """Import the accepted rows, newer than all that is known of their orders."""
    newest = max(datetime.fromisoformat(str(o["effective_at"])) for o in orders)
    now = max(session.now, newest + timedelta(seconds=1))
    zone = ZoneInfo(session.workspace.settings.timezone)
    cells = [_cells(line, now, zone) for line in lines]
    stem = asked.path.stem if asked.path else f"orders-{asked.verb}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{stem}-{session.actor.username}-{now:%Y%m%d-%H%M%S}.csv"
        path.write_bytes(_csv(cells))
        request = ImportRequest(
            files=[path], hint=SPEC.name, effective_at=instant(now), dry_run=asked.dry_run
        )
        result = import_files(session, request, registry(), step=step)
    for issue in result.files[0].issues:
        if issue.severity == "error":
            raise issue.error()
    refused = any(r.refused for r in rows)
    return DeskResult(
        rows=rows,
        batch=result.batch,
        dry_run=asked.dry_run,
        exit_code=Exit.FINDINGS if refused else Exit.OK,
        doubts=doubts(asked.cells),
    )


def _cells(line: Record, now: datetime, zone: ZoneInfo) -> dict[str, str]:
    """A line as the cells of the form: words for choices, the shop's time for moments."""
    cells = {c: str(v) for c, v in line.items() if v is not None and c in _HEADERS}
    for column, (text, _) in TRANSLATED.items():
        if line.get(column) is not None:
            cells[text] = str(line[column]).replace("_", " ")
    if line.get("courier") is not None:
        cells["courier_service"] = str(line["courier"])
    if line.get("is_deleted"):
        cells["is_deleted"] = "ya"
    if "moved_at" in line:
        at, day = line["moved_at"], line["moved_date"]
        moment = now if day is None else datetime.fromisoformat(str(at)) if at else None
        cells["moved_at"] = f"{moment.astimezone(zone):{_TIME}}" if moment else str(day)
    cells["noted_at"] = instant(now)
    return cells


def _csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows of form columns as the csv that the form's reader takes."""
    used = [
        c
        for c in _HEADERS
        if c in {"platform", "order_no", "status_text"} or any(c in r for r in rows)
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_HEADERS[c] for c in used])
    writer.writerows([csv_text(row.get(c, "")) for c in used] for row in rows)
    return out.getvalue().encode()
