"""What a person asks of `omni import`: which files, as what, as of when."""

import difflib
import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from omnicli.domain.clock import instant
from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.domain.issues import Issue
from omnicli.domain.period import parse_period
from omnicli.ingest.spec import SourceSpec
from omnicli.warehouse.ledger import Earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What the user asked for."""

    files: Sequence[Path]
    hint: str | None = None
    account: str = "main"
    account_is: bool = False
    """Whether the files' owners are the account's own, whatever name they state."""
    effective_at: str | None = None
    period: tuple[str, str] | None = None
    dry_run: bool = False
    strict: bool = False
    keep_going: bool = False
    sweep: bool = False
    """Whether the files are what is new in the inbox, not named one by one."""
    passwords: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        """Raise E_ACCOUNT_NAME for an account that keys could not hold; case does not count."""
        if not _ACCOUNT.fullmatch(self.account):
            raise OmniError("E_ACCOUNT_NAME", value=self.account)
        object.__setattr__(self, "account", fold(self.account))

    def unheard(self, earlier: Earlier, file: str) -> Iterator[Issue]:
        """What was asked about bytes that are in already, and read otherwise: it has no effect."""
        period = "..".join(self.period) if self.period and earlier.period else None
        was = "..".join(earlier.period or ())
        for option, old, new in (
            ("--period", was, period),
            ("--effective-at", earlier.effective_at, self.effective_at),
        ):
            if new is not None and new != old:
                fields = {"option": option, "was": old, "value": new, "batch": earlier.batch_id}
                yield Issue("W_IMPORTED_OTHERWISE", "warning", file, fields=fields)


_ACCOUNT = re.compile(r"[^\W_](?:[\w .&+'()-]{0,62}[\w.)])?")
"""Letters, digits and a few signs: `:` marks parts of an ad account, `|` and `·` parts of keys."""


def split_arguments(
    what: Sequence[str], specs: Mapping[str, SourceSpec]
) -> tuple[str | None, list[Path]]:
    """Tell `shopee file.xlsx` from `file.xlsx`: the first word may name a platform or a source.

    A file of that name wins over a platform. Raises E_USAGE without any file, E_SOURCE_UNKNOWN
    where the first word is neither.
    """
    known = {*specs, *(s.platform for s in specs.values()), "auto"}
    first, *rest = what
    if first in known and not Path(first).is_file():
        if not rest:
            raise OmniError("E_USAGE", detail="FILE", command="import")
        return (None if first == "auto" else first), [Path(p) for p in rest]
    looks_like_a_file = (
        first in {"-", "inbox"} or Path(first).exists() or "." in first or "/" in first
    )
    if not looks_like_a_file:
        near = difflib.get_close_matches(first, known, 1, 0.5)
        raise OmniError(
            "E_SOURCE_UNKNOWN",
            value=first,
            nearest=near[0] if near else "auto",
            known=", ".join(sorted(known)),
        )
    return None, [Path(p) for p in what]


def parse_effective_at(text: str, zone: str) -> str:
    """`--effective-at` as an instant; a bare day means its last second in the workspace's zone.

    Raises E_EFFECTIVE_AT.
    """
    try:
        if len(text) == len("2025-08-31"):
            day = date.fromisoformat(text)
            return instant(datetime.combine(day, time(23, 59, 59), ZoneInfo(zone)))
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise OmniError("E_EFFECTIVE_AT", value=text) from None
    return instant(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone)))


def parse_period_option(text: str) -> tuple[str, str]:
    """`2025-08` or `2025-08-01..2025-08-31` as inclusive ISO dates. Raises E_PERIOD."""
    first, between, last = text.partition("..")
    if between:
        period = parse_period(from_=first, to=last, today=date.max)
    elif text[:1].isdigit():
        period = parse_period(month=text, today=date.max)
    else:  # a month's name would need a year to be the month of a file
        raise OmniError("E_PERIOD", detail=text, value=text)
    return period.start.isoformat(), period.end.isoformat()
