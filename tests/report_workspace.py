"""A small store for report tests: six months of orders and ads from a fixed seed, no files."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from pathlib import Path

from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.warehouse import customer_facts
from omnicli.warehouse.connect import connect
from omnicli.warehouse.covered import Stretch
from omnicli.warehouse.covered import store
from omnicli.workspace import Workspace

FIRST = date(2025, 3, 1)
LAST = date(2025, 8, 31)
AT = "2025-09-01T02:00:00Z"
PRODUCTS = (
    ("KOPI-250", "Kopi Gayo Arabika 250 g", 7_900_000),
    ("KOPI-1KG", "Kopi Gayo Arabika 1 kg", 26_500_000),
    ("TEH-100", "Teh Melati Seduh 100 g", 3_450_000),
    ("GULA-500", "Gula Aren Cair 500 ml", 4_200_000),
    ("SET-KADO", "Set Kado Kopi & Teh, kotak kayu", 31_900_000),
)
STATUSES = ("completed",) * 16 + ("rts", "canceled", "shipped", "ready_to_ship")


@dataclass(frozen=True)
class Sale:
    """One order to write; the defaults make an ordinary one."""

    order_no: str
    day: date
    customer: int
    sku: str = "KOPI-250"
    product: str = "Kopi Gayo Arabika 250 g"
    quantity: int = 1
    price_sen: int = 7_900_000
    status: str = "completed"
    platform: str = "shopee"
    name: str = "Ibu Sari"
    phone: str = "+6281234567890"
    courier: str = "SPX"


@contextmanager
def open_report_session(workspace: Workspace, lang: str = "id") -> Iterator[Session]:
    """A reading session, as `omni report` opens it."""
    with Session.open(workspace, command="report", action="report.run", lang=lang) as session:
        yield session


def empty_store(root: Path) -> Workspace:
    """A workspace just after `omni init`."""
    return set_up(root, store_name="Kopi Melati", lang="id").workspace


def full_store(root: Path) -> Workspace:
    """Six months of a growing store with two ad platforms."""
    workspace = empty_store(root)
    rng = random.Random(20250801)
    sales = []
    for month in range(3, 9):
        for number in range(110 + 60 * (month - 3)):
            sku, product, price = rng.choice(PRODUCTS)
            buyer = rng.randrange(1, 200 + 160 * (month - 2))
            sales.append(
                Sale(
                    order_no=f"25{month:02d}{number:05d}K{buyer:04d}",
                    day=date(2025, month, rng.randrange(1, 29)),
                    customer=buyer,
                    sku=sku,
                    product=product,
                    quantity=rng.choice((1, 1, 1, 2, 3)),
                    price_sen=price,
                    status=rng.choice(STATUSES) if month == 8 else "completed",
                    platform=rng.choice(("shopee", "shopee", "tiktok")),
                    name=f"Pembeli {buyer}",
                    phone=f"+62812{buyer:08d}",
                    courier=rng.choice(("SPX", "JNE", "J&T")),
                )
            )
    with writing(workspace) as db:
        add_sales(db, sales)
        add_ads(db, rng)
    return workspace


@contextmanager
def writing(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """A connection in one transaction, past the Session: only to lay the ground of a test.

    Customers are added up at its end, as the Session does.
    """
    db = connect(workspace.warehouse, readonly=False)
    try:
        db.execute("BEGIN IMMEDIATE")
        yield db
        customer_facts.forget(db)
        customer_facts.refresh(db)
        db.execute("COMMIT")
    finally:
        db.close()


def add_sales(db: sqlite3.Connection, sales: list[Sale], source: str = "shopee-orders") -> None:
    """Write orders, their single items, customers and the file they came from."""
    add_file(db, source, len(sales))
    for sale in sales:
        key = f"phone:{sale.phone}"
        db.execute(
            "INSERT OR IGNORE INTO customers (customer_id, name, first_source) VALUES (?, ?, ?)",
            (sale.customer, sale.name, source),
        )
        db.execute(
            "INSERT OR IGNORE INTO customer_keys VALUES (?, ?, 'certain')", (key, sale.customer)
        )
        total = sale.quantity * sale.price_sen
        cursor = db.execute(
            "INSERT INTO orders (platform, account, order_no, source, customer_id, customer_key,"
            " ordered_date, status, payment_status, courier, recipient_name,"
            " recipient_phone, quantity, product_gross_sen, item_subtotal_sen, net_revenue_sen,"
            " effective_at)"
            " VALUES (?, 'main', ?, ?, ?, ?, ?, ?, 'paid', ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sale.platform,
                sale.order_no,
                source,
                sale.customer,
                key,
                sale.day.isoformat(),
                sale.status,
                sale.courier,
                sale.name,
                sale.phone,
                sale.quantity,
                total,
                total,
                total,
                AT,
            ),
        )
        db.execute(
            "INSERT INTO order_items (order_id, line_no, listing_key, sku, product_name, quantity,"
            " unit_price_sen, subtotal_sen) VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
            (
                cursor.lastrowid,
                sale.sku,
                sale.sku,
                sale.product,
                sale.quantity,
                sale.price_sen,
                total,
            ),
        )


def add_ads(db: sqlite3.Connection, rng: random.Random) -> None:
    """A row per day and platform of ad spend."""
    add_file(db, "meta-ads", 368)
    day = FIRST
    while day <= LAST:
        for platform, share in (("meta", 60), ("tiktok", 35)):
            spend = (share + rng.randrange(20)) * (50 + 12 * (day.month - 3)) * 100 * 100
            shown = spend // 2_400
            figures = (
                spend,
                shown,
                shown // 62,
                shown // 900,
                spend * rng.randrange(35, 60) // 10,
            )
            add_ad_day(db, platform, day, figures)
        day += timedelta(days=1)


def add_ad_day(
    db: sqlite3.Connection, platform: str, day: date, figures: tuple[int, int, int, int, int]
) -> None:
    """One ad row of a day; figures: spend, impressions, clicks, results, revenue."""
    spend, shown, clicks, results, revenue = figures
    iso = day.isoformat()
    db.execute(
        "INSERT INTO ad_performance (platform, account, level, campaign, date_from, date_to,"
        " source, spend_sen, impressions, clicks, results, conversions,"
        " revenue_sen, effective_at)"
        " VALUES (?, 'main', 'campaign', 'Utama', ?, ?, 'meta-ads',"
        " ?, ?, ?, ?, ?, ?, ?)",
        (platform, iso, iso, spend, shown, clicks, results, results, revenue, AT),
    )


def add_file(db: sqlite3.Connection, source: str, rows: int) -> None:
    """The ledger entry of one imported file."""
    cursor = db.execute(
        "INSERT INTO import_batches (started_at, actor, state) VALUES (?, 'test', 'imported')",
        (AT,),
    )
    db.execute(
        "INSERT INTO import_files (batch_id, source, spec_version, account, file_name, sha256,"
        " size_bytes, format, state, effective_at, first_imported_at, rows_read, rows_inserted,"
        " rows_updated, rows_unchanged, rows_rejected, rows_skipped, actor)"
        " VALUES (?, ?, 1, 'main', ?, ?, 1, 'xlsx', 'imported', ?, ?, ?, ?, 0, 0, 0, 0, 'test')",
        (
            cursor.lastrowid,
            source,
            f"{source}.xlsx",
            f"{source}:{cursor.lastrowid}",
            AT,
            AT,
            rows,
            rows,
        ),
    )
    need = "ads" if source.endswith("ads") else "orders"
    covered = {need, "settlements", "bank"} if need == "orders" else {need}
    stretches = (Stretch(name, "main", date(2025, 1, 1), date(2025, 12, 31)) for name in covered)
    file_id = cursor.connection.execute("SELECT MAX(import_id) FROM import_files").fetchone()[0]
    store(db, file_id, stretches)
