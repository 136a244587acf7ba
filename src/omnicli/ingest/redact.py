"""Taking a person out of an export: the rows that are about them keep what they sold, and no more.

Works on the bytes of files with cells and gives the same bytes for the same input, so that a file
that comes again is the file that is there. Who is meant is told by a test of single values, never
by a list of names: what is kept of an erased person is only a keyed hash.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from types import MappingProxyType
from xml.etree import ElementTree as ET

from omnicli.domain.errors import OmniError
from omnicli.domain.phones import normalise_phone
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.personal import FREE
from omnicli.ingest.personal import KEYS
from omnicli.ingest.personal import NAMES
from omnicli.ingest.personal import PERSONAL
from omnicli.ingest.personal import PERSONS
from omnicli.ingest.personal import PHONES
from omnicli.ingest.personal import SAYS_WHO
from omnicli.ingest.personal import THINGS
from omnicli.ingest.personal import is_personal
from omnicli.ingest.pipeline import tables
from omnicli.ingest.result import ReadFile
from omnicli.ingest.reworked import REWORKED
from omnicli.ingest.reworked import as_workbook
from omnicli.ingest.reworked import workbook_of
from omnicli.ingest.sniff import sniff
from omnicli.ingest.spec import SourceSpec

Forgotten = Callable[[str], str | None]
"""A value as the ledger names it (`phone:+62…`, `text:…`) → the pseudonym, where it is erased."""

NAME = "Terhapus"
EDITABLE = frozenset({"csv", "xlsx", "pdf"}) | REWORKED
_WORDS = re.compile(r"[^\W_]+")
_RUN = re.compile(r"(?<![\d.,])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\d)")
"""A phone inside a text."""
_MOST_WORDS = 6
_LEAST_LETTERS = 8
_LEAST_CUT = 4
"""Letters of its last word that a name keeps where a bank cut it off."""
_TOP = 30
_TEXTS = {"description", "counterparty", "line_key"}
"""Texts of movements, in which people are named, and what is made of them."""
_WORD = re.compile(r"[^\W\d_]{2}")
_TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{4}-\d\d-\d\dT")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"([A-Z]+)\d+")


@dataclass
class _Grid:
    """Cells by row and column, and what is to be written over some of them."""

    rows: dict[int, dict[int, str]]
    forgotten: Forgotten
    over: dict[tuple[int, int], str] = field(default_factory=dict)

    def mark(self) -> None:
        """Find the rows about an erased person and what of them goes, and who is named in texts."""
        top, header = self._header()
        keys = {c for c, text in header.items() if KEYS.search(text)}
        personal = {c for c, text in header.items() if is_personal(text)}
        if not any(PERSONS.search(header[c]) for c in personal):
            # A list of money or movements: what it calls a note says what the money was for.
            personal = set()
        closed = {c for c, text in header.items() if THINGS.search(text)}
        for number, cells in self.rows.items():
            found = {c: self._about(t, header.get(c, ""), c in keys) for c, t in cells.items()}
            if any(found.values()):
                for column, text in cells.items():
                    self._redact(number, column, text, found[column], header, personal)
            for column, text in cells.items() if number > top else ():
                if column not in closed and (number, column) not in self.over:
                    self._unname(number, column, text, header.get(column, ""), personal)

    def _unname(
        self, number: int, column: int, text: str, heading: str, personal: set[int]
    ) -> None:
        """Take an erased person out of a sentence; a note that names them goes as a whole.

        In a column of names a cell that is the name is somebody's own, who may only be called so.
        """
        new = without_names(text, self.forgotten, cut=not personal)
        if new != text and (new != NAME or column not in personal):
            self.over[number, column] = "" if column in personal and FREE.search(heading) else new

    def _redact(
        self,
        number: int,
        column: int,
        text: str,
        pseudonym: str | None,
        header: dict[int, str],
        personal: set[int],
    ) -> None:
        heading = header.get(column, "")
        is_phone = normalise_phone(text) is not None
        is_named = bool(NAMES.search(heading)) and not FREE.search(heading)
        if pseudonym and not is_phone and column in personal and "user" in heading.casefold():
            self.over[number, column] = pseudonym
        elif (is_phone and (pseudonym or column in personal)) or (
            column in personal and not is_named
        ):
            self.over[number, column] = ""
        elif column in personal and _WORD.search(text) and not _TIME.match(text.strip()):
            self.over[number, column] = NAME

    def _about(self, text: str, heading: str, is_key: bool) -> str | None:  # noqa: FBT001 - a kind
        """The pseudonym of the person whose phone or key a cell is; a sentence is no phone."""
        phone = None
        if PHONES.search(heading) or not _WORD.search(text):
            phone = normalise_phone(text)
        if phone is not None:
            return self.forgotten(f"phone:{phone}")
        word = text.strip().lstrip("'").casefold()
        return self.forgotten(f"text:{word}") if is_key and word else None

    def _header(self) -> tuple[int, dict[int, str]]:
        """The row at the top that names the most personal columns; of two the wider one."""
        best: tuple[int, dict[int, str]] = (-1, {})
        most = (0, 0)
        for number in sorted(self.rows)[:_TOP]:
            cells = {c: t for c, t in self.rows[number].items() if 0 < len(t.strip()) <= 60}
            count = sum(bool(PERSONAL.search(t) or KEYS.search(t)) for t in cells.values())
            if count and (count, len(cells)) > most:
                best, most = (number, cells), (count, len(cells))
        return best


def names_in(name: str) -> tuple[str, ...]:
    """How the ledger knows a name that may stand in a sentence: whole, cut off, by its first word.

    Nothing for a single word: too many are called so, and shops and banks are, too.
    """
    words = [one.casefold() for one in _WORDS.findall(name)]
    if not 2 <= len(words) <= _MOST_WORDS or len("".join(words)) < _LEAST_LETTERS:
        return ()
    begun, most = " ".join(words[:-1]), len(words[-1])
    least = max(_LEAST_CUT, _LEAST_LETTERS - len("".join(words[:-1])))
    cut = (f"cut:{begun} {words[-1][:kept]}" for kept in range(least, most))
    return (f"name:{' '.join(words)}", f"first:{words[0]}", *cut)


def without_names(text: str, forgotten: Forgotten, *, cut: bool = False) -> str:
    """A text without the names and phones of erased people that stand in it.

    `cut`: also a name at the very end whose last word breaks off, as banks end a long text.
    """
    for run in reversed(list(_RUN.finditer(text))):
        phone = normalise_phone(run[0])
        if phone is not None and forgotten(f"phone:{phone}"):
            text = text[: run.start()] + NAME + text[run.end() :]
    words = list(_WORDS.finditer(text))
    done = len(text)
    for number in range(len(words) - 1, -1, -1):
        if not forgotten(f"first:{words[number][0].casefold()}"):
            continue
        for count in range(min(_MOST_WORDS, len(words) - number), 1, -1):
            last = words[number + count - 1]
            name = " ".join(one[0].casefold() for one in words[number : number + count])
            ends = cut and last is words[-1]
            named = forgotten(f"name:{name}") or (ends and forgotten(f"cut:{name}"))
            if last.end() <= done and named:
                done = words[number].start()
                text = text[:done] + NAME + text[last.end() :]
                break
    return text


def redact(
    data: bytes,
    forgotten: Forgotten,
    specs: Mapping[str, SourceSpec] = MappingProxyType({}),
    passwords: Sequence[str] = (),
) -> bytes:
    """The export without what tells of erased people; the very same bytes where it tells of none.

    Cells of a format that cannot be edited come back as a workbook (`ingest/reworked.py`), a PDF as
    the tables that the layouts of `specs` see in it; what has no cells comes back as it is.
    """
    try:
        kind = sniff(data)
        if kind == "pdf":
            book: bytes | None = workbook_of(tables(data, specs, passwords=passwords)[1].sheets)
        else:
            book = as_workbook(kind, data) if kind in REWORKED else None
    except OmniError:
        return data
    if kind == "csv":
        return _redact_text(data, forgotten)
    if book is not None:
        new = _redact_workbook(book, forgotten)
        return data if new == book else new
    return _redact_workbook(data, forgotten) if kind == "xlsx" else data


def keeps_figures(was: ReadFile, now: ReadFile) -> bool:
    """Whether every record of a file is there again without the person: each sum, time and state.

    A row that was refused for what was personal in it may have come in. A list of people loses
    the row whose key was the person.
    """
    for before, after in zip(was.parts, now.parts, strict=True):
        if SAYS_WHO & {*before.part.key} and before.part.target != "orders":
            continue
        for old, new in ((before.records, after.records), (before.children, after.children)):
            if old is None or new is None:
                if old is not new:
                    return False
                continue
            same = [c for c in old.columns if c not in SAYS_WHO | _TEXTS]
            if not old.select(same).join(new, on=same, how="anti", nulls_equal=True).is_empty():
                return False
    return True


def _redact_text(data: bytes, forgotten: Forgotten) -> bytes:
    text, encoding = _decoded(data)
    newline = "\r\n" if "\r\n" in text else "\n"
    best = max(",;\t|", key=text[:20_000].count)
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter=best))
    grid = _Grid({n: dict(enumerate(row)) for n, row in enumerate(table)}, forgotten)
    grid.mark()
    if not grid.over:
        return data
    for (row, column), value in grid.over.items():
        table[row][column] = value
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=best, lineterminator=newline).writerows(table)
    return out.getvalue().encode(encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8", "utf-16"):
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace"), "cp1252"


def _redact_workbook(data: bytes, forgotten: Forgotten) -> bytes:
    """A workbook without them; one that cannot be opened is left to the reader to refuse."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            listed = packed.infolist()
            if sum(info.file_size for info in listed) > DEFAULT.unzipped_bytes:
                return data
            parts = [(info, packed.read(info)) for info in listed]
        if any(b"<!DOCTYPE" in body for _, body in parts):
            return data
        return _redact_parts(data, parts, forgotten)
    except (zipfile.BadZipFile, zlib.error, ET.ParseError, OSError, ValueError, RuntimeError):
        return data


def _redact_parts(
    data: bytes, parts: Sequence[tuple[zipfile.ZipInfo, bytes]], forgotten: Forgotten
) -> bytes:
    shared_name = next(
        (i.filename for i, _ in parts if i.filename.endswith("sharedStrings.xml")), ""
    )
    shared_root = next((_parsed(b) for i, b in parts if i.filename == shared_name), None)
    shared = [] if shared_root is None else ["".join(_texts(si)) for si in shared_root]
    sheets: dict[str, ET.Element] = {}
    gone: set[str] = set()
    for info, body in parts:
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", info.filename):
            root = _parsed(body)
            removed = _redact_sheet(root, shared, forgotten)
            sheets[info.filename] = root
            gone |= removed
    if not gone:
        return data
    if shared_root is not None:
        _forget_unused(shared_root, sheets.values())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for info, body in parts:
            made = zipfile.ZipInfo(info.filename, info.date_time)
            made.compress_type = zipfile.ZIP_DEFLATED
            if info.filename in sheets:
                written = _xml(sheets[info.filename])
            elif info.filename == shared_name and shared_root is not None:
                written = _xml(shared_root)
            else:
                written = _swept(body, gone)
            packed.writestr(made, written)
    return out.getvalue()


def _parsed(body: bytes) -> ET.Element:
    return ET.fromstring(body)  # noqa: S314 - a DTD was refused before


def _redact_sheet(root: ET.Element, shared: Sequence[str], forgotten: Forgotten) -> set[str]:
    """Write over the cells of erased people; the texts that stood there."""
    places: dict[tuple[int, int], ET.Element] = {}
    rows: dict[int, dict[int, str]] = {}
    for number, row in enumerate(root.iter(f"{_MAIN}row")):
        for nth, cell in enumerate(row.iter(f"{_MAIN}c")):
            column = _column(cell.get("r"), nth)
            places[number, column] = cell
            rows.setdefault(number, {})[column] = _value(cell, shared)
    grid = _Grid(rows, forgotten)
    grid.mark()
    for place, value in grid.over.items():
        cell = places[place]
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if value:
            cell.set("t", "inlineStr")
            text = ET.SubElement(ET.SubElement(cell, f"{_MAIN}is"), f"{_MAIN}t")
            text.text = value
    return {rows[r][c] for r, c in grid.over if rows[r][c].strip()}


def _column(ref: str | None, nth: int) -> int:
    found = _CELL.fullmatch(ref or "")
    if found is None:
        return nth
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: ET.Element, shared: Sequence[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(_texts(cell))
    value = cell.findtext(f"{_MAIN}v") or ""
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(shared):
        return shared[int(value)]
    return value


def _texts(element: ET.Element) -> Iterable[str]:
    return (t.text or "" for t in element.iter(f"{_MAIN}t"))


def _forget_unused(shared: ET.Element, sheets: Iterable[ET.Element]) -> None:
    """Empty the shared texts that no cell shows any more."""
    used = {
        int(cell.findtext(f"{_MAIN}v") or -1)
        for root in sheets
        for cell in root.iter(f"{_MAIN}c")
        if cell.get("t") == "s"
    }
    for number, item in enumerate(list(shared)):
        if number not in used:
            for child in list(item):
                item.remove(child)
            ET.SubElement(item, f"{_MAIN}t").text = ""


def _swept(body: bytes, gone: Iterable[str]) -> bytes:
    """Other parts (comments, pivot caches) without the texts that were taken out."""
    for text in sorted(gone, key=len, reverse=True):
        plain = text.strip().encode()
        if len(plain) >= 4:
            body = body.replace(plain, b"-")
    return body


def _xml(root: ET.Element) -> bytes:
    for name in [key for key in root.attrib if key.endswith("Ignorable")]:
        del root.attrib[name]
    ET.register_namespace("", _MAIN[1:-1])
    made: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made
