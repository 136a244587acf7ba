"""Rules that learn, and their shadow log, on the terminal and in words."""

from collections.abc import Mapping
from collections.abc import Sequence

from omnicli.domain.money import format_rupiah
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import machine
from omnicli.ui.text import t

Record = Mapping[str, object]

_COUNTS = ("confirmations", "rejections", "hits", "misses", "held", "booked")
_FACTS = ("ref", "state", "kind", "platform", "payer", "confirmations", "needed", "booked")


def show_rules(rows: Sequence[Record], fmt: str, lang: str) -> None:
    """The rules, one row each."""
    columns = (
        Column("ref", t("match.id", lang)),
        Column("state", t("match.state", lang)),
        Column("platform", t("match.platform", lang)),
        Column("rule", t("match.likeness", lang)),
        *(Column(name, t(f"match.{name}", lang), "int") for name in _COUNTS),
    )
    shown = [{**row, "rule": rule_in_words(row, lang)} for row in rows]
    if fmt == "json":
        sums = (Column("amount_sen", "", "sen"), *columns)
        more = ("kind", "payer", "reach_days", "needed", "ruled_out_as")
        emit_json([{**machine(row, sums), **{name: row[name] for name in more}} for row in shown])
        return
    if fmt == "table":
        columns = tuple(
            Column(c.name, c.title) if c.name == "confirmations" else c for c in columns
        )
        shown = [
            {**row, "state": _state(row, lang), "confirmations": _of(row, lang)} for row in shown
        ]
    emit(shown, columns, fmt, empty=t("match.no_rules", lang), lang=lang)


def show_shadows(rows: Sequence[Record], fmt: str, lang: str) -> None:
    """What rules would have done with each pair, and what people decided."""
    columns: tuple[Column, ...] = (
        Column("rule", t("match.likeness", lang)),
        Column("payout", t("match.side_payout", lang)),
        Column("bank", t("match.bank", lang)),
        Column("date", t("match.date", lang), "date"),
        Column("amount_sen", t("match.amount", lang), "sen"),
        Column("would", t("match.would", lang)),
        Column("answer", t("match.answer", lang)),
        Column("outcome", t("match.outcome", lang)),
        Column("decision", t("match.decision", lang)),
        Column("confirmations", t("match.confirmations", lang), "int"),
    )
    rows = [
        {**row, "rule": rule_in_words({**row, "amount_sen": row["rule_sen"]}, lang)} for row in rows
    ]
    if fmt == "json":
        more = ("ref", "kind", "platform", "payer", "needed")
        emit_json(
            [
                {
                    **machine(row, columns),
                    **{n: row[n] for n in more},
                    "trusted": row["trusted"] == 1,
                }
                for row in rows
            ]
        )
        return
    if fmt == "table":
        columns = tuple(
            Column(c.name, c.title) if c.name == "confirmations" else c for c in columns
        )
        rows = [
            {
                **row,
                **{n: t(f"match.{n}_{row[n]}", lang) for n in ("would", "answer", "outcome")},
                "confirmations": _of(row, lang),
            }
            for row in rows
        ]
    emit(rows, columns, fmt, empty=t("match.no_log", lang), lang=lang)


def rule_in_words(row: Record, lang: str) -> str:
    """In which way pairs of this rule miss the sure ones."""
    amount = row["amount_sen"]
    values = {
        "payer": str(row["payer"]).upper(),
        "amount": format_rupiah(amount if isinstance(amount, int) else 0, lang=lang),
        "reach": row["reach_days"],
    }
    return t(f"match.likeness_{row['kind']}", lang, **values)


def lessons_in_words(lessons: Sequence[Record], lang: str) -> list[str]:
    """What a decision taught, a line for each rule; nothing where learning is turned off."""
    return [
        t(f"match.lesson_{named}", lang, **_values(row, lang))
        for row in lessons
        if (named := _lesson(row)) is not None
    ]


def facts_of(lessons: Sequence[Record]) -> list[dict[str, object]]:
    """The same for machines."""
    return [{name: row[name] for name in _FACTS} for row in lessons]


def _lesson(row: Record) -> str | None:
    state, before, after = str(row["state"]), row["booked_before"], row["booked"]
    if state == "trusted":
        return "trusted" if row["confirmations"] == row["needed"] else "still"
    if state in {"off", "forgotten"} or (state == "ruled_out" and before == after):
        return None
    return "learning" if state == "lost" and row["confirmations"] else state


def _values(row: Record, lang: str) -> dict[str, object]:
    freed = max(0, int(str(row["booked_before"])) - int(str(row["booked"])))
    words = {"rule": rule_in_words(row, lang), "of": _of(row, lang), "freed": freed}
    return {**row, **words}


def _of(row: Record, lang: str) -> str:
    """`3 of 5`; only the count where nothing is ever trusted."""
    if not row["needed"]:
        return str(row["confirmations"])
    return t("match.of", lang, n=row["confirmations"], needed=row["needed"])


def _state(row: Record, lang: str) -> str:
    state = t(f"match.state_{row['state']}", lang)
    return f"{state} ({row['ruled_out_as']})" if row["ruled_out_as"] else state
