"""`omni status` (S0-77): which months are in, what is missing, and what to do next."""

from datetime import date
from datetime import timedelta

import pytest

from conftest import Omni
from import_files import Write
from omnicli.workspace import Workspace

HEAD = "Day,Campaign name,Amount spent (IDR)"


def _month(first: str, days: int) -> bytes:
    start = date.fromisoformat(first)
    rows = [f"{start + timedelta(days=n)},A,1000" for n in range(days)]
    return "\n".join([HEAD, *rows, ""]).encode()


def test_an_empty_workspace_says_how_to_begin(omni: Omni) -> None:
    ran = omni("status", "--lang", "en")

    assert ran.code == 0
    assert "omni import FILE" in ran.out + ran.err


def test_a_month_that_is_missing_is_named_with_the_file_to_fetch(
    omni: Omni, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-08-02T03:00:00Z")
    for name, first, days in (("may", "2025-05-01", 31), ("july", "2025-07-01", 31)):
        assert omni("import", "meta-ads", write(f"{name}.csv", _month(first, days))).code == 0

    ((found,), shown) = (omni("status", "--json").json, omni("status", "--lang", "en"))

    assert (found["source"], found["account"], found["state"]) == ("meta-ads", "main", "gap")
    assert (found["newest_day"], found["days_old"], found["files"]) == ("2025-07-31", 2, 2)
    assert found["missing"] == ["2025-06"]
    assert found["months"] == {"2025-05": "complete", "2025-06": "none", "2025-07": "complete"}
    assert "download meta-ads (main) for 2025-06" in shown.out + shown.err


def test_an_undone_file_covers_nothing(omni: Omni, write: Write) -> None:
    assert omni("import", "meta-ads", write("may.csv", _month("2025-05-01", 31))).code == 0
    assert omni("batches", "undo", "1", "--yes").code == 0

    assert omni("status", "--json").json == []


def test_a_rebuild_gives_the_same_coverage(omni: Omni, write: Write) -> None:
    assert omni("import", "meta-ads", write("may.csv", _month("2025-05-01", 20))).code == 0
    before = omni("status", "--json").json
    assert omni("rebuild", "--yes").code == 0

    assert omni("status", "--json").json == before


def test_the_cadence_of_a_source_is_a_setting(
    omni: Omni, write: Write, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-06-05T03:00:00Z")
    assert omni("import", "meta-ads", write("may.csv", _month("2025-05-01", 31))).code == 0
    assert [s["state"] for s in omni("status", "--json").json] == ["complete"]
    settings = workspace.config_path
    settings.write_text(
        settings.read_text("utf-8").replace("[cadence] ", "[cadence]\nmeta-ads = 3 #")
    )

    assert [s["state"] for s in omni("status", "--json").json] == ["stale"]


def test_at_80_columns_a_source_takes_two_lines_at_most(
    omni: Omni, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMNI_NOW", "2025-09-02T03:00:00Z")
    monkeypatch.setenv("COLUMNS", "80")
    for name, first, days in (("jan", "2025-01-01", 31), ("july", "2025-07-01", 31)):
        put = write(f"{name}.csv", _month(first, days))
        assert omni("import", "meta-ads", put, "--account", "toko-kedua").code == 0

    short, whole = (omni("status", "--lang", "en", *more).out for more in ((), ("-v",)))

    head, _, *rows = short.rstrip().splitlines()
    assert max(map(len, short.splitlines())) <= 80
    assert ("meta-ads" in rows[0], len(rows) <= 2) == (True, True)
    assert "2025-02 – 2025-06" in " ".join(short.split())
    assert ("Files" in head, "Files" in whole) == (False, True)
