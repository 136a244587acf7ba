"""A chart for every value of a column, for rows that must not be summed with each other."""

from collections.abc import Sequence
from dataclasses import replace

from omnicli.reports.frame import Bundle
from omnicli.reports.layout import Chart
from omnicli.reports.layout import Clause
from omnicli.reports.layout import Section
from omnicli.reports.layout import fits


def one_each(bundle: Bundle, section: Section) -> Sequence[Section]:
    """The section; of a chart with `each`, one per value of that column where it has several.

    In one chart the rows of two campaigns at the same hour would be summed.
    """
    if not isinstance(section, Chart) or section.each is None:
        return (section,)
    frame, each = bundle.frames[section.alias], section.each
    rows = [record for record in frame.records() if fits(record, section.where)]
    values = list(dict.fromkeys(str(row[each] or "") for row in rows))
    if len(values) < 2:
        return (section,)
    title = section.head.title or frame.title
    found = []
    for number, value in enumerate(values, start=1):
        head = replace(
            section.head,
            id=section.head.id if number == 1 else f"{section.head.id}-{number}",
            title=(f"{title[0]}: {value}", f"{title[1]}: {value}"),
            help=section.head.help if number == 1 else None,
        )
        where = (*section.where, Clause(each, (value,)))
        found.append(replace(section, head=head, where=where))
    return found
