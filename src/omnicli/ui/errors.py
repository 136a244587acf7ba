"""How an error looks: one line, one hint; or one JSON object."""

import json
import sys

from omnicli.domain.errors import OmniError

_HINT = {"id": "saran", "en": "hint"}


def error_text(error: OmniError, lang: str) -> str:
    """`omni: CODE: message` and, below it, what to do."""
    place = _place(error, lang)
    first = f"omni: {error.code}: {error.message(lang)}{place}"
    return f"{first}\n  {_HINT[lang]}: {error.hint(lang)}"


def print_error(error: OmniError, lang: str, *, as_json: bool = False) -> None:
    """The error on stderr; with --json also as `{"error": {…}}` on stdout."""
    print(error_text(error, lang), file=sys.stderr)  # noqa: T201 - the one place for errors
    if as_json:
        body = {"error": {**error.to_dict(lang), "exit_code": int(error.exit)}}
        print(json.dumps(body, ensure_ascii=False, default=str))  # noqa: T201


def _place(error: OmniError, lang: str) -> str:
    """Sheet, row and column, where the message itself does not name them."""
    names = {
        "id": {"sheet": "sheet", "row": "baris", "column": "kolom"},
        "en": {"sheet": "sheet", "row": "row", "column": "column"},
    }[lang]
    template = error.entry.message[lang == "en"]
    parts = [
        f"{names[key]} {value}"
        for key, value in error.place().items()
        if key in names and "{" + key + "}" not in template
    ]
    return f" ({', '.join(parts)})" if parts else ""
