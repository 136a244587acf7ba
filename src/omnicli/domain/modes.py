"""Who may read and write what omni creates: its owner alone, or the group of a shared folder.

Files are made with these modes and the umask takes away what the folder does not share: 077 in a
folder of one owner, 007 in a shared one.
"""

import stat
from pathlib import Path

FILE_MODE = 0o660
FOLDER_MODE = 0o770
PRIVATE_UMASK = 0o077
SHARED_UMASK = 0o007
SHARED_FOLDER = stat.S_ISGID | FOLDER_MODE


def is_shared(root: Path) -> bool:
    """Whether a folder was made for a group: what is made in it is the group's (2770)."""
    try:
        return root.stat().st_mode & SHARED_FOLDER == SHARED_FOLDER
    except OSError:
        return False


def umask_of(root: Path) -> int:
    """What to take away from the modes of new files in a workspace."""
    return SHARED_UMASK if is_shared(root) else PRIVATE_UMASK
