"""`Pahami Metrik`: what each figure means, from the headers of the metrics themselves."""

from dataclasses import dataclass

from omnicli.reports.frame import Bundle


@dataclass(frozen=True, slots=True)
class Entry:
    """One metric explained in the report's language, once however often it is used."""

    metric: str
    pinned: str
    title: str
    formula: str
    how_to_read: str
    sources: tuple[str, ...]


def entries(bundle: Bundle) -> tuple[Entry, ...]:
    """The metrics of the report in the order the manifest names them."""
    seen: dict[str, Entry] = {}
    for frame in bundle.frames.values():
        if frame.pinned not in seen:
            seen[frame.pinned] = Entry(
                metric=frame.metric,
                pinned=frame.pinned,
                title=bundle.pick(frame.title),
                formula=bundle.pick(frame.formula),
                how_to_read=bundle.pick(frame.how_to_read),
                sources=frame.sources,
            )
    return tuple(seen.values())
