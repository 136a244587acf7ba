"""Codes about money that a person matches by hand."""

from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import define

E_MATCH_REFERENCE = define(
    "E_MATCH_REFERENCE",
    Exit.USAGE,
    message=("{value} bukan rujukan {what}", "{value} does not name a {what}"),
    hint=(
        "Tulis {form}; `omni match list --open` menunjukkan rujukan untuk disalin.",
        "Write {form}; `omni match list --open` shows references to copy.",
    ),
)
E_MATCH_UNKNOWN = define(
    "E_MATCH_UNKNOWN",
    Exit.USAGE,
    message=("Tidak ada {what} {value}", "There is no {what} {value}"),
    hint=(
        "Salin rujukannya dari `omni match list --open`, atau impor dulu filenya.",
        "Copy its reference from `omni match list --open`, or import its file first.",
    ),
)
E_MATCH_SEVERAL = define(
    "E_MATCH_SEVERAL",
    Exit.USAGE,
    message=(
        "{value} cocok dengan lebih dari satu {what}: {found}",
        "{value} fits more than one {what}: {found}",
    ),
    hint=("Pakai salah satu rujukan lengkap itu.", "Use one of these whole references."),
)
E_MATCH_SIDES = define(
    "E_MATCH_SIDES",
    Exit.USAGE,
    message=("{value} tidak bisa dicocokkan", "{value} cannot be matched"),
    hint=(
        "Sebut --payout + --bank, --line + --bank, --payout + --line, atau satu --order + --line.",
        "Name --payout + --bank, --line + --bank, --payout + --line, or one --order + --line.",
    ),
)
E_MATCH_TAKEN = define(
    "E_MATCH_TAKEN",
    Exit.USAGE,
    message=("{value} sudah dicocokkan manual di {other}", "{value} is matched by hand in {other}"),
    hint=(
        "Batalkan dulu dengan `omni match undo {other} --reason …`.",
        "Take that back first with `omni match undo {other} --reason …`.",
    ),
)
E_MATCH_REASON = define(
    "E_MATCH_REASON",
    Exit.USAGE,
    message=("Alasannya kosong", "The reason is empty"),
    hint=(
        'Tulis --reason "…": siapa pun yang memeriksa nanti perlu tahu sebabnya.',
        'Give --reason "…": whoever checks this later needs to know why.',
    ),
)
E_MATCH_ID = define(
    "E_MATCH_ID",
    Exit.USAGE,
    message=("Tidak ada pasangan {value}", "There is no match {value}"),
    hint=(
        "`omni match list --all` menunjukkan semua pasangan dengan ID-nya.",
        "`omni match list --all` shows every match with its ID.",
    ),
)
E_MATCH_DONE = define(
    "E_MATCH_DONE",
    Exit.USAGE,
    message=("Kecocokan {value} {done}", "The match {value} {done}"),
    hint=(
        "`omni match list` menunjukkan yang berlaku sekarang.",
        "`omni match list` shows what stands now.",
    ),
)
