"""The message catalogue: key → (Indonesian, English), one file per area in `texts/`."""

import importlib
import pkgutil
from functools import cache


def t(key: str, lang: str, **fields: object) -> str:
    """The text `area.name` in `lang`, filled with `fields`. An unknown key is a KeyError."""
    area, _, name = key.partition(".")
    return _area(area)[name][lang == "en"].format(**fields)


def has(key: str) -> bool:
    """Whether there is a text of that name."""
    area, _, name = key.partition(".")
    return name in _area(area)


def areas() -> list[str]:
    """Every area that has texts."""
    from omnicli.ui import texts

    return [module.name for module in pkgutil.iter_modules(texts.__path__)]


@cache
def _area(name: str) -> dict[str, tuple[str, str]]:
    module = importlib.import_module(f"omnicli.ui.texts.{name}")
    texts: dict[str, tuple[str, str]] = module.TEXTS
    return texts
