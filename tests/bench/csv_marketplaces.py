"""The order exports of marketplaces, as benchmarks."""

from bench.csv_job import SHOPEE_TIME
from bench.csv_job import TIKTOK_TIME
from bench.csv_job import TOKOPEDIA_TIME
from bench.csv_job import Job
from bench.csv_job import Table
from bench.csv_job import customers
from bench.csv_job import texts
from bench.csv_job import typed

JOBS: dict[str, Job] = {
    "shopee-orders": Job(
        fixture="shopee-orders/csv-resave.csv",
        rows=(1, 2),
        group="No. Pesanan",
        stamps={
            "No. Pesanan": "250801{n:08d}",
            "No. Resi": "SPXID{n:010d}",
            "Username (Pembeli)": "pembeli_{n:07d}",
            "Waktu Pesanan Dibuat": "{t:%Y-%m-%d %H:%M}",
        },
        proof="quantity",
        tables=(
            customers("Username (Pembeli)", "Nama Penerima", "Kota/Kabupaten", "Provinsi"),
            Table(
                "orders",
                1,
                {
                    **texts(
                        order_no="No. Pesanan",
                        customer_key="Username (Pembeli)",
                        raw_status="Status Pesanan",
                        cancel_reason="Alasan Pembatalan",
                        awb="No. Resi",
                        courier_service="Opsi Pengiriman",
                        payment_method="Metode Pembayaran",
                        recipient_name="Nama Penerima",
                        city="Kota/Kabupaten",
                        province="Provinsi",
                    ),
                    **typed(
                        SHOPEE_TIME,
                        ordered_at="Waktu Pesanan Dibuat",
                        paid_at="Waktu Pembayaran Dilakukan",
                        ready_at="Waktu Pengiriman Diatur",
                        completed_at="Waktu Pesanan Selesai",
                    ),
                    **typed(
                        "dot",
                        voucher_sen="Voucher Ditanggung Penjual",
                        coins_sen="Cashback Koin",
                        buyer_shipping_sen="Ongkos Kirim Dibayar oleh Pembeli",
                        buyer_total_sen="Total Pembayaran",
                        shipping_cost_sen="Perkiraan Ongkos Kirim",
                    ),
                    **typed("dot sum", item_subtotal_sen="Total Harga Produk"),
                    **typed("sum", quantity="Jumlah", returned_quantity="Returned quantity"),
                },
                once=True,
            ),
            Table(
                "order_items",
                3,
                {
                    **texts(
                        order_no="No. Pesanan",
                        sku="Nomor Referensi SKU",
                        product_name="Nama Produk",
                        variation="Nama Variasi",
                        parent_sku="SKU Induk",
                    ),
                    **typed("int", quantity="Jumlah", returned_quantity="Returned quantity"),
                    **typed(
                        "dot",
                        list_price_sen="Harga Awal",
                        unit_price_sen="Harga Setelah Diskon",
                        subtotal_sen="Total Harga Produk",
                        seller_discount_sen="Diskon Dari Penjual",
                        platform_discount_sen="Diskon Dari Shopee",
                    ),
                },
            ),
        ),
    ),
    "tiktok-orders": Job(
        fixture="tiktok-orders/65-columns-2026-07.csv",
        rows=(1, 2, 3),
        group="Order ID",
        stamps={
            "Order ID": "5842936629{n:08d}\t",
            "Tracking ID": "JX{n:010d}",
            "Buyer Username": "uji_{n:07d}",
            "Created Time": "{t:%d/%m/%Y %H:%M:%S}\t",
        },
        proof="quantity",
        tables=(
            customers("Buyer Username", "Recipient", "Regency and City", "Province"),
            Table(
                "orders",
                1,
                {
                    **texts(
                        order_no="Order ID",
                        customer_key="Buyer Username",
                        raw_status="Order Status",
                        substatus="Order Substatus",
                        cancel_reason="Cancel Reason",
                        awb="Tracking ID",
                        courier_service="Delivery Option",
                        courier="Shipping Provider Name",
                        payment_method="Payment Method",
                        warehouse="Warehouse Name",
                        recipient_name="Recipient",
                        recipient_phone="Phone #",
                        province="Province",
                        city="Regency and City",
                        channel="Purchase Channel",
                    ),
                    **typed(
                        TIKTOK_TIME,
                        ordered_at="Created Time",
                        paid_at="Paid Time",
                        ready_at="RTS Time",
                        shipped_at="Shipped Time",
                        delivered_at="Delivered Time",
                        canceled_at="Cancelled Time",
                    ),
                    **typed(
                        "plain",
                        buyer_shipping_sen="Shipping Fee After Discount",
                        shipping_cost_sen="Original Shipping Fee",
                        buyer_total_sen="Order Amount",
                    ),
                    **typed(
                        "plain sum",
                        product_gross_sen="SKU Subtotal Before Discount",
                        seller_discount_sen="SKU Seller Discount",
                        platform_discount_sen="SKU Platform Discount",
                        item_subtotal_sen="SKU Subtotal After Discount",
                    ),
                    **typed("sum", quantity="Quantity", returned_quantity="Sku Quantity of return"),
                },
                once=True,
            ),
            Table(
                "order_items",
                2,
                {
                    **texts(
                        order_no="Order ID",
                        listing_key="SKU ID",
                        sku="Seller SKU",
                        product_name="Product Name",
                        variation="Variation",
                    ),
                    **typed("int", quantity="Quantity", returned_quantity="Sku Quantity of return"),
                    **typed(
                        "plain",
                        list_price_sen="SKU Unit Original Price",
                        subtotal_sen="SKU Subtotal After Discount",
                        seller_discount_sen="SKU Seller Discount",
                        platform_discount_sen="SKU Platform Discount",
                    ),
                },
            ),
        ),
    ),
    "tokopedia-orders": Job(
        fixture="tokopedia-orders/48-columns-2024.xlsx.tsv",
        sheet="Laporan Penjualan",
        top=4,
        rows=(1, 2, 14),
        group="Nomor Invoice",
        stamps={
            "Nomor Invoice": "INV/20241101/MPL/42{n:08d}",
            "No Resi / Kode Booking": "JP{n:09d}",
            "Nama Pembeli": "Uji** {n:07d}",
            "Tanggal Pembayaran": "{t:%d-%m-%Y %H:%M:%S}",
        },
        proof="quantity",
        tables=(
            customers("Nama Pembeli", "Nama Penerima", "Kota", "Provinsi"),
            Table(
                "orders",
                1,
                {
                    **texts(
                        order_no="Nomor Invoice",
                        customer_key="Nama Pembeli",
                        raw_status="Status Terakhir",
                        awb="No Resi / Kode Booking",
                        courier_service="Nama Kurir",
                        warehouse="Gudang Pengiriman",
                        recipient_name="Nama Penerima",
                        recipient_phone="No Telp Penerima",
                        city="Kota",
                        province="Provinsi",
                        is_cod="COD",
                    ),
                    **typed(TOKOPEDIA_TIME, ordered_at="Tanggal Pembayaran"),
                    **typed(
                        "day %d-%m-%Y",
                        completed_date="Tanggal Pesanan Selesai",
                        canceled_date="Tanggal Pesanan Dibatalkan",
                        shipped_date="Tanggal Pengiriman Barang",
                    ),
                    **typed("plain", buyer_total_sen="Total Penjualan (IDR)"),
                    **typed(
                        "plain sum",
                        platform_discount_sen="Jumlah Subsidi Tokopedia (IDR)",
                        reduced_sen="Total Pengurangan (IDR)",
                    ),
                    **typed("sum", quantity="Jumlah Produk Dibeli"),
                },
                once=True,
            ),
            Table(
                "order_items",
                3,
                {
                    **texts(order_no="Nomor Invoice", product_name="Nama Produk", sku="Nomor SKU"),
                    **typed("int", quantity="Jumlah Produk Dibeli"),
                    **typed(
                        "plain",
                        list_price_sen="Harga Awal (IDR)",
                        unit_price_sen="Harga Jual (IDR)",
                    ),
                },
            ),
        ),
    ),
}
