"""What a user installs: sdist → wheel from that sdist → fresh environment → `omni doctor`."""

import json
import os
import shutil
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from omnicli import __version__
from omnicli.assets import FOLDERS
from omnicli.assets import asset_hash

ROOT = Path(__file__).resolve().parents[2]
SDIST_FILES = {
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "NOTICE",
    "pyproject.toml",
    "PKG-INFO",
    ".gitignore",
}

REFERENCE = ("provinces", "regencies", "districts", "region_aliases", "couriers")


@dataclass(frozen=True)
class Built:
    """The two archives a release consists of, and an environment with the wheel in it."""

    sdist: Path
    wheel: Path
    omni: Path
    room: Path


def _uv(*words: str | Path, cwd: Path) -> None:
    """Run uv from its cache, and from the index only if the cache is not enough."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        pytest.fail("uv is not installed: pip install uv")
    for mode in (["--offline"], []):
        command: list[str] = [uv, *map(str, words), *mode]
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
    pytest.fail(f"{' '.join(command)}\n{done.stderr}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    room = tmp_path_factory.mktemp("wheel")
    dist = room / "dist"
    _uv("build", "--out-dir", dist, cwd=ROOT)  # builds the wheel from the sdist
    (sdist,) = dist.glob("*.tar.gz")
    (wheel,) = dist.glob("*.whl")
    venv = room / "venv"
    _uv("venv", venv, "--python", "3.11", cwd=ROOT)
    _uv("pip", "install", "--python", venv / "bin/python", wheel, cwd=ROOT)
    return Built(sdist, wheel, venv / "bin/omni", room)


def _run(built: Built, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(built.omni), *words],
        cwd=built.room,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def _assets() -> set[str]:
    """The asset files of the checkout."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_the_sdist_holds_the_code_and_the_assets_and_nothing_else(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    strange = {
        name
        for name in names
        if name not in SDIST_FILES
        and not name.startswith(("src/omnicli/", "sql/", "report_templates/"))
    }

    assert strange == set()
    assert _assets() <= names


def test_the_wheel_holds_the_package_and_the_assets_and_nothing_else(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = set(archive.namelist())
    strange = {name for name in names if not name.startswith(("omnicli/", "omnicli-"))}
    bundled = {
        name.removeprefix("omnicli/_bundled/")
        for name in names
        if name.startswith("omnicli/_bundled/")
    }

    assert strange == set()
    assert bundled == _assets()
    assert "omnicli/py.typed" in names
    assert {f"omnicli/domain/data/{name}.csv" for name in REFERENCE} <= names
    assert any(name.endswith(".dist-info/licenses/NOTICE") for name in names)


def test_the_installed_command_says_its_version(built: Built) -> None:
    ran = _run(built, "--version")

    assert (ran.returncode, ran.stdout) == (0, f"omni {__version__}\n")


def test_the_installed_command_makes_a_healthy_workspace_from_the_same_assets(built: Built) -> None:
    made = _run(built, "init", "toko")
    assert made.returncode == 0, made.stderr
    ran = _run(built, "-w", "toko", "doctor", "--json")

    assert ran.returncode == 0, ran.stdout + ran.stderr
    json.loads(ran.stdout)
    assert asset_hash()[0] in ran.stdout
