"""The only resolver of the files that ship beside the code: `sql/` and `report_templates/`."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Literal

from omnicli.domain.errors import OmniError

Source = Literal["checkout", "bundled"]
FOLDERS = ("sql", "report_templates")

_PACKAGE = Path(__file__).resolve().parent


@cache
def asset_root() -> tuple[Path, Source]:
    """The folder that holds the assets, and whether it is the checkout or the installed copy.

    The checkout wins: an editable install keeps a frozen copy inside the package.
    """
    checkout = _PACKAGE.parent.parent
    if _PACKAGE.parent.name == "src" and (checkout / "sql").is_dir():
        return checkout, "checkout"
    return _PACKAGE / "_bundled", "bundled"


def asset(*parts: str) -> Path:
    """The path of one asset, for example `asset("sql", "schema")`. E_ASSET_MISSING if absent."""
    path = asset_root()[0].joinpath(*parts)
    if not path.exists():
        raise OmniError("E_ASSET_MISSING", file="/".join(parts))
    return path


def sql_files(folder: str) -> list[Path]:
    """Every .sql file directly in `sql/<folder>`, by name; none when the folder is absent."""
    root = asset_root()[0] / "sql" / folder
    return sorted(root.glob("*.sql")) if root.is_dir() else []


@cache
def query(name: str) -> str:
    """The text of `sql/queries/<name>.sql`. E_ASSET_MISSING if absent."""
    return asset("sql", "queries", f"{name}.sql").read_text(encoding="utf-8")


def asset_hash() -> tuple[str, int]:
    """SHA-256 over the names and bytes of all assets, and how many there are."""
    root = asset_root()[0]
    digest = hashlib.sha256()
    files = sorted(
        path.relative_to(root).as_posix()
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file() and not _is_litter(path)
    )
    for name in files:
        digest.update(name.encode() + b"\0" + (root / name).read_bytes() + b"\0")
    return digest.hexdigest(), len(files)


def _is_litter(path: Path) -> bool:
    return path.name.startswith(".") or "__pycache__" in path.parts
