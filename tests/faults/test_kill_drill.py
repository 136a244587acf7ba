"""Restore drill: a backup, a restore or a migration killed at any point leaves old or new.

Real processes that count what they do to files and database, and kill themselves at the n-th.
"""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from campaign import share
from canonical import dump
from conftest import Omni
from omnicli.access import audit
from omnicli.assets import asset_root
from omnicli.warehouse import archive
from omnicli.warehouse.connect import connect
from omnicli.workspace import Workspace
from shopee_files import Order
from shopee_files import export

pytestmark = pytest.mark.slow

KILLS = 50
KILLER = """
import os, signal, sqlite3, sys
from pathlib import Path
from omnicli import assets, cli

number, root, assets_at, *line = sys.argv[1:]
assets.asset_root = lambda: (Path(assets_at), "checkout")
KINDS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.scandir"}
done = 0

def step():
    global done
    done += 1
    if done == int(number):
        os.kill(os.getpid(), signal.SIGKILL)

def seen(event, args):
    if event in KINDS and any(isinstance(a, (str, os.PathLike)) and root in str(a) for a in args):
        step()

class Counting(sqlite3.Connection):
    def execute(self, *args):
        step()
        return super().execute(*args)

    def executemany(self, *args):
        step()
        return super().executemany(*args)

    def backup(self, target, **more):
        super().backup(target, pages=40, progress=lambda *_: step())

sys.addaudithook(seen)
real = sqlite3.connect
sqlite3.connect = lambda *a, **k: real(*a, **{**k, "factory": Counting})
code = cli.main(["-w", root, "--yes", *line])
print(f"steps {done}")
sys.exit(code)
"""

State = tuple[object, ...]


def run(number: int, workspace: Workspace, assets: Path, *line: str) -> tuple[int, int]:
    """The command line, killed at its n-th step unless that is 0; status, and steps if it lived."""
    words = [sys.executable, "-c", KILLER, str(number), str(workspace.root), str(assets), *line]
    ended = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    steps = ended.stdout.rpartition("steps ")[2].strip()
    assert ended.returncode in {0, -9}, ended.stderr
    return ended.returncode, int(steps or 0)


def state(workspace: Workspace) -> State:
    """What a person has: rows, schema, originals and settings."""
    with closing(connect(workspace.warehouse, readonly=False)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        schema = sorted(db.execute("SELECT name, sql FROM sqlite_schema").fetchall(), key=str)
        version = db.execute("PRAGMA user_version").fetchone()
    kept = sorted(p.name for p in (workspace.dataroom / "files").rglob("*") if p.is_file())
    config = workspace.config_path.read_bytes()
    return version, schema, dump(workspace.warehouse), kept, config


def points(steps: int) -> Iterator[int]:
    """Points to kill at: a third of the drill, by chance, the last steps among them."""
    chance = random.Random(steps)
    count = max(share(KILLS) // 3, 2)
    yield from sorted({*chance.choices(range(1, steps + 1), k=count - 1), steps})


def again(folder: Path, workspace: Workspace, name: str) -> Workspace:
    """The workspace as it was, in a folder of its own."""
    root = folder / name
    shutil.copytree(workspace.root, root, symlinks=True)
    return Workspace(root)


@pytest.fixture
def two(omni: Omni, workspace: Workspace, tmp_path: Path) -> Path:
    """A workspace with one order and another after the backup that is returned."""
    for number in (1, 2):
        file = tmp_path / f"{number}.csv"
        file.write_bytes(export([Order(f"250801{number:08}")]))
        assert omni("import", file).code == 0
        if number == 1:
            made = Path(omni("backup", "--json").json["file"])
            text = workspace.config_path.read_text("utf-8")
            workspace.config_path.write_text(text + "# later\n", "utf-8")
    return made


def sound_backups(workspace: Workspace) -> int:
    """Every file that is called a backup is one."""
    found = sorted(workspace.backups.glob("*.omni.zip"))
    for file in found:
        archive.check(file, audit.head, workspace.root.parent / "scratch")
    return len(found)


def test_a_killed_backup_leaves_no_half_one(
    omni: Omni, workspace: Workspace, two: Path, tmp_path: Path
) -> None:
    assets = asset_root()[0]
    _, steps = run(0, again(tmp_path, workspace, "lama"), assets, "backup")
    old = state(workspace)
    for number in points(steps):
        mine = again(tmp_path, workspace, f"b{number}")
        code, _ = run(number, mine, assets, "backup")
        assert code == -9
        assert state(mine) == old
        assert sound_backups(mine) in {1, 2}
        assert omni("-w", mine.root, "backup").code == 0
        assert omni("-w", mine.root, "audit", "verify").code == 0
        shutil.rmtree(mine.root)


def test_a_killed_restore_leaves_the_old_state_or_the_new(
    omni: Omni, workspace: Workspace, two: Path, tmp_path: Path
) -> None:
    assets = asset_root()[0]
    whole = again(tmp_path, workspace, "utuh")
    _, steps = run(0, whole, assets, "restore", two.name)
    old, new = state(workspace), state(whole)
    assert old != new
    seen = set()
    for number in points(steps):
        mine = again(tmp_path, workspace, f"r{number}")
        code, _ = run(number, mine, assets, "restore", two.name)
        assert code == -9
        # The next command of any kind ends what was decided.
        assert omni("-w", mine.root, "orders", "list").code == 0
        found = state(mine)
        assert found in (old, new), number
        seen.add(found == new)
        assert sound_backups(mine) >= 1
        assert omni("-w", mine.root, "audit", "verify").code == 0
        assert omni("-w", mine.root, "restore", two.name).code == 0
        assert state(mine) == new
        assert not list(mine.root.glob(".omni-restore*"))
        shutil.rmtree(mine.root)
    assert seen == {False, True}


def test_a_killed_migration_leaves_the_old_schema_or_the_new(
    omni: Omni, workspace: Workspace, two: Path, tmp_path: Path
) -> None:
    """An omni that brings two more schema files and a view."""
    old_assets, new_assets = asset_root()[0], tmp_path / "baru"
    for name in ("sql", "report_templates"):
        shutil.copytree(old_assets / name, new_assets / name)
    (new_assets / "sql/schema/9001_more.sql").write_text(
        "CREATE TABLE more (a TEXT) STRICT;\nINSERT INTO more SELECT order_no FROM orders;\n"
    )
    (new_assets / "sql/schema/9002_column.sql").write_text(
        "ALTER TABLE more ADD COLUMN b TEXT;\nUPDATE more SET b = a;\n"
    )
    (new_assets / "sql/views/v_more.sql").write_text("CREATE VIEW v_more AS SELECT a, b FROM more;")
    whole = again(tmp_path, workspace, "utuh")
    _, steps = run(0, whole, new_assets, "init")
    old, new = state(workspace), state(whole)
    assert old[0] != new[0] == (9002,)
    seen = set()
    for number in points(steps):
        mine = again(tmp_path, workspace, f"m{number}")
        code, _ = run(number, mine, new_assets, "init")
        assert code == -9
        found = state(mine)
        assert found in (old, new), number
        seen.add(found == new)
        if found == old:
            assert omni("-w", mine.root, "orders", "list").code == 0
        assert sound_backups(mine) >= 1
        run(0, mine, new_assets, "init")
        assert state(mine) == new
        shutil.rmtree(mine.root)
    assert seen == {False, True}
