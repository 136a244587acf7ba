"""The settings of a workspace: `omni.toml`, read strictly."""

import difflib
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Literal

from omnicli.domain.errors import OmniError

DEFAULT_SETTLEMENT_DAYS = 7

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

[test_orders]              # pesanan uji coba tidak dihitung / test orders are not counted
names = []                 # contoh / example: ["Test", "Budi Coba"]
phones = []                # contoh / example: ["+6281200000000"]

[identity]
masked = "include"         # pembeli tersamar: "include" atau "exclude" / masked buyers

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


def _count(most: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and 0 <= value <= most


def _one_of(*allowed: str) -> Callable[[object], bool]:
    return lambda value: value in allowed


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
}
"""Setting in the file → (field, test, what is accepted). `settlement_days.*` is free-keyed."""

_DAYS = ("settlement_days", _count(365), "0 … 365")


def load_settings(path: Path) -> Settings:
    """Read omni.toml; an unknown key or a bad value is refused with its nearest right form."""
    import tomllib

    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OmniError("E_CONFIG_SYNTAX", file=str(path), detail=str(error)) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise OmniError("E_IO", file=str(path), detail=detail) from error
    values: dict[str, object] = {}
    days: dict[str, int] = {}
    for section, body in data.items():
        if not isinstance(body, dict):
            raise _unknown(path, section)
        for key, value in body.items():
            name = f"{section}.{key}"
            is_days = section == "settlement_days"
            if not is_days and name not in _KEYS:
                raise _unknown(path, name)
            target, accepts, allowed = _DAYS if is_days else _KEYS[name]
            if not accepts(value):
                raise OmniError(
                    "E_CONFIG_VALUE", file=str(path), column=name, value=value, allowed=allowed
                )
            if is_days:
                days[key] = int(value)
            else:
                values[target] = tuple(value) if isinstance(value, list) else value
    values["store_name"] = values.get("store_name") or None
    return Settings(settlement_days=days, **values)  # type: ignore[arg-type]  # checked by _KEYS


def _unknown(path: Path, name: str) -> OmniError:
    sections = {key.partition(".")[0] for key in _KEYS} | {"settlement_days"}
    section = name.partition(".")[0]
    near = difflib.get_close_matches(name, [*_KEYS, *sections], 1, 0.3)
    if section not in sections:
        near = difflib.get_close_matches(section, sections, 1, 0.3) or near
    return OmniError(
        "E_CONFIG_KEY", file=str(path), value=name, nearest=near[0] if near else ", ".join(_KEYS)
    )
