"""Steps that several sources share when they derive canonical columns."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence

import polars as pl

from omnicli.ingest.convert.repeated import texts_and_places
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Text

EMPTY = ("-", "–", "nan", "NaN", "NULL", "null", "None")
"""What exports of social commerce put in a cell for no value."""


def optional(
    frame: "pl.DataFrame", name: str, dtype: "pl.DataType | type[pl.DataType]"
) -> "pl.Expr":
    """The column, or NULLs of `dtype` where this version of the export lacks it."""
    return pl.col(name) if name in frame.columns else pl.lit(None, dtype=dtype)


def not_kept(headers: "Sequence[tuple[str, ...]]", *, suffix: bool = False) -> "tuple[Column, ...]":
    """Columns that are known and not kept; rows that differ in them alone are still two rows."""
    return tuple(
        Column(f"unused_{number}", names, Text(), suffix=suffix)
        for number, names in enumerate(headers)
    )


def unread(*headers: tuple[str, ...]) -> "tuple[Column, ...]":
    """Columns an export is known to have and omni reads nothing from, each by all its names."""
    return tuple(
        Column(f"unused_{number}", names, Text(), read=False)
        for number, names in enumerate(headers)
    )


def single_spaced(text: "pl.Expr") -> "pl.Expr":
    """The text with one plain space wherever it has space inside, and none around it.

    Texts that are so already stay as they are: most files need no second copy of theirs.
    """

    def spaced(texts: "pl.Series") -> "pl.Series":
        if not texts.str.contains(r"\s{2,}|[^\S ]|^ | $").any():
            return texts
        return texts.str.replace_all(r"\s{2,}|[^\S ]", " ").str.strip_chars()

    return text.map_batches(spaced, return_dtype=pl.String)


def per_text(name: str, rule: "Callable[[pl.Expr], pl.Expr]") -> "pl.Expr":
    """`rule` of a text column, asked once per distinct text where texts repeat.

    For rules that look at the text alone; NULL is a text like any other.
    """

    def asked(text: "pl.Series") -> "pl.Series":
        repeats = texts_and_places(text)
        if repeats is None:
            return text.to_frame(name).select(rule(pl.col(name))).to_series()
        texts, places = repeats
        answers = (
            texts.extend_constant(None, 1).to_frame(name).select(rule(pl.col(name))).to_series()
        )
        return answers.gather(places.fill_null(len(answers) - 1))

    dtype = pl.DataFrame(schema={name: pl.String}).select(rule(pl.col(name))).dtypes[0]
    return pl.col(name).map_batches(asked, return_dtype=dtype)


def fold(text: "pl.Expr") -> "pl.Expr":
    """The text in lower case, single spaces, NULL as empty: to compare, never to keep."""
    return single_spaced(text.fill_null("").str.to_lowercase())


def folded(name: str) -> "pl.Expr":
    """A column's text to compare, as `fold` says it."""
    return per_text(name, fold)


def wording(text: "pl.Expr") -> "pl.Expr":
    """The text with every number of three digits and more as `000`.

    A file tells of many orders in few wordings. Rules that look at words only are asked once per
    wording instead of once per row.
    """
    return text.str.replace_all(r"[0-9]{3,}", "000")


def by_wording(
    frame: "pl.DataFrame", texts: "Mapping[str, pl.Expr]", rules: "Mapping[str, pl.Expr]"
) -> "pl.DataFrame":
    """Add the columns of `rules`, expressions over the columns `texts`, asked once per wording."""
    # Texts that no column of the frame tells are one NULL each: only `with_columns` repeats it.
    worded = frame.with_columns(**{name: wording(text) for name, text in texts.items()})
    worded = worded.select(list(texts))
    answers = worded.unique().with_columns(**rules)
    found = worded.join(
        answers, on=list(texts), how="left", nulls_equal=True, maintain_order="left"
    )
    return frame.with_columns(found.select(list(rules)))


def translate(
    frame: "pl.DataFrame", source: str, target: str, rule: Callable[[str], str | None]
) -> "pl.DataFrame":
    """Add `target` = `rule` of each distinct text of `source`, where the export has `source`."""
    if source not in frame.columns:
        return frame
    texts = frame[source].drop_nulls().unique().to_list()
    column = pl.col(source).replace_strict(
        texts, [rule(text) for text in texts], default=None, return_dtype=pl.String
    )
    return frame.with_columns(column.alias(target))


def masked_key(frame: "pl.DataFrame", platform: str, name: str, phone: str) -> "pl.Expr":
    """`platform:<name>#<phone>` as the export masks them; NULL where either is missing."""
    shown = optional(frame, phone, pl.String)
    key = [pl.lit(f"{platform}:"), optional(frame, name, pl.String), pl.lit("#"), shown]
    return pl.when(shown.str.contains("*", literal=True)).then(pl.concat_str(key))
