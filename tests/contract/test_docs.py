"""Pages, examples and the README say what the program does."""

import re
import shlex
from pathlib import Path

import pytest

import docs_gen
from omnicli.cli import main
from omnicli.domain.errors import catalog as error_catalog

ROOT = Path(__file__).resolve().parents[2]
PROSE = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TWO_COMMANDS = ("pip install uv && uv run omni demo", "uv run just test")


@pytest.mark.parametrize("name", docs_gen.PAGES)
def test_a_generated_page_says_what_the_code_says(name: str) -> None:
    current, wanted = docs_gen.render(name)

    assert wanted == current, f"{name} is stale: run `uv run just docs`"


def test_a_changed_page_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "docs" / "errors.md"
    page.parent.mkdir()
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    page.write_text(text.replace("E_USAGE", "E_USED"), encoding="utf-8")
    monkeypatch.setattr(docs_gen, "ROOT", tmp_path)
    current, wanted = docs_gen.render("docs/errors.md")

    assert current != wanted
    assert wanted == text


def _missing_links(page: Path) -> list[str]:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    return [
        target for target in targets if "://" not in target and not (page.parent / target).exists()
    ]


@pytest.mark.parametrize("page", PROSE, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_repo_leads_somewhere(page: Path) -> None:
    assert _missing_links(page) == []


def test_every_file_the_architecture_names_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[\w.]+\.(?:py|sql|toml|html))`", text))
    found = [
        name for name in named if (ROOT / name).exists() or (ROOT / "src/omnicli" / name).exists()
    ]

    assert len(named) > 10
    assert sorted(named - set(found)) == []


@pytest.mark.parametrize("page", ["README.md", "README.en.md"])
def test_the_readme_gives_exactly_the_two_commands(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    for line in TWO_COMMANDS:
        assert re.search(rf"^{re.escape(line)}(\s+#.*)?$", text, re.MULTILINE), line


def test_the_help_of_every_command_has_two_examples_that_name_it() -> None:
    for path, command in docs_gen.leaf_commands():
        examples = getattr(command.callback, "omni_examples", ())
        naming = [line for line in examples if line.startswith(f"omni {path}")]
        assert len(naming) >= 2, f"omni {path}: {examples}"


@pytest.mark.parametrize("path", [path for path, _ in docs_gen.leaf_commands()])
def test_the_examples_name_options_their_command_has(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As `--help` shows them: an option that nobody declared is not there."""
    examples = getattr(dict(docs_gen.leaf_commands())[path].callback, "omni_examples", ())
    assert main([*path.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    anywhere = ("--workspace", "--lang", "--quiet", "--verbose", "--yes", "--json")

    for line in examples:
        simple = re.split(r" [|><&] | && ", line.removeprefix("omni "))[0]
        for word in shlex.split(simple):
            option = word.split("=")[0]
            if option.startswith("--") and option not in anywhere:
                assert option in shown, f"{option} is not an option of omni {path}"


def test_every_error_code_is_explained_in_two_languages() -> None:
    for entry in error_catalog().values():
        texts = (*entry.message, *entry.hint)
        assert all(text.strip() for text in texts), entry.code
        assert entry.message[0] != entry.message[1], f"{entry.code}: the same text twice"
        assert entry.hint[0] != entry.hint[1], f"{entry.code}: the same text twice"
