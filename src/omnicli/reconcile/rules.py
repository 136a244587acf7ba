"""What a workspace sets about matching."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from omnicli.domain import reference

BANK_DAYS = 3
TRUST_AFTER = 5


@dataclass(frozen=True, slots=True)
class MatchRules:
    """The store's own rules.

    payout_fees: platform → sen that may be missing from a payout when it reaches the bank.
    payers: platform → texts that name it on a bank statement, besides the built-in ones.
    bank_days: banking days that may lie between a payout and its bank line.
    trust_after: confirmations in a row until a rule books by itself; 0 for never.
    terms: platform → days until it settles, where set. fee_terms: fees agreed: platform, first
    day, basis points, sen per order.
    """

    payout_fees: Mapping[str, Sequence[int]] = field(default_factory=dict)
    payers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    bank_days: int = BANK_DAYS
    trust_after: int = TRUST_AFTER
    terms: Mapping[str, int] = field(default_factory=dict)
    fee_terms: Sequence[tuple[str, str, int, int]] = ()

    def payer_texts(self) -> list[tuple[str, str]]:
        """(platform, text in lower case): the built-in payers and the store's own."""
        known = [(row["platform"], row["text"]) for row in reference.rows("payers")]
        own = [(platform, text) for platform, texts in self.payers.items() for text in texts]
        folded = ((platform, " ".join(text.casefold().split())) for platform, text in known + own)
        return sorted({pair for pair in folded if pair[1]})

    def fees(self) -> list[tuple[str, int]]:
        """(platform, fee in sen) of every payout fee that is one."""
        pairs = ((platform, fee) for platform, fees in self.payout_fees.items() for fee in fees)
        return sorted({pair for pair in pairs if pair[1] > 0})
