"""How much one file may ask for before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file and on the process that reads it."""

    file_bytes: int = 300 * MEGABYTE
    unzipped_bytes: int = 4096 * MEGABYTE
    ratio: int = 100
    """Unzipped to zipped, enforced above `ratio_from` unzipped bytes."""
    ratio_from: int = 50 * MEGABYTE
    entries: int = 10_000
    columns: int = 300
    empty_share: int = 50
    """Cells of the used rectangle per cell that is really there."""
    memory_bytes: int = 3072 * MEGABYTE
    cpu_seconds: int = 120


DEFAULT = Limits()
