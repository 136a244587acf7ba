"""Every action a command can declare, and which roles may do it from the start."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "owner": "Pemilik: semua hak / everything",
        "admin": "Admin: semua kecuali keuangan dan owner lain / all but finance and owners",
        "finance": "Keuangan: impor, laporan, rekonsiliasi / imports, reports, reconciliation",
        "marketing": "Pemasaran: laporan dan metrik iklan / ad reports and metrics",
        "cs": "Layanan pelanggan / customer service",
        "gudang": "Gudang / warehouse staff",
        "viewer": "Hanya melihat laporan / reads reports",
        "service": "Akun mesin terjadwal / scheduled machine account",
    }
)

_ALL = frozenset(ROLES)
_MANAGE = frozenset({"owner", "admin"})
_MONEY = frozenset({"owner", "admin", "finance"})
_ANALYSE = frozenset({"owner", "admin", "finance", "marketing"})


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that is permitted or not."""

    name: str
    title_id: str
    title_en: str
    default_roles: frozenset[str]

    def title(self, lang: str) -> str:
        """The title in `lang`."""
        return self.title_en if lang == "en" else self.title_id


_LIST = (
    Action("workspace.init", "membuat atau memperbarui workspace", "set up a workspace", _MANAGE),
    Action("demo.run", "menjalankan demo", "run the demo", _MANAGE),
    Action("doctor.run", "memeriksa kesehatan workspace", "check the workspace's health", _ALL),
    Action("explain.read", "membaca penjelasan kode", "read explanations", _ALL),
    Action("import.run", "mengimpor file", "import files", _MONEY),
    Action("batches.read", "melihat riwayat impor", "see imports", _ANALYSE),
    Action("batches.undo", "membatalkan impor", "undo imports", _MANAGE),
    Action("customers.view", "melihat seorang pelanggan", "see one customer", _ANALYSE | {"cs"}),
    Action("customers.link", "menautkan pelanggan", "link customers", _MANAGE | {"cs"}),
    Action("orders.decide", "memutuskan tentang pesanan", "decide about orders", _MANAGE | {"cs"}),
    Action("sources.read", "melihat jenis file", "see kinds of files", _ALL),
    Action("sources.map", "memetakan kolom file", "map columns of files", _MANAGE),
    Action("regions.read", "melihat nama wilayah", "see region names", _ANALYSE),
    Action(
        "regions.map", "memetakan nama wilayah dan kurir", "map region and courier names", _MANAGE
    ),
    Action("template.write", "mengambil templat isian", "get forms to fill in", _ALL),
    Action("warehouse.rebuild", "membangun ulang warehouse", "rebuild the warehouse", _MANAGE),
    Action("sql.query", "menjalankan SQL baca", "run read-only SQL", _ANALYSE),
    Action("matches.decide", "mencocokkan uang", "match money by hand", _MONEY),
    Action("matches.read", "melihat pasangan uang", "see matched money", _MONEY),
    Action("reconcile.run", "merekonsiliasi uang", "reconcile money", _MONEY | {"service"}),
    Action("months.close", "menutup dan membuka bulan", "close and reopen months", _MONEY),
    Action("months.read", "melihat bulan yang ditutup", "see closed months", _MONEY),
    Action("metric.read", "melihat dan menghitung metrik", "see and run metrics", _ALL),
    Action("report.run", "membuat laporan", "render reports", _ALL),
    Action("audit.read", "membaca jejak audit", "read the audit trail", _MANAGE),
    Action("audit.verify", "memeriksa jejak audit", "verify the audit trail", _MONEY | {"service"}),
    Action("users.manage", "mengatur pengguna", "manage users", _MANAGE),
    Action("users.read", "melihat pengguna", "see users", _MANAGE),
    Action("whoami.read", "melihat diri sendiri", "see oneself", _ALL),
)

ACTIONS: Mapping[str, Action] = MappingProxyType({action.name: action for action in _LIST})
"""The registry: a command whose action is not here does not run."""
