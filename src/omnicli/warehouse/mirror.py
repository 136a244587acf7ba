"""What omni.toml says that views need to know: `store_settings`, never the truth itself."""

import hashlib
import sqlite3
from collections.abc import Mapping
from collections.abc import Sequence

from omnicli.settings import Settings
from omnicli.settings.claims import ClaimRule


def changed(settings: Settings) -> dict[str, str]:
    """The settings that change what a view says, by their name in omni.toml; defaults are left out.

    An empty table therefore means defaults everywhere.
    """
    found, usual = _mirrored(settings), _mirrored(Settings())
    return {name: str(value) for name, value in found.items() if value != usual.get(name)}


def _mirrored(settings: Settings) -> dict[str, object]:
    return {
        "ads.vat_bps": settings.ads_vat_bps,
        "identity.masked": settings.identity_masked,
        "store.timezone": settings.timezone,
        "costs.packing_sen": settings.costs.packing * 100,
        **{f"retired.{source}": day for source, day in settings.retired.items()},
        **{f"stuck_days.{name.casefold()}": days for name, days in settings.stuck_days.items()},
        **{f"act_days.{name.casefold()}": days for name, days in settings.act_days.items()},
        **_claims(settings.claims),
        **_targets(settings.targets),
        **{f"monthly.{c.since}.{c.name}": c.amount * 100 for c in settings.costs.monthly},
    }


def _claims(rules: Sequence[ClaimRule]) -> dict[str, object]:
    """`claims.0000.days` and so on: a rule is as many settings as it has fields."""
    found: dict[str, object] = {}
    for number, rule in enumerate(rules):
        fields = {
            "payer": rule.payer.casefold(),
            "kind": rule.kind,
            "since": rule.since,
            "days": rule.days,
            "ceiling_sen": None if rule.ceiling is None else rule.ceiling * 100,
            "times": rule.times_shipping,
        }
        found |= {f"claims.{number:04}.{k}": v for k, v in fields.items() if v is not None}
    return found


def _targets(targets: Mapping[str, Mapping[str, int | float]]) -> dict[str, object]:
    """`target.2026-09.revenue` in sen; figures that no rule measures stay in the file."""
    units = {"revenue": 100, "gmv": 100, "orders": 1}
    return {
        f"target.{month}.{figure}": round(goal * units[figure])
        for month, goals in targets.items()
        for figure, goal in goals.items()
        if figure in units
    }


def stored(db: sqlite3.Connection) -> dict[str, str]:
    """What the warehouse last heard."""
    return dict(db.execute("SELECT name, value FROM store_settings").fetchall())


def store(db: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Replace what is stored, in a transaction of its own."""
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute("DELETE FROM store_settings")
        db.executemany("INSERT INTO store_settings (name, value) VALUES (?, ?)", values.items())
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def derived_under(db: sqlite3.Connection, rules: object, usual: object = None) -> bool:
    """Whether all that rests on settings was last derived under exactly these (`usual`: no note).

    A row stands in `match_settings` only once they were other ones: a workspace that never set
    anything has nothing to derive again.
    """
    stored = db.execute("SELECT fingerprint FROM match_settings").fetchone()
    return _fingerprint(rules) == (_fingerprint(usual) if stored is None else stored[0])


def remember(db: sqlite3.Connection, rules: object) -> None:
    """Keep under which rules it was derived."""
    db.execute("DELETE FROM match_settings")
    db.execute("INSERT INTO match_settings VALUES (?)", (_fingerprint(rules),))


def _fingerprint(rules: object) -> str:
    return hashlib.sha256(repr(rules).encode()).hexdigest()
