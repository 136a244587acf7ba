"""`python -m bench.pdf_file PATH PAGES`: a Kopra statement of forty movements a page."""

import sys
from pathlib import Path

from statements import Style
from statements import kopra
from statements import month

ROWS = 40
"""Movements on a page."""


def main(path: str, pages: str) -> None:
    """Write the statement; the same bytes for the same number of pages."""
    movements = month(ROWS * int(pages), lines=(1,))
    Path(path).write_bytes(kopra(movements, Style(leading=7.5, gap=0.0, height=600.0)))


if __name__ == "__main__":
    main(*sys.argv[1:])
