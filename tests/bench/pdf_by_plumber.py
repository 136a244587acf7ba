"""The yardstick: pdfplumber's words, lines by height, the three amounts at the end of each."""

import re
import sqlite3
import sys
from itertools import groupby

import pdfplumber

_AMOUNT = re.compile(r"-?[\d,]+\.\d\d")


def _sen(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def main(path: str, database: str) -> None:
    """Count movements and add up both sides, with no thought for what could be wrong."""
    rows = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            words = page.extract_words()
            for _, line in groupby(words, key=lambda w: round(w["top"])):
                last = [w["text"] for w in line][-3:]
                if len(last) == 3 and all(map(_AMOUNT.fullmatch, last)):
                    rows.append((_sen(last[0]), _sen(last[1])))
            page.close()
    db = sqlite3.connect(database)
    db.execute("CREATE TABLE movements (debit, credit)")
    db.executemany("INSERT INTO movements VALUES (?, ?)", rows)
    db.commit()
    db.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
