"""`omni privacy erase`: a person out of every file of the workspace, and kept out (ADR-0009).

Files stay the truth: the originals themselves lose what tells of the person, and a ledger of keyed
hashes, which the journal holds like any decision, keeps later files from bringing them back.
"""

import gzip
import hashlib
import io
import re
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes
from functools import partial
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.domain.phones import normalise_phone
from omnicli.engine.originals import Originals
from omnicli.engine.originals import originals_of
from omnicli.ingest.redact import EDITABLE
from omnicli.ingest.redact import Forgotten
from omnicli.ingest.redact import keeps_figures
from omnicli.ingest.redact import redact
from omnicli.ingest.sniff import sniff
from omnicli.ingest.spec import SourceSpec
from omnicli.outputs import write_output
from omnicli.services.broadcast import listed_names
from omnicli.services.deciding import decide
from omnicli.services.erasures import KIND
from omnicli.services.erasures import forgotten_of
from omnicli.services.erasures import hashed
from omnicli.services.persons import Person
from omnicli.services.persons import find_person
from omnicli.services.persons import written
from omnicli.services.rebuild import rebuild
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse import ledger
from omnicli.warehouse import people
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.dataroom import packed

_WAITING = {".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".html", ".htm", ".xml", ".pdf"}
Rewritten = tuple[str, str, bytes]
"""An original without the person: its new hash, the name of the file, its bytes."""
_MADE = {"reports", "outbox", "logs", "backups", "frames"}
"""Folders of what omni made."""
_MAIL = re.compile(rb"(?:[A-Za-z-]+: [^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)*(?i:mime-version):")
_DEEP = 4
"""How many archives inside one another are looked into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was done: originals rewritten, mails and files taken away, by their names."""

    subject: str
    originals: tuple[str, ...]
    mails: int
    files: tuple[str, ...]
    statements: tuple[str, ...] = ()
    """Bank statements that name the person and stay: locked PDFs, names of a single word."""
    dry_run: bool = False

    def to_dict(self) -> dict[str, object]:
        """The outcome as `--json` prints it."""
        return {
            "subject": self.subject,
            "originals": list(self.originals),
            "mails": self.mails,
            "files": list(self.files),
            "statements": list(self.statements),
            "dry_run": self.dry_run,
        }


def erase(
    session: Session,
    key: str,
    specs: Mapping[str, SourceSpec],
    *,
    reason: str | None,
    dry_run: bool = False,
) -> Erased:
    """Erase a person by any of their keys. Orders and money stay, without whose they were.

    E_CUSTOMER_UNKNOWN, E_REASON_MISSING. Nothing is changed where a file that tells of the person
    cannot be edited (E_ERASE_FORMAT) or would then say something else of orders (E_ERASE_FIGURES).
    """
    if not (reason or "").strip():
        raise OmniError("E_REASON_MISSING", command="privacy erase")
    try:
        person = find_person(session, key)
    except OmniError:
        person = _left_of(session, key)
    subject = hashed(session.workspace, person.identifiers[0])
    dataroom = Dataroom(session.workspace.dataroom)
    ledger = {hashed(session.workspace, one): _pseudonym(subject) for one in person.identifiers}
    forgotten = forgotten_of(session.workspace, session.db, ledger)
    originals = originals_of(session.workspace, session.db, specs)
    rewritten = _rewritten(session.db, originals, forgotten, person)
    _check_figures(session.db, originals, rewritten)
    tokens = person.tokens
    cleaned = partial(redact, forgotten=forgotten, specs=specs, passwords=originals.passwords)
    named = people.statements_with(session.db, tokens)
    statements = tuple(sorted({name for old, name in named.items() if old not in rewritten}))
    if dry_run:
        files = tuple(_holding(session, tokens, cleaned))
        names = tuple(name for _, name, _ in rewritten.values())
        return Erased(
            subject=subject,
            originals=names,
            mails=0,
            files=tuple(map(str, files)),
            statements=statements,
            dry_run=True,
        )
    with session.transaction(final=False) as db:
        people.overwrite_deleted(db)
        decisions.check_journal(db, dataroom)
        payload = {"forgotten": sorted(ledger), "pseudonym": _pseudonym(subject)}
        decide(session, db, KIND, subject, payload, reason="UU PDP")
        for old, (new, _, data) in rewritten.items():
            dataroom.keep(new, packed(data))
            people.swap_original(db, old, new, len(data))
        mails = people.forget_mails(db)
        people.scrub(db, [*tokens, *_listed(session, person)], _pseudonym(subject))
    _write_journal(session.db, dataroom)
    _drop_orphans(session.db, dataroom)
    session.finish(customer=subject, originals=len(rewritten), mails=mails)
    rebuild(session, specs)
    people.compact(session.db)
    removed = []
    for path in _holding(session, tokens, cleaned):
        _take_away(path, cleaned)
        removed.append(str(path.relative_to(session.workspace.root)))
    return Erased(
        subject=subject,
        originals=tuple(name for _, name, _ in rewritten.values()),
        mails=mails,
        files=tuple(removed),
        statements=statements,
    )


def _left_of(session: Session, key: str) -> Person:
    """Somebody whose erasing was cut off after the rows had gone: what is left to look for.

    E_CUSTOMER_UNKNOWN for anybody else.
    """
    phone = normalise_phone(key.removeprefix("phone:"))
    user = key.partition(":")[2] or key
    one = f"phone:{phone}" if phone else f"text:{user.strip().casefold()}"
    if forgotten_of(session.workspace, session.db)(one) is None:
        raise OmniError("E_CUSTOMER_UNKNOWN", value=key)
    return Person((key,), {}, (one,), written(phone) if phone else (user.strip(),))


def _listed(session: Session, person: Person) -> list[str]:
    """The keyed names by which broadcast lists know the person."""
    name = listed_names(session.workspace)
    phones = [one for one in person.identifiers if one.startswith("phone:")]
    return [name(one.removeprefix("phone:")) for one in phones]


def _drop_orphans(db: sqlite3.Connection, dataroom: Dataroom) -> None:
    """Take originals and frames away that no import names any more: those before rewriting."""
    known = people.originals(db)
    for path in [*(dataroom.root / "files").glob("*/*"), *(dataroom.root / "frames").glob("*/*")]:
        if path.name.partition(".")[0] in known:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _pseudonym(subject: str) -> str:
    return f"terhapus-{subject[:8]}"


def _rewritten(
    db: sqlite3.Connection, originals: Originals, forgotten: Forgotten, person: Person
) -> dict[str, Rewritten]:
    """Old hash → new hash, file name and bytes, of every original that tells of the person."""
    found, closed, dataroom = {}, [], originals.dataroom
    for sha256, name in people.originals(db).items():
        if not dataroom.has(sha256):
            continue
        data = dataroom.original(sha256, name)
        new = data
        if sniff(data) in EDITABLE:
            new = redact(data, forgotten, originals.specs, originals.passwords)
        if new != data:
            found[sha256] = (hashlib.sha256(new).hexdigest(), name, new)
        elif sha256 in person.files and sniff(data) not in EDITABLE - {"pdf"}:
            closed.append(name)
    if closed:
        raise OmniError("E_ERASE_FORMAT", file=", ".join(closed))
    return found


def _check_figures(
    db: sqlite3.Connection, originals: Originals, rewritten: Mapping[str, Rewritten]
) -> None:
    """Orders and money stay. E_ERASE_FIGURES where a file would say something else of them."""
    for file in ledger.active_files(db):
        if file.sha256 not in rewritten:
            continue
        sha256, name, data = rewritten[file.sha256]
        try:
            kept = keeps_figures(originals.read_again(file), originals.read_as(file, data, sha256))
        except OmniError as error:
            raise OmniError("E_ERASE_FIGURES", file=name, detail=error.code) from error
        if not kept:
            raise OmniError("E_ERASE_FIGURES", file=name, detail="–")


def _write_journal(db: sqlite3.Connection, dataroom: Dataroom) -> None:
    """The journal anew from the decisions, since some of them say something else now."""
    dataroom.rewrite(decisions.as_journalled(db))


def _holding(
    session: Session, tokens: Collection[str], cleaned: Callable[[bytes], bytes]
) -> Iterator[Path]:
    """The files of the workspace that still hold the person, in whatever they are packed."""
    workspace = session.workspace
    own = {workspace.warehouse, workspace.config_path, workspace.lock_path}
    # Old workbooks write a text in either way.
    wanted = [token.encode(code) for token in tokens for code in ("utf-8", "utf-16-le")]
    for path in sorted(workspace.root.rglob("*")):
        inside = workspace.dataroom in path.parents and "frames" not in path.parts
        if path in own or inside or path.is_symlink() or not path.is_file():
            continue
        if path.name.startswith((workspace.warehouse.name, ".omni")):
            continue
        data = path.read_bytes()
        # Pages that omni printed cannot be looked through: they go, and can be made again.
        printed = data.startswith(b"%PDF") and (_MADE & set(path.parts) or cleaned(data) != data)
        if printed or _holds(data, wanted):
            yield path


def _holds(data: bytes, wanted: Collection[bytes], deep: int = 0) -> bool:
    """Whether bytes hold a text, also inside zips, gzip streams and mails."""
    if any(token in data for token in wanted):
        return True
    if deep == _DEEP:
        return False
    try:
        return any(_holds(part, wanted, deep + 1) for part in _inside(data))
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, RuntimeError):
        return False


def _inside(data: bytes) -> Iterator[bytes]:
    """What is packed in a gzip stream, a zip or a mail."""
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(info) for info in archive.infolist())
    elif _MAIL.match(data):
        for part in message_from_bytes(data).walk():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield content


def _take_away(path: Path, cleaned: Callable[[bytes], bytes]) -> None:
    """A file that waits to be imported loses the person; one that omni made goes as a whole.

    An old workbook stays as a new one.
    """
    data = path.read_bytes()
    waiting = path.suffix.lower() in _WAITING
    made = _MADE & set(path.parts)
    new = cleaned(data) if waiting and not made else data
    target = path.with_suffix(".xlsx") if new[:2] == b"PK" != data[:2] else path
    if new != data:
        write_output(target, new, replace=target == path)
    if new == data or target != path:
        path.unlink()
