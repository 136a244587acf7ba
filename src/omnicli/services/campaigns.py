"""`omni campaign`: a campaign's figures, its target, and freezing them when it is over."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from omnicli.access.columns import EVERYTHING
from omnicli.domain.clock import local_date
from omnicli.domain.errors import OmniError
from omnicli.domain.period import Period
from omnicli.engine.campaigns import FIGURES
from omnicli.engine.campaigns import as_frozen
from omnicli.metrics.catalog import get
from omnicli.metrics.header import CHANNELS
from omnicli.metrics.run import MetricResult
from omnicli.metrics.run import run_metric
from omnicli.metrics.run import seen_by
from omnicli.registers import registers
from omnicli.services.campaigns_due import due
from omnicli.services.deciding import decide
from omnicli.services.deciding import deciding
from omnicli.services.reconciling import newest_day
from omnicli.services.registers import Entry
from omnicli.services.registers import edit
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse import frozen_campaigns
from omnicli.warehouse import ledger
from omnicli.warehouse import registers as stored

LATE = "campaign_late_files"
TRENDS = 20
"""Of so many products a frozen campaign keeps the trend, the best sellers first."""
FREEZING = "campaign.freeze"
"""The action whose holders freeze campaigns."""
_BY_ITSELF = "selesai, semua berkas masuk / over, all files in"
_NOT_YET = {"E_CAMPAIGN_RUNNING", "E_CAMPAIGN_UNFINISHED", "E_CAMPAIGN_FROZEN"}
_SPOKEN = {"semua": "all", "shoptokopedia": "tiktok", "shop tokopedia": "tiktok"}

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A row of the register, and its days."""

    name: str
    period: Period


@dataclass(frozen=True, slots=True)
class Shown:
    """A campaign's results by metric, only its own rows."""

    campaign: Campaign
    channel: str
    results: Mapping[str, MetricResult]

    def rows(self, metric: str, *, printed: bool = False, zone: str | None = None) -> list[Row]:
        """The rows of one metric as dicts."""
        return list(self.results[metric].records(printed=printed, zone=zone))

    @property
    def pace(self) -> Row:
        """The one row of `campaign_pace`."""
        (row,) = self.rows("campaign_pace")
        return row


def read_channel(text: str | None) -> str:
    """A channel by its name; ShopTokopedia is TikTok's shop. E_CAMPAIGN_CHANNEL."""
    wanted = (text or "all").casefold()
    found = _SPOKEN.get(wanted, wanted)
    if found not in CHANNELS:
        known = ", ".join((*CHANNELS, "shoptokopedia"))
        raise OmniError("E_CAMPAIGN_CHANNEL", value=text, known=known)
    return found


def set_target(session: Session, name: str, gmv: str, reason: str | None) -> Entry:
    """Set the order value that all channels together shall reach."""
    return edit(session, registers()["campaign"], [name], {"target_sen": gmv}, reason)


def show(session: Session, name: str, *, channel: str | None = None, live: bool = False) -> Shown:
    """All figures of a campaign up to the newest day known; frozen ones unless `live`.

    Raises E_REGISTER_ROW, E_CAMPAIGN_CHANNEL, E_CAMPAIGN_DAYS.
    """
    asked = read_channel(channel)
    campaign = find(session, name)
    results = {}
    for metric in (*FIGURES, LATE):
        result = _run(session, campaign, metric, asked)
        if not live:
            result = as_frozen(session.db, result)
        results[metric] = seen_by(_only(result, campaign.name), session.reader)
    return Shown(campaign, asked, results)


def find(session: Session, name: str) -> Campaign:
    """The campaign of that name. Raises E_REGISTER_ROW, E_CAMPAIGN_DAYS."""
    rows = stored.rows(session.db, "v_campaigns", {"campaign": name}, ("campaign",))
    if not rows:
        raise OmniError("E_REGISTER_ROW", value=name, register="campaign")
    first, last = str(rows[0]["from_date"] or ""), str(rows[0]["to_date"] or "")
    if not first or not last or first > last:
        raise OmniError("E_CAMPAIGN_DAYS", campaign=name, first=first, last=last)
    return Campaign(name, Period(date.fromisoformat(first), date.fromisoformat(last)))


def freeze(
    session: Session, name: str, *, unfinished: bool = False, reason: str | None = None
) -> Row:
    """Keep the figures of a campaign that is over as they are; gives its pace.

    Raises E_CAMPAIGN_RUNNING, E_CAMPAIGN_FROZEN, and E_CAMPAIGN_UNFINISHED where the files do not
    reach its end, unless `unfinished`.
    """
    campaign = find(session, name)
    today = local_date(session.now, session.workspace.settings.timezone)
    if today <= campaign.period.end:
        raise OmniError("E_CAMPAIGN_RUNNING", campaign=name, last=campaign.period.end, today=today)
    subject = f"campaign:{campaign.name}"
    with deciding(session, guarded=False) as db:
        earlier = decisions.standing(db, frozen_campaigns.KIND, subject)
        if any(_days(entry) == campaign.period for entry in earlier):
            raise OmniError("E_CAMPAIGN_FROZEN", campaign=name)
        figures = _figures(session, campaign)
        pace = figures["campaign_pace"]["all"]
        (cells,) = pace["rows"]
        row = dict(zip(pace["columns"], cells, strict=True))
        if row["state"] != "over" and not unfinished:
            raise OmniError(
                "E_CAMPAIGN_UNFINISHED", campaign=name, known=row["known_to"] or "–",
                last=campaign.period.end,
            )  # fmt: skip
        payload = {
            "campaign": campaign.name,
            "from_date": campaign.period.start.isoformat(),
            "to_date": campaign.period.end.isoformat(),
            "frozen_date": today.isoformat(),
            "last_import": ledger.newest(db),
            "figures": figures,
        }
        decide(
            session, db, frozen_campaigns.KIND, subject, payload, reason=reason, instead_of=earlier
        )
        (entry,) = decisions.standing(db, frozen_campaigns.KIND, subject)
        frozen_campaigns.leave(db, campaign.name)
        frozen_campaigns.enter(db, entry)
        session.finish(campaign=campaign.name)
    return row


def freeze_due(session: Session) -> list[tuple[str, Row]]:
    """Freeze every campaign that is over and whose files are in; gives name and pace of each.

    In sessions of their own, so that the trail says who did it; nothing for who may not freeze. One
    that a person thawed stays as it is.
    """
    names = due(session)
    if not names or not session.may(FREEZING):
        return []
    frozen = []
    for name in names:
        with Session.open(
            session.workspace,
            command="campaign freeze",
            action=FREEZING,
            target=name,
            write=True,
            lang=session.lang,
        ) as own:
            try:
                frozen.append((name, freeze(own, name, reason=_BY_ITSELF)))
            except OmniError as error:
                if error.code not in _NOT_YET:
                    raise
    return frozen


def waits(session: Session, shown: "Shown") -> bool:
    """Whether a campaign is over and will freeze by itself, but not yet."""
    thawed = decisions.of_kinds(session.db, (frozen_campaigns.THAWED,))
    subject = f"campaign:{shown.campaign.name}"
    pace = shown.pace
    over = pace["state"] == "over" and pace["frozen_date"] is None
    return over and all(entry["subject"] != subject for entry in thawed)


def _days(entry: decisions.Entry) -> Period:
    payload = entry["payload"]
    return Period(date.fromisoformat(payload["from_date"]), date.fromisoformat(payload["to_date"]))


def thaw(session: Session, name: str, *, reason: str) -> None:
    """Let a frozen campaign follow the files again. Raises E_CAMPAIGN_LIVE, E_CLOSE_REASON."""
    if not reason.strip():
        raise OmniError("E_CLOSE_REASON")
    with deciding(session, guarded=False) as db:
        made = decisions.standing(db, frozen_campaigns.KIND, f"campaign:{name}")
        if not made:
            raise OmniError("E_CAMPAIGN_LIVE", campaign=name)
        decide(
            session, db, frozen_campaigns.THAWED, f"campaign:{name}", reason=reason, instead_of=made
        )
        frozen_campaigns.leave(db, name)
        session.finish(campaign=name)


def _run(session: Session, campaign: Campaign, metric: str, channel: str) -> MetricResult:
    as_of = max(newest_day(session), campaign.period.start)
    params = {**campaign.period.sql_params(), "as_of": as_of, "channel": channel}
    return run_metric(session.db, get(metric), params, reader=EVERYTHING)


def _only(result: MetricResult, campaign: str) -> MetricResult:
    """The rows of one campaign: others may touch the same days."""
    place = [column.name for column in result.spec.columns].index("campaign")
    rows = [row for row in result.rows if row[place] == campaign]
    return MetricResult(result.spec, result.params, rows, result.lacks, result.masked)


def _figures(session: Session, campaign: Campaign) -> frozen_campaigns.Figures:
    """Every metric of the campaign, for each channel that sold in it and for all together."""
    figures: frozen_campaigns.Figures = {}
    for channel in CHANNELS:
        pace = _only(_run(session, campaign, "campaign_pace", channel), campaign.name)
        sold = any(row["gmv_sen"] is not None for row in pace.records(printed=False))
        if channel != "all" and not sold:
            continue
        for metric in FIGURES:
            result = _only(_run(session, campaign, metric, channel), campaign.name)
            rows = result.rows if metric != "campaign_trend" else _best(result)
            columns = [column.name for column in result.spec.columns]
            kept = {"columns": columns, "rows": [list(row) for row in rows]}
            figures.setdefault(metric, {})[channel] = kept
    return figures


def _best(result: MetricResult) -> Sequence[Sequence[object]]:
    """The trend of the store, of LIVEs and videos, and of the products that sold most."""
    sums: dict[object, int] = {}
    records = result.records(printed=False)
    for row in records:
        if row["scope"] == "product" and isinstance(row["gmv_sen"], int):
            sums[row["thing"]] = sums.get(row["thing"], 0) + row["gmv_sen"]
    best = set(sorted(sums, key=lambda thing: (-sums[thing], str(thing)))[:TRENDS])
    return [
        row
        for row, record in zip(result.rows, records, strict=True)
        if record["scope"] != "product" or record["thing"] in best
    ]
