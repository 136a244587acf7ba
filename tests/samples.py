"""Real exports kept outside the project; a test that needs one skips where the folder is absent."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "samples"


def sample(name: str) -> Path:
    """The path of a real export, or a skip."""
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"the real export {name} is not here")
    return path


def cells(path: Path) -> list[list[str]]:
    """Every row of the first sheet as text, read independently of the product's reader."""
    import fastexcel

    frame = (
        fastexcel.read_excel(path.read_bytes())
        .load_sheet(0, header_row=None, dtypes="string")
        .to_polars()
    )
    return [["" if cell is None else cell for cell in row] for row in frame.iter_rows()]
