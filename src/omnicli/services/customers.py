"""`omni customers link|unlink|show`: which keys are one person, decided by hand and taken back."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from omnicli.access.columns import EVERYTHING
from omnicli.access.columns import Reader
from omnicli.access.subjects import subject_of
from omnicli.domain.errors import OmniError
from omnicli.domain.phones import person_key
from omnicli.services.deciding import decide
from omnicli.services.deciding import deciding
from omnicli.session import Session
from omnicli.warehouse import customers
from omnicli.warehouse import decisions
from omnicli.warehouse import identity
from omnicli.warehouse import line_orders
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A customer: its keys and what its sales came to."""

    keys: tuple[str, ...]
    facts: Record

    def seen_by(self, reader: Reader) -> "Person":
        """The person as a reader may see it."""
        keys = tuple(reader.row({"customer_key": key})["customer_key"] for key in self.keys)
        return Person(keys=tuple(map(str, keys)), facts=reader.row(self.facts, "customers"))

    def to_dict(self) -> Record:
        """The person as `--json` prints it, without surrogate numbers."""
        return {
            **{k: v for k, v in self.facts.items() if k != "customer_id"},
            "keys": list(self.keys),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChange:
    """The persons before a change and after it."""

    before: tuple[Person, ...]
    after: tuple[Person, ...]

    def seen_by(self, reader: Reader) -> "LinkChange":
        """The persons as a reader may see them."""
        return LinkChange(
            before=tuple(person.seen_by(reader) for person in self.before),
            after=tuple(person.seen_by(reader) for person in self.after),
        )

    def metrics(self) -> list[Record]:
        """What the change moves: each figure over the persons, before and after."""
        was, now = _figures(self.before), _figures(self.after)
        return [{"metric": name, "before": was[name], "after": now[name]} for name in was]


_SUMS = ("orders", "counted_orders", "new_orders", "repeat_orders")
_MONEY = ("placed_sen", "delivered_sen", "cash_sen")


def _figures(people: Sequence[Person]) -> Record:
    """The persons' figures together, as metrics count them."""
    facts = [person.facts for person in people]

    def total(name: str) -> int | None:
        known = [value for fact in facts if isinstance(value := fact[name], int)]
        return sum(known) if known else None

    return {
        "customers": len(facts),
        "buyers": sum(1 for fact in facts if fact["counted_orders"]),
        "repeat_buyers": sum(1 for fact in facts if fact["repeat_orders"]),
        **{name: total(name) for name in (*_SUMS, *_MONEY)},
        "segments": ", ".join(sorted(str(fact["segment"]) for fact in facts)),
    }


def show(db: sqlite3.Connection, key: str) -> Person:
    """The person a key belongs to. Raises E_CUSTOMER_UNKNOWN."""
    asked = {"key": person_key(key)}
    found = ask(db, "person", asked)
    if not found:
        raise OmniError("E_CUSTOMER_UNKNOWN", value=key)
    keys = tuple(str(row["key"]) for row in ask(db, "person_keys", asked))
    return Person(keys=keys, facts=found[0])


def seen(
    session: Session, key: str, *, reveal: str | None = None, reason: str | None = None
) -> Person:
    """The person as the actor may see it; with the right `reveal` and a reason, unmasked.

    The trail keeps who was looked at (as a keyed hash), unmasked or not, and why.
    Raises E_REASON_MISSING, E_DENIED, E_CUSTOMER_UNKNOWN.
    """
    if reveal is not None:
        if not (reason or "").strip():
            raise OmniError("E_REASON_MISSING", command="customers show --reveal")
        session.require(reveal)
    person = show(session.db, key)
    reader = EVERYTHING if reveal is not None else session.reader
    session.finish(
        customer=[subject_of(session.workspace, one) for one in person.keys],
        revealed="personal" in reader.sees,
        reason=(reason or "").strip() or None,
    )
    return person.seen_by(reader)


def link(session: Session, one: str, other: str, *, reason: str | None = None) -> LinkChange:
    """Make two keys one person. Raises E_CUSTOMER_UNKNOWN, E_CUSTOMER_SAME."""
    one, other = person_key(one), person_key(other)
    with deciding(session) as db:
        before = (show(db, one), show(db, other))
        if before[0].facts["customer_id"] == before[1].facts["customer_id"]:
            raise OmniError("E_CUSTOMER_SAME", value=one, other=other)
        number = decide(
            session, db, identity.KIND, _pair(one, other), {"a": one, "b": other}, reason=reason
        )
        _derive(db, [*before[0].keys, *before[1].keys])
        after = (show(db, one),)
        session.finish(decision=number)
    return LinkChange(before=before, after=after)


def unlink(session: Session, one: str, other: str, *, reason: str | None = None) -> LinkChange:
    """Take a link by hand back. Raises E_CUSTOMER_UNKNOWN, E_CUSTOMER_NOT_LINKED."""
    one, other = person_key(one), person_key(other)
    with deciding(session) as db:
        before = (show(db, one),)
        subject = _pair(one, other)
        made = decisions.standing(db, identity.KIND, subject)
        if not made:
            raise OmniError("E_CUSTOMER_NOT_LINKED", value=one, other=other)
        decide(session, db, "customer_unlink", subject, reason=reason, instead_of=made)
        _derive(db, before[0].keys)
        after = (show(db, one), show(db, other))
        session.finish(undone=len(made))
    return LinkChange(before=before, after=after)


def _pair(one: str, other: str) -> str:
    """The subject of a decision about two keys."""
    return " = ".join(sorted((one, other)))


def _derive(db: sqlite3.Connection, keys: "list[str] | tuple[str, ...]") -> None:
    """Regroup the keys and derive the customers that gained or lost one."""
    identity.regroup(db, keys)
    frame = pl.DataFrame({"customer_key": list(keys)})
    customers.refresh(db, frame, frame.clear())
    line_orders.refresh(db)
