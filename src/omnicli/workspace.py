"""The folder that holds one store's warehouse: how it is found, created and configured."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from omnicli.domain.errors import OmniError
from omnicli.domain.modes import SHARED_FILE
from omnicli.domain.modes import SHARED_FOLDER
from omnicli.domain.modes import is_shared
from omnicli.domain.modes import umask_of
from omnicli.settings import DEFAULT_TOML
from omnicli.settings import Settings
from omnicli.settings import load_settings

CONFIG_NAME = "omni.toml"
FOLDERS = ("dataroom", "reports", "outbox", "logs", "backups")


@dataclass(frozen=True)
class Workspace:
    """A folder with `omni.toml`, and where everything in it lies."""

    root: Path
    settings: Settings = field(default_factory=Settings)

    @property
    def shared(self) -> bool:
        """Whether a group of OS accounts works in it."""
        return is_shared(self.root)

    @property
    def config_path(self) -> Path:
        """The settings file."""
        return self.root / CONFIG_NAME

    @property
    def warehouse(self) -> Path:
        """The SQLite file."""
        return self.root / "warehouse.db"

    @property
    def dataroom(self) -> Path:
        """The folder of imported originals."""
        return self.root / "dataroom"

    @property
    def reports(self) -> Path:
        """The folder of rendered reports."""
        return self.root / "reports"

    @property
    def outbox(self) -> Path:
        """The folder of mails waiting to go."""
        return self.root / "outbox"

    @property
    def logs(self) -> Path:
        """The folder of crash logs."""
        return self.root / "logs"

    @property
    def backups(self) -> Path:
        """The folder of backups that omni makes without being told where."""
        return self.root / "backups"

    @property
    def lock_path(self) -> Path:
        """The file every writer locks."""
        return self.root / ".omni.lock"


def find_workspace(
    explicit: Path | None,
    *,
    env: Mapping[str, str] = os.environ,
    cwd: Path | None = None,
) -> Workspace:
    """The workspace named by `-w`, by OMNI_WORKSPACE, or found by walking up as git does."""
    root = find_root(explicit, env=env, cwd=cwd)
    os.umask(umask_of(root))
    return Workspace(root, load_settings(root / CONFIG_NAME))


def find_root(
    explicit: Path | None,
    *,
    env: Mapping[str, str] = os.environ,
    cwd: Path | None = None,
) -> Path:
    """The folder of the workspace, whatever its omni.toml says. E_CLOSED, E_NO_WORKSPACE."""
    named = explicit or (Path(env["OMNI_WORKSPACE"]) if env.get("OMNI_WORKSPACE") else None)
    if named is not None:
        root = named.expanduser().resolve()
        candidates = [root.parent if root.name == CONFIG_NAME else root]
    else:
        start = (cwd or Path.cwd()).resolve()
        candidates = [start, *start.parents]
    for root in candidates:
        try:
            found = (root / CONFIG_NAME).is_file()
        except PermissionError as error:
            raise OmniError("E_CLOSED", file=str(root)) from error
        if found:
            return root
    raise OmniError("E_NO_WORKSPACE", file=str(candidates[0]))


def create_workspace(
    root: Path, *, store_name: str | None = None, group: str | None = None
) -> Workspace:
    """Make the folders and a commented omni.toml, for their owner only or for a `group`, too.

    What is there already is kept. A folder full of other things is refused, so that `omni init`
    in the wrong place does no harm.
    """
    root = root.expanduser().resolve()
    _refuse_unsuitable(root)
    os.umask(umask_of(root))
    try:
        root.mkdir(parents=True, exist_ok=True)
        if group is not None:
            share(root, group)
            os.umask(umask_of(root))
        for name in FOLDERS:
            (root / name).mkdir(exist_ok=True)
        config = root / CONFIG_NAME
        if not config.exists():
            config.write_text(DEFAULT_TOML.format(store_name=_quoted(store_name)), "utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise OmniError("E_WORKSPACE_TARGET", file=str(root), reason=reason) from error
    return Workspace(root, load_settings(config))


def share(root: Path, group: str) -> None:
    """Hand the folder and all in it to a group: folders 2770, files 0660, new ones likewise.

    E_GROUP_UNKNOWN; E_GROUP_MEMBER where the caller is not in the group or does not own the files.
    """
    try:
        import grp

        number = grp.getgrnam(group).gr_gid
    except (ImportError, KeyError) as error:
        raise OmniError("E_GROUP_UNKNOWN", value=group) from error
    try:
        for path in [root, *root.rglob("*")]:
            if path.is_symlink():
                continue
            os.chown(path, -1, number)
            # After the owner changes: that takes the bit for the group away.
            path.chmod(SHARED_FOLDER if path.is_dir() else SHARED_FILE)
    except PermissionError as error:
        raise OmniError("E_GROUP_MEMBER", value=group, file=str(error.filename)) from error


def _refuse_unsuitable(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise OmniError("E_WORKSPACE_TARGET", file=str(root), reason="bukan folder / not a folder")
    if root in {Path(root.anchor), Path.home().resolve()}:
        reason = "folder utama / a top-level or home folder"
        raise OmniError("E_WORKSPACE_TARGET", file=str(root), reason=reason)
    if not root.is_dir() or (root / CONFIG_NAME).exists():
        return
    clash = [name for name in ("warehouse.db", *FOLDERS) if (root / name).exists()]
    if clash:
        reason = f"sudah berisi / already holds {', '.join(clash)}"
        raise OmniError("E_WORKSPACE_TARGET", file=str(root), reason=reason)


def _quoted(text: str | None) -> str:
    """A TOML basic string; the escapes of JSON are a subset of TOML's."""
    import json

    return json.dumps(text or "", ensure_ascii=False)
