"""What the order desk did, or would do."""

import sys
from typing import TYPE_CHECKING

from omnicli.reports.words import word
from omnicli.ui.cells import grouped
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnicli.domain.errors import OmniError
    from omnicli.services.desk_rules import DeskRow
    from omnicli.services.order_desk import DeskResult

_SHOWN = 10


def show_desk(result: "DeskResult", fmt: str, lang: str) -> None:
    """The moves, what else changes, and each refused row with its reason."""
    if fmt == "json":
        emit_json(_facts(result, lang))
        return
    if fmt == "csv":
        columns = [Column(n) for n in ("row", "order", "account", "was", "status", "refused")]
        emit([_row(r, lang) for r in result.rows], columns, fmt, lang=lang)
        return
    kept = result.batch is not None or result.dry_run
    if len(result.rows) == 1 and kept and result.changed:
        _one(result.rows[0], lang)
    else:
        _many(result, lang)
    for row in result.refused[:_SHOWN]:
        assert row.refused is not None
        fault = row.refused.to_dict(lang)
        say(t("orders.desk.refused", lang, row=row.row, why=fault["message"], hint=fault["hint"]))
    if len(result.refused) > _SHOWN:
        say(t("orders.desk.more", lang, count=grouped(len(result.refused) - _SHOWN, lang)))
    say_doubts(result.doubts, lang)
    say(_ending(result, lang))


def say_doubts(doubts: "Sequence[OmniError]", lang: str) -> None:
    """What was kept as typed and may be meant otherwise."""
    for doubt in doubts:
        say(f"! {doubt.message(lang)}")


def _ending(result: "DeskResult", lang: str) -> str:
    if not result.changed:
        return t("orders.desk.nothing", lang)
    if result.dry_run and result.exit_code != 3:
        return t("orders.desk.dry_run", lang)
    if result.batch is None:
        return t("orders.desk.held", lang, refused=grouped(len(result.refused), lang))
    return t("orders.desk.done", lang, batch=result.batch)


def _one(row: "DeskRow", lang: str) -> None:
    for column, (was, now) in row.changes.items():
        words = (word(column, str(v), lang) if v is not None else "–" for v in (was, now))
        name = t(f"orders.desk.column.{column}", lang)
        sys.stdout.write(f"{row.order}  {name}: {' → '.join(words)}\n")
    if row.unpaid:
        sys.stdout.write(t("orders.desk.unpaid_one", lang) + "\n")


def _many(result: "DeskResult", lang: str) -> None:
    planned = sorted(result.planned.items())
    rows = [
        {"was": word("status", a, lang), "to": word("status", b, lang), "orders": n}
        for (a, b), n in planned
    ]
    columns = [
        Column("was", t("orders.desk.was", lang)),
        Column("to", t("orders.desk.to", lang)),
        Column("orders", t("orders.desk.orders", lang), "int"),
    ]
    if rows:
        emit(rows, columns, "table", lang=lang)
    counts = {
        "rows": len(result.rows),
        "changed": len(result.changed),
        "same": len(result.rows) - len(result.changed) - len(result.refused),
        "refused": len(result.refused),
        "unpaid": sum(r.unpaid for r in result.changed),
    }
    texts = {name: grouped(value, lang) for name, value in counts.items()}
    sys.stdout.write(t("orders.desk.counts", lang, **texts) + "\n")
    if counts["unpaid"]:
        sys.stdout.write(t("orders.desk.unpaid", lang, **texts) + "\n")


def _row(row: "DeskRow", lang: str) -> dict[str, object]:
    return {
        "row": row.row,
        "order": row.order,
        "account": row.account,
        "was": row.was,
        "status": row.status,
        "changed": sorted(row.changes),
        "refused": row.refused.to_dict(lang) if row.refused else None,
    }


def _facts(result: "DeskResult", lang: str) -> dict[str, object]:
    return {
        "batch": result.batch,
        "dry_run": result.dry_run,
        "rows": len(result.rows),
        "changed": len(result.changed),
        "unchanged": len(result.rows) - len(result.changed) - len(result.refused),
        "refused": [_row(r, lang) for r in result.refused],
        "moves": [
            {"from": a, "to": b, "orders": n} for (a, b), n in sorted(result.planned.items())
        ],
    }
