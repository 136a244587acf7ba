"""What a command may be permitted to do: an `Action`, declared beside the command that does it.

Declaring one makes it known; there is no list to add it to. Only actions that the rooms below the
commands ask about by themselves are declared here.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "owner": "Pemilik / Owner",
        "admin": "Admin / Admin",
        "finance": "Keuangan / Finance",
        "marketing": "Pemasaran / Marketing",
        "cs": "Layanan pelanggan / Customer service",
        "gudang": "Gudang / Warehouse",
        "viewer": "Pembaca / Reader",
        "service": "Akun mesin / Machine account",
    }
)
"""What a role is called; what it may do follows from the actions (`omni users roles ROLE`)."""

EVERYONE = frozenset(ROLES)
MANAGERS = frozenset({"owner", "admin"})
MONEY = frozenset({"owner", "admin", "finance"})
ANALYSTS = frozenset({"owner", "admin", "finance", "marketing"})

_DECLARED: dict[str, "Action"] = {}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that is permitted or not: `area.verb`, titles, and who may do it by default.

    `default_roles` hold wherever a workspace's own grants (`role_grants`) do not name the action.
    ValueError for a role nobody has, or a name that another action has already.
    """

    name: str
    title_id: str
    title_en: str
    default_roles: frozenset[str]

    def __post_init__(self) -> None:
        """Make the action known."""
        if unknown := self.default_roles - EVERYONE:
            raise ValueError(f"action {self.name}: no such role: {', '.join(sorted(unknown))}")
        if _DECLARED.setdefault(self.name, self) != self:
            raise ValueError(f"action {self.name} is declared twice")

    def title(self, lang: str) -> str:
        """The title in `lang`."""
        return self.title_en if lang == "en" else self.title_id


INIT = Action(
    "workspace.init", "membuat atau memperbarui workspace", "set up a workspace", MANAGERS
)
AUDIT_READ = Action("audit.read", "membaca jejak audit", "read the audit trail", MANAGERS)


def find_action(name: str) -> Action | None:
    """The action of that name, if a command declares it."""
    return _DECLARED.get(name) or every_action().get(name)


def every_action() -> Mapping[str, Action]:
    """Every declared action by name: the folder of the commands is the list."""
    package = importlib.import_module("omnicli.commands")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return MappingProxyType(dict(sorted(_DECLARED.items())))
