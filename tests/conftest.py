"""Fixtures every area shares: a fresh workspace and the command line, in process or real."""

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # each worker has one core; before any import
# Compiled modules are kept, whatever the machine wants: hundreds of processes start in a run.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from filelock import FileLock

import speed
from omnicli import cli
from omnicli.engine import intake
from omnicli.services.setup import set_up
from omnicli.workspace import Workspace

_DAY = 86_400


@dataclass(frozen=True)
class Ran:
    """How a command line ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def first_error(self) -> str:
        """The error code on stderr, for example `E_DENIED`."""
        lines = [line for line in self.err.splitlines() if line.startswith("omni: ")]
        return lines[0].split(":")[1].strip() if lines else ""


Omni = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No setting of the machine that runs the tests reaches them."""
    omni = ("WORKSPACE", "NOW", "LOCK_TIMEOUT", "PASSWORD_FILE")
    for name in ("FORCE_COLOR", *(f"OMNI_{part}" for part in omni)):
        monkeypatch.delenv(name, raising=False)
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture(scope="session", autouse=True)
def _quick() -> Iterator[None]:
    with speed.patched():
        yield


@pytest.fixture(scope="session", autouse=True)
def _files_without_a_time() -> Iterator[None]:
    """A file that a test has just written has no time: by it equal files would be told apart.

    The order in which a test writes its files says nothing of when their exports were made. A time
    that a test sets itself counts.
    """
    real = intake._modified

    def modified(content: Path | io.BytesIO) -> str:
        at = real(content)
        if not at or not isinstance(content, Path):
            return at
        return at if abs(time.time() - content.stat().st_mtime) > _DAY else ""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "_modified", modified)
        yield


@pytest.fixture(autouse=True)
def _real(request: pytest.FixtureRequest) -> Iterator[None]:
    """The real child, schema and disk where a test is about them."""
    faults = "faults" in request.node.path.parts
    with speed.real(wanted=faults or request.node.get_closest_marker("real") is not None):
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A fresh workspace whose owner runs the tests."""
    return set_up(tmp_path / "toko", store_name="Toko Uji").workspace


@pytest.fixture
def omni(workspace: Workspace) -> Omni:
    """Run the command line in this process, in the fresh workspace unless `-w` says otherwise."""

    def run(*args: str | Path, stdin: str = "") -> Ran:
        line = [str(arg) for arg in args]
        if "-w" not in line:
            line = ["-w", str(workspace.root), *line]
        out, err = io.StringIO(), io.StringIO()
        before = sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = cli.main(line)
        finally:
            sys.stdin = before
        return Ran(code, out.getvalue(), err.getvalue())

    return run


def once(temporary: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that one worker of the run makes with `make` and the others find made."""
    base = temporary.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / f"once-{name}", shared / f"once-{name}.done"
    with FileLock(shared / f"once-{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


Fill = Callable[[Omni, Workspace], object]


@pytest.fixture
def prepared(
    omni: Omni, workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Fill], None]:
    """Bring the fresh workspace into a state that many tests start from.

    `fill` (a function of a module) runs once per run; each test gets a copy of what it made.
    """

    def prepare(fill: Fill) -> None:
        def make(folder: Path) -> None:
            fill(omni, workspace)
            shutil.copytree(workspace.root, folder / "toko")

        now = os.environ.get("OMNI_NOW", "")
        key = hashlib.sha256(f"{fill.__module__}.{fill.__qualname__} {now}".encode()).hexdigest()
        kept = once(tmp_path_factory, key[:16], make) / "toko"
        shutil.rmtree(workspace.root)
        shutil.copytree(kept, workspace.root)

    return prepare


Prepared = Callable[[Fill], None]


@pytest.fixture
def omni_process(workspace: Workspace) -> Omni:
    """Run the command line as a real process, in the fresh workspace."""

    def run(*args: str | Path, **env: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "omnicli", *map(str, args)],
            cwd=workspace.root,
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
