"""Whose a file is, as the file says it: the kinds of names there are, and when two are alike."""

from collections.abc import Iterable
from dataclasses import dataclass

KINDS = (
    "ad_account", "ad_account_name", "shop_id", "seller_name", "wallet_owner", "bank_account",
)  # fmt: skip
"""The surest first: a name may be changed, a number stays."""


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """One name of an owner, on one platform."""

    platform: str
    kind: str
    value: str

    @property
    def plain(self) -> str:
        """The value without what is only for the eye."""
        kept = "".join(c for c in self.value if c.isalnum() or c in "*_.@")
        return kept.casefold()

    def alike(self, other: "Owner") -> bool:
        """Whether both name one owner; a masked digit stands for any."""
        mine, theirs = self.plain, other.plain
        if len(mine) != len(theirs):
            return False
        return all(a == b or "*" in (a, b) for a, b in zip(mine, theirs, strict=True))


def other_owner(named: Iterable[Owner], known: Iterable[Owner]) -> tuple[Owner, Owner] | None:
    """What a file says and what is known where they are not the same owner; None where they are.

    The surest kind that both sides have decides. A file of several owners is known by one of them.
    """
    named, known = list(named), list(known)
    for kind in KINDS:
        mine = [o for o in named if o.kind == kind]
        theirs = [o for o in known if o.kind == kind]
        if mine and theirs:
            fits = any(a.platform == b.platform and a.alike(b) for a in mine for b in theirs)
            return None if fits else (mine[0], theirs[0])
    return None
