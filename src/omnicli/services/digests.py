"""From a report to what its mail says: the figures, what changed, what needs the reader."""

import hashlib
import json
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace

from omnicli.delivery.digest import Digest
from omnicli.delivery.digest import Shown
from omnicli.domain.errors import OmniError
from omnicli.reports import figures
from omnicli.reports import numbers
from omnicli.reports.flat import payload
from omnicli.reports.frame import Bundle
from omnicli.reports.frame import Frame
from omnicli.reports.manifest import Sheet
from omnicli.reports.plain import visible
from omnicli.reports.sections import verdict
from omnicli.reports.sheets import ADJUSTMENTS
from omnicli.services.gate import Gate
from omnicli.settings.delivery import Recipient

ROWS_SHOWN = 8
COLUMNS_SHOWN = 4


def filtered(bundle: Bundle, recipient: Recipient) -> Bundle:
    """The recipient's rows: the tables that name what the filter asks for, without any other.

    A sum of all rows is not theirs and goes. E_MAIL_FILTER where nothing of the report is left.
    """
    wanted = recipient.filter
    if not wanted:
        return bundle
    frames = {
        alias: _rows_of(frame, wanted)
        for alias, frame in bundle.frames.items()
        if alias != ADJUSTMENTS and wanted.keys() <= {column.name for column in frame.columns}
    }
    if not frames:
        raise OmniError(
            "E_MAIL_FILTER",
            value=", ".join(wanted),
            recipient=recipient.name,
            name=bundle.manifest.name,
        )
    manifest = bundle.manifest
    sheets = tuple(sheet for sheet in manifest.sheets if set(sheet.aliases) <= frames.keys())
    own = sheets or tuple(Sheet(None, (alias,)) for alias in frames)
    left = replace(manifest, sheets=own, headline=(), verdict=(), sections=(), nothing=None)
    return Bundle(left, bundle.facts, frames)


def _rows_of(frame: Frame, wanted: Mapping[str, str]) -> Frame:
    kept = [
        n
        for n, record in enumerate(frame.records())
        if all(_is(record[k], v) for k, v in wanted.items())
    ]
    return replace(
        frame,
        rows=tuple(frame.rows[n] for n in kept),
        printed=tuple(frame.printed[n] for n in kept),
    )


def _is(value: object, wanted: str) -> bool:
    """Whether a cell is what a filter asks for; `-` asks for rows that name nobody."""
    return str(value or "").casefold() == ("" if wanted == "-" else wanted.casefold())


def headline(bundle: Bundle) -> dict[str, str]:
    """The figures of the mail as they are shown, by their title."""
    return {
        figures.title_of(bundle, one): figures.shown(bundle, one)
        for one in bundle.manifest.headline
    }


def content_hash(
    bundle: Bundle, gate: Gate, recipient: Recipient, alerts: tuple[str, ...] = ()
) -> str:
    """What makes a mail another one: its figures and its marks, never when it was made.

    Nor what its figures were elsewhere in the meantime.
    """
    content = payload(bundle)
    del content["sources"], content["restated"]
    content["lang"] = bundle.facts.lang
    content["marks"] = [lack.to_dict() for lack in gate.lacks]
    content["checks"] = [[one.check.name, one.state, one.findings] for one in gate.checks]
    if alerts:
        content["alerts"] = alerts
    content["for"] = [recipient.role, sorted(recipient.filter.items())]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(
    bundle: Bundle,
    gate: Gate,
    recipient: Recipient,
    before: tuple[str, dict[str, object]] | None,
    notes: tuple[str, ...] = (),
    alerts: tuple[str, ...] = (),
) -> Digest:
    """The mail's contents; `before` is when this reader last had this report, and its figures.

    `alerts` are those that nobody has seen yet, as sentences: they need the reader first.
    """
    lang = bundle.facts.lang
    store = visible(bundle.facts.store_name or "")
    title = f"{bundle.pick(bundle.manifest.title)} {bundle.facts.period.label(lang)}"
    if recipient.filter:
        title += f" · {', '.join(map(visible, recipient.filter.values()))}"
    lacking = gate.phrases(lang)
    marks = (
        [bundle.pick(("Tanpa {}.", "Without {}.")).format(", ".join(lacking))] if lacking else []
    )
    subject = f"{store}: {title}" if store else title
    if lacking:
        shown = lacking[0] + (f" +{len(lacking) - 1}" if len(lacking) > 1 else "")
        subject += " – " + bundle.pick(("tanpa {}", "without {}")).format(shown)
    heads, rows = _table(bundle) if recipient.filter else ((), ())
    old = before[1] if before else {}
    found = headline(bundle)
    return Digest(
        store=store,
        title=title,
        subject=subject,
        marks=tuple(marks),
        verdict=tuple(filter(None, ["".join(piece.text for piece in verdict(bundle)).strip()])),
        figures=tuple(
            Shown(label, value, str(old[label]) if old.get(label, value) != value else "")
            for label, value in found.items()
        ),
        changed=_changed(bundle, found, before),
        moved=tuple(_moved(bundle)),
        needs=(*alerts, *_needs(bundle, gate)),
        heads=heads,
        rows=rows,
        notes=(_checked(bundle, gate), *notes),
    )


def _changed(
    bundle: Bundle, found: Mapping[str, str], before: tuple[str, dict[str, object]] | None
) -> str:
    if before is None:
        return ""
    day = numbers.day(before[0], bundle.facts.lang)
    count = sum(before[1].get(label) != value for label, value in found.items())
    if not count:
        words = ("Angka utama sama dengan email {}.", "The main figures are as in the mail of {}.")
        return bundle.pick(words).format(day)
    words = ("{} angka berubah sejak email {}.", "{} figures changed since the mail of {}.")
    return bundle.pick(words).format(count, day)


def _moved(bundle: Bundle) -> Iterator[str]:
    """Each figure that was shown with another value before: when, which, and what moved it."""
    lang = bundle.facts.lang
    words = ("Ditampilkan {} sebagai {}: {}", "Shown on {} as {}: {}")
    for one in bundle.restated:
        parts = []
        for part in one.parts:
            amount = figures.headline(part.amount, one.column, lang)
            sign = "+" if part.amount > 0 else ""
            rows = bundle.pick((" ({} baris)", " ({} rows)")).format(numbers.count(part.rows, lang))
            name = bundle.say("part", part.name)
            parts.append(f"{name} {sign}{amount}{rows if part.rows else ''}")
        was = figures.headline(one.last.value, one.column, lang)
        moved = figures.headline(one.amount, one.column, lang)
        how = bundle.pick(words).format(
            numbers.day(one.last.day.isoformat(), lang),
            was,
            "; ".join(parts) or ("+" if one.amount > 0 else "") + moved,
        )
        yield f"{one.title}. {how}"


def _needs(bundle: Bundle, gate: Gate) -> Iterator[str]:
    second = bundle.facts.lang == "en"
    for lack in gate.phrases(bundle.facts.lang):
        yield bundle.pick(("Unduh dan impor: {}", "Download and import: {}")).format(lack)
    for result in (*gate.failed, *gate.warned):
        yield f"{result.check.title[second]} ({result.findings}) – omni check {result.check.name}"


def _checked(bundle: Bundle, gate: Gate) -> str:
    """The line of what was checked: silence about the rest is then worth something."""
    found = len(gate.failed) + len(gate.warned)
    sources = len(bundle.facts.freshness)
    words = (
        "Diperiksa: {checks} pemeriksaan ({found} dengan temuan), {sources} sumber, sampai {day}.",
        "Checked: {checks} checks ({found} with findings), {sources} sources, up to {day}.",
    )
    day = numbers.day(gate.last_day.isoformat(), bundle.facts.lang)
    return bundle.pick(words).format(checks=len(gate.checks), found=found, sources=sources, day=day)


def _table(bundle: Bundle) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The first rows of the first table, in as many columns as a phone shows."""
    frame = next(iter(bundle.frames.values()))
    columns = frame.columns[:COLUMNS_SHOWN]
    heads = tuple(bundle.pick(column.title) for column in columns)
    rows = tuple(
        tuple(
            visible(figures.headline(value, column, bundle.facts.lang))
            for value, column in zip(row, columns, strict=False)
        )
        for row in frame.rows[:ROWS_SHOWN]
    )
    return heads, rows


def more_rows(bundle: Bundle) -> int:
    """Rows of the first table that the mail itself does not show."""
    return max(len(next(iter(bundle.frames.values())).rows) - ROWS_SHOWN, 0)
