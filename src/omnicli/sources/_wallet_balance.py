"""The running balance of a wallet: movements between two balances are their difference."""

from typing import TYPE_CHECKING

import polars as pl

from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
from omnicli.sources._cod_money import SHOWN

if TYPE_CHECKING:
    from omnicli.ingest.spec import FileContext


def is_newest_first(lines: "pl.DataFrame", amount: "pl.Expr") -> bool:
    """Whether a file lists its newest movement first: by its balances, else by its days.

    A row's balance differs from the one before it, in time, by the row's own amount.
    """
    size, balance = amount.abs(), pl.col("balance_sen")
    down, up = lines.select(
        (balance.diff().abs() == size).sum().alias("down"),
        (balance.diff(-1).abs() == size).sum().alias("up"),
    ).row(0)
    if down != up:
        return bool(up > down)
    days = lines["occurred_date"].drop_nulls()
    return len(days) > 1 and bool(days[0] > days[-1])


def oldest_first(lines: "pl.DataFrame", amount: "pl.Expr") -> "pl.DataFrame":
    """The rows as time went."""
    return lines.reverse() if is_newest_first(lines, amount) else lines


def check_balance(lines: "pl.DataFrame", ctx: "FileContext", *, partial: bool = False) -> None:
    """Prove the balances of a file, or name the rows where they break.

    `partial` files (one kind of movement, one direction) cannot prove anything when they break.
    """
    if "balance_sen" not in lines.columns or lines["balance_sen"].count() < 2:
        if lines.height:
            _unproved(ctx, ("tanpa saldo", "no balances"))
        return
    ordered = oldest_first(lines, pl.col("net_sen")).with_columns(
        _moved=pl.col("net_sen").fill_null(0).cum_sum()
    )
    known = ordered.filter(pl.col("balance_sen").is_not_null())
    steps = known.select(
        "row_no", printed=pl.col("balance_sen").diff(), summed=pl.col("_moved").diff()
    )
    broken = steps.filter(pl.col("printed") != pl.col("summed"))
    if broken.is_empty():
        _proved(known, ctx)
    elif partial:
        _unproved(ctx, ("hanya sebagian mutasi", "only some of the movements"))
    else:
        _broken(broken, ctx)


def _unproved(ctx: "FileContext", reason: tuple[str, str]) -> None:
    fields: dict[str, object] = {"reason": reason}
    ctx.issues.append(Issue("N_WALLET_UNPROVED", "notice", ctx.file_name, fields=fields))


def _proved(known: "pl.DataFrame", ctx: "FileContext") -> None:
    """Say opening + movements = closing."""
    closing, moved = int(known["balance_sen"][-1]), int(known["_moved"][-1])
    fields: dict[str, object] = {
        "opening": rupiah_texts(closing - moved),
        "movements": rupiah_texts(moved),
        "closing": rupiah_texts(closing),
        "rows": known.height,
    }
    ctx.issues.append(Issue("N_WALLET_BALANCE", "notice", ctx.file_name, fields=fields))


def _broken(broken: "pl.DataFrame", ctx: "FileContext") -> None:
    """One warning per row whose balance does not follow, up to a limit."""
    for row, printed, summed in broken.sort("row_no").head(SHOWN).iter_rows():
        ctx.issues.append(
            Issue(
                "W_WALLET_BALANCE",
                "warning",
                ctx.file_name,
                row=row,
                column="balance_sen",
                fields={
                    "printed": rupiah_texts(printed),
                    "summed": rupiah_texts(summed),
                    "rows": broken.height,
                },
            )
        )
