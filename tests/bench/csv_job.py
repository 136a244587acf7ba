"""What is measured of a csv source: how its large file is made, and what by hand is stored of it.

A file repeats the rows of the source's own fixture; `stamps` give each order, ad or movement a
number (`n`) and a time (`t`) of its own. `tables` are the yardstick: the columns omni keeps, typed,
without any safety. Kinds: `text`, `int`, `sum` (whole numbers added up per key), `time FORMAT`
(UTC text), `day FORMAT` (ISO day), `found PATTERN` (what stands inside a text), and money by its
writing: `plain` (1234.5), `comma` (1,234.50), `dot` (1.234). A line of money is only of use once it
says what it is: its kind by the words of its text, its sign, and the part its amount is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

Columns = Mapping[str, tuple[str, str]]
"""Stored name → (header, kind)."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the yardstick: `columns[:key]` are its primary key; one row per key."""

    name: str
    key: int
    columns: Columns
    once: bool = False
    """Whether a key stands on several rows and is stored once."""
    words: tuple[str, Mapping[str, str]] | None = None
    """Header, and pattern → `kind`: the first that its text fits, in lower case."""
    debit: tuple[str, str] | None = None
    """Header, and what it says of amounts that go out although they are printed without a sign."""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Component → the kinds of line whose `net_sen` it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is measured of one source."""

    fixture: str
    """Below tests/sources; the first sheet of a workbook's text form."""
    stamps: Mapping[str, str]
    """Header → what stands there, of `{n}` (the number of the key) and `{t}` (its time)."""
    tables: tuple[Table, ...]
    sheet: str = ""
    top: int = 0
    """Rows above the header."""
    rows: tuple[int, ...] = (1,)
    """The fixture's rows that are repeated, 1 being the first below the header."""
    group: str = ""
    """Header whose value tells which of `rows` belong to one order."""
    delimiter: str = ","
    balance: tuple[str, str] | None = None
    """(amount, balance) headers of a wallet: the balance follows from the amounts."""
    proof: str = ""
    """Column whose sum both must have, in sen or pieces."""
    alike: Mapping[str, str] = field(default_factory=dict)
    """Text inside any cell → what stands there instead."""


SHOPEE_TIME = "time %Y-%m-%d %H:%M"
TIKTOK_TIME = "time %d/%m/%Y %H:%M:%S"
TOKOPEDIA_TIME = "time %d-%m-%Y %H:%M:%S"
ORDERONLINE_TIME = "time %d-%m-%Y - %H:%M"
SCALEV_TIME = "time %d/%m/%Y %H:%M"


def customers(key: str, name: str, city: str, province: str) -> Table:
    """The buyers of an order file, each once."""
    columns = {
        "customer_key": (key, "text"),
        "name": (name, "text"),
        "city": (city, "text"),
        "province": (province, "text"),
    }
    return Table("customers", 1, columns, once=True)


def texts(**headers: str) -> dict[str, tuple[str, str]]:
    """Columns kept as text."""
    return {name: (header, "text") for name, header in headers.items()}


def typed(kind: str, **headers: str) -> dict[str, tuple[str, str]]:
    """Columns of one kind."""
    return {name: (header, kind) for name, header in headers.items()}
