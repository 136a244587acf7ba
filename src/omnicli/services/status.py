"""`omni status`: which months of each source are imported, how fresh it is, and what to do next."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta

from omnicli.access.columns import EVERYTHING
from omnicli.domain.clock import local_date
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.session import Session
from omnicli.warehouse.records import ask

DEFAULT_CADENCE = 31
"""Days within which a source is expected again where omni.toml `[cadence]` does not say: sellers
download by the month."""

MONTHS = 12
"""How many months back the matrix looks."""

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How complete one source of one account is.

    `state` is complete, gap (days in between are missing), stale (nothing new for longer than
    `cadence` days) or behind (other sources know newer days). `months` maps YYYY-MM to the state
    of `coverage`; `missing` lists the months that are not complete.
    """

    source: str
    account: str
    need: str
    newest_day: str | None
    days_old: int | None
    cadence: int
    files: int
    rows: int
    state: str
    missing: tuple[str, ...]
    months: Mapping[str, str]

    def to_dict(self) -> dict[str, object]:
        """What `--json` prints."""
        return {
            "source": self.source,
            "account": self.account,
            "need": self.need,
            "state": self.state,
            "newest_day": self.newest_day,
            "days_old": self.days_old,
            "cadence": self.cadence,
            "files": self.files,
            "rows": self.rows,
            "missing": list(self.missing),
            "months": dict(self.months),
        }


def status(session: Session) -> list[SourceStatus]:
    """Every source that was ever imported, by source and account."""
    today = local_date(session.now, session.workspace.settings.timezone)
    first = today.replace(day=1)
    for _ in range(MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    # Ten years, to find also a source that stopped long ago; the matrix shows the last months.
    span = {"from_date": date(today.year - 10, 1, 1), "to_date": today + timedelta(days=1)}
    found = run_metric(session.db, get("coverage"), span, reader=EVERYTHING)
    records = found.records(printed=False)
    cadence = session.workspace.settings.cadence
    files = {
        (str(r["source"]), str(r["account"]), str(r["need"])): int(str(r["files"]))
        for r in ask(session.db, "files_by_need")
    }
    return [
        _status(key, rows, files[key], first, today, cadence.get(key[0], DEFAULT_CADENCE))
        for key, rows in _grouped(records)
    ]


def shown(session: Session) -> list[SourceStatus]:
    """The same as the actor may see it: a bank's account is its number."""
    reader = session.reader
    return [replace(one, account=str(reader.account(one.account))) for one in status(session)]


def _grouped(
    records: Sequence[Record],
) -> Iterator[tuple[tuple[str, str, str], list[Record]]]:
    """Rows of one source, account and need together, in order."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for row in records:
        key = (str(row["source"]), str(row["account"]), str(row["need"]))
        groups.setdefault(key, []).append(row)
    yield from groups.items()


def _status(
    key: tuple[str, str, str],
    rows: list[Record],
    files: int,
    first: date,
    today: date,
    cadence: int,
) -> SourceStatus:
    newest = max((str(row["last_day"]) for row in rows if row["last_day"]), default=None)
    age = (today - date.fromisoformat(newest)).days if newest else None
    months = {str(row["month"]): str(row["state"]) for row in rows}
    begun = min((month for month, state in months.items() if state != "none"), default="")
    known = {month: state for month, state in months.items() if month >= begun}
    if age is None or age > cadence:
        state = "stale"
    elif any(
        state in {"gap", "none"} and month < (newest or "")[:7] for month, state in known.items()
    ):
        state = "gap"
    else:
        state = "behind" if any(s in {"stale", "none"} for s in known.values()) else "complete"
    return SourceStatus(
        *key,
        newest_day=newest,
        days_old=age,
        cadence=cadence,
        files=files,
        rows=sum(int(str(row["rows"])) for row in rows),
        state=state,
        missing=tuple(month for month, s in known.items() if s != "complete"),
        months={m: s for m, s in months.items() if m >= f"{first:%Y-%m}"},
    )


def stretches(months: Sequence[str]) -> str:
    """Months in order, those that follow one another as one stretch: 2025-02 – 2025-06, 2025-08."""
    found: list[list[str]] = []
    for month in months:
        if found and _number(month) == _number(found[-1][-1]) + 1:
            found[-1].append(month)
        else:
            found.append([month])
    return ", ".join(" – ".join(dict.fromkeys((one[0], one[-1]))) for one in found)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def next_step(found: list[SourceStatus]) -> tuple[str, dict[str, object]]:
    """The text key and fields of what to do next: the oldest hole first, then what is stale."""
    for wanted in ("gap", "stale", "behind"):
        lacking = [one for one in found if one.state == wanted]
        if lacking:
            one = min(lacking, key=lambda s: (s.missing[:1], s.source))
            months = ", ".join(one.missing[:6])
            fields = {"source": one.source, "months": months, "newest": one.newest_day or "–"}
            return f"next_{wanted}", {**fields, "days": one.days_old, "account": one.account}
    return ("next_complete", {}) if found else ("next_nothing", {})
