"""The account of one part: rows and rupiah read equal rows and rupiah kept plus refused."""

from collections.abc import Mapping
from collections.abc import Sequence

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.ingest.grouping import GroupedRows
from omnicli.ingest.result import MoneyCount
from omnicli.ingest.spec import Part


def _sum(series: "pl.Series") -> int:
    return int(series.cast(pl.Int128).sum() or 0)


def _once_per_key(rows: "pl.DataFrame", part: Part, columns: Sequence[str]) -> dict[str, int]:
    """The total of each column, a key's repeated value counted once, rows without a key singly."""
    if not columns or rows.is_empty():
        return dict.fromkeys(columns, 0)
    keyless = pl.any_horizontal(pl.col(k).is_null() for k in part.key)
    firsts = [pl.col(c).drop_nulls().first() for c in columns]
    counted = rows.select([*part.key, *columns])
    keyed = counted.filter(~keyless).group_by(part.key).agg(firsts)
    alone = counted.filter(keyless)
    return {c: _sum(keyed[c]) + _sum(alone[c]) for c in columns}


def _refused(grouped: GroupedRows) -> "pl.DataFrame":
    """The rows that were not accepted."""
    if grouped.accepted.height == grouped.rows.height:
        return grouped.rows.clear()
    return grouped.rows.join(grouped.accepted.select("row_no"), on="row_no", how="anti")


def money(grouped: GroupedRows, part: Part, file_name: str) -> Mapping[str, MoneyCount]:
    """Read, kept and refused sen of every money column of the rows.

    Read is counted on the rows as they came, kept on what will be loaded, refused on the refused
    rows. Raises E_CONSERVATION when they do not add up.
    """
    per_key = {c.name for c in part.columns if c.per == "key"}
    gone = _refused(grouped)
    lost = gone
    if gone.height:
        lost = gone.join(grouped.origins.select(part.key).unique(), on=list(part.key), how="anti")
    repeated = gone.filter(~pl.col("row_no").is_in(list(grouped.rejected)))
    names = [c for c in grouped.rows.columns if c.endswith("_sen")]
    once = [c for c in names if c in per_key and grouped.children is not None]
    read_once = _once_per_key(grouped.rows, part, once)
    lost_once = _once_per_key(lost, part, once)
    totals: dict[str, MoneyCount] = {}
    for name in names:
        if name in read_once:
            read, refused = read_once[name], lost_once[name]
        else:
            read = _sum(grouped.rows[name]) - _sum(repeated[name])
            refused = _sum(gone[name]) - _sum(repeated[name])
        kept = grouped.children if name in _columns(grouped.children) else grouped.counted
        assert kept is not None
        if name not in kept.columns:
            continue
        totals[name] = MoneyCount(read, _sum(kept[name]), refused)
        if read != totals[name].kept + refused:
            raise OmniError(
                "E_CONSERVATION",
                file=file_name,
                what=name,
                read=read,
                accounted=totals[name].kept + refused,
            )
    return totals


def _columns(frame: "pl.DataFrame | None") -> list[str]:
    return [] if frame is None else frame.columns


def check_rows(
    *, read: int, grouped: GroupedRows, skipped: Mapping[str, int], file_name: str
) -> None:
    """Raise E_CONSERVATION unless rows read = accepted + rejected + skipped."""
    accounted = grouped.accepted.height + len(grouped.rejected) + sum(skipped.values())
    if read != accounted:
        raise OmniError(
            "E_CONSERVATION", file=file_name, what=("baris", "rows"), read=read, accounted=accounted
        )
