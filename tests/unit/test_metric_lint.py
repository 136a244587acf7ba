"""Header, lint and seal: what a metric file may be."""

from dataclasses import replace
from pathlib import Path

import pytest

from metric_cases import ROOT
from omnicli.domain.errors import OmniError
from omnicli.metrics.catalog import catalog
from omnicli.metrics.catalog import get
from omnicli.metrics.header import MetricSpec
from omnicli.metrics.header import parse_metric
from omnicli.metrics.header import read_metric
from omnicli.metrics.lint import lint
from omnicli.metrics.lock import check_seals
from omnicli.metrics.lock import lock_path
from omnicli.metrics.lock import read_seals
from omnicli.metrics.lock import seal_new
from omnicli.metrics.lock import seal_of

ALL = list(catalog().values())
STATUS = get("orders_by_status@1")


@pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec.id)
def test_every_shipped_metric_keeps_the_rules(spec: MetricSpec) -> None:
    assert lint(spec, cases=ROOT) == []


def test_every_released_metric_is_unchanged() -> None:
    assert check_seals(ALL, read_seals(lock_path())) == []


def test_a_metric_that_is_not_released_needs_no_seal() -> None:
    assert check_seals([STATUS], {}) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("COUNT(*) AS orders", "o.*", "no-star"),
        ("COUNT(*) AS orders", "CURRENT_DATE AS orders", "no-clock"),
        ("COUNT(*) AS orders", "strftime('%Y', o.ordered_date) AS orders", "portable"),
        ("COUNT(*) AS orders", "IFNULL(1, 2) AS orders", "portable"),
        ("COUNT(*) AS orders", "GROUP_CONCAT(o.status) AS orders", "portable"),
        ("o.is_test = 0", "o.is_test IS o.is_counted", "portable"),
        ("o.is_test = 0", "o.is_test = 0 AND +o.is_counted = 1", "portable"),
        ("o.is_test = 0", "o.is_test IN (VALUES (0))", "portable"),
        (
            "FROM v_orders AS o",
            "FROM v_orders AS o CROSS JOIN v_days AS d ON d.day = 1",
            "portable",
        ),
        ("COUNT(*) AS orders", "COUNT(*) / 2 AS orders", "no-integer-division"),
        ("COALESCE(SUM(o.net_revenue_sen), 0)", "SUM(o.net_revenue_sen)", "sum-coalesce"),
        ("SUM(o.net_revenue_sen)", "SUM(o.status = 'rts')", "sum-coalesce"),
        ("FROM v_orders AS o", "FROM orders AS o", "only-views"),
        ("FROM v_orders AS o", "FROM v_customers AS o", "only-views"),
        ("SELECT\n", "WITH v_orders AS (SELECT 1) SELECT\n", "only-views"),
        ("o.is_test = 0", "o.is_test = :basis", "bound"),
        ("o.ordered_date < :to_date", "o.is_test = 0", "bound"),
        ("o.is_test = 0", "o.is_test = ?", "bound"),
        ("ORDER BY o.platform, o.status", "ORDER BY o.platform", "ordered"),
        ("ORDER BY o.platform, o.status", "", "ordered"),
        (";", "; SELECT 1;", "one-statement"),
    ],
)
def test_a_broken_rule_is_found(old: str, new: str, rule: str) -> None:
    assert old in STATUS.sql
    broken = replace(STATUS, sql=STATUS.sql.replace(old, new))

    assert rule in {finding.rule for finding in lint(broken)}


def test_words_in_comments_and_texts_are_no_findings() -> None:
    talk = "-- SELECT * FROM orders, now\n"
    harmless = STATUS.sql.replace("o.is_test = 0", "o.raw_status <> 'SUM(now) / 2'")

    assert lint(replace(STATUS, sql=talk + harmless)) == []


def test_a_metric_without_a_golden_case_is_found(tmp_path: Path) -> None:
    assert [finding.rule for finding in lint(STATUS, cases=tmp_path)] == ["golden"]


def test_seed_ids_are_real_ids() -> None:
    rules = [f.rule for f in lint(replace(STATUS, seed_ids=("X-22",)))]

    assert rules == ["seed-ids"]


def test_an_edited_formula_breaks_its_seal() -> None:
    edited = replace(STATUS, sql=STATUS.sql.replace("o.is_test = 0", "1 = 1"))

    assert "edited" in {f.rule for f in check_seals([edited], {STATUS.id: seal_of(STATUS)})}


def test_a_reworded_title_keeps_its_seal() -> None:
    assert seal_of(replace(STATUS, title=("lain", "other"))) == seal_of(STATUS)


def test_a_renamed_column_breaks_its_seal() -> None:
    first, *rest = STATUS.columns
    renamed = replace(STATUS, columns=(replace(first, name="shop"), *rest))

    assert seal_of(renamed) != seal_of(STATUS)


def test_a_sealed_metric_may_not_vanish() -> None:
    assert [f.rule for f in check_seals([], {"old@1": "0" * 64})] == ["gone"]


def test_sealing_adds_what_is_new_and_changes_nothing(tmp_path: Path) -> None:
    lock = tmp_path / "metrics.lock"
    edited = replace(STATUS, sql="SELECT 1;")

    assert [STATUS.id] == seal_new([STATUS], lock)
    assert seal_new([edited], lock) == []
    assert {STATUS.id: seal_of(STATUS)} == read_seals(lock)


HEADED = (
    """/*omni
name = "m"
version = 1
title = { id = "a", en = "b" }
formula = { id = "a", en = "b" }
how_to_read = { id = "a", en = "b" }
seed_ids = ["S0-09"]
grain = []
params = ["from_date"]
sources = ["v_orders"]
needs = ["orders", "ads:meta"]
better = "up"
columns = [{ name = "x_sen", kind = "sen", id = "a", en = "b" }]
*/
SELECT 1 AS x_sen;
""",
)[0]


def test_a_header_says_what_figures_need_and_which_way_is_good() -> None:
    spec = parse_metric(HEADED, Path("m/v1.sql"))
    on_cash = parse_metric(HEADED.replace('["from_date"]', '["basis"]'), Path("m/v1.sql"))

    assert (spec.needs, spec.columns[0].better) == (("orders", "ads:meta"), "up")
    assert spec.needs_on("cash") == spec.needs
    assert on_cash.needs_on("cash") == (*spec.needs, "settlements")
    assert on_cash.needs_on("placed") == spec.needs


def test_texts_and_days_are_neither_good_nor_bad_and_shares_are_ratios() -> None:
    columns = {c.name: (c.better, c.is_ratio) for c in get("roas_monthly").columns}

    assert columns["month"] == ("none", False)
    assert columns["repeat_rate_bps"] == ("up", True)
    assert columns["cac_sen"] == ("down", False)


def test_a_header_is_read() -> None:
    spec = parse_metric(HEADED, Path("m/v1.sql"))

    assert (spec.id, spec.title, spec.sql) == ("m@1", ("a", "b"), "SELECT 1 AS x_sen;\n")
    assert [column.printed_name for column in spec.columns] == ["x"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/*omni", "/*"),
        ('name = "m"', 'name = "n"'),
        ("version = 1", "version = 2"),
        ("version = 1", "version = '1'"),
        ('title = { id = "a", en = "b" }', 'title = { id = "a" }'),
        ('title = { id = "a", en = "b" }', 'title = { id = "a", en = " " }'),
        ('formula = { id = "a", en = "b" }\n', ""),
        ('params = ["from_date"]', 'params = ["since"]'),
        ("grain = []", 'grain = ["y"]'),
        ("grain = []", "grain = []\nowner = 1"),
        ('needs = ["orders", "ads:meta"]\n', ""),
        ("ads:meta", "advertising"),
        ("ads:meta", "ads:"),
        ('better = "up"\n', ""),
        ('better = "up"', 'better = "more"'),
        ('better = "up"', 'better = "up"\nuses = ["no_such_text"]'),
        ('kind = "sen"', 'kind = "sen", better = "more"'),
        ('kind = "sen"', 'kind = "money"'),
        ('kind = "sen"', 'kind = "int"'),
        ('name = "x_sen"', 'name = "x"'),
    ],
)
def test_a_wrong_header_is_refused(old: str, new: str) -> None:
    assert old in HEADED
    with pytest.raises(OmniError) as caught:
        parse_metric(HEADED.replace(old, new), Path("m/v1.sql"))

    assert caught.value.code == "E_METRIC_HEADER"


LIKE = """/*omni
name = "n"
version = 1
like = "m@1"
title = { id = "c", en = "d" }
grain = ["day"]
columns = [ { name = "day", kind = "date", id = "Hari", en = "Day" }, "*" ]
*/
SELECT 1 AS day, 1 AS x_sen;
"""


def test_a_header_like_another_says_only_what_differs(tmp_path: Path) -> None:
    for name, text in (("m", HEADED), ("n", LIKE)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "v1.sql").write_text(text, encoding="utf-8")
    other = read_metric(tmp_path / "m" / "v1.sql")
    spec = read_metric(tmp_path / "n" / "v1.sql")

    assert (spec.id, spec.title, spec.grain) == ("n@1", ("c", "d"), ("day",))
    assert (spec.formula, spec.params, spec.needs) == (other.formula, other.params, other.needs)
    assert spec.columns[1:] == other.columns


@pytest.mark.parametrize("other", ["o@1", "n@1", "m@2"])
def test_a_header_is_like_one_that_says_everything(other: str, tmp_path: Path) -> None:
    for name, text in (("m", HEADED), ("n", LIKE.replace("m@1", other))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "v1.sql").write_text(text, encoding="utf-8")
    with pytest.raises(OmniError) as caught:
        read_metric(tmp_path / "n" / "v1.sql")

    assert caught.value.code == "E_METRIC_HEADER"
