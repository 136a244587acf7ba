"""What the shell completes after a command: sources, reports, months that have data, bases.

A completion that cannot be had is an empty one: nothing may be printed between two key strokes.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import wraps

from omnicli.commands._options import help_lang
from omnicli.commands._options import options
from omnicli.workspace import find_workspace

Completion = Callable[[str], list[tuple[str, str]]]


def _quietly(complete: Completion) -> Completion:
    @wraps(complete)
    def run(incomplete: str) -> list[tuple[str, str]]:
        with suppress(Exception):
            return [pair for pair in complete(incomplete) if pair[0].startswith(incomplete)]
        return []

    return run


@_quietly
def months(incomplete: str) -> list[tuple[str, str]]:  # noqa: ARG001 - `_quietly` compares
    """The months that have orders."""
    from omnicli.domain.period import parse_period
    from omnicli.services import completing

    found = completing.months(find_workspace(options().workspace))
    lang = help_lang()
    return [
        (m, parse_period(month=m, today=date.fromisoformat(f"{m}-01")).label(lang)) for m in found
    ]


@_quietly
def reports(incomplete: str) -> list[tuple[str, str]]:  # noqa: ARG001 - `_quietly` compares
    """The reports, with what each answers."""
    from omnicli.services.reporting import list_reports

    return [(report.name, report.title) for report in list_reports(help_lang())]


@_quietly
def sources(incomplete: str) -> list[tuple[str, str]]:  # noqa: ARG001 - `_quietly` compares
    """The sources that `omni import` and `omni sources` take."""
    from omnicli.sources import registry

    second = help_lang() == "en"
    return [(spec.name, spec.title[second]) for spec in registry().values()]


@_quietly
def bases(incomplete: str) -> list[tuple[str, str]]:  # noqa: ARG001 - `_quietly` compares
    """The bases of revenue."""
    from omnicli.reports.words import word
    from omnicli.services.asking import BASES

    return [(basis, word("basis", basis, help_lang())) for basis in BASES]
