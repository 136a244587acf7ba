"""The form of a register, and its rows written back into it."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from omnicli.domain.money import rupiah
from omnicli.registers._model import DELETED_HEADER
from omnicli.registers._model import Field
from omnicli.registers._model import Register
from omnicli.templates.form import Choices
from omnicli.templates.form import Template
from omnicli.templates.references import REFERENCES


def template_of(register: Register) -> Template:
    """The form that `omni template NAME` writes."""
    keys = tuple(", ".join(register.field(n).header[k] for n in register.key) for k in (0, 1))
    return Template(
        name=register.name,
        spec=register.spec,
        sheet=register.sheet,
        title=(f"Templat {register.title[0].lower()}", f"{register.title[1]} template"),
        intro=(
            *register.intro,
            (
                f"Baris dengan {keys[0]} yang sudah ada diperbarui; sel kosong tidak menghapus.",
                f"A row whose {keys[1]} is known is updated; an empty cell removes nothing.",
            ),
            (
                f"Kolom tambahan {DELETED_HEADER} berisi ya: baris itu dihapus dari daftar.",
                f"In an extra column {DELETED_HEADER}, ya takes the row off the list.",
            ),
            (
                "Uang dalam rupiah: 150000 atau 150.000. Tanggal: 2025-08-31 atau 31/08/2025.",
                "Money in rupiah: 150000 or 150.000. Dates: 2025-08-31 or 31/08/2025.",
            ),
            (
                f"Impor: omni import {register.name} NAMA-BERKAS.xlsx",
                f"Import: omni import {register.name} FILE.xlsx",
            ),
        ),
        help={f.name: f.help for f in register.fields},
        choices={
            f.name: Choices(tuple(f.choices), closed=f.type == "choice")
            for f in register.fields
            if f.choices
        },
        references=tuple(REFERENCES[name] for name in register.references),
    )


def cells_of(register: Register, row: Mapping[str, object], zone: str) -> list[str]:
    """A stored row as the form has it: reading it again gives the same row."""
    return [_cell(f, row, zone) for f in register.fields]


def _cell(field: Field, row: Mapping[str, object], zone: str) -> str:
    value = row.get(field.name)
    if field.type == "time" and value is None:
        value = row.get(f"{field.short}_date")
    elif field.type == "time":
        local = datetime.fromisoformat(str(value)).astimezone(ZoneInfo(zone))
        value = f"{local:%Y-%m-%d %H:%M:%S}"
    if value is None or value == field.default:
        return ""
    return _WORDS.get(field.type, _same)(field, value)


def _same(_field: Field, value: object) -> str:
    return str(value)


def _amount(_field: Field, value: object) -> str:
    return str(rupiah(int(str(value)))).replace(".", ",")


def _yes(_field: Field, value: object) -> str:
    return "ya" if value else "tidak"


def _choice(field: Field, value: object) -> str:
    return next(word for word, stored in field.choices.items() if stored == value)


_WORDS = {"money": _amount, "flag": _yes, "choice": _choice}
