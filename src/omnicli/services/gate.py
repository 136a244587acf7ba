"""What has to be right before a figure may leave: the data it needs, and the checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import Literal

from omnicli.access.columns import STRANGER
from omnicli.domain.clock import local_date
from omnicli.domain.lacks import Lack
from omnicli.metrics.catalog import get
from omnicli.reports import numbers
from omnicli.reports.frame import Bundle
from omnicli.reports.words import word
from omnicli.services.checks import CheckResult
from omnicli.services.checks import run_checks
from omnicli.services.status import status
from omnicli.session import Session
from omnicli.settings.delivery import Stale

BY_HAND = "orders"
"""A source that people fill in: nobody exports it."""

Decision = Literal["send", "hold", "skip"]


@dataclass(frozen=True, slots=True)
class Gate:
    """What was found of one report: days its figures lack, and every check with its result."""

    lacks: tuple[Lack, ...]
    checks: tuple[CheckResult, ...]
    last_day: date
    """The last day that data can be expected of."""

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """Checks that say figures are wrong."""
        return tuple(one for one in self.checks if one.state == "error")

    @property
    def warned(self) -> tuple[CheckResult, ...]:
        """Checks that say something is missing."""
        return tuple(one for one in self.checks if one.state == "warning")

    def decide(self, stale: Stale) -> Decision:
        """Failed checks hold every mail; lacking data does what the policy says."""
        if self.failed:
            return "hold"
        if self.lacks and stale != "mark":
            return stale
        return "send"

    def phrases(self, lang: str) -> tuple[str, ...]:
        """Each lack in words: `Meta ads since 24 Jul 2025`."""
        return tuple(dict.fromkeys(phrase(lack, self.last_day, lang) for lack in self.lacks))

    def reasons(self, lang: str) -> Iterator[str]:
        """Why a mail is held or left out."""
        for result in self.failed:
            yield f"{result.check.title[lang == 'en']}: {result.findings}"
        for phrase in self.phrases(lang):
            yield ("without {}" if lang == "en" else "tanpa {}").format(phrase)


def examine(session: Session, bundle: Bundle) -> Gate:
    """Ask what the report's figures need, up to yesterday, and run every check."""
    today = local_date(session.now, session.workspace.settings.timezone)
    last = min(bundle.facts.period.end, today - timedelta(days=1))
    found = [cut for lack in bundle.lacks if (cut := _up_to(lack, last)) is not None]
    lacks = {_key(lack): lack for lack in found}
    for lack in _not_exported(session, bundle, last):
        lacks[_key(lack)] = _merged(lacks.get(_key(lack)), lack)
    return Gate(tuple(lacks.values()), tuple(run_checks(session)), last)


def _key(lack: Lack) -> tuple[str | None, ...]:
    # A need as a metric writes it may name a platform; the source does so anyway.
    return (lack.source, lack.account) if lack.source else (lack.need, None)


def _not_exported(session: Session, bundle: Bundle, last: date) -> Iterator[Lack]:
    """Days after the newest file of each source that is needed: nobody has exported them yet.

    Coverage ends with the newest day of any source, and so is silent where all of them stopped.
    """
    needs: set[str] = set()
    for frame in bundle.frames.values():
        needs |= set(get(frame.pinned).needs_on(frame.basis))
    retired = session.workspace.settings.retired
    for one in status(session):
        kinds = {need.partition(":")[0] for need in needs if _is_of(one.source, need)}
        if one.need not in kinds or one.newest_day is None or one.source in {*retired, BY_HAND}:
            continue
        newest = date.fromisoformat(one.newest_day)
        first = max(newest + timedelta(days=1), bundle.facts.period.start)
        if first <= last:
            days = (last - first).days + 1
            ends = (first.isoformat(), last.isoformat())
            yield Lack(one.need, one.source, one.account, *ends, days)


def _is_of(source: str, need: str) -> bool:
    platform = need.partition(":")[2]
    return not platform or source.split("-", maxsplit=1)[0] == platform


def _merged(known: Lack | None, late: Lack) -> Lack:
    """Both as one: `late` is missing to its last day."""
    if known is None:
        return late
    both = (date.fromisoformat(known.last) - date.fromisoformat(late.first)).days + 1
    days = known.days - max(both, 0) + late.days
    return replace(late, first=min(known.first, late.first), days=days)


def _up_to(lack: Lack, last: date) -> Lack | None:
    """The lack without days that nobody can have data of yet."""
    if lack.first > last.isoformat():
        return None
    over = (date.fromisoformat(lack.last) - last).days
    return (
        lack if over <= 0 else replace(lack, last=last.isoformat(), days=max(lack.days - over, 1))
    )


def phrase(lack: Lack, last: date, lang: str) -> str:
    """A lack in words, `last` being the last day that is asked about."""
    if lack.source is None:
        return word("need", lack.need, lang)
    name = word("source", lack.source, lang)
    if lack.account not in {None, "main"}:
        # Every reader of the mail sees this, whatever their rights.
        name = f"{name} ({STRANGER.account(lack.account)})"
    first = numbers.day(lack.first, lang)
    if lack.last >= last.isoformat() and lack.first != lack.last:
        return f"{name} {'since' if lang == 'en' else 'sejak'} {first}"
    return f"{name} {first}" + (
        f" – {numbers.day(lack.last, lang)}" if lack.last != lack.first else ""
    )
