"""`-o FILE` of commands that print rows: what they would print goes into a file instead."""

import contextlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from omnicli.commands._shell import Format
from omnicli.commands._shell import both
from omnicli.commands._shell import done
from omnicli.outputs import check_output
from omnicli.outputs import ending_of
from omnicli.outputs import write_output
from omnicli.ui.text import t

FileOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help=both("Tulis ke berkas: .csv atau .json.", "Write to a file: .csv or .json."),
    ),
]


def chosen(fmt: Format, file: Path | None, *, replace: bool) -> Format:
    """The format asked for; that of the file's ending where there is one.

    Raises what `ending_of` and `check_output` do, before any work is done.
    """
    if file is None:
        return fmt
    ending = ending_of(file, (Format.CSV.value, Format.JSON.value))
    check_output(file, replace=replace)
    return Format(ending)


@contextmanager
def saving(file: Path | None, language: str, *, replace: bool) -> Iterator[None]:
    """What the body prints goes into `file`, whole or not at all; without one, to the screen."""
    if file is None:
        yield
        return
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        yield
    # Excel takes a csv for utf-8 only when it begins with a byte order mark.
    coding = "utf-8-sig" if file.suffix.lower() == ".csv" else "utf-8"
    write_output(file, out.getvalue().encode(coding), replace=replace)
    done({"file": str(file)}, t("saving.written", language, file=file))
