"""Indonesian mobile numbers: text as exports print it, to E.164, or nothing."""

import re

_MASK = re.compile(r"[*xX•…]")
_SCIENTIFIC = re.compile(r"\d[.,]?\d*[eE]\+?\d+")
_FLOAT_TAIL = re.compile(r"\.0+$")
_SEVERAL = re.compile(r"[/,;\n]")
_MOBILE = re.compile(r"628[1-35-9]\d{7,10}")
_TYPED = re.compile(r"[\d\s()+.-]+")
_NOT_DIGIT = re.compile(r"\D")


def _one_number(text: str) -> str | None:
    digits = _NOT_DIGIT.sub("", _FLOAT_TAIL.sub("", text.strip().lstrip("'")))
    if digits.startswith("0062"):
        digits = digits[2:]
    if digits.startswith("620"):
        digits = "62" + digits[3:]
    elif digits.startswith("0"):
        digits = "62" + digits[1:]
    elif digits.startswith("8"):
        digits = "62" + digits
    return f"+{digits}" if _MOBILE.fullmatch(digits) else None


def normalise_phone(text: str | None) -> str | None:
    """The first valid mobile number in `text` as `+628…`.

    None for what cannot identify a person: masked numbers, numbers a spreadsheet turned into
    scientific notation, landlines, anything too short or too long.
    """
    if not text or _MASK.search(text) or _SCIENTIFIC.search(text):
        return None
    return next((n for part in _SEVERAL.split(text) if (n := _one_number(part))), None)


def person_key(text: str) -> str:
    """The key of a person by what somebody typed: a phone in any spelling, else the text itself.

    `shopee:081234567890` is a user name, whatever it looks like.
    """
    typed = text.strip().removeprefix("phone:")
    phone = normalise_phone(typed) if _TYPED.fullmatch(typed) else None
    return f"phone:{phone}" if phone else text.strip()
