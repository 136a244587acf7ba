"""The cells of a worksheet part at the parser's own speed: what is no text, and where.

A sheet is cut at each `<c ` and the pieces go through compiled expressions, millions a second. The
shape they are held against is what every known writer makes, and also a grammar: pieces that all
have it, around a head and a tail that parse, are well-formed XML. Anything else (prefixes,
comments, rich text, cells without a place) goes through a real XML parser to the same answers.
"""

import re
from collections import Counter
from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from itertools import chain

import polars as pl

from omnicli.ingest.limits import MEGABYTE
from omnicli.ingest.sheetsax import column_number
from omnicli.ingest.sheetsax import every_cell
from omnicli.ingest.sheetsax import kinds
from omnicli.ingest.sheetsax import letters
from omnicli.ingest.sheetsax import prove_part
from omnicli.ingest.sheetsax import prove_text
from omnicli.ingest.workbook import Workbook

_BLOCK = 4 * MEGABYTE
_LONGEST_PIECE = 16 * MEGABYTE
"""No cell is this long; what stands before the first or behind the last may be."""

_TEXT = (
    r"(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f]|&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)*"
)
_ATTRIBUTES = r"""(?:\s+[A-Za-z_][\w:.-]*="[^"<&\x00-\x08]*")*"""
_STRING = rf"<t(?:\s+xml:space=\"preserve\")?(?:/>|>{_TEXT}</t>)"
_ROWS = rf"(?:<row{_ATTRIBUTES}\s*(?:/>|>\s*</row>)\s*)*"
_SPACE = r'^(?:xml:space="preserve"\s+)?'
_COLUMN = _SPACE + 'r="([A-Z]+)'
_NUMBER_OF_ROW = r"[1-9][0-9]{0,6}"
_CELL = (
    rf'{_SPACE}(?:r="(?:[A-Z]|[A-J][A-Z]|K[A-N]){_NUMBER_OF_ROW}"(?:\s+s="[0-9]+")?'
    r'(?:\s+t="[A-Za-z]+")?(?:\s+s="[0-9]+")?(?:\s+cm="[0-9]+")?(?:\s+vm="[0-9]+")?\s*'
    rf"(?:/>|>\s*(?:<f{_ATTRIBUTES}\s*(?:/>|>{_TEXT}</f>)\s*)?"
    rf"(?:<v(?:\s+xml:space=\"preserve\")?(?:/>|>{_TEXT}</v>)\s*)?"
    rf"(?:<is(?:/>|>\s*{_STRING}\s*</is>)\s*)?</c>)"
    rf'|r="[A-Z]{{1,3}}{_NUMBER_OF_ROW}"(?:\s+s="[0-9]+")?\s*(?:/>|>\s*</c>))'
    rf"\s*(?:</row>\s*{_ROWS}<row{_ATTRIBUTES}\s*>\s*)?$"
)
"""A piece behind `<c `: one cell, perhaps the end of its row and the beginning of another. Only an
empty cell may stand beyond column 300."""
_TEXT_CELLS = (
    r'^(?:<c r="(?:[A-Z]|[A-J][A-Z]|K[A-N])' + rf'{_NUMBER_OF_ROW}"(?: s="[0-9]+")?'
    r'(?: t="s"><v>[0-9]+</v></c>|/>|></c>|'
    rf' t="inlineStr"><is>{_STRING}</is></c>)'
    rf"\s*(?:</row>\s*{_ROWS}<row{_ATTRIBUTES}\s*>\s*)?)*$"
)
"""A block of nothing but texts as platforms write them, a part of what `_CELL` allows."""
_SHARED = rf"^\s*{_STRING}\s*</si>\s*$"
_SHARED_TEXT = 't="s"><v>'
_PLAIN = r'^[^>]* t="(?:s"[^>]*>\s*<v>|inlineStr"[^>]*>\s*<is>|str")'
"""A text that is no trouble: it came as text and has a value."""
_VALUE = "<v[^>/]*>[^<]"
_NO_NUMBER = r'^[^>]*\st="[^n]'
_ERROR = r'^[^>]* t="e"'
_EXACT_NUMBER = r'^r="[A-Z]+[0-9]+"(?: s="[0-9]+")?(?: t="n")?><v>-?[0-9]{1,15}(?:\.[0-9]+)?</v>'
"""A number that is no trouble either, as most are."""
_LONG = r"<v>\s*-?(?:[0-9]{16}|[0-9]+\.?[0-9]*[eE])"
_OTHER_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s>]")
"""A cell in another spelling than `<c `, in front of the first or behind the last of those."""
_ROW_NUMBER = re.compile(rb'<row\s[^>]*?\br\s*=\s*["\'](\d{1,7})')


@dataclass(slots=True)
class SheetScan:
    """What one pass over a sheet saw.

    `cells` counts cells, `size` the part's bytes; `last_row` is the highest row number. `special`
    holds, in any column, errors, formulas without a value and numbers too long to be exact: `row`,
    `column` (from 1), `type` (`e`, `f`, `n`) and `value`. `numbers` counts the number cells of
    each column that has any, `regular` tells which parser read the part.
    """

    part: str
    regular: bool = True
    numbers: Counter[int] = field(default_factory=Counter)
    size: int = 0
    cells: int = 0
    last_row: int = 0
    special: list["pl.DataFrame"] = field(default_factory=list)


def scan_sheet(workbook: Workbook, part: str) -> SheetScan:
    """Look at every cell once and prove that the part is well-formed XML.

    Raises E_FILE_CORRUPT where it is not, E_FILE_DIMENSIONS for cells far out.
    """
    found = SheetScan(part)
    head = tail = b""
    only_texts = True
    try:
        for block in _blocks(workbook, part, b"<c "):
            found.size += len(block.raw)
            found.last_row = max(found.last_row, _last_row(block.raw))
            if block.last:
                tail = block.raw
                continue
            if block.first:
                head = block.raw.partition(b"<c ")[0]
            only_texts = only_texts and block.only_texts(len(head) if block.first else 0)
            if only_texts:
                found.cells += block.raw.count(b"<c ")
            else:
                _scan_pieces(found, block.cells())
        _scan_ends(found, head, tail)
    except _IrregularError:
        return _scan_slowly(workbook, part)
    prove_text(head + tail, part)
    return found


def cells_of(workbook: Workbook, scan: SheetScan, columns: Collection[int]) -> "pl.DataFrame":
    """Every filled cell of `columns` (from 1): `row`, `column`, `type`, `value`.

    `type` is `s` (text), `n` (number), `b` (truth value), `e` (error) or `f` (formula without a
    value). This is a second pass over the part: for who has a reason.
    """
    return pl.concat(_cell_frames(workbook, scan, columns)).sort("row", "column")


def first_cells_of(workbook: Workbook, scan: SheetScan, columns: Collection[int]) -> "pl.DataFrame":
    """The same for the first ten thousands of cells of a sheet."""
    return next(_cell_frames(workbook, scan, columns))


def _cell_frames(
    workbook: Workbook, scan: SheetScan, columns: Collection[int]
) -> Iterator["pl.DataFrame"]:
    if not scan.regular:
        for frame in every_cell(workbook, scan.part):
            yield frame.filter(pl.col("column").is_in(list(columns)))
        return
    own = rf'{_SPACE}r="(?:{"|".join(map(letters, columns))})[0-9]'
    for block in _blocks(workbook, scan.part, b"<c "):
        pieces = block.cells()
        yield _extracted(pieces.filter(pieces.str.contains(own)))


def filled_cells(workbook: Workbook, scan: SheetScan) -> Iterator["pl.DataFrame"]:
    """Every cell that has a value or a formula, in frames of `row` and `column`."""
    if not scan.regular:
        yield from (frame.select("row", "column") for frame in every_cell(workbook, scan.part))
        return
    for block in _blocks(workbook, scan.part, b"<c "):
        pieces = block.cells()
        full = pieces.str.contains(r"^[^>]*>\s*<(?:v>|f|is>)").alias("full")
        yield _extracted(pieces.filter(full)).select(pl.col("row", "column"))


class _IrregularError(Exception):
    """The part is not in the shape that writers of tables make."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Some megabytes of a part, cut where an element begins."""

    raw: bytes
    opening: str
    first: bool
    last: bool

    def pieces(self) -> "pl.Series":
        """What stands behind each opening tag; in the first block, its head before them."""
        # Behind the last row stands what is no cell and may look like one.
        text = _text(self.raw.partition(b"</row>")[0] if self.last else self.raw)
        pieces = text.str.split(self.opening).explode()
        return pieces if self.first or self.last else pieces[1:]

    def only_texts(self, head: int) -> bool:
        """Whether all behind the head is texts and empty cells: it need not be cut to know them."""
        return bool(_text(self.raw[head:]).str.contains(_TEXT_CELLS).all())

    def cells(self) -> "pl.Series":
        """The pieces without the head."""
        return self.pieces()[1 if self.first or self.last else 0 :]


def _text(raw: bytes) -> "pl.Series":
    try:
        return pl.Series([raw.decode()], dtype=pl.String)
    except UnicodeDecodeError as error:
        raise _IrregularError from error


def _blocks(workbook: Workbook, part: str, opening: bytes) -> Iterator[_Block]:
    """The part in blocks cut before an opening tag; the last holds one element and the tail."""
    carry, first = bytearray(), True
    for piece in workbook.inflate(part):
        carry += piece
        if len(carry) < _BLOCK:
            continue
        cut = carry.rfind(opening)
        if cut > 0:
            yield _Block(bytes(carry[:cut]), opening.decode(), first, last=False)
            first = False
            del carry[:cut]
        elif len(carry) > _LONGEST_PIECE:
            raise _IrregularError
    cut = carry.rfind(opening)
    if cut > 0:
        yield _Block(bytes(carry[:cut]), opening.decode(), first, last=False)
        first = False
        del carry[:cut]
    yield _Block(bytes(carry), opening.decode(), first, last=True)


def _scan_pieces(found: SheetScan, pieces: "pl.Series") -> None:
    found.cells += len(pieces)
    if not pieces.str.contains(_CELL).all():
        raise _IrregularError
    # Nine in ten cells of most files are shared texts; a literal finds them quickest.
    rest = pieces.filter(~pieces.str.contains(_SHARED_TEXT, literal=True))
    rest = rest.filter(~rest.str.contains(_PLAIN))
    exact = rest.str.contains(_EXACT_NUMBER)
    # Behind `r="` at most three letters; what follows them is digits, or the end of the attribute.
    names = rest.filter(exact).str.slice(3, 3).str.strip_chars_end('0123456789"')
    rest = rest.filter(~exact)
    numbers = rest.filter(rest.str.contains(_VALUE) & ~rest.str.contains(_NO_NUMBER))
    for name, count in chain(_counts(names), _counts(numbers.str.extract(_COLUMN))):
        found.numbers[column_number(name)] += count
    bare = rest.str.contains("<f", literal=True) & ~rest.str.contains(_VALUE)
    special = rest.filter(bare | rest.str.contains(_ERROR) | rest.str.contains(_LONG))
    if len(special):
        found.special.append(_extracted(special))


def _counts(names: "pl.Series") -> Iterator[tuple[str, int]]:
    return names.value_counts().iter_rows()


def _scan_ends(found: SheetScan, head: bytes, tail: bytes) -> None:
    """The last cell stands in front of the tail, outside the pieces whose shape was proved."""
    if _OTHER_CELL.search(head) or _OTHER_CELL.search(tail, 1):
        raise _IrregularError
    if not tail.startswith(b"<c "):
        return
    cell, closed, _ = tail[3:].decode(errors="replace").partition("</row>")
    if not closed:
        raise _IrregularError
    _scan_pieces(found, pl.Series([cell], dtype=pl.String))


def _last_row(raw: bytes) -> int:
    row = raw.rfind(b"<row ")
    number = _ROW_NUMBER.match(raw, row) if row >= 0 else None
    return int(number[1]) if number else 0


def _extracted(pieces: "pl.Series") -> "pl.DataFrame":
    """Place, kind and value of each piece."""
    text = pl.col("piece")
    parts = pieces.alias("piece").to_frame().select(
        place=text.str.extract(_COLUMN),
        row=text.str.extract(_SPACE + 'r="[A-Z]+([0-9]+)"').cast(pl.Int64),
        type=text.str.extract(r'^[^>]*\st="(\w+)"').fill_null("n"),
        value=text.str.extract(r"<v[^>/]*>\s*([^<]*?)\s*</v>").replace("", None),
        formula=text.str.contains("<f", literal=True),
        inline=text.str.contains("<is>", literal=True),
    )  # fmt: skip
    names = parts["place"].unique()
    numbers = {name: column_number(name) for name in names}
    column = pl.col("place").replace_strict(
        list(numbers), list(numbers.values()), return_dtype=pl.Int64
    )
    if not numbers:
        column = pl.lit(None, dtype=pl.Int64)
    return kinds(parts.with_columns(column.alias("column")))


def _scan_slowly(workbook: Workbook, part: str) -> SheetScan:
    found = SheetScan(part, regular=False, size=sum(map(len, workbook.inflate(part))))
    for frame in every_cell(workbook, part):
        found.cells += frame.height
        if not frame.height:
            continue
        found.last_row = max(found.last_row, int(frame["row"].max() or 0))  # type: ignore[arg-type]
        long = pl.col("value").str.contains(r"^-?(?:[0-9]{16}|[0-9]+\.?[0-9]*[eE])")
        kind = pl.col("type")
        found.numbers.update(frame.filter(kind == "n")["column"].to_list())
        special = frame.filter(kind.is_in(["e", "f"]) | ((kind == "n") & long))
        if special.height:
            found.special.append(special)
    return found


def prove_shared_strings(workbook: Workbook, part: str) -> int:
    """The size of the list of texts, which must be well-formed XML. Raises E_FILE_CORRUPT."""
    head, size, regular = b"", 0, True
    try:
        for block in _blocks(workbook, part, b"<si>"):
            size += len(block.raw)
            if block.last:
                prove_text(head + block.raw, part)
                break
            pieces = block.pieces()
            if block.first:
                head, pieces = pieces[0].encode(), pieces[1:]
            regular = bool(pieces.str.contains(_SHARED).all())
            if not regular:
                break
    except _IrregularError:
        regular = False
    return size if regular else prove_part(workbook, part)
