"""Days that a figure needs and nobody imported."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lack:
    """Days that a figure needs and no file covers.

    `source` and `account` are None where no file of the need was ever imported; `first` and `last`
    are ISO days, `days` how many are missing between them.
    """

    need: str
    source: str | None
    account: str | None
    first: str
    last: str
    days: int

    def to_dict(self) -> dict[str, object]:
        """What json says of it."""
        return {
            "need": self.need,
            "source": self.source,
            "account": self.account,
            "from": self.first,
            "to": self.last,
            "days": self.days,
        }
