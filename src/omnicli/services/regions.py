"""`omni regions`: names that no list knows, and what this workspace decided they mean."""

import sqlite3
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from omnicli.domain import couriers
from omnicli.domain.errors import OmniError
from omnicli.domain.region_names import same_text
from omnicli.domain.regions import find_province
from omnicli.domain.regions import find_regencies
from omnicli.engine.loading import apply
from omnicli.engine.originals import Originals
from omnicli.engine.originals import originals_of
from omnicli.engine.rules import Rules
from omnicli.engine.rules import rules_of
from omnicli.ingest.spec import SourceSpec
from omnicli.services.checks import checks
from omnicli.services.deciding import decide
from omnicli.services.deciding import deciding
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse import places

Level = Literal["province", "city", "courier"]
Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a written name was decided to mean."""

    level: Level
    written: str
    name: str
    orders: int
    """Orders that were derived again."""

    def to_dict(self) -> Row:
        """The decision as `--json` prints it."""
        return {
            "kind": self.level,
            "written": self.written,
            "name": self.name,
            "orders": self.orders,
        }


def list_names(db: sqlite3.Connection) -> list[Row]:
    """Unknown and ambiguous names by number of orders, then the mappings in force."""
    places.install(db)
    found = [
        _row(*_culprit(province, city), province, state, orders, proposal)
        for province, city, state, orders, proposal in _findings(db, "regions_known")
    ]
    found += [
        _row("courier", text, None, "unmapped", orders, proposal)
        for text, orders, proposal in _findings(db, "couriers_known")
    ]
    for kind in (places.REGION_ALIAS, places.COURIER_ALIAS):
        for entry in decisions.standing(db, kind):
            payload = entry["payload"]
            found.append(
                _row(payload["level"], payload["written"], None, "mapped", None, payload["name"])
            )
    return found


def _findings(db: sqlite3.Connection, check: str) -> list[tuple[object, ...]]:
    """Every finding of a data check, so that the worklist and the check cannot disagree."""
    return db.execute(checks([check])[0].sql).fetchall()


def _culprit(province: object, city: object) -> tuple[str, object]:
    """Which of the two names is in doubt."""
    unknown = province is not None and find_province(str(province)) is None
    return ("province", province) if unknown or city is None else ("city", city)


def _row(
    kind: str, written: object, province: object, state: object, orders: object, proposal: object
) -> Row:
    return {
        "kind": kind,
        "written": written,
        "province": province,
        "state": state,
        "orders": orders,
        "proposal": proposal,
    }


def map_region(
    session: Session,
    specs: Mapping[str, SourceSpec],
    written: str,
    name: str,
    *,
    reason: str | None = None,
) -> Meaning:
    """Let `written` mean the official region `name`, in all orders, now and later."""
    level, official = _official(name)
    _refuse_official(level, written, official)
    return _map(session, specs, level, written, official, reason)


def map_courier(
    session: Session,
    specs: Mapping[str, SourceSpec],
    written: str,
    name: str,
    *,
    reason: str | None = None,
) -> Meaning:
    """Let the courier text `written` mean the courier `name`, in all orders, now and later."""
    if name not in couriers.couriers():
        raise OmniError("E_COURIER_UNKNOWN", value=name, near=", ".join(couriers.couriers()))
    known = couriers.canonical_courier(written)
    if known is not None:
        raise OmniError("E_REGION_OFFICIAL", value=written, name=known)
    return _map(session, specs, "courier", written, name, reason)


def unmap(
    session: Session,
    specs: Mapping[str, SourceSpec],
    written: str,
    *,
    courier: bool = False,
    reason: str | None = None,
) -> Meaning:
    """Take a mapping back; its orders are as their files and the official lists say."""
    standing = decisions.standing(session.db, *_filed(written, courier=courier))
    if not standing:
        raise OmniError("E_ALIAS_UNKNOWN", value=written)
    payload = standing[-1]["payload"]
    level, name = payload["level"], str(payload["name"])

    def carries(value: str) -> bool:
        return value == name

    return _decided(
        session,
        specs,
        Meaning(level=level, written=payload["written"], name=name, orders=0),
        kind="alias_dropped",
        column=level,
        carries=carries,
        reason=reason,
    )


def _official(name: str) -> tuple[Level, str]:
    """The one province or regency that `name` names."""
    options = find_regencies(name)
    if len(options) == 1 and same_text(options[0].name) == same_text(name):
        return "city", options[0].name
    province = find_province(name)
    if province is not None:
        return "province", province.name
    if len(options) == 1:
        return "city", options[0].name
    from omnicli.domain.proposals import propose_region

    near = propose_region(None, name) or propose_region(name, None)
    raise OmniError("E_REGION_UNKNOWN", value=name, near=near)


def _refuse_official(level: Level, written: str, name: str) -> None:
    """An official name keeps its meaning; an ambiguous one may take one of its own."""
    if level == "province":
        province = find_province(written)
        options = [province.name] if province else []
    else:
        options = [place.name for place in find_regencies(written)]
    if len(options) == 1 or (options and name not in options):
        raise OmniError("E_REGION_OFFICIAL", value=written, name=" / ".join(options))


def _map(
    session: Session,
    specs: Mapping[str, SourceSpec],
    level: Level,
    written: str,
    name: str,
    reason: str | None,
) -> Meaning:
    compare = couriers.words if level == "courier" else same_text

    def carries(value: str) -> bool:
        return compare(value) == compare(written)

    return _decided(
        session,
        specs,
        Meaning(level=level, written=written, name=name, orders=0),
        kind=_filed(written, courier=level == "courier")[0],
        column="courier_service" if level == "courier" else level,
        carries=carries,
        reason=reason,
    )


def _filed(written: str, *, courier: bool) -> tuple[str, str]:
    """Kind and subject of the decision about a text."""
    if courier:
        return places.COURIER_ALIAS, f"courier:{couriers.words(written)}"
    return places.REGION_ALIAS, f"region:{same_text(written)}"


def _decided(
    session: Session,
    specs: Mapping[str, SourceSpec],
    meaning: Meaning,
    *,
    kind: str,
    column: str,
    carries: Callable[[str], bool],
    reason: str | None,
) -> Meaning:
    """Record the decision in place of an earlier one; derive the orders it touches again."""
    originals = originals_of(session.workspace, session.db, specs)
    filed = _filed(meaning.written, courier=meaning.level == "courier")
    with deciding(session) as db:
        earlier = decisions.standing(db, *filed)
        payload = {"level": meaning.level, "written": meaning.written, "name": meaning.name}
        decide(session, db, kind, filed[1], payload, reason=reason, instead_of=earlier)
        touched = places.orders_where(db, column, carries)
        for entry in earlier:
            former = str(entry["payload"]["name"])
            touched = _joined(touched, places.orders_where(db, meaning.level, former.__eq__))
        rules = rules_of(session.workspace.settings)
        _derive_again(db, originals, rules, touched)
        session.finish(kind=kind, subject=filed[1], name=meaning.name, orders=touched.height)
    return Meaning(
        level=meaning.level, written=meaning.written, name=meaning.name, orders=touched.height
    )


def _derive_again(
    db: sqlite3.Connection, originals: Originals, rules: Rules, keys: "pl.DataFrame"
) -> None:
    if not keys.is_empty():
        apply(db, originals, rules, [], touched={"orders": keys})


def _joined(one: "pl.DataFrame", other: "pl.DataFrame") -> "pl.DataFrame":
    return pl.concat([one, other]).unique(maintain_order=True)
