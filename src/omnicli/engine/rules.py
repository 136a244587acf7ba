"""What omni.toml says about rows: which orders are tests, who pays, how money is matched."""

import sqlite3
from dataclasses import dataclass
from dataclasses import field

from omnicli.domain.counterparties import Payers
from omnicli.reconcile.rules import MatchRules
from omnicli.settings import Settings
from omnicli.settings.fees import fee_terms
from omnicli.warehouse import mirror
from omnicli.warehouse.order_tests import TestRules


@dataclass(frozen=True, slots=True)
class Rules:
    """A workspace's own rules, as deriving needs them."""

    tests: TestRules = field(default_factory=TestRules)
    payers: Payers = field(default_factory=dict)
    """Texts of bank movements that name a platform, beyond those omni knows."""
    matching: MatchRules = field(default_factory=MatchRules)


def rules_of(settings: Settings) -> Rules:
    """The rules of a workspace with these settings."""
    return Rules(
        TestRules(settings.test_names, settings.test_phones), settings.payers, _matching(settings)
    )


def are_applied(db: sqlite3.Connection, rules: Rules) -> bool:
    """Whether all that depends on settings was derived under these."""
    return mirror.derived_under(db, rules, rules_of(Settings()))


def _matching(settings: Settings) -> MatchRules:
    fees = {platform: [100 * fee for fee in of] for platform, of in settings.payout_fees.items()}
    return MatchRules(
        fees,
        settings.payers,
        settings.bank_days,
        settings.trust_after,
        terms={
            platform: settings.days_to_settle(platform)
            for platform in sorted(settings.settlement_days)
        },
        fee_terms=tuple(fee_terms(settings.fees)),
    )
