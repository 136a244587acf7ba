"""Control equations: which of a few readings of a file's amounts gives its printed net cash.

An equation says which columns make up each component of a settlement line. The one that holds on
most rows is the file's; a row it does not fit may follow another; a row that none fits keeps the
printed net, its remainder in `other_sen`, and is warned of.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah_texts
from omnicli.sources._common import optional

if TYPE_CHECKING:
    from omnicli.ingest.spec import FileContext

ROUNDING = 200
"""Sen by which a control equation may be off through the platform's own rounding."""
COMPONENTS = ("gross_sen", "shipping_sen", "fee_sen", "tax_sen", "other_sen")
SHOWN = 20
"""How many single rows of one fault are warned of; the others are in the count of the file."""


@dataclass(frozen=True, slots=True)
class Equation:
    """One reading: component → its columns, each with a sign; amounts are taken absolute."""

    text: str
    parts: Mapping[str, tuple[str, ...]]
    needs: tuple[str, ...]
    """Columns without which the equation says nothing about a row."""


def _component(lines: "pl.DataFrame", terms: Iterable[str]) -> "pl.Expr":
    total = pl.lit(0, dtype=pl.Int64)
    for term in terms:
        amount = optional(lines, term[1:], pl.Int64).abs().fill_null(0)
        total = total - amount if term[0] == "-" else total + amount
    return total


def _off(lines: "pl.DataFrame", equation: Equation) -> "pl.Expr":
    """Printed net less what the equation gives; NULL where the row lacks what it needs."""
    complete = pl.all_horizontal(optional(lines, n, pl.Int64).is_not_null() for n in equation.needs)
    terms = [term for part in equation.parts.values() for term in part]
    return pl.when(complete).then(pl.col("net_sen") - _component(lines, terms))


def prove(
    lines: "pl.DataFrame", equations: Sequence[Equation], ctx: "FileContext"
) -> "pl.DataFrame":
    """`lines` with the five components of `net_sen`, and `rounding_sen` where an equation rounds.

    The reading, the rounding and the rows that no equation fits go to the file's issues.
    """
    names = [f"_off{n}" for n in range(len(equations))]
    tested = lines.with_columns(
        _off(lines, equation).alias(name) for name, equation in zip(names, equations, strict=True)
    )
    holds = [(pl.col(name).abs() <= ROUNDING).fill_null(value=False) for name in names]
    counts = tested.select(h.sum().alias(n) for n, h in zip(names, holds, strict=True)).row(0)
    best = max(range(len(names)), key=lambda n: (counts[n], -n))
    order = [best, *(n for n in range(len(names)) if n != best)]
    provable = pl.any_horizontal(pl.col(name).is_not_null() for name in names)
    choice = pl.coalesce(
        *(pl.when(holds[n]).then(pl.lit(n, dtype=pl.Int64)) for n in order), pl.lit(-1)
    )
    chosen = tested.with_columns(_provable=provable, _choice=choice)
    proved = chosen.with_columns(**_booked(lines, equations, best))
    known = proved.with_columns(other_sen=pl.col("net_sen") - pl.sum_horizontal(COMPONENTS[:4]))
    done = known.with_columns(rounding_sen=pl.when(pl.col("_choice") >= 0).then("other_sen"))
    _report(done, equations, best, ctx)
    return done.drop(*names, "_provable", "_choice")


def _booked(
    lines: "pl.DataFrame", equations: Sequence[Equation], best: int
) -> "dict[str, pl.Expr]":
    """Each component by the row's equation; a row that tells no amounts is all gross."""
    booked = {}
    for name in COMPONENTS[:4]:
        value = _component(lines, equations[best].parts.get(name, ()))
        for n, equation in enumerate(equations):
            own = _component(lines, equation.parts.get(name, ()))
            value = pl.when(pl.col("_choice") == n).then(own).otherwise(value)
        plain = pl.col("net_sen") if name == "gross_sen" else pl.lit(0, dtype=pl.Int64)
        booked[name] = pl.when("_provable").then(value).otherwise(plain)
    return booked


def _report(
    lines: "pl.DataFrame", equations: Sequence[Equation], best: int, ctx: "FileContext"
) -> None:
    provable = lines.filter(pl.col("_provable") & pl.col("net_sen").is_not_null())
    counts = dict(provable.group_by("_choice").len().iter_rows())
    if provable.height and counts.get(best):
        fields: dict[str, object] = {"rows": counts[best], "of": provable.height}
        text = equations[best].text
        ctx.issues.append(
            Issue("N_CONTROL_EQUATION", "notice", ctx.file_name, value=text, fields=fields)
        )
    for n, equation in enumerate(equations):
        if n != best and counts.get(n):
            ctx.issues.append(
                Issue(
                    "N_CONTROL_OTHER",
                    "notice",
                    ctx.file_name,
                    value=equation.text,
                    fields={"rows": counts[n]},
                )
            )
    rounded = provable.filter(pl.col("rounding_sen").fill_null(0) != 0)
    if rounded.height:
        total = rupiah_texts(int(rounded["rounding_sen"].sum()))
        fields = {"rows": rounded.height, "total": total}
        ctx.issues.append(Issue("N_CONTROL_ROUNDING", "notice", ctx.file_name, fields=fields))
    _warn(provable.filter(pl.col("_choice") == -1), ctx)


def _warn(unproved: "pl.DataFrame", ctx: "FileContext") -> None:
    """One warning per row that no equation fits, with both sums."""
    rows = unproved.select(
        "row_no",
        pl.coalesce(
            optional(unproved, "order_no", pl.String), optional(unproved, "awb", pl.String)
        ).alias("reference"),
        "net_sen",
        pl.sum_horizontal(COMPONENTS[:4]).alias("summed"),
    )
    for row, reference, net, summed in rows.head(SHOWN).iter_rows():
        fields = {
            "reference": reference or "–",
            "printed": rupiah_texts(net),
            "summed": rupiah_texts(summed),
            "rows": unproved.height,
        }
        ctx.issues.append(
            Issue(
                "W_CONTROL_EQUATION",
                "warning",
                ctx.file_name,
                row=row,
                column="net_sen",
                fields=fields,
            )
        )


def with_rounding(lines: "pl.DataFrame", ctx: "FileContext") -> "pl.DataFrame":  # noqa: ARG001
    """The rows, and a `rounding` line beside each that is off through rounding; Σ net stays."""
    off = pl.col("rounding_sen").fill_null(0)
    rounded = lines.filter(off != 0).with_columns(
        line_key=pl.col("line_key") + "|rounding",
        kind=pl.lit("rounding"),
        **{name: pl.lit(0, dtype=pl.Int64) for name in COMPONENTS[:4]},
        other_sen=pl.col("rounding_sen"),
        net_sen=pl.col("rounding_sen"),
    )
    plain = lines.with_columns(other_sen=pl.col("other_sen") - off, net_sen=pl.col("net_sen") - off)
    return pl.concat([plain, rounded]).drop("rounding_sen").sort("row_no", maintain_order=True)


def first_time(lines: "pl.DataFrame", *stems: str) -> "dict[str, pl.Expr]":
    """`occurred_at` and `occurred_date` from the first of the times that the row has."""
    at = pl.lit(None, dtype=pl.String)
    for stem in reversed(stems):
        dated = optional(lines, f"{stem}_date", pl.String).is_not_null()
        at = pl.when(dated).then(optional(lines, f"{stem}_at", pl.String)).otherwise(at)
    day = pl.coalesce(optional(lines, f"{stem}_date", pl.String) for stem in stems)
    return {"occurred_at": at, "occurred_date": day}
