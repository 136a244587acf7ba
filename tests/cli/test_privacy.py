"""`omni privacy`: an erased person is in no byte of the workspace, and no file brings them back."""

import base64
import gzip
import io
import shutil
import zipfile
from functools import partial
from pathlib import Path

import pytest

import biff
import pdf_files
import people_world
import source_fixtures
from bank_files import Move
from bank_files import Statement
from conftest import Omni
from money_world import take
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.redact import keeps_figures
from omnicli.ingest.redact import redact
from omnicli.services.setup import set_up
from omnicli.sources import registry
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace

NAME = "Ani Lestariningsih"
ADDRESS = "Jalan Kenanga Nomor Tujuh"
PHONE = people_world.ANI.removeprefix("62")
TRACES = (NAME, ADDRESS, PHONE)
OTHERS = ("Bu Citra", people_world.CITRA.removeprefix("62"))
HEAD = "Platform,No Pesanan,Tanggal,Status,Nama,No HP,SKU,Nama Produk,Jumlah,Harga Satuan,Alamat"
LATER = f"orderonline,P9,2025-08-20 10:00,completed,{NAME},{people_world.ANI},KOPI,Kopi,1,100000"


def _book(*lines: str) -> bytes:
    return source_fixtures.xlsx({"Pesanan": [line.split(",") for line in (HEAD, *lines)]})


@pytest.fixture
def store(tmp_path: Path) -> Workspace:
    """A shop that knows Ani from seven files, one of them a workbook, and has reports of her."""
    store = set_up(tmp_path / "toko", store_name="Toko", lang="id").workspace
    files = people_world.files(tmp_path / "unduhan")
    for file in files:
        text = file.read_text("utf-8").replace("Bu Ani", NAME).replace(",Ani,", f",{NAME},")
        file.write_text(text.replace("\nAni,", f"\n{NAME},"), "utf-8")
    book = tmp_path / "unduhan" / "lagi.xlsx"
    book.write_bytes(_book(f"{LATER},{ADDRESS}", f"{LATER},".replace("P9", "PA").replace(
        NAME, "Bu Citra").replace(people_world.ANI, people_world.CITRA)))  # fmt: skip
    take(store, [*files, book])
    return store


def _holding(root: Path, traces: tuple[str, ...]) -> set[str]:
    """The files that hold a trace in any byte, also inside zips, gzip streams and frames."""
    found = set()
    for path in root.rglob("*"):
        if path.is_file():
            data = b"\n".join(_unpacked(path.read_bytes()))
            if path.suffix == ".arrow":
                import polars as pl

                data += pl.read_ipc(io.BytesIO(path.read_bytes())).write_json().encode()
            forms = [t.encode(code) for t in traces for code in ("utf-8", "utf-16-le")]
            if any(form in data for form in forms):
                found.add(str(path.relative_to(root)))
    return found


def _unpacked(data: bytes) -> list[bytes]:
    if data.startswith(b"\x1f\x8b"):
        return _unpacked(gzip.decompress(data))
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return [one for info in packed.infolist() for one in _unpacked(packed.read(info))]
    return [data]


def _sums(store: Workspace) -> tuple[object, ...]:
    db = connect(store.warehouse, readonly=True)
    row = db.execute("SELECT COUNT(*), SUM(net_revenue_sen), SUM(quantity) FROM orders").fetchone()
    db.close()
    return tuple(row)


def test_no_byte_of_the_workspace_tells_of_an_erased_person(
    omni: Omni, store: Workspace, tmp_path: Path
) -> None:
    run = partial(omni, "-w", store.root)
    assert run("backup").code == 0
    assert run("report", "customers", "--month", "2025-08", "-f", "html,xlsx").code == 0
    assert run("privacy", "subject", PHONE).code == 0
    before, sums = _holding(store.root, TRACES), _sums(store)
    kinds = {name.split("/")[0] for name in before}
    assert {"warehouse.db", "dataroom", "backups"} <= kinds, before

    shown = run("privacy", "erase", PHONE, "--reason", "permintaan", "--dry-run", "--json")
    same = run("customers", "erase", PHONE, "--reason", "permintaan", "--dry-run", "--json")
    assert same.json == shown.json
    assert shown.code == 0, shown.err
    assert _holding(store.root, TRACES) == before
    ran = run("privacy", "erase", PHONE, "--reason", "permintaan", "--json")

    assert ran.code == 0, ran.err
    assert _holding(store.root, TRACES) == set()
    assert _sums(store) == sums
    assert len(_holding(store.root, OTHERS)) > 2
    assert run("check").code in {0, 6}
    assert run("privacy", "subject", PHONE).code == 2
    # A rebuild says the same, and a backup made now holds nothing either.
    again = run("rebuild", "--json")
    assert (again.code, again.json["same"]) == (0, True), again.out
    assert run("backup").code == 0
    assert _holding(store.root, TRACES) == set()
    assert run("audit", "verify").code == 0

    # The files as they were downloaded change nothing; a new one does not bring her back.
    for file in sorted((tmp_path / "unduhan").iterdir()):
        name = file.stem if file.suffix == ".csv" else "orders"
        ran = run("import", name, file, "--json")
        assert ran.code == 0, ran.err
        assert [one["state"] for one in ran.json["files"]] == ["unchanged"], (file, ran.out)
    late = tmp_path / "baru.xlsx"
    late.write_bytes(_book(f"{LATER},{ADDRESS}".replace("P9", "PZ")))
    assert run("import", "orders", late).code == 0
    assert _holding(store.root, TRACES) == set()
    assert _sums(store)[0] == int(str(sums[0])) + 1


def test_money_and_times_beside_a_buyer_stay_and_mails_and_printed_pages_go(
    omni: Omni, store: Workspace
) -> None:
    """A platform's headings name the buyer beside fees (Ongkos Kirim Dibayar oleh Pembeli)."""
    run = partial(omni, "-w", store.root)
    for name in (
        "shopee-orders/49-columns-2025-returns.xlsx.tsv",
        "shopee-income/layout-2026.xlsx.tsv",
        "orderonline-orders/2026-csv.csv",
    ):
        fixture = source_fixtures.SOURCES / name
        path = store.root.parent / source_fixtures.file_name(fixture)
        path.write_bytes(source_fixtures.content(fixture))
        assert run("import", path).code in {0, 6}
    edit = ("--phone", PHONE, "--address", ADDRESS)
    assert run("orders", "edit", "orderonline:P1", *edit).code == 0
    assert run("orders", "edit", "orderonline:P1", "--address", f"{ADDRESS} B").code == 0
    line = ("--program", "P", "--phone", PHONE, "--redeemed", "2025-08-20", "--tier-points", "10")
    assert run("loyalty-redemptions", "add", *line).code == 0
    assert "penukaran poin" in run("privacy", "subject", PHONE).json["data"]
    mail, page = store.root / "reports" / "a.eml", store.root / "reports" / "a.pdf"
    body = base64.b64encode(f"Halo {NAME}".encode())
    mail.write_bytes(b"From: a@example.com\nMIME-Version: 1.0\n"
                     b"Content-Transfer-Encoding: base64\n\n" + body)  # fmt: skip
    page.write_bytes(b"%PDF-1.4 packed")
    sums, money = _sums(store), _money(store)

    for key in (PHONE, "shopee:uji_budi20", "shopee:uji_ayu11", "6281234567001"):
        ran = run("privacy", "erase", key, "--reason", "permintaan")
        assert ran.code == 0 or ran.first_error == "E_CUSTOMER_UNKNOWN", ran.err

    assert _sums(store) == sums
    assert _money(store) == money
    assert _holding(store.root, TRACES) == set()
    assert not mail.exists()
    assert not page.exists()


def _money(store: Workspace) -> list[tuple[object, ...]]:
    """By platform: the sum of each column of money, and how often each time is known."""
    db = connect(store.warehouse, readonly=True)
    rows: list[tuple[object, ...]] = []
    for table in ("orders", "settlement_lines"):
        names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        sums = [f"SUM({n})" for n in names if n.endswith("_sen")]
        sums += [f"COUNT({n})" for n in names if n.endswith("_at")]
        sql = f"SELECT platform, {', '.join(sums)} FROM {table} GROUP BY 1 ORDER BY 1"
        rows += [tuple(row) for row in db.execute(sql)]
    db.close()
    return rows


STATEMENT = f"""
#page
#columns 40 330 430
REKENING GIRO
KCP CONTOH	NO. REKENING :	0123456789
PT CONTOH DAGANG	HALAMAN :	1 / 1
JAKARTA	PERIODE :	JANUARI 2026
INDONESIA	MATA UANG :	IDR
#down 10
#columns 50 95 340 460> 555>
TANGGAL	KETERANGAN	CBG	MUTASI	SALDO
#down 4
01/01	SALDO AWAL			10,000,000.00
02/01	TRSF E-BANKING DB		2,500,000.00 DB	7,500,000.00
	0201/FTSCY/WS95031
	{NAME.upper().replace(" ", chr(10) + chr(9))}
31/01	BIAYA ADM		17,000.00 DB	7,483,000.00
#down 10
#columns 95 200
SALDO AWAL :	10,000,000.00
MUTASI CR :	0.00 0
MUTASI DB :	2,517,000.00 2
SALDO AKHIR :	7,483,000.00
"""
"""A refund to her, her name over two lines."""


def test_a_name_in_a_sentence_goes_too_and_a_locked_statement_is_named(
    omni: Omni, store: Workspace, tmp_path: Path
) -> None:
    """Notes of others, movements of a bank, also printed ones; nobody else who is called so."""
    run = partial(omni, "-w", store.root)
    notes, bank, waits = tmp_path / "lain.csv", tmp_path / "bca.pdf", store.root / "waits.pdf"
    head = HEAD.replace("Alamat", "Catatan")
    line = LATER.replace(people_world.ANI, people_world.CITRA).replace("P9", "PQ")
    notes.write_text(f"{head}\n{line},titip {NAME.lower()} ya (0{PHONE})\n", "utf-8")
    bank.write_bytes(pdf_files.draw(STATEMENT))
    for path in (notes, bank):
        assert run("import", path).code == 0
    shutil.copy(bank, waits)
    locked = tmp_path / "kunci.pdf"
    locked.write_bytes(pdf_files.draw("#password rahasia rc4" + STATEMENT.replace("2026", "2025")))
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasia\n", "utf-8")
    assert run("import", locked, "--password-file", secret).code == 0
    was = _bank(store)

    ran = run("privacy", "erase", PHONE, "--reason", "permintaan", "--json")

    assert ran.code == 0, ran.err
    assert {"lain.csv", "bca.pdf"} <= set(ran.json["originals"])
    assert ran.json["statements"] == ["kunci.pdf"]
    assert not waits.exists()
    assert [row[:4] for row in _bank(store)] == [row[:4] for row in was]
    texts = [row[4] for row in _bank(store) if row[0].startswith("2026")]
    assert [NAME.upper() in text for text in texts] == [False, False]
    assert "Terhapus" in "".join(texts)
    # The order is Citra's, who happens to be called like her: only the note loses the name.
    db = connect(store.warehouse, readonly=True)
    rows = db.execute("SELECT recipient_name FROM orders WHERE order_no = 'PQ'").fetchall()
    db.close()
    assert rows == [(NAME,)]
    files = run("import", bank, "--json").json["files"]
    assert [one["state"] for one in files] == ["unchanged"]
    assert run("rebuild", "--json").json["same"] is True


def _bank(store: Workspace) -> list[tuple[str, ...]]:
    db = connect(store.warehouse, readonly=True)
    rows = db.execute(
        "SELECT posted_date, debit_sen, credit_sen, balance_sen, description"
        " FROM bank_transactions ORDER BY 1, 2"
    ).fetchall()
    db.close()
    return [tuple(row) for row in rows]


def test_old_workbooks_and_pages_lose_a_person_too_and_so_do_statements(
    omni: Omni, store: Workspace, tmp_path: Path
) -> None:
    """What cannot be edited is replaced by a workbook of the same cells."""
    run = partial(omni, "-w", store.root)
    old, page, bank = (tmp_path / name for name in ("lama.xls", "mengantar.xls", "mutasi.csv"))
    rows = [line.split(",") for line in (HEAD, f"{LATER},{ADDRESS}".replace("P9", "PX"))]
    old.write_bytes(biff.xls({"Pesanan": [list(row) for row in rows]}))
    html = (source_fixtures.SOURCES / "mengantar-orders/html-33-columns.xls").read_text("utf-8")
    html = html.replace("Uji Penerima 1<", f"{NAME}<").replace("081234567001", f"0{PHONE}")
    page.write_text(html.replace("Jl. Contoh 1<", f"{ADDRESS}<", 1), "utf-8")
    moves = (Move(1, 5000, f"TRSF {NAME.upper()}"), Move(2, 7000))
    bank.write_bytes(Statement(moves, 1, 2, layout="new").content())
    for path in (old, page, bank):
        ran = run("import", path, "--json")
        assert ran.code == 0, ran.err
    shutil.copy(old, store.root / "waiting.xls")
    sums = _sums(store)
    assert NAME in _names(store)

    ran = run("privacy", "erase", PHONE, "--reason", "permintaan", "--json")

    assert ran.code == 0, ran.err
    assert {"lama.xls", "mengantar.xls", "mutasi.csv"} <= set(ran.json["originals"])
    assert ran.json["statements"] == []
    assert _holding(store.root, (NAME.upper(),)) == set()
    assert _holding(store.root, TRACES) == set()
    assert not (store.root / "waiting.xls").exists()
    assert (store.root / "waiting.xlsx").exists()
    assert _sums(store) == sums
    assert NAME not in _names(store)
    again = run("rebuild", "--json")
    assert (again.code, again.json["same"]) == (0, True), again.out
    for path in (old, page):
        files = run("import", path, "--json").json["files"]
        assert [one["state"] for one in files] == ["unchanged"], path
    # Others of the same page are as they were.
    assert _holding(store.root, ("Uji Penerima 2",))
    assert _holding(store.root, TRACES) == set()


def _names(store: Workspace) -> set[str]:
    db = connect(store.warehouse, readonly=True)
    names = {row[0] for row in db.execute("SELECT recipient_name FROM orders")}
    db.close()
    return names


def test_a_file_without_erased_people_stays_the_same_bytes() -> None:
    for data in (
        _book(f"{LATER},{ADDRESS}"),
        f"{HEAD}\n{LATER},x\n".encode(),
        b"%PDF-1.4 x",
        b"PK",
    ):
        assert redact(data, lambda _: None) is data


@pytest.mark.parametrize(
    ("change", "kept"),
    [((NAME, "Terhapus"), True), (("100000", "10000"), False), (("completed", "rts"), False)],
)
def test_a_file_that_would_say_something_else_of_orders_is_noticed(
    change: tuple[str, str], *, kept: bool
) -> None:
    text = f"{HEAD}\n{LATER},{ADDRESS}\n"
    was, now = (
        read_file(None, data.encode(), file_name="x.csv", specs=registry(), hint="orders")
        for data in (text, text.replace(*change))
    )
    assert keeps_figures(was, now) is kept


def test_a_person_is_answered_with_all_there_is_and_who_looked(
    omni: Omni, store: Workspace
) -> None:
    run = partial(omni, "-w", store.root)
    assert run("customers", "show", f"phone:+62{PHONE}").code == 0
    shown = run("privacy", "subject", f"0{PHONE}").json
    assert shown["keys"] == [f"phone:+62{PHONE}"]
    assert sum(len(rows) for rows in shown["data"].values()) >= 5
    assert "orders.csv" in shown["files"]
    assert [one["command"] for one in shown["seen"]] == ["customers show"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("privacy", "erase", PHONE), "E_REASON_MISSING"),
        (("privacy", "erase", "+6281299999999", "--reason", "x"), "E_CUSTOMER_UNKNOWN"),
        (("privacy", "subject", "nobody"), "E_CUSTOMER_UNKNOWN"),
    ],
)
def test_what_cannot_be_done_is_refused(
    omni: Omni, store: Workspace, line: tuple[str, ...], code: str
) -> None:
    assert omni("-w", store.root, *line).first_error == code


def test_the_record_of_processing_names_every_source(omni: Omni, store: Workspace) -> None:
    rows = omni("-w", store.root, "privacy", "register", "--json").json
    assert {"orders", "cekat", "app-users"} <= {row["source"] for row in rows}
    assert all(row["purpose"] and row["unmasked_for"] == "owner, admin" for row in rows)
