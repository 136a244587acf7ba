"""What undoing, redoing and rebuilding did to the warehouse."""

from typing import TYPE_CHECKING

from omnicli.ui.cells import shown
from omnicli.ui.import_summary import entity_counts
from omnicli.ui.import_summary import write_line
from omnicli.ui.output import emit_json
from omnicli.ui.text import t
from omnicli.warehouse.tables.catalog import title_of

if TYPE_CHECKING:
    from omnicli.services.batches import BatchChange
    from omnicli.services.rebuild import RebuildResult


def show_change(change: "BatchChange", verb: str, fmt: str, lang: str) -> None:
    """What undoing or redoing a batch did."""
    if fmt == "json":
        entities = {
            name: {
                "inserted": c.inserted,
                "updated": c.updated,
                "unchanged": c.unchanged,
                "deleted": c.deleted,
            }
            for name, c in change.changes.entities.items()
        }
        emit_json(
            {"batch": change.batch, "state": verb, "files": change.files, "entities": entities}
        )
        return
    write_line(t(f"imports.{verb}", lang, batch=change.batch, files=change.files))
    if change.changes.entities:
        write_line(
            "  " + t("imports.entities", lang, parts=entity_counts(change.changes.entities, lang))
        )


def show_rebuild(result: "RebuildResult", fmt: str, lang: str) -> None:
    """What a rebuild found."""
    if fmt == "json":
        emit_json(
            {
                "files": result.files,
                "restored": result.restored,
                "dry_run": result.dry_run,
                "locked": result.locked,
                "respecified": result.respecified,
                "same": result.same,
                "other_formulas": result.other_formulas,
                "differences": result.differences,
            }
        )
        return
    if result.restored:
        write_line(t("imports.restored", lang, count=result.restored))
    write_line(
        t("imports.rebuild_dry" if result.dry_run else "imports.rebuilt", lang, files=result.files)
    )
    if result.locked:
        write_line(
            "  " + t("imports.rebuild_locked", lang, files=", ".join(map(shown, result.locked)))
        )
    if result.respecified:
        sources = ", ".join(f"{name} ({n})" for name, n in sorted(result.respecified.items()))
        write_line("  " + t("imports.rebuild_respecified", lang, sources=sources))
    if result.same:
        write_line("  " + t("imports.rebuild_same", lang))
    for table, counts in result.differences.items():
        if any(counts.values()):
            write_line(
                "  " + t("imports.rebuild_diff", lang, table=title_of(table, lang), **counts)
            )
    for month, metrics in result.other_formulas.items():
        fields = {"month": month, "metrics": ", ".join(metrics)}
        write_line("  " + t("imports.rebuild_formulas", lang, **fields))
