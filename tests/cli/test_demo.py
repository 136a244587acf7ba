"""`omni demo`: the whole way from downloads to a report, with numbers that never change."""

import os
import shutil
from pathlib import Path

import pytest

from campaign import share
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.services.demo import Demo
from omnicli.services.demo import run_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run_demo(tmp_path_factory.mktemp("shop") / "omni-demo")


def test_the_tour_imports_updates_and_refuses(demo: Demo) -> None:
    """A year comes in, a newer download updates without doubling, a broken one is refused."""
    assert demo.first.exit_code is Exit.OK
    assert [f.entities["orders"].inserted for f in demo.first.files[:3]] == [961, 246, 263]
    again = demo.newer.files[0].entities["orders"]
    assert (again.inserted, again.updated, again.unchanged) == (0, 98, 165)
    assert demo.broken.exit_code is Exit.INPUT_REJECTED
    assert [issue.code for issue in demo.broken.files[0].issues] == ["E_FILE_TRUNCATED"]


def test_the_figures_are_the_same_on_every_machine(demo: Demo) -> None:
    """Pinned: a change here is a change of the generator, the sources or the metrics."""
    assert dict(demo.reports[0].report.headline()) == {
        "Belanja iklan": "Rp6.911.101",
        "Pendapatan": "Rp42.525.300",
        "ROAS": "6,15×",
    }


def test_the_money_is_proved_and_adds_up(demo: Demo) -> None:
    """Income against its summary, the balance and the bank account on every row: no warning."""
    income, balance, invoice, _, bank = demo.money.files
    assert [file.state for file in demo.money.files] == ["imported"] * 5
    assert {i.severity for file in demo.money.files for i in file.issues} == {"notice"}
    assert income.money["net_sen"] == 161_159_382_00
    assert invoice.money["net_sen"] == 62_884_335_00
    assert balance.money["wallet_net_sen"] == 1_239_592_00
    assert bank.money["credit_sen"] - bank.money["debit_sen"] == 39_978_776_50


def test_each_planted_difference_is_found_and_nothing_else(demo: Demo) -> None:
    found = {w.name: w.value_sen // 100 for w in demo.reconciliation.worklists if w.rows}
    assert found == {
        "delivered_not_settled": 318_000,
        "paid_out_not_in_bank": 3_331_618,
        "short_paid": -25_000,
        "lost_unclaimed": 86_000,
        "bank_credit_unknown": 415_000,
        "refund": -520_400,
    }
    headline = dict(demo.reports[-1].report.headline())
    assert headline["Belum terjelaskan"] == "-Rp25.000"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 1 + share(3)))
def test_another_shop_meets_the_same_differences(tmp_path: Path, seed: int) -> None:
    lists = run_demo(tmp_path / "d", seed=seed).reconciliation.worklists
    planted = ("delivered_not_settled", "paid_out_not_in_bank", "short_paid", "bank_credit_unknown")
    assert {w.name: len(w.rows) for w in lists if w.name in planted} == dict.fromkeys(planted, 1)


def test_every_report_has_its_page_and_its_workbook(demo: Demo) -> None:
    for rendered in demo.reports:
        assert [file.suffix for file in rendered.files] == [".html", ".xlsx"]
        assert all(file.stat().st_size > 1000 for file in rendered.files)
    assert demo.page.name == "roas-2025-08-delivered.html"


def test_a_second_run_starts_afresh_and_gives_the_same_page(demo: Demo, tmp_path: Path) -> None:
    """Same seed, same bytes; and the demo's clock does not stay behind."""
    again = tmp_path / "d"
    shutil.copytree(demo.workspace.root, again)
    (again / "reports" / "lama.txt").write_text("dari putaran sebelumnya")
    assert run_demo(again).page.read_bytes() == demo.page.read_bytes()
    assert not (again / "reports" / "lama.txt").exists()
    assert "OMNI_NOW" not in os.environ


@pytest.mark.parametrize("name", ["foto.jpg", "omni.toml", ".omni-demo"])
def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    """Only a folder that a demo made, and marked, is ever cleared."""
    (tmp_path / name).write_text("milik saya")
    with pytest.raises(OmniError) as refused:
        run_demo(tmp_path)
    assert refused.value.code == "E_DEMO_TARGET"
    assert (tmp_path / name).read_text() == "milik saya"
