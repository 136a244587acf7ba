"""A second OS account works within its role in a shared folder, and is refused in a private one.

Needs to be root to make the account; `.ci/run` requires it, elsewhere it is left out.
"""

import csv
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import omnicli
import pdf_files
from conftest import Omni
from conftest import Ran
from import_files import TWO
from omnicli.assets import asset_root
from shopee_files import Order
from shopee_files import export
from source_fixtures import xlsx

REQUIRED = os.environ.get("OMNI_REQUIRE_ACCOUNTS") == "1"
ACCOUNT, GROUP = "omni-uji", "omni-uji-toko"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not REQUIRED, reason="OMNI_REQUIRE_ACCOUNTS is not 1: the test makes an OS account"
    ),
]

OMNI = "import sys; from omnicli.cli import main; sys.exit(main(sys.argv[1:]))"
LEFT_OUT = shutil.ignore_patterns("site-packages", "dist-packages", "test", "__pycache__")


def _linked(source: Path, target: Path, **more: Any) -> None:
    """A folder once more, its files linked where the disk allows it: they are many and large."""

    def same(one: str, other: str) -> None:
        try:
            Path(other).hardlink_to(Path(one).resolve())
        except OSError:
            shutil.copy2(one, other)

    shutil.copytree(source, target, copy_function=same, **more)


def _interpreter(ground: Path) -> Path:
    """An interpreter with omni that every account may run; the tests' own may lie in a home.

    It is a real one, started by the account itself: so it can start the children that read files.
    """
    base = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    with suppress(PermissionError):
        subprocess.run([base, "-I", "-c", "import json"], check=True, user=ACCOUNT, cwd="/")
        return _environment(ground, base, version)
    own = ground / "python"
    (own / "bin").mkdir(parents=True)
    shutil.copy2(base, own / "bin" / version)
    stdlib = Path(sysconfig.get_path("stdlib"))
    _linked(stdlib, own / stdlib.relative_to(sys.base_prefix), ignore=LEFT_OUT)
    for library in Path(sys.base_prefix, "lib").glob("libpython*"):
        shutil.copy2(library, own / "lib")
    return _environment(ground, own / "bin" / version, version)


def _environment(ground: Path, base: Path, version: str) -> Path:
    """A virtual environment on that interpreter, with the packages of the tests' one."""
    env = ground / "env"
    (env / "bin").mkdir(parents=True)
    (env / "bin" / "python").symlink_to(base)
    (env / "pyvenv.cfg").write_text(f"home = {base.parent}\n")
    packages = env / "lib" / version / "site-packages"
    _linked(Path(sysconfig.get_path("purelib")), packages)
    installed = packages / "omnicli"
    if installed.exists():
        shutil.rmtree(installed)
    checkout = ground / "omni"
    shutil.copytree(Path(omnicli.__file__).parent, checkout / "src" / "omnicli")
    for name in ("sql", "report_templates"):
        shutil.copytree(asset_root()[0] / name, checkout / name)
    (packages / "omni.pth").write_text(f"{checkout / 'src'}\n")
    # Open to all, whatever the umask was; a linked file is the tests' own and stays as it is.
    for path in (*env.rglob("*"), *checkout.rglob("*"), *(ground / "python").rglob("*")):
        if path.is_dir() or (not path.is_symlink() and path.stat().st_nlink == 1):
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    for path in filter(Path.exists, (env, checkout, ground / "python")):
        path.chmod(0o755)
    return env / "bin" / "python"


@pytest.fixture(scope="module")
def ground() -> Iterator[Path]:
    """A folder that every account may enter, with an interpreter and omni for all."""
    assert os.geteuid() == 0, "making an account takes root"
    root = Path(tempfile.mkdtemp())
    root.chmod(0o755)
    subprocess.run(["groupadd", "-f", GROUP], check=True)
    subprocess.run(["userdel", ACCOUNT], check=False, stderr=subprocess.DEVNULL)
    subprocess.run(["useradd", "-M", "-G", GROUP, ACCOUNT], check=True)
    _interpreter(root)
    yield root
    subprocess.run(["userdel", ACCOUNT], check=False)
    subprocess.run(["groupdel", GROUP], check=False)
    shutil.rmtree(root)


def _as_other(ground: Path, *line: str | Path) -> Ran:
    done = subprocess.run(
        [ground / "env" / "bin" / "python", "-c", OMNI, *map(str, line)],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        user=ACCOUNT,
        group=GROUP,
        extra_groups=[GROUP],
        env={**os.environ, "HOME": "/", "LD_LIBRARY_PATH": str(ground / "python" / "lib")},
    )
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


def test_another_account_imports_what_a_child_process_reads(omni: Omni, ground: Path) -> None:
    """A workbook and a PDF: the child runs in the account's name, and its rows are the folder's."""
    root = ground / "anak"
    assert omni("-w", root, "init", root).code == 0
    assert omni("-w", root, "init", root, "--group", GROUP).code == 0
    assert omni("-w", root, "users", "add", ACCOUNT, "--role", "finance").code == 0
    sheet = [*csv.reader(io.StringIO(export(TWO).decode("utf-8-sig")))]
    drawn = Path(__file__).parents[1] / "sources" / "mandiri" / "pdf-tabungan.pdf.txt"
    files = {
        "pesanan.xlsx": ("shopee", xlsx({"orders": sheet})),
        "rekening.pdf": ("mandiri", pdf_files.draw(drawn.read_text(encoding="utf-8"))),
    }
    for name, (source, data) in files.items():
        (ground / name).write_bytes(data)
        (ground / name).chmod(0o644)
        ran = _as_other(ground, "-w", root, "import", source, ground / name, "--json")
        assert ran.code == 0, ran.err
        (file,) = ran.json["files"]
        assert file["state"] == "imported"
        assert file["rows"]["inserted"] > 0
    assert omni("-w", root, "rebuild", "--json").json["same"] is True
