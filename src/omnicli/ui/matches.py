"""Matches on the terminal, and in words why each is one, or none."""

from collections.abc import Mapping
from collections.abc import Sequence

from omnicli.domain.money import format_rupiah
from omnicli.ui.match_rules import rule_in_words
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.output import machine
from omnicli.ui.text import t

Record = Mapping[str, object]


def show_matches(rows: Sequence[Record], fmt: str, lang: str) -> None:
    """The matches, one row each."""
    columns = (
        Column("id", t("match.id", lang)),
        Column("state", t("match.state", lang)),
        Column("rule", t("match.rule", lang)),
        Column("what", t("match.what", lang)),
        Column("bank", t("match.bank", lang)),
        Column("date", t("match.date", lang), "date"),
        Column("amount_sen", t("match.amount", lang), "sen"),
        Column("difference_sen", t("match.difference", lang), "sen"),
        Column("score", t("match.score", lang), "int"),
        Column("why", t("match.why", lang)),
    )
    explained = [{**row, "why": why_matched(row, lang)} for row in rows]
    if fmt == "json":
        more = ("reason", "missing", "explanation", "what", "bank", "days")
        emit_json(
            [{**machine(row, columns), **{name: row[name] for name in more}} for row in explained]
        )
        return
    shown = [
        {
            **row,
            "state": t(f"match.state_{row['state']}", lang) if fmt == "table" else row["state"],
            "rule": t(f"match.rule_{row['rule']}", lang) if fmt == "table" else row["rule"],
            "what": _few(row["what"], lang if fmt == "table" else None),
            "bank": _few(row["bank"]),
        }
        for row in explained
    ]
    emit(shown, columns, fmt, empty=t("match.none", lang), lang=lang)


def show_open(rows: Sequence[Record], fmt: str, lang: str) -> None:
    """What has no partner, a row for each candidate."""
    columns = (
        Column("side", t("match.side", lang)),
        Column("ref", t("match.ref", lang)),
        Column("date", t("match.date", lang), "date"),
        Column("amount_sen", t("match.amount", lang), "sen"),
        Column("candidate", t("match.candidate", lang)),
        Column("why", t("match.why", lang)),
    )
    explained = [{**row, "why": why_open(row, lang)} for row in rows]
    if fmt == "json":
        more = ("failed_test", "explanation")
        emit_json([{**machine(row, columns), **{n: row[n] for n in more}} for row in explained])
        return
    if fmt == "table":
        explained = [{**row, "side": t(f"match.side_{row['side']}", lang)} for row in explained]
    emit(explained, columns, fmt, empty=t("match.none_open", lang), lang=lang)


def why_matched(row: Record, lang: str) -> str:
    """Why a match was made: the rule with its facts, or the person's reason."""
    facts = row["explanation"]
    assert isinstance(facts, dict)
    if row["state"] == "dangling":
        missing = _few(row["missing"])
        return t("match.why_dangling", lang, reason=row["reason"], missing=missing)
    if row["reason"] is not None:
        return str(row["reason"])
    if row["rule"] == "nearest":
        return t("match.why_nearest", lang, **facts["score"])
    if "earned_by" in facts:
        amount = _sen(row["fee_sen"])
        rule = rule_in_words({**facts, "amount_sen": amount, "reach_days": facts["off"]}, lang)
        values = {"rule": rule, "ref": facts["earned_by"], "times": facts["confirmations"]}
        return t("match.why_earned", lang, **values)
    if "lines" in facts:
        return t("match.why_sum", lang, lines=facts["lines"], days=row["days"])
    fee = format_rupiah(_sen(row["fee_sen"]), lang=lang)
    fields = {"payer": str(facts.get("payer", "–")).upper(), "fee": fee, "days": row["days"]}
    return t(f"match.why_{row['rule']}", lang, **fields)


def why_open(row: Record, lang: str) -> str:
    """The first test that the candidate failed."""
    facts = row["explanation"]
    assert isinstance(facts, dict)
    fields = dict(facts)
    if "difference_sen" in fields:
        fields["gap"] = format_rupiah(abs(fields.pop("difference_sen")), lang=lang)
    return t(f"match.failed_{row['failed_test']}", lang, **fields)


def _sen(value: object) -> int:
    return value if isinstance(value, int) else 0


def _few(texts: object, lang: str | None = None) -> str:
    """A list as a cell: the first, and how many more; `lang` puts its side into words."""
    assert isinstance(texts, list)
    if not texts:
        return "–"
    first = str(texts[0])
    if lang is not None:
        side, _, rest = first.partition(" ")
        first = f"{t(f'match.side_{side}', lang)} {rest}"
    return first + (f" (+{len(texts) - 1})" if len(texts) > 1 else "")
