"""What the ledger keeps of a file."""

from omnicli.ingest.digest import digest_of
from omnicli.ingest.result import ReadFile
from omnicli.warehouse import ledger


def entry_of(
    read: ReadFile,
    effective_at: str,
    first_imported_at: str,
    period: tuple[str, str] | None,
    timezone: str,
) -> ledger.NewFile:
    """The ledger's entry of a file that was just read."""
    refs = [ref for part in read.parts for ref in part.refs]
    return ledger.NewFile(
        source=read.spec.name,
        spec_version=read.spec.version,
        spec_digest=digest_of(read.spec),
        account=read.account,
        file_name=read.file_name,
        sha256=read.sha256,
        size_bytes=read.size,
        format=read.format,
        effective_at=effective_at,
        first_imported_at=first_imported_at,
        period=period,
        detail={
            "headers": list(read.headers),
            **({"refs": refs} if refs else {}),
            **read.facts,
            "timezone": timezone,
        },
    )
