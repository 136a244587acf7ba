"""Searching among many customers, as `omni customers list --search` does it; prints seconds.

`python -m bench.customer_search FOLDER CUSTOMERS` (from `tests/`) makes the workspace FOLDER where
there is none. One customer in four ordered twice; one in ten has a profile.
"""

import json
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from pathlib import Path

from omnicli.services.setup import set_up
from omnicli.warehouse import customer_facts

_FIRST = ("Ani", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indah", "Joko")
_LAST = ("Wibowo", "Lestari", "Saputra", "Hartono", "Kusuma", "Maharani", "Nugroho", "Siregar")
_ORDER = (
    "INSERT INTO orders (platform, account, order_no, source, customer_id, customer_key,"
    " ordered_at, ordered_date, completed_date, status, quantity, net_revenue_sen,"
    " buyer_username, effective_at)"
    " VALUES (?, 'main', ?, 's', ?, 'k', ?, ?, ?, 'completed', 1, 15000000, ?, '')"
)


def _people(many: int) -> Iterator[tuple[int, str, str, str]]:
    """Number, name, key, user name; names of three parts, as they are among many people."""
    rng = random.Random(4)
    for n in range(1, many + 1):
        name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)} {n % 7919:04d}"
        key = f"phone:+62812{n:08d}" if n % 2 else f"shopee:pembeli{n}"
        yield n, name, key, f"pembeli{n}"


def fill(db: sqlite3.Connection, many: int) -> None:
    """Customers with keys, orders and profiles."""
    people = list(_people(many))
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO customers (customer_id, name, city, first_source, confidence)"
        " VALUES (?, ?, 'Kota Bandung', 's', 'certain')",
        [(n, name) for n, name, _, _ in people],
    )
    db.executemany(
        "INSERT INTO customer_keys (key, customer_id, confidence) VALUES (?, ?, 'certain')",
        [(key, n) for n, _, key, _ in people],
    )
    db.executemany(_ORDER, [row for person in people for row in _orders(person)])
    db.executemany(
        "INSERT INTO customer_profiles (category, name, phone, effective_at)"
        " VALUES ('reseller', ?, ?, '')",
        [(name, key[6:]) for n, name, key, _ in people if n % 10 == 1],
    )
    customer_facts.forget(db)
    customer_facts.refresh(db)
    db.execute("COMMIT")
    db.execute("ANALYZE")


def _orders(person: tuple[int, str, str, str]) -> Iterator[tuple[object, ...]]:
    n, _, key, user = person
    for copy in range(2 if n % 4 == 0 else 1):
        day = (date(2024, 1, 1) + timedelta(days=(n + 90 * copy) % 700)).isoformat()
        platform = "shopee" if key.startswith("shopee") else "orderonline"
        yield platform, f"2401{n:08d}{copy}", n, f"{day}T03:00:00Z", day, day, user


def main() -> None:
    """Make the workspace, ask, print the seconds of a whole command each."""
    folder, many = Path(sys.argv[1]), int(sys.argv[2])
    if not folder.exists():
        workspace = set_up(folder, store_name="Bench").workspace
        db = sqlite3.connect(workspace.warehouse, isolation_level=None)
        fill(db, many)
        db.close()
    middle = many // 2 + 1
    asked = {
        "nama": f"hartono {middle % 7919:04d}",
        "hp": f"0812{middle:08d}",
        "pesanan": f"2401{middle:08d}0",
        "username": f"pembeli{middle}",
        "tidak ada": "zzzzzz",
    }
    for kind, text in asked.items():
        began = time.perf_counter()
        line = [sys.executable, "-m", "omnicli", "customers", "list", "--search", text, "--json"]
        ran = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - began
        print(f"{kind:10} {seconds:6.2f} s  {len(json.loads(ran.stdout))} rows")


if __name__ == "__main__":
    main()
