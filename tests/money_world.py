"""A month of a clean store in the platforms' own files: forty Shopee orders, six parcels, a bank.

Every order is settled, paid out and on the bank statement. A test plants one difference and looks
whether that, and nothing else, is found.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path

import shopee_files
import source_fixtures
from bank_files import Move
from bank_files import Statement
from ingest_builders import csv_bytes
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from omnicli.workspace import Workspace

INCOME = (
    *("No.", "No. Pesanan", "Username (Pembeli)", "Waktu Pesanan Dibuat"),
    *("Tanggal Dana Dilepaskan", "Harga Asli Produk", "Jumlah Pengembalian Dana ke Pembeli"),
    *("Biaya Administrasi", "Total Penghasilan"),
)
ADJUSTMENT = (
    *("No.", "Tanggal Penyesuaian Dibuat", "Tipe Penyesuaian | Deskripsi"),
    *("Alasan Penyesuaian", "Biaya Penyesuaian", "No. Pesanan Terhubung"),
)
BALANCE = (
    *("Tanggal Transaksi", "Tipe Transaksi", "Deskripsi", "No. Pesanan"),
    *("Jenis Transaksi", "Jumlah", "Status", "Saldo Akhir"),
)
PARCELS = (
    *("Order ID", "Create Date", "Last Update", "Last Status", "Tracking ID", "Expedition"),
    *("Customer Name", "Customer Phone Number", "Goods Description", "Quantity"),
    *("Product Value", "COD", "Shipping Fee", "Shipping Discount", "COD Fee (Inc VAT)"),
)
INVOICE = (
    *("Date", "Description", "Tracking ID", "COD Value", "Discounted Shipping Fee"),
    *("COD Fee (inc tax)", "Total"),
)


@dataclass(frozen=True)
class Sold:
    """One Shopee order and what its income file says of it; `released` None is not settled."""

    n: int
    released: int | None = 10
    price: int | None = None
    fee: int | None = None
    refund: int = 0
    settled_price: int | None = None
    status: str = "Selesai"
    again: int | None = None
    """A second day on which the same money is released."""

    @property
    def number(self) -> str:
        """Its order number."""
        return f"250801AAAA{self.n:04d}"

    @property
    def value(self) -> int:
        """What its item costs: no two orders the same."""
        return 100_000 + 1_000 * self.n if self.price is None else self.price

    @property
    def charged(self) -> int:
        """The platform's fee: a tenth."""
        return self.value // 10 if self.fee is None else self.fee

    @property
    def net(self) -> int:
        """What one release of it brings."""
        gross = self.value if self.settled_price is None else self.settled_price
        return gross - self.refund - self.charged

    @property
    def days(self) -> list[int]:
        """The days its money is released on."""
        return [day for day in (self.released, self.again) if day is not None]


@dataclass(frozen=True)
class Parcel:
    """One COD parcel of Mengantar and its invoice line; `paid` None is not settled or charged."""

    n: int
    status: str = "DELIVERED"
    ended: int = 6
    paid: int | None = 9
    shipping: int = 15_000
    charged: int | None = None
    claim: int | None = None

    @property
    def awb(self) -> str:
        """Its tracking number."""
        return f"JX90000{self.n:05d}"

    @property
    def total(self) -> int:
        """What its line brings, or (returned) takes."""
        shipping = self.shipping if self.charged is None else self.charged
        return -shipping if self.status == "RTS" else 120_000 - shipping - 3_000


@dataclass(frozen=True)
class World:
    """The store: what was sold, what was withdrawn on which day, what the bank got."""

    sold: tuple[Sold, ...] = tuple(Sold(n) for n in range(1, 41))
    parcels: tuple[Parcel, ...] = (
        *(Parcel(n) for n in range(1, 6)),
        Parcel(6, status="RTS", ended=8, paid=10),
    )
    adjustments: tuple[tuple[int, str, str, int, str], ...] = ()
    """Day, type, reason, amount and order of each."""
    withdrawals: tuple[int, ...] = (12,)
    """Days on which all of the Shopee balance is withdrawn."""
    bank: tuple[Move, ...] | None = None
    """The movements of the bank; None is one credit per withdrawal, the same day."""
    more_bank: tuple[Move, ...] = field(default=())
    split: int = 1
    """Into how many equal parts a withdrawal goes."""

    def but(self, *changed: Sold | Parcel) -> "World":
        """The world with some orders or parcels as given."""
        orders = {order.n: order for order in changed if isinstance(order, Sold)}
        parcels = {parcel.n: parcel for parcel in changed if isinstance(parcel, Parcel)}
        return replace(
            self,
            sold=tuple(orders.get(order.n, order) for order in self.sold),
            parcels=tuple(parcels.get(parcel.n, parcel) for parcel in self.parcels),
        )

    @property
    def movements(self) -> list[tuple[int, str, str, int]]:
        """The Shopee balance, oldest first: day, type, order, amount."""
        found = [
            (day, "Penghasilan dari Pesanan", order.number, order.net)
            for order in self.sold
            for day in order.days
        ]
        found += [
            (d, "Penyesuaian oleh Shopee", no, sum_) for d, _, _, sum_, no in self.adjustments
        ]
        balance, shown = 0, []
        for day in range(1, 62):
            today = [move for move in found if move[0] == day]
            balance += sum(move[3] for move in today)
            shown += today
            if day in self.withdrawals and balance > 0:
                part = balance // self.split
                shown += [(day, "Penarikan Dana", "-", -part)] * self.split
                balance -= part * self.split
        return shown

    @property
    def paid_by_courier(self) -> int:
        """What Mengantar pays out on the 14th."""
        return sum(p.total for p in self.parcels if p.paid is not None and p.paid <= 14)

    @property
    def credited(self) -> tuple[Move, ...]:
        """What reaches the bank."""
        if self.bank is not None:
            return self.bank
        shopee = [
            Move(day, -amount, "SHOPEE PAYOUT")
            for day, kind, _, amount in self.movements
            if kind == "Penarikan Dana"
        ]
        courier = Move(14, self.paid_by_courier, "MENGANTAR DISBURSEMENT")
        return tuple(sorted([*shopee, courier, *self.more_bank], key=lambda move: move.day))

    def files(self, root: Path) -> list[Path]:
        """The store's exports, written into `root`."""
        content = {
            "pesanan.csv": shopee_files.export(map(_order, self.sold)),
            "penghasilan.xlsx": self._income(),
            "saldo.xlsx": self._balance(),
            "kiriman.csv": csv_bytes([PARCELS, *map(_parcel, self.parcels)]),
            "Invoice-semua.csv": csv_bytes([INVOICE, *self._invoice()]),
            "mutasi.csv": Statement(self.credited, 1, 61, layout="old").content(),
        }
        root.mkdir(parents=True, exist_ok=True)
        for name, data in content.items():
            (root / name).write_bytes(data)
        return [root / name for name in content]

    def _income(self) -> bytes:
        rows = [
            [
                *(str(n), order.number, "pembeli", "2025-08-01", _day(day)),
                *(str(v) for v in (order.net + order.charged + order.refund, -order.refund)),
                *(str(-order.charged), str(order.net)),
            ]
            for n, (order, day) in enumerate(self._released(), start=1)
        ]
        sheets = {"Income": [["Username (Penjual)"], list(INCOME), *rows]}
        if self.adjustments:
            lines = [
                [str(n), _day(day), kind, reason, str(amount), number]
                for n, (day, kind, reason, amount, number) in enumerate(self.adjustments, start=1)
            ]
            sheets["Adjustment"] = [["Catatan"], list(ADJUSTMENT), *lines]
        return source_fixtures.xlsx(sheets)

    def _released(self) -> Iterator[tuple[Sold, int]]:
        for order in self.sold:
            for day in order.days:
                yield order, day

    def _balance(self) -> bytes:
        balance, rows = 0, []
        for place, (day, kind, number, amount) in enumerate(self.movements):
            balance += amount
            way = "Transaksi Masuk" if amount > 0 else "Transaksi Keluar"
            at = f"{_day(day)} {9 + place // 60:02d}:{place % 60:02d}:00"
            text = f"{kind} #{number}" if number != "-" else kind
            done = "Transaksi Selesai"
            rows.append([at, kind, text, number, way, str(amount), done, str(balance)])
        return source_fixtures.xlsx({"Transaction Report": [list(BALANCE), *rows[::-1]]})

    def _invoice(self) -> list[list[str]]:
        rows = []
        for parcel in self.parcels:
            if parcel.paid is not None:
                cod = "0" if parcel.status == "RTS" else "120000"
                fee = "0" if parcel.status == "RTS" else "3000"
                shipping = parcel.shipping if parcel.charged is None else parcel.charged
                what = "RTS" if parcel.status == "RTS" else "COD terkirim"
                at = f"{_slashed(parcel.paid)} 10:00"
                shown = (cod, shipping, fee, parcel.total)
                rows.append([at, what, parcel.awb, *map(str, shown)])
            if parcel.claim is not None:
                at = f"{_slashed(parcel.claim)} 10:00"
                rows.append([at, "Klaim paket hilang", parcel.awb, "", "", "", "100000"])
        rows.append(["14-08-2025 12:00", "Withdraw", "", "", "", "", str(-self.paid_by_courier)])
        return rows


MANY = replace(
    World().but(
        Sold(3, released=None),
        Sold(5, settled_price=95_000),
        Sold(7, again=11),
        Sold(9, refund=30_000),
        Sold(11, released=20),
        Parcel(2, charged=17_000),
        Parcel(3, status="PARCEL LOST", paid=None, claim=13),
        Parcel(6, status="RTS", ended=8, paid=40),
    ),
    withdrawals=(12, 25),
)
"""Many differences at once, and two withdrawals."""


def _date(day: int) -> tuple[int, int]:
    """Month and day of the n-th day from 1 August."""
    return (8, day) if day <= 31 else (9, day - 31)


def _day(day: int) -> str:
    month, of_month = _date(day)
    return f"2025-{month:02d}-{of_month:02d}"


def _slashed(day: int) -> str:
    month, of_month = _date(day)
    return f"{of_month:02d}-{month:02d}-2025"


def _order(order: Sold) -> shopee_files.Order:
    line = shopee_files.Line(price=order.value)
    return shopee_files.Order(
        order.number,
        status=order.status,
        created=f"2025-08-0{1 + order.n % 3} 10:00",
        arranged="2025-08-03 12:00",
        completed="2025-08-08 12:00" if order.status == "Selesai" else None,
        buyer=f"pembeli_{order.n}",
        lines=(line,),
    )


def _parcel(parcel: Parcel) -> list[str]:
    return [
        *(f"MGT2508{parcel.n:05d}", "01-08-2025 09:00", f"{_slashed(parcel.ended)} 14:00"),
        *(parcel.status, parcel.awb, "JT", f"Penerima {parcel.n}", f"'0812345670{parcel.n:02d}"),
        *("Madu Uji 500 g", "1", "100000", "120000", str(parcel.shipping), "0", "3000"),
    ]


def shop(root: Path, world: World) -> Workspace:
    """A workspace with all files of the world imported."""
    workspace = set_up(root, store_name="Toko Uji", lang="id").workspace
    take(workspace, world.files(root / "unduhan"))
    return workspace


def take(workspace: Workspace, files: Sequence[Path]) -> None:
    """Import files as `omni import` does."""
    with Session.open(workspace, command="import", action="import.run", write=True) as session:
        import_files(session, ImportRequest(files=files), registry())
