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
    cell_bytes: int = 1 << 17
    """Of one cell; a spreadsheet's cell holds 32,767 characters."""
    empty_share: int = 50
    """Cells of the used rectangle per cell that is really there."""
    harmless_bytes: int = 16 * MEGABYTE
    harmless_cells: int = 3_000_000
    """An xlsx proved well-formed and no larger, unpacked, is read without a child process."""
    memory_bytes: int = 3072 * MEGABYTE
    cpu_seconds: int = 120
    pdf_pages: int = 1000
    pdf_page_chars: int = 30_000
    """A dense page of a statement has six thousand characters; a bomb has a million."""
    pdf_chars: int = 3_000_000
    pdf_memory_bytes: int = 1536 * MEGABYTE
    pdf_cpu_seconds: int = 60

    text_memory_bytes: int = 1536 * MEGABYTE
    """Of readers that keep no dense grid."""
    text_cpu_seconds: int = 20
    """And a second for each megabyte; `cpu_seconds` at most."""

    def of(self, kind: str, size: int) -> "Limits":
        """The bounds for one file of a format and size."""
        if kind == "xlsx":
            return self
        memory = self.pdf_memory_bytes if kind == "pdf" else self.text_memory_bytes
        seconds = self.text_cpu_seconds + size // MEGABYTE
        if kind == "pdf":
            seconds = self.pdf_cpu_seconds
        return replace(
            self,
            memory_bytes=min(self.memory_bytes, memory),
            cpu_seconds=min(self.cpu_seconds, seconds),
        )


DEFAULT = Limits()
