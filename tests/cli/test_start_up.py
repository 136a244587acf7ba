"""What a command loads before it does anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from omnicli.workspace import Workspace

HEAVY = (
    "polars", "fastexcel", "xlsxwriter", "pdfplumber", "sqlglot", "sqlite_utils", "rich",
    "jinja2", "pydantic",
)  # fmt: skip


def loaded_by(*words: str, root: Path) -> set[str]:
    """The packages a command line loads: of one that is deferred no part is in memory."""
    script = "import sys; from omnicli import cli; cli.main(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=True, cwd=root
    )
    names = done.stdout.splitlines()[-1].split()
    return {name.split(".")[0] for name in names if "." in name}


@pytest.mark.parametrize("words", [("--help",), ("report", "--help"), ("orders", "--help")])
def test_help_loads_no_heavy_library(words: tuple[str, ...], tmp_path: Path) -> None:
    loaded = loaded_by(*words, root=tmp_path)

    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "words", [("status",), ("orders", "list"), ("batches", "list"), ("report", "roas")]
)
def test_a_command_that_reads_no_frame_does_not_wait_for_polars(
    words: tuple[str, ...], workspace: Workspace
) -> None:
    assert "polars" not in loaded_by(*words, root=workspace.root)


def test_no_module_loads_polars_by_being_imported(tmp_path: Path) -> None:
    """One annotation of polars outside quotes made every report wait for all of it."""
    script = """if True:
        import importlib, pkgutil, sys
        from omnicli.cli import _defer
        import omnicli
        _defer("polars")
        for module in pkgutil.walk_packages(omnicli.__path__, "omnicli."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
                if "polars.dataframe" in sys.modules:
                    sys.exit(module.name)"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_source_is_found_without_the_files_of_others(tmp_path: Path) -> None:
    script = """if True:
        import sys
        from omnicli.sources import find, registry
        spec = find("shopee-orders")
        assert "omnicli.sources.tiktok_orders" not in sys.modules
        assert find("no-such") is None and find("_bank") is None and find("../x") is None
        assert spec is registry()["shopee-orders"]
        assert all(find(name) is one for name, one in registry().items())"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_deferred_library_is_an_ordinary_module_once_it_is_used(tmp_path: Path) -> None:
    script = """if True:
        import sys
        from omnicli.cli import _defer
        _defer("polars")
        import polars as pl
        assert "polars.dataframe" not in sys.modules
        assert not hasattr(pl, "no_such_name")
        import polars.selectors
        assert pl.DataFrame is sys.modules["polars"].DataFrame
        print(type(pl).__name__, pl.DataFrame({"a": [1]}).select(polars.selectors.all()).height)"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    assert done.stdout == "module 1\n"
