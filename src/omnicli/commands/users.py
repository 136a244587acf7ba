"""`omni users`: who may use this workspace."""

from typing import Annotated

import typer

from omnicli.access.actions import MANAGERS
from omnicli.access.actions import Action
from omnicli.commands._shell import Format
from omnicli.commands._shell import FormatOption
from omnicli.commands._shell import Panel
from omnicli.commands._shell import both
from omnicli.commands._shell import command
from omnicli.commands._shell import done
from omnicli.commands._shell import group
from omnicli.commands._shell import open_session
from omnicli.ui.output import Column
from omnicli.ui.output import emit
from omnicli.ui.state import say
from omnicli.ui.text import t

MANAGE = Action("users.manage", "mengatur pengguna", "manage users", MANAGERS)
READ = Action("users.read", "melihat pengguna", "see users", MANAGERS)

_SHOWN = ("username", "name", "jabatan", "role", "status", "os_user", "created_at", "last_login")
_Name = Annotated[
    str, typer.Argument(metavar="USER", help=both("Nama pengguna.", "The user name."))
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    noun = group(
        app,
        "users",
        both(
            "Siapa boleh memakai folder toko ini, dan sebagai apa.",
            "Who may use this workspace, and in which role.",
        ),
        panel=Panel.SETTINGS,
    )
    command(
        noun,
        "add",
        action=MANAGE,
        help_id="Daftarkan pengguna: akun komputernya membuka folder toko ini dengan peran itu.",
        examples=("omni users add sari --role cs", "omni users add budi --role finance"),
    )(_add)
    command(
        noun,
        "list",
        action=READ,
        help_id="Daftar pengguna dengan peran, status dan akun komputernya.",
        examples=("omni users list", "omni users list --json"),
    )(_list)
    command(
        noun,
        "disable",
        action=MANAGE,
        help_id=(
            "Tutup akses seorang pengguna; catatan lamanya tetap. Owner terakhir tidak bisa "
            "ditutup."
        ),
        destructive=True,
        examples=("omni users disable sari", "omni users disable budi --quiet"),
    )(_disable)
    command(
        noun,
        "enable",
        action=MANAGE,
        help_id="Buka lagi akses pengguna yang ditutup.",
        examples=("omni users enable sari", "omni users enable budi --quiet"),
    )(_enable)
    for name, help_id in (
        ("grant", "Izinkan sebuah peran melakukan sesuatu di folder toko ini."),
        ("revoke", "Cabut izin sebuah peran di folder toko ini."),
    ):
        command(
            noun,
            name,
            action=MANAGE,
            help_id=help_id,
            examples=(f"omni users {name} cs sql.query", f"omni users {name} admin columns.bank"),
        )(_grant if name == "grant" else _revoke)
    command(
        noun,
        "edit",
        action=MANAGE,
        help_id="Ubah peran, nama, jabatan atau akun komputer seorang pengguna.",
        examples=("omni users edit sari --role finance", "omni users edit sari --os-user sari2"),
    )(_edit)
    command(
        noun,
        "roles",
        action=READ,
        help_id="Setiap hak dan peran yang memilikinya; dengan ROLE, hak peran itu saja.",
        examples=("omni users roles", "omni users roles cs"),
    )(_roles)


_ActionName = Annotated[
    str, typer.Argument(metavar="ACTION", help=both("Haknya: sql.query.", "Such as sql.query."))
]
_RoleName = Annotated[str, typer.Argument(metavar="ROLE", help=both("Perannya.", "The role."))]


def _grant(role: _RoleName, action: _ActionName) -> None:
    """Let a role do something in this workspace."""
    _set_grant(role, action, granted=True)


def _revoke(role: _RoleName, action: _ActionName) -> None:
    """Take a right from a role in this workspace."""
    _set_grant(role, action, granted=False)


def _set_grant(role: str, action: str, *, granted: bool) -> None:
    from omnicli.services.users import set_grant

    with open_session(write=True, target=action) as session:
        now = set_grant(session, role, action, granted=granted)
        text = t("users.granted", session.lang, action=action, roles=", ".join(now) or "–")
        done({"action": action, "roles": now}, text)


def _edit(
    username: _Name,
    role: Annotated[
        str | None, typer.Option("--role", help=both("Peran baru.", "The new role."))
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help=both("Nama lengkap.", "The full name."))
    ] = None,
    jabatan: Annotated[
        str | None, typer.Option("--jabatan", help=both("Jabatannya.", "The job title."))
    ] = None,
    os_user: Annotated[
        str | None, typer.Option("--os-user", help=both("Akun komputer.", "The OS account."))
    ] = None,
) -> None:
    """Change a user's role, name, title or OS account."""
    from omnicli.services.users import edit_user

    with open_session(write=True, target=username) as session:
        user = edit_user(session, username, role=role, name=name, jabatan=jabatan, os_user=os_user)
        done(user.to_dict(), t("users.edited", session.lang, user=username, role=user.role))


def _roles(
    role: Annotated[
        str | None,
        typer.Argument(metavar="[ROLE]", help=both("Hanya peran ini.", "Only this role.")),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Every action and the roles that may do it; with ROLE, what that role may do and may not."""
    from omnicli.access.actions import ROLES
    from omnicli.services.users import role_line
    from omnicli.services.users import roles

    with open_session() as session:
        lines = {one: role_line(session, one) for one in ([role] if role else ROLES)}
        rows, language = roles(session), session.lang
    names = ("action", "roles", "meaning")
    if role is not None:
        words = (t("users.no", language), t("users.yes", language))
        rows = [{**row, "may": words[role in row["roles"]]} for row in rows]  # type: ignore[operator]
        names = ("action", "may", "meaning")
    if output is not Format.JSON:
        rows = [{**row, "roles": " ".join(map(str, row["roles"]))} for row in rows]  # type: ignore[call-overload]
    emit(
        rows, [Column(name, t(f"users.{name}", language)) for name in names], output, lang=language
    )
    for one, (count, of, lacks) in lines.items() if output is Format.TABLE else ():
        but = t("users.but", language, names=", ".join(lacks)) if lacks else ""
        say(t("users.about", language, role=one, count=count, of=of) + but)


def _add(
    username: _Name,
    role: Annotated[
        str,
        typer.Option(
            "--role",
            help=both(
                "owner, admin, finance, marketing, cs, gudang, viewer atau service.",
                "owner, admin, finance, marketing, cs, gudang, viewer or service.",
            ),
        ),
    ],
    name: Annotated[
        str | None, typer.Option("--name", help=both("Nama lengkap.", "The full name."))
    ] = None,
    jabatan: Annotated[
        str | None, typer.Option("--jabatan", help=both("Jabatannya.", "The job title."))
    ] = None,
    os_user: Annotated[
        str | None,
        typer.Option(
            "--os-user",
            help=both(
                "Akun komputernya; tanpa ini sama dengan nama pengguna.",
                "The OS account; else the user name.",
            ),
        ),
    ] = None,
) -> None:
    """Register a user: their OS account opens this workspace in the given role."""
    from omnicli.services.users import add_user

    with open_session(write=True, target=username) as session:
        user = add_user(session, username, role=role, name=name, jabatan=jabatan, os_user=os_user)
        added = t("users.added", session.lang, user=username, role=role)
        shared = session.workspace.shared
        model = t(
            "users.model_shared" if shared else "users.model",
            session.lang,
            root=session.workspace.root,
            account=user.os_user,
        )
        done(user.to_dict(), f"{added}\n{model}")


def _list(output: FormatOption = Format.TABLE) -> None:
    """List the users with role, status and OS account."""
    from omnicli.services.users import list_users

    with open_session() as session:
        rows = [user.to_dict() for user in list_users(session)]
        language = session.lang
    emit(
        rows, [Column(name, t(f"users.{name}", language)) for name in _SHOWN], output, lang=language
    )


def _disable(username: _Name) -> None:
    """Shut a user out; their past entries stay. The last owner cannot be disabled."""
    _set(username, "disabled")


def _enable(username: _Name) -> None:
    """Let a disabled user in again."""
    _set(username, "active")


def _set(username: str, status: str) -> None:
    from omnicli.services.users import set_status

    with open_session(write=True, target=username) as session:
        changed = set_status(session, username, status)
        text = t(f"users.{status if changed else 'same'}", session.lang, user=username)
        done({"username": username, "status": status, "changed": changed}, text)
