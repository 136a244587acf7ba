"""What a file says of whose it is: an ad account, a shop, a wallet, a bank account.

The import remembers it with omni's account and refuses a file of another owner
(`warehouse/owners.py`).
"""

from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.ingest.spec import FileContext

if TYPE_CHECKING:
    import polars as pl


def owned_by(ctx: FileContext, kind: str, value: str | None, name: str | None = None) -> None:
    """Note that the file names its owner; `kind` is one of `domain.owners.KINDS`."""
    text = (value or "").strip().lstrip("'")
    if text:
        entry: dict[str, object] = {"kind": kind, "value": text, "name": (name or "").strip()}
        known = ctx.facts.setdefault("owners", [])
        if entry not in known:
            known.append(entry)


def owned_by_column(
    lines: "pl.DataFrame", ctx: FileContext, kind: str, column: str, name: str = ""
) -> None:
    """The owner that every row names. Raises E_ACCOUNT_MIXED where rows name several."""
    if column not in lines.columns:
        return
    found = lines[column].drop_nulls().unique(maintain_order=True).to_list()
    if len(found) > 1:
        raise OmniError(
            "E_ACCOUNT_MIXED", file=ctx.file_name, column=column, value=", ".join(found[:5])
        )
    if found:
        names = lines[name].drop_nulls().to_list() if name in lines.columns else [None]
        owned_by(ctx, kind, found[0], next(iter(names), None))
