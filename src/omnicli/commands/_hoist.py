"""Global options may stand anywhere on the line: they are taken out before parsing."""

from pathlib import Path

from omnicli.commands._shell import Options
from omnicli.domain.errors import OmniError

_FLAGS = {
    "-q": "quiet",
    "--quiet": "quiet",
    "-v": "verbose",
    "--verbose": "verbose",
    "--yes": "yes",
}
_VALUES = {"-w": "workspace", "--workspace": "workspace", "--lang": "lang"}


def hoist(args: list[str]) -> tuple[Options, list[str]]:
    """The global options, and the line without them. Nothing after `--` is touched.

    `--json` goes to the end, where the command takes it.
    """
    end = args.index("--") if "--" in args else len(args)
    queue, tail = args[:end], args[end:]
    found: dict[str, str | bool] = {}
    rest: list[str] = []
    while queue:
        arg = queue.pop(0)
        name, given, value = arg.partition("=")
        if arg in _FLAGS:
            found[_FLAGS[arg]] = True
        elif arg in _VALUES and not queue:
            raise OmniError("E_COMMAND", detail=f"{arg} …?")
        elif name in _VALUES and (given == "" or name.startswith("--")):
            found[_VALUES[name]] = value if given else queue.pop(0)
        elif arg == "--json":
            tail = [arg, *tail]
        else:
            rest.append(arg)
    return _options(found), rest + tail


def _options(found: dict[str, str | bool]) -> Options:
    lang = found.get("lang")
    if lang not in {None, "id", "en"}:
        raise OmniError("E_COMMAND", detail=f"--lang {lang} (id, en)")
    workspace = found.get("workspace")
    return Options(
        workspace=Path(str(workspace)) if workspace is not None else None,
        quiet=bool(found.get("quiet")),
        verbose=bool(found.get("verbose")),
        lang=str(lang) if lang is not None else None,
        yes=bool(found.get("yes")),
    )
