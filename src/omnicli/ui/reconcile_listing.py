"""A reconciliation on the terminal: the summary, then each worklist, the largest amounts first."""

import sys
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

from omnicli.domain.period import Period
from omnicli.domain.worklists import at_stake
from omnicli.reports.words import word
from omnicli.ui.cells import grouped
from omnicli.ui.cells import printed
from omnicli.ui.output import Column
from omnicli.ui.output import csv_table
from omnicli.ui.output import emit
from omnicli.ui.text import t

Row = Mapping[str, object]
SHOWN = 5
"""Rows of a worklist on the terminal; the file of `-o` has them all."""
_QUIET = ("refund",)
_FLAT = (
    "worklist",
    "reference",
    "platform",
    "account",
    "date",
    "age",
    "value_sen",
    "reason",
    "next_step",
)


def show(
    source: str,
    period: Period,
    as_of: date,
    matched: tuple[int, int],
    summary: Sequence[Row],
    worklists: Iterable[tuple[str, Sequence[Row]]],
    lang: str,
) -> None:
    """The whole reconciliation, for people."""
    day = Period(as_of, as_of).label(lang)
    named = (
        t(f"reconcile.{source}", lang)
        if source in {"all", "bank"}
        else word("platform", source, lang)
    )
    lists = [(name, rows) for name, rows in worklists if rows]
    if not summary and not lists:
        key = "not_yet" if as_of < period.end else "empty_all" if source == "all" else "empty"
        _write(t(f"reconcile.{key}", lang, source=named, period=period.label(lang), day=day))
        return
    title = t("reconcile.title", lang, source=named, period=period.label(lang), day=day)
    if summary:
        _show_summary(title, summary, lang)
    if matched[1]:
        known, all_ = (grouped(n, lang) for n in matched)
        _write("", t("reconcile.matched", lang, matched=known, orders=all_))
    more = t("reconcile.more", lang, rest="{rest}", source=source, asked=period.options)
    for name, rows in lists:
        rest = more.replace("{rest}", grouped(len(rows) - SHOWN, lang))
        _show_worklist(name, rows, as_of, rest, lang)
    if all(name in _QUIET for name, _ in lists):
        check = sum(1 for _, rows in lists for row in rows if row["reason_code"] != "refund")
        key = "clean_but" if check else "clean"
        _write("", t(f"reconcile.{key}", lang, rows=grouped(check, lang)))


def _show_summary(title: str, rows: Sequence[Row], lang: str) -> None:
    """One line per stage and finding, and their sum."""
    amounts = [n for n in ("payouts", "orders", "amount_sen", "open_sen") if n in rows[0]]
    lines: list[Row] = [
        {
            **row,
            "stage": word("stage", str(row["stage"]), lang),
            "finding": word("finding", word("state", str(row["finding"]), lang), lang),
        }
        for row in rows
    ]
    total = {n: sum(int(str(row[n] or 0)) for row in rows) for n in amounts}
    heads = {"orders": "lines" if "payouts" in amounts else "orders", "payouts": "payouts"}
    columns = [Column(n, t(f"reconcile.{n}", lang)) for n in ("stage", "finding")]
    for name in amounts:
        short = name.removesuffix("_sen")
        kind = "sen" if name.endswith("_sen") else "int"
        columns.append(Column(name, t(f"reconcile.{heads.get(short, short)}", lang), kind))  # type: ignore[arg-type]
    lines.append({"stage": t("reconcile.total", lang), "finding": "", **total})
    emit(lines, columns, "table", title=title, lang=lang)


def _show_worklist(name: str, rows: Sequence[Row], as_of: date, more: str, lang: str) -> None:
    """One worklist: how much, why and what to do, and its largest rows."""
    total = at_stake(rows)
    mark = "·" if name in _QUIET else "!"
    head = {"rows": grouped(len(rows), lang), "value": printed(total, "sen", lang)}
    title = t(f"reconcile.{name}", lang)
    _write("", t("reconcile.head", lang, mark=mark, title=title, **head))
    shown = rows[:SHOWN]
    for reason, step, group in _grouped(shown):
        _write(f"  {reason}.", *([f"  → {step}."] if step else []))
        lines = [_line(row, as_of, lang) for row in group]
        wide = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
        for line in lines:
            left = "  ".join(cell.ljust(w) for cell, w in zip(line[:2], wide, strict=False))
            right = "  ".join(
                cell.rjust(w) for cell, w in zip(line[2:], wide[2:], strict=True) if w
            )
            _write(f"    {left}  {right}".rstrip())
    if len(rows) > SHOWN:
        _write("    " + more)


def _grouped(rows: Sequence[Row]) -> Iterator[tuple[str, str, list[Row]]]:
    """Rows that stand there for the same reason, said once."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        key = str(row.get("reason") or ""), str(row.get("next_step") or "")
        groups.setdefault(key, []).append(row)
    for (reason, step), group in groups.items():
        yield reason, step, group


def _line(row: Row, as_of: date, lang: str) -> tuple[str, ...]:
    """What is told of one row: its name, its day, how old, how much, and what it is measured by."""
    age = row.get("age_days")
    many = "day" if age == 1 else "days"
    age_text = (
        "" if age is None else t(f"reconcile.{many}", lang, days=grouped(int(str(age)), lang))
    )
    return (
        reference(row),
        _label(since, lang) if (since := _since(row, as_of)) else "–",
        age_text,
        printed(row["value_sen"], "sen", lang),
        _beside(row, lang),
    )


def _beside(row: Row, lang: str) -> str:
    """The other figure that explains the amount, where there is one."""
    for side, label in (("candidate", "candidate"), ("bank", "credit")):
        if row.get(f"{side}_sen") is not None:
            day = _label(str(row[f"{side}_date"]), lang)
            return (
                f"{t(f'reconcile.{label}', lang)} {day} {printed(row[f'{side}_sen'], 'sen', lang)}"
            )
    if row.get("finding") in {"short", "over", "double_settled", "fee_mismatch"}:
        settled, expected = (printed(row[n], "sen", lang) for n in ("settled_sen", "expected_sen"))
        return t("reconcile.measured", lang, settled=settled, expected=expected)
    return ""


def reference(row: Row) -> str:
    """What a row is called: the order, the payout's reference, or what the bank wrote."""
    for name in ("order_no", "payout_ref", "description", "ref"):
        if row.get(name):
            return str(row[name])[:40]
    return str(row.get("source") or row.get("bank") or "–")


def _since(row: Row, as_of: date) -> str | None:
    """The day that the age of a row counts from: ordered, completed, settled or paid."""
    age = row.get("age_days")
    return None if age is None else (as_of - timedelta(days=int(str(age)))).isoformat()


def _label(iso: str, lang: str) -> str:
    day = date.fromisoformat(iso)
    return Period(day, day).label(lang)


def flat_csv(worklists: Iterable[tuple[str, Sequence[Row]]], as_of: date, lang: str) -> str:
    """All worklists as one csv: the same on the screen and in a file."""
    rows = [
        {
            "worklist": name,
            "reference": reference(row),
            "platform": row.get("platform"),
            "account": row.get("account") or row.get("account_no"),
            "date": _since(row, as_of),
            "age": row.get("age_days"),
            "value_sen": row["value_sen"],
            "reason": row.get("reason"),
            "next_step": row.get("next_step"),
        }
        for name, found in worklists
        for row in found
    ]
    kinds = {"age": "int", "value_sen": "sen"}
    columns = [
        Column(n, t(f"reconcile.{n.removesuffix('_sen')}", lang), kinds.get(n, "text"))  # type: ignore[arg-type]
        for n in _FLAT
    ]
    return csv_table(rows, columns)


def _write(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
