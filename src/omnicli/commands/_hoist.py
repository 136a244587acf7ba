"""Global options may stand anywhere on the line: they are taken out before parsing."""

from pathlib import Path

from omnicli.commands._shell import Options
from omnicli.domain.errors import OmniError

_FLAGS = {"-q": "quiet", "--quiet": "quiet", "-v": "verbose", "--verbose": "verbose"}
_VALUES = {"-w": "workspace", "--workspace": "workspace", "--lang": "lang"}


def hoist(args: list[str]) -> tuple[Options, list[str]]:
    """The global options, and the line without them. Nothing after `--` is touched.

    A `--json` before the command goes behind it, where the command takes it.
    """
    found: dict[str, object] = {}
    rest: list[str] = []
    late: list[str] = []
    queue = list(args)
    while queue:
        arg = queue.pop(0)
        name, given, value = arg.partition("=")
        if arg == "--":
            late += [arg, *queue]
            break
        if arg == "--json" and not rest:
            late.insert(0, arg)
        elif arg == "--yes":
            found["yes"] = True
        elif arg in _FLAGS:
            found[_FLAGS[arg]] = True
        elif arg in _VALUES:
            if not queue:
                raise OmniError("E_COMMAND", detail=f"{arg} …?")
            found[_VALUES[arg]] = queue.pop(0)
        elif given and name.startswith("--") and name in _VALUES:
            found[_VALUES[name]] = value
        else:
            rest.append(arg)
    if found.get("lang", "id") not in {"id", "en"}:
        raise OmniError("E_COMMAND", detail=f"--lang {found['lang']} (id, en)")
    if "workspace" in found:
        found["workspace"] = Path(str(found["workspace"]))
    return Options(**found), rest + late  # type: ignore[arg-type]  # keys are the fields by construction
