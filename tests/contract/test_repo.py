"""What holds for the repo as a whole: sizes, what may be tracked, nothing without a test."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import docs_gen
from omnicli.assets import asset
from omnicli.domain.errors import catalog as error_catalog
from omnicli.metrics.catalog import catalog as metric_catalog
from omnicli.registers import registers
from omnicli.reports import manifest
from omnicli.sources import registry

ROOT = Path(__file__).resolve().parents[2]
LINE_LIMIT = 400
REGISTER_VERBS = ("list", "show", "add", "edit", "delete", "export")
CODE = {".py", ".sql", ".html", ".css", ".js", ".toml"}


def _git(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, check=False)


@cache
def tracked() -> tuple[Path, ...]:
    """Tracked files that are still there; skips where this is no git checkout."""
    listed = _git("ls-files", "-z")
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    names = listed.stdout.decode().split("\0")
    return tuple(path for name in names if name and (path := ROOT / name).is_file())


@cache
def texts_under(folder: str) -> str:
    """All test code and data below a folder, to look names up in."""
    files = sorted((ROOT / folder).rglob("*"))
    kinds = {".py", ".toml", ".txt", ".csv"}
    return "\n".join(f.read_text(encoding="utf-8") for f in files if f.suffix in kinds)


def test_no_code_file_is_longer_than_the_limit() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked()
        if path.suffix in CODE and (lines := path.read_bytes().count(b"\n")) > LINE_LIMIT
    }

    assert long == {}


def test_no_binary_file_is_tracked() -> None:
    """But for the pictures that `just pictures` draws, which stay small."""
    binary = [path for path in tracked() if b"\0" in path.read_bytes()]
    pictures = [path for path in binary if path.parent == ROOT / "docs/pictures"]

    assert [str(path.relative_to(ROOT)) for path in binary if path not in pictures] == []
    assert sum(path.stat().st_size for path in pictures) <= 1_000_000


def test_nothing_tracked_names_a_package_index_or_a_path_of_one_machine() -> None:
    """An index differs from person to person; a path of one machine means nothing elsewhere."""
    index = "|".join(("pypi", "pythonhosted", "npmjs", "debian"))
    roots = "|".join(re.escape(f"/{name}/") for name in ("work", "root", "home", "Users", "mnt"))
    patterns = (
        re.compile(rf"://[^ /\n]*({index})", re.IGNORECASE),
        re.compile(rf"(?<![\w.:/~}}\])*-])({roots})\w"),
        re.compile(re.escape(f"{ROOT}/")),
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        for pattern in patterns
        if (match := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    ]

    assert found == []


def test_the_lock_file_is_ignored() -> None:
    names = [path.name for path in tracked()]

    assert "uv.lock" not in names
    assert _git("check-ignore", "-q", "uv.lock").returncode == 0


@pytest.mark.parametrize("path", [path for path, _ in docs_gen.leaf_commands()])
def test_every_command_is_run_by_a_test(path: str) -> None:
    """As separate words of an argument list, or written out in one string.

    What every register has, `tests/registers` runs for every register.
    """
    noun, _, verb = path.partition(" ")
    if noun in registers() and verb in REGISTER_VERBS:
        return
    code = texts_under("tests")
    if '"{}"'.format('", "'.join(path.split())) in code:
        return  # looked for first: a plain text is found much sooner than a pattern
    words = [re.escape(word) for word in path.split()]
    listed = r'"\s*,\s*"'.join(words)
    written = r"\s+".join(words)
    pattern = rf'"{listed}"|\bomni [^"\n]*\b{written}\b|[("\']{written}[ "\']'

    assert re.search(pattern, code), f"no test runs `omni {path}`"


@pytest.mark.parametrize("name", sorted(registry().keys() - registers().keys()))
def test_every_source_has_a_golden_case(name: str) -> None:
    goldens = [p for p in (ROOT / "tests/sources" / name).rglob("*") if "golden" in p.name]

    assert goldens, f"tests/sources/{name} has no golden"


@pytest.mark.parametrize("key", sorted(metric_catalog()), ids=lambda key: f"{key[0]}@{key[1]}")
def test_every_metric_version_has_a_golden_case(key: tuple[str, int]) -> None:
    cases = list((ROOT / f"tests/metrics/{key[0]}/v{key[1]}").glob("*/expected.csv"))

    assert cases, f"tests/metrics/{key[0]}/v{key[1]} has no case"


@pytest.mark.parametrize("name", manifest.names(asset("report_templates")))
def test_every_report_is_built_by_a_test(name: str) -> None:
    pattern = rf'["\']{re.escape(name)}["\']'
    listed = (ROOT / "tests" / "reports" / "lists" / f"{name}.toml").exists()

    assert listed or re.search(pattern, texts_under("tests/reports")), f"nothing builds {name}"


_CODE = re.compile(r"(?<![A-Z_])[EWN]_[A-Z][A-Z0-9_]*[A-Z0-9]")


def test_the_codes_that_are_raised_are_the_codes_that_are_explained() -> None:
    """One without a text cannot be worded; one nobody can meet is a page about nothing."""
    package = ROOT / "src/omnicli"
    code = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    raised = {text for module in code for text in _literals(module) if _CODE.fullmatch(text)}

    assert raised == set(error_catalog())


_SQL = re.compile(
    r"\s*(SELECT\s.*\sFROM\s|WITH\s.*\sAS\s*\(|INSERT\s(OR\s\w+\s)?INTO\s|UPDATE\s.+\sSET\s"
    r"|DELETE\sFROM\s|(CREATE|DROP|ALTER)\s\w+\s|PRAGMA\s\w)",
    re.DOTALL,
)


def _literals(code: str) -> Iterator[str]:
    """Every string of a module, with `{}` for what is filled in."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.JoinedStr):
            parts = [v.value if isinstance(v, ast.Constant) else "{}" for v in node.values]
            yield "".join(str(part) for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("package", ["services", "commands", "ui", "reports", "delivery"])
def test_no_sql_stands_outside_sql_and_the_database_layers(package: str) -> None:
    """Questions are files of sql/; what changes rows is a function of warehouse/ or access/."""
    folder = ROOT / "src/omnicli" / package
    found = [
        f"{path.relative_to(ROOT)}: {text[:60]}"
        for path in sorted(folder.rglob("*.py"))
        for text in _literals(path.read_text(encoding="utf-8"))
        if _SQL.match(text)
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'db.execute("SELECT 1 FROM orders")',
        'db.execute(f"SELECT {a} FROM {b}" " WHERE x = 1")',
        'x = """\n  WITH a AS (SELECT 1) SELECT * FROM a"""',
        'db.execute("DELETE FROM orders")',
        'db.execute("UPDATE orders SET a = 1")',
        'db.execute("INSERT OR IGNORE INTO orders VALUES (1)")',
        'db.execute("PRAGMA user_version")',
    ],
)
def test_the_rule_about_sql_sees_it(line: str) -> None:
    assert any(_SQL.match(text) for text in _literals(line))
