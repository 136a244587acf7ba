"""The exports of ads and of money, as benchmarks."""

from bench.csv_job import SHOPEE_TIME
from bench.csv_job import Job
from bench.csv_job import Table
from bench.csv_job import texts
from bench.csv_job import typed

_PARTS = {
    "gross_sen": ("revenue", "refund"),
    "shipping_sen": ("payment_for",),
    "fee_sen": ("fee",),
    "other_sen": ("withdraw", "ads_topup", "claim_other", "adjustment", "unclassified"),
}
"""Which component the amount of a line is, on a marketplace."""

JOBS: dict[str, Job] = {
    "meta-ads": Job(
        fixture="meta-ads/en-daily-adset.csv",
        rows=(1, 2),
        stamps={"Ad set name": "Lookalike {n:07d}"},
        proof="spend_sen",
        tables=(
            Table(
                "ad_performance",
                3,
                {
                    **texts(campaign="Campaign name", adset="Ad set name"),
                    **typed("day %Y-%m-%d", date_from="Day"),
                    **typed("plain", spend_sen="Amount spent (IDR)"),
                    **typed("plain", revenue_sen="Purchases conversion value"),
                    **typed(
                        "int",
                        impressions="Impressions",
                        reach="Reach",
                        clicks="Clicks (all)",
                        results="Results",
                        conversions="Purchases",
                    ),
                    **texts(result_type="Result indicator"),
                },
            ),
        ),
    ),
    "tiktok-ads": Job(
        fixture="tiktok-ads/en-general-daily-ad.csv",
        rows=(1, 3),
        stamps={"Ad name": "Video {n:07d}"},
        proof="spend_sen",
        tables=(
            Table(
                "ad_performance",
                4,
                {
                    **texts(campaign="Campaign name", adset="Ad group name", ad="Ad name"),
                    **typed("day %Y-%m-%d", date_from="By Day"),
                    **typed("plain", spend_sen="Cost"),
                    **typed(
                        "int",
                        impressions="Impressions",
                        reach="Reach",
                        clicks="Clicks (destination)",
                        results="Results",
                        conversions="Conversions",
                    ),
                },
            ),
        ),
    ),
    "shopee-ads": Job(
        fixture="shopee-ads/cpc-tambah-ke-keranjang.csv",
        top=6,
        rows=(1,),
        stamps={"Nama Iklan": "Panci {n:07d}", "Kode Produk": "111{n:08d}", "Urutan": "{n}"},
        proof="spend_sen",
        tables=(
            Table(
                "ad_performance",
                2,
                {
                    **texts(ad="Nama Iklan", product="Kode Produk", campaign="Jenis Iklan"),
                    **typed("plain", spend_sen="Biaya", revenue_sen="Omzet Penjualan"),
                    **typed(
                        "int", impressions="Dilihat", clicks="Jumlah Klik", conversions="Konversi"
                    ),
                },
            ),
        ),
    ),
    "lazada-income": Job(
        fixture="lazada-income/overview.csv",
        rows=(1, 2, 3),
        stamps={"Transaction Number": "ID{n:010d}", "Order No.": "7{n:014d}"},
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                1,
                {
                    **texts(
                        line_key="Transaction Number",
                        order_no="Order No.",
                        description="Fee Name",
                        payout_ref="Statement",
                    ),
                    **typed("day %d %b %Y", occurred_date="Transaction Date"),
                    **typed("comma", net_sen="Amount"),
                },
                words=(
                    "Fee Name",
                    {
                        "refund|reversal": "refund",
                        "item price": "revenue",
                        "shipping": "payment_for",
                        "sponsored": "ads_topup",
                        "claim|lost": "claim_other",
                        "fee|commission": "fee",
                        "adjust|voucher": "adjustment",
                    },
                ),
                parts=_PARTS,
            ),
        ),
    ),
    "mengantar-invoice": Job(
        fixture="mengantar-invoice/Invoice-typeReconciliation.csv",
        rows=(1,),
        stamps={"Tracking ID": "'JX{n:010d}", "Date": "{t:%d-%m-%Y %H:%M}"},
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                1,
                {
                    **texts(awb="Tracking ID", description="Description", courier="Courier"),
                    **typed("time %d-%m-%Y %H:%M", occurred_at="Date"),
                    **typed(
                        "plain",
                        gross_sen="COD Value",
                        shipping_sen="Discounted Shipping Fee",
                        fee_sen="COD Fee (inc tax)",
                        net_sen="Total",
                    ),
                },
                words=(
                    "Description",
                    {
                        "withdraw|penarikan": "withdraw",
                        "top ?up": "topup",
                        "refund|klaim": "claim_other",
                        "retur": "payment_for",
                        "cod": "revenue",
                    },
                ),
            ),
        ),
    ),
    "orderonline-cod": Job(
        fixture="orderonline-cod/cod_history-shipping-from-seller.csv",
        rows=(1,),
        stamps={
            "order_id": "A1-{n:07d}",
            "receipt_number": "JX{n:010d}",
            "paid_at": "{t:%d-%m-%Y - %H:%M:%S}",
        },
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                1,
                {
                    **texts(
                        order_no="order_id",
                        awb="receipt_number",
                        courier="courier",
                        description="status",
                    ),
                    **typed("time %d-%m-%Y - %H:%M:%S", occurred_at="paid_at"),
                    **typed(
                        "plain",
                        gross_sen="product_price",
                        shipping_sen="shipping_cost",
                        fee_sen="cod_fee",
                        tax_sen="cod_fee_tax",
                        net_sen="total_net_cash",
                    ),
                },
                words=("status", {"complet|deliver": "revenue", "rts|return": "payment_for"}),
            ),
        ),
    ),
    "orderonline-wallet": Job(
        fixture="orderonline-wallet/wallet_histories.csv",
        rows=(4,),
        stamps={
            "description": "Revenue order A1-{n:07d}",
            "created_at": "{t:%d-%m-%Y - %H:%M}",
        },
        balance=("amount", "balance"),
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                2,
                {
                    **typed("time %d-%m-%Y - %H:%M", occurred_at="created_at"),
                    **texts(description="description", status="status"),
                    **typed("plain", net_sen="amount", balance_sen="balance"),
                    **typed(r"found (?i)\b(?:order|invoice)\s+(\S*\d\S*)", order_no="description"),
                    **typed(r"found (?i)\b(?:resi|awb)\s+(\S*\d\S*)", awb="description"),
                },
                debit=("type", "debit"),
                words=(
                    "description",
                    {
                        "^withdraw": "withdraw",
                        "^claim lost": "claim_lost",
                        "^claim free ?shipping": "claim_freeshipping",
                        "^claim": "claim_other",
                        "^shipping cashback": "shipping_cashback",
                        "^payment for|^rts": "payment_for",
                        "^payment from": "payment_from",
                        "^revenue": "revenue",
                    },
                ),
                parts={
                    "gross_sen": ("revenue", "payment_from"),
                    "shipping_sen": ("payment_for", "shipping_cashback"),
                    "other_sen": ("withdraw", "claim_lost", "claim_freeshipping", "claim_other"),
                },
            ),
        ),
    ),
    "shopee-balance": Job(
        fixture="shopee-balance/csv-2023.csv",
        top=6,
        rows=(3,),
        stamps={
            "Deskripsi": "Penghasilan dari Pesanan #230924{n:08d}",
            "Tanggal": "{t:%Y-%m-%d %H:%M}",
        },
        balance=("Jumlah Dana", "Saldo"),
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                2,
                {
                    **typed(SHOPEE_TIME, occurred_at="Tanggal"),
                    **texts(description="Deskripsi", payer="Penerima Dana", status="Status"),
                    **typed("plain", net_sen="Jumlah Dana", balance_sen="Saldo"),
                    **typed(r"found #(\w{14})\b", order_no="Deskripsi"),
                },
                words=(
                    "Deskripsi",
                    {
                        "saldo iklan|iklan shopee": "ads_topup",
                        "pengembalian dana": "refund",
                        "^penghasilan dari pesanan": "revenue",
                        "^penarikan": "withdraw",
                        "^penyesuaian": "adjustment",
                    },
                ),
            ),
        ),
    ),
    "tokopedia-saldo": Job(
        fixture="tokopedia-saldo/all-families.xlsx.tsv",
        sheet="Sheet1",
        top=6,
        rows=(1, 2),
        stamps={
            "Date": "{t:%Y-%m-%d %H:%M:%S}",
        },
        alike={"INV/20241228/MPL/4300000001": "INV/20241228/MPL/43{n:08d}"},
        balance=("Nominal (Rp)", "Balance (Rp)"),
        proof="net_sen",
        tables=(
            Table(
                "settlement_lines",
                2,
                {
                    **typed("time %Y-%m-%d %H:%M:%S", occurred_at="Date"),
                    **texts(description="Description"),
                    **typed("plain", net_sen="Nominal (Rp)", balance_sen="Balance (Rp)"),
                    **typed(r"found (INV/\d{8}/\S+)", order_no="Description"),
                },
                debit=("Mutation (Debit/Credit)", "Debit"),
                words=(
                    "Description",
                    {
                        "biaya layanan|power merchant": "fee",
                        "^withdraw|^penarikan": "withdraw",
                        "^transaksi penjualan berhasil": "revenue",
                        "topads|iklan": "ads_topup",
                        "pengembalian dana|refund": "refund",
                        "ongkir|ongkos kirim|asuransi": "payment_for",
                        "subsidi|cashback|penyesuaian": "adjustment",
                    },
                ),
                parts=_PARTS,
            ),
        ),
    ),
}
