"""`omni template`: our own forms, listed and written."""

from dataclasses import dataclass
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.outputs import ending_of
from omnicli.outputs import write_output
from omnicli.templates import templates
from omnicli.templates.flat import render_csv
from omnicli.templates.form import fields
from omnicli.templates.xlsx import render_xlsx


@dataclass(frozen=True, slots=True)
class Written:
    """A template that was written."""

    name: str
    path: Path
    columns: int


def list_templates(lang: str) -> list[dict[str, object]]:
    """Every template, one row each, by name."""
    return [
        {
            "template": name,
            "title": template.title[lang == "en"],
            "columns": len(fields(template)),
            "import": template.use or f"omni import {template.spec.name} FILE",
        }
        for name, template in templates().items()
    ]


def write_template(name: str, target: Path | None, lang: str, *, replace: bool) -> Written:
    """Write the template `name` to `target`, by default `<name>.xlsx` in the current folder.

    Raises E_TEMPLATE_UNKNOWN, E_FORMAT, and E_OUTPUT_EXISTS unless `replace`: a form
    that somebody filled in is never lost to a fresh one.
    """
    template = templates().get(name)
    if template is None:
        raise OmniError("E_TEMPLATE_UNKNOWN", value=name, known=", ".join(templates()))
    path = target or Path(f"{name}.xlsx")
    kind = ending_of(path, ("xlsx", "csv"))
    data = render_csv(template) if kind == "csv" else render_xlsx(template, lang)
    write_output(path, data, replace=replace)
    return Written(name, path, len(fields(template)))
