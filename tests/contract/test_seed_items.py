"""Which item of the reference documents is shown by which test: order desk, loyalty, answers.

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
_WAY = (DESK, "test_an_order_is_added_completed_moved_paid_shipped_and_returned")
_TABLE = (RULES, "test_any_sequence_of_moves_is_allowed_by_the_table_or_refused_with_what_is")

SHOWN = {
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
    "S4-30": (RULES, "test_what_may_be_paid"),
    "S4-31": (RULES, "test_cod_is_confirmed_without_payment_and_others_are_told"),
    "S4-32": (RULES, "test_cod_is_confirmed_without_payment_and_others_are_told"),
    "S4-33": _WAY,
    "S4-34": (RULES, "test_shipped_needs_an_awb_and_rts_a_reason"),
    "S4-35": _TABLE,
    "S4-36": (RULES, "test_shipped_needs_an_awb_and_rts_a_reason"),
    "S4-37": (RULES, "test_a_digital_order_needs_no_address_and_no_awb"),
    "S4-38": _TABLE,
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
