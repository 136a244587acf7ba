"""`just quick`: the tests that what you changed can break first, found by names.

A changed test runs; a changed module runs the tests that import it, and those of its room that
are called like it; a changed source, metric, register, report or piece of SQL runs its own cases.
Not a proof: `just test` is.
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
HOUSE = ("tests/contract/test_repo.py",)
"""Cheap rules that any change can break."""
FEW = 4
"""Files for which starting two workers costs more than it brings."""


def changed() -> list[str]:
    """Files that differ from main, committed or not, and new ones."""
    names: set[str] = set()
    for words in (
        ("diff", "--name-only", "main...HEAD"),
        ("diff", "--name-only", "HEAD"),
        ("ls-files", "--others", "--exclude-standard"),
    ):
        done = subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        names |= set(done.stdout.split())
    return sorted(name for name in names if (ROOT / name).exists())


def test_files() -> dict[str, str]:
    """Every file of tests and helpers → its text."""
    files = sorted(TESTS.rglob("*.py"))
    return {f.relative_to(ROOT).as_posix(): f.read_text(encoding="utf-8") for f in files}


def importing(module: str, files: dict[str, str]) -> Iterator[str]:
    """Test files that import a module, by themselves or through a helper of the tests."""
    parent, _, name = module.rpartition(".")
    inside = rf"(?m)^\s*(from {re.escape(module)} import|import {re.escape(module)}\b"
    pattern = re.compile(
        inside + (rf"|from {re.escape(parent)} import {name}\b)" if parent else ")")
    )
    for path, text in files.items():
        if pattern.search(text):
            if Path(path).name.startswith("test_"):
                yield path
            elif Path(path).stem not in {"conftest", module}:
                yield from importing(Path(path).stem, files)


def chosen(names: Iterable[str]) -> list[str]:
    """What pytest is to run for these changed files."""
    files = test_files()
    found: set[str] = set()
    for name in names:
        path = Path(name)
        if name.startswith("tests/"):
            found |= {name} if path.name.startswith("test_") else set(_of_helper(path, files))
        elif name.startswith("src/omnicli/"):
            module = ".".join(path.with_suffix("").parts[1:]).removesuffix(".__init__")
            found |= set(importing(module, files))
            found |= {f for f in files if f"test_{path.stem}" in f or f"_{path.stem}.py" in f}
            if path.parent.name in {"sources", "registers"}:
                found.add(f"tests/{path.parent.name}")
        elif name.startswith(("sql/metrics", "sql/shared")):
            found |= {"tests/metrics", "tests/unit/test_metric_lint.py"}
        elif name.startswith("sql/"):
            found |= {f for f in files if path.stem in files[f] and "/test_" in f}
        elif name.startswith("report_templates/"):
            found.add("tests/reports/test_report_pages.py")
        elif path.suffix == ".md":
            found.add("tests/contract/test_docs.py")
    return sorted(p for p in found if (ROOT / p).exists() and "/bench/" not in p)


def _of_helper(path: Path, files: dict[str, str]) -> Iterator[str]:
    """The tests that use a helper or lie beside a changed case."""
    if path.suffix == ".py":
        yield from importing(path.stem, files)
    else:
        room = path.parts[1]
        yield from (f for f in files if f.startswith(f"tests/{room}/test_"))


def main(words: list[str]) -> int:
    """Run the chosen tests; with words, the test files whose path has one of them."""
    if words:
        picked = [f for f in test_files() if "/test_" in f and any(w in f for w in words)]
    else:
        picked = [*HOUSE, *chosen(changed())]
    if not picked:
        print(f"no test file is called like {' or '.join(words)}", file=sys.stderr)
        return 2
    workers = "0" if len(picked) < FEW else "2"
    command = [sys.executable, "-m", "pytest", "-x", "-n", workers, *picked]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
