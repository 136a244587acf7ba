"""What is wrong with a command line, in both languages.

The parser words its findings in English and offers no translation. Its few sentences are known
here; one that is not stays as it is.
"""

import re

_PLAIN = (
    (r" is not a valid int(?:eger)?(?: range)?\.", " is not a whole number"),
    (r" is not a valid float(?: range)?\.", " is not a number"),
    (r"(\S+) is not in the range x>=(\S+)\.", r"\1 is less than \2"),
)
"""Wordings of a library as a person would say them; English in, English out."""
_INDONESIAN = (
    (r"No such option:? '?(-[\w-]+)'?\.?", r"opsi \1 tidak ada"),
    (r"No such command '(.+?)'\.?", r"perintah '\1' tidak ada."),
    (r"Missing command\.", "perintahnya belum disebut."),
    (r"Missing argument '(.+)'\.", r"'\1' belum disebut."),
    (r"Missing (?:option|parameter) '(.+)'\.", r"opsi '\1' wajib diisi."),
    (r"Option '(.+?)' requires an argument\.", r"opsi '\1' perlu nilai."),
    (r"Option '(.+?)' requires (\d+) arguments\.", r"opsi '\1' perlu \2 nilai."),
    (r"Option '(.+?)' does not take a value\.", r"opsi '\1' tidak memakai nilai."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r"ada kata yang berlebih: \1"),
    (r"Invalid value for (.+?): ", r"nilai untuk \1 keliru: "),
    (r"Invalid value: ", "nilai keliru: "),
    (r"is not a whole number", "bukan bilangan bulat"),
    (r"is not a number", "bukan bilangan"),
    (r"is less than (\S+)", r"kurang dari \1"),
    (r"('.*?') is not one of (.+)\.", r"\1 bukan salah satu dari \2."),
    (r"Did you mean (.+)\?", r"Maksudnya \1?"),
    (r"\(Possible options: (.+)\)", r"(mungkin \1)"),
)


def in_both(sentence: str) -> tuple[str, str]:
    """A sentence of the parser as (Indonesian, English)."""
    english = _replaced(sentence, _PLAIN)
    return _replaced(english, _INDONESIAN), english


def _replaced(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, words in rules:
        text = re.sub(pattern, words, text)
    return text
