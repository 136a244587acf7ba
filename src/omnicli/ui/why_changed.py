"""Why a figure changed, on the terminal: its parts and three sentences."""

import sys
from typing import TYPE_CHECKING

from omnicli.ui.cells import printed
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import plain
from omnicli.ui.text import t
from omnicli.ui.why import kind_of

if TYPE_CHECKING:
    from omnicli.services.why_changed import Change
    from omnicli.services.why_changed import Part


def show_change(change: "Change", fmt: str, lang: str) -> None:
    """The parts, which add up to the change, and what to read from them."""
    kind = kind_of(change.column)
    lines = sentences(change, lang)
    if fmt == "json":
        emit_json(
            {
                "metric": change.question.spec.name,
                "version": change.question.spec.version,
                "column": change.column.printed_name,
                "period": change.period.label(lang),
                "against": change.against.label(lang),
                "before": plain(change.before, kind),
                "after": plain(change.after, kind),
                "change": plain(change.amount, kind),
                "parts": [
                    {
                        "part": part.name,
                        "amount": plain(part.amount, kind),
                        "share": plain(part.share_bps, "bps"),
                        "top": part.top,
                        "top_amount": plain(part.top_amount, kind),
                    }
                    for part in change.parts
                ],
                "sentences": lines,
                "lacks": [lack.to_dict() for lack in change.lacks],
            }
        )
        return
    columns = (
        Column("part", t("why.part", lang)),
        Column("amount_sen", t("why.change", lang), kind),
        Column("share_bps", t("why.share", lang), "bps"),
        Column("top", t("why.top", lang)),
        Column("top_sen", t("why.value", lang), kind),
    )
    rows = [
        {
            "part": t(f"why.{part.name}", lang) if fmt == "table" else part.name,
            "amount_sen": part.amount,
            "share_bps": part.share_bps,
            "top": part.top,
            "top_sen": part.top_amount,
        }
        for part in change.parts
    ]
    emit(rows, columns, fmt, title="\n".join(lines), lang=lang)
    if fmt == "table":
        total = printed(change.amount, kind, lang)
        sys.stdout.write(f"\n{t('why.total', lang)}: {total}\n")


def sentences(change: "Change", lang: str) -> list[str]:
    """Three: how it moved, the largest part, and the next one or what to be careful about."""
    kind = kind_of(change.column)
    way = "level" if not change.amount else "up" if change.amount > 0 else "down"
    spec = change.question.spec
    moved = t(
        "why.s_moved",
        lang,
        title=f"{spec.title[lang == 'en']} · {change.column.title(lang)}",
        period=change.period.label(lang),
        against=change.against.label(lang),
        before=printed(change.before, kind, lang),
        after=printed(change.after, kind, lang),
        change=printed(abs(change.amount), kind, lang),
        direction=t(f"why.{way}", lang),
    )
    ranked = sorted((p for p in change.parts if p.amount), key=lambda p: -abs(p.amount))
    most = _part("s_most", ranked[0], change, lang) if ranked else t("why.s_still", lang)
    if change.lacks:
        return [moved, most, t("why.s_lacks", lang)]
    rest = _part("s_next", ranked[1], change, lang) if ranked[1:] else t("why.s_alone", lang)
    return [moved, most, rest]


def _part(key: str, part: "Part", change: "Change", lang: str) -> str:
    amount = printed(part.amount, kind_of(change.column), lang)
    top = part.top or "–"
    return t(f"why.{key}", lang, part=t(f"why.{part.name}", lang), amount=amount, top=top)
