"""`omni match rules`: what people's answers taught, and what that books by itself."""

import sqlite3
from collections.abc import Mapping
from collections.abc import Sequence

from omnicli.domain.errors import OmniError
from omnicli.domain.money import rupiah_texts
from omnicli.warehouse import decisions
from omnicli.warehouse import match_store
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

Rules = Mapping[str, Record]
"""Rules by their names."""


def list_rules(db: sqlite3.Connection) -> list[Record]:
    """Every rule that was ever confirmed, rejected or ruled out; the trusted ones first."""
    out = {
        entry["payload"]["match"]: f"N{entry['decision_id']}"
        for entry in decisions.standing(db, match_store.NEVER_RULE)
    }
    return [{**row, "ruled_out_as": out.get(str(row["ref"]))} for row in ask(db, "match_rules")]


def list_shadows(db: sqlite3.Connection) -> list[Record]:
    """The shadow log, in the order of the answers; pairs without an answer last."""
    return list(ask(db, "match_shadows"))


def standing(db: sqlite3.Connection) -> Rules:
    """The rules as they are now."""
    return {str(row["ref"]): row for row in list_rules(db)}


def lessons(before: Rules, after: Rules) -> list[Record]:
    """What a decision taught: the rules that stand otherwise than before, and how."""
    columns = ("state", "confirmations", "rejections")
    none: Record = {}
    return [
        {
            **(after.get(ref) or {**before[ref], "state": "forgotten", "booked": 0}),
            "booked_before": before.get(ref, none).get("booked", 0),
        }
        for ref in sorted({*before, *after})
        if [before.get(ref, none).get(name) for name in columns]
        != [after.get(ref, none).get(name) for name in columns]
    ]


def booked_alone(db: sqlite3.Connection) -> dict[str, int]:
    """The matches that trusted rules booked by themselves, each with the money of its credit."""
    return {str(row["ref"]): int(str(row["amount_sen"])) for row in ask(db, "matches_alone")}


def note_alone(before: Mapping[str, int], after: Mapping[str, int]) -> list[OmniError]:
    """A note where an import let trusted rules book something by themselves."""
    new = [ref for ref in after if ref not in before]
    if not new:
        return []
    total = rupiah_texts(sum(after[ref] for ref in new))
    return [OmniError("W_BOOKED_ALONE", count=len(new), amount=total, refs=", ".join(sorted(new)))]


def alone_of(notes: Sequence[OmniError]) -> list[str]:
    """What the audit keeps of such a note."""
    found = [str(note.fields["refs"]) for note in notes if note.code == "W_BOOKED_ALONE"]
    return [ref for refs in found for ref in refs.split(", ")]
