"""What a template adds to its source: help, closed values, and how its sheets are called.

Headers, types and required columns come from the source that reads the template, so the two cannot
diverge.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import SourceSpec

Texts = tuple[str, str]
"""Indonesian, English."""

Rows = Callable[[], Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Choices:
    """Values of a drop-down. Where `closed`, the sheet refuses any other."""

    values: tuple[str, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """A sheet to look spellings up in; its first row is the header."""

    sheet: str
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A form that `omni template NAME` writes and its source `spec` reads."""

    name: str
    spec: SourceSpec
    sheet: str
    title: Texts
    intro: tuple[Texts, ...]
    """What a person must know before filling it, line by line."""
    help: Mapping[str, Texts]
    """What to write into each column, by canonical name."""
    choices: Mapping[str, Choices] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    use: str = ""
    """The command that takes it, where that is not `omni import`."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the form."""

    column: Column
    help: Texts
    choices: Choices | None

    @property
    def header(self) -> str:
        """The name at the top of the column."""
        return self.column.aliases[0]


def fields(template: Template) -> list[Field]:
    """The columns of the form: those its source reads and the template explains."""
    parts = template.spec.parts
    part = next(p for p in parts if not p.sheets or template.sheet in p.sheets)
    return [
        Field(column, template.help[column.name], template.choices.get(column.name))
        for column in part.columns
        if column.name in template.help
    ]
