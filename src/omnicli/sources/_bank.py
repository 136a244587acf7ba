"""Bank statements of every bank and format: their rows, their proof, their key.

A statement is proved when its opening balance and its movements give the closing one and the
balance holds on every row; one that does not add up is refused whole, for a statement with a row
missing is worse than none. The key of a movement is the n-th of its account, day and amounts,
oldest first: no format prints a reference that another prints as well. Among files of one format
the references tell equal movements apart (`warehouse/bank_references.py`).
"""

import re
from collections.abc import Sequence
from functools import partial

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Money
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import Text
from omnicli.ingest.spec import When
from omnicli.sources import _bank_text
from omnicli.sources import _bank_totals
from omnicli.sources._common import optional
from omnicli.sources._settlement import printed_balances
from omnicli.sources._statement_proof import Line
from omnicli.sources._statement_proof import Stated
from omnicli.sources._statement_proof import edges
from omnicli.sources._statement_proof import ends
from omnicli.sources._statement_proof import numbered
from omnicli.sources._statement_proof import oldest_first
from omnicli.sources._statement_proof import page_of
from omnicli.sources._statement_proof import prove
from omnicli.sources._statement_proof import refuse_days_outside
from omnicli.sources._statement_proof import step_back

KEY = ("account_no", "posted_date", "debit_sen", "credit_sen", "seq")
DATES = (
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M",
    "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S",
)  # fmt: skip
"""What `_bank_text.plain_dates` leaves of the many ways to write a day."""
POSTED = When(DATES)
ACCOUNT = (
    "Account No", "Account No.", "AccountNo", "Account Number", "No. Rekening", "Nomor Rekening",
)  # fmt: skip
PAGE = Column("page", ("omni: page",), Text())
"""The page of a row, which the PDF reader adds."""
TIME = "time"
"""Why a row is left out that holds the time of the movement above it."""
_RUPIAH = r"(?i)(?:idr|rp|rupiah)\b"
_OPENING = r"(?i)^\s*(?:saldo awal|opening balance|beginning balance|previous balance)\b"
_RECORD = (
    "row_no", "account_no", "bank", "posted_at", "posted_date", "value_date", "seq", "description",
    "reference", "debit_sen", "credit_sen", "balance_sen",
)  # fmt: skip


def statement_part(columns: Sequence[Column], *skips: Skip) -> Part:
    """A part whose rows are the movements of one or more accounts."""
    money = tuple(c.name for c in columns if isinstance(c.type, Money))
    own = tuple(c.name for c in columns if c.name == "account_no" and c.required)
    return Part(
        target="bank_transactions",
        columns=(*columns, PAGE),
        key=KEY,
        skip_rows=(
            *((Skip("opening balance", _is_opening),) if "balance_sen" in money else ()),
            Skip("statement total", _is_total),
            Skip("total", _bank_totals.is_total),
            *skips,
            Skip("note", partial(_is_note, (*money, *own))),
        ),
        event_times=("posted_at",),
        whole=True,
        prepare=partial(_prepare, _commas(columns)),
        rows=_movements,
        finish=_without_noughts,
    )


def _without_noughts(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """Each account without balances that all of its rows print as 0: for the proof, then kept.

    Not before: until then a balance that a column demands is there.
    """
    apart = lines.with_row_index("place").partition_by("account_no")
    return pl.concat(map(printed_balances, apart)).sort("place").drop("place") if apart else lines


def _commas(columns: Sequence[Column]) -> frozenset[str]:
    """The amounts whose decimals stand behind a comma."""
    return frozenset(
        c.name for c in columns if isinstance(c.type, Money) and c.type.style == "dot_thousands"
    )


def _is_opening() -> "pl.Expr":
    return pl.col("description").str.contains(_OPENING)


def _is_total() -> "pl.Expr":
    return pl.col("posted_at").str.contains(rf"(?i)^\s*(?:{_bank_text.TOTALS})\s*[:=]?")


def _is_note(money: Sequence[str]) -> "pl.Expr":
    """A line of text below or between the movements: no day, and nothing where money stands.

    `money`: the amounts, and the account where every movement names its own.
    """
    undated = ~pl.col("posted_at").str.contains(r"^\s*\d").fill_null(value=False)
    return undated & pl.all_horizontal(pl.col(f"^(?:{'|'.join(money)})$").is_null())


def _stated(ctx: FileContext) -> dict[str, str]:
    """Every label above, inside and below the table."""
    rows: list[Sequence[str | None]] = list(ctx.preamble)
    for reason in ("opening balance", "statement total"):
        frame = ctx.left_out.get(reason)
        if frame is not None:
            rows += frame.drop("row_no").rows()
    return _bank_text.labelled(rows)


def _opening_row(ctx: FileContext) -> int | None:
    """The balance of a row that is the opening balance of the table."""
    frame = ctx.left_out.get("opening balance")
    for name in ("balance_sen", "amount_sen", "credit_sen"):
        if frame is not None and frame.height and name in frame.columns:
            found = _bank_text.amount(frame[name][0])
            if found is not None:
                return found
    return None


def _prepare(commas: frozenset[str], raw: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Dates in one shape and with their year; amounts without a bare decimal point."""
    dates = {n: _bank_text.plain_dates(raw[n]) for n in ("posted_at", "value_date") if n in raw}
    days = _bank_text.period(_stated(ctx).get("period")) or ctx.period
    for name, text in dates.items():
        if not _bank_text.lacks_year(text):
            continue
        if days is None:
            raise OmniError("E_STATEMENT_YEAR", file=ctx.file_name)
        dates[name] = _bank_text.with_year(text, days)
    amounts = [_plain_amount(n, n in commas) for n in raw.columns if n.endswith("_sen")]
    return raw.with_columns(*(text.alias(name) for name, text in dates.items()), *amounts)


def _plain_amount(name: str, comma: bool) -> "pl.Expr":  # noqa: FBT001 - a column's own style
    """`.50` as `0.50`, `- 5` as `-5`; a number cell `50000.5` as the rest of the column."""
    plain = pl.col(name).str.replace(r"^([+-])\s+", "${1}")
    if comma:
        return plain.str.replace(r"^([+-]?\d+)\.(\d{1,2})$", "${1},${2}")
    return plain.str.replace(r"^([+-]?)\.(\d)", "${1}0.${2}")


def _two_sides(lines: "pl.DataFrame") -> "pl.DataFrame":
    """Debit and credit of a format with a column for each.

    Where a bank prints every amount of a column with a minus, the minus is how it writes that
    column. A single negative among others is money the other way: a reversal.
    """
    plain = []
    for name in ("debit_sen", "credit_sen"):
        moved = lines[name].drop_nulls().filter(lines[name].drop_nulls() != 0)
        # Banks write debits with a minus, credits hardly ever: one alone is a reversal.
        always = len(moved) > (name == "credit_sen") and (moved < 0).all()
        plain.append((-pl.col(name) if always else pl.col(name)).alias(name))
    neither = pl.all_horizontal(side.is_null() for side in plain)
    debit, credit = (side.fill_null(0) for side in plain)
    return lines.with_columns(
        debit_sen=pl.when(~neither).then(
            pl.max_horizontal(debit, 0) + pl.max_horizontal(-credit, 0)
        ),
        credit_sen=pl.when(~neither).then(
            pl.max_horizontal(credit, 0) + pl.max_horizontal(-debit, 0)
        ),
    )


def _signed(lines: "pl.DataFrame") -> "pl.DataFrame":
    """`debit_sen` and `credit_sen`, whichever way the format tells them apart."""
    if "amount_sen" not in lines.columns:
        return _two_sides(lines)
    out = optional(lines, "direction", pl.String).str.contains(r"(?i)^\s*(?:db|dr|d)\b")
    amount = pl.col("amount_sen")
    signed = pl.when(out.fill_null(value=False)).then(-amount.abs()).otherwise(amount)
    return lines.with_columns(
        debit_sen=pl.max_horizontal(-signed, 0).cast(pl.Int64),
        credit_sen=pl.max_horizontal(signed, 0).cast(pl.Int64),
    ).with_columns(
        pl.when(amount.is_not_null()).then(pl.col(n)) for n in ("debit_sen", "credit_sen")
    )


def _movements(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """The rows as movements, after the proof of each account in the file."""
    stated = _stated(ctx)
    _only_rupiah(lines, stated, ctx)
    signed = _signed(_with_account(lines, stated, ctx))
    printed = _without_noughts(signed, ctx)
    seqs: dict[int, int] = {}
    statements = []
    accounts = signed["account_no"].drop_nulls().unique().sort().to_list()
    if not accounts and (own := _account_of(stated, ctx)):
        accounts = [own]
    for account in accounts:
        mine = printed.filter(pl.col("account_no") == account)
        found = _what_is_stated(stated, ctx) if len(accounts) == 1 else Stated()
        ordered, fact = _proved(mine, found, ctx, account)
        seqs.update(numbered(ordered))
        if fact:
            statements.append({"bank": ctx.platform, "account_no": account, **fact})
    ctx.facts["statements"] = statements
    seq = pl.col("row_no").replace_strict(seqs, default=None, return_dtype=pl.Int64)
    texts = [optional(signed, name, pl.String) for name in ("description", "more")]
    wrapped = pl.col("row_no").replace_strict(
        _wrapped(signed["row_no"].to_list(), ctx), default=None, return_dtype=pl.String
    )
    text = pl.concat_str([*texts, wrapped], separator=" ", ignore_nulls=True)
    text = text.str.replace_all(r"\s+", " ").str.strip_chars()
    movements = signed.with_columns(
        bank=pl.lit(ctx.platform), seq=seq, description=pl.when(text != "").then(text)
    )
    return movements.select(name for name in _RECORD if name in movements.columns)


def _wrapped(rows: Sequence[int], ctx: FileContext) -> dict[int, str]:
    """The rest of a description that a file continues on the rows below its movement.

    A row with the time of the movement above may carry words too, and more may follow it.
    """
    below: list[tuple[int, str | None]] = []
    for reason in ("note", TIME):
        frame = ctx.left_out.get(reason)
        if frame is not None:
            rest = frame.select("row_no", "posted_at", "description").iter_rows()
            below += [(row, text) for row, day, text in rest if day is None or reason == TIME]
    found: dict[int, str] = {}
    owners = {row: row for row in rows}
    for row, text in sorted(below, key=lambda one: one[0]):
        owner = owners.get(row - 1)
        if owner is not None:
            owners[row] = owner
            if text is not None:
                found[owner] = f"{found[owner]} {text}" if owner in found else text
    return found


def _only_rupiah(lines: "pl.DataFrame", stated: dict[str, str], ctx: FileContext) -> None:
    named = [stated["currency"]] if "currency" in stated else []
    if "currency" in lines.columns:
        named += lines["currency"].drop_nulls().unique().sort().to_list()
    for name in named:
        if not re.match(_RUPIAH, name.strip()):
            raise OmniError("E_CURRENCY", file=ctx.file_name, value=name)


def _digits(text: str | None) -> str | None:
    """The number itself: spaces, dashes and dots are only for the eye."""
    plain = "".join(c for c in text or "" if c.isdigit() or c == "*")
    return plain if len(plain) >= 6 else None


def _account_of(stated: dict[str, str], ctx: FileContext) -> str | None:
    return _digits(stated.get("account")) or _digits(ctx.account)


def _with_account(
    lines: "pl.DataFrame", stated: dict[str, str], ctx: FileContext
) -> "pl.DataFrame":
    """`account_no` of every row: its own, else that of the statement. Raises E_BANK_ACCOUNT."""
    if "account_no" in lines.columns:
        plain = pl.col("account_no").str.replace(r"\.0+$", "").str.replace_all(r"[ .\-]", "")
        own = lines.with_columns(account_no=plain)
        wrong = own.filter(~plain.str.contains(r"^[\d*]{6,20}$"))
        for row, text in wrong.select("row_no", "account_no").iter_rows():
            raise OmniError("E_STATEMENT_CELL", row=row, column="account_no", value=text)
        return own
    account = _account_of(stated, ctx)
    if account is None and not lines.is_empty():
        raise OmniError("E_BANK_ACCOUNT", file=ctx.file_name)
    return lines.with_columns(account_no=pl.lit(account, dtype=pl.String))


def _what_is_stated(stated: dict[str, str], ctx: FileContext) -> Stated:
    sums = {k: _bank_text.amount(stated.get(k)) for k in ("closing", "debited", "credited")}
    counts = {k: _bank_text.count(stated.get(k)) for k in ("debits", "credits")}
    row = _opening_row(ctx)
    printed = _bank_text.period(stated.get("period"))
    return Stated(
        opening=row if row is not None else _bank_text.amount(stated.get("opening")),
        period=printed or ctx.period,
        printed=printed is not None,
        **{k: abs(v) if v is not None and k != "closing" else v for k, v in sums.items()},
        **counts,
    )


def _proved(
    mine: "pl.DataFrame", stated: Stated, ctx: FileContext, account: str
) -> "tuple[list[Line], dict[str, object] | None]":
    """The readable movements, oldest first, and what the statement proves to say."""
    rows = _lines(mine)
    has_balance = any(line.balance is not None for line, _ in rows)
    if has_balance or stated.closing is not None:
        for line, unread in rows:
            if unread:
                raise OmniError(
                    "E_STATEMENT_ROW",
                    file=ctx.file_name,
                    row=line.row,
                    what=unread,
                    page=page_of(line),
                )
    readable = [line for line, unread in rows if not unread]
    ordered = oldest_first(readable, stated.opening)
    proof = prove(ordered, stated, ctx.file_name)
    if proof == "proved" and not _days_hold(ordered, stated, ctx):
        proof = "not_provable"
    if proof == "not_provable" and ordered:
        ctx.issues.append(Issue("N_STATEMENT_NOT_PROVABLE", "notice", ctx.file_name, value=account))
    days = [line.day for line in ordered]
    spans = [*(stated.period or ()), *days]
    if not spans:
        return ordered, None
    opening, closing = ends(ordered, stated)
    return ordered, {
        "date_from": min(spans),
        "date_to": max(spans),
        "opening_sen": opening,
        "closing_sen": closing,
        "debit_sen": sum(line.debit for line in ordered),
        "credit_sen": sum(line.credit for line in ordered),
        "lines": len(ordered),
        "proof": proof,
        "edges": edges(ordered, opening),
    }


def _days_hold(ordered: "list[Line]", stated: Stated, ctx: FileContext) -> bool:
    """Whether the days agree with the printed period and with the order of the balances."""
    strange = refuse_days_outside(ordered, stated, ctx.file_name)
    if strange is not None and stated.period is not None:
        stated_fields: dict[str, object] = {"printed": " – ".join(stated.period)}
        value = strange.day
        ctx.issues.append(
            Issue("W_PERIOD_OTHER", "warning", ctx.file_name, value=value, fields=stated_fields)
        )
    back = step_back(ordered)
    if back is not None:
        ctx.issues.append(
            Issue("W_STATEMENT_ORDER", "warning", ctx.file_name, row=back.row, value=back.day)
        )
    return strange is None and back is None


def _lines(mine: "pl.DataFrame") -> list[tuple[Line, tuple[str, str] | None]]:
    """Every row, and what of it could not be read."""
    columns = (
        "row_no", "posted_date", "debit_sen", "credit_sen",
        optional(mine, "balance_sen", pl.Int64), optional(mine, "page", pl.String).alias("page"),
    )  # fmt: skip
    found = []
    for row, day, debit, credit, balance, page in mine.select(columns).iter_rows():
        unread = None
        if day is None:
            unread = ("tanggal", "date")
        elif debit is None:
            unread = ("jumlah", "amount")
        found.append((Line(row, day or "", debit or 0, credit or 0, balance, page), unread))
    return found
