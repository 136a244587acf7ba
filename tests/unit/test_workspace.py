"""Finding, making and configuring a workspace."""

import stat
from pathlib import Path

import pytest

from omnicli.domain.errors import OmniError
from omnicli.services.setup import set_up
from omnicli.settings import Settings
from omnicli.settings import load_settings
from omnicli.workspace import CONFIG_NAME
from omnicli.workspace import Workspace
from omnicli.workspace import create_workspace
from omnicli.workspace import find_workspace


def fails(path: Path) -> OmniError:
    with pytest.raises(OmniError) as caught:
        load_settings(path)
    return caught.value


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / CONFIG_NAME


def test_found_from_a_folder_below(workspace: Workspace) -> None:
    deep = workspace.root / "reports" / "2025" / "08"
    deep.mkdir(parents=True)

    assert find_workspace(None, env={}, cwd=deep).root == workspace.root


def test_the_flag_beats_the_environment_and_that_beats_the_folder(tmp_path: Path) -> None:
    here, named, flagged = (create_workspace(tmp_path / name).root for name in "abc")
    env = {"OMNI_WORKSPACE": str(named)}

    assert find_workspace(flagged, env=env, cwd=here).root == flagged
    assert find_workspace(None, env=env, cwd=here).root == named
    assert find_workspace(None, env={}, cwd=here).root == here


def test_a_named_folder_without_a_workspace_is_not_searched_upwards(workspace: Workspace) -> None:
    with pytest.raises(OmniError) as caught:
        find_workspace(workspace.reports, env={})

    assert caught.value.code == "E_NO_WORKSPACE"
    assert "omni init" in caught.value.hint("id")


def test_created_for_its_owner_only(tmp_path: Path) -> None:
    made = set_up(tmp_path / "toko").workspace
    paths = [made.root, *made.root.rglob("*")]

    assert [p for p in paths if stat.S_IMODE(p.stat().st_mode) & 0o077] == []


def test_init_again_changes_no_file(workspace: Workspace) -> None:
    workspace.config_path.write_text('[store]\nname = "Lain"\n', "utf-8")
    again = set_up(workspace.root, store_name="Baru")

    assert again.created is False
    assert again.applied == ()
    assert again.workspace.settings.store_name == "Lain"


@pytest.mark.parametrize("clash", ["warehouse.db", "dataroom", "reports"])
def test_init_refuses_a_folder_that_holds_such_names_already(tmp_path: Path, clash: str) -> None:
    (tmp_path / clash).mkdir()
    with pytest.raises(OmniError) as caught:
        create_workspace(tmp_path)

    assert caught.value.code == "E_WORKSPACE_TARGET"
    assert sorted(p.name for p in tmp_path.iterdir()) == [clash]


def test_init_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(OmniError, match="E_WORKSPACE_TARGET"):
        create_workspace(tmp_path / "x")


def test_a_store_name_survives_the_file_whatever_it_holds(tmp_path: Path) -> None:
    name = 'Toko "Bu Siti" \\ 50% {diskon}\n🌱'

    assert create_workspace(tmp_path / "t", store_name=name).settings.store_name == name


def test_the_written_file_says_the_defaults(tmp_path: Path) -> None:
    assert create_workspace(tmp_path / "t").settings == Settings()


def test_every_setting_is_read(config: Path) -> None:
    config.write_text(
        "[store]\nname='A'\ntimezone='Asia/Makassar'\nlang='en'\n"
        "[ads]\nvat_bps=1100\n[settlement_days]\nshopee=3\n"
        "[test_orders]\nnames=['Uji']\nphones=['+62811']\n"
        "[identity]\nmasked='exclude'\n[rts]\ninclude_undelivered=true\n"
        "[fees]\nshopee=650\n[payout_fees]\nshopee=[0, 2500]\n"
        "[payers]\nmengantar=['PT Contoh']\n[reconcile]\nbank_days=5\n",
        "utf-8",
    )
    found = load_settings(config)

    assert found == Settings(
        timezone="Asia/Makassar",
        lang="en",
        store_name="A",
        settlement_days={"shopee": 3},
        ads_vat_bps=1100,
        test_names=("Uji",),
        test_phones=("+62811",),
        identity_masked="exclude",
        rts_include_undelivered=True,
        fees={"shopee": 650},
        payout_fees={"shopee": (0, 2500)},
        payers={"mengantar": ("PT Contoh",)},
        bank_days=5,
    )
    assert (found.days_to_settle("shopee"), found.days_to_settle("tiktok")) == (3, 7)


@pytest.mark.parametrize(
    ("text", "wrong", "nearest"),
    [
        ("[store]\ntimezon='Asia/Jakarta'", "store.timezon", "store.timezone"),
        ("[ad]\nvat_bps=1", "ad.vat_bps", "ads"),
        ("lang='id'", "lang", "store.lang"),
        ("[payer]\nshopee=['X']", "payer.shopee", "payers"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest(
    config: Path, text: str, wrong: str, nearest: str
) -> None:
    config.write_text(text, "utf-8")
    error = fails(config)

    assert (error.code, error.fields["value"]) == ("E_CONFIG_KEY", wrong)
    assert error.fields["nearest"] in {nearest, "ads.vat_bps"}


@pytest.mark.parametrize(
    "text",
    [
        "[store]\ntimezone='Mars/Olympus'",
        "[store]\ntimezone='../../etc/passwd'",
        "[store]\nlang='fr'",
        "[ads]\nvat_bps=true",
        "[ads]\nvat_bps=-1",
        "[settlement_days]\nshopee='7'",
        "[test_orders]\nnames='Budi'",
        "[rts]\ninclude_undelivered=1",
        "[payout_fees]\nshopee=2500",
        "[payout_fees]\nshopee=[-1]",
        "[payers]\nshopee=['S']",
        "[fees]\nshopee=6.5",
        "[reconcile]\nbank_days=-1",
        "[reconcile]\ntrust_after=1001",
        "[reconcile]\ntrust_after=true",
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(config: Path, text: str) -> None:
    config.write_text(text, "utf-8")

    assert fails(config).code == "E_CONFIG_VALUE"


@pytest.mark.parametrize("data", [b"[store", b"\xff\xfe\x00", b"a = = 1"])
def test_what_is_not_toml_is_refused(config: Path, data: bytes) -> None:
    config.write_bytes(data)

    assert fails(config).code == "E_CONFIG_SYNTAX"
