"""`omni customers list`: who the customers are, searched and filtered (S1-35…S1-37, S1-39).

The figures are those of the metric `customer_list`. A search asks first whom the text may mean, so
that the sums are made of these people only, however many there are.
"""

import json
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from omnicli.access.columns import EVERYTHING
from omnicli.domain.errors import OmniError
from omnicli.domain.phones import normalise_phone
from omnicli.metrics.catalog import get
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.run import run_metric
from omnicli.metrics.shared import narrowed
from omnicli.reports.words import word
from omnicli.services.reconciling import newest_day
from omnicli.session import Session
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

METRIC = "customer_list"
COLUMNS = (
    *("customer", "name", "last_order_date", "city", "phone", "category", "segment"),
    *("total_orders", "last_status", "total_revenue_sen", "next_action"),
)
MOST_FOUND = 1_000
"""People a search may find before it must be narrower."""
_LEAST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to list: of each filter any value, of several filters all."""

    search: str | None = None
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Column of the metric → values, as stored or as shown in either language."""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class CustomerList:
    """The customers that fit, the newest order first; `found` may be more than the rows."""

    rows: list[Record]
    columns: tuple[MetricColumn, ...]
    found: int


def list_customers(session: Session, wanted: Wanted) -> CustomerList:
    """The customers that fit. Raises E_CUSTOMERS_MANY for a search that finds too many."""
    spec = get(METRIC)
    if wanted.search is not None and wanted.search.strip():
        people = _found(session, wanted.search)
        if len(people) > MOST_FOUND:
            raise OmniError("E_CUSTOMERS_MANY", value=wanted.search, count=MOST_FOUND)
        ids = [n for row in people if isinstance(n := row["customer_id"], int)]
        phones = [str(row["phone"]) for row in people if row["phone"] is not None]
        spec = replace(spec, sql=narrowed(spec.sql, {"customer_id": ids, "phone": phones}))
    result = run_metric(session.db, spec, {"as_of": newest_day(session)}, reader=EVERYTHING)
    rows: list[Record] = [{**row} for row in result.records(printed=False)]
    for name, values in wanted.filters.items():
        meant = {part.strip().casefold() for value in values for part in value.split(",")}
        if name == "platforms" and meant:
            rows = _on(session, rows, meant)
        elif meant:
            rows = [row for row in rows if _fits(row, name, meant)]
    rows.sort(key=lambda row: str(row["last_order_date"] or ""), reverse=True)
    shown = rows if wanted.limit is None else rows[: wanted.limit]
    reader = session.reader
    kinds = {c.name: c.secrecy for c in spec.columns}
    shown = [
        {name: reader.value(name, v, declared=kinds.get(name)) for name, v in row.items()}
        for row in shown
    ]
    columns = tuple(c for name in COLUMNS for c in spec.columns if c.name == name)
    return CustomerList(shown, columns, len(rows))


def _found(session: Session, text: str) -> list[Record]:
    """Customers and profiles that a text may mean."""
    whole = text.strip().casefold()
    words = whole.split()
    phone = normalise_phone(text) or ""
    digits = phone or (whole.lstrip("+").removeprefix("0") if whole.lstrip("+").isdecimal() else "")
    if not phone and "personal" not in session.reader.sees:
        digits = ""  # by its parts a masked number could be guessed digit by digit
    asked = {
        "words": json.dumps(words),
        "longest": max(words, key=len),
        "text": whole.split(":", 1)[-1],
        "digits": digits if len(digits) >= _LEAST_DIGITS else "",
    }
    return ask(session.db, "customers_found", asked)


def _on(session: Session, rows: list[Record], platforms: AbstractSet[str]) -> list[Record]:
    """The rows of who ordered on one of the platforms; the column shows two of them at most."""
    spoken = {
        name: {name, *(word("platform", name, lang).casefold() for lang in ("id", "en"))}
        for name in (str(row["platform"]) for row in ask(session.db, "platforms"))
    }
    names = [name for name, words in spoken.items() if words & platforms]
    there = ask(session.db, "customers_on", {"platforms": json.dumps(names)})
    keys = {row["customer"] for row in there}
    return [row for row in rows if row["customer"] in keys]


def _fits(row: Record, name: str, values: AbstractSet[str]) -> bool:
    """Whether a column has one of the values; a place is known without its `Kota`, too."""
    stored = str(row[name] or "").casefold()
    spoken = {word(name, str(row[name] or ""), lang).casefold() for lang in ("id", "en")}
    bare = {stored.removeprefix(kind) for kind in ("kota ", "kabupaten ", "kab. ")}
    return bool(values & {stored, *spoken, *bare})
