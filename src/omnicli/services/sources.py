"""What `omni sources` shows: the exports omni knows, straight from the registry."""

from dataclasses import dataclass
from typing import Any

from omnicli.domain.errors import OmniError
from omnicli.domain.folding import nearest
from omnicli.ingest.spec import Column
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import SourceSpec
from omnicli.sources import registry


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One column of a source as `omni sources show` lists it."""

    part: str
    name: str
    type: str
    required: bool
    headers: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """The column as `--json` prints it."""
        return {
            "part": self.part,
            "name": self.name,
            "type": self.type,
            "required": self.required,
            "headers": list(self.headers),
        }


def _summary(spec: SourceSpec, lang: str) -> dict[str, Any]:
    return {
        "source": spec.name,
        "platform": spec.platform,
        "title": spec.title[lang == "en"],
        "formats": list(spec.formats),
        "version": spec.version,
        "confidence": spec.confidence,
        "columns": sum(len(part.columns) for part in spec.parts),
    }


def list_sources(lang: str) -> list[dict[str, Any]]:
    """Every source, one row each, by name."""
    return [_summary(spec, lang) for spec in registry().values()]


def find_source(name: str) -> SourceSpec:
    """The source called `name`. Raises E_SOURCE_UNKNOWN with the nearest name."""
    spec = registry().get(name)
    if spec is None:
        close = nearest(name, list(registry()), least=0.4)
        raise OmniError("E_SOURCE_UNKNOWN", value=name, nearest=close, known=", ".join(registry()))
    return spec


def _column(part: Part, column: Column) -> SourceColumn:
    kind = type(column.type).__name__.lower()
    return SourceColumn(part.target, column.name, kind, column.required, column.aliases)


def source_columns(spec: SourceSpec) -> list[SourceColumn]:
    """Every column of every part, in the spec's order."""
    return [_column(part, column) for part in spec.parts for column in part.columns]


def source_facts(spec: SourceSpec, lang: str) -> dict[str, object]:
    """The source and its columns as `omni sources show --json` prints them."""
    parts = [
        {"target": part.target, "key": list(part.key), "sheets": list(part.sheets)}
        for part in spec.parts
    ]
    columns = [column.to_dict() for column in source_columns(spec)]
    return {**_summary(spec, lang), "parts": parts, "columns": columns}
