"""The settings of a workspace: `omni.toml`, read strictly."""

import difflib
import re
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Literal

from omnicli.domain.errors import OmniError

DEFAULT_SETTLEMENT_DAYS = 7
DEFAULT_BANK_DAYS = 3

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

[payout_fees]              # potongan (rupiah) saat pencairan masuk bank / kept from a payout
# mengantar = [2500]

[payers]                   # teks di mutasi bank yang menyebut pembayar / texts that name a payer
# mengantar = ["PT CONTOH LOGISTIK"]

[reconcile]
bank_days = 3              # hari kerja bank sampai dana masuk / banking days to the bank

[test_orders]              # pesanan uji coba tidak dihitung / test orders are not counted
names = []                 # contoh / example: ["Test", "Budi Coba"]
phones = []                # contoh / example: ["+6281200000000"]

[identity]
masked = "include"         # pembeli tersamar: "include" atau "exclude" / masked buyers

[targets]                  # sasaran per bulan, nama angka seperti di --json / goals of a month
# "2026-09" = {{ revenue = 50_000_000, roas = 5.0 }}

[rts]
include_undelivered = false  # true: kiriman bermasalah ikut dihitung RTS / count at-risk parcels
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
    fees: Mapping[str, int] = field(default_factory=dict)
    payout_fees: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    payers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bank_days: int = DEFAULT_BANK_DAYS
    cadence: Mapping[str, int] = field(default_factory=dict)
    retired: Mapping[str, date] = field(default_factory=dict)
    targets: Mapping[str, Mapping[str, int | float]] = field(default_factory=dict)
    """Month (YYYY-MM) → printed name of a figure → what it should reach, as json prints it."""

    def days_to_settle(self, platform: str) -> int:
        """Days a platform takes to pay out; 7 where nothing is set."""
        return self.settlement_days.get(platform, DEFAULT_SETTLEMENT_DAYS)


def _zone(value: object) -> bool:
    from zoneinfo import ZoneInfo

    if value == "Asia/Jakarta":
        return True
    try:
        ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        return False
    return isinstance(value, str)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _day(value: object) -> bool:
    return type(value) is date


def _count(most: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and 0 <= value <= most


def _counts(most: int) -> Callable[[object], bool]:
    one = _count(most)
    return lambda value: isinstance(value, list) and all(one(item) for item in value)


def _filled(value: object) -> bool:
    return _texts(value) and all(len(text.strip()) > 2 for text in value)  # type: ignore[attr-defined]


def _goals(value: object) -> bool:
    numbers = value.values() if isinstance(value, dict) else ()
    return bool(numbers) and all(type(number) in (int, float) and number > 0 for number in numbers)


def _one_of(*allowed: str) -> Callable[[object], bool]:
    return lambda value: value in allowed


_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

_KEYS: Mapping[str, tuple[str, Callable[[object], bool], str]] = {
    "store.name": ("store_name", _text, '"…"'),
    "store.timezone": ("timezone", _zone, '"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", …'),
    "store.lang": ("lang", _one_of("id", "en"), '"id", "en"'),
    "ads.vat_bps": ("ads_vat_bps", _count(10_000), "0 … 10000"),
    "test_orders.names": ("test_names", _texts, '["…", "…"]'),
    "test_orders.phones": ("test_phones", _texts, '["+62…", "…"]'),
    "identity.masked": (
        "identity_masked",
        _one_of("include", "exclude"),
        '"include", "exclude"',
    ),
    "rts.include_undelivered": ("rts_include_undelivered", _flag, "true, false"),
    "reconcile.bank_days": ("bank_days", _count(30), "0 … 30"),
}
"""Setting in the file → (field, test, what is accepted)."""

_PER_PLATFORM: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "settlement_days": (_count(365), "0 … 365"),
    "cadence": (_count(3650), "0 … 3650"),
    "retired": (_day, "2025-03-31"),
    "fees": (_count(10_000), "0 … 10000"),
    "payout_fees": (_counts(1_000_000), "[0], [2500, 6500], …"),
    "targets": (_goals, "{ revenue = 50_000_000, roas = 5.0 }"),
    "payers": (_filled, '["…", "…"] (3+)'),
}
"""Sections whose keys are platforms or sources: field of the same name → test, what is accepted."""


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
    for section, body in data.items():
        if not isinstance(body, dict):
            raise _unknown(path, section)
        for key, value in body.items():
            name = f"{section}.{key}"
            if section in _PER_PLATFORM and (section != "targets" or _MONTH.fullmatch(key)):
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
    values["store_name"] = values.get("store_name") or None
    return Settings(**values)  # type: ignore[arg-type]  # checked by _KEYS and _PER_PLATFORM


def _unknown(path: Path, name: str) -> OmniError:
    sections = {key.partition(".")[0] for key in _KEYS} | set(_PER_PLATFORM)
    section = name.partition(".")[0]
    near = difflib.get_close_matches(name, [*_KEYS, *sections], 1, 0.3)
    if whole := [key for key in _KEYS if key.partition(".")[2] == name]:
        near = whole
    elif section not in sections:
        near = difflib.get_close_matches(section, sections, 1, 0.3) or near
    return OmniError(
        "E_CONFIG_KEY", file=str(path), value=name, nearest=near[0] if near else ", ".join(_KEYS)
    )
