"""What imported files say: from the dataroom's originals, or from the cache of their frames."""

import sqlite3
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

import polars as pl

from omnicli.domain.errors import OmniError
from omnicli.engine.passwords import read_passwords
from omnicli.ingest.digest import digest_of
from omnicli.ingest.pipeline import read_file
from omnicli.ingest.result import ReadFile
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.warehouse import ledger
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.dataroom import frames_name
from omnicli.warehouse.ledger import ImportedFile
from omnicli.warehouse.observation import Finish
from omnicli.warehouse.observation import Observation
from omnicli.workspace import Workspace


@dataclass
class Originals:
    """The originals of a dataroom, and what reading them again depends on."""

    dataroom: Dataroom
    specs: Mapping[str, SourceSpec]
    timezone: str
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Accepted header aliases of this workspace, by source."""
    passwords: Sequence[str] = field(default=(), repr=False)
    """What may open a locked file; never kept."""
    loading: dict[int, list[Observation]] = field(default_factory=dict, repr=False)
    """What the files of the batch that is being loaded say, by import."""

    def expect_one_zone(self, db: sqlite3.Connection) -> None:
        """Refuse to date new days beside those of another zone. Raises E_ZONE_CHANGED."""
        found = ledger.other_zone(db, self.timezone)
        if found is not None:
            file, zone = found
            raise OmniError("E_ZONE_CHANGED", file=file, was=zone, now=self.timezone)

    def variant(self, source: str, period: tuple[str, str] | None) -> str:
        """What decides the reading of a file besides its bytes and its source's digest."""
        return repr((self.timezone, period, sorted(self.aliases.get(source, {}).items())))

    def keep(self, read: ReadFile, period: tuple[str, str] | None) -> None:
        """Cache the frames of a file that was just read."""
        variant = self.variant(read.spec.name, period)
        name = frames_name(read.sha256, read.spec.name, digest_of(read.spec), variant)
        frames = {
            read.spec.parts.index(part.part): {
                "records": part.records,
                "children": part.children,
                "origins": part.origins,
                "drafts": part.drafts,
            }
            for part in read.parts
        }
        self.dataroom.keep_frames(name, frames)

    def recall(self, file: ImportedFile) -> list[Observation]:
        """What an imported file says, from the cache or else from its original.

        Where its source (or what reads it) changed since the import, the original is read again
        and held against what was said then: a change that changes nothing is none. Another reading
        raises E_REBUILD_NEEDED: rows of two sets of rules must not meet in one warehouse.
        """
        if file.import_id in self.loading:
            return self.loading[file.import_id]
        spec = self._spec(file)
        today = digest_of(spec)
        found = self._cached(file, spec, today)
        if found is None:
            read = self.read_again(file)
            self.keep(read, file.period)
            found = observations_of(read, file.import_id, file.effective_at, file.modified_at)
        if file.spec_digest != today and not self._reads_alike(file, spec, found):
            raise _stale(file)
        return found

    def _reads_alike(
        self, file: ImportedFile, spec: SourceSpec, now: Sequence[Observation]
    ) -> bool:
        """Whether a file says what it said when it was imported, as far as the cache still knows.

        Without the frames of that time nothing can be said, so the answer is no.
        """
        then = self._cached(file, spec, file.spec_digest)
        return (
            then is not None
            and len(then) == len(now)
            and all(one.says_like(other) for one, other in zip(then, now, strict=True))
        )

    def _spec(self, file: ImportedFile) -> SourceSpec:
        if file.source not in self.specs:
            raise _stale(file)
        return self.specs[file.source]

    def read_again(self, file: ImportedFile) -> ReadFile:
        """Read the original of an imported file with today's specs."""
        return self.read_as(file, self.dataroom.original(file.sha256, file.file_name), file.sha256)

    def read_as(self, file: ImportedFile, data: bytes, sha256: str) -> ReadFile:
        """What an imported file would say if these were its bytes."""
        self._spec(file)
        return read_file(
            None,
            data,
            file_name=file.file_name,
            specs=self.specs,
            hint=file.source,
            account=file.account,
            period=file.period,
            timezone=self.timezone,
            mapped_aliases=self.aliases,
            passwords=self.passwords,
            sha256=sha256,
        )

    def remembered(self, file: ImportedFile) -> list[Observation] | None:
        """What a file says by the cache alone, where it would be read alike today."""
        spec = self._spec(file)
        return self._cached(file, spec, digest_of(spec))

    def _cached(
        self, file: ImportedFile, spec: SourceSpec, digest: str
    ) -> list[Observation] | None:
        variant = self.variant(file.source, file.period)
        name = frames_name(file.sha256, file.source, digest, variant)
        parts = self.dataroom.frames(name)
        if parts is None or max(parts, default=0) >= len(spec.parts):
            return None
        return [
            _observation(
                file.import_id,
                spec,
                spec.parts[number],
                file.account,
                file.sha256,
                (file.effective_at, file.made_at, file.modified_at),
                records=frames["records"],
                children=frames.get("children"),
                origins=frames["origins"],
                drafts=frames.get("drafts"),
            )
            for number, frames in sorted(parts.items())
        ]


def _stale(file: ImportedFile) -> OmniError:
    return OmniError("E_REBUILD_NEEDED", file=file.file_name, source=file.source)


def observations_of(
    read: ReadFile, import_id: int, effective_at: str, modified_at: str
) -> list[Observation]:
    """The observations of a file that was just read."""
    return [
        _observation(
            import_id,
            read.spec,
            part.part,
            read.account,
            read.sha256,
            (effective_at, read.made_at, modified_at),
            records=part.records,
            children=part.children,
            origins=part.origins,
            drafts=part.drafts,
        )
        for part in read.parts
    ]


def _observation(
    import_id: int,
    spec: SourceSpec,
    part: Part,
    account: str,
    sha256: str,
    age: tuple[str, str, str],
    **frames: "pl.DataFrame | None",
) -> Observation:
    """One part's frames as an observation, with the columns that complete the target's key."""
    keyed = {k: _keyed(f, spec, account) for k, f in frames.items() if f is not None}
    return Observation(
        import_id=import_id,
        source=spec.name,
        sha256=sha256,
        effective_at=age[0],
        made_at=age[1],
        modified_at=age[2],
        target=part.target,
        records=keyed["records"],
        children=keyed.get("children"),
        origins=keyed["origins"],
        drafts=keyed.get("drafts"),
        has_row_time=part.updated_at is not None,
        sums=part.sums,
        finish=_finisher(spec, part, account),
    )


def _keyed(frame: "pl.DataFrame", spec: SourceSpec, account: str) -> "pl.DataFrame":
    """`frame` with platform, account and source where its own columns do not say."""
    known = {"platform": spec.platform, "account": account, "source": spec.name}
    return frame.with_columns(
        pl.lit(v).alias(k) for k, v in known.items() if k not in frame.columns
    )


def _finisher(spec: SourceSpec, part: Part, account: str) -> Finish | None:
    if part.finish is None:
        return None
    finish = part.finish
    context = FileContext(
        source=spec.name,
        platform=spec.platform,
        account=account,
        units={},
        preamble=(),
        period=None,
    )
    return lambda frame: finish(frame, context)


def originals_of(
    workspace: Workspace,
    db: sqlite3.Connection,
    specs: Mapping[str, SourceSpec],
    passwords: Sequence[str] = (),
) -> Originals:
    """The originals of this workspace's dataroom.

    Without `passwords`, those of the file that the environment names.
    """
    return Originals(
        Dataroom(workspace.dataroom),
        specs,
        workspace.settings.timezone,
        ledger.accepted_aliases(db),
        passwords or read_passwords(None),
    )


def entry_of(
    read: ReadFile,
    effective_at: str,
    first_imported_at: str,
    period: tuple[str, str] | None,
    timezone: str,
    modified_at: str,
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
            "made_at": read.made_at,
            "modified_at": modified_at,
            "timezone": timezone,
        },
    )
