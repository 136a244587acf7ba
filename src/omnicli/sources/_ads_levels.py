"""What a row of an ads report is about: its campaign, ad set and ad, by id where the file has one.

A row's level is what the file says of it: its `Delivery level`, else the finest name that the row
carries. A child name that is empty or `All` makes it a row of the level above: the total of the
rows beside it, of which only what they lack of it counts (`warehouse/ad_days.py`). A row that is
smaller than its children is no total: it is a child without a name.
"""

from collections.abc import Sequence

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Text
from omnicli.sources._common import optional

LEVELS = ("campaign", "adset", "ad")
"""From wide to fine."""

EMPTY = ("-", "–", "--", "N/A")
ALL = r"(?i)^(?:all|semua)$"
NAMELESS = "–"
"""The name of a child that has none."""

_ID = r"^[0-9A-Za-z_-]+$"
_DEPTHS = {
    "account": -1, "akun": -1, "akun iklan": -1, "campaign": 0, "kampanye": 0, "adset": 1,
    "ad set": 1, "ad group": 1, "set iklan": 1, "grup iklan": 1, "ad": 2, "iklan": 2,
}  # fmt: skip
"""How deep a level lies by the file's word for it."""


def identifier(name: str, *aliases: str) -> Column:
    """A column of ids. A spreadsheet's `1.2E+17` refuses its row.

    The name would be another key than the id that other files tell.
    """
    return Column(name, aliases, Id(), empty=EMPTY)


DELIVERY_LEVEL = Column("delivery_level", ("Delivery level", "Level penayangan"), Text())


def about(
    lines: "pl.DataFrame", names: Sequence["pl.Expr"], *, deepest: int | None = None
) -> "pl.DataFrame":
    """`lines` with `level`, the three key names and, of those that are ids, what people read.

    `names` are the three names; ids are taken from `campaign_id`, `adset_id` and `ad_id`. The
    frame has `spend_sen`, `date_from` and `date_to`. `deepest` is the level of every row of a
    report that leaves names in between blank.
    """
    named = lines.with_columns(
        *(e.fill_null("").alias(f"_{n}") for n, e in zip(LEVELS, names, strict=True)),
        *(_id(lines, n).alias(f"_{n}_id") for n in LEVELS),
    )
    present = [
        (pl.col(f"_{n}") != "") & ~pl.col(f"_{n}").str.contains(ALL)
        | pl.col(f"_{n}_id").is_not_null()
        for n in LEVELS
    ]
    finest = max((n for n, t in enumerate(present) if named.select(t.any()).item()), default=-1)
    if deepest is not None:
        return _keyed(named, pl.lit(deepest, dtype=pl.Int8))
    depth = pl.lit(-1, dtype=pl.Int8)
    for place, there in enumerate(present):
        depth = pl.when(there).then(pl.lit(place, dtype=pl.Int8)).otherwise(depth)
    if "delivery_level" in named.columns:
        words = pl.col("delivery_level").str.to_lowercase().str.strip_chars()
        stated = words.replace_strict(_DEPTHS, default=None, return_dtype=pl.Int8)
        depth = pl.coalesce(stated, depth)
    named = named.with_columns(depth.alias("_depth"))
    if finest > 0:
        named = _without_false_totals(named, finest)
    return _keyed(named, pl.col("_depth"))


def names_of(rows: "pl.DataFrame") -> list[str]:
    """Which of the columns with readable names beside ids `about` has added."""
    return [f"{name}_name" for name in LEVELS if f"{name}_name" in rows.columns]


def _id(lines: "pl.DataFrame", name: str) -> "pl.Expr":
    text = optional(lines, f"{name}_id", pl.String)
    return pl.when(text.str.contains(_ID)).then(text)


def _without_false_totals(named: "pl.DataFrame", finest: int) -> "pl.DataFrame":
    """Rows above the finest level that are smaller than their children become children."""
    if "delivery_level" in named.columns or named["_depth"].min() == finest:
        return named
    for depth in range(-1, finest):
        key = [*(f"_{n}" for n in LEVELS[: depth + 1]), "date_from", "date_to"]
        children = (
            named.filter(pl.col("_depth") > depth)
            .group_by(*key, "_depth")
            .agg(pl.col("spend_sen").sum(), pl.len().alias("_rows"))
            .group_by(key)
            .agg(pl.col("spend_sen").max().alias("_children"), pl.col("_rows").max())
        )
        mine = pl.col("spend_sen") + 50 * (pl.col("_rows") + 1) < pl.col("_children")
        false = (pl.col("_depth") == depth) & mine.fill_null(value=False)
        below = LEVELS[depth + 1]
        name = pl.col(f"_{below}")
        named = (
            named.join(children, on=key, how="left", maintain_order="left")
            .with_columns(
                pl.when(false & (name == ""))
                .then(pl.lit(NAMELESS))
                .otherwise(name)
                .alias(f"_{below}"),
                pl.when(false)
                .then(pl.lit(depth + 1, dtype=pl.Int8))
                .otherwise("_depth")
                .alias("_depth"),
            )
            .drop("_children", "_rows")
        )
    return named


def _keyed(named: "pl.DataFrame", depth: "pl.Expr") -> "pl.DataFrame":
    """The level and the names down to it, those of a deeper level left out."""
    words = pl.Series(["account", *LEVELS])
    columns = [
        depth.cast(pl.Int64)
        .add(1)
        .replace_strict(dict(enumerate(words)), return_dtype=pl.String)
        .alias("level")
    ]
    for place, name in enumerate(LEVELS):
        there = depth >= place
        shown, by_id = pl.col(f"_{name}"), pl.col(f"_{name}_id")
        columns.append(
            pl.when(there).then(pl.coalesce(by_id, shown)).otherwise(pl.lit("")).alias(name)
        )
        if f"{name}_id" in named.columns:
            readable = pl.when(shown == "").then(by_id).otherwise(shown)
            columns.append(
                pl.when(there & by_id.is_not_null()).then(readable).alias(f"{name}_name")
            )
    return named.with_columns(columns).select(
        pl.exclude("_depth", *(f"_{n}" for n in LEVELS), *(f"_{n}_id" for n in LEVELS))
    )
