"""Delimited text: encoding, delimiter and line ends are found, every field stays text.

Needs no child process: the parser keeps no dense grid, so memory is bounded by the file's size.
"""

import codecs
import csv
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import fold
from omnicli.ingest.limits import Limits
from omnicli.ingest.raw import Notice
from omnicli.ingest.raw import RawSheet
from omnicli.ingest.readers import Readout
from omnicli.ingest.readers._quotes import refuse_quoted_lines
from omnicli.ingest.readers._quotes import refuse_swallowed

ISOLATED = False
_DELIMITERS = (",", ";", "\t", "|")
_LOOK_AT = 40
_PIECE = 1 << 16
_BATCH = 20_000
"""Rows kept as Python objects before they become a frame, which is several times smaller."""
_BARE_RETURN = re.compile(rb"\r(?!\n)")


def as_utf8(data: bytes) -> tuple[bytes, str]:
    """`data` as UTF-8 without a byte order mark, and the encoding it was in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").encode(), "utf-16"
    head = data[:4096].rstrip(b"\0")
    if head.count(0) * 4 > len(head):
        little = head[1::2].count(0) >= head[::2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
        return data.decode(encoding, errors="replace").encode(), encoding
    if _is_utf8(data):
        return data.removeprefix(codecs.BOM_UTF8), "utf-8"
    return data.decode("cp1252", errors="replace").encode(), "cp1252"


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the encoding it was in."""
    text, encoding = as_utf8(data)
    return text.decode(), encoding


def _is_utf8(data: bytes) -> bool:
    """Whether all of `data` is UTF-8, looked at piece by piece: a text beside it costs memory."""
    if data.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(view[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _with_line_feeds(text: bytes) -> bytes:
    """`text` with line feeds at its line ends; as it is where the parser drops the `CR` itself."""
    if b"\r" not in text:
        return text
    if _BARE_RETURN.search(text):
        return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text.replace(b"\r", b"") if b'"' in text else text


def _records(text: bytes, delimiter: str) -> list[list[str]]:
    """The first records as Python's csv module reads them, as far as it can."""
    head = text[:200_000].decode(errors="ignore")
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    with suppress(csv.Error):
        records.extend(islice(reader, _LOOK_AT))
    return records


def _score(text: bytes, delimiter: str, known: frozenset[str]) -> tuple[int, int]:
    rows = _records(text, delimiter)
    hits = max((sum(fold(c) in known for c in row) for row in rows), default=0)
    return hits, max((len(row) for row in rows), default=0)


def _delimiter(text: bytes, known: frozenset[str]) -> tuple[str, bytes]:
    """The delimiter and the text without a `sep=` line, which spreadsheets do not show as a row."""
    first = text[:_PIECE].partition(b"\n")[0]
    mark = first.strip().strip(b'"')
    if mark.lower().startswith(b"sep=") and len(mark) == 5:
        return chr(mark[4]), text[len(first) + 1 :]
    return max(_DELIMITERS, key=lambda d: _score(text, d, known)), text


def _strictly(text: bytes, delimiter: str, names: list[str]) -> "pl.DataFrame":
    """All rows by Python's csv module, more patient with quotes in a field.

    Raises E_CSV_SHAPE at the first row that is wider than the table or never closes a quote: no
    field is longer than 128 kB there.
    """
    schema = dict.fromkeys(names, pl.String)
    frames: list[pl.DataFrame] = []
    rows: list[list[str | None]] = []
    number = 0
    try:
        lines = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="")
        for number, row in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):
            if len(row) > len(names):
                raise OmniError("E_CSV_SHAPE", row=number)
            rows.append([*(c or None for c in row), *[None] * (len(names) - len(row))])
            if len(rows) >= _BATCH:
                frames.append(pl.DataFrame(rows, schema=schema, orient="row"))
                rows = []
    except csv.Error as error:
        raise OmniError("E_CSV_SHAPE", row=number + 1) from error
    return pl.concat([*frames, pl.DataFrame(rows, schema=schema, orient="row")])


def _parse(text: bytes, delimiter: str, names: list[str]) -> "pl.DataFrame":
    """All rows of `text` as text, each in the table's full width."""
    if text.count(b'"') % 2:
        # One quote opens what nothing closes: a quick parser takes the rest of the file for a cell.
        return _strictly(text, delimiter, names)
    damaged = (pl.exceptions.PolarsError, pl.exceptions.PanicException)
    schema = dict.fromkeys(names, pl.String)
    with suppress(*damaged):
        return pl.read_csv(text, separator=delimiter, has_header=False, schema=schema, glob=False)
    # A first row that is narrower than others sets the width, unless a header line says it.
    headed = b"".join([(delimiter.join(names) + "\n").encode(), text])
    with suppress(*damaged):
        return pl.read_csv(headed, separator=delimiter, infer_schema=False, glob=False)
    return _strictly(text, delimiter, names)


def _missing(frame: "pl.DataFrame", text: bytes, delimiter: str) -> int:
    """How many delimiters the rows of `text` lack to have all of the frame's columns.

    Counted, because a short row and one of empty cells look the same in a frame.
    """
    inside = 0
    if b'"' in text:
        cells = pl.all().str.count_matches(delimiter, literal=True).sum()
        inside = sum(frame.select(cells).row(0))
    return frame.height * (frame.width - 1) - (text.count(delimiter.encode()) - inside)


def _short(
    frame: "pl.DataFrame", text: bytes, delimiter: str, head: Sequence[Sequence[str]]
) -> dict[int, int]:
    """Rows with fewer cells than the table has columns, by row number (the first row is 1)."""
    if frame.width < 2 or not frame[:, -1].null_count():
        return {}
    known = {n: max(len(row), 1) for n, row in enumerate(head[: frame.height], 1)}
    short = {n: cells for n, cells in known.items() if cells < frame.width}
    if _missing(frame, text, delimiter) == sum(frame.width - n for n in short.values()):
        return short
    lines = csv.reader(io.StringIO(text.decode(), newline=""), delimiter=delimiter)
    counted = enumerate((max(len(row), 1) for row in lines), 1)
    return {n: cells for n, cells in counted if cells < frame.width}


def read(data: bytes, known: frozenset[str], limits: Limits) -> Readout:
    """The file as one nameless sheet."""
    text, encoding = as_utf8(data)
    text = _with_line_feeds(text).rstrip(b"\x00\x1a")
    if b"\x00" in text:
        raise OmniError("E_CSV_NUL", row=text.count(b"\n", 0, text.index(b"\x00")) + 1)
    delimiter, text = _delimiter(text, known)
    head = _records(text, delimiter)
    width = max((len(row) for row in head), default=1)
    if width > limits.columns:
        raise OmniError("E_FILE_CORRUPT", detail=(f"{width} kolom", f"{width} columns"))
    refuse_quoted_lines(head, known)
    names = [f"c{j}" for j in range(width)]
    # Whole columns: all that is made of many small pieces is small pieces too, and memory of those
    # stays with the process.
    frame = _parse(text, delimiter, names).rechunk()
    refuse_swallowed(frame, text, delimiter)
    notices = () if encoding == "utf-8" else (Notice("N_ENCODING", encoding),)
    sheet = RawSheet(None, frame, short=_short(frame, text, delimiter, head))
    return Readout(sheets=(sheet,), notices=notices)
