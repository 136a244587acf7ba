"""`omni privacy subject|register`: what is known of one person, and what is kept of people."""

from collections.abc import Mapping
from dataclasses import dataclass

from omnicli.access.actions import ROLES
from omnicli.access.columns import ACTIONS
from omnicli.access.policy import roles_granted
from omnicli.access.subjects import subject_of
from omnicli.services.audit import Looked
from omnicli.services.audit import looked
from omnicli.services.persons import find_person
from omnicli.session import Session
from omnicli.warehouse.records import ask
from omnicli.warehouse.tables.catalog import title_of

PURPOSES: Mapping[str, tuple[str, str]] = {
    "orders": ("Memproses pesanan dan pengirimannya", "Fulfilling and shipping orders"),
    "settlements": ("Mencocokkan pembayaran", "Reconciling payments"),
    "bank": ("Mencocokkan pembayaran", "Reconciling payments"),
    "ads": ("Menilai iklan (tanpa data pribadi)", "Judging ads (no personal data)"),
    "": ("Melayani pelanggan dan calon pelanggan", "Serving customers and leads"),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything about one person: rows by table, the files they come from, who looked."""

    keys: tuple[str, ...]
    rows: dict[str, list[dict[str, object]]]
    files: tuple[str, ...]
    seen: tuple[Looked, ...]

    def to_dict(self, lang: str) -> dict[str, object]:
        """The answer to the person, as `--json` prints it."""
        return {
            "keys": list(self.keys),
            "data": {
                title_of(name, lang) or name: [_filled(row) for row in rows]
                for name, rows in self.rows.items()
            },
            "files": list(self.files),
            "seen": [{"at": s.at, "actor": s.actor, "command": s.command} for s in self.seen],
        }


def _filled(row: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value not in {None, ""}}


def subject(session: Session, key: str) -> Subject:
    """What the workspace knows of a person and who looked at it. E_CUSTOMER_UNKNOWN."""
    person = find_person(session, key)
    names = [subject_of(session.workspace, one) for one in person.keys]
    session.finish(customer=names)
    rows = {name: [dict(row) for row in found] for name, found in person.rows.items()}
    seen = looked(session, names)
    return Subject(person.keys, rows, tuple(sorted(set(person.files.values()))), tuple(seen))


def register(session: Session) -> list[dict[str, object]]:
    """The record of processing: which sources hold people, what for, since when, who may see it."""
    second = session.lang == "en"
    granted = roles_granted(session.db, ACTIONS["personal"].name)
    sees = sorted(granted or ACTIONS["personal"].default_roles, key=list(ROLES).index)
    return [
        {
            **row,
            "purpose": PURPOSES.get(str(row["need"]), PURPOSES[""])[second],
            "kept": ("sampai dihapus", "until erased")[second],
            "unmasked_for": ", ".join(sees),
        }
        for row in ask(session.db, "processing")
    ]
