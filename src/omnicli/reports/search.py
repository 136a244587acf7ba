"""The rows a site finds by a word, as data inside its search page: no server, no other file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from omnicli.reports import numbers
from omnicli.reports.figures import column_of
from omnicli.reports.figures import unit
from omnicli.reports.frame import Bundle
from omnicli.reports.plain import visible

MOST = 20_000
"""Rows the search page holds, of the newest periods: about 2 MB."""


@dataclass(frozen=True, slots=True)
class Found:
    """The data block, how many rows it holds and how many there are."""

    data: str
    held: int
    count: int


def collect(reports: Iterable[tuple[str, Bundle]]) -> Found:
    """The rows of every report that says how to search it, each once.

    `reports` are address and report, the newest first.
    """
    addresses: list[str] = []
    rows: list[list[object]] = []
    listed: set[tuple[str, object]] = set()
    for href, bundle in reports:
        if bundle.manifest.search is None:
            continue
        alias, names = bundle.manifest.search
        frame = bundle.frames[alias]
        columns = [column_of(frame, name) for name in names]
        number = len(addresses)
        addresses.append(href)
        for record in frame.records():
            # A list of what stands at a day repeats on the pages of the days before.
            key = (bundle.manifest.name, record[columns[0].name])
            if key in listed:
                continue
            listed.add(key)
            if len(rows) >= MOST:
                continue
            shown = []
            for column in columns:
                value = record[column.name]
                if isinstance(value, str):
                    value = bundle.say(column.name, value)
                shown.append(visible(numbers.show(value, unit(column), bundle.facts.lang)))
            rows.append([number, *shown])
    # `<` must not end the element that carries the data.
    data = json.dumps({"pages": addresses, "rows": rows}, ensure_ascii=False, separators=(",", ":"))
    return Found(data.replace("<", "\\u003c"), len(rows), len(listed))
