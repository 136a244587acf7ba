"""TikTok Shop income report (also Tokopedia's since April 2025), 59 to 80 columns, two languages.

Sheet of orders: `net_sen` is the settlement amount. Columns come, go, move and repeat with every
generation, so components are taken from the subtotals that stay: `Total Revenue` (refunds and
seller discounts are in it) → gross; `Shipping cost` → shipping, of which the buyer's and the
platform's part stand apart; income and sales tax → tax; the
rest of `Total Fees` → fee; the adjustment → other. What GMV Max takes for ads becomes a line
`ads_topup`. Rows of another type than an order are adjustments about the related order.
Sheet of withdrawals: the wallet. `Earnings` there are the same rupiah as the orders, paid in per
day; the bank account is not kept. Times are days only, also under a `(UTC)` header.
"""

import polars as pl

from omnicli.ingest.spec import Column
from omnicli.ingest.spec import ColumnType
from omnicli.ingest.spec import Day
from omnicli.ingest.spec import FileContext
from omnicli.ingest.spec import Id
from omnicli.ingest.spec import Part
from omnicli.ingest.spec import Skip
from omnicli.ingest.spec import SourceSpec
from omnicli.ingest.spec import Text
from omnicli.sources._charges import charges_of
from omnicli.sources._common import optional
from omnicli.sources._failed_payouts import RULE as FAILED_RULE
from omnicli.sources._failed_payouts import paired
from omnicli.sources._settlement import PLAIN
from omnicli.sources._settlement import Rules
from omnicli.sources._settlement import as_lines
from omnicli.sources._settlement import keyed
from omnicli.sources._settlement import kind_of
from omnicli.sources._settlement import labelled
from omnicli.sources._settlement import prove
from omnicli.sources._settlement import tell_blanks
from omnicli.sources._settlement import tell_rest
from omnicli.sources._settlement import tell_unknown
from omnicli.sources._settlement import topped_up
from omnicli.sources._settlement import total
from omnicli.sources._tiktok_income_columns import BEFORE_SAVINGS
from omnicli.sources._tiktok_income_columns import CHARGES
from omnicli.sources._tiktok_income_columns import COMMISSION
from omnicli.sources._tiktok_income_columns import PASSIVE
from omnicli.sources._tiktok_income_columns import SAVINGS

_DAY = Day(("%Y/%m/%d", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S"))
_EMPTY = ("-", "–", "/")
_SETTLEMENT = (
    "Total settlement amount",
    "Jumlah penyelesaian pembayaran",
)

_TYPES: Rules = (
    (r"^(?:order|pesanan)$", "revenue"),
    (r"gmv|\bads\b|iklan", "ads_topup"),
    (r"logistics? reimbursement|penggantian.*logistik|lost|hilang", "claim_lost"),
    (r"shipping.*(?:rebate|compensation)|ongkir.*(?:rabat|kompensasi)", "shipping_cashback"),
    (r"reimbursement|compensation|penggantian|kompensasi", "claim_other"),
    (r"chargeback|refund|pengembalian dana", "refund"),
    (r"penalty|service fee|denda|biaya layanan", "fee"),
    (r"", "adjustment"),
)
"""By the type of a row of the order sheet; what is no order is an adjustment."""

_MOVEMENTS: Rules = (
    (r"^(?:earnings?|penghasilan|pendapatan)$", "revenue"),
    FAILED_RULE,
    (r"^(?:withdrawals?|penarikan.*)$", "withdraw"),
    (r"gmv|\bads\b|iklan|top.?up", "ads_topup"),
    (r"adjustment|penyesuaian", "adjustment"),
)
"""By the type of a row of the withdrawal sheet."""


def _column(
    name: str, type_: ColumnType, *aliases: str, required: bool = False, nth: int = 1
) -> Column:
    return Column(name, aliases, type_, required=required, filled=required, empty=_EMPTY, nth=nth)


_TAX = (
    _column("tax_income_sen", PLAIN, "Article 22 Income Tax withheld", "PPh Pasal 22 dipungut"),
    _column(
        "tax_plan_sen",
        PLAIN,
        "Managed service plan (Sales tax)",
        "Program layanan terkelola (Pajak penjualan)",
    ),
)
_ADS = (
    _column("ads_fee_sen", PLAIN, "GMV Max ad fee", "Biaya iklan GMV Max"),
    _column("ads_coupon_sen", PLAIN, "GMV Max coupon", "Voucher GMV Max"),
    _column(
        "ads_coupon_tax_sen",
        PLAIN,
        "GMV Max coupon sales tax",
        "Pajak penjualan atas voucher GMV Max",
    ),
)
_BUYER_SHIPPING = (
    _column(
        "bought_shipping_sen",
        PLAIN,
        "Shipping cost paid by the customer",
        "Ongkir yang ditanggung pembeli",
    ),
    _column(
        "bought_shipping_back_sen",
        PLAIN,
        "Refunded shipping cost paid by the customer",
        "Pengembalian ongkir yang ditanggung pembeli",
    ),
)
_SUBSIDY = (
    _column(
        "borne_shipping_sen",
        PLAIN,
        "Shipping cost borne by the platform",
        "Ongkir yang ditanggung platform",
    ),
    _column("subsidised_shipping_sen", PLAIN, "Shipping cost subsidy", "Subsidi ongkir"),
)
_AFFILIATE = (
    _column("affiliate_own_sen", PLAIN, "Affiliate Commission", "Komisi Afiliasi"),
    _column(
        "affiliate_partner_sen", PLAIN, "Affiliate partner commission", "Komisi mitra afiliasi"
    ),
    _column(
        "affiliate_ads_sen", PLAIN, "Affiliate Shop Ads commission", "Komisi Iklan Toko afiliasi"
    ),
    _column(
        "affiliate_deposit_sen", PLAIN, "Affiliate commission deposit", "Deposit komisi afiliasi"
    ),
    _column(
        "affiliate_refund_sen",
        PLAIN,
        "Affiliate commission refund",
        "Pengembalian dana komisi afiliasi",
    ),
    _column(
        "affiliate_partner_ads_sen",
        PLAIN,
        "Affiliate Partner shop ads commission",
        "Komisi iklan toko Mitra Afiliasi",
        "TAP Shop Ads commission",
    ),
)
_REPEATED = "Exclusive benefits access fee"
_CHARGES = (
    *(_column(f"charge_{n}_sen", PLAIN, *names) for n, names in enumerate(CHARGES)),
    *(
        _column(f"charge_{n}_again_sen", PLAIN, *names, nth=2)
        for n, names in enumerate(CHARGES)
        if names[0] == _REPEATED
    ),
    _column("before_savings_sen", PLAIN, *BEFORE_SAVINGS),
    *(_column(f"savings_{n}_sen", PLAIN, *names) for n, names in enumerate(SAVINGS)),
)
"""What the fee is made of; it is kept by name and never added, for `Total Fees` holds it."""


def _charges(lines: "pl.DataFrame", fee: "pl.Expr") -> "pl.Expr":
    """The charges by name. A commission is what its rate makes it; savings stand beside it."""
    named = {
        names[0]: total(lines, [f"charge_{n}_sen", f"charge_{n}_again_sen"])
        for n, names in enumerate(CHARGES)
    }
    before = optional(lines, "before_savings_sen", pl.Int64).replace(0, None)
    named[COMMISSION] = pl.coalesce(before, named[COMMISSION])
    for n, names in enumerate(SAVINGS):
        # Only what was taken off a printed commission: some files print the saving alone.
        saved = optional(lines, f"savings_{n}_sen", pl.Int64)
        named[names[0]] = pl.when(before.is_not_null()).then(saved)
    return charges_of(named, fee)


_ORDER_COLUMNS = (
    _column("line_id", Id(), "Order/adjustment ID", "ID Pesanan/Penyesuaian", required=True),
    _column("type", Text(), "Transaction type", "Type", "Jenis transaksi", required=True),
    _column(
        "occurred_date",
        _DAY,
        "Order settled time",
        "Order settled time(UTC)",
        "Order settled time (UTC)",
        "Waktu pembayaran pesanan",
        required=True,
    ),
    _column("net_sen", PLAIN, *_SETTLEMENT, required=True),
    _column("gross_sen", PLAIN, "Total Revenue", "Total Pendapatan", required=True),
    _column("fees_total_sen", PLAIN, "Total Fees", "Total Biaya", required=True),
    _column("shipping_sen", PLAIN, "Shipping cost", "Ongkir"),
    _column("adjusted_sen", PLAIN, "Adjustment amount", "Ajustment amount", "Jumlah penyesuaian"),
    _column(
        "refund_sen",
        PLAIN,
        "Refund subtotal after seller discounts",
        "Subtotal pengembalian dana setelah diskon penjual",
    ),
    _column("related_no", Id(), "Related order ID", "ID pesanan terkait"),
    *_BUYER_SHIPPING,
    *_SUBSIDY,
    *_TAX,
    *_ADS,
    *_AFFILIATE,
    *_CHARGES,
    *PASSIVE,
)


def _orders(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """Components out of the subtotals; ads and what stays unexplained stand in `other_sen` yet."""
    added = [c for c in _ORDER_COLUMNS if not c.required and c not in _CHARGES]
    tell_blanks(lines, added, ctx)
    affiliates = total(lines, [c.name for c in _AFFILIATE])
    ads = total(lines, [c.name for c in _ADS])
    tax = total(lines, [c.name for c in _TAX])
    shipping = optional(lines, "shipping_sen", pl.Int64).fill_null(0)
    fee = pl.col("fees_total_sen") - shipping - tax - ads
    kind = kind_of(pl.col("type"), _TYPES)
    is_order = kind == "revenue"
    adjusted = optional(lines, "adjusted_sen", pl.Int64).fill_null(0)
    explained = pl.col("gross_sen") + pl.col("fees_total_sen") + adjusted
    parts = lines.select(
        "row_no",
        "occurred_date",
        "gross_sen",
        "net_sen",
        refund_sen=optional(lines, "refund_sen", pl.Int64).replace(0, None),
        buyer_shipping_sen=total(lines, [c.name for c in _BUYER_SHIPPING]).replace(0, None),
        shipping_subsidy_sen=total(lines, [c.name for c in _SUBSIDY]).replace(0, None),
        affiliate_sen=affiliates.replace(0, None),
        charges=pl.when(is_order).then(_charges(lines, fee - affiliates)),
        ledger=pl.lit("detail"),
        kind=kind,
        line_id=pl.col("line_id"),
        order_no=pl.when(is_order)
        .then(pl.col("line_id"))
        .otherwise(optional(lines, "related_no", pl.String)),
        shipping_sen=shipping,
        fee_sen=fee,
        tax_sen=tax,
        other_sen=pl.col("net_sen") - pl.col("gross_sen") - pl.col("fees_total_sen") + ads,
        unexplained=pl.col("net_sen") - explained,
        ads_paid=ads,
        description=pl.when(~is_order).then(pl.col("type")),
    )
    return keyed(parts, ("line_id", "kind", "occurred_date")).drop("line_id")


def _split(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    tell_rest(lines, ctx, "unexplained")
    return topped_up(lines, "ads_paid")


def _printed(ctx: FileContext) -> int | None:
    """The settlement amount of the period as the report sheet prints it."""
    return labelled(ctx.sheets, ("Reports", "Report", "Laporan"), _SETTLEMENT)


def _prove_orders(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    what = ("jumlah penyelesaian (Laporan)", "the settlement amount (Reports)")
    prove(ctx, what, _printed(ctx), int(lines["net_sen"].sum()))
    return as_lines(lines)


def _movements(lines: "pl.DataFrame", _ctx: FileContext) -> "pl.DataFrame":
    """The wallet's side: what came in per day, what went out to the bank."""
    requested = optional(lines, "requested_date", pl.String)
    moved = lines.select(
        "row_no",
        "net_sen",
        ledger=pl.lit("wallet"),
        kind=kind_of(pl.col("type"), _MOVEMENTS),
        other_sen=pl.col("net_sen"),
        occurred_date=pl.coalesce(optional(lines, "succeeded_date", pl.String), requested),
        payout_ref=pl.col("reference"),
        description=pl.col("type"),
    )
    return paired(keyed(moved, ("payout_ref", "kind")))


def _failed() -> "pl.Expr":
    return pl.col("status").str.contains(r"(?i)fail|gagal|reject|ditolak")


def _prove_earnings(lines: "pl.DataFrame", ctx: FileContext) -> "pl.DataFrame":
    """What came into the wallet is what the orders settled: the same rupiah, stated twice."""
    tell_unknown(lines, ctx, "description")
    earned = lines.filter(pl.col("kind") == "revenue")["net_sen"]
    if len(earned):
        prove(ctx, ("Penghasilan (dompet)", "Earnings (wallet)"), _printed(ctx), int(earned.sum()))
    return as_lines(lines)


_ORDERS = Part(
    target="settlement_lines",
    columns=_ORDER_COLUMNS,
    key=("line_key",),
    sorted_by="occurred_date",
    period_of="occurred_date",
    period_sheets=("Reports", "Laporan"),
    sheets=("Order details", "Detail pesanan", "*"),
    event_times=("occurred_date",),
    rows=_orders,
    lines=_split,
    finish=_prove_orders,
)
_WITHDRAWALS = Part(
    target="settlement_lines",
    columns=(
        _column("type", Text(), "Transaction type", "Type", "Jenis transaksi", required=True),
        _column("reference", Id(), "Reference ID", "ID referensi", required=True),
        _column(
            "requested_date",
            _DAY,
            "Request time",
            "Request time (UTC)",
            "Request time(UTC)",
            "Waktu permintaan",
            required=True,
        ),
        _column("net_sen", PLAIN, "Amount", "Total", required=True),
        _column("status", Text(), "Status", required=True),
        _column(
            "succeeded_date",
            _DAY,
            "Success time",
            "Success time (UTC)",
            "Success time(UTC)",
            "Waktu keberhasilan",
        ),
        _column("unused_bank", Text(), "Bank account", "Rekening bank"),
    ),
    key=("line_key",),
    sheets=("Withdrawal records", "Withdrawal report", "Riwayat penarikan"),
    companion=True,
    skip_rows=(Skip("failed", _failed),),
    event_times=("occurred_date",),
    rows=_movements,
    finish=_prove_earnings,
)

SPEC = SourceSpec(
    name="tiktok-income",
    version=1,
    platform="tiktok",
    title=("Penghasilan TikTok Shop", "TikTok Shop income"),
    short=("Penghasilan TikTok", "TikTok income"),
    formats=("xlsx",),
    marks=("Order/adjustment ID", "ID Pesanan/Penyesuaian"),
    parts=(_ORDERS, _WITHDRAWALS),
)
