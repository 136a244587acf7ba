"""What every benchmark prints alike: which programs ran, and a figure beside its goal."""

import platform
import sqlite3
from importlib import metadata

_LIBRARIES = ("polars", "fastexcel", "duckdb", "pandas", "openpyxl")


def versions() -> str:
    """Python, SQLite and the libraries that the figures depend on; what is missing is left out."""
    found = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return ", ".join(found)


def goal(what: str, figure: float, bound: str, *, met: bool) -> None:
    """One figure beside its goal; a goal that is missed fails nothing."""
    print(f"  {'ok  ' if met else 'MISS'} {what}: {figure:.2f} (goal {bound})")
