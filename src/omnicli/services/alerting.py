"""`omni alerts`: rules of the metric `alerts`, kept on between their two thresholds.

The metric says what is measured, when it is raised and when it is cleared; here stands which are
on, who has seen them, and how one is said.
"""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from omnicli.access.columns import EVERYTHING
from omnicli.access.columns import STRANGER
from omnicli.access.columns import Reader
from omnicli.domain.clock import instant
from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.domain.money import format_rupiah
from omnicli.domain.period import Period
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.reports import numbers
from omnicli.reports.plain import visible
from omnicli.reports.words import word
from omnicli.services.reconciling import newest_day
from omnicli.session import Session
from omnicli.warehouse import alerts
from omnicli.warehouse.alerts import Alert

LOOK_BACK = timedelta(days=120)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONEY_RULES = frozenset({"fee_rule", "late_payout", "target_reached"})
"""Rules about money owed: the metric keeps their rows from readers without that right, too."""

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "rts_jump": (
        "Rasio RTS {subject} naik: {shown} dalam 14 hari, sebelumnya {before}",
        "The RTS rate of {subject} jumped: {shown} in 14 days, before {before}",
    ),
    "fee_rule": (
        "Tarif biaya {subject} berubah: {shown}, sebelumnya {before}",
        "The fee rate of {subject} changed: {shown}, before {before}",
    ),
    "late_payout": (
        "Pencairan terlambat, {subject}: {value} pesanan, {shown}",
        "Late payout, {subject}: {value} orders, {shown}",
    ),
    "late_withdrawal": (
        "Penarikan belum di bank setelah {value} hari: {subject}, {shown}",
        "A withdrawal has not reached the bank after {value} days: {subject}, {shown}",
    ),
    "adset_fatigue": (
        "Audiens jenuh: {subject} dilihat {shown} per orang; segarkan kreatif atau jeda 2–4 minggu",
        "Worn-out audience: {subject} was seen {shown} per person; refresh it or pause 2–4 weeks",
    ),
    "target_reached": (
        "Target tercapai: {subject} {shown} dari {before}",
        "Target reached: {subject} {shown} of {before}",
    ),
    "sales_drop": (
        "Pesanan {subject} turun: {shown} di hari utuh terakhir, biasanya {before}",
        "Orders of {subject} dropped: {shown} on the newest whole day, usually {before}",
    ),
    "live_violation": (
        "LIVE melanggar aturan: {subject}; selesaikan sebelum LIVE berikutnya",
        "A LIVE violates the rules: {subject}; settle it before the next LIVE",
    ),
    "stock_low": (
        "Stok hampir habis: {subject}, sisa {shown}, cukup {value} hari",
        "Stock nearly out: {subject}, {shown} left, enough for {value} days",
    ),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check changed."""

    raised: tuple[Alert, ...]
    cleared: tuple[Alert, ...]
    on: tuple[Alert, ...]


def check(session: Session) -> Checked:
    """Measure every rule: raise what passed its threshold, clear what fell below its other one.

    Rules measure with omni's own eyes, so that who runs the check changes nothing.
    """
    day = newest_day(session)
    period = Period(day - LOOK_BACK, day)
    params = {**period.sql_params(), "as_of": day.isoformat()}
    measured = run_metric(session.db, get("alerts"), params, reader=EVERYTHING)
    rows = {(r["rule"], r["subject"]): r for r in measured.records(printed=False)}
    off = session.workspace.settings.alerts_off
    now = instant(session.now)
    raised, cleared = [], []
    with session.transaction(final=False) as db:
        standing = {(one.rule, one.subject): one for one in alerts.alerts(db)}
        for key, row in rows.items():
            if key not in standing and row["rule"] not in off and row["sure"] and _over(row):
                raised.append(alerts.put_on(db, row, now, day.isoformat()))
        for key, one in standing.items():
            found = rows.get(key)
            if found is None or one.rule in off or _is_over(found):
                alerts.clear(db, one.alert_id, now)
                cleared.append(one.alert_id)
            else:
                alerts.renew(db, one.alert_id, found)
        everything = {one.alert_id: one for one in alerts.alerts(db, cleared=True)}
    return Checked(
        tuple(everything[number] for number in raised),
        tuple(everything[number] for number in cleared),
        tuple(one for one in everything.values() if one.cleared_at is None),
    )


def _over(row: Mapping[str, object]) -> bool:
    """Whether a rule that is off is raised."""
    value, limit = int(str(row["value"])), int(str(row["raise_at"]))
    return value >= limit if row["way"] == "up" else value <= limit


def _is_over(row: Mapping[str, object]) -> bool:
    """Whether one that is on is cleared: between the two thresholds it stays as it is."""
    value, limit = int(str(row["value"])), int(str(row["clear_at"]))
    return value <= limit if row["way"] == "up" else value >= limit


def seen_by(found: Sequence[Alert], reader: Reader) -> list[Alert]:
    """The alerts that a reader may know of."""
    return [one for one in found if one.rule not in MONEY_RULES or "money" in reader.sees]


def listed(session: Session, reader: Reader, *, everything: bool = False) -> list[Alert]:
    """The alerts that are on and do not rest, or every one there was."""
    found = seen_by(alerts.alerts(session.db, cleared=everything), reader)
    return found if everything else [one for one in found if not _rests(session, one)]


def news(session: Session, reader: Reader) -> list[Alert]:
    """What a reader should be told: on, not resting, and seen by nobody yet."""
    return [one for one in listed(session, reader) if one.acked_at is None]


def _today(session: Session) -> date:
    return local_date(session.now, session.workspace.settings.timezone)


def _rests(session: Session, one: Alert) -> bool:
    return one.snoozed_until is not None and one.snoozed_until > _today(session).isoformat()


def acknowledge(session: Session, numbers_: Sequence[int]) -> list[Alert]:
    """Note that the actor has seen them. E_ALERT_UNKNOWN."""
    with session.transaction() as db:
        for one in _found(session, numbers_):
            alerts.acknowledge(db, one.alert_id, instant(session.now), session.actor.username)
        session.finish(alerts=list(numbers_))
    return list(_found(session, numbers_))


def snooze(session: Session, numbers_: Sequence[int], until: str) -> list[Alert]:
    """Let them rest until a day; empty wakes them. E_ALERT_UNKNOWN, E_ALERT_DAY."""
    day = None
    if until.strip():
        try:
            day = date.fromisoformat(until.strip())
        except ValueError as error:
            raise OmniError("E_ALERT_DAY", value=until) from error
        if day <= _today(session):
            raise OmniError("E_ALERT_DAY", value=until)
    with session.transaction() as db:
        for one in _found(session, numbers_):
            alerts.rest(db, one.alert_id, None if day is None else day.isoformat())
        session.finish(alerts=list(numbers_))
    return list(_found(session, numbers_))


def _found(session: Session, numbers_: Sequence[int]) -> Iterator[Alert]:
    for number in numbers_:
        one = alerts.find(session.db, number)
        if one is None or not seen_by([one], session.reader):
            raise OmniError("E_ALERT_UNKNOWN", value=number)
        yield one


def records(found: Sequence[Alert], lang: str) -> list[dict[str, object]]:
    """Alerts as `--json` prints them: with their state and the sentence."""
    return [{**one.to_dict(), "state": _state(one), "text": sentence(one, lang)} for one in found]


def _state(one: Alert) -> str:
    if one.cleared_at is not None:
        return "cleared"
    return "on" if one.acked_at is None else "seen"


def sentence(one: Alert, lang: str) -> str:
    """An alert as a sentence."""
    rule = one.rule
    if rule == "late_payout" and " " in one.subject:
        rule = "late_withdrawal"
    text = _SENTENCES[rule][lang == "en"]
    return text.format(
        subject=_subject(one, lang),
        value=numbers.count(one.value, lang),
        shown=_amount(one, one.shown, lang),
        before=_amount(one, one.before, lang),
    )


def _subject(one: Alert, lang: str) -> str:
    if one.subject == "*":
        return ("semua kurir", "all couriers")[lang == "en"]
    if one.rule == "late_payout" and " " in one.subject:
        return _withdrawal(one.subject, lang)
    return visible(word("platform", one.subject, lang))


def _withdrawal(subject: str, lang: str) -> str:
    """The wallet, the account unless there is one only, and the day: no reader knows the key."""
    source, _, rest = subject.partition(" ")
    account, _, key = rest.rpartition(" ")
    name = word("source", source, lang)
    if account not in {"", "main"}:
        name = f"{name} ({STRANGER.account(account)})"
    day = _DAY.match(key)
    return visible(f"{name} {numbers.day(day[0], lang)}" if day else name)


def _amount(one: Alert, value: int | None, lang: str) -> str:
    """A measured value in the unit of its rule."""
    if value is None:
        return "–"
    if one.rule in {"rts_jump", "fee_rule"}:
        return numbers.percent(value, lang)
    if one.rule == "adset_fatigue":
        return numbers.times(value, lang)
    if one.rule == "late_payout" or (
        one.rule == "target_reached" and not one.subject.endswith("orders")
    ):
        return format_rupiah(value, lang=lang)
    return numbers.count(value, lang)
