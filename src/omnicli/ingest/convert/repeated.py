"""Columns that say the same few things over and over are converted once per text."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from omnicli.ingest.convert.base import Typed

_OFTEN = 8
"""Rows per distinct text from which telling the texts apart costs less than converting each row."""


def texts_and_places(text: "pl.Series") -> "tuple[pl.Series, pl.Series] | None":
    """The distinct texts, and which of them each row has (NULL: none); None if few repeat."""
    different = text.to_frame().select(pl.all().approx_n_unique()).item()
    if different * _OFTEN > len(text):
        return None
    texts = text.drop_nulls().unique()
    return texts, text.cast(pl.Enum(texts)).to_physical()


def once_per_text(text: "pl.Series", convert: Callable[["pl.Series"], Typed]) -> Typed:
    """`convert(text)`, for a `convert` that asks neither where nor how often a text stands."""
    repeats = texts_and_places(text)
    if repeats is None:
        return convert(text)
    texts, places = repeats
    typed = convert(texts)

    def everywhere(where: "pl.Series | None") -> "pl.Series | None":
        return None if where is None else where.gather(places).fill_null(value=False)

    return replace(
        typed,
        series=tuple(s.gather(places) for s in typed.series),
        bad=everywhere(typed.bad),
        doubtful=everywhere(typed.doubtful),
    )
