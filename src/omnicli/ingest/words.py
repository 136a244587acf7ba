"""Text with its place on a page: what a PDF is before somebody sees a table in it."""

from typing import NamedTuple


class Word(NamedTuple):
    """One word; `page` counts from 1, places are points from the page's top left corner."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        """Where its line runs."""
        return (self.top + self.bottom) / 2
