"""The tables of a page as its cells."""

from html.parser import HTMLParser


class Cells(HTMLParser):
    """The cells of every table with an id: days as ISO, everything else as it is printed."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self._open: list[list[str]] | None = None
        self._part = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self._open = self.tables.setdefault(str(given.get("id")), [])
        elif tag in {"thead", "tbody", "tfoot"}:
            self._part = tag
        elif self._open is None or self._part != "tbody":
            return
        elif tag == "tr":
            self._open.append([])
        elif tag == "td":
            self._open[-1].append(given.get("data-v") or "")
            self._inside = not given.get("data-v")

    def handle_data(self, data: str) -> None:
        if self._inside and self._open:
            self._open[-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "td"
