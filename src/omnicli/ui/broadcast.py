"""A broadcast list on the terminal: counts, and a sample with masked phones."""

from pathlib import Path
from typing import TYPE_CHECKING

from omnicli.access.columns import Reader
from omnicli.reports.plain import mask_phone
from omnicli.ui.cells import printed
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import machine
from omnicli.ui.output import plain
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.broadcast import BroadcastList
    from omnicli.services.broadcast_result import Group
    from omnicli.services.broadcast_result import Result

SAMPLE = 10


def show_list(
    made: "BroadcastList", fmt: str, lang: str, reader: Reader, *, path: Path | None = None
) -> None:
    """The counts; the sample too, as the reader may see it, where nothing was written."""
    sample = [
        {
            "name": reader.value("customer_name", p["name"]),
            "phone": mask_phone(str(p["phone"])),
            "label": p["labels"],
        }
        for p in made.people[:SAMPLE]
    ]
    if fmt == "json":
        emit_json({**made.to_dict(), "file": str(path) if path else None, "sample": sample})
        return
    if path is None:
        names = ("name", "phone", "label")
        columns = [Column(name, t(f"broadcast.{name}", lang)) for name in names]
        emit(sample, columns, fmt, empty=t("broadcast.empty", lang), lang=lang)
    counts = {"people": len(made.people), "held": len(made.held_out), "overlap": made.overlap}
    say(t("broadcast.count", lang, **counts))
    if made.suppressed:
        reasons = ", ".join(f"{n} {t(f'broadcast.{r}', lang)}" for r, n in made.suppressed.items())
        say(t("broadcast.left_out", lang, reasons=reasons))
    if made.stale:
        say(t("broadcast.stale", lang, imported=made.imported or "–", due=made.due))
    if path is None:
        say(t("broadcast.nothing_written", lang))
    else:
        say(t("broadcast.written", lang, path=path))


def show_result(found: "Result", fmt: str, lang: str) -> None:
    """Both groups beside each other, and in a sentence what that says."""
    columns = _result_columns(lang)
    groups = (("sent", found.sent), ("held", found.held_out))
    rows = [{"group": t(f"broadcast.{n}", lang), **_figures(group)} for n, group in groups]
    if fmt == "json":
        facts = found.to_dict()
        for name, (_, group) in zip(("sent", "held_out"), groups, strict=True):
            facts[name] = {**machine(_figures(group), columns[1:]), "unknown": group.unknown}
        for name in ("extra_revenue", "extra_profit"):
            facts[name] = plain(facts.pop(f"{name}_sen"), "sen")
        for name in ("difference", "low", "high"):
            facts[name] = plain(facts.pop(f"{name}_bps"), "bps")
        emit_json(facts)
        return
    emit(rows, columns, fmt, lang=lang)
    day, until = found.at[:10], found.until[:10]
    say(t("broadcast.about", lang, name=found.name, at=day, until=until))
    if unknown := found.sent.unknown + found.held_out.unknown:
        say(t("broadcast.unknown", lang, count=unknown))
    shares = {
        name: printed(value, "bps", lang).removesuffix("%").rstrip()
        for name, value in (
            ("difference", found.difference_bps),
            ("low", found.low_bps),
            ("high", found.high_bps),
        )
    }
    revenue = printed(found.extra_revenue_sen, "sen", lang)
    more = {"until": until, "buyers": found.extra_buyers, "revenue": revenue}
    say(t(f"broadcast.{found.verdict}", lang, **shares, **more))
    if found.verdict == "more" and found.extra_profit_sen is not None:
        profit = printed(found.extra_profit_sen, "sen", lang)
        say(t("broadcast.extra_profit", lang, profit=profit))


def _result_columns(lang: str) -> list[Column]:
    return [
        Column("group", t("broadcast.group", lang)),
        Column("people", t("broadcast.people", lang), "int"),
        Column("buyers", t("broadcast.buyers", lang), "int"),
        Column("share_bps", t("broadcast.share", lang), "bps"),
        Column("orders", t("broadcast.orders", lang), "int"),
        Column("revenue_sen", t("broadcast.revenue", lang), "sen"),
        Column("profit_sen", t("broadcast.profit", lang), "sen"),
    ]


def _figures(group: "Group") -> dict[str, object]:
    """What is shown of a group; its profit only where all of it is known."""
    return {**group.to_dict(), "profit_sen": None if group.unknown else group.profit_sen}
