"""`omni trace`: the whole life of an order, parcel, payout, customer or bank movement."""

import difflib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from omnicli.domain.clock import parse_instant
from omnicli.domain.errors import OmniError
from omnicli.domain.phones import normalise_phone
from omnicli.reports.plain import BULLETS
from omnicli.reports.plain import mask_phone
from omnicli.services.origins import Origin
from omnicli.services.origins import origins
from omnicli.session import Session
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

CONTACTS = "customers.view"
"""Who may do this sees names and phones whole."""

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
    whole = session.may(CONTACTS)
    zone = ZoneInfo(session.workspace.settings.timezone)
    facts = [
        {
            **_fact(row, known.get(str(row["table_name"]), {}), whole=whole),
            "at": _local(row["at"], zone),
        }
        for row in rows
    ]
    return Trace(kind, label if whole else masked_key(label), tuple(sorted(facts, key=_order)))


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
    found = ask(session.db, "trace_find", asked)
    if not found:
        near = _near(session, text, part or text)
        raise OmniError("E_TRACE_UNKNOWN", value=text, near=", ".join(near) or "–")
    if len({(row["kind"], row["id"]) for row in found}) > 1:
        labels = ", ".join(masked_key(str(row["label"])) for row in found[:_SHOWN])
        raise OmniError("E_TRACE_SEVERAL", value=text, found=labels)
    first = found[0]
    return str(first["kind"]), int(str(first["id"])), str(first["label"])


def _near(session: Session, text: str, part: str) -> Sequence[str]:
    asked = {"start": part[:_NEAR] or text, "tail": part[-_NEAR:] or text}
    names = [str(row["label"]) for row in ask(session.db, "trace_near", asked)]
    close = difflib.get_close_matches(part, names, n=_SHOWN, cutoff=0.5)
    return close or names[:_SHOWN]


def masked_key(label: str) -> str:
    """A customer key without its phone's middle digits; anything else as it is."""
    head, colon, phone = label.partition("phone:")
    return f"{head}{colon}{mask_phone(phone)}" if colon else label


def _fact(row: Record, known: dict[int, list[Origin]], *, whole: bool) -> Record:
    """One fact with its origin: of the import that told it, else the newest that holds the row."""
    ident = row["row_id"]
    found = known.get(ident, []) if isinstance(ident, int) else []
    told = [o for o in found if row["import_id"] in {None, o.import_id}] or found
    name, phone = row["name"], row["phone"]
    if not whole:
        name = f"{name[0]}{BULLETS}" if isinstance(name, str) and name else name
        phone = mask_phone(phone) if isinstance(phone, str) and phone else phone
    note = " ".join(str(part) for part in (row["note"], name, phone) if part) or None
    origin = told[0].to_dict() if told else dict.fromkeys(("file", "sheet", "import", "batch"))
    return {
        "fact": row["fact"],
        "thing": row["thing"] if whole else masked_key(str(row["thing"])),
        "amount_sen": row["amount_sen"],
        "word": row["word"],
        "note": note,
        **origin,
        "rows": origin.get("rows") or [],
        "files": len(found),
    }
