"""One way to compare names a person or a platform typed: headers, sheet names, choices."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"), None)
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "`": "'"})
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """`text` as names are compared: NFKC, case, quotes, invisible marks and white space folded."""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_QUOTES)
    return _SPACE.sub(" ", plain).strip(" '\"").casefold()


def similarity(one: str, other: str) -> float:
    """How alike two names are after folding, 0 to 1."""
    return SequenceMatcher(None, fold(one), fold(other)).ratio()


def nearest(name: str, candidates: list[str], *, least: float = 0.6) -> str | None:
    """The candidate most like `name`, or None when none is alike enough."""
    best = max(candidates, key=lambda c: similarity(name, c), default=None)
    return best if best is not None and similarity(name, best) >= least else None
