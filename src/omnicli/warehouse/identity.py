"""Customers linked by hand: which keys are one person.

A link is a decision, so it survives undo and rebuild and is taken back by name. Nothing is ever
linked by itself but by an equal key.
"""

import sqlite3
from collections.abc import Iterable
from collections.abc import Mapping

from omnicli.warehouse import decisions

KIND = "customer_link"


def groups(db: sqlite3.Connection) -> Mapping[str, str]:
    """Every linked key → the key that stands for its person (the smallest of the linked ones)."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for entry in decisions.standing(db, KIND):
        one, other = sorted((root(entry["payload"]["a"]), root(entry["payload"]["b"])))
        parent[other] = one
    return {key: root(key) for key in parent}


def members(linked: Mapping[str, str], keys: Iterable[str]) -> set[str]:
    """All keys of the persons that `keys` belong to."""
    people = {linked.get(key, key) for key in keys}
    return people | {key for key, person in linked.items() if person in people}


def regroup(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Give each person among the stored `keys` one customer, after links were made or undone.

    A person keeps the lowest customer number one of its keys had; a person split off another
    gets a new one.
    """
    linked = groups(db)
    wanted = sorted(members(linked, keys))
    marks = ", ".join("?" * len(wanted))
    stored = db.execute(
        f"SELECT key, customer_id, confidence FROM customer_keys WHERE key IN ({marks})"
        " ORDER BY customer_id, key",
        wanted,
    ).fetchall()
    of_person: dict[str, int] = {}
    taken: set[int] = set()
    for key, current, confidence in stored:
        person = linked.get(key, key)
        if person not in of_person:
            number = current
            if number in taken:
                number = db.execute(
                    "INSERT INTO customers (confidence) VALUES (?) RETURNING customer_id",
                    (confidence,),
                ).fetchone()[0]
            of_person[person] = number
            taken.add(number)
        new = of_person[person]
        db.execute("UPDATE customer_keys SET customer_id = ? WHERE key = ?", (new, key))
        db.execute("UPDATE orders SET customer_id = ? WHERE customer_key = ?", (new, key))
    db.executemany(
        "DELETE FROM customers WHERE customer_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM customer_keys k WHERE k.customer_id = customers.customer_id)",
        ((number,) for number in {row[1] for row in stored} - taken),
    )
