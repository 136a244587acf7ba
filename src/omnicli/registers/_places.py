"""Places of a register: official spellings, and for each other cell what it may mean (S1-05)."""

from collections.abc import Mapping
from functools import lru_cache

import polars as pl

from omnicli.domain.issues import Issue
from omnicli.domain.regions import nearest_place
from omnicli.domain.regions import resolve_region
from omnicli.ingest.spec import FileContext

LEVELS = ("province", "city", "district")
"""The columns by which a place is known, as the register names them."""


def settled(rows: "pl.DataFrame", headers: Mapping[str, str], ctx: FileContext) -> "pl.DataFrame":
    """The rows with official names; a cell that is not on the list stays and is reported."""
    have = [level for level in LEVELS if level in rows.columns]
    if not have:
        return rows
    read = [_read(*(row.get(n) for n in LEVELS)) for row in rows.select(have).to_dicts()]
    for row_no, (_, wrong) in zip(rows["row_no"], read, strict=True):
        for level, value, near in wrong:
            ctx.issues.append(
                Issue(
                    "W_PLACE_UNKNOWN" if near else "W_PLACE_UNLIKE",
                    "warning",
                    ctx.file_name,
                    row=row_no,
                    column=headers[level],
                    value=value,
                    fields={"near": near} if near else {},
                    to_repair=True,
                )
            )
    return rows.with_columns(
        pl.Series(level, [names[LEVELS.index(level)] for names, _ in read], pl.String)
        for level in have
    )


Names = tuple[str | None, str | None, str | None]
Wrong = tuple[str, str, str | None]
"""level, what the cell says, what it may mean"""


@lru_cache(maxsize=65_536)
def _read(
    province: str | None, city: str | None, district: str | None
) -> tuple[Names, tuple[Wrong, ...]]:
    """The names to keep, and the cells that are not on the list."""
    found = resolve_region(province, city, district)
    names = (found.province, found.city, found.district)
    wrong: list[Wrong] = []
    home, regency, part = found.codes
    if province and home is None:
        wrong.append(("province", province, nearest_place("province", province)))
        # The city may still be one, whatever stands before it.
        regency, part = resolve_region(None, city, district).codes[1:]
    if city and regency is None:
        wrong.append(("city", city, nearest_place("city", city, home)))
    elif district and regency and part is None:
        wrong.append(("district", district, nearest_place("district", district, regency)))
    return names, tuple(wrong)
