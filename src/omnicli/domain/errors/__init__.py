"""Error codes, their texts, and the one exception that carries them.

A code is data: exit status, message and hint in Indonesian and English. Codes live in one file per
area beside this one; `catalog()` finds them by looking in the folder.
"""

from omnicli.domain.errors._base import ErrorCode
from omnicli.domain.errors._base import Exit
from omnicli.domain.errors._base import OmniError
from omnicli.domain.errors._base import catalog
from omnicli.domain.errors._base import define

__all__ = ["ErrorCode", "Exit", "OmniError", "catalog", "define"]
