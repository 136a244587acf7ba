"""`omni trace`: the whole life of an order, parcel, payout, customer or bank movement."""

import difflib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from omnicli.access.columns import Reader
from omnicli.access.columns import masked
from omnicli.domain.clock import parse_instant
from omnicli.domain.errors import OmniError
from omnicli.domain.phones import normalise_phone
from omnicli.services.origins import Origin
from omnicli.services.origins import origins
from omnicli.session import Session
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

_SHOWN = 5
_NEAR = 4
_DAY = len("2025-08-01")


@dataclass(frozen=True, slots=True)
class Trace:
    """A thing and its facts in time order, each with the rows of the files that told it."""

    kind: str
    label: str
    facts: tuple[Record, ...]


def trace(session: Session, text: str) -> Trace:
    """The life of what `text` names. Raises E_TRACE_UNKNOWN, E_TRACE_SEVERAL."""
    kind, ident, label = _find(session, text.strip())
    scope: dict[str, list[int]] = {"orders": [], "lines": [], "payouts": [], "bank": []}
    for row in ask(session.db, "trace_scope", {"kind": kind, "id": ident}):
        scope[str(row["entity"])].append(int(str(row["entity_id"])))
    lists = {name: json.dumps(ids) for name, ids in scope.items()}
    rows = ask(session.db, "trace_facts", {**lists, "kind": kind, "id": ident})
    known = {
        "orders": origins(session.db, "orders", scope["orders"]),
        "settlement_lines": origins(
            session.db, "settlement_lines", scope["lines"] + scope["payouts"]
        ),
        "bank_transactions": origins(session.db, "bank_transactions", scope["bank"]),
    }
    reader = session.reader
    zone = ZoneInfo(session.workspace.settings.timezone)
    facts = [
        {
            **_fact(row, known.get(str(row["table_name"]), {}), reader),
            "at": _local(row["at"], zone),
        }
        for row in rows
    ]
    return Trace(kind, _shown(kind, label, reader), tuple(sorted(facts, key=_order)))


def _local(at: object, zone: ZoneInfo) -> str:
    """An instant in the zone; a day as it is."""
    text = str(at or "")
    return parse_instant(text).astimezone(zone).isoformat() if len(text) > _DAY else text


def _order(fact: Record) -> tuple[str, bool, str]:
    """By day; what is known by its day alone, as the bank's is, comes after that day's hours."""
    at = str(fact["at"])
    return at[:_DAY], len(at) == _DAY, at


def _find(session: Session, text: str) -> tuple[str, int, str]:
    prefix, colon, part = text.rpartition(":")
    asked = {
        "text": text,
        "part": part or text,
        "prefix": prefix if colon else None,
        "phone": normalise_phone(text.removeprefix("phone:")),
    }
    reader = session.reader
    # Who may not see the bank does not learn which of its movements there are.
    found = [
        row
        for row in ask(session.db, "trace_find", asked)
        if row["kind"] != "bank" or "bank" in reader.sees
    ]
    if not found:
        near = _near(session, text, part or text)
        raise OmniError("E_TRACE_UNKNOWN", value=text, near=", ".join(near) or "–")
    if len({(row["kind"], row["id"]) for row in found}) > 1:
        labels = ", ".join(
            _shown(str(row["kind"]), str(row["label"]), reader) for row in found[:_SHOWN]
        )
        raise OmniError("E_TRACE_SEVERAL", value=text, found=labels)
    first = found[0]
    return str(first["kind"]), int(str(first["id"])), str(first["label"])


def _near(session: Session, text: str, part: str) -> Sequence[str]:
    asked = {"start": part[:_NEAR] or text, "tail": part[-_NEAR:] or text}
    sees = session.reader.sees
    hidden = {
        kind for kind, right in (("bank", "bank"), ("customer", "personal")) if right not in sees
    }
    near = ask(session.db, "trace_near", asked)
    names = [str(row["label"]) for row in near if row["kind"] not in hidden]
    close = difflib.get_close_matches(part, names, n=_SHOWN, cutoff=0.5)
    return close or names[:_SHOWN]


def _shown(kind: str, label: str, reader: Reader) -> str:
    """A customer's key as the reader may see it; the name of anything else as it is."""
    return str(reader.value("customer_key", label)) if kind == "customer" else label


def _fact(row: Record, known: dict[int, list[Origin]], reader: Reader) -> Record:
    """One fact with its origin: of the import that told it, else the newest that holds the row."""
    ident = row["row_id"]
    found = known.get(ident, []) if isinstance(ident, int) else []
    own = [o for o in found if row["import_id"] in {None, o.import_id}] or found
    row = {**row, **reader.row({"customer_name": row["name"], "phone": row["phone"]})}
    thing, amount, note = row["thing"], row["amount_sen"], row["note"]
    if row["table_name"] == "bank_transactions" and "bank" not in reader.sees:
        thing, amount, note = masked(thing), None, masked(note)
    elif row["fact"] == "decision" and "personal" not in reader.sees:
        thing, note = masked(thing), masked(note)
    elif row["fact"] == "line":
        note = reader.value("description", note)
    note = (
        " ".join(str(part) for part in (note, row["customer_name"], row["phone"]) if part) or None
    )
    origin = own[0].to_dict() if own else dict.fromkeys(("file", "sheet", "import", "batch"))
    return {
        "fact": row["fact"],
        "thing": thing,
        "amount_sen": amount,
        "word": row["word"],
        "note": note,
        **origin,
        "rows": origin.get("rows") or [],
        "files": len(found),
    }
