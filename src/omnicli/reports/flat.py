"""csv and json of a report, from the printed rows."""

import csv
import io
import json
from functools import partial

from omnicli.domain.money import json_rupiah
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Change
from omnicli.reports.frame import Column
from omnicli.reports.frame import Restated
from omnicli.reports.plain import csv_text
from omnicli.reports.sheets import find


def render_csv(bundle: Bundle, sheet: str | None = None) -> bytes:
    """One sheet as csv, the first unless `sheet` names another; utf-8 with a byte order mark.

    The mark makes Excel read the file as utf-8.
    """
    table = find(bundle, sheet)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(printed_names(table.records, [column.name for column in table.columns]))
    for record in table.records:
        writer.writerow([_cell(value) for value in record.values()])
    return out.getvalue().encode("utf-8-sig")


def printed_names(records: tuple[dict[str, object], ...], stored: list[str]) -> list[str]:
    """The column names as printed; an empty table derives them from the stored names."""
    if records:
        return list(records[0])
    return [name.removesuffix("_sen").removesuffix("_bps") for name in stored]


def _cell(value: object) -> object:
    return csv_text(value) if isinstance(value, str) else value


def payload(bundle: Bundle) -> dict[str, object]:
    """What `--json` and the json file say."""
    facts = bundle.facts
    return {
        "report": bundle.manifest.name,
        "version": bundle.manifest.version,
        "period": {"from": facts.period.start.isoformat(), "to": facts.period.end.isoformat()},
        "basis": facts.basis,
        "as_of": facts.as_of.isoformat(),
        **({} if facts.closed is None else _closed(bundle)),
        "metrics": {
            alias: [dict(row) for row in frame.printed] for alias, frame in bundle.frames.items()
        },
        "changes": [_change(bundle, change) for change in bundle.changes],
        "restated": [_restated(one) for one in bundle.restated],
        "lacks": {
            alias: [lack.to_dict() for lack in frame.lacks]
            for alias, frame in bundle.frames.items()
            if frame.lacks
        },
        "unproved": [
            {"source": file.source, "account": file.account, "file": file.file}
            for file in facts.unproved
        ],
        "versions": {alias: frame.pinned for alias, frame in bundle.frames.items()},
        "sources": [
            {
                "source": fresh.source,
                "files": fresh.files,
                "rows": fresh.rows,
                "newest": fresh.newest,
            }
            for fresh in facts.freshness
        ],
    }


def _change(bundle: Bundle, change: Change) -> dict[str, object]:
    """A figure before and after, and its parts, amounts in rupiah."""
    printed = partial(_amount, change.column)
    return {
        "figure": bundle.pick(change.title),
        "column": change.column.name.removesuffix("_sen"),
        "against": {"from": f"{change.against.start}", "to": f"{change.against.end}"},
        "before": printed(change.before),
        "after": printed(change.after),
        "parts": [
            {"part": p.name, "amount": printed(p.amount), "share_bps": p.share_bps, "top": p.top}
            for p in change.parts
        ],
    }


def _restated(one: Restated) -> dict[str, object]:
    """A figure that was shown with another value: since when, by how much, through which rows."""
    printed = partial(_amount, one.column)
    return {
        "figure": one.title,
        "column": one.column.name.removesuffix("_sen"),
        "shown_on": one.last.day.isoformat(),
        "before": printed(one.last.value),
        "after": printed(one.after),
        "first_shown_on": one.first.day.isoformat(),
        "first": printed(one.first.value),
        "times": one.times,
        "parts": [
            {
                "part": part.name,
                "rows": part.rows,
                "amount": printed(part.amount),
                "top": [
                    {"label": label, "amount": printed(amount), "file": file}
                    for label, amount, file in part.top
                ],
            }
            for part in one.parts
        ],
    }


def _amount(column: Column, value: int) -> object:
    """A figure or a part of one: rupiah, or a count as it is."""
    return json_rupiah(value) if column.kind == "sen" else value


def _closed(bundle: Bundle) -> dict[str, object]:
    """The day of closing, and which of the metrics are the figures it kept."""
    kept = [alias for alias, frame in bundle.frames.items() if frame.frozen]
    closed = bundle.facts.closed
    return {"closed": closed.isoformat() if closed else None, "frozen": kept}


def render_json(bundle: Bundle) -> bytes:
    """The json file: `payload`, readable, ending in a newline."""
    return (json.dumps(payload(bundle), ensure_ascii=False, indent=2) + "\n").encode()
