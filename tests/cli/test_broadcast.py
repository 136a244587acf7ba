"""S0-46, S0-47, S0-48, F-62: whom a broadcast list holds, and whom it never does."""

import csv
import hashlib
from pathlib import Path

import pytest

from conftest import Omni
from omnicli.services.broadcast import listed_names
from omnicli.workspace import Workspace
from people_world import ANI
from people_world import BUDI
from people_world import CITRA
from people_world import DEWI
from people_world import FORMS

MONDAY = "2025-09-01T02:00:00Z"
EKA = "6281200000015"
MORE = f"""
contact_id,display_name,phone_number,pipeline_status_name,label_names,created_at,last_message_at,additional_kota
c5,Eka,{EKA},Blacklist,,2025-08-20T03:00:00Z,2025-08-25T03:00:00Z,
c6,Dewi lagi,{DEWI},Potensial,,2025-08-20T03:00:00Z,2025-08-24T03:00:00Z,Sampit
c7,Fani,6281200000016,Potensial,,2025-08-20T03:00:00Z,2025-08-31T03:00:00Z,Sampit
c8,Gita,6281200000017,Potensial,"baru,VIP",2025-08-20T03:00:00Z,2025-08-22T03:00:00Z,Sampit
c9,Hani,6281200000018,Potensial,,2025-08-20T03:00:00Z,2025-08-22T03:00:00Z,
"""


@pytest.fixture
def shop(omni: Omni, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Omni:
    """Orders and chat contacts, imported on a Monday; Hani opted out."""
    monkeypatch.setenv("OMNI_NOW", MONDAY)
    texts = {"orders": FORMS["orders"], "cekat": FORMS["cekat"], "lagi": MORE}
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text.lstrip(), encoding="utf-8")
        assert omni("import", tmp_path / f"{name}.csv").code == 0
    assert omni("opt-outs", "add", "--phone", "081200000018").code == 0
    return omni


def phones(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["HP"] for row in csv.DictReader(file)]


def test_preview_counts_and_writes_nothing(shop: Omni) -> None:
    """Ani closed, Citra refused, Eka is blacklisted, Fani wrote yesterday, Hani opted out."""
    found = shop("broadcast", "preview", "--json").json

    assert found["people"] == 3
    assert [p["name"] for p in found["sample"]] == ["Dewi", "Gita", "Budi"]
    assert found["suppressed"] == {
        "blacklisted": 1,
        "closed": 1,
        "opted_out": 1,
        "recent": 1,
        "refuser": 1,
        "twice": 1,
    }
    assert all("•" in p["phone"] for p in found["sample"])
    assert "Belum ada yang ditulis" in shop("broadcast", "preview").err


def test_filters_take_any_value_of_one_and_all_of_several(shop: Omni) -> None:
    def names(*words: str) -> list[str]:
        return [p["name"] for p in shop("broadcast", "preview", *words, "--json").json["sample"]]

    assert names("--label", "vip") == ["Dewi", "Gita"]
    assert names("--label", "vip", "--city", "SAMPIT") == ["Gita"]
    assert names("--pipeline", "Potensial", "--pipeline", "Tanya Harga") == ["Dewi", "Gita", "Budi"]
    assert names("--segment", "New") == ["Budi"]


def test_a_list_is_written_recorded_and_not_repeated(shop: Omni, tmp_path: Path) -> None:
    target = tmp_path / "senin.csv"
    assert shop("broadcast", "export", "-o", target, "--reason", "promo").code == 0

    listed = phones(target)
    assert sorted(listed) == sorted([BUDI, DEWI, "6281200000017"])
    assert not {ANI, CITRA, EKA} & set(listed)
    again = shop("broadcast", "preview", "--json").json
    assert (again["people"], again["suppressed"]["recent"]) == (0, 4)
    later = shop("broadcast", "preview", "--quiet-days", "0", "--json").json
    assert later["overlap"] == 3
    ran = shop("broadcast", "export", "-o", tmp_path / "kosong.csv", "--reason", "promo")
    assert ran.first_error == "E_BROADCAST_EMPTY"
    assert not (tmp_path / "kosong.csv").exists()
    assert shop("audit", "verify").code == 0
    assert shop("rebuild").code == 0
    assert shop("broadcast", "preview", "--json").json["people"] == 0


def test_what_is_kept_of_a_list_leads_back_to_nobody_and_goes_with_an_erased_person(
    shop: Omni, workspace: Workspace, tmp_path: Path
) -> None:
    """Trying all phones undoes a plain hash; the keyed name goes with the person."""
    assert shop("broadcast", "export", "-o", tmp_path / "senin.csv", "--reason", "promo").code == 0
    journal = workspace.dataroom / "journal.jsonl"
    kept = journal.read_text(encoding="utf-8")
    name = listed_names(workspace)
    for phone in (f"+{BUDI}", f"+{DEWI}"):
        assert hashlib.sha256(phone.encode()).hexdigest() not in kept
        assert kept.count(name(phone)) == 1
    assert shop("privacy", "erase", f"+{BUDI}", "--reason", "permintaan", "--yes").code == 0
    kept = journal.read_text(encoding="utf-8")
    assert (kept.count(name(f"+{BUDI}")), kept.count(name(f"+{DEWI}"))) == (0, 1)
    query = "SELECT COUNT(*) AS n FROM decisions WHERE instr(payload, '{}')"
    assert shop("sql", query.format(name(f"+{BUDI}")), "--json").json == [{"n": 0}]


def test_who_is_held_out_is_not_written_and_stays_the_same(shop: Omni, tmp_path: Path) -> None:
    words = ("--hold-out", "34%", "--json")
    seen = shop("broadcast", "preview", *words).json
    target = tmp_path / "uji.xlsx"
    made = shop("broadcast", "export", "-o", target, "--reason", "uji", *words).json

    assert (made["people"], made["held_out"]) == (2, 1)
    assert made["sample"] == seen["sample"]
    assert target.read_bytes().startswith(b"PK")


def test_without_a_list_there_is_no_result(shop: Omni) -> None:
    assert shop("broadcast", "result").first_error == "E_BROADCAST_NONE"


def test_stale_leads_are_refused_unless_allowed(
    shop: Omni, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Imported on Monday: enough until Thursday."""
    target = tmp_path / "kamis.csv"
    words = ("broadcast", "export", "-o", target, "--reason", "promo")
    monkeypatch.setenv("OMNI_NOW", "2025-09-04T02:00:00Z")
    assert shop(*words).first_error == "E_LEADS_STALE"
    assert not target.exists()
    assert shop(*words, "--allow-stale").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("-o", "x.pdf"), "E_FORMAT"),
        (("-o", "x.csv", "--hold-out", "90%"), "E_HOLD_OUT"),
    ],
)
def test_what_cannot_be_is_refused(shop: Omni, words: tuple[str, ...], code: str) -> None:
    assert shop("broadcast", "export", *words, "--reason", "x").first_error == code
