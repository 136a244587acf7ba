"""The command line as a whole: every command, global options, endings."""

import contextlib
import inspect
import io
import json
import os
import pkgutil
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

import docs_gen
import processes
from conftest import Omni
from omnicli import cli
from omnicli import commands
from omnicli.access.actions import find_action
from omnicli.commands import whoami as a_command
from omnicli.commands._options import spoken
from omnicli.commands._shell import command
from omnicli.services.setup import set_up
from omnicli.workspace import Workspace

COUNTING = """
WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 50000)
SELECT x FROM r"""


def leaves(node: typer.Typer, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for info in node.registered_commands:
        yield " ".join((*path, str(info.name))), info.callback
    for noun in node.registered_groups:
        assert noun.typer_instance is not None
        yield from leaves(noun.typer_instance, (*path, str(noun.name)))


APP = cli.build_app()
COMMANDS = dict(leaves(APP))
TREE = typer.main.get_command(APP)

build_app = cache(cli.build_app)


@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_every_command_has_an_action_help_and_examples(path: str) -> None:
    callback = COMMANDS[path]

    assert find_action(callback.omni_action)
    assert callback.__doc__.strip()
    assert len(callback.omni_examples) >= 2


def test_every_help_text_is_in_both_languages() -> None:
    for path, leaf in docs_gen.leaf_commands():
        texts = [leaf.help, *(p.help for p in leaf.params if p.opts != ["--help"])]
        pairs = [(spoken(text or "", "id"), spoken(text or "", "en")) for text in texts]
        assert all(first and first != second for first, second in pairs), f"omni {path}: {pairs}"


@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_a_command_is_the_same_where_only_its_own_file_is_loaded(path: str) -> None:
    own = dict(leaves(build_app(path.split(maxsplit=1)[0])))

    assert inspect.unwrap(own[path]).__code__ is inspect.unwrap(COMMANDS[path]).__code__


def test_a_word_that_names_a_file_loads_no_other() -> None:
    files = {m.name for m in pkgutil.iter_modules(commands.__path__) if m.name[0] != "_"}
    words = {path.split()[0] for path in COMMANDS}
    named = {word for word in words if {word, f"{word}ing"} & files}

    assert {"import", "report", "batches"} <= named
    assert all(len(dict(leaves(cli.build_app(word)))) < len(COMMANDS) for word in named)


@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_every_example_is_a_line_the_parser_takes(path: str) -> None:
    for example in COMMANDS[path].omni_examples:
        rest = shlex.split(example.replace("…", "X"))[1:]
        node: Any = TREE
        context = TREE.make_context("omni", [], resilient_parsing=True)
        walked: list[str] = []
        while hasattr(node, "commands"):
            name, node, rest = node.resolve_command(context, node.spells(rest))
            walked.append(name)
        node.make_context(path, rest, parent=context).close()

        assert example.startswith("omni ")
        assert " ".join(walked) == path


@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_the_help_of_every_command_shows_its_examples(path: str, omni: Omni) -> None:
    ran = omni(*path.split(), "--help")

    assert ran.code == 0
    for example in COMMANDS[path].omni_examples:
        assert example in ran.out


@pytest.mark.parametrize("examples", [("omni x",), ("x", "y")])
def test_a_command_without_examples_cannot_be_registered(examples: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="omni x"):
        command(typer.Typer(), "x", action=a_command.WHOAMI, help_id="x", examples=examples)


def test_no_arguments_print_the_help(omni: Omni) -> None:
    ran = omni()

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Pemakaian: omni")
    assert "omni init" in ran.out


def test_version_works_anywhere(omni_process: Omni) -> None:
    assert re.fullmatch(r"omni \d+\.\d+\.\d+\n", omni_process("--version").out)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (("whoamy",), "whoami"),
        (("users", "lst"), "list"),
        (("sql", "SELECT 1", "--timeot", "3"), "--timeout"),
    ],
)
def test_a_typing_mistake_is_a_usage_error_that_names_the_nearest(
    omni: Omni, line: tuple[str, ...], expected: str
) -> None:
    ran = omni(*line)

    assert (ran.code, ran.out) == (2, "")
    assert expected in ran.err.splitlines()[0]


def test_global_options_stand_anywhere(workspace: Workspace, omni: Omni, tmp_path: Path) -> None:
    root = str(workspace.root)
    lines = [
        ("-w", root, "--lang", "en", "whoami", "--json"),
        ("whoami", "-w", root, "--json", "--lang=en"),
        ("--json", "whoami", f"--workspace={root}", "-q"),
    ]
    found = [omni(*line) for line in lines]

    assert [ran.code for ran in found] == [0, 0, 0]
    assert len({ran.out for ran in found}) == 1


@pytest.mark.parametrize(
    "spelling", [["-w{}"], ["-w", "{}"], ["-qw", "{}"], ["-qvw{}"], ["--workspace={}"]]
)
@pytest.mark.parametrize("after", [False, True])
def test_every_spelling_of_an_option_means_what_it_says(
    workspace: Workspace, tmp_path: Path, spelling: list[str], *, after: bool
) -> None:
    """A line that names workspace B must never act on A, however it is written."""
    other = set_up(tmp_path / "B", store_name="B").workspace
    words = [word.format(other.root) for word in spelling]
    line = ["whoami", *words] if after else [*words, "whoami"]
    out = io.StringIO()
    with contextlib.chdir(workspace.root), contextlib.redirect_stdout(out):
        code = cli.main([*line, "--json"])

    assert code == 0
    assert json.loads(out.getvalue())["workspace"] == str(other.root)


def test_after_two_dashes_there_are_no_options(omni: Omni) -> None:
    ran = omni("-q", "explain", "--", "--json")

    assert (ran.code, ran.out, ran.first_error) == (2, "", "E_UNKNOWN_CODE")


@pytest.mark.parametrize("line", [("--lang", "fr", "whoami"), ("whoami", "--lang")])
def test_a_bad_global_option_is_a_usage_error(omni_process: Omni, line: tuple[str, ...]) -> None:
    assert omni_process(*line).code == 2


def test_an_error_is_one_line_and_a_hint_in_the_language_asked_for(omni: Omni) -> None:
    indonesian, english = omni("explain", "E_NOPE_X"), omni("explain", "E_NOPE_X", "--lang", "en")

    assert indonesian.err.splitlines()[0].startswith("omni: E_UNKNOWN_CODE: ")
    assert indonesian.err.splitlines()[1].startswith("  saran: ")
    assert english.err.splitlines()[1].startswith("  hint: ")
    assert len(indonesian.err.splitlines()) == 2


def test_an_error_with_json_is_also_an_object_on_stdout(omni: Omni) -> None:
    ran = omni("users", "add", "x y", "--role", "cs", "--json")

    assert ran.code == 2
    assert ran.json["error"]["code"] == "E_USER_NAME"
    assert set(ran.json["error"]) >= {"code", "message", "hint", "value", "exit_code"}


def test_outside_a_workspace_the_hint_says_init(omni: Omni, tmp_path: Path) -> None:
    ran = omni("-w", tmp_path, "whoami")

    assert (ran.code, ran.first_error) == (2, "E_NO_WORKSPACE")
    assert "omni init" in ran.err


def test_a_bug_is_one_line_and_a_log_of_the_owner(
    workspace: Workspace, omni: Omni, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(a_command, "register", broken_command)
    ran = omni("broken")
    logs = list(workspace.logs.glob("crash-*.log"))

    assert (ran.code, ran.first_error) == (70, "E_BUG")
    assert "Traceback" not in ran.err
    assert "ZeroDivisionError" in logs[0].read_text("utf-8")
    assert logs[0].stat().st_mode & 0o077 == 0


def broken_command(app: typer.Typer) -> None:
    examples = ("omni broken", "omni broken -q")

    @command(app, "broken", action=a_command.WHOAMI, help_id="Rusak.", examples=examples)
    def broken() -> None:
        """Break."""
        raise ZeroDivisionError


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminated_command_rolls_back_and_is_recorded(
    workspace: Workspace, omni: Omni, number: signal.Signals
) -> None:
    process = processes.start(processes.WORK, workspace.root)
    process.send_signal(number)
    code = processes.wait_until_gone(process)
    newest = omni("audit", "list", "--last", "1", "--json").json[0]

    assert code == 143
    assert (newest["command"], newest["outcome"], newest["exit_code"]) == ("work", "aborted", 143)
    assert omni("sql", "SELECT COUNT(*) AS n FROM decisions", "--json").json == [{"n": 0}]


def test_a_killed_command_reads_as_aborted_and_a_live_one_as_running(
    workspace: Workspace, omni: Omni
) -> None:
    process = processes.start(processes.HOLD, workspace.root, "0")
    processes.wait_until_gone(process)
    process = processes.start(processes.WORK, workspace.root)
    db = f"{workspace.warehouse}"
    processes.stop(process)
    newest = omni("audit", "list", "--last", "1", "--json").json[0]

    assert Path(db).exists()
    assert (newest["outcome"], newest["exit_code"]) == ("aborted", None)
    assert omni("doctor").code == 0


def test_a_writer_that_waits_too_long_is_busy(workspace: Workspace, omni_process: Omni) -> None:
    other = processes.start(processes.HOLD, workspace.root, "60")
    try:
        ran = omni_process("whoami", OMNI_LOCK_TIMEOUT="0.2")
    finally:
        processes.stop(other)

    assert (ran.code, ran.first_error) == (5, "E_BUSY")
    assert "import contoh.xlsx" in ran.err
    assert str(other.pid) in ran.err


def test_a_reader_that_stops_early_is_no_error(workspace: Workspace) -> None:
    line = [sys.executable, "-m", "omnicli", "sql", COUNTING, "--format", "csv"]
    with subprocess.Popen(
        line, cwd=workspace.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()

    assert (process.returncode, err) == (0, b"")


def test_no_escape_codes_in_a_pipe_or_with_no_color(omni_process: Omni) -> None:
    assert "\x1b" not in omni_process("whoami").out
    assert "\x1b" not in omni_process("whoami", NO_COLOR="1", FORCE_COLOR="1").out
    assert "\x1b" in omni_process("whoami", FORCE_COLOR="1").out


def test_json_is_one_value_on_stdout_and_messages_go_to_stderr(omni: Omni) -> None:
    ran = omni("users", "add", "sari", "--role", "cs", "--json")

    assert (json.loads(ran.out)["username"], ran.err) == ("sari", "")
    shown = omni("users", "enable", "sari")
    assert (shown.out, "sari" in shown.err) == ("", True)
    assert omni("users", "disable", "sari", "-q").err == ""


def test_the_clock_of_a_test_is_the_clock_of_the_trail(omni_process: Omni) -> None:
    omni_process("whoami", OMNI_NOW="2025-08-31T16:30:00+00:00")
    newest = omni_process("audit", "list", "--last", "1", "--json").json[0]

    assert newest["at"] == "2025-08-31T16:30:00Z"


@pytest.mark.parametrize(
    ("line", "code", "indonesian", "english"),
    [
        ("bogus", "E_COMMAND", "perintah 'bogus' tidak ada.", "No such command 'bogus'."),
        ("reconcil x", "E_COMMAND", "Maksudnya 'reconcile'?", "Did you mean 'reconcile'?"),
        ("report --bogus", "E_USAGE", "opsi --bogus tidak ada", "No such option: --bogus"),
        ("report --shet x", "E_USAGE", "(mungkin --", "(Possible options: --"),
        ("reconcile", "E_USAGE", "'source' belum disebut.", "Missing argument 'source'."),
        ("match undo A1", "E_USAGE", "opsi '--reason' wajib diisi.", "Missing option '--reason'."),
        ("report roas --basis", "E_USAGE", "'--basis' perlu nilai.", "requires an argument."),
        ("demo --open=1", "E_USAGE", "tidak memakai nilai.", "does not take a value."),
        ("sources list a b", "E_USAGE", "kata yang berlebih: a b", "unexpected extra argument"),
        (
            "batches undo x",
            "E_USAGE",
            "keliru: 'x' bukan bilangan bulat",
            "'x' is not a whole number",
        ),
        ("audit list --last 0", "E_USAGE", "'--last' keliru: 0 kurang dari 1", "0 is less than 1"),
        ("sql x --timeout y", "E_USAGE", "keliru: 'y' bukan bilangan\n", "'y' is not a number"),
        ("sources list --format x", "E_USAGE", "bukan salah satu dari 'table'", "is not one of"),
    ],
)
def test_a_wrong_line_is_told_in_the_readers_language(
    omni: Omni, line: str, code: str, indonesian: str, english: str
) -> None:
    """The parser speaks English only, so each of its sentences is said again in Indonesian."""
    for lang, words in (("id", indonesian), ("en", english)):
        ran = omni("--lang", lang, *line.split())

        assert (ran.code, ran.first_error) == (2, code)
        assert words in ran.err


def test_a_missing_value_points_at_the_help_of_its_command(omni: Omni) -> None:
    assert "omni report --help" in omni("report", "roas", "--basis").err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_behind_a_redirection_is_no_bug(workspace: Workspace) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "omnicli", "sources", "list"],
            cwd=workspace.root,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert b"E_DISK_FULL" in done.stderr
    assert not list(workspace.root.glob("logs/crash-*"))


def test_a_report_is_not_written_under_a_name_it_is_not(workspace: Workspace, omni: Omni) -> None:
    done = omni("report", "roas", "--month", "2025-08", "-o", str(workspace.root / "roas.docx"))

    assert "E_FORMAT" in done.err
    assert not (workspace.root / "roas.docx").exists()
