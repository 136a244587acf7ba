"""Text from files made safe to show: no control or direction characters, no readable phone."""

import re

# C0 and C1 controls except tab, newline and carriage return (folded to a space below); the bidi
# embeddings, overrides, isolates and marks; zero-width characters; byte order mark; surrogates
# and noncharacters that no xlsx or utf-8 may carry.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_BREAKS = re.compile(r"[\t\r\n\u2028\u2029]+")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\0")
BULLETS = "•••••"


def visible(text: str) -> str:
    """`text` as it may be shown: one line, nothing that hides or turns the characters around."""
    return _UNSEEN.sub("", _BREAKS.sub(" ", text))


def mask_phone(phone: str) -> str:
    """`+6281234567890` as `+62812•••••90`; what is masked already, or too short, shows no more."""
    if BULLETS[0] in phone or "*" in phone:
        return phone
    digits = phone.strip()
    return f"{digits[:6]}{BULLETS}{digits[-2:]}" if len(digits) >= 11 else BULLETS


def csv_text(text: str) -> str:
    """`text` for a csv cell: a spreadsheet must not run it, so a formula's first sign is quoted."""
    shown = visible(text)
    risky = text.startswith(_FORMULA_START) or shown.lstrip().startswith(_FORMULA_START)
    return f"'{shown}" if risky else shown
