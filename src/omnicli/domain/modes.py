"""Who may read and write what omni creates: its owner alone, or the group of a shared folder."""

import stat
from pathlib import Path

PRIVATE_UMASK = 0o077
SHARED_UMASK = 0o007
SHARED_FOLDER = stat.S_ISGID | 0o770
SHARED_FILE = 0o660


def is_shared(folder: Path) -> bool:
    """Whether a folder was made for a group: what is made in it is the group's (2770)."""
    try:
        return folder.stat().st_mode & SHARED_FOLDER == SHARED_FOLDER
    except OSError:
        return False


def umask_of(folder: Path) -> int:
    """What to take away from the modes of what is made in a folder."""
    return SHARED_UMASK if is_shared(folder) else PRIVATE_UMASK


def file_mode(path: Path) -> int:
    """The mode of a new file, whatever the umask would have it."""
    return 0o666 & ~umask_of(path.parent)


def folder_mode(parent: Path) -> int:
    """The mode of a new folder in `parent`."""
    return 0o777 & ~umask_of(parent)
