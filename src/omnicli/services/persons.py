"""Everything a workspace knows of one person, by any key: what is reported, and what is erased."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from omnicli.domain.errors import OmniError
from omnicli.domain.phones import person_key
from omnicli.ingest.redact import names_in
from omnicli.registers import registers
from omnicli.session import Session
from omnicli.warehouse import people
from omnicli.warehouse.records import Record
from omnicli.warehouse.tables.catalog import catalog

LISTS: Mapping[str, str] = {
    one.table: field.name
    for one in registers().values()
    for field in one.fields
    if field.type == "phone"
}
"""Registers that know people by their phone, and the column that holds it."""
_NAMES = ("recipient_name", "name", "buyer_name", "owner")
_HOMES = ("recipient_address", "street")
_LEAST_HOME = 9
_LEAST = 5


@dataclass(frozen=True, slots=True)
class Person:
    """One person: their keys, and every row about them by table.

    identifiers: how files know them (`phone:+62…`, `text:…`). tokens: texts to look for in files
    that cannot be read row by row. files: the originals that tell of them, hash → name.
    """

    keys: tuple[str, ...]
    rows: dict[str, list[Record]]
    identifiers: tuple[str, ...]
    tokens: tuple[str, ...] = field(default=())
    files: Mapping[str, str] = field(default_factory=dict)


def find_person(session: Session, key: str) -> Person:
    """The person a key or a phone belongs to. Raises E_CUSTOMER_UNKNOWN."""
    db = session.db
    asked = person_key(key)
    keys = people.keys_beside(db, asked)
    phones = {k.removeprefix("phone:") for k in [*keys, asked] if k.startswith("phone:")}
    numbers_of = {row["customer_id"] for row in people.rows_with(db, "customer_keys", "key", keys)}
    rows = {
        "orders": people.rows_with(db, "orders", "customer_key", keys),
        "customers": people.rows_with(db, "customers", "customer_id", numbers_of),
        **{name: people.rows_with(db, name, place, phones) for name, place in LISTS.items()},
    }
    rows = {name: found for name, found in rows.items() if found}
    if not rows:
        raise OmniError("E_CUSTOMER_UNKNOWN", value=key)
    identifiers = [f"phone:{one}" for one in sorted(phones)]
    users = {k.partition(":")[2] for k in keys if not k.startswith(("phone:", "anon"))}
    users |= {str(r["buyer_username"]) for r in rows.get("orders", ()) if r["buyer_username"]}
    whole = {name for name in users if name and not set("*#•") & set(name)}
    numbers = {str(r[c]) for r in rows.get("orders", ()) for c in ("order_no", "awb") if r[c]}
    contacts = {str(r["contact_id"]) for r in rows.get("leads", ())}
    mails = {str(r["email"]) for r in rows.get("customer_profiles", ()) if r.get("email")}
    identifiers += [f"text:{one.strip().casefold()}" for one in sorted(whole | contacts | mails)]
    identifiers += [f"text:{one.casefold()}" for one in sorted(numbers)]
    names = {str(r[c]) for found in rows.values() for r in found for c in _NAMES if r.get(c)}
    identifiers += sorted({one for name in names for one in names_in(name)})
    forms = {form for one in phones for form in written(one)}
    homes = {str(r[c]) for found in rows.values() for r in found for c in _HOMES if r.get(c)}
    tokens = {one for one in homes if len(one) > _LEAST_HOME and "*" not in one}
    tokens |= forms | whole | mails | {n for n in names if len(n) >= _LEAST and "*" not in n}
    return Person(
        tuple(keys) or (asked,), rows, tuple(identifiers), tuple(sorted(tokens, key=len)[::-1]),
        _files(session, rows),
    )  # fmt: skip


def written(phone: str) -> tuple[str, ...]:
    """The ways a number is written without blanks."""
    bare = phone.removeprefix("+62")
    return (phone, f"62{bare}", f"0{bare}", bare)


def _files(session: Session, rows: dict[str, list[Record]]) -> dict[str, str]:
    """The originals that rows about the person were made from: hash → name."""
    found: dict[str, str] = {}
    for table, mine in rows.items():
        if table == "orders" or table in LISTS:
            number = catalog()[table].id_column
            found |= people.files_of(session.db, table, [row[number] for row in mine])
    return found
