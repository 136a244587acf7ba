"""F-62, F-89: 5,000 conversations in, Monday's list out, and what it brought two weeks later.

Who may be on the list is worked out again here, by plain rules over the rows as they were written.
"""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter

from conftest import Omni

MONDAY = datetime(2025, 9, 1, 2, tzinfo=UTC)
LATER = "2025-09-20T02:00:00Z"
HEADS = (
    *("contact_id", "display_name", "phone_number", "pipeline_status_name", "label_names"),
    *("created_at", "last_message_at", "handled_by_name", "additional_kota"),
)
ORDER = (
    *("Platform", "No Pesanan", "Tanggal", "Status", "Nama", "No HP", "SKU", "Nama Produk"),
    *("Jumlah", "Harga Satuan", "HPP"),
)
CONTACTS = 5_000


@dataclass
class Person:
    """Somebody in the chat tool, with what the shop knows of them."""

    number: str
    contacts: list[dict[str, str]] = field(default_factory=list)
    orders: list[tuple[datetime, str]] = field(default_factory=list)
    opted_out: bool = False

    def may_be_written_to(self) -> bool:
        """Definitions AMB-18 and F-62, over the rows as they stand in the files."""
        if self.opted_out or any(c["pipeline_status_name"] == "Blacklist" for c in self.contacts):
            return False
        if any(status == "rts" for _, status in self.orders):
            return False
        times = [(_time(c["created_at"]), _time(c["last_message_at"])) for c in self.contacts]
        if any(last > MONDAY - timedelta(days=2) for _, last in times):
            return False
        bought = sorted(at for at, status in self.orders if status != "canceled")
        for first, last in times:
            if bought and bought[0] >= first and bought[0] < _midnight(last) + timedelta(days=31):
                return False
        return True


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _midnight(at: datetime) -> datetime:
    """The start of the local day, in UTC."""
    local = at + timedelta(hours=7)
    return local.replace(hour=0, minute=0, second=0) - timedelta(hours=7)


def _spelled(number: str, rng: random.Random) -> str:
    return rng.choice((f"62{number}", f"+62{number}", f"0{number}", f"0{number[:3]}-{number[3:]}"))


def chat(rng: random.Random) -> list[Person]:
    """People with one to three contacts each; some bought, refused, opted out."""
    people: list[Person] = []
    made = 0
    while made < CONTACTS:
        person = Person(f"812{len(people):08d}")
        for _ in range(min(rng.choice((1, 1, 1, 1, 2, 3)), CONTACTS - made)):
            first = MONDAY - timedelta(minutes=rng.randrange(3_000, 300_000))
            last = first + timedelta(minutes=rng.randrange(0, 60_000))
            row = (
                f"c{made:05d}", f"Orang {len(people)}", _spelled(person.number, rng),
                rng.choice(("Potensial", "Tanya Harga", "Closing", "Blacklist", "")),
                rng.choice(("VIP", "baru, VIP", "", "grosir")),
                f"{first:%Y-%m-%dT%H:%M:%SZ}", f"{min(last, MONDAY):%Y-%m-%dT%H:%M:%SZ}",
                rng.choice(("Sari", "Tono")), rng.choice(("Sampit", "")),
            )  # fmt: skip
            person.contacts.append(dict(zip(HEADS, row, strict=True)))
            made += 1
        for _ in range(rng.choice((0, 0, 0, 0, 1, 2))):
            at = MONDAY - timedelta(minutes=rng.randrange(3_000, 400_000))
            status = rng.choice(("completed", "completed", "shipped", "rts", "canceled"))
            person.orders.append((at, status))
        person.opted_out = rng.random() < 0.05
        people.append(person)
    return people


def _xlsx(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        for n, row in enumerate((heads, *rows)):
            for m, cell in enumerate(row):
                sheet.write_string(n, m, cell)


def _orders(path: Path, rows: Sequence[tuple[str, datetime, str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ORDER)
        for no, at, status, number in rows:
            local = f"{at + timedelta(hours=7):%Y-%m-%d %H:%M:%S}"
            goods = ("KOPI", "Kopi", "1", "100000", "40000")
            writer.writerow(["scalev", no, local, status, "X", f"0{number}", *goods])


def test_mondays_list_holds_everybody_it_may_and_nobody_else(
    omni: Omni, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-46, S0-48, S0-49, S0-50: nobody twice, no closed, no refuser, no opted-out."""
    rng = random.Random(89)
    people = chat(rng)
    contacts = [list(c.values()) for person in people for c in person.contacts]
    rng.shuffle(contacts)
    _xlsx(tmp_path / "conversations_export_0901.xlsx", HEADS, contacts)
    past = [(person, at, status) for person in people for at, status in person.orders]
    rows = [(f"P{n}", at, status, p.number) for n, (p, at, status) in enumerate(past)]
    _orders(tmp_path / "pesanan.csv", rows)
    refusing = [f"0{p.number},bosan" for p in people if p.opted_out]
    (tmp_path / "tolak.csv").write_text("\n".join(["No HP,Alasan", *refusing]))

    monkeypatch.setenv("OMNI_NOW", f"{MONDAY:%Y-%m-%dT%H:%M:%SZ}")
    assert omni("import", "cekat", tmp_path / "conversations_export_0901.xlsx").code == 0
    assert omni("import", "orders", tmp_path / "pesanan.csv").code == 0
    assert omni("import", "opt-outs", tmp_path / "tolak.csv").code == 0
    words = ("--hold-out", "20%", "--reason", "promo", "--json")
    made = omni("broadcast", "export", "-o", tmp_path / "senin.csv", *words).json

    listed = _phones(tmp_path / "senin.csv")
    allowed = {f"62{p.number}" for p in people if p.may_be_written_to()}
    assert len(listed) == len(set(listed)) == made["people"]
    assert set(listed) <= allowed
    assert len(allowed) > 300
    assert made["people"] + made["held_out"] == len(allowed)
    assert made["held_out"] == (len(allowed) * 20 + 50) // 100

    # On Thursday nobody who is held out is written to, whether that list holds anyone out or not.
    held = allowed - set(listed)
    monkeypatch.setenv("OMNI_NOW", "2025-09-04T02:00:00Z")
    rest = ("--reason", "promo", "--allow-stale", "--json")
    later = omni("broadcast", "export", "-o", tmp_path / "kamis.csv", *rest).json
    assert later["suppressed"]["held_out"] == len(held)
    assert not held & set(_phones(tmp_path / "kamis.csv"))

    _brought(omni, tmp_path, monkeypatch, sorted(listed), sorted(held))


def _phones(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["HP"] for row in csv.DictReader(file)]


def _brought(
    omni: Omni,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    listed: Sequence[str],
    held: Sequence[str],
) -> None:
    """F-89: one in four of those written to buys, twice each; of those held out one in twenty."""
    buying, other = listed[::4], held[::20]
    rows = [
        (f"B{number}{n}", MONDAY + timedelta(days=days), "completed", number[2:])
        for number in (*buying, *other)
        for n, days in enumerate((1, 13))
    ]
    late = [(f"L{n}", MONDAY + timedelta(days=15), "completed", p[2:]) for n, p in enumerate(held)]
    _orders(folder / "sesudah.csv", [*rows, *late])
    monkeypatch.setenv("OMNI_NOW", "2025-09-10T02:00:00Z")
    assert omni("import", "orders", folder / "sesudah.csv").code == 0
    assert omni("broadcast", "result", "senin.csv", "--json").json["verdict"] == "running"
    monkeypatch.setenv("OMNI_NOW", LATER)
    # Without a name the newest list that can be compared, which is not the newest list.
    found = omni("broadcast", "result", "--json").json
    assert found["name"] == "senin.csv"
    for name, people, bought in (("sent", listed, buying), ("held_out", held, other)):
        share = found[name].pop("share")
        assert share == pytest.approx(len(bought) / len(people), abs=1e-4)
        assert found[name] == {
            "people": len(people),
            "buyers": len(bought),
            "orders": 2 * len(bought),
            "revenue": 200_000 * len(bought),
            "profit": 120_000 * len(bought),
            "unknown": 0,
        }
    assert found["verdict"] == "more"
    gap = len(buying) / len(listed) - len(other) / len(held)
    assert found["difference"] == pytest.approx(gap, abs=1e-4)
    assert found["low"] < found["difference"] < found["high"]
    assert found["extra_buyers"] == round(len(buying) - len(other) * len(listed) / len(held))
    assert "membawa pembeli" in omni("broadcast", "result").err
    assert omni("broadcast", "result", "kamis.csv", "--json").json["verdict"] == "no_comparison"
    assert omni("broadcast", "result", "x.csv").first_error == "E_BROADCAST_UNKNOWN"
