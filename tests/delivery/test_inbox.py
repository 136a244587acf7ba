"""The inbox and `omni dataroom list` (S0-75): every document, and whether it counts."""

import pytest

from conftest import Omni
from omnicli.workspace import Workspace

HEAD = "Day,Campaign name,Amount spent (IDR)\n"


def test_new_files_are_taken_once_and_stay_where_they_are(
    omni: Omni, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert omni("import", "inbox").first_error == "E_INBOX"
    inbox = workspace.root / "inbox"
    inbox.mkdir()
    good, bad = inbox / "a.csv", inbox / "b.csv"
    good.write_text(f"{HEAD}2025-07-01,A,1000\n", "utf-8")
    assert [d["state"] for d in omni("dataroom", "list", "--json").json] == ["waiting"]
    bad.write_text("x;y\n1;2\n", "utf-8")

    first = omni("import", "inbox", "--keep-going")

    assert first.code == 6
    states = {d["file"]: (d["state"], d["why"]) for d in omni("dataroom", "list", "--json").json}
    assert states["a.csv"] == ("imported", "")
    assert states["b.csv"][0] == "refused"
    assert states["b.csv"][1].startswith("E_")
    assert good.exists()

    bad.unlink()
    # In the workspace itself, where jobs run, the word is the name of that folder, too.
    for place in (workspace.root.parent, workspace.root):
        monkeypatch.chdir(place)
        again = omni("import", "inbox", "--json")
        assert (again.code, again.json["files"]) == (0, [])
    assert len(omni("batches", "list", "--json").json) == 1


def test_a_newer_export_of_the_same_days_supersedes_an_older(
    omni: Omni, workspace: Workspace
) -> None:
    old, new = workspace.root.parent / "old.csv", workspace.root.parent / "new.csv"
    old.write_text(f"{HEAD}2025-07-01,A,1000\n", "utf-8")
    new.write_text(f"{HEAD}2025-07-01,A,1200\n2025-07-02,A,10\n", "utf-8")
    assert omni("import", old, "--effective-at", "2025-07-01").code == 0
    assert omni("import", new, "--effective-at", "2025-07-03").code == 0

    states = {d["file"]: d["state"] for d in omni("dataroom", "list", "--json").json}

    assert states == {"old.csv": "superseded", "new.csv": "imported"}
    assert omni("batches", "undo", "2", "--yes").code == 0
    states = {d["file"]: d["state"] for d in omni("dataroom", "list", "--json").json}
    assert states == {"old.csv": "imported", "new.csv": "undone"}
