"""Broadcast lists: whom to write to, whom never, and a record of who was on which list.

A list names nobody twice and nobody who bought since they wrote, refused a parcel, asked not to be
written to, is blacklisted, or heard from the shop within the quiet days; what one contact or number
of a person says holds for the others. Who is held out of a list is not written to by a later one
while the comparison runs. Preview and export choose by the same function. What is kept of a list
are keyed names of its people, never phones, nor hashes that trying all phones would undo.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path

from omnicli.access.subjects import naming
from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.outputs import check_output
from omnicli.outputs import ending_of
from omnicli.outputs import write_output
from omnicli.services.deciding import decide
from omnicli.services.deciding import deciding
from omnicli.services.list_file import KINDS
from omnicli.services.list_file import render
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask
from omnicli.workspace import Workspace

KIND = "broadcast"
QUIET_DAYS = 2
"""Shorter than from one list (Monday, Thursday) to the next."""
RESULT_DAYS = 14
"""How long after a list its people are compared with those held out."""
_LIST_DAYS = (0, 3)
_MOST_HELD = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is asked for; of each filter any value, of several filters all."""

    labels: Sequence[str] = ()
    pipelines: Sequence[str] = ()
    segments: Sequence[str] = ()
    cities: Sequence[str] = ()
    quiet_days: int = QUIET_DAYS

    def takes(self, person: Record) -> bool:
        """Whether the filters let the person through."""
        labels = {part.strip().casefold() for part in str(person["labels"] or "").split(",")}
        return (not self.labels or bool(labels & _folded(self.labels))) and all(
            not words or str(person[name] or "").casefold() in _folded(words)
            for name, words in (
                ("pipeline", self.pipelines),
                ("segment", self.segments),
                ("city", self.cities),
            )
        )

    def to_dict(self) -> dict[str, object]:
        """The filters as they are recorded."""
        return {
            "labels": list(self.labels),
            "pipelines": list(self.pipelines),
            "segments": list(self.segments),
            "cities": list(self.cities),
            "quiet_days": self.quiet_days,
        }


@dataclass(frozen=True, slots=True)
class BroadcastList:
    """A list: its people, who of them is held out, who was left out and why."""

    people: Sequence[Record]
    held_out: Sequence[Record]
    suppressed: Mapping[str, int]
    """Reason → contacts that the filters took and the rules left out."""
    overlap: int
    """How many of `people` were on the list before this one."""
    imported: date | None
    """Local day of the newest import of leads."""
    due: date
    """The newest day on which leads should have been imported."""

    @property
    def stale(self) -> bool:
        """Whether the leads are older than the day on which they should have been imported."""
        return self.imported is None or self.imported < self.due

    def to_dict(self) -> dict[str, object]:
        """The counts as `--json` prints them."""
        return {
            "people": len(self.people),
            "held_out": len(self.held_out),
            "suppressed": dict(self.suppressed),
            "overlap": self.overlap,
            "imported": self.imported.isoformat() if self.imported else None,
            "due": self.due.isoformat(),
            "stale": self.stale,
        }


def preview(session: Session, wanted: Wanted, hold_out: str | None = None) -> BroadcastList:
    """The list as it would be written now; nothing is written. Raises E_HOLD_OUT."""
    return _choose(session, session.db, wanted, _share(hold_out))


def export(
    session: Session,
    wanted: Wanted,
    target: Path,
    *,
    reason: str,
    hold_out: str | None = None,
    allow_stale: bool = False,
    replace: bool = False,
) -> BroadcastList:
    """Write the list and record it.

    Raises E_HOLD_OUT, E_FORMAT, E_LEADS_STALE unless `allow_stale`, E_BROADCAST_EMPTY,
    and what `write_output` raises.
    """
    share = _share(hold_out)
    kind = ending_of(target, KINDS)
    check_output(target, replace=replace)
    name = _naming(session)
    with deciding(session, guarded=False) as db:
        made = _choose(session, db, wanted, share)
        if made.stale and not allow_stale:
            shown = made.imported.isoformat() if made.imported else "–"
            raise OmniError("E_LEADS_STALE", value=shown, due=made.due.isoformat())
        if not made.people:
            raise OmniError("E_BROADCAST_EMPTY")
        payload = {
            **wanted.to_dict(),
            "people": [name(person) for person in made.people],
            "held_out": [name(person) for person in made.held_out],
            "suppressed": dict(made.suppressed),
            "stale": made.stale,
        }
        number = decide(session, db, KIND, target.name, payload, reason=reason)
        # Within the transaction: a list that could not be written is not on record.
        rows = [
            # Without a plus, as chat tools take phones.
            (str(p["name"] or ""), str(p["phone"]).removeprefix("+"), str(p["labels"] or ""))
            for p in made.people
        ]
        data = render(("Nama", "HP", "Label"), rows, kind, "Broadcast")
        write_output(target, data, replace=replace)
        session.finish(decision=number, people=len(made.people), held_out=len(made.held_out))
    return made


def _choose(session: Session, db: sqlite3.Connection, wanted: Wanted, share: int) -> BroadcastList:
    """Filter, leave out, hold out."""
    zone = session.workspace.settings.timezone
    today = local_date(session.now, zone)
    since = session.now - timedelta(days=wanted.quiet_days)
    lists = decisions.standing(db, KIND)
    name = _naming(session)
    recent = _names(lists, "people", since)
    rows = ask(db, "broadcast_people")
    against = _against(rows, since, {str(r["phone"]) for r in rows if name(r) in recent})
    people: list[Record] = []
    seen: set[str] = set()
    suppressed: Counter[str] = Counter()
    for row in rows:
        if not wanted.takes(row):
            continue
        reason = "twice" if _person(row) in seen else against.get(_person(row))
        seen.add(_person(row))
        if reason is None:
            people.append(row)
        else:
            suppressed[reason] += 1
    # By month and keyed name: within a month the same people are held out, and none by choice.
    draw = naming(session.workspace)
    drawn = sorted(people, key=lambda p: draw(f"{today:%Y-%m}:{p['phone']}"))
    held = drawn[: (len(people) * share + 50) // 100]
    phones = {str(person["phone"]) for person in held}
    still = _names(lists, "held_out", session.now - timedelta(days=RESULT_DAYS))
    rest = [person for person in people if str(person["phone"]) not in phones]
    kept = [person for person in rest if name(person) not in still]
    if len(kept) < len(rest):
        suppressed["held_out"] = len(rest) - len(kept)
    before = set(lists[-1]["payload"]["people"]) if lists else set()
    ((newest,),) = (tuple(row.values()) for row in ask(db, "newest_leads"))
    return BroadcastList(
        people=kept,
        held_out=held,
        suppressed=dict(sorted(suppressed.items())),
        overlap=sum(1 for person in kept if name(person) in before),
        imported=local_date(datetime.fromisoformat(str(newest)), zone) if newest else None,
        due=_due(today),
    )


_REASONS = ("opted_out", "blacklisted", "refuser", "closed", "recent")
"""Why a person must not be written to, the weightiest first."""


def _against(rows: Sequence[Record], since: datetime, recent: AbstractSet[str]) -> dict[str, str]:
    """Person → why nobody must write to them, by any contact or number of theirs."""
    found: dict[str, str] = {}
    for row in rows:
        reasons = (_why_not(row, since, recent), found.get(_person(row)))
        known = [reason for reason in reasons if reason is not None]
        if known:
            found[_person(row)] = min(known, key=_REASONS.index)
    return found


def _why_not(person: Record, since: datetime, recent: AbstractSet[str]) -> str | None:
    """Why a contact must not be written to; None where nothing speaks against it."""
    last = person["last_message_at"]
    if person["opted_out"]:
        return "opted_out"
    if str(person["pipeline"] or "").strip().casefold() == "blacklist":
        return "blacklisted"
    if person["refused"]:
        return "refuser"
    if person["closing"] == "closed":
        return "closed"
    if str(person["phone"]) in recent or (last and datetime.fromisoformat(str(last)) > since):
        return "recent"
    return None


def _person(row: Record) -> str:
    """Who a contact is: the customer, else the phone."""
    return f"customer:{row['customer_id']}" if row["customer_id"] else str(row["phone"])


def _names(lists: Sequence[decisions.Entry], group: str, since: datetime) -> set[str]:
    """Keyed names of who was written to (`people`) or held out of a list, from `since` on."""
    return {
        name
        for entry in lists
        if datetime.fromisoformat(entry["at"]) > since
        for name in entry["payload"].get(group, ())
    }


def _due(today: date) -> date:
    """The newest Monday or Thursday, today included."""
    return next(day for n in range(7) if (day := today - timedelta(days=n)).weekday() in _LIST_DAYS)


def _share(text: str | None) -> int:
    """`10%` or `10` as 10. Raises E_HOLD_OUT."""
    if text is None:
        return 0
    plain = text.strip().removesuffix("%").strip()
    if not plain.isascii() or not plain.isdecimal() or int(plain) > _MOST_HELD:
        raise OmniError("E_HOLD_OUT", value=text)
    return int(plain)


def _folded(words: Sequence[str]) -> set[str]:
    return {word.strip().casefold() for word in words}


def listed_names(workspace: Workspace) -> Callable[[str], str]:
    """What is kept of a phone on a list; by it nobody is found in another ledger."""
    name = naming(workspace)
    return lambda phone: name(f"broadcast {phone}")


def _naming(session: Session) -> Callable[[Record], str]:
    name = listed_names(session.workspace)
    return lambda person: name(str(person["phone"]))
