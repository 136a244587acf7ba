"""Our own orders template: who an order belongs to, what it earns, and what an empty cell means."""

import sqlite3

import pytest

from omnicli.workspace import Workspace
from social_files import TEMPLATE
from social_files import export
from social_files import order
from social_files import read
from social_files import take


def test_every_word_of_the_drop_downs_is_known() -> None:
    from omnicli.domain.status import PAYMENT_STATUSES
    from omnicli.domain.status import STATUS_RANK
    from omnicli.templates import templates

    form = templates()["orders"]
    rows = [{**TEMPLATE, "Status": word} for word in form.choices["raw_status"].values]
    assert {order(row)["status"] for row in rows} == set(STATUS_RANK)
    paid = [{**TEMPLATE, "Status Bayar": word} for word in form.choices["payment_text"].values]
    assert {order(row)["payment_status"] for row in paid} == PAYMENT_STATUSES


def test_the_row_names_platform_and_account() -> None:
    found = order({**TEMPLATE, "Platform": " TikTok Shop ", "Akun": "Toko Dua"})

    assert (found["platform"], found["account"]) == ("tiktok", "Toko Dua")
    assert (order(TEMPLATE)["platform"], order(TEMPLATE)["account"]) == ("manual", "main")


def test_a_platform_of_the_users_own_is_one() -> None:
    assert order({**TEMPLATE, "Platform": "Blibli"})["platform"] == "blibli"


def test_net_revenue_is_the_items_less_the_sellers_discount() -> None:
    row = {**TEMPLATE, "Jumlah": "3", "Diskon Penjual": "5.000"}
    found = order(row, {**row, "Nama Produk": "Sikat", "Jumlah": "1", "Diskon Penjual": ""})

    assert found["net_revenue_sen"] == 11_500_000
    assert (found["product_gross_sen"], found["seller_discount_sen"]) == (12_000_000, 500_000)
    assert found["quantity"] == 4


@pytest.mark.parametrize(
    ("text", "sen"),
    [("150000", 15_000_000), ("150.000", 15_000_000), ("Rp 1.234,50", 123_450)],
)
def test_dots_are_thousands(text: str, sen: int) -> None:
    assert order({**TEMPLATE, "Harga Satuan": text})["product_gross_sen"] == sen


def test_an_empty_payment_says_nothing() -> None:
    """It would otherwise take back the payment another file told."""
    assert order(TEMPLATE)["payment_status"] is None
    assert order({**TEMPLATE, "Nilai COD": "50.000"})["payment_status"] == "paid"


def test_two_days_of_one_order_contradict_each_other() -> None:
    part = read(TEMPLATE, {**TEMPLATE, "Tanggal": "2025-08-08"})

    assert (part.rows_rejected, part.records.height) == (2, 0)


def test_a_known_order_is_updated_and_nothing_is_emptied(workspace: Workspace) -> None:
    take(workspace, export([{**TEMPLATE, "Status": "dikirim"}]))
    later = {**TEMPLATE, "Nama": "", "Tanggal": "2025-08-07", "Status": "selesai"}
    take(workspace, export([{**later, "No HP": ""}]))
    db = sqlite3.connect(workspace.warehouse)
    found = db.execute("SELECT status, recipient_name, recipient_phone FROM orders").fetchall()
    db.close()

    assert found == [("completed", "Citra", "+6281234569003")]
