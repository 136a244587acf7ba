"""PDFs that are damaged, locked, hostile or no statement: a typed error each, never a crash."""

from dataclasses import replace

import pytest

import pdf_files
from campaign import share
from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import DEFAULT
from omnicli.ingest.limits import MEGABYTE
from omnicli.ingest.limits import Limits
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.sources import registry
from statements import Style
from statements import kopra
from statements import month

MONTH = month(12, lines=(1, 2))
SMALL = Style(height=200.0)
GOOD = kopra(MONTH, SMALL)
LOCKED = kopra(MONTH, SMALL, password="rahasia")
GARBAGE = b"%PDF-1.7\n" + bytes(range(256)) * 20
LOGIN = b"<html><body><form>Masuk</form></body></html>"
PAGE_OF_TEXT = b"BT /F1 8 Tf 40 40 Td (" + b"a" * 1000 + b") Tj ET\n"


def read(data: bytes, *passwords: str, limits: Limits = DEFAULT) -> ReadFile:
    """Read with every known source."""
    return read_file(
        None, data, file_name="a.pdf", specs=registry(), passwords=passwords, limits=limits
    )


def refused(data: bytes, *passwords: str, limits: Limits = DEFAULT) -> OmniError:
    """The error `data` is refused with; it must print in both languages and name the file."""
    with pytest.raises(OmniError) as caught:
        read(data, *passwords, limits=limits)
    for lang in ("id", "en"):
        assert "a.pdf" in caught.value.message(lang)
        assert "{" not in caught.value.message(lang) + caught.value.hint(lang)
        assert "rahasia" not in caught.value.message(lang) + caught.value.hint(lang)
    return caught.value


def movements(found: ReadFile) -> int:
    """How many movements were read."""
    return sum(part.records.height for part in found.parts)


@pytest.mark.parametrize(
    ("data", "passwords", "code"),
    [
        (GOOD[: len(GOOD) // 2], (), "E_PDF_CUT"),
        (GOOD[:-30], (), "E_PDF_CUT"),
        (GARBAGE, (), "E_PDF_CUT"),
        (GARBAGE + b"startxref\n9\n%%EOF", (), "E_PDF_DAMAGED"),
        (GOOD.replace(b"/Root 1 0 R", b"/Root 3 0 R"), (), "E_PDF_DAMAGED"),
        (LOCKED, (), "E_PDF_PASSWORD"),
        (LOCKED, ("salah", "juga-salah"), "E_PDF_PASSWORD_WRONG"),
        (pdf_files.scanned(3), (), "E_PDF_SCAN"),
        (pdf_files.pdf([pdf_files.Page()]), (), "E_PDF_SCAN"),
        (pdf_files.draw("#page\nFaktur penjualan"), (), "E_PDF_LAYOUT"),
        (LOGIN, (), "E_FILE_FORMAT"),
        (b"", (), "E_FILE_EMPTY"),
    ],
    ids=[
        *("half", "tail gone", "garbage", "garbage with an end", "no pages", "locked"),
        *("wrong passwords", "scan", "empty page", "an invoice", "a login page", "nothing"),
    ],
)
def test_a_pdf_that_is_no_statement_is_refused_by_name(
    data: bytes, passwords: tuple[str, ...], code: str
) -> None:
    """Each kind of wrong PDF has its own code."""
    assert refused(data, *passwords).code == code


def test_a_scan_says_so() -> None:
    """The one fault that people meet most: a photograph of a statement."""
    error = refused(pdf_files.scanned(3))
    assert "hasil scan" in error.message("id")
    assert "3" in error.message("en")


def test_characters_without_a_meaning_are_no_text() -> None:
    """A font without its table prints well and reads as numbers."""
    pages = pdf_files.pages("#page\nAccount Statement of January")
    error = refused(pdf_files.pdf(pages, font=pdf_files.NAMELESS))
    assert error.code == "E_PDF_DAMAGED"
    assert "hurufnya" in error.message("id")


@pytest.mark.parametrize("method", ["rc4", "aes256"])
def test_any_of_several_passwords_opens_a_file(method: pdf_files.Method) -> None:
    """A folder of statements has a list of passwords, not one per file."""
    data = kopra(MONTH, SMALL, password="rahasia", method=method)
    assert movements(read(data, "salah", "rahasia")) == len(MONTH)
    assert movements(read(GOOD, "salah")) == len(MONTH)


def test_passwords_are_no_arguments_of_any_process() -> None:
    """What stands on a command line, everybody on the machine can read."""
    import subprocess
    import sys

    code = (
        "import subprocess, sys; real = subprocess.Popen\n"
        "def run(command, **more): print(command); return real(command, **more)\n"
        "subprocess.Popen = run\n"
        "from omnicli.ingest.launch import read_sheets\n"
        "from omnicli.ingest.limits import DEFAULT\n"
        "words = read_sheets('pdf', sys.stdin.buffer.read(), frozenset(), DEFAULT, ['rahasia'])\n"
        "print(len(words.words) > 0)\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input=LOCKED, capture_output=True, check=True)
    out = done.stdout.decode()
    assert "omnicli.ingest.child" in out
    assert out.endswith("True\n")
    assert "rahasia" not in out


def test_too_many_pages_are_refused_before_they_are_read() -> None:
    """Twenty thousand pages open in an instant; reading them would not."""
    error = refused(pdf_files.pdf([pdf_files.Page() for _ in range(20_000)]))
    assert (error.code, error.fields["detail"]) == (
        "E_PDF_TOO_BIG",
        ["20\u202f000 halaman > 1\u202f000", "20\u202f000 pages > 1\u202f000"],
    )


def test_too_many_characters_are_refused() -> None:
    """A few kilobytes that unpack to a hundred thousand characters on one page."""
    bomb = pdf_files.pdf([pdf_files.Page(raw=PAGE_OF_TEXT * 100)])
    assert len(bomb) < 5_000
    assert refused(bomb).code == "E_PDF_TOO_BIG"


def test_too_many_characters_over_many_pages_are_refused() -> None:
    """Each page within its bounds, all of them not."""
    pages = [pdf_files.Page(raw=PAGE_OF_TEXT) for _ in range(12)]
    limits = replace(DEFAULT, pdf_chars=10_000)
    assert refused(pdf_files.pdf(pages), limits=limits).code == "E_PDF_TOO_BIG"


def test_memory_that_a_bomb_wants_is_not_given() -> None:
    """Three layers of compression: a kilobyte that wants hundreds of megabytes."""
    raw = PAGE_OF_TEXT + b" " * 200_000_000
    bomb = pdf_files.pdf([pdf_files.Page(raw=raw)], filters=3)
    assert len(bomb) < 5_000
    limits = replace(DEFAULT, pdf_memory_bytes=300 * MEGABYTE)
    error = refused(bomb, limits=limits)
    assert error.code == "E_FILE_TOO_BIG"
    assert "memori habis" in error.message("id")


def test_time_that_a_bomb_wants_is_not_given() -> None:
    """A million operators that draw nothing."""
    raw = PAGE_OF_TEXT + b"q Q 1 0 0 1 0 0 cm " * 1_000_000
    limits = replace(DEFAULT, pdf_cpu_seconds=2)
    error = refused(pdf_files.pdf([pdf_files.Page(raw=raw)]), limits=limits)
    assert error.code == "E_FILE_TOO_BIG"
    assert "waktu habis" in error.message("id")


def test_a_missing_row_is_found_by_the_balance() -> None:
    """A statement that lost a row is refused whole, naming page and row of the first break."""
    error = refused(kopra(MONTH, SMALL, leave_out=10))
    assert error.code == "E_STATEMENT_BROKEN"
    assert "halaman 2" in error.message("id")


def _damaged(seed: int) -> bytes:
    style = replace(SMALL, align=("top", "middle", "bottom")[seed % 3])
    data = kopra(MONTH, style, password="rahasia" if seed % 4 == 0 else None, filters=seed % 2)
    return next(iter(pdf_files.mutants(data, [seed])))


def outcome(seed: int) -> str | set[tuple[int, int]]:
    """What a damaged statement is refused with, or the amounts it was read with."""
    limits = replace(DEFAULT, pdf_cpu_seconds=20)
    try:
        found = read(_damaged(seed), "rahasia", limits=limits)
    except OmniError as error:
        return error.code
    records = found.parts[0].records
    return {(r["debit_sen"], r["credit_sen"]) for r in records.iter_rows(named=True)}


def _survives(seed: int) -> None:
    """A damaged statement is refused with a code, or says the same amounts as the whole one."""
    shown = outcome(seed)
    if isinstance(shown, str):
        assert shown.startswith(("E_PDF_", "E_FILE_", "E_STATEMENT_", "E_BANK_", "E_UNKNOWN"))
        assert shown != "E_FILE_UNREADABLE"
    else:
        assert shown == {(m.debit, m.credit) for m in MONTH}


@pytest.mark.parametrize("seed", range(20))
def test_twenty_damaged_statements(seed: int) -> None:
    """Flipped, removed, doubled and zeroed bytes."""
    _survives(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 20 + share(600)))
def test_six_hundred_damaged_statements(seed: int) -> None:
    """The long form."""
    _survives(seed)
