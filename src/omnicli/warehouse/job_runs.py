"""The log of jobs: every run and its steps. The caller holds a transaction."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any

DONE = ("done", "kept")


@dataclass(frozen=True, slots=True)
class Step:
    """One command line of a run. `state`: waiting, running, done, failed, or kept from before."""

    step_no: int
    line: str
    state: str
    started_at: str | None
    ended_at: str | None
    exit_code: int | None
    message: str

    def to_dict(self) -> dict[str, object]:
        """The step as `--json` prints it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `state`: running, ok, findings, failed, timeout, skipped, interrupted."""

    run_no: int
    job: str
    started_at: str
    ended_at: str | None
    pid: int
    state: str
    exit_code: int | None
    steps: tuple[Step, ...] = field(default=())

    def to_dict(self) -> dict[str, object]:
        """The run as `--json` prints it."""
        facts = {name: getattr(self, name) for name in self.__slots__}
        return {**facts, "steps": [step.to_dict() for step in self.steps]}


def begin(db: sqlite3.Connection, job: str, now: str, pid: int, state: str = "running") -> int:
    """Note that a run begins, or with `skipped` that it did not."""
    ended = None if state == "running" else now
    cursor = db.execute(
        "INSERT INTO job_runs (job, started_at, ended_at, pid, state) VALUES (?, ?, ?, ?, ?)",
        (job, now, ended, pid, state),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def plan(db: sqlite3.Connection, run_no: int, lines: Sequence[tuple[str, str]]) -> None:
    """The steps of a run: line and state, waiting or kept."""
    db.executemany(
        "INSERT INTO job_steps (run_no, step_no, line, state) VALUES (?, ?, ?, ?)",
        [(run_no, number, line, state) for number, (line, state) in enumerate(lines, 1)],
    )


def start_step(db: sqlite3.Connection, run_no: int, step_no: int, now: str) -> None:
    """Note that a step begins."""
    db.execute(
        "UPDATE job_steps SET state = 'running', started_at = ? WHERE run_no = ? AND step_no = ?",
        (now, run_no, step_no),
    )


def end_step(
    db: sqlite3.Connection, run_no: int, step_no: int, now: str, exit_code: int, message: str
) -> None:
    """Note how a step ended: 0 and findings (6) let the run go on."""
    state = "done" if exit_code in {0, 6} else "failed"
    db.execute(
        "UPDATE job_steps SET state = ?, ended_at = ?, exit_code = ?, message = ?"
        " WHERE run_no = ? AND step_no = ?",
        (state, now, exit_code, message, run_no, step_no),
    )


def mend_steps(db: sqlite3.Connection, run_no: int, steps: Sequence[int], now: str) -> None:
    """Note that what steps had left undone was done before the run ended: their mails went."""
    db.executemany(
        "UPDATE job_steps SET state = 'done', ended_at = ?, exit_code = 0"
        " WHERE run_no = ? AND step_no = ?",
        [(now, run_no, step_no) for step_no in steps],
    )


def end(db: sqlite3.Connection, run_no: int, now: str, state: str, exit_code: int) -> None:
    """Note how a run ended."""
    db.execute(
        "UPDATE job_runs SET ended_at = ?, state = ?, exit_code = ? WHERE run_no = ?",
        (now, state, exit_code, run_no),
    )


def interrupt(db: sqlite3.Connection, job: str, now: str) -> None:
    """Runs of a job that are said to go on, while nobody holds its lock: they were killed."""
    db.execute(
        "UPDATE job_runs SET state = 'interrupted', ended_at = ?"
        " WHERE job = ? AND state = 'running'",
        (now, job),
    )


def runs(db: sqlite3.Connection, job: str | None = None, last: int = 50) -> list[Run]:
    """The newest runs, oldest of them first, each with its steps."""
    sql = """
    SELECT run_no, job, started_at, ended_at, pid, state, exit_code FROM job_runs
    WHERE (:job IS NULL OR job = :job) ORDER BY run_no DESC LIMIT :last"""
    rows = db.execute(sql, {"job": job, "last": last}).fetchall()
    return [_run(db, row) for row in rows[::-1]]


def find(db: sqlite3.Connection, run_no: int) -> Run | None:
    """One run."""
    row = db.execute(
        "SELECT run_no, job, started_at, ended_at, pid, state, exit_code FROM job_runs"
        " WHERE run_no = ?",
        (run_no,),
    ).fetchone()
    return None if row is None else _run(db, row)


def _run(db: sqlite3.Connection, row: Sequence[Any]) -> Run:
    run_no, job, started_at, ended_at, pid, state, code = row
    return Run(run_no, job, started_at, ended_at, pid, state, code, _steps(db, run_no))


def _steps(db: sqlite3.Connection, run_no: int) -> tuple[Step, ...]:
    sql = """
    SELECT step_no, line, state, started_at, ended_at, exit_code, message FROM job_steps
    WHERE run_no = ? ORDER BY step_no"""
    return tuple(Step(*row) for row in db.execute(sql, (run_no,)))
