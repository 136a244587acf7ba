"""The order exports of social commerce and our own form, as benchmarks."""

from bench.csv_job import ORDERONLINE_TIME
from bench.csv_job import SCALEV_TIME
from bench.csv_job import SHOPEE_TIME
from bench.csv_job import Job
from bench.csv_job import Table
from bench.csv_job import customers
from bench.csv_job import texts
from bench.csv_job import typed

JOBS: dict[str, Job] = {
    "orderonline-orders": Job(
        fixture="orderonline-orders/2026-csv.csv",
        rows=(1, 2, 3),
        stamps={
            "order_id": "A1-{n:07d}",
            "receipt_number": "JX{n:010d}",
            "phone": "6281{n:08d}",
            "created_at": "{t:%d-%m-%Y - %H:%M}",
        },
        proof="net_revenue_sen",
        tables=(
            customers("phone", "name", "city", "province"),
            Table(
                "orders",
                1,
                {
                    **texts(
                        order_no="order_id",
                        customer_key="phone",
                        raw_status="status",
                        payment_status="payment_status",
                        payment_method="payment_method",
                        recipient_name="name",
                        recipient_phone="phone",
                        province="province",
                        city="city",
                        district="subdistrict",
                        courier_service="courier",
                        awb="receipt_number",
                        handled_by="handled_by",
                        utm_source="utm_source",
                        utm_campaign="utm_campaign",
                    ),
                    **typed(ORDERONLINE_TIME, ordered_at="created_at", paid_at="paid_at"),
                    **typed("int", quantity="quantity"),
                    **typed(
                        "plain",
                        cogs_sen="cogs",
                        buyer_total_sen="gross_revenue",
                        net_revenue_sen="net_revenue",
                    ),
                },
            ),
            Table(
                "order_items",
                2,
                {
                    **texts(
                        order_no="order_id",
                        product_name="product",
                        sku="product_code",
                        variation="variation",
                    ),
                    **typed("int", quantity="quantity", weight_g="weight"),
                    **typed("plain", unit_price_sen="product_price"),
                },
            ),
        ),
    ),
    "scalev-orders": Job(
        fixture="scalev-orders/product-based.csv",
        delimiter=";",
        rows=(1, 2, 3),
        group="order_id",
        stamps={
            "order_id": "2508{n:08d}",
            "phone": "6281{n:08d}",
            "draft_time": "{t:%d/%m/%Y %H:%M}",
        },
        proof="quantity",
        tables=(
            customers("phone", "name", "city", "province"),
            Table(
                "orders",
                1,
                {
                    **texts(
                        order_no="order_id",
                        customer_key="phone",
                        external_no="external_id",
                        channel="platform",
                        raw_status="order_status",
                        payment_method="payment_method",
                        recipient_name="name",
                        recipient_phone="phone",
                        province="province",
                        city="city",
                        district="subdistrict",
                        handled_by="handler",
                        utm_source="utm_source",
                    ),
                    **typed(
                        SCALEV_TIME,
                        ordered_at="draft_time",
                        confirmed_at="confirmed_time",
                        paid_at="paid_time",
                        shipped_at="shipped_time",
                        completed_at="completed_time",
                        canceled_at="canceled_time",
                    ),
                    **typed("int", quantity="quantity"),
                    **typed(
                        "plain",
                        cogs_sen="cogs_bt",
                        shipping_cost_sen="shipping_cost",
                        buyer_total_sen="gross_revenue",
                        net_revenue_sen="net_revenue",
                    ),
                },
                once=True,
            ),
            Table(
                "order_items",
                2,
                {
                    **texts(order_no="order_id", product_name="item_name"),
                    **typed("int", quantity="item_quantity"),
                    **typed(
                        "plain",
                        subtotal_sen="item_product_price_bt",
                        seller_discount_sen="item_product_discount_bt",
                    ),
                },
            ),
        ),
    ),
    "mengantar-orders": Job(
        fixture="mengantar-orders/33-columns.xlsx.tsv",
        sheet="Orders",
        rows=(1,),
        stamps={
            "Order ID": "MGT{n:09d}",
            "Tracking ID": "JX{n:010d}",
            "Customer Phone Number": "'081{n:09d}",
            "Create Date": "{t:%d-%m-%Y %H:%M}",
        },
        proof="net_revenue_sen",
        tables=(
            customers("Customer Phone Number", "Customer Name", "City", "Province"),
            Table(
                "orders",
                1,
                {
                    **texts(
                        order_no="Order ID",
                        customer_key="Customer Phone Number",
                        awb="Tracking ID",
                        courier_service="Expedition",
                        raw_status="Last Status",
                        recipient_name="Customer Name",
                        recipient_phone="Customer Phone Number",
                        province="Province",
                        city="City",
                        district="Subdistrict",
                    ),
                    **typed(
                        "time %d-%m-%Y %H:%M", ordered_at="Create Date", moved_at="Last Update"
                    ),
                    **typed("int", quantity="Quantity"),
                    **typed(
                        "plain",
                        cod_value_sen="COD",
                        net_revenue_sen="Product Value",
                        cogs_sen="COGS",
                        shipping_cost_sen="Shipping Fee",
                        shipping_discount_sen="Shipping Discount",
                        cod_fee_sen="COD Fee (Inc VAT)",
                    ),
                },
            ),
            Table(
                "order_items",
                2,
                {
                    **texts(
                        order_no="Order ID", product_name="Goods Description", sku="Product ID"
                    ),
                    **typed("int", quantity="Quantity"),
                    **typed("plain", unit_price_sen="Product Value"),
                },
            ),
        ),
    ),
    "orders": Job(
        fixture="orders/canonical-names.csv",
        rows=(1,),
        stamps={
            "order_no": "B-{n:08d}",
            "platform": "blibli",
            "phone": "6281{n:08d}",
            "awb": "JX{n:010d}",
            "ordered_at": "{t:%Y-%m-%d %H:%M}",
        },
        proof="quantity",
        tables=(
            customers("phone", "customer_name", "courier", "platform"),
            Table(
                "orders",
                2,
                {
                    **texts(
                        platform="platform",
                        order_no="order_no",
                        raw_status="status",
                        payment_status="payment_status",
                        payment_method="payment_method",
                        recipient_name="customer_name",
                        recipient_phone="phone",
                        courier="courier",
                        awb="awb",
                        handled_by="handled_by",
                    ),
                    **typed(SHOPEE_TIME, ordered_at="ordered_at", completed_at="completed_at"),
                    **typed("day %Y-%m-%d", shipped_date="shipped_at"),
                    **typed("int", quantity="quantity"),
                    **typed(
                        "plain",
                        seller_discount_sen="seller_discount",
                        cod_value_sen="cod_value",
                        cogs_sen="cogs",
                    ),
                },
            ),
            Table(
                "order_items",
                2,
                {
                    **texts(order_no="order_no", product_name="product_name"),
                    **typed("int", quantity="quantity"),
                    **typed("plain", unit_price_sen="unit_price"),
                },
            ),
        ),
    ),
}
