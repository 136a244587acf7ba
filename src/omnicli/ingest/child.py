"""The process that parses what strangers sent: small, limited, and allowed to die.

`python -I -m omnicli.ingest.child` answers requests, one JSON object per line of stdin, until stdin
ends: `kind`, `folder` (which holds the file as `input`), `limits`, `passwords`. It writes one Arrow
file per sheet and `result.json` into the folder, and then a line on stdout.
"""

import contextlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import Limits

OUT_OF_MEMORY = 9


def _limit(limits: Limits) -> bool:
    """Ask the kernel to enforce the limits on this file; False where it cannot."""
    try:
        import resource
    except ImportError:
        return False
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
    bounds = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
    )
    for kind, bound in bounds:
        # The hard limit stays, for the next file may need more.
        _, most = resource.getrlimit(kind)
        with contextlib.suppress(ValueError, OSError):
            soft = bound if most == resource.RLIM_INFINITY else min(bound, most)
            resource.setrlimit(kind, (soft, most))
    return True


def _read(
    kind: str, data: bytes, out: Path, limits: Limits, passwords: Sequence[str]
) -> dict[str, object]:
    from omnicli.ingest import readers

    readout = readers.read(kind, data, frozenset(), limits, passwords)
    sheets = []
    for number, sheet in enumerate(readout.sheets):
        sheet.frame.write_ipc(out / f"{number}.arrow", compression="uncompressed")
        if sheet.special is not None:
            sheet.special.write_ipc(out / f"{number}.special.arrow", compression="uncompressed")
        sheets.append({"name": sheet.name, "first_column": sheet.first_column})
    notices = [[n.code, n.value] for n in readout.notices]
    return {
        "sheets": sheets,
        "hidden": list(readout.hidden),
        "hidden_tops": [list(top) for top in readout.hidden_tops],
        "notices": notices,
        "words": readout.words,
    }


def answer(kind: str, data: bytes, out: Path, limits: Limits, passwords: Sequence[str]) -> None:
    """Read `data`, write the result or a typed error into `out`; a process out of memory ends."""
    try:
        result = _read(kind, data, out, limits, passwords)
    except OmniError as error:
        result = {"error": error.code, "fields": error.fields}
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException
        detail = f"{type(error).__name__}: {error}"
        result = {"error": "E_FILE_UNREADABLE", "fields": {"detail": detail[:500]}}
    (out / "result.json").write_text(json.dumps(result, default=str), encoding="utf-8")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Answer until nobody asks any more."""
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        out, limits = Path(asked["folder"]), Limits(**asked["limits"])
        _say("limited" if _limit(limits) else "watch me")
        file = out / "input"
        data = file.read_bytes()
        file.unlink()
        answer(asked["kind"], data, out, limits, asked["passwords"])
        del data
        _say("done")


if __name__ == "__main__":
    main()
    os._exit(0)  # the kernel frees a gigabyte faster than destructors do
