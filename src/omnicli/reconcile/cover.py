"""Which lines a withdrawal paid out: by its reference, else oldest first.

A wallet is a platform and an account. Its positive lines, oldest first, are laid end to end on one
ruler; its negative lines and its payouts, as they come, each take the next stretch of it. What lies
above whose stretch is who covers whom, so the whole is cumulative sums and one join of boundaries.

A payout takes nothing from lines dated after it; what it then lacks is money from before the first
known line (cover with `line_id` NULL). What the seller put in himself, and loans, are paid out
last: only what sales do not cover of a payout takes them (`is_own`). A negative line takes as much
as it is, a debt waiting for the next positive one. What it took leaves the wallet with the next
payout that could have paid it, beside the negative line itself, so the covers of a payout always
add up to its amount.

Payouts of closed months keep the cover that was frozen. The ruler then starts with what it left:
of each line its amount less what is frozen, which is negative where a line became less, or counts
no more (its detail came in). So a late line never moves a frozen payout, and what was paid out too
much is taken back from the next one.
"""

import polars as pl

BY_REFERENCE, BY_FIFO, BY_HAND = "payout_ref", "by_fifo", "by_hand"

WALLET = ("platform", "account")


def cover(
    lines: "pl.DataFrame", payouts: "pl.DataFrame", frozen: "pl.DataFrame | None" = None
) -> "pl.DataFrame":
    """payout_line_id, line_id, amount_sen, rule: what of which line each payout paid out.

    lines: line_id, platform, account, line_key, occurred_at, occurred_date, net_sen, payout_ref,
    and `is_own` (top-ups and loans). payouts: the same columns, `net_sen` positive. Either may have
    `bundle`, the name of a set of lines and payouts that a person put together; it goes before
    references and age.
    frozen: whole covers (the columns of the result) of some of the payouts; they are given back as
    they are. Their lines stand in `lines`, with 0 where they count no more.
    """
    held = pl.DataFrame(schema=_SCHEMA) if frozen is None else frozen.select(list(_SCHEMA))
    lines, payouts = _less(lines, held, "line_id"), _less(payouts, held, "payout_line_id")
    lines, payouts = _grouped(*(_with_bundle(frame) for frame in (lines, payouts)))
    if payouts.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    own = pl.col("is_own") & (pl.col("rule") == BY_FIFO) & (pl.col("net_sen") > 0)
    ruled = _ruled(lines.filter(~own), payouts)
    if lines.select(own.any()).item():
        ruled = _from_own(ruled, lines.filter(own), payouts)
    return pl.concat([held, ruled]).sort("payout_line_id", "line_id")


def _ruled(lines: "pl.DataFrame", payouts: "pl.DataFrame") -> "pl.DataFrame":
    """The covers of one ruler."""
    paid = _consumed(_events(lines, payouts))
    return _booked(_stretches(paid), paid)


def _from_own(
    ruled: "pl.DataFrame", own: "pl.DataFrame", payouts: "pl.DataFrame"
) -> "pl.DataFrame":
    """Covers with the seller's own money in what no sale covers of a payout."""
    fifo = pl.col("rule") == BY_FIFO
    unknown = pl.col("line_id").is_null() & fifo
    lacks = ruled.filter(unknown).select(line_id="payout_line_id", _lacks="amount_sen")
    rest = payouts.filter(fifo).join(lacks, on="line_id", maintain_order="left")
    if rest.is_empty():
        return ruled
    named = rest.with_columns(net_sen="_lacks").select(payouts.columns)
    again = _ruled(own, named)
    return pl.concat([ruled.filter(~unknown), again])


def _less(rows: "pl.DataFrame", held: "pl.DataFrame", by: str) -> "pl.DataFrame":
    """Lines or payouts with what frozen covers leave of them.

    A payout that is covered stays, with 0: lines of its reference, or its set, wait for no other.
    """
    if held.is_empty():
        return rows
    sums = held.group_by(line_id=by).agg(_held=pl.col("amount_sen").sum())
    reduced = rows.join(sums.drop_nulls("line_id"), on="line_id", how="left", maintain_order="left")
    return reduced.with_columns(net_sen=pl.col("net_sen") - pl.col("_held").fill_null(0)).drop(
        "_held"
    )


_SCHEMA = {"payout_line_id": int, "line_id": int, "amount_sen": int, "rule": str}


def _with_bundle(frame: "pl.DataFrame") -> "pl.DataFrame":
    absent = {"bundle": pl.lit(None, dtype=pl.String), "is_own": pl.lit(0, dtype=pl.Int64)}
    complete = frame.with_columns(**{n: x for n, x in absent.items() if n not in frame.columns})
    return complete.with_columns(pl.col("is_own").cast(pl.Boolean))


def _grouped(lines: "pl.DataFrame", payouts: "pl.DataFrame") -> "tuple[pl.DataFrame, pl.DataFrame]":
    """Both sides with `group` (a number) and `rule`: a hand-made set, a reference, or the rest.

    Lines of wallets without a payout are left out: nothing was paid out of them.
    """
    key = [*WALLET, "payout_ref"]
    shared = payouts.join(lines, on=key, how="semi").select(key).unique()
    shared = shared.with_columns(_shared=pl.lit(value=True))

    def named(frame: "pl.DataFrame") -> "pl.DataFrame":
        grouped = frame.join(shared, on=key, how="left")
        by_hand, by_ref = pl.col("bundle").is_not_null(), pl.col("_shared").fill_null(value=False)
        return grouped.with_columns(
            rule=pl.when(by_hand)
            .then(pl.lit(BY_HAND))
            .when(by_ref)
            .then(pl.lit(BY_REFERENCE))
            .otherwise(pl.lit(BY_FIFO)),
            _name=pl.when(by_hand).then("bundle").when(by_ref).then("payout_ref"),
        )

    lines, payouts = named(lines), named(payouts)
    on = [*WALLET, "rule", "_name"]
    groups = payouts.select(on).unique().sort(on).with_row_index("group")
    keep = [*_ROW, "group", "rule"]
    return tuple(f.join(groups, on=on, nulls_equal=True).select(keep) for f in (lines, payouts))  # type: ignore[return-value]


_ROW = ("line_id", "line_key", "occurred_at", "occurred_date", "net_sen", "is_own")


def _events(lines: "pl.DataFrame", payouts: "pl.DataFrame") -> "pl.DataFrame":
    """Lines and payouts as they came. Of a day without a time, lines come first, payouts last."""
    both = pl.concat(
        [lines.with_columns(is_payout=pl.lit(value=False)), payouts.with_columns(is_payout=True)]
    ).filter(pl.col("net_sen") != 0)
    undated = pl.when("is_payout").then(pl.lit("~")).otherwise(pl.lit(""))
    # A set that is known as a set has no order of its own: all of its lines may be paid out.
    dated = (pl.col("rule") == BY_FIFO) | pl.col("is_payout")
    ordered = both.with_columns(
        _day=pl.when(dated).then("occurred_date").otherwise(pl.lit("")),
        _last=(pl.col("rule") != BY_FIFO) & pl.col("is_payout"),
        _at=pl.col("occurred_at").fill_null(undated),
    ).sort("group", "_last", "_day", "_at", "is_payout", "occurred_date", "line_key", "line_id")
    amount = pl.col("net_sen")
    is_line = ~pl.col("is_payout")
    return ordered.select(
        "group",
        "rule",
        "line_id",
        "is_payout",
        "net_sen",
        plus=pl.when(is_line & (amount > 0)).then(amount).otherwise(0).cum_sum().over("group"),
        minus=pl.when(is_line & (amount < 0)).then(-amount).otherwise(0).cum_sum().over("group"),
    )


def _consumed(events: "pl.DataFrame") -> "pl.DataFrame":
    """Events with `taken` (by a payout, from known lines) and `used` (by all payouts so far)."""
    payouts = events.with_row_index("_row").filter("is_payout")
    taken, used, group = [], 0, None
    for of, amount, plus, minus in payouts.select("group", "net_sen", "plus", "minus").iter_rows():
        used = used if of == group else 0
        group = of
        took = min(amount, max(0, plus - minus - used))
        used += took
        taken.append(took)
    amounts = payouts.select("_row", taken=pl.Series(taken, dtype=pl.Int64))
    joined = events.with_row_index("_row").join(
        amounts, on="_row", how="left", maintain_order="left"
    )
    return joined.with_columns(pl.col("taken").fill_null(0)).with_columns(
        used=pl.col("taken").cum_sum().over("group"),
        nth=pl.col("is_payout").cast(pl.Int64).cum_sum().over("group"),
    )


def _stretches(events: "pl.DataFrame") -> "pl.DataFrame":
    """The ruler cut at every boundary: `group`, `end`, `length`, `line_id`, `taker_id`, `nth`.

    nth: the payout, counted within its group, that the stretch leaves the wallet with.
    """
    is_line = ~pl.col("is_payout")
    lines = events.filter(is_line & (pl.col("net_sen") > 0)).select(
        "group", "line_id", end="plus", nth_possible="nth"
    )
    takers = events.filter(
        pl.when("is_payout").then(pl.col("taken") > 0).otherwise(pl.col("net_sen") < 0)
    ).select(
        "group",
        "is_payout",
        taker_id="line_id",
        end=pl.col("minus") + pl.col("used"),
        # A payout pays with itself; a negative line with the payout after it.
        nth_taker=pl.col("nth") + (~pl.col("is_payout")).cast(pl.Int64),
    )
    ends = pl.concat([lines.select("group", "end"), takers.select("group", "end")])
    cuts = ends.unique().sort("group", "end")
    by = {"on": "end", "by": "group", "strategy": "forward", "check_sortedness": False}
    cut = cuts.join_asof(lines.sort("group", "end"), **by).join_asof(  # type: ignore[arg-type]
        takers.sort("group", "end"),
        **by,  # type: ignore[arg-type]
    )
    # Nor can it leave before a payout that follows the line it was taken from.
    return cut.with_columns(
        length=pl.col("end") - pl.col("end").shift(1).over("group").fill_null(0),
        nth=pl.max_horizontal("nth_taker", pl.col("nth_possible") + 1),
    ).filter(pl.col("line_id").is_not_null() & pl.col("taker_id").is_not_null())


def _booked(stretches: "pl.DataFrame", events: "pl.DataFrame") -> "pl.DataFrame":
    """The covers: lines, the negative lines against them, and what no known line explains."""
    payouts = events.filter("is_payout")
    numbered = payouts.select("group", "nth", "rule", payout_line_id="line_id")
    # With no later payout the stretch is still in the wallet.
    gone = stretches.join(numbered, on=["group", "nth"])
    plus = gone.select("payout_line_id", "line_id", "rule", amount_sen="length")
    minus = gone.filter(~pl.col("is_payout")).select(
        "payout_line_id", "rule", line_id="taker_id", amount_sen=-pl.col("length")
    )
    opening = payouts.filter(pl.col("taken") < pl.col("net_sen")).select(
        "rule",
        payout_line_id="line_id",
        line_id=pl.lit(None, dtype=pl.Int64),
        amount_sen=pl.col("net_sen") - pl.col("taken"),
    )
    order = list(_SCHEMA)
    parts = pl.concat([plus.select(order), minus.select(order), opening.select(order)])
    return parts.group_by("payout_line_id", "line_id", "rule").agg(pl.col("amount_sen").sum())[
        order
    ]
