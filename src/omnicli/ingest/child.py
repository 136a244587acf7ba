"""The process that parses what strangers sent: small, limited, and allowed to die.

`python -I -m omnicli.ingest.child FORMAT OUT_DIR`: the file on stdin, limits and passwords as JSON
in the first line. Writes one Arrow file per sheet and `result.json` into OUT_DIR.
"""

import contextlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.ingest.limits import Limits


def _limit(limits: Limits) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 5))


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
        "notices": notices,
        "words": readout.words,
    }


def answer(kind: str, data: bytes, out: Path, limits: Limits, passwords: Sequence[str]) -> int:
    """Read `data`, write the result or a typed error into `out`; 9 is out of memory."""
    try:
        result = _read(kind, data, out, limits, passwords)
    except OmniError as error:
        result = {"error": error.code, "fields": error.fields}
    except MemoryError:
        return 9
    except BaseException as error:  # noqa: BLE001 - a Rust panic is a BaseException
        detail = f"{type(error).__name__}: {error}"
        result = {"error": "E_FILE_UNREADABLE", "fields": {"detail": detail[:500]}}
    (out / "result.json").write_text(json.dumps(result, default=str), encoding="utf-8")
    return 0


def main(argv: list[str]) -> int:
    """Limit this process, then read stdin."""
    asked = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**asked["limits"])
    _limit(limits)
    data = sys.stdin.buffer.read()
    return answer(argv[1], data, Path(argv[2]), limits, asked["passwords"])


if __name__ == "__main__":
    code = main(sys.argv)
    sys.stdout.flush()
    os._exit(code)  # the kernel frees a gigabyte faster than destructors do
