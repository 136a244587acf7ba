"""A broadcast list on the terminal: counts, and a sample with masked phones."""

from pathlib import Path
from typing import TYPE_CHECKING

from omnicli.reports.plain import mask_phone
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.output import emit_json
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.broadcast import BroadcastList

SAMPLE = 10


def show_list(made: "BroadcastList", fmt: str, lang: str, *, path: Path | None = None) -> None:
    """The counts; the sample too where nothing was written."""
    sample = [
        {"name": p["name"], "phone": mask_phone(str(p["phone"])), "label": p["labels"]}
        for p in made.people[:SAMPLE]
    ]
    if fmt == "json":
        emit_json({**made.to_dict(), "file": str(path) if path else None, "sample": sample})
        return
    if path is None:
        names = ("name", "phone", "label")
        columns = [Column(name, t(f"broadcast.{name}", lang)) for name in names]
        emit(sample, columns, fmt, empty=t("broadcast.empty", lang), lang=lang)
    counts = {"people": len(made.people), "held": len(made.held_out), "overlap": made.overlap}
    say(t("broadcast.count", lang, **counts))
    if made.suppressed:
        reasons = ", ".join(f"{n} {t(f'broadcast.{r}', lang)}" for r, n in made.suppressed.items())
        say(t("broadcast.left_out", lang, reasons=reasons))
    if made.stale:
        say(t("broadcast.stale", lang, imported=made.imported or "–", due=made.due))
    if path is None:
        say(t("broadcast.nothing_written", lang))
    else:
        say(t("broadcast.written", lang, path=path))
