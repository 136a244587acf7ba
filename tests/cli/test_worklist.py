"""`omni worklist` and `omni claim`: what is there to do, who has it, and what a payer is sent."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Omni
from conftest import Ran
from money_world import MANY
from money_world import Sold
from money_world import take
from omnicli.domain.period import Period
from omnicli.services.digests import filtered
from omnicli.services.reporting import build_report
from omnicli.settings.delivery import Recipient
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace
from report_workspace import open_report_session
from stores import copy_of

Ask = Callable[..., Ran]
RULES = """
[[claims]]
payer = "shopee"
days = 30
from = 2025-01-01
[[claims]]
payer = "shopee"
kind = "short"
days = 90
ceiling = 5_000
from = 2025-01-01
"""


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A store with a difference of many kinds, and rules of claims."""
    made = copy_of("money", tmp_path_factory)
    made.config_path.write_text(made.config_path.read_text("utf-8") + RULES, "utf-8")
    return made


@pytest.fixture
def ask(omni: Omni, store: Workspace) -> Ask:
    """Run the command line in that store."""
    return lambda *args: omni("-w", store.root, *args)


def _rows(ran: Ran) -> list[dict[str, object]]:
    assert ran.code == 0, ran.err
    rows: list[dict[str, object]] = ran.json
    return rows


def _as(store: Workspace, role: str) -> None:
    db = connect(store.warehouse, readonly=False)
    db.execute("UPDATE users SET role = ?", (role,))
    db.close()


def test_the_lists_are_those_of_the_reconciliation_with_deadline_and_ceiling(ask: Ask) -> None:
    rows = _rows(ask("worklist", "--json"))
    found = ask("reconcile", "all", "--month", "2025-08", "--json").json["worklists"]
    for name, theirs in (
        ("overdue", "delivered_not_settled"), ("short", "short_paid"), ("lost", "lost_unclaimed"),
    ):  # fmt: skip
        mine = [row for row in rows if row["list"] == name]
        assert {row["order_no"] for row in mine} == {row["order_no"] for row in found[theirs]}
        assert sum(int(str(r["value"])) for r in mine) == sum(
            abs(r["value"]) for r in found[theirs]
        )
    (short,) = (row for row in rows if row["list"] == "claims" and row["kind"] == "short")
    (lone,) = (row for row in rows if row["list"] == "short")
    for row in (short, lone):
        assert (row["value"], row["ceiling"], row["since_date"]) == (10000, 5000, "2025-08-10")
        assert row["deadline_date"] == "2025-11-08"


def test_a_row_has_an_owner_a_note_and_rests_until_a_day(
    ask: Ask, omni: Omni, store: Workspace
) -> None:
    (row,) = _rows(ask("worklist", "short", "--json"))
    number = str(row["order_no"])
    me = ask("whoami", "--json").json["username"]

    (now,) = _rows(ask("worklist", "short", number, "--owner", me, "--note", "ditanya", "--json"))
    assert (now["owner"], now["note"], now["state"]) == (me, "ditanya", "open")
    assert [r["order_no"] for r in _rows(ask("worklist", "--owner", me, "--json"))] == [number]

    (now,) = _rows(ask("worklist", "short", number, "--snooze", "2026-01-31", "--json"))
    assert (now["owner"], now["snoozed_until"], now["state"]) == (me, "2026-01-31", "snoozed")
    quiet = ask("worklist", "short")
    assert (quiet.out, quiet.err) == (
        "Tidak ada yang perlu dikerjakan.\n", "1 baris ditunda; lihat dengan --all.\n",
    )  # fmt: skip
    assert [r["order_no"] for r in _rows(ask("worklist", "short", "--all", "--json"))] == [number]
    # The claim about the same order is another row.
    assert number in {r["order_no"] for r in _rows(ask("worklist", "claims", "--json"))}

    assert ask("rebuild").code == 0
    (now,) = _rows(ask("worklist", "short", number, "--json"))
    assert (now["owner"], now["note"], now["state"]) == (me, "ditanya", "snoozed")

    (now,) = _rows(ask("worklist", "short", number, "--snooze", "", "--note", "", "--json"))
    assert (now["owner"], now["note"], now["state"]) == (me, None, "open")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("worklist", "nothing"), "E_WORKLIST_UNKNOWN"),
        (("worklist", "short", "NOPE", "--note", "x"), "E_WORKLIST_ROW"),
        (("worklist", "--note", "x"), "E_WORKLIST_ORDERS"),
        (("worklist", "short", "--snooze", "2026-01-31"), "E_WORKLIST_ORDERS"),
        (("worklist", "short", "NOPE", "--snooze", "2025-08-31"), "E_WORKLIST_DAY"),
        (("worklist", "short", "NOPE", "--snooze", "soon"), "E_WORKLIST_DAY"),
        (("worklist", "short", "NOPE", "--owner", "nobody"), "E_USER_UNKNOWN"),
        (("claim", "not-there.jpg"), "E_CLAIM_FILE"),
    ],
)
def test_what_cannot_be_noted_is_refused(ask: Ask, line: tuple[str, ...], code: str) -> None:
    ran = ask(*line)
    assert (ran.code, code in ran.err) == (2, True), ran.err


def test_a_row_leaves_by_itself_once_its_data_is_imported(
    ask: Ask, store: Workspace, tmp_path: Path
) -> None:
    (before,) = _rows(ask("worklist", "overdue", "--json"))
    take(store, MANY.but(Sold(3, released=35)).files(tmp_path / "paid"))
    assert before["order_no"] not in {r["order_no"] for r in _rows(ask("worklist", "--json"))}


def test_a_role_without_a_right_to_money_sees_its_own_list_only(ask: Ask, store: Workspace) -> None:
    _as(store, "cs")
    assert {row["list"] for row in _rows(ask("worklist", "--json"))} <= {"undelivered"}
    for refused in (("worklist", "short"), ("worklist", "claims"), ("claim",)):
        ran = ask(*refused)
        assert (ran.code, "E_DENIED" in ran.err) == (4, True), (refused, ran.err)
    shown = ask("report", "worklist", "--month", "2025-08", "--json").json
    assert {row["list"] for row in shown["metrics"]["worklist"]} <= {"undelivered"}
    _as(store, "viewer")
    assert "E_DENIED" in ask("worklist").err


def test_a_dossier_per_payer_with_deadlines_and_what_proves_it(
    ask: Ask, store: Workspace, tmp_path: Path
) -> None:
    claims = _rows(ask("worklist", "claims", "--json"))
    (short,) = (row for row in claims if row["kind"] == "short")
    photo = tmp_path / f"bukti-{short['order_no']}.jpg"
    photo.write_bytes(b"\xff\xd8 a photo")
    shown = ask("claim", photo, "-o", tmp_path / "out", "--json").json["dossiers"]

    assert {one["payer"] for one in shown} == {row["payer"] for row in claims}
    assert sum(one["claims"] for one in shown) == len(claims)
    (mine,) = (one for one in shown if one["payer"] == "shopee")
    page, book, copied = (Path(file) for file in mine["files"])
    assert copied.read_bytes() == photo.read_bytes()
    text = page.read_text("utf-8")
    assert {page.suffix, book.suffix} == {".html", ".xlsx"}
    for needle in (str(short["order_no"]), "8 Nov 2025", "Rp5.000", photo.name, "penghasilan.xlsx"):
        assert needle in text, needle
    with zipfile.ZipFile(io.BytesIO(book.read_bytes())) as packed:
        inside = b"".join(packed.read(name) for name in packed.namelist())
    for needle in (str(short["order_no"]), photo.name, "Bukti"):
        assert needle.encode() in inside
    others = [file for one in shown if one["payer"] != "shopee" for file in one["files"]]
    assert not [file for file in others if photo.name in file]


@pytest.mark.parametrize("field", ["platform", "handler", "province"])
def test_what_all_recipients_get_together_is_the_worklist(store: Workspace, field: str) -> None:
    """Each row goes to somebody and to one only, rows that name nobody included."""
    with open_report_session(store) as session:
        bundle = build_report(session, "worklist", Period.of_month(2025, 8)).bundle
    frame = bundle.frames["worklist"]
    values = {str(row[field] or "-") for row in frame.records()}
    parts = [
        filtered(bundle, Recipient("x", "x@example.com", "finance", {field: value}))
        for value in sorted(values)
    ]
    sent = Counter(row for part in parts for row in part.frames["worklist"].rows)
    assert sent == Counter(frame.rows)
    assert len(frame.rows) == 6
