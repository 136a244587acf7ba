"""A small PDF writer: bank statements are drawn from a text that a person can check.

The text has one line per printed line, cells separated by tabs. Lines that start with `#` draw
nothing: `#page` starts a page, `#columns 40 120 420>` sets the tab stops in points (`>` aligns to
the right), `#leading 12` and `#size 8` the type, `#down 6` leaves room, `#password WORD [METHOD]`
locks the file.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from typing import Literal

Method = Literal["rc4", "aes256"]
WIDTH, HEIGHT = 595.0, 842.0
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
NAMELESS = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [ << "
    b"/Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 /CIDSystemInfo "
    b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >> ] >>"
)
"""A font whose characters have numbers and no meaning."""
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ALLOWED = -44


@dataclass(frozen=True)
class Drawn:
    """One piece of text on a page; `x` and `y` in points from the top left."""

    x: float
    y: float
    text: str
    size: float = 8.0


@dataclass
class Page:
    """Texts of one page, or the raw operators of its content stream."""

    texts: list[Drawn] = field(default_factory=list)
    raw: bytes | None = None

    def content(self) -> bytes:
        """The page's content stream."""
        return self.raw if self.raw is not None else b"\n".join(map(_draw, self.texts))


def _draw(piece: Drawn) -> bytes:
    text = piece.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    place = f"BT /F1 {piece.size:g} Tf {piece.x:.2f} {HEIGHT - piece.y:.2f} Td "
    return place.encode() + b"(" + text.encode("cp1252") + b") Tj ET"


@cache
def _widths() -> dict[str, float]:
    from pdfminer.fontmetrics import FONT_METRICS

    return {str(k): float(v) for k, v in FONT_METRICS["Helvetica"][1].items()}


def text_width(text: str, size: float) -> float:
    """How wide `text` is in Helvetica."""
    return sum(_widths().get(c, 556.0) for c in text) * size / 1000


class _Desk:
    """Where the next line of a description goes."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.stops: list[tuple[float, bool]] = [(40.0, False)]
        self.leading, self.size, self.y = 11.0, 8.0, 40.0
        self.password: str | None = None
        self.method: Method = "aes256"

    def direct(self, line: str) -> None:
        name, *values = line[1:].split()
        if name == "page":
            self.pages.append(Page())
            self.y = 40.0
        elif name == "columns":
            self.stops = [(float(v.rstrip(">")), v.endswith(">")) for v in values]
        elif name == "password":
            self.password = values[0]
            self.method = "rc4" if values[1:] == ["rc4"] else "aes256"
        elif name == "down":
            self.y += float(values[0])
        else:
            assert name in ("leading", "size"), line
            setattr(self, name, float(values[0]))

    def print(self, line: str) -> None:
        for (stop, right), cell in zip(self.stops, line.split("\t"), strict=False):
            if cell:
                x = stop - text_width(cell, self.size) if right else stop
                self.pages[-1].texts.append(Drawn(x, self.y, cell, self.size))
        self.y += self.leading


def _described(description: str) -> _Desk:
    desk = _Desk()
    for line in description.splitlines():
        if line.startswith("#"):
            desk.direct(line)
        else:
            desk.print(line)
    return desk


def pages(description: str) -> list[Page]:
    """The pages of a description."""
    return _described(description).pages


def draw(description: str) -> bytes:
    """The PDF a description stands for."""
    desk = _described(description)
    return pdf(desk.pages, password=desk.password, method=desk.method)


def pdf(
    pages: Sequence[Page],
    *,
    password: str | None = None,
    method: Method = "aes256",
    filters: int = 1,
    font: bytes = HELVETICA,
) -> bytes:
    """A PDF of `pages`; `filters` is how many times each content stream is deflated."""
    objects: dict[int, bytes] = {}
    lock = _Lock(password, method) if password is not None else None
    first = 10
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    objects[3] = font
    for n, page in enumerate(pages):
        at = first + 2 * n
        objects[at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:g} {HEIGHT:g}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {at + 1} 0 R >>"
        ).encode()
        objects[at + 1] = _stream(page.content(), at + 1, filters, lock)
    trailer = b"/Root 1 0 R"
    if lock:
        objects[4] = lock.dictionary()
        trailer += b" /Encrypt 4 0 R /ID [<" + lock.id.hex().encode() + b"> <00>]"
    return _file(objects, trailer)


def _stream(content: bytes, number: int, filters: int, lock: "_Lock | None") -> bytes:
    for _ in range(filters):
        content = zlib.compress(content, 9)
    if lock:
        content = lock.encrypt(content, number)
    names = b" ".join([b"/FlateDecode"] * filters)
    head = b"<< /Filter [%s] /Length %d >>" % (names, len(content))
    return head + b"\nstream\n" + content + b"\nendstream"


def _file(objects: dict[int, bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        place = places.get(number)
        used = b"%010d 00000 n \n" % place if place is not None else b"0000000000 65535 f \n"
        out += used
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


class _Lock:
    """The standard security handler with one password for user and owner."""

    def __init__(self, password: str, method: Method) -> None:
        self.password, self.method = password.encode(), method
        self.id = hashlib.md5(self.password).digest()
        if method == "aes256":
            self._aes256()
        else:
            self._rc4()

    def _rc4(self) -> None:
        padded = (self.password + _PAD)[:32]
        owner = hashlib.md5(padded).digest()
        for _ in range(50):
            owner = hashlib.md5(owner).digest()
        self.o = _rounds(padded, owner)
        key = hashlib.md5(padded + self.o + struct.pack("<i", _ALLOWED) + self.id).digest()
        for _ in range(50):
            key = hashlib.md5(key).digest()
        self.key = key
        self.u = _rounds(hashlib.md5(_PAD + self.id).digest(), key) + bytes(16)

    def _aes256(self) -> None:
        self.key = hashlib.sha256(b"key" + self.password).digest()
        salts = [hashlib.sha256(bytes([n]) + self.password).digest()[:8] for n in range(4)]
        self.u = _hash_2b(self.password, salts[0]) + salts[0] + salts[1]
        self.ue = _aes(_hash_2b(self.password, salts[1]), bytes(16), self.key)
        self.o = _hash_2b(self.password, salts[2], self.u) + salts[2] + salts[3]
        self.oe = _aes(_hash_2b(self.password, salts[3], self.u), bytes(16), self.key)
        allowed = struct.pack("<i", _ALLOWED) + b"\xff\xff\xff\xffTadb" + bytes(4)
        self.perms = _aes(self.key, b"", allowed)

    def encrypt(self, data: bytes, number: int) -> bytes:
        """A stream of object `number`, encrypted."""
        if self.method == "rc4":
            mixed = self.key + struct.pack("<I", number)[:3] + b"\x00\x00"
            return _rc4(hashlib.md5(mixed).digest(), data)
        start = hashlib.md5(struct.pack("<I", number)).digest()
        short = 16 - len(data) % 16
        return start + _aes(self.key, start, data + bytes([short]) * short)

    def dictionary(self) -> bytes:
        """The encryption dictionary."""
        common = f"/Filter /Standard /P {_ALLOWED} /O <{self.o.hex()}> /U <{self.u.hex()}>"
        if self.method == "rc4":
            return f"<< {common} /V 2 /R 3 /Length 128 >>".encode()
        return (
            f"<< {common} /V 5 /R 6 /Length 256 /OE <{self.oe.hex()}> /UE <{self.ue.hex()}> "
            f"/Perms <{self.perms.hex()}> /StmF /StdCF /StrF /StdCF "
            "/CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> >>"
        ).encode()


def _aes(key: bytes, start: bytes, data: bytes) -> bytes:
    """AES without padding: CBC from `start`, or one block of ECB where it is empty."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers import algorithms
    from cryptography.hazmat.primitives.ciphers import modes

    mode = modes.CBC(start) if start else modes.ECB()
    encryptor = Cipher(algorithms.AES(key), mode).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def _hash_2b(password: bytes, salt: bytes, user: bytes = b"") -> bytes:
    """Algorithm 2.B of ISO 32000-2: the key derivation of revision 6."""
    key, n, last = hashlib.sha256(password + salt + user).digest(), 0, 0
    while n < 64 or last > n - 32:
        mixed = _aes(key[:16], key[16:32], (password + key + user) * 64)
        kind = ("sha256", "sha384", "sha512")[sum(mixed[:16]) % 3]
        key, last, n = hashlib.new(kind, mixed).digest(), mixed[-1], n + 1
    return key[:32]


def _rounds(data: bytes, key: bytes) -> bytes:
    for n in range(20):
        data = _rc4(bytes(b ^ n for b in key), data)
    return data


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def scanned(pages: int = 1) -> bytes:
    """A scan: each page is one picture and no text."""
    image = b"q 500 0 0 700 40 60 cm BI /W 8 /H 8 /CS /G /BPC 8 ID " + bytes(range(64)) + b" EI Q"
    return pdf([Page(raw=image) for _ in range(pages)])


def mutants(data: bytes, seeds: Iterable[int]) -> Iterable[bytes]:
    """Damaged copies of `data`: flipped, removed, doubled and zeroed pieces."""
    import random

    for seed in seeds:
        chance = random.Random(seed)
        out = bytearray(data)
        for _ in range(chance.choice((1, 2, 8, 32))):
            at, size = chance.randrange(len(out)), chance.choice((1, 1, 4, 64))
            kind = chance.randrange(4)
            if kind == 0:
                out[at : at + size] = chance.randbytes(size)
            elif kind == 1:
                del out[at : at + size]
            elif kind == 2:
                out[at:at] = out[at : at + size]
            else:
                out[at : at + size] = bytes(size)
            if not out:
                break
        yield bytes(out)
