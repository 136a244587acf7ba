"""The names and columns that outside tools rely on: each metric has them, whatever else it has."""

import pytest

from omnicli.metrics.catalog import newest

COLUMNS = {
    "roas": (
        "ad_spend_sen total_orders revenue_sen roas_bps customers new_customers cac_sen "
        "repeat_orders repeat_rate_bps revenue_new_sen revenue_repeat_sen share_new_bps "
        "share_repeat_bps nc_roas_bps spend_estimated"
    ),
    "roas_monthly": (
        "month ad_spend_sen total_orders revenue_sen roas_bps customers new_customers cac_sen "
        "repeat_orders repeat_rate_bps revenue_new_sen revenue_repeat_sen share_new_bps "
        "share_repeat_bps nc_roas_bps spend_estimated"
    ),
    "roas_attribution": (
        "spend_new_sen spend_repeat_sen cac_new_sen roas_new_bps roas_repeat_bps tagged_share_bps"
    ),
    "spend_by_platform": (
        "spend_sen impressions clicks results platform_revenue_sen platform_roas_bps ctr_bps "
        "cpm_sen cpa_sen"
    ),
    "ad_breakdown": (
        "spend_sen impressions reach clicks results result_type conversions ctr_bps cpm_sen "
        "cpr_sen cpa_sen frequency_low_bps frequency_high_bps"
    ),
    "adset_class": (
        "result_type spend_sen results cpr_sen median_cpr_sen prev_cpr_sen cpr_trend_bps "
        "class reason provisional spend_above_median_sen"
    ),
    "ad_fatigue": ("impressions reach frequency_low_bps fatigued"),
    "diagnosis": ("matched severity evidence action"),
    "order_summary": (
        "orders value_sen aov_sen counted_orders completed rts canceled open_orders open_value_sen"
    ),
    "orders_by_status": ("orders value_sen"),
    "order_list": (
        "order_no platform ordered_date customer phone status payment_status net_revenue_sen "
        "courier quantity"
    ),
    "rts_by_courier": (
        "shipped_total completed rts rts_rate_bps resolved_rate_bps at_risk loss_cash_sen "
        "loss_revenue_sen small_sample"
    ),
    "rts_by_province": (
        "shipped_total completed rts rts_rate_bps resolved_rate_bps at_risk loss_cash_sen "
        "loss_revenue_sen small_sample"
    ),
    "rts_by_product": (
        "shipped_total completed rts rts_rate_bps resolved_rate_bps at_risk loss_cash_sen "
        "loss_revenue_sen small_sample"
    ),
    "rts_by_handler": (
        "shipped_total completed rts rts_rate_bps resolved_rate_bps at_risk loss_cash_sen "
        "loss_revenue_sen small_sample"
    ),
    "rts_by_customer": ("orders rts rts_rate_bps loss_cash_sen loss_revenue_sen"),
    "stuck_orders": ("order_no ordered_date customer courier days bucket value_sen"),
    "customer_list": (
        "name location segment category total_orders total_revenue_sen last_order_date platforms"
    ),
    "customer_overview": ("customers buyers avg_spend_v1_sen avg_spend_v2_sen"),
    "customer_detail": (
        "orders items total_sen avg_per_month_sen orders_per_month_bps last_order_date "
        "gap_days median_gap_days clv_sen aov_sen loyal_ratio_bps"
    ),
    "new_customers_daily": ("customers"),
    "new_customers_window": ("customers"),
    "lapsed_customers": ("customers"),
    "rfm": ("recency_days frequency monetary_sen r f m rfm_segment segment"),
    "rfm_segments": ("customers revenue_sen share_bps"),
    "segment_migration": ("customers"),
    "cohort_retention": ("customers active retention_bps revenue_sen"),
    "lead_funnel": ("leads closed close_rate_bps closing_value_sen"),
    "lead_list": ("name phone pipeline track label city rbw closing last_message_at"),
    "app_user_list": ("name phone customer segment orders revenue_sen registered_date"),
    "loyalty_balances": ("earned reversed redeemed balance liability_sen"),
    "settlement_summary": ("lines gross_sen fee_sen net_sen"),
    "receipts": (
        "order_no platform expected_sen settled_sen paid_out_sen in_bank_sen difference_sen "
        "stage finding reason"
    ),
    "receivables_ageing": ("orders outstanding_sen"),
    "payouts": ("source payout_ref lines net_sen bank_date bank_sen difference_sen state"),
    "bank_by_counterparty": ("transactions credit_sen debit_sen"),
    "cash_waterfall": ("step amount_sen orders"),
    "product_list": ("product_no name variation category weight_g price_sen"),
    "product_sales": ("orders quantity revenue_sen rts_rate_bps margin_sen"),
    "stock_cover": ("name stock daily_units_bps cover_days on_the_way_back"),
    "rbw_list": (
        "building owner status location area_m2 height_m last_harvest_date period_days spec "
        "registered_date"
    ),
    "harvests": (
        "harvest_date rbw_no location harvest_type status weight_g value_sen price_per_kg_sen"
    ),
    "campaign_pace": (
        "target_gmv_sen gmv_sen net_gmv_sen attainment_bps projected_gmv_sen orders items buyers"
    ),
    "campaign_hours": ("gmv_sen orders items visitors"),
    "campaign_products": ("gmv_sen orders items share_bps stock cover_days"),
    "live_ranking": ("creator gmv_sen orders items views share_bps"),
    "video_ranking": ("creator gmv_sen orders items views share_bps"),
    "interactions_daily": ("date source contacts new_contacts"),
    "metric_change": ("metric part amount_sen share_bps top"),
    "coverage": ("files first_day last_day days_covered days_missing rows state"),
    "profit": (
        "orders revenue_sen refund_sen cogs_sen platform_fees_sen shipping_sen "
        "return_loss_sen packing_sen ads_sen other_costs_sen profit_sen margin_bps known_bps"
    ),
    "profit_by_product": (
        "product orders revenue_sen refund_sen cogs_sen platform_fees_sen shipping_sen "
        "return_loss_sen packing_sen ads_sen other_costs_sen profit_sen margin_bps known_bps"
    ),
    "profit_by_platform": (
        "platform orders revenue_sen refund_sen cogs_sen platform_fees_sen shipping_sen "
        "return_loss_sen packing_sen ads_sen other_costs_sen profit_sen margin_bps known_bps"
    ),
    "profit_by_province": (
        "province orders revenue_sen refund_sen cogs_sen platform_fees_sen shipping_sen "
        "return_loss_sen packing_sen ads_sen other_costs_sen profit_sen margin_bps known_bps"
    ),
    "profit_by_handler": (
        "handler orders revenue_sen refund_sen cogs_sen platform_fees_sen shipping_sen "
        "return_loss_sen packing_sen ads_sen other_costs_sen profit_sen margin_bps known_bps"
    ),
    "profit_by_customer": (
        "customer_id orders revenue_sen refund_sen cogs_sen platform_fees_sen shipping_sen "
        "return_loss_sen packing_sen ads_sen other_costs_sen profit_sen margin_bps known_bps"
    ),
    "profit_by_campaign": (
        "spend_sen orders revenue_sen profit_sen roas_delivered_bps roas_cash_bps matched_bps"
    ),
    "order_profit": ("order_no platform profit_sen known"),
    "break_even": (
        "price_sen cogs_sen fee_bps delivery_rate_bps delivery_low_bps delivery_high_bps "
        "break_even_roas_bps max_cpr_sen"
    ),
    "roas_ripe": ("roas_bps ripe_roas_bps low_bps high_bps open_share_bps"),
    "fee_card": ("rate_bps flat_sen cap_sen orders explained_bps source"),
    "cash_forecast": ("expected_sen low_sen high_sen orders"),
    "receipts_by_credit": (
        "bank_date payer amount_sen payout_ref lines orders explained_sen rest_sen"
    ),
    "risk_orders": ("order_no points reasons value_sen"),
    "undelivered": ("order_no courier problem since_date last_day_to_act value_sen"),
    "claims": ("order_no kind amount_sen ceiling_sen deadline_date state"),
    "rts_change": ("change_bps"),
    "profit_monthly": (
        "month orders revenue_sen refund_sen cogs_sen platform_fees_sen shipping_sen "
        "return_loss_sen packing_sen ads_sen other_costs_sen profit_sen margin_bps known_bps"
    ),
}
"""Metric → columns that may not go or be renamed; metrics and columns may be added."""
METRICS = {spec.name: spec for spec in newest()}


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_a_metric_has_the_columns_that_others_rely_on(name: str) -> None:
    known = {column.name for column in METRICS[name].columns}
    assert set(COLUMNS[name].split()) <= known


@pytest.mark.parametrize("name", sorted(METRICS))
def test_kinds_print_under_short_names_that_stay_apart(name: str) -> None:
    """`*_sen` in rupiah and `*_bps` as a ratio, each without its ending, and no two alike."""
    columns = METRICS[name].columns
    printed = [column.printed_name for column in columns]
    assert len({*printed}) == len(printed)
    assert not [n for n in printed if n.endswith(("_sen", "_bps"))]
    assert all(c.name.endswith(f"_{c.kind}") for c in columns if c.kind in ("sen", "bps"))


def test_every_metric_with_revenue_of_a_basis_takes_it_and_its_period() -> None:
    for name in ("roas", "roas_monthly", "order_summary", "product_sales"):
        assert {"from_date", "to_date", "basis"} <= set(METRICS[name].params)
    for name in ("rfm", "stuck_orders", "cash_forecast", "customer_detail", "undelivered"):
        assert "as_of" in METRICS[name].params
