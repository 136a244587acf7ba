"""A reconciliation as a file: the report `reconciliation` about one source, or the json itself."""

import json
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.outputs import write_output
from omnicli.services.reconciling import Reconciliation
from omnicli.services.reporting import build_report
from omnicli.session import Session

REPORT = "reconciliation"
PRINTED = ("table", "json", "csv")
WRITTEN = ("xlsx", "html", "json", "csv")


def place(source: str, fmt: str, output: Path | None) -> tuple[str, Path | None]:
    """The format, and the file it goes to; None is standard output.

    A name says its format by its ending. E_FORMAT for a format there is not.
    """
    named = output.suffix.removeprefix(".").lower() if output else ""
    form = named if fmt == "table" and named in WRITTEN else fmt
    if form not in {*PRINTED, *WRITTEN} or (output is not None and form == "table"):
        known = ", ".join(dict.fromkeys((*PRINTED, *WRITTEN)))
        raise OmniError("E_FORMAT", value=form if output is None else output.name, known=known)
    if output is None and form in PRINTED:
        return form, None
    if output is None or output.is_dir():
        return form, (output or Path()) / f"reconcile-{source}.{form}"
    return form, output


def save(
    session: Session,
    found: Reconciliation,
    fmt: str,
    target: Path,
    *,
    flat: str | None = None,
    replace: bool = False,
) -> Path:
    """Write the reconciliation as html, xlsx, json or csv; csv is `flat`: all lists as one."""
    if flat is not None:
        # Excel takes a csv for utf-8 only when it begins with a byte order mark.
        return write_output(target, flat.encode("utf-8-sig"), replace=replace)
    if fmt == "json":
        text = json.dumps(found.to_dict(), ensure_ascii=False, indent=2)
        return write_output(target, f"{text}\n".encode(), replace=replace)
    report = build_report(
        session, REPORT, found.period, as_of=found.as_of, source=found.source, live=True
    )
    return write_output(target, report.render(fmt), replace=replace)
