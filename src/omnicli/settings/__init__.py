"""The settings of a workspace: `omni.toml`, read strictly."""

import difflib
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Literal

from omnicli.domain.errors import OmniError
from omnicli.settings.accepts import Keys
from omnicli.settings.accepts import Test
from omnicli.settings.accepts import count
from omnicli.settings.accepts import counts
from omnicli.settings.accepts import is_day
from omnicli.settings.accepts import is_filled
from omnicli.settings.accepts import is_flag
from omnicli.settings.accepts import is_text
from omnicli.settings.accepts import is_texts
from omnicli.settings.accepts import is_zone
from omnicli.settings.accepts import one_of
from omnicli.settings.accepts import some_of
from omnicli.settings.claims import ClaimRule
from omnicli.settings.claims import read_claims
from omnicli.settings.costs import Costs
from omnicli.settings.costs import read_costs
from omnicli.settings.delivery import Job
from omnicli.settings.delivery import MailSettings
from omnicli.settings.delivery import Recipient
from omnicli.settings.delivery import check_recipients
from omnicli.settings.delivery import read_inbox
from omnicli.settings.delivery import read_jobs
from omnicli.settings.delivery import read_mail
from omnicli.settings.delivery import read_recipients
from omnicli.settings.fees import ALLOWED as FEES_ALLOWED
from omnicli.settings.fees import is_fee
from omnicli.settings.targets import read_targets

DEFAULT_SETTLEMENT_DAYS = 7
DEFAULT_BANK_DAYS = 3
DEFAULT_TRUST_AFTER = 5
ALERT_RULES = (
    *("rts_jump", "fee_rule", "late_payout", "adset_fatigue", "target_reached", "stock_low"),
    *("live_violation", "sales_drop"),
)

DEFAULT_TOML = """\
# Pengaturan workspace omni. Baris berawalan # adalah keterangan.
# Settings of this omni workspace. Lines that start with # are comments.

[store]
name = {store_name}             # nama toko di laporan / the store's name in reports
timezone = "Asia/Jakarta"  # WIB; "Asia/Makassar" = WITA, "Asia/Jayapura" = WIT
lang = "id"                # bahasa pesan dan laporan / language: "id" or "en"

[ads]
vat_bps = 0                # PPN atas iklan dalam basis poin; 1100 = 11 % / VAT on ads

[settlement_days]          # hari sampai dana cair, per platform / days until a payout; default 7
# shopee = 7
# tiktok = 7

[cadence]                  # hari sampai ekspor berikutnya / days until the next export; default 31
# cekat = 4
# shopee-orders = 31

[retired]                  # hari terakhir sumber yang ditinggalkan / last day of a source you left
# tokopedia-orders = 2025-03-31

[fees]                     # tarif biaya yang disepakati, basis poin / agreed fee rate; 650 = 6,5 %
# shopee = 650
# tiktok = [{{ rate = 800, flat = 1250, from = 2025-07-01 }}]   # + Rp per pesanan / per order

[payout_fees]              # potongan (rupiah) saat pencairan masuk bank / kept from a payout
# mengantar = [2500]

[payers]                   # teks di mutasi bank yang menyebut pembayar / texts that name a payer
# mengantar = ["PT CONTOH LOGISTIK"]

[reconcile]
bank_days = 3              # hari kerja bank sampai dana masuk / banking days to the bank
trust_after = 5            # konfirmasi sampai aturan membukukan sendiri; 0: tak pernah / 0: never

[inbox]                    # folder unduhan yang dibaca `omni import inbox` / where downloads lie
# folder = "inbox"

# [mail]                   # server email; lihat `omni setup` / see `omni setup`
# host = "smtp.example.com"
# from = "toko@example.com"
# user = "toko@example.com"
# password_file = "smtp-password"

# [[recipients]]           # siapa menerima apa / who gets what
# name = "owner"
# address = "owner@example.com"
# role = "owner"

# [jobs.daily]             # berjalan sendiri: `omni run daily` / runs by itself
# steps = ["import inbox --keep-going", "reconcile all", "mail roas"]
# schedule = "0 7 * * 1-6"
# recipients = ["owner"]

[test_orders]              # pesanan uji coba tidak dihitung / test orders are not counted
names = []                 # contoh / example: ["Test", "Budi Coba"]
phones = []                # contoh / example: ["+6281200000000"]

[identity]
masked = "include"         # pembeli tersamar: "include" atau "exclude" / masked buyers

[targets]                  # sasaran per bulan, nama angka seperti di --json / goals of a month
# "2026-09" = {{ revenue = 50_000_000, roas = 5.0 }}

[backup]
keep = 10                  # cadangan terbaru per jenis yang disimpan / newest backups kept per kind

[rts]
include_undelivered = false  # true: kiriman bermasalah ikut dihitung RTS / count at-risk parcels

[stuck_days]               # hari di jalan sampai macet, per kurir / days until stuck; default 7
# "J&T" = 10

[act_days]                 # hari sejak kendala sampai paket dikembalikan / days to act, per courier
# JNE = 3

[costs]
packing = 0                # biaya kemasan per paket (rupiah) / packing of one parcel
# [[costs.monthly]]        # biaya tetap per bulan / a cost of every month, from a day on
# name = "Gaji"
# amount = 5_000_000
# from = 2026-01-01

[alerts]
off = []                   # aturan yang tidak dipakai / rules not wanted: "stock_low", …

# [[claims]]               # batas waktu dan plafon klaim / deadline and ceiling of claims
# payer = "JNE"            # kurir atau platform / a courier or platform
# kind = "lost"            # lost, damaged, overcharged, unpaid, short; else all
# days = 14                # hari sejak kejadiannya / days from the event
# ceiling = 1_000_000      # rupiah paling banyak / the most, in rupiah
# times_shipping = 10      # atau sekian kali ongkirnya / or so many times its shipping
# from = 2026-01-01        # berlaku sejak / in force since
"""


@dataclass(frozen=True)
class Settings:
    """What a store can set; every field has the default that fits most."""

    timezone: str = "Asia/Jakarta"
    lang: str = "id"
    store_name: str | None = None
    settlement_days: Mapping[str, int] = field(default_factory=dict)
    ads_vat_bps: int = 0
    test_names: tuple[str, ...] = ()
    test_phones: tuple[str, ...] = ()
    identity_masked: Literal["include", "exclude"] = "include"
    rts_include_undelivered: bool = False
    fees: Mapping[str, object] = field(default_factory=dict)
    payout_fees: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    payers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bank_days: int = DEFAULT_BANK_DAYS
    trust_after: int = DEFAULT_TRUST_AFTER
    """Confirmations in a row until a matching rule books by itself; 0 for never."""
    cadence: Mapping[str, int] = field(default_factory=dict)
    retired: Mapping[str, date] = field(default_factory=dict)
    backup_keep: int = 10
    """How many backups of each kind (by hand, before an upgrade, before a restore) stay."""
    stuck_days: Mapping[str, int] = field(default_factory=dict)
    """Courier → days on the way after which a parcel is stuck; else 7."""
    act_days: Mapping[str, int] = field(default_factory=dict)
    """Courier → days from a delivery problem until the parcel goes back."""
    costs: Costs = field(default_factory=Costs)
    claims: tuple[ClaimRule, ...] = ()
    alerts_off: tuple[str, ...] = ()
    targets: Mapping[str, Mapping[str, int | float]] = field(default_factory=dict)
    """Month (YYYY-MM) → printed name of a figure → what it should reach, as json prints it."""
    mail: MailSettings | None = None
    recipients: tuple[Recipient, ...] = ()
    jobs: Mapping[str, Job] = field(default_factory=dict)
    inbox: str = ""
    """The folder that new files are taken from; `inbox` in the workspace where nothing is set."""

    def days_to_settle(self, platform: str) -> int:
        """Days a platform takes to pay out; 7 where nothing is set."""
        return self.settlement_days.get(platform, DEFAULT_SETTLEMENT_DAYS)


_KEYS: Keys = {
    "store.name": ("store_name", is_text, '"…"'),
    "store.timezone": ("timezone", is_zone, '"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", …'),
    "store.lang": ("lang", one_of("id", "en"), '"id", "en"'),
    "ads.vat_bps": ("ads_vat_bps", count(10_000), "0 … 10000"),
    "test_orders.names": ("test_names", is_texts, '["…", "…"]'),
    "test_orders.phones": ("test_phones", is_texts, '["+62…", "…"]'),
    "identity.masked": (
        "identity_masked",
        one_of("include", "exclude"),
        '"include", "exclude"',
    ),
    "rts.include_undelivered": ("rts_include_undelivered", is_flag, "true, false"),
    "reconcile.bank_days": ("bank_days", count(30), "0 … 30"),
    "reconcile.trust_after": ("trust_after", count(1000), "0 … 1000"),
    "alerts.off": ("alerts_off", some_of(*ALERT_RULES), f"[] … {', '.join(ALERT_RULES)}"),
    "backup.keep": ("backup_keep", count(1000, least=1), "1 … 1000"),
}
"""Setting in the file → (field, test, what is accepted)."""

_PER_PLATFORM: Mapping[str, tuple[Test, str]] = {
    "settlement_days": (count(365), "0 … 365"),
    "cadence": (count(3650), "0 … 3650"),
    "retired": (is_day, "2025-03-31"),
    "stuck_days": (count(365), "0 … 365"),
    "act_days": (count(365), "0 … 365"),
    "fees": (is_fee, FEES_ALLOWED),
    "payout_fees": (counts(1_000_000), "[0], [2500, 6500], …"),
    "payers": (is_filled, '["…", "…"] (3+)'),
}
"""Sections whose keys are platforms or sources: field of the same name → test, what is accepted."""

_ROOMS: Mapping[str, Callable[[Path, object], object]] = {
    "costs": read_costs,
    "claims": read_claims,
    "targets": read_targets,
    "mail": read_mail,
    "recipients": read_recipients,
    "jobs": read_jobs,
    "inbox": read_inbox,
}
"""Sections with a form of their own: field of the same name → what reads the whole section."""


def load_settings(path: Path) -> Settings:
    """Read omni.toml; an unknown key or a bad value is refused with its nearest right form."""
    import tomllib

    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OmniError("E_CONFIG_SYNTAX", file=str(path), detail=str(error)) from error
    except OSError as error:
        code = "E_CLOSED" if isinstance(error, PermissionError) else "E_IO"
        raise OmniError(code, file=str(path), detail=error.strerror or str(error)) from error
    values: dict[str, object] = {}
    for section in [name for name in data if name in _ROOMS]:
        values[section] = _ROOMS[section](path, data.pop(section))
    _read_plain(path, data, values)
    values["store_name"] = values.get("store_name") or None
    settings = Settings(**values)  # type: ignore[arg-type]  # checked by what read each section
    check_recipients(path, settings.jobs, settings.recipients)
    return settings


def _read_plain(path: Path, data: Mapping[str, object], values: dict[str, object]) -> None:
    """The sections of single values, into `values` by field."""
    for section, body in data.items():
        if not isinstance(body, dict):
            raise _unknown(path, section)
        for key, value in body.items():
            name = f"{section}.{key}"
            if section in _PER_PLATFORM:
                accepts, allowed = _PER_PLATFORM[section]
            elif name in _KEYS:
                _, accepts, allowed = _KEYS[name]
            else:
                raise _unknown(path, name)
            if not accepts(value):
                raise OmniError(
                    "E_CONFIG_VALUE", file=str(path), column=name, value=value, allowed=allowed
                )
            kept = tuple(value) if isinstance(value, list) else value
            if section in _PER_PLATFORM:
                by_platform = values.setdefault(section, {})
                assert isinstance(by_platform, dict)
                by_platform[key] = kept
            else:
                values[_KEYS[name][0]] = kept


def _unknown(path: Path, name: str) -> OmniError:
    sections = {key.partition(".")[0] for key in _KEYS} | {*_PER_PLATFORM, *_ROOMS}
    section = name.partition(".")[0]
    near = difflib.get_close_matches(name, [*_KEYS, *sections], 1, 0.3)
    if whole := [key for key in _KEYS if key.partition(".")[2] == name]:
        near = whole
    elif section not in sections:
        near = difflib.get_close_matches(section, sections, 1, 0.3) or near
    return OmniError(
        "E_CONFIG_KEY", file=str(path), value=name, nearest=near[0] if near else ", ".join(_KEYS)
    )
