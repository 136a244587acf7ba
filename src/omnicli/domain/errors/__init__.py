"""Error codes, their texts, and the one exception that carries them.

A code is data: exit status, message and hint in Indonesian and English, in the .toml file of its
area beside this one. It is raised by its name, `OmniError("E_DENIED", actor=…)`; a test compares
the names in the code with the files.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType


class Exit(IntEnum):
    """Exit status of the `omni` process; the contract with cron jobs and scripts."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    INPUT_REJECTED = 3
    DENIED = 4
    BUSY = 5
    FINDINGS = 6
    DELIVERY_FAILED = 7
    INTEGRITY = 8
    BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """One entry of the catalogue.

    `message` and `hint` are (Indonesian, English) templates filled with `str.format` from the
    fields of the error that carries the code.
    """

    code: str
    exit: Exit
    message: tuple[str, str]
    hint: tuple[str, str]


def catalog() -> Mapping[str, ErrorCode]:
    """Every known code by name."""
    return MappingProxyType({code: find_code(code) for code in sorted(_tables())})


@cache
def find_code(code: str) -> ErrorCode:
    """The entry of `code`. KeyError for one that no file has, or that lacks a text."""
    import tomllib  # a run without a fault words none

    entry = tomllib.loads(_tables()[code])
    message, hint = (entry["id"], entry["en"]), (entry["hint_id"], entry["hint_en"])
    return ErrorCode(code, Exit[entry["exit"].upper()], message, hint)


@cache
def _tables() -> Mapping[str, str]:
    """The text of each code's table: parsing all of them would take longer than most commands."""
    found: dict[str, str] = {}
    for area in sorted(Path(__file__).parent.glob("*.toml")):
        _, *parts = re.split(r"^\[(\w+)\]\n", area.read_text("utf-8"), flags=re.MULTILINE)
        for code, body in zip(parts[::2], parts[1::2], strict=True):
            if found.setdefault(code, body) is not body:
                raise ValueError(f"error code {code} is defined twice")
    return found


class _Fields(dict[str, object]):
    """Fields of a template; one that nobody gave prints as an ellipsis instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"


_SHEET = ", sheet {sheet}"
"""Left out of a message about a file that has no sheets, such as a csv."""


def _said(value: object, lang: str) -> object:
    """A field in `lang`: words are a pair (Indonesian, English), which json made a list."""
    return value[lang == "en"] if isinstance(value, tuple | list) and len(value) == 2 else value


def _filled(template: str, fields: Mapping[str, object], lang: str) -> str:
    given = _Fields((k, _said(v, lang)) for k, v in fields.items() if v is not None)
    return (template if given.get("sheet") else template.replace(_SHEET, "")).format_map(given)


class OmniError(Exception):
    """An expected fault: a code, the place (file, sheet, row, column, value) and a hint.

    Fields that name a place are `file`, `sheet`, `row`, `column`, `value`; any other field only
    fills the templates; words in one are a pair (Indonesian, English).
    """

    PLACE = ("file", "sheet", "row", "column", "value")

    def __init__(self, code: str, **fields: object) -> None:
        """`code` must be in the catalogue; `fields` fill its templates."""
        self.code = code
        self.fields = fields
        super().__init__(code, fields)

    @property
    def entry(self) -> ErrorCode:
        """The catalogue entry of this error's code."""
        return find_code(self.code)

    @property
    def exit(self) -> Exit:
        """The exit status this error ends the process with."""
        return self.entry.exit

    def message(self, lang: str = "id") -> str:
        """The message in `lang` (`id` or `en`), naming place and value."""
        return _filled(self.entry.message[lang == "en"], self.fields, lang)

    def hint(self, lang: str = "id") -> str:
        """What to do about it, in `lang`."""
        return _filled(self.entry.hint[lang == "en"], self.fields, lang)

    def place(self) -> dict[str, object]:
        """The fields that say where: only those that were given."""
        return {k: self.fields[k] for k in self.PLACE if self.fields.get(k) is not None}

    def to_dict(self, lang: str = "id") -> dict[str, object]:
        """The error as `--json` prints it."""
        return {
            "code": self.code,
            "message": self.message(lang),
            "hint": self.hint(lang),
            **self.place(),
        }

    def __str__(self) -> str:
        """Code and message, for logs."""
        return f"{self.code}: {self.message('en')}"
