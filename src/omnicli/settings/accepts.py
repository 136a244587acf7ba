"""What a setting's value may be, and how one that may not be is refused."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from omnicli.domain.errors import OmniError

Test = Callable[[object], bool]
Keys = Mapping[str, tuple[str, Test, str]]
"""Key in the file → (field, test, what is accepted)."""


def is_zone(value: object) -> bool:
    """A time zone of the tz database."""
    from zoneinfo import ZoneInfo

    if value == "Asia/Jakarta":
        return True
    try:
        ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        return False
    return isinstance(value, str)


def is_text(value: object) -> bool:
    """Any text."""
    return isinstance(value, str)


def is_line(value: object) -> bool:
    """A text that is not empty and has no line breaks or other control characters."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def is_texts(value: object) -> bool:
    """A list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def is_lines(value: object) -> bool:
    """A list of texts as `is_line` has them, one at least."""
    return isinstance(value, list) and bool(value) and all(map(is_line, value))


def is_flag(value: object) -> bool:
    """true or false."""
    return isinstance(value, bool)


def is_day(value: object) -> bool:
    """A date without a time."""
    return type(value) is date


def is_filled(value: object) -> bool:
    """A list of texts long enough to tell one thing from another."""
    return is_texts(value) and all(len(text.strip()) > 2 for text in value)  # type: ignore[attr-defined]


def count(most: int, least: int = 0) -> Test:
    """A whole number from `least` to `most`."""
    return lambda value: type(value) is int and least <= value <= most


def counts(most: int) -> Test:
    """A list of whole numbers from 0 to `most`."""
    one = count(most)
    return lambda value: isinstance(value, list) and all(one(item) for item in value)


def one_of(*allowed: str) -> Test:
    """One of some words."""
    return lambda value: value in allowed


def some_of(*allowed: str) -> Test:
    """A list of some words."""
    return lambda value: is_texts(value) and set(value) <= set(allowed)  # type: ignore[call-overload]


def read_keys(path: Path, section: str, body: object, keys: Keys) -> dict[str, object]:
    """The fields of one table. Raises E_CONFIG_KEY with the nearest key, and E_CONFIG_VALUE."""
    if not isinstance(body, dict):
        raise bad_value(path, section, body, f"[{section}]")
    found: dict[str, object] = {}
    for key, value in body.items():
        if key not in keys:
            near = get_close_matches(key, keys, 1, 0.3) or list(keys)
            nearest = ", ".join(f"{section}.{name}" for name in near)
            raise unknown_key(path, f"{section}.{key}", nearest)
        name, accepts, allowed = keys[key]
        if not accepts(value):
            raise bad_value(path, f"{section}.{key}", value, allowed)
        found[name] = tuple(value) if isinstance(value, list) else value
    return found


def require(path: Path, section: str, found: Mapping[str, object], keys: Keys, *names: str) -> None:
    """E_CONFIG_VALUE for a key of a table that must be there and is not."""
    for name in names:
        field, _, allowed = keys[name]
        if field not in found:
            raise bad_value(path, f"{section}.{name}", "–", allowed)


def bad_value(path: Path, name: str, value: object, allowed: str) -> OmniError:
    """The refusal of one value."""
    return OmniError("E_CONFIG_VALUE", file=str(path), column=name, value=value, allowed=allowed)


def unknown_key(path: Path, name: str, nearest: str) -> OmniError:
    """The refusal of a key that there is not."""
    return OmniError("E_CONFIG_KEY", file=str(path), value=name, nearest=nearest)
