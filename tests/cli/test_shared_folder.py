"""A second OS account works within its role in a shared folder, and is refused in a private one.

Needs to be root to make the account; `.ci/run` requires it, elsewhere it is left out.
"""

import json
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Omni
from conftest import Ran
from import_files import TWO
from omnicli.assets import asset_root
from shopee_files import Order
from shopee_files import export

REQUIRED = os.environ.get("OMNI_REQUIRE_ACCOUNTS") == "1"
ACCOUNT, GROUP = "omni-uji", "omni-uji-toko"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not REQUIRED, reason="OMNI_REQUIRE_ACCOUNTS is not 1: the test makes an OS account"
    ),
]

# The interpreter may lie where the account cannot read: everything is loaded before it changes.
# A csv is read by the same process; formats that a child reads would need their own interpreter.
AS_OTHER = """
import importlib, os, pkgutil, sys
from pathlib import Path
import omnicli
from omnicli import assets, cli
for module in pkgutil.walk_packages(omnicli.__path__, "omnicli."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
import contextlib, encodings
for module in pkgutil.iter_modules(encodings.__path__, "encodings."):
    with contextlib.suppress(ImportError):
        importlib.import_module(module.name)
import jinja2, polars, xlsxwriter, rich.table, zoneinfo
uid, gid, copy, *line = sys.argv[1:]
assets.asset_root = lambda: (Path(copy), "checkout")
os.setgroups([int(gid)])
os.setgid(int(gid))
os.setuid(int(uid))
os.chdir("/")
sys.exit(cli.main(line))
"""


@pytest.fixture(scope="module")
def ground() -> Iterator[Path]:
    """A folder that every account may enter, with omni's own files readable beside it."""
    assert os.geteuid() == 0, "making an account takes root"
    root = Path(tempfile.mkdtemp())
    root.chmod(0o755)
    for name in ("sql", "report_templates"):
        shutil.copytree(asset_root()[0] / name, root / "assets" / name)
    for path in (root / "assets").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (root / "assets").chmod(0o755)
    subprocess.run(["groupadd", "-f", GROUP], check=True)
    subprocess.run(["userdel", ACCOUNT], check=False, stderr=subprocess.DEVNULL)
    subprocess.run(["useradd", "-M", "-G", GROUP, ACCOUNT], check=True)
    yield root
    subprocess.run(["userdel", ACCOUNT], check=False)
    subprocess.run(["groupdel", GROUP], check=False)
    shutil.rmtree(root)


def _as_other(ground: Path, *line: str | Path) -> Ran:
    import grp

    ids = (str(pwd.getpwnam(ACCOUNT).pw_uid), str(grp.getgrnam(GROUP).gr_gid))
    words = [sys.executable, "-c", AS_OTHER, *ids, str(ground / "assets"), *map(str, line)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def _export(ground: Path, name: str, *orders: Order) -> Path:
    file = ground / name
    file.write_bytes(export(list(orders)))
    file.chmod(0o644)
    return file


def test_in_a_folder_of_one_owner_another_account_is_told_what_to_do(
    omni: Omni, ground: Path
) -> None:
    root = ground / "satu"
    assert omni("-w", root, "init", root).code == 0
    added = omni("-w", root, "users", "add", ACCOUNT, "--role", "marketing")
    assert "omni init --group" in added.err

    file = _export(ground, "lain.csv", Order("250801NEW00001"))
    for line in (("whoami",), ("import", file)):
        ran = _as_other(ground, "-w", root, *line)

        assert (ran.code, ran.first_error) == (4, "E_CLOSED")
        assert "omni init --group" in ran.err
    assert omni("-w", root, "batches", "list", "--json").json == []


def test_in_a_shared_folder_another_account_works_within_its_role(omni: Omni, ground: Path) -> None:
    root = ground / "bersama"
    file = ground / "dua.csv"
    file.write_bytes(export(TWO))
    file.chmod(0o644)
    assert omni("-w", root, "init", root).code == 0
    assert omni("-w", root, "init", root, "--group", GROUP).code == 0
    ran = _as_other(ground, "-w", root, "check")
    assert ran.first_error == "E_UNKNOWN_USER", ran
    added = omni("-w", root, "users", "add", ACCOUNT, "--role", "finance")
    assert f"usermod -aG GROUP {ACCOUNT}" in omni(
        "-w",
        root,
        "--lang",
        "en",
        "users",
        "add",
        "lain",
        "--role",
        "cs",
        "--os-user",
        ACCOUNT + "2",
    ).err.replace(ACCOUNT + "2", ACCOUNT)
    assert added.code == 0
    assert omni("-w", root, "import", "shopee", file).code == 0

    works: list[tuple[str, ...]] = [
        ("check",), ("report", "receipts", "--month", "-f", "json"), ("orders", "list", "--json"),
        ("reconcile", "shopee", "--month"), ("orders", "list", "--columns", "order_no"),
    ]  # fmt: skip
    for line in works:
        ran = _as_other(ground, "-w", root, *line)
        assert ran.code in {0, 6}, (line, ran.err)
    denied: list[tuple[str, ...]] = [
        ("users", "add", "x", "--role", "cs"), ("restore", "--list"), ("privacy", "register"),
    ]  # fmt: skip
    for line in denied:
        ran = _as_other(ground, "-w", root, *line)
        assert (ran.code, ran.first_error) == (4, "E_DENIED"), (line, ran.err)

    # It imports: its originals and rows are the folder's like any other.
    new = _export(ground, "baru.csv", Order("250801NEW00001"))
    ran = _as_other(ground, "-w", root, "import", "shopee", new, "--json")
    assert (ran.code, ran.json["files"][0]["state"]) == (0, "imported"), ran.err
    listed = _as_other(ground, "-w", root, "orders", "list", "--json").json
    assert "250801NEW00001" in json.dumps(listed)
    trail = omni("-w", root, "audit", "list", "--user", ACCOUNT, "--json").json
    assert ("import", "ok") in {(row["command"], row["outcome"]) for row in trail}
    assert omni("-w", root, "import", "shopee", new, "--json").json["files"][0]["state"] == (
        "unchanged"
    )
    assert omni("-w", root, "rebuild", "--json").json["same"] is True

    # The owner goes on with what the other account made, and the trail knows both.
    assert omni("-w", root, "batches", "undo", "1", "--yes").code == 0
    rows = omni("-w", root, "audit", "list", "--user", ACCOUNT, "--json").json
    assert [row["outcome"] for row in rows].count("denied") >= 3
    assert omni("-w", root, "audit", "verify").code == 0
    wide = [p for p in root.rglob("*") if not p.is_symlink() and p.stat().st_mode & 0o007]
    assert wide == []
    for path in root.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o2770 if path.is_dir() else 0o660), (path, oct(mode))
    assert omni("-w", root, "doctor").code in {0, 6}
