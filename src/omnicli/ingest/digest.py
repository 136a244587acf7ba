"""What a source's reading depends on, as one digest: nothing rests on somebody raising a number.

It covers the content of the spec (columns, spellings, types, rules), the files its functions come
from with the helpers beside them, and the engine that reads: two readings of one digest are alike.
"""

import dataclasses
import hashlib
import re
import sys
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cache
from functools import partial
from pathlib import Path

from omnicli.ingest.spec import SourceSpec

_PACKAGE = Path(__file__).resolve().parent.parent
_ENGINE = ("ingest", "domain")
_TEXTS_ONLY = _PACKAGE / "domain" / "errors"
"""Wording of faults: it changes often and no value by it."""
_IMPORTED = re.compile(rb"^from (omnicli(?:\.\w+)+) import", re.MULTILINE)
_Known = dict[int, tuple[SourceSpec, str]]
_known: _Known = {}
"""By identity: a spec holds mappings and cannot be hashed. It is kept so that its id stays its."""


def digest_of(spec: SourceSpec) -> str:
    """The digest of a source as it is now, 32 hex digits."""
    found = _known.get(id(spec))
    if found is None:
        digest = hashlib.sha256(_engine().encode())
        modules: set[str] = set()
        for part in _rendered(spec, modules, set()):
            digest.update(part.encode() + b"\0")
        for path in sorted(_files(modules)):
            digest.update(path.read_bytes())
        found = _known[id(spec)] = (spec, digest.hexdigest()[:32])
    return found[1]


def _rendered(value: object, modules: set[str], seen: set[int]) -> Iterator[str]:
    """A value as text that is the same in every process; functions by name and what they enclose.

    The modules that functions come from are added to `modules`.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__
        for field in dataclasses.fields(value):
            yield field.name
            yield from _rendered(getattr(value, field.name), modules, seen)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _rendered(key, modules, seen)
            yield from _rendered(one, modules, seen)
        yield "}"
    elif isinstance(value, list | tuple | set | frozenset):
        for one in sorted(value, key=repr) if isinstance(value, set | frozenset) else value:
            yield from _rendered(one, modules, seen)
        yield ")"
    elif isinstance(value, partial):
        yield from _rendered((value.func, value.args, value.keywords), modules, seen)
    elif callable(value) and not isinstance(value, type):
        yield from _function(value, modules, seen)
    else:
        yield repr(value)


def _function(value: object, modules: set[str], seen: set[int]) -> Iterator[str]:
    module = getattr(value, "__module__", None) or type(value).__module__
    modules.add(module)
    yield f"{module}:{getattr(value, '__qualname__', type(value).__qualname__)}"
    if id(value) in seen:
        return
    seen.add(id(value))
    for cell in getattr(value, "__closure__", None) or ():
        yield from _rendered(cell.cell_contents, modules, seen)


def _files(modules: set[str]) -> set[Path]:
    """The source files of modules and of what they import, but for the engine itself."""
    left = {name for name in modules if name in sys.modules}
    found: set[Path] = set()
    done: set[str] = set()
    while left:
        name = left.pop()
        done.add(name)
        file = getattr(sys.modules.get(name), "__file__", None)
        if not file or not Path(file).is_file() or _is_engine(Path(file)):
            continue
        found.add(Path(file))
        if name.startswith("omnicli."):
            imported = _IMPORTED.findall(Path(file).read_bytes())
            left |= {one.decode() for one in imported} - done
    return found


def _is_engine(path: Path) -> bool:
    return any(path.is_relative_to(_PACKAGE / room) for room in _ENGINE)


@cache
def _engine() -> str:
    """The digest of what reads and converts files, its reference data included."""
    digest = hashlib.sha256()
    files = (path for room in _ENGINE for path in (_PACKAGE / room).rglob("*") if path.is_file())
    for path in sorted(files):
        if "__pycache__" not in path.parts and not path.is_relative_to(_TEXTS_ONLY):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()
