"""The order desk as CS uses it: one order, a file of many, what it refuses, and taking it back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign import share
from canonical import dump
from conftest import Fill
from conftest import Omni
from import_files import Write
from omnicli.workspace import Workspace

NOW = "2025-09-01T03:00:00Z"
FORM = "Platform,No Pesanan,Status Baru,No Resi,Alasan\r\n"
ORDERS = (
    "Platform,No Pesanan,Tanggal,Status,Metode Bayar,Nama,No HP,Kota,Nama Produk,Jumlah,"
    "Harga Satuan,No Resi\r\n"
)


def _row(number: str, status: str, method: str = "transfer", awb: str = "") -> str:
    who = f"Pembeli {number},0812345670{number[-2:]},Kota Bandung"
    return f"web,{number},2025-08-30 09:00,{status},{method},{who},Tweeter,2,85.000,{awb}\r\n"


def _shop(omni: Omni, workspace: Workspace) -> None:
    path = workspace.root / "pesanan.csv"
    rows = [
        _row("P-01", "menunggu"),
        _row("P-02", "menunggu", "COD"),
        _row("P-03", "siap dikirim", "COD"),
        _row("P-04", "dikirim", "COD", "JX4"),
        _row("P-05", "selesai", "COD", "JX5"),
        _row("P-06", "batal"),
    ]
    path.write_text(ORDERS + "".join(rows))
    assert omni("import", path).code == 0


@pytest.fixture(autouse=True)
def _store(prepared: Callable[[Fill], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNI_NOW", NOW)
    prepared(_shop)


def told(omni: Omni, *columns: str) -> dict[str, tuple[object, ...]]:
    """Column values of every order, by its number."""
    rows = omni("sql", f"SELECT order_no, {', '.join(columns)} FROM v_orders", "--json").json
    return {row["order_no"]: tuple(row[c] for c in columns) for row in rows}


def statuses(omni: Omni) -> dict[str, object]:
    return {number: status for number, (status,) in told(omni, "status").items()}


def test_an_order_is_added_completed_moved_paid_shipped_and_returned(omni: Omni) -> None:
    """S4-01, S4-28, S4-31…36: the whole way of an order that came by chat."""
    added = ("orders", "add", "whatsapp:W-1", "--item", "2 x Tweeter A @ 85.000", "--item")
    assert omni(*added, "1 x Kabel @ 15000,50", "--name", "Siti").code == 0
    assert told(omni, "status", "net_revenue_sen", "quantity")["W-1"] == ("created", 18500050, 3)
    assert omni("orders", "status", "whatsapp:W-1", "pending").first_error == "E_DESK_INCOMPLETE"
    details = ("--phone", "081234567890", "--payment-method", "COD", "--address", "Jalan Mawar 1")
    steps = [
        ("edit", *details),
        ("status", "menunggu"),
        ("status", "confirmed"),
        ("status", "siap dikirim"),
        ("status", "dikirim", "--awb", "JX1", "--courier", "jne", "--at", "2025-08-31 10:00"),
        ("status", "rts", "--reason", "barang rusak"),
    ]
    for verb, *rest in steps:
        assert omni("orders", verb, "whatsapp:W-1", *rest).code == 0
    assert told(omni, "status", "awb", "courier", "is_cod", "shipped_date", "cancel_reason")[
        "W-1"
    ] == ("rts", "JX1", "JNE", 1, "2025-08-31", "barang rusak")
    assert (
        omni("orders", "add", "whatsapp:W-1", "--item", "1 x A @ 1").first_error == "E_ORDER_EXISTS"
    )
    assert omni("orders", "add", "whatsapp:W-2", "--item", "Tweeter").first_error == "E_ORDER_ITEM"


def test_a_refused_move_names_the_allowed_ones_and_changes_nothing(
    omni: Omni, workspace: Workspace
) -> None:
    """S4-15, S4-27."""
    before = dump(workspace.warehouse)
    ran = omni("orders", "status", "web:P-05", "batal", "--lang", "en")
    assert (ran.code, ran.first_error) == (2, "E_DESK_MOVE")
    assert "it may go to: shipped." in ran.err
    assert "dikirim." in omni("orders", "status", "web:P-05", "batal", "--lang", "id").err
    assert dump(workspace.warehouse) == before
    next_moves = {
        row["order_no"]: row["next_moves"]
        for row in omni(
            "orders", "list", "--month", "2025-08", "--columns", "order_no,next_moves", "--json"
        ).json["orders"]
    }
    assert next_moves["P-05"] == "shipped"
    assert next_moves["P-01"] == "confirmed, in_process, ready_to_ship, shipped, canceled"
    assert next_moves["P-06"] is None


def test_a_file_is_judged_whole_and_its_preview_is_what_happens(omni: Omni, write: Write) -> None:
    """S4-07: the same figures before and after, and nothing kept by the preview."""
    rows = ("P-01,dikonfirmasi,,", "P-02,dikonfirmasi,,", "P-03,dikirim,JX3,", "P-04,rts,,ditolak")
    path = write("langkah.csv", (FORM + "".join(f"web,{row}\r\n" for row in rows)).encode())
    was = statuses(omni)
    seen = omni("orders", "status", "--from", path, "--dry-run", "--json").json
    assert statuses(omni) == was
    done = omni("orders", "status", "--from", path, "--json").json
    assert {**seen, "batch": 0, "dry_run": 0} == {**done, "batch": 0, "dry_run": 0}
    now = statuses(omni)
    moved: dict[tuple[object, object], int] = {}
    for number, status in now.items():
        if status != was[number]:
            step = (was[number], status)
            moved[step] = moved.get(step, 0) + 1
    assert {(m["from"], m["to"]): m["orders"] for m in done["moves"]} == moved
    assert moved == {
        ("pending", "confirmed"): 2,
        ("ready_to_ship", "shipped"): 1,
        ("shipped", "rts"): 1,
    }
    again = omni("orders", "status", "--from", path, "--json").json
    assert (again["changed"], again["unchanged"], again["batch"]) == (0, 4, None)
    assert omni("batches", "undo", str(done["batch"])).code == 0
    assert statuses(omni) == was


def test_one_refused_row_holds_the_file_unless_told_otherwise(omni: Omni, write: Write) -> None:
    rows = (
        "web,P-01,dikonfirmasi,,\r\nweb,P-05,batal,,\r\nweb,X-99,batal,,\r\nweb,P-03,melayang,,\r\n"
    )
    path = write("langkah.csv", (FORM + rows).encode())
    was = statuses(omni)
    ran = omni("orders", "status", "--from", path, "--json")
    assert ran.code == 3
    codes = [row["refused"]["code"] for row in ran.json["refused"]]
    assert codes == ["E_DESK_MOVE", "E_ORDER_UNKNOWN", "E_DESK_WORD"]
    assert [row["row"] for row in ran.json["refused"]] == [3, 4, 5]
    assert statuses(omni) == was
    assert omni("orders", "status", "--from", path, "--keep-going").code == 6
    assert statuses(omni) == {**was, "P-01": "confirmed"}


def test_a_file_of_numbers_takes_one_status_for_all(omni: Omni, write: Write) -> None:
    """S4-41: the bulk action over ids."""
    path = write("nomor.csv", b"Platform,No Pesanan\r\nweb,P-01\r\nweb,P-02\r\n")
    assert omni("orders", "status", "--from", path, "--to", "batal").code == 0
    assert {statuses(omni)[n] for n in ("P-01", "P-02")} == {"canceled"}
    assert omni("orders", "delete", "--from", path).code == 0
    assert {"P-01", "P-02"}.isdisjoint(statuses(omni))


def test_an_untouched_form_changes_nothing_and_is_no_import(omni: Omni, tmp_path: Path) -> None:
    path = tmp_path / "meja.xlsx"
    assert omni("template", "order-desk", "-o", path).code == 0
    assert omni("orders", "status", "--from", path).code == 0
    write = tmp_path / "isi.csv"
    write.write_text(FORM + "web,P-01,batal,,\r\n")
    refused = omni("import", write)
    assert (refused.code, "omni orders status --from" in refused.out + refused.err) == (3, True)


def test_only_what_a_command_is_about_is_read(omni: Omni, write: Write) -> None:
    path = write("edit.csv", (FORM + "web,P-01,batal,,\r\n").encode())
    ran = omni("orders", "edit", "--from", path, "--json")
    assert [row["refused"]["code"] for row in ran.json["refused"]] == ["E_DESK_COLUMN"]
    assert omni("orders", "edit", "web:P-01").first_error == "E_DESK_NOTHING"
    assert omni("orders", "pay").first_error == "E_DESK_NOTHING"


def test_a_cell_that_would_be_lost_is_refused_and_a_doubtful_one_named(
    omni: Omni, write: Write
) -> None:
    """One order hears of it at once; of a file, each such row."""
    adding = ("orders", "add", "wa:A-1", "--item", "1 x Tweeter @ 85000")
    for words, code in (
        (("--phone", "08123"), "E_PHONE_UNUSABLE"),
        (("--courier", "JNR"), "E_COURIER_UNKNOWN"),
        (("--status", "terkirim"), "E_DESK_WORD"),
        (("--kind", "digitl"), "E_DESK_WORD"),
    ):
        assert omni(*adding, *words).first_error == code
    made = omni(*adding, "--phone", "081234567890", "--city", "Kota Bndung", "--lang", "en")
    assert (made.code, "perhaps Kota Bandung" in made.err) == (0, True)
    assert omni("customers", "show", "0812-3456-7890", "--json").code == 0
    editing = ("orders", "edit", "wa:A-1")
    assert omni(*editing, "--phone", "08123").first_error == "E_PHONE_UNUSABLE"
    assert omni(*editing, "--courier", "JNR").first_error == "E_COURIER_UNKNOWN"
    assert "Kota Bandung" in omni(*editing, "--city", "Kota Bandng").err

    text = "Platform,No Pesanan,Status Baru,No HP,Kurir\nweb,P-01,,08123,\nweb,P-02,,,JNR\n"
    ran = omni("orders", "edit", "--from", write("rincian.csv", text.encode()), "--json")
    assert ran.code == 3
    refused = {row["row"]: row["refused"]["code"] for row in ran.json["refused"]}
    assert refused == {2: "W_PHONE_UNUSABLE", 3: "E_COURIER_UNKNOWN"}


def test_deleting_is_soft_and_ends_when_a_file_says_that_it_was_bought(
    omni: Omni, write: Write
) -> None:
    """S4-40: a deleted order that was sold after all counts again."""
    assert omni("orders", "delete", "web:P-03").first_error == "E_DESK_DELETE"
    assert omni("orders", "delete", "web:P-06").code == 0
    assert "P-06" not in statuses(omni)
    assert omni("orders", "edit", "web:P-06", "--name", "X").first_error == "E_DESK_DELETED"
    later = _row("P-06", "selesai", "COD", "JX6")
    path = write("baru.csv", (ORDERS + later).encode())
    assert omni("import", path, "--effective-at", "2025-09-02").code == 0
    assert omni("sql", "SELECT is_deleted FROM orders WHERE order_no = 'P-06'", "--json").json == [
        {"is_deleted": 1}
    ]
    # A canceled order stays canceled for a file without row times, so it stays off the list.
    assert "P-06" not in statuses(omni)


def test_what_was_noted_waits_for_its_order_and_holds_when_it_returns(omni: Omni) -> None:
    assert omni("orders", "status", "web:P-01", "dikonfirmasi").code == 0
    assert omni("batches", "undo", "1").code == 0
    assert statuses(omni) == {}
    assert omni("batches", "redo", "1").code == 0
    assert statuses(omni)["P-01"] == "confirmed"
    assert omni("batches", "undo", "2").code == 0
    assert statuses(omni)["P-01"] == "pending"


def test_later_files_carry_an_order_further_and_are_conflicts_elsewhere(
    omni: Omni, write: Write
) -> None:
    """A noted value holds; what a newer file says otherwise is listed, progress is not."""
    assert omni("orders", "status", "web:P-01", "dikirim", "--awb", "JX1").code == 0
    assert omni("orders", "status", "web:P-02", "dikonfirmasi").code == 0
    assert omni("orders", "edit", "web:P-02", "--name", "Nama Benar").code == 0
    rows = _row("P-01", "menunggu", awb="JX9") + _row("P-02", "dikirim", "COD", "JX2")
    path = write("besok.csv", (ORDERS + rows).encode())
    assert omni("import", path, "--effective-at", "2025-09-02").code == 0
    now = told(omni, "status", "awb", "recipient_name")
    assert now["P-01"] == ("shipped", "JX1", "Pembeli P-01")
    assert now["P-02"] == ("shipped", "JX2", "Nama Benar")
    found = omni("orders", "conflicts", "--json").json
    assert {(c["order"], c["column"], c["by_hand"], c["in_file"], c["holds"]) for c in found} == {
        ("web:P-01", "awb", "JX1", "JX9", "JX1"),
        ("web:P-01", "status", "shipped", "pending", "shipped"),
        ("web:P-02", "recipient_name", "Nama Benar", "Pembeli P-02", "Nama Benar"),
    }


def test_cs_sees_whom_to_follow_up_and_what_for(omni: Omni) -> None:
    """S4-20."""
    rows = omni("orders", "follow-up", "--json").json
    assert [(r["order_no"], r["to_do"], r["days"]) for r in rows] == [
        ("P-01", "remind_payment", 2),
        ("P-02", "confirm_cod", 2),
    ]
    assert omni("orders", "follow-up", "--days", "1", "--json").json == []
    assert "Ingatkan pembayaran" in omni("orders", "follow-up").out


def test_the_buyer_gets_a_page_of_the_order(omni: Omni, tmp_path: Path) -> None:
    """S4-13."""
    path = tmp_path / "nota.html"
    assert omni("orders", "receipt", "web:P-03", "-o", path).code == 0
    page = path.read_text()
    assert all(text in page for text in ("P-03", "Tweeter", "Rp170.000", "Pembeli P-03"))
    assert "Total, dibayar di tempat (COD)" in page
    # What is paid, or was paid back, is not asked of the buyer again.
    for state, shown in (("lunas", "Lunas"), ("dikembalikan", "Dikembalikan")):
        assert omni("orders", "pay", "web:P-03", "--state", state).code == 0
        assert omni("orders", "receipt", "web:P-03", "-o", path, "--force").code == 0
        page = path.read_text()
        assert f"COD · {shown}</dd>" in page
        assert "dibayar di tempat" not in page
    assert omni("orders", "receipt", "web:X", "-o", path).first_error == "E_ORDER_UNKNOWN"
    assert omni("orders", "receipt", "web:P-03", "-o", path).first_error == "E_OUTPUT_EXISTS"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "wa:F-1", "--item", "0 x Tweeter @ 85000"), "E_ORDER_ITEM"),
        (("add", "wa:F-1", "--item", "1 x Tweeter @ 85000", "--at", "kemarin"), "E_DESK_TIME"),
        (("pay", "web:P-01", "--at", "2025-13-40"), "E_DESK_TIME"),
        (("edit", "web:P-01", "--email", "pembeli"), "E_MAIL_ADDRESS"),
    ],
)
def test_what_one_order_cannot_be_is_refused_by_what_was_typed(
    omni: Omni, words: tuple[str, ...], code: str
) -> None:
    """A command answers of the words on its line, not of a row of a file that nobody has."""
    ran = omni("orders", *words)
    assert (ran.code, ran.first_error) == (2, code)
    assert "omni batches errors" not in ran.err


def test_nothing_is_noted_of_the_future(omni: Omni) -> None:
    ran = omni("orders", "pay", "web:P-01", "--at", "2099-01-01 10:00")
    assert ran.first_error == "E_DESK_FUTURE"
    adding = ("orders", "add", "wa:F-1", "--item", "1 x Tweeter @ 85000", "--at")
    for at in ("2099-01-01", "2099-01-01 10:00"):
        assert omni(*adding, at).first_error == "E_DESK_FUTURE"
    long_ago = omni(*adding, "2005-08-31")
    assert long_ago.code == 0
    assert "2005-08-31" in long_ago.err
    assert "order-" not in long_ago.err
    assert omni("orders", "pay", "web:P-01", "--at", "2025-08-31 10:00").code == 0
    assert told(omni, "payment_status", "paid_date")["P-01"] == ("paid", "2025-08-31")


@pytest.mark.slow
def test_fifty_thousand_orders_move_by_one_file(omni: Omni, write: Write) -> None:
    """One transaction, one batch; the preview says exactly what happens."""
    many = max(share(50_000), 5_000)
    rows = [
        f"web,B-{n},2025-08-30 09:00,menunggu,COD,Nama {n},,Kota Bandung,Tweeter,1,85.000,\r\n"
        for n in range(many)
    ]
    assert omni("import", write("banyak.csv", (ORDERS + "".join(rows)).encode())).code == 0
    to = ("dikonfirmasi,,", "dikirim,JX{n},", "batal,,habis")
    moves = "".join(f"web,B-{n}," + to[n % 3].format(n=n) + "\r\n" for n in range(many))
    path = write("langkah.csv", (FORM + moves).encode())
    seen = omni("orders", "status", "--from", path, "--dry-run", "--json").json
    assert omni("sql", "SELECT COUNT(*) AS n FROM order_facts", "--json").json == [{"n": 0}]
    done = omni("orders", "status", "--from", path, "--json").json
    assert {**seen, "batch": 0, "dry_run": 0} == {**done, "batch": 0, "dry_run": 0}
    counted = omni(
        "sql",
        "SELECT status, COUNT(*) AS n FROM v_orders WHERE order_no LIKE 'B-%' GROUP BY status",
        "--json",
    ).json
    assert {row["status"]: row["n"] for row in counted} == {
        step["to"]: step["orders"] for step in done["moves"]
    }
    assert sum(row["n"] for row in counted) == many


def test_risk_is_listed_and_proved_from_history(omni: Omni, write: Write) -> None:
    """F-76: who refused twice pays first; the check judges August by July."""
    assert omni("orders", "risk", "--json").json == []

    def row(number: str, day: str, status: str, phone: str) -> str:
        who = f"Pembeli,{phone},Kota Bandung"
        return f"web,{number},{day},{status},COD,{who},Tweeter,1,85.000,JX{number}\r\n"

    good = [row(f"G{n}", "2025-07-01", "selesai", f"08123456{n:04d}") for n in range(40)]
    bad = [row(f"R{n}", "2025-07-02", "dikembalikan", "081299990000") for n in range(3)]
    later = [row("L1", "2025-08-05", "dikembalikan", "081299990000")]
    open_ = [row("O1", "2025-08-31", "dikonfirmasi", "081299990000")]
    path = write("lama.csv", (ORDERS + "".join(good + bad + later + open_)).encode())
    assert omni("import", path).code == 0
    first = omni("orders", "risk", "--json").json[0]
    assert (first["order_no"], first["advice"]) == ("O1", "pay_first")
    assert "HP 4/4" in first["reasons"]
    assert [r["order_no"] for r in omni("orders", "risk", "--min", "50", "--json").json] == ["O1"]
    told = omni("orders", "risk", "--check", "--month", "2025-08", "--json").json
    assert (told[0]["tenth"], told[0]["rts"], told[0]["points_to"] > 50) == (1, 1, True)
    assert "Minta transfer dulu" in omni("orders", "risk").out
    assert (
        "riskiest tenth"
        in omni("orders", "risk", "--check", "--month", "2025-08", "--lang", "en").out
    )
    assert omni("orders", "risk", "--as-of", "kemarin").first_error == "E_PERIOD"
