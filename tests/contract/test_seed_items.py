"""Which item of the reference documents is shown by which test: people, orders, goods, answers.

An item is shown by a test of that name in that file; one that makes no sense on a command line
stands in `docs/scope.md` with the reason.
"""

import ast
from pathlib import Path

import pytest

from omnicli.metrics.catalog import newest

ROOT = Path(__file__).resolve().parents[2]
RULES = "tests/unit/test_desk_rules.py"
DESK = "tests/cli/test_order_desk.py"
LIST = "tests/cli/test_order_list.py"
POINTS = "tests/unit/test_loyalty.py"
SHOP = "tests/cli/test_loyalty.py"
WHY = "tests/cli/test_why.py"
AGAIN = "tests/reports/test_restatements.py"
BROADCAST = "tests/cli/test_broadcast.py"
MONDAY = "tests/cli/test_broadcast_monday.py"
LEADS = "tests/cli/test_leads.py"
PEOPLE = "tests/cli/test_customer_list.py"
PROFILES = "tests/cli/test_customer_profiles.py"
PARTNERS = "tests/cli/test_partners.py"
TRIPS = "tests/registers/test_register_round_trips.py"
_TRIP = (TRIPS, "test_a_thousand_rows_as_a_spreadsheet_leaves_them_come_back_as_meant")
_FORM = (PROFILES, "test_the_form_lists_every_district_under_its_regency")
_PROFILE = (PROFILES, "test_a_profile_holds_person_place_and_handles")
_PROMOTED = (PROFILES, "test_a_lead_becomes_a_customer_with_the_first_completed_order")
_LISTED = (PEOPLE, "test_the_list_has_the_columns_and_everybody_in_it")
_OPENED = (PEOPLE, "test_one_is_opened_changed_and_forgotten")
_LIST_OUT = (MONDAY, "test_mondays_list_holds_everybody_it_may_and_nobody_else")
_CONTACTS = (LEADS, "test_contacts_of_a_day_are_of_the_chat_or_of_a_form")
_APP = (LEADS, "test_app_users_are_linked_by_phone_and_by_hand")
CAMPAIGN = "tests/cli/test_campaign.py"
TRUTH = "tests/laws/test_campaign_truth.py"
DIGITAL = "tests/cli/test_digital.py"
SEASONS = "tests/laws/test_alert_seasons.py"
SOCIAL = "tests/cli/test_channels.py"
RETURNS = "tests/laws/test_return_states.py"
_WAY = (DESK, "test_an_order_is_added_completed_moved_paid_shipped_and_returned")
_TABLE = (RULES, "test_any_sequence_of_moves_is_allowed_by_the_table_or_refused_with_what_is")

SHOWN = {
    "S0-45": (LEADS, "test_leads_are_listed_with_the_order_that_closed_them"),
    "S0-46": _LIST_OUT,
    "S0-47": (BROADCAST, "test_preview_counts_and_writes_nothing"),
    "S0-48": (BROADCAST, "test_stale_leads_are_refused_unless_allowed"),
    "S0-49": (LEADS, "test_leads_are_listed_with_the_order_that_closed_them"),
    "S0-50": _LIST_OUT,
    "S0-54": _APP,
    "S0-55": _APP,
    "S1-01": _TRIP,
    "S1-02": (LEADS, "test_earlier_uploads_are_seen"),
    "S1-03": _FORM,
    "S1-04": _TRIP,
    "S1-05": (PROFILES, "test_a_place_that_is_not_on_the_list_is_kept_with_what_it_may_mean"),
    "S1-06": _FORM,
    "S1-07": _TRIP,
    "S1-24": (PROFILES, "test_both_spellings_of_dropshipper_are_one_category"),
    "S1-25": _PROMOTED,
    "S1-26": _PROMOTED,
    "S1-27": _PROFILE,
    "S1-28": _PROFILE,
    "S1-29": _PROFILE,
    "S1-30": _PROFILE,
    "S1-31": _PROFILE,
    "S1-33": (PARTNERS, "test_a_partner_gets_a_sheet_of_prices_and_stock"),
    "S1-34": _OPENED,
    "S1-35": (PEOPLE, "test_a_search_finds_people_by_what_is_known_of_them"),
    "S1-36": (PEOPLE, "test_filters_take_any_value_of_one_and_all_of_several"),
    "S1-37": _LISTED,
    "S1-38": _OPENED,
    "S1-39": _LISTED,
    "S1-40": _TRIP,
    "S1-41": _LISTED,
    "S3-08": _CONTACTS,
    "S3-09": _CONTACTS,
    "F-16": _TABLE,
    "F-44": (
        "tests/reconcile/test_nearby.py",
        "test_the_one_likely_pair_is_suggested_with_the_parts_of_its_score",
    ),
    "F-85": ("tests/cli/test_cli_match_rules.py", "test_a_payer_earns_it_and_loses_it"),
    "F-61": (LEADS, "test_a_lead_names_its_campaign_by_hand_and_the_funnel_counts_it"),
    "F-62": (BROADCAST, "test_preview_counts_and_writes_nothing"),
    "F-64": _TRIP,
    "F-89": _LIST_OUT,
    "S4-01": _WAY,
    "S4-03": (LIST, "test_search_and_filters_are_joined_by_and"),
    "S4-04": (LIST, "test_only_known_fields_filter"),
    "S4-05": (LIST, "test_columns_are_remembered_until_they_are_reset"),
    "S4-08": (LIST, "test_csv_is_exactly_what_is_filtered_and_the_summary_says_what_it_comes_to"),
    "S4-10": (LIST, "test_fulfilment_sees_what_is_to_be_sent_and_the_seller_everything"),
    "S4-12": (LIST, "test_new_is_what_came_after_the_last_list"),
    "S4-06": (LIST, "test_csv_is_exactly_what_is_filtered_and_the_summary_says_what_it_comes_to"),
    "S4-07": (DESK, "test_a_file_is_judged_whole_and_its_preview_is_what_happens"),
    "S4-13": (DESK, "test_the_buyer_gets_a_page_of_the_order"),
    "S4-15": (DESK, "test_a_refused_move_names_the_allowed_ones_and_changes_nothing"),
    "S4-16": (LIST, "test_csv_is_exactly_what_is_filtered_and_the_summary_says_what_it_comes_to"),
    "S4-18": (RULES, "test_a_created_order_is_completed_before_it_is_pending"),
    "S4-20": (DESK, "test_cs_sees_whom_to_follow_up_and_what_for"),
    "S4-27": _TABLE,
    "S4-28": (RULES, "test_a_created_order_is_completed_before_it_is_pending"),
    "S4-29": (RULES, "test_cod_is_confirmed_without_payment_and_others_are_told"),
    "S4-30": (RULES, "test_what_may_be_paid"),
    "S4-31": (RULES, "test_cod_is_confirmed_without_payment_and_others_are_told"),
    "S4-32": (RULES, "test_cod_is_confirmed_without_payment_and_others_are_told"),
    "S4-33": _WAY,
    "S4-34": (RULES, "test_shipped_needs_an_awb_and_rts_a_reason"),
    "S4-35": _TABLE,
    "S4-36": (RULES, "test_shipped_needs_an_awb_and_rts_a_reason"),
    "S4-37": (RULES, "test_a_digital_order_needs_no_address_and_no_awb"),
    "S4-38": (DIGITAL, "test_s4_37_and_38_the_flag_of_the_product_makes_the_order_digital"),
    "S4-40": (RULES, "test_only_created_and_canceled_orders_are_deleted"),
    "S4-41": (DESK, "test_a_file_of_numbers_takes_one_status_for_all"),
    "S1-08": (POINTS, "test_a_balance_is_its_entries_and_never_below_zero"),
    "S1-09": (SHOP, "test_points_are_earned_exchanged_and_reversed"),
    "S1-10": (SHOP, "test_points_are_earned_exchanged_and_reversed"),
    "S1-11": (POINTS, "test_the_examples_of_the_seed"),
    "S1-12": (POINTS, "test_the_examples_of_the_seed"),
    "S1-13": (POINTS, "test_whom_and_when_a_program_is_for"),
    "S1-14": (POINTS, "test_a_reward_lands_on_the_next_order"),
    "S1-15": (POINTS, "test_a_reward_lands_on_the_next_order"),
    "S1-16": (POINTS, "test_a_reward_lands_on_the_next_order"),
    "S1-17": (POINTS, "test_a_reward_lands_on_the_next_order"),
    "S1-18": (POINTS, "test_whom_and_when_a_program_is_for"),
    "S1-19": (SHOP, "test_points_are_earned_exchanged_and_reversed"),
    "S1-20": (SHOP, "test_points_are_earned_exchanged_and_reversed"),
    "S1-42": (POINTS, "test_a_reward_lands_on_the_next_order"),
    "S3-12": (
        "tests/browser/test_report_in_chromium.py",
        "test_charts_tell_by_keyboard_and_legends_switch_series",
    ),
    "F-20": (WHY, "test_a_figure_is_opened_to_named_rows_of_files"),
    "F-25": (AGAIN, "test_rows_that_came_were_corrected_or_left_are_told_apart_and_add_up"),
    "F-31": (WHY, "test_a_figure_is_opened_to_named_rows_of_files"),
    "F-34": (WHY, "test_the_counted_rows_of_every_opened_metric_add_up"),
    "F-35": (AGAIN, "test_every_format_says_it_and_saying_it_again_changes_nothing"),
    "F-39": (
        "tests/cli/test_report_customer.py",
        "test_it_shows_the_transactions_of_that_person_alone",
    ),
    "F-83": (WHY, "test_the_parts_of_a_change_add_up_to_it"),
    "S0-51": (
        SOCIAL,
        "test_s0_51_houses_are_listed_with_their_next_harvest_and_their_owners_purchases",
    ),
    "S0-52": (SOCIAL, "test_s0_52_harvests_are_summed_by_house_and_month"),
    "S0-53": (SOCIAL, "test_s0_53_stock_lasts_is_dead_or_on_its_way_back"),
    "S2-01": (CAMPAIGN, "test_s2_01_a_channel_is_chosen_by_what_sellers_call_it"),
    "S2-02": (CAMPAIGN, "test_s2_02_a_campaign_has_one_of_the_kinds"),
    "S2-03": (CAMPAIGN, "test_s2_03_and_04_one_target_covers_both_channels"),
    "S2-04": (CAMPAIGN, "test_s2_03_and_04_one_target_covers_both_channels"),
    "S2-05": (TRUTH, "test_s2_05_pace_and_uplift_of_a_campaign_that_is_over"),
    "S2-06": (CAMPAIGN, "test_s2_06_canceled_orders_count_for_gmv_and_not_for_net"),
    "S2-07": (TRUTH, "test_s2_07_hours_and_s2_21_shares_add_up_to_the_store"),
    "S2-08": (SOCIAL, "test_s2_08_visitors_are_known_where_their_export_is_in"),
    "S2-09": (SOCIAL, "test_s2_09_and_10_lives_are_ranked_listed_by_state_and_planned"),
    "S2-10": (SOCIAL, "test_s2_09_and_10_lives_are_ranked_listed_by_state_and_planned"),
    "S2-11": (SOCIAL, "test_s2_11_creators_are_ranked_by_gmv"),
    "S2-12": (CAMPAIGN, "test_s2_12_and_21_products_have_their_share_of_the_store"),
    "S2-13": (CAMPAIGN, "test_s2_13_and_16_what_is_sold_out_is_to_be_restocked"),
    "S2-14": (CAMPAIGN, "test_s2_14_the_trend_is_of_what_is_asked_for"),
    "S2-15": (CAMPAIGN, "test_s2_15_and_18_figures_and_products_are_chosen"),
    "S2-16": (CAMPAIGN, "test_s2_13_and_16_what_is_sold_out_is_to_be_restocked"),
    "S2-17": (SOCIAL, "test_s2_17_products_leave_as_a_spreadsheet"),
    "S2-18": (CAMPAIGN, "test_s2_15_and_18_figures_and_products_are_chosen"),
    "S2-19": (SOCIAL, "test_s2_19_and_20_videos_are_ranked_and_have_their_trend"),
    "S2-20": (SOCIAL, "test_s2_19_and_20_videos_are_ranked_and_have_their_trend"),
    "S2-21": (TRUTH, "test_s2_07_hours_and_s2_21_shares_add_up_to_the_store"),
    "S2-22": (SOCIAL, "test_s2_22_stock_a_live_and_a_target_raise_alerts"),
    "S2-23": (CAMPAIGN, "test_s2_23_a_running_campaign_is_not_frozen"),
    "S2-24": (CAMPAIGN, "test_s2_24_a_campaign_freezes_by_itself_once_all_its_shops_files_are_in"),
    "S2-25": (CAMPAIGN, "test_s2_25_a_sub_campaign_stands_beside_its_main_one"),
    "S2-26": (
        TRUTH,
        "test_s2_26_projection_while_it_runs_follows_the_hours_of_the_earlier_campaign",
    ),
    "F-38": (TRUTH, "test_s2_05_pace_and_uplift_of_a_campaign_that_is_over"),
    "F-65": (
        SOCIAL,
        "test_s0_51_houses_are_listed_with_their_next_harvest_and_their_owners_purchases",
    ),
    "F-66": (SOCIAL, "test_s0_53_stock_lasts_is_dead_or_on_its_way_back"),
    "F-79": (RETURNS, "test_pieces_and_value_of_the_states_add_up_on_every_day"),
    "F-88": (SEASONS, "test_f_88_the_days_around_seasons_raise_nothing"),
    "F-90": (SOCIAL, "test_f_90_an_order_keeps_the_creator_its_export_names"),
    "F-63": (SHOP, "test_a_new_program_is_tried_on_past_orders"),
    "F-76": (
        "tests/metrics/test_risk_held_out.py",
        "test_the_riskiest_tenth_holds_most_of_what_can_be_known",
    ),
}
ANSWERED = (
    *(f"S0-{n:02}" for n in (1, 2, 4, 5, 6, 7, 17, *range(19, 24), *range(25, 37), 76)),
    *(f"S1-{n}" for n in (21, 22, 23)),
    *(f"S3-{n:02}" for n in (*range(1, 8), 10, 11, 12)),
    *(f"S4-{n:02}" for n in (3, 4, 5, 6, 8, 10, 12)),
    *(f"F-{n}" for n in (20, 24, 25, 28, 29, 30, 31, 34, 35, 39, 72, 73, 74, 80, 83)),
)
"""What people ask every morning: by a test above, or by golden cases of a metric that says so."""
ITEMS = {
    *(f"S0-{n}" for n in (45, 46, 47, 48, 49, 50, 54, 55)),
    *(f"S1-{n:02d}" for n in (*range(1, 21), *range(24, 43))),
    *("S3-08", "S3-09"),
    *(f"S4-{n:02d}" for n in (1, 13, 15, 20, *range(27, 42))),
}
"""What is about the people behind the orders, all of it."""
LEFT_OUT = ("S1-32", "S4-09", "S4-11", "S4-39")


@pytest.mark.parametrize("item", sorted(SHOWN))
def test_an_item_is_shown_by_a_test_that_is_there(item: str) -> None:
    file, name = SHOWN[item]
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("item", LEFT_OUT)
def test_an_item_that_is_left_out_has_its_reason(item: str) -> None:
    rows = (ROOT / "docs/scope.md").read_text("utf-8").splitlines()
    cells = next(row.split("|") for row in rows if row.startswith(f"| {item} |"))
    assert all(len(cell.strip()) > 20 for cell in cells[2:5])
    assert item not in SHOWN


@pytest.mark.parametrize("item", ANSWERED)
def test_an_answer_has_a_test_or_a_metric_with_golden_cases(item: str) -> None:
    metrics = [spec.name for spec in newest() if item in spec.seed_ids]
    cases = [
        case
        for name in metrics
        for case in (ROOT / "tests/metrics" / name).glob("v*/*")
        if case.is_dir() and any(case.iterdir())
    ]
    assert item in SHOWN or len(cases) > 1, metrics


def test_no_item_is_forgotten() -> None:
    assert {*SHOWN, *LEFT_OUT} >= ITEMS
