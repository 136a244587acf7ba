"""A withdrawal that failed, and its money back: a pair that sums to nothing, due at no bank."""

import polars as pl

FAILED = "payout_failed"
"""The kind of both lines of the pair."""

_ENDED = r"gagal|batal|fail|reject|tolak|revers|return|refund|pengembalian|dikembalikan|cancel"
_PAYOUT = r"penarikan|withdraw|tarik (?:dana|saldo)"
RULE = (rf"(?:{_PAYOUT}).*(?:{_ENDED})|(?:{_ENDED}).*(?:{_PAYOUT})", FAILED)
"""How a wallet words it, before the rules of withdrawals and of refunds to buyers."""


def sent_back(text: "pl.Expr") -> "pl.Expr":
    """Whether a text says that a withdrawal came back."""
    return text.fill_null("").str.to_lowercase().str.contains(RULE[0])


def paired(lines: "pl.DataFrame") -> "pl.DataFrame":
    """Wallet lines in which money that came back, and the withdrawal it belongs to, are a pair.

    The withdrawal is the newest one of that amount that was not later. Where it stands in another
    file, the money back stands alone.
    """
    moment = [n for n in ("occurred_at", "occurred_date") if n in lines.columns]
    payouts = lines.filter(pl.col("kind").is_in(["withdraw", FAILED]))
    back = payouts.filter(pl.col("net_sen") > 0)
    if back.is_empty():
        return lines
    dated = payouts.select("row_no", "net_sen", "kind", at=pl.coalesce(moment)).sort("at", "row_no")
    waiting: dict[int, list[tuple[str, int]]] = {}
    for row, net, _, at in dated.iter_rows():
        if net is not None and net < 0:
            waiting.setdefault(-net, []).append((str(at), row))
    failed = set(back["row_no"].to_list())
    for _, net, _, at in dated.filter(pl.col("net_sen") > 0).iter_rows():
        earlier = [one for one in waiting.get(net, ()) if one[0] <= str(at)]
        if earlier:
            waiting[net].remove(earlier[-1])
            failed.add(earlier[-1][1])
    is_failed = pl.col("row_no").is_in(list(failed)) & pl.col("kind").is_in(["withdraw", FAILED])
    return lines.with_columns(kind=pl.when(is_failed).then(pl.lit(FAILED)).otherwise("kind"))
