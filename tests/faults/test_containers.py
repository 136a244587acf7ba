"""The proofs an xlsx carries with it: checksum, end of stream, one entry per name, sound XML."""

import io
import random
import zipfile

import pytest

from campaign import seeds
from ingest_builders import TOY_HEADERS
from ingest_builders import number
from ingest_builders import package
from ingest_builders import read
from ingest_builders import sheet_xml
from ingest_builders import toy_row
from ingest_builders import toy_xlsx
from omnicli.domain.errors import OmniError
from omnicli.ingest.result import ReadFile

SHEET = "xl/worksheets/sheet1.xml"
GOOD = toy_xlsx(*[toy_row(f"AB{i:04}", Total=f"{150 + i}.000") for i in range(40)])


def content(found: ReadFile) -> list[object]:
    """Everything that would be stored."""
    return [
        [p.records.rows(), p.origins.rows(), p.children.rows() if p.children is not None else ()]
        for p in found.parts
    ]


def refused(data: bytes) -> str:
    """The code `data` is refused with."""
    with pytest.raises(OmniError) as caught:
        read(data)
    return caught.value.code


def span(data: bytes, name: str = SHEET) -> tuple[int, int]:
    """Where the packed bytes of an entry lie."""
    entry = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    start = entry.header_offset + 30 + len(entry.filename.encode())
    return start, start + entry.compress_size


def rewritten(**more: bytes) -> bytes:
    """The good file with further entries, `__` in a name standing for a slash."""
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in more.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def test_a_stored_entry_with_one_other_bit_is_refused() -> None:
    """Uncompressed, a flipped bit is just another digit; only the checksum knows."""
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(plain, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
    data = bytearray(plain.getvalue())
    assert content(read(bytes(data))) == content(read(GOOD))
    at = data.index(b"150.000")
    data[at] ^= 2
    assert refused(bytes(data)) == "E_FILE_CORRUPT"


def test_a_second_entry_of_a_name_in_any_case_is_refused() -> None:
    """Two programs reading one archive may take different ones."""
    other = sheet_xml([TOY_HEADERS, toy_row(Total="9.000.000")]).encode()
    twin = {"XL__WORKSHEETS__SHEET1.XML": other}
    assert refused(rewritten(**twin)) == "E_FILE_CORRUPT"
    assert refused(rewritten(**{"xl\\worksheets\\sheet1.xml": other})) == "E_FILE_CORRUPT"


def test_a_stream_that_ends_early_or_late_is_refused() -> None:
    """The declared size and the end of the stream must meet."""
    _, end = span(GOOD)
    cut = bytearray(GOOD)
    cut[end - 3 : end] = bytes(3)
    assert refused(bytes(cut)) == "E_FILE_CORRUPT"


@pytest.mark.parametrize("cut", ["</c>", "</v>", "</is>", "</row>", "</sheetData>"])
def test_xml_that_is_not_well_formed_is_refused(cut: str) -> None:
    """Sound zip, unsound sheet."""
    rows = [toy_row(f"AB{i:04}", Jumlah=number("2")) for i in range(9)]
    xml = sheet_xml([TOY_HEADERS, *rows])
    assert read(package({"orders": xml})).parts
    at = xml.rfind(cut)
    assert refused(package({"orders": xml[:at] + xml[at + len(cut) :]})) == "E_FILE_CORRUPT"


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(20))
def test_a_flipped_bit_never_gives_another_figure_without_a_code(seed: int) -> None:
    """Fifty bits each: the same content, or an error with a code."""
    chance, wanted = random.Random(seed), content(read(GOOD))
    start, end = span(GOOD)
    for _ in range(50):
        data = bytearray(GOOD)
        low, high = (start, end) if chance.random() < 0.7 else (0, len(data))
        data[chance.randrange(low, high)] ^= 1 << chance.randrange(8)
        try:
            found = content(read(bytes(data)))
        except OmniError:
            continue
        assert found == wanted
