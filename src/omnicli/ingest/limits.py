"""How much one file may ask for before it is refused."""

from dataclasses import dataclass
from dataclasses import replace

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
    pdf_pages: int = 1000
    pdf_page_chars: int = 30_000
    """A dense page of a statement has six thousand characters; a bomb has a million."""
    pdf_chars: int = 3_000_000
    pdf_memory_bytes: int = 1536 * MEGABYTE
    pdf_cpu_seconds: int = 60

    def of(self, kind: str) -> "Limits":
        """The bounds for files of one format."""
        if kind != "pdf":
            return self
        return replace(
            self,
            memory_bytes=min(self.memory_bytes, self.pdf_memory_bytes),
            cpu_seconds=min(self.cpu_seconds, self.pdf_cpu_seconds),
        )


DEFAULT = Limits()
