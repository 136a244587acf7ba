"""`omni match`: what is the same money, decided by hand."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from omnicli.access.actions import MONEY
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.match_by_hand import Decided

DECIDE = Action("matches.decide", "mencocokkan uang", "match money by hand", MONEY)
READ = Action("matches.read", "melihat pasangan uang", "see matched money", MONEY)

Reason = Annotated[
    str,
    typer.Option(
        "--reason",
        help=both(
            "Alasan; dibaca siapa pun yang memeriksanya kelak.",
            "Why; whoever checks this later reads it.",
        ),
    ),
]
Many = list[str] | None


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    match = group(
        app,
        "match",
        both(
            "Uang mana yang sama: dicocokkan sendiri, dan ditarik kembali.",
            "What is the same money: matches by hand, and taken back.",
        ),
        panel=Panel.MONEY,
    )
    add_examples = (
        "omni match add --payout shopee:2025-08-04:150000 --bank 78:2025-08-05:150000 --reason ok",
        'omni match add --order shopee:250801MEJ --line shopee:250801MEX --reason "salah nomor"',
    )
    command(
        match,
        "add",
        action=DECIDE,
        help_id=(
            "Nyatakan bahwa pencairan dan mutasi, pesanan dan baris dana, … adalah uang yang "
            "sama.\n\nBerlaku di atas semua aturan, juga setelah impor baru dan bangun ulang, "
            "sampai ditarik."
        ),
        examples=add_examples,
    )(_add)
    accept_examples = (
        "omni match accept A5c01f2a9b3 --reason dicek",
        'omni match accept A5c01f2a9b3 --reason "potongan biaya transfer"',
    )
    command(
        match,
        "accept",
        action=DECIDE,
        help_id="Terima sebuah usulan: sejak itu ia pasangan yang dibuat sendiri.",
        examples=accept_examples,
    )(_accept)
    undo_examples = (
        'omni match undo H12 --reason "salah mutasi"',
        'omni match undo A5c01f2a9b3 --reason "bukan pencairan ini"',
    )
    command(
        match,
        "undo",
        action=DECIDE,
        help_id=(
            "Tarik sebuah pasangan: buatan sendiri, atau buatan aturan, yang lalu tidak dipakai "
            "lagi; atau sebuah aturan yang belajar (R…)."
        ),
        destructive=True,
        examples=undo_examples,
    )(_undo)
    list_examples = ("omni match list", "omni match list --open", "omni match list --all --json")
    command(
        match,
        "list",
        action=READ,
        help_id="Daftar pasangan buatan sendiri, usulan, dan yang ditolak, beserta ID-nya.",
        examples=list_examples,
    )(_list)
    rules_examples = ("omni match rules", "omni match rules --log", "omni match rules --json")
    command(
        match,
        "rules",
        action=READ,
        help_id=(
            "Aturan yang belajar dari keputusan Anda: sudah berapa kali dikonfirmasi, dan apa yang "
            "akan dibukukannya.\n\nSetelah reconcile.trust_after konfirmasi berturut-turut per "
            "pembayar (omni.toml, 0 = tidak pernah) aturan membukukan sendiri, tidak pernah bila "
            "ada calon lain."
        ),
        examples=rules_examples,
    )(_rules)


def _add(
    reason: Reason,
    payout: Annotated[
        Many,
        typer.Option(
            "--payout",
            help=both(
                "PLATFORM[:AKUN]:KUNCI atau …:TANGGAL:JUMLAH; boleh diulang.",
                "PLATFORM[:ACCOUNT]:KEY or …:DATE:AMOUNT; repeatable.",
            ),
        ),
    ] = None,
    bank: Annotated[
        Many,
        typer.Option(
            "--bank",
            help=both(
                "NO_REKENING:TANGGAL:JUMLAH[:N], digit terakhir cukup.",
                "ACCOUNT_NO:DATE:AMOUNT[:N], last digits will do.",
            ),
        ),
    ] = None,
    order: Annotated[
        Many,
        typer.Option(
            "--order",
            help=both("PLATFORM[:AKUN]:NOMOR, satu saja.", "PLATFORM[:ACCOUNT]:NUMBER, one."),
        ),
    ] = None,
    line: Annotated[
        Many,
        typer.Option(
            "--line",
            help=both(
                "PLATFORM[:AKUN]:KUNCI atau nomor pesanannya; boleh diulang.",
                "PLATFORM[:ACCOUNT]:KEY or its order; repeatable.",
            ),
        ),
    ] = None,
) -> None:
    """Say that a payout and a bank line, an order and a line, … are the same money.

    It goes before every rule, and holds through new imports and rebuilds until it is undone.
    """
    from omnicli.services.match_by_hand import add_match

    given = {"payout": payout, "bank": bank, "order": order, "line": line}
    named = [(side, text) for side, texts in given.items() for text in texts or []]
    target = " = ".join(text for _, text in named)
    detail = {"objects": [" ".join(n) for n in named], "reason": reason}
    with open_session(write=True, target=target, detail=detail) as session:
        _say(add_match(session, named, reason=reason), session.lang)


def _accept(
    match_id: Annotated[
        str, typer.Argument(metavar="ID", help=both("ID sebuah usulan.", "A suggestion's ID."))
    ],
    reason: Reason,
) -> None:
    """Book a suggestion: from now on it is a match by hand."""
    from omnicli.services.match_by_hand import accept_match

    with open_session(write=True, target=match_id, detail={"reason": reason}) as session:
        _say(accept_match(session, match_id, reason=reason), session.lang)


def _undo(
    match_id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=both("Seperti di `omni match list`.", "As `omni match list` shows it."),
        ),
    ],
    reason: Reason,
) -> None:
    """Take back a match made by hand, one of the rules, which then keep off it, or a rule (R…)."""
    from omnicli.services.match_by_hand import undo_match

    with open_session(write=True, target=match_id, detail={"reason": reason}) as session:
        _say(undo_match(session, match_id, reason=reason), session.lang)


def _say(decided: "Decided", lang: str) -> None:
    """Say what a decision made, and what rules learned of it."""
    from omnicli.ui.match_rules import facts_of
    from omnicli.ui.match_rules import lessons_in_words

    text = t(f"match.{decided.outcome}", lang, ref=decided.ref)
    learned = lessons_in_words(decided.lessons, lang)
    facts = {"match": decided.ref, "state": decided.outcome}
    done({**facts, "rules": facts_of(decided.lessons)}, "\n".join([text, *learned]))


def _list(
    unmatched: Annotated[
        bool,
        typer.Option(
            "--open",
            help=both(
                "Pencairan dan kredit tanpa pasangan, dan sebabnya.",
                "Payouts and credits without a partner, and why.",
            ),
        ),
    ] = False,
    whole: Annotated[
        bool,
        typer.Option(
            "--all", help=both("Juga yang dicocokkan aturan.", "Also what the rules booked.")
        ),
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """List matches by hand, suggestions and what was ruled out, with their IDs."""
    from omnicli.services.match_by_hand import list_matches
    from omnicli.services.match_by_hand import list_open
    from omnicli.ui.matches import show_matches
    from omnicli.ui.matches import show_open

    with open_session() as session:
        if unmatched:
            show_open(list_open(session.db), output, session.lang)
        else:
            show_matches(list_matches(session.db, whole=whole), output, session.lang)


def _rules(
    log: Annotated[
        bool,
        typer.Option(
            "--log",
            help=both(
                "Catatan bayangan: apa yang akan dilakukan aturan, dan apa keputusan Anda.",
                "The shadow log: what a rule would have done, and what people decided.",
            ),
        ),
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """List the rules that learn from your decisions: how often confirmed, and what they book.

    After reconcile.trust_after confirmations in a row per payer (omni.toml, 0 = never) a rule books
    by itself, never where another candidate fits as well.
    """
    from omnicli.services.match_rules import list_rules
    from omnicli.services.match_rules import list_shadows
    from omnicli.ui.match_rules import show_rules
    from omnicli.ui.match_rules import show_shadows

    with open_session() as session:
        if log:
            show_shadows(list_shadows(session.db), output, session.lang)
        else:
            show_rules(list_rules(session.db), output, session.lang)
