"""Who stands behind a bank movement, by what the bank wrote."""

import pytest

from omnicli.domain.counterparties import counterparty
from omnicli.domain.counterparties import platforms
from omnicli.domain.counterparties import rules


@pytest.mark.parametrize(
    ("text", "out", "who"),
    [
        ("MCM InhouseTrf DARI MENGANTAR INDONESIA PT", False, "mengantar"),
        ("20250805CENAIDJA010 CENAIDJA/SHOPEE INTERNATIONAL", False, "shopee"),
        ("AIRPAY INTERNATIONAL INDONESIA", False, "shopee"),
        ("TRSF E-BANKING CR TOKOPEDIA PT", False, "tokopedia"),
        ("SWITCHING CR TIKTOK", False, "tiktok"),
        ("ORDER  ONLINE SOLUSI", False, "orderonline"),
        ("KR OTOMATIS LLG LAZADA", False, "lazada"),
        ("TIKTOK ADS 081", True, "tiktok_ads"),
        ("FACEBK *ADS", True, "meta_ads"),
        ("UBP601160 META ADS", True, "meta_ads"),
        ("Biaya transfer BI Fast", True, "bank_fee"),
        ("BIAYA ADM", True, "bank_fee"),
        ("MONTHLY CARD CHARGE", True, "bank_fee"),
        ("Tarif Link 7500", True, "bank_fee"),
        ("BUNGA", False, "interest"),
        ("Pajak bunga", True, "tax"),
        ("SETOR TUNAI", False, "other"),
        (None, False, "other"),
    ],
)
def test_the_first_rule_that_fits_says_who(text: str | None, out: bool, who: str) -> None:
    assert counterparty(text, out=out, payers={}) == who


def test_the_side_of_the_account_matters() -> None:
    """Money from TikTok is a payout, money to it pays for ads."""
    assert counterparty("TIKTOK", out=False, payers={}) == "tiktok"
    assert counterparty("TIKTOK", out=True, payers={}) == "tiktok_ads"


def test_the_workspace_speaks_first() -> None:
    payers = {"mengantar": ["PT Contoh Logistik"], "shopee": ["BIAYA"]}

    assert counterparty("DARI PT CONTOH LOGISTIK", out=False, payers=payers) == "mengantar"
    assert counterparty("DARI PT CONTOH LOGIS TIK", out=False, payers=payers) == "mengantar"
    assert counterparty("BIAYA ADM", out=True, payers=payers) == "shopee"


def test_money_between_own_accounts_is_no_income() -> None:
    own = ["1370098765432"]

    def who(text: str) -> str:
        return counterparty(text, out=False, payers={}, own_accounts=own)

    assert who("DR 1370098765432 KR 1370012345678") == "own_transfer"
    assert who("UBP 51370098765432 LAIN") == "other"


def test_the_rules_are_well_formed() -> None:
    """Sides are known, names are lower case, a platform's own name wins over a namesake."""
    assert {rule.side for rule in rules()} <= {"in", "out", "any"}
    assert all(rule.counterparty == rule.counterparty.lower() for rule in rules())
    assert dict(reversed(platforms()))["tokopedia"] == "tokopedia"
