"""From typed rows to records: one per key, every row and every rupiah accounted for."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.issues import Issue
from omnicli.domain.money import rupiah
from omnicli.ingest.convert.base import Problem
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.warehouse.tables.catalog import table_spec

_PARTIAL = "expected_quantity"
"""A key column that says how many pieces a complete record has."""
_INCOMPLETE = "is_incomplete"
"""What `finish` says of a record by a proof of its own."""


@dataclass(frozen=True, slots=True)
class GroupedRows:
    """Accepted rows as records; `rows` are all typed data rows, `rejected` the refused row numbers.

    `counted` is the record grain before `finish`, whose money must equal what was read.
    """

    records: "pl.DataFrame"
    children: "pl.DataFrame | None"
    origins: "pl.DataFrame"
    rows: "pl.DataFrame"
    accepted: "pl.DataFrame"
    counted: "pl.DataFrame"
    drafts: "pl.DataFrame | None"
    problems: tuple[Problem, ...]
    rejected: frozenset[int]
    duplicates: int


def _key_text(part: Part) -> "pl.Expr":
    parts = [pl.col(k).cast(pl.String).fill_null("") for k in part.key]
    return pl.concat_str(parts, separator=" · ").alias("_key")


def _transformed(typed: "pl.DataFrame", part: Part, ctx: FileContext) -> "pl.DataFrame":
    """The rows after the part's own `rows`, which may add columns but no row and no row number."""
    if part.rows is None:
        return typed
    rows = part.rows(typed, ctx)
    if rows.height != typed.height or not rows["row_no"].equals(typed["row_no"]):
        raise OmniError(
            "E_CONSERVATION",
            file=ctx.file_name,
            what=f"{ctx.source} rows",
            read=typed.height,
            accounted=rows.height,
        )
    return rows


def _empty_keys(rows: "pl.DataFrame", part: Part, known_bad: set[int]) -> list[Problem]:
    problems = []
    for name in part.key:
        for row in rows.filter(pl.col(name).is_null())["row_no"]:
            if row not in known_bad:
                problems.append(Problem(row, name, "E_KEY_EMPTY", None))
                known_bad.add(row)
    return problems


def _unfilled(rows: "pl.DataFrame", part: Part, known_bad: set[int]) -> list[Problem]:
    """Rows without a value the source promises; one row of a key may have it for all of them."""
    problems = []
    for column in part.columns:
        name = column.name
        value = f"{name.removesuffix('_at')}_date" if name.endswith("_at") else name
        if not column.filled or value not in rows.columns or not rows[value].null_count():
            continue
        empty = pl.col(value).is_null()
        if column.per == "key":
            empty = empty.all().over(part.key)
        lacking = [r for r in rows.filter(empty)["row_no"] if r not in known_bad]
        problems += [Problem(row, name, "E_VALUE_EMPTY", None) for row in lacking]
        known_bad.update(lacking)
    return problems


def _varying(rows: "pl.DataFrame", part: Part, columns: Sequence[str]) -> "pl.DataFrame":
    """Keys of more than one row, with `n_<column>`: how many different values each column has."""
    key = list(part.key)
    several = rows.filter(rows.select(key).is_duplicated()).select(*key, *columns)
    # Seen along rows sorted by key first: a value other than the last one above it. That one may
    # be of the key before, so what is found is then counted; what is not found cannot vary.
    sorted_ = several.sort(key, maintain_order=True)
    same = pl.all_horizontal(pl.col(k) == pl.col(k).shift() for k in key)
    moved = pl.any_horizontal(pl.col(c) != pl.col(c).forward_fill().shift() for c in columns)
    suspects = sorted_.filter(same & moved).select(key)
    several = several.join(suspects, on=key, how="semi", maintain_order="left")
    counts = [pl.col(c).drop_nulls().n_unique().alias(f"n_{c}") for c in columns]
    varied = several.group_by(part.key, maintain_order=True).agg(*counts)
    return varied.filter(pl.any_horizontal(pl.col(f"n_{c}") > 1 for c in columns))


def _changing(rows: "pl.DataFrame", columns: Sequence[str]) -> list[str]:
    """The columns that hold more than one value at all; the others cannot contradict themselves."""
    alike = (pl.col(c) == pl.col(c).drop_nulls().first() for c in columns)
    same = rows.select(a.all() for a in alike).row(0) if columns else ()
    return [c for c, is_same in zip(columns, same, strict=True) if not is_same]


def _contradictions(rows: "pl.DataFrame", part: Part, columns: Sequence[str]) -> list[Problem]:
    """A problem for every row of a key whose rows disagree in a column that must be constant."""
    present = _changing(rows, [c for c in columns if c in rows.columns])
    if not present:
        return []
    problems = []
    for varied in _varying(rows, part, present).iter_rows(named=True):
        group = rows.filter(**{k: varied[k] for k in part.key})
        column = next(c for c in present if varied[f"n_{c}"] > 1)
        values = [v for v in group[column].unique(maintain_order=True) if v is not None]
        fields = {
            "rows": ", ".join(str(r) for r in group["row_no"]),
            "key": " · ".join(str(varied[k]) for k in part.key),
            "values": " ≠ ".join(_printed(column, v) for v in values[:3]),
        }
        for row, value in zip(group["row_no"], group[column], strict=True):
            text = None if value is None else _printed(column, value)
            problems.append(Problem(row, column, "E_ROWS_CONTRADICT", text, fields=fields))
    return problems


def _printed(column: str, value: object) -> str:
    """A value as its reader knows it: money in rupiah, not in sen."""
    if column.endswith("_sen") and isinstance(value, int):
        return str(rupiah(value))
    return str(value)


def _siblings(rows: "pl.DataFrame", part: Part, bad: set[int]) -> list[Problem]:
    """Rows held back because another row of their key was refused.

    Only where the export does not prove which items a record has: a repaired row alone could
    then not be told from the whole record.
    """
    if not table_spec(part.target).children or not bad or set(part.proof) <= set(rows.columns):
        return []
    refused = pl.col("row_no").is_in(list(bad))
    keys = rows.filter(refused).select(part.key).drop_nulls().unique()
    held = rows.filter(~refused).join(keys, on=list(part.key), how="semi")
    keyed = rows.filter(refused).with_columns(_key_text(part))
    culprits = dict(keyed.group_by("_key").agg("row_no").iter_rows())
    return [
        Problem(
            row,
            part.key[0],
            "E_SIBLING_REJECTED",
            None,
            fields={"key": key, "rows": ", ".join(map(str, culprits[key]))},
        )
        for row, key in held.with_columns(_key_text(part)).select("row_no", "_key").iter_rows()
    ]


def _per_key(part: Part, rows: "pl.DataFrame") -> list[str]:
    """Columns that hold one value per key, and those a transform added beside the rows'."""
    own = _row_columns(part)
    skip = {*part.key, *part.sums, *own, "row_no"}
    return [c for c in rows.columns if c not in skip]


def _row_columns(part: Part) -> list[str]:
    names = [c.name for c in part.columns if c.per == "row" and c.name not in part.key]
    return names + [f"{n.removesuffix('_at')}_date" for n in names if n.endswith("_at")]


def _constant(part: Part) -> list[str]:
    """Columns of the export that must not vary inside a key."""
    names = [c.name for c in part.columns if c.per == "key" and c.name not in part.key]
    held = [n for n in names if n != part.updated_at]
    # A time printed as a day only leaves `_at` empty, so its day must agree as well.
    return held + [f"{n.removesuffix('_at')}_date" for n in held if n.endswith("_at")]


def _grouped(rows: "pl.DataFrame", part: Part, firsts: Sequence[str]) -> "pl.DataFrame":
    """One row per key: the first value of `firsts`, sums, maxima, and when it was last updated."""
    sums = [c for c in part.sums if c in rows.columns]
    kept = [c for c in firsts if c not in sums]
    stamped = [c for c in (part.updated_at,) if c and c in rows.columns]
    if rows.n_unique(part.key) == rows.height:
        return rows.select(
            *part.key, *kept, *sums, *(rows[c].alias("effective_at") for c in stamped)
        )
    added = [pl.when(pl.col(c).is_not_null().any()).then(pl.col(c).sum()).alias(c) for c in sums]
    one = [pl.col(c).max() if c in part.maxima else pl.col(c).drop_nulls().first() for c in kept]
    stamp = [pl.col(c).max().alias("effective_at") for c in stamped]
    return rows.group_by(part.key, maintain_order=True).agg(*one, *added, *stamp)


def _flat(rows: "pl.DataFrame", part: Part) -> "tuple[pl.DataFrame, list[Problem], int]":
    """Rows of a flat target without repeats; rows of one key that differ are refused or added."""
    if part.combine == "sum" or rows.n_unique(part.key) == rows.height:
        return rows, [], 0
    values = [c for c in rows.columns if c != "row_no"]
    rest = [c for c in values if c not in part.key]
    # An empty cell contradicts nothing: what another row of the key says there holds for both.
    known = (pl.col(c).fill_null(pl.col(c).drop_nulls().first().over(part.key)) for c in rest)
    unique = rows.with_columns(*known).unique(subset=values, keep="first", maintain_order=True)
    repeats = rows.height - unique.height
    return unique, _contradictions(unique, part, rest), repeats


def _ordered(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.row_no, p.column)))


def agreement(
    typed: "pl.DataFrame", part: Part, ctx: FileContext
) -> dict[tuple[object, ...], bool | None]:
    """By key, whether the sums of these rows are what the file says; None where it says nothing.

    The key has those of its columns that stand in the file.
    """
    own = [k for k in part.key if k in typed.columns]
    rows = _transformed(typed.drop_nulls(own), part, ctx)
    counted = _grouped(rows, part, _per_key(part, rows))
    rule = part.holds(counted) if part.holds else None
    agreed = counted.select(*own, pl.lit(None) if rule is None else rule)
    return {tuple(row[:-1]): row[-1] for row in agreed.iter_rows()}


def warn_of_sums(grouped: GroupedRows, part: Part, ctx: FileContext) -> None:
    """Tell which records are not what the file says of them: rows are missing, or too many."""
    rule = part.holds(grouped.counted) if part.holds else None
    if rule is None or grouped.counted.is_empty():
        return
    wrong = grouped.counted.filter(~rule.fill_null(value=True))
    if wrong.is_empty():
        return
    key = " · ".join(str(v) for v in wrong.select(part.key).row(0))
    fields: dict[str, object] = {"records": wrong.height, "key": key}
    ctx.issues.append(Issue("W_ORDER_SUMS", "warning", ctx.file_name, fields=fields))


def group_rows(
    typed: "pl.DataFrame", part: Part, ctx: FileContext, problems: Sequence[Problem]
) -> GroupedRows:
    """Build the records of one part out of its typed data rows.

    Refused are the rows with an error in `problems`, rows without a key, and all rows of a key
    that contradict each other; each refusal is in the result's problems.
    """
    rows = _transformed(typed, part, ctx)
    found = list(problems)
    bad = {p.row_no for p in found if p.severity == "error"}
    found += _empty_keys(rows, part, bad)
    found += _unfilled(rows, part, bad)
    has_children = bool(table_spec(part.target).children)
    good = rows.filter(~pl.col("row_no").is_in(list(bad))) if bad else rows
    duplicates = 0
    if has_children:
        more = _contradictions(good, part, _constant(part))
        bad |= {p.row_no for p in more}
        more += _siblings(rows, part, bad)
    else:
        good, more, duplicates = _flat(good, part)
    found += more
    bad |= {p.row_no for p in more}
    accepted = good.filter(~pl.col("row_no").is_in(list(bad))) if more else good
    return _built(rows, accepted, part, ctx, (_ordered(found), frozenset(bad), duplicates))


def _built(
    rows: "pl.DataFrame",
    accepted: "pl.DataFrame",
    part: Part,
    ctx: FileContext,
    account: tuple[tuple[Problem, ...], frozenset[int], int],
) -> GroupedRows:
    children, lines = None, accepted
    if table_spec(part.target).children:
        own = [c for c in _row_columns(part) if c in accepted.columns]
        added = [c for c in _per_key(part, accepted) if c not in _named(part)]
        # What adds up to the record goes with the items: lists of several files are merged.
        summed = [c for c in part.sums if c in accepted.columns and c not in (*own, *added)]
        children = accepted.select([*part.key, *own, *added, *summed, "row_no"])
        counted = _grouped(accepted, part, _per_key(part, accepted))
    elif part.combine == "sum":
        rest = [c for c in accepted.columns if c not in (*part.key, "row_no")]
        counted = _grouped(accepted, part, rest)
    else:
        lines = part.lines(accepted, ctx) if part.lines else accepted
        counted = lines.drop("row_no")
    records = part.finish(counted, ctx) if part.finish else counted
    problems, bad, duplicates = account
    return GroupedRows(
        records=records,
        children=children,
        origins=lines.select([*part.key, "row_no"]),
        rows=rows,
        accepted=accepted,
        counted=counted,
        drafts=_drafts(counted, records, part) if children is not None else None,
        problems=problems,
        rejected=bad,
        duplicates=duplicates,
    )


def _drafts(counted: "pl.DataFrame", records: "pl.DataFrame", part: Part) -> "pl.DataFrame | None":
    """The records whose items are proved incomplete, as `finish` got them; None without proof."""
    if _INCOMPLETE in records.columns:
        short = records.filter(pl.col(_INCOMPLETE) == 1)
        return counted.join(short.select(part.key), on=list(part.key), how="semi")
    if {_PARTIAL, "quantity"} <= set(counted.columns):
        return counted.filter(counted["quantity"] < counted[_PARTIAL])
    return None


def _named(part: Part) -> set[str]:
    names = {c.name for c in part.columns}
    return names | {f"{n.removesuffix('_at')}_date" for n in names if n.endswith("_at")}
