"""`omni run`: the steps of a job one after the other, each a command of its own, with a log."""

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from omnicli.domain.clock import instant
from omnicli.domain.clock import parse_instant
from omnicli.domain.clock import utc_now
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.services.notices import owners
from omnicli.services.notices import tell
from omnicli.services.outbox import deliver
from omnicli.services.outbox import list_mails
from omnicli.services.schedule import omni_command
from omnicli.session import Session
from omnicli.settings.delivery import Job
from omnicli.warehouse import job_runs
from omnicli.warehouse.job_runs import Run
from omnicli.warehouse.job_runs import Step
from omnicli.warehouse.lock import named_lock

_KEPT_OUTPUT = 2000
"""Characters of what a step said last that the log keeps."""
_TOLD = 6
"""Lines of a failed step that a mail repeats."""
_GRACE = 10.0
"""Seconds a step that is out of time has to end in good order."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """How one command line ended; `timed_out` where it was stopped."""

    code: int
    output: str
    timed_out: bool = False


def find_job(session: Session, name: str) -> Job:
    """The job of that name. E_JOB_UNKNOWN."""
    jobs = session.workspace.settings.jobs
    if name not in jobs:
        raise OmniError("E_JOB_UNKNOWN", value=name, known=", ".join(jobs) or "–")
    return jobs[name]


def run_job(session: Session, name: str, *, resume: bool = False) -> Run:
    """Run a job, alone. With `resume`, steps that the last run finished are not run again.

    E_JOB_RUNNING where another run of it is on its way: that is noted as `skipped`.
    """
    job = find_job(session, name)
    with named_lock(session.workspace, f"job-{name}") as mine:
        now = instant(session.now)
        if not mine:
            with session.transaction(final=False) as db:
                run_no = job_runs.begin(db, name, now, os.getpid(), "skipped")
                job_runs.end(db, run_no, now, "skipped", Exit.BUSY)
            raise OmniError("E_JOB_RUNNING", value=name)
        kept = _finished(session, job) if resume else 0
        with session.transaction(final=False) as db:
            job_runs.interrupt(db, name, now)
            run_no = job_runs.begin(db, name, now, os.getpid())
            states = ["kept"] * kept + ["waiting"] * (len(job.steps) - kept)
            job_runs.plan(db, run_no, list(zip(job.steps, states, strict=True)))
        try:
            state, code = _steps(session, job, run_no, kept)
        except BaseException:
            _end(session, run_no, "interrupted", Exit.TERMINATED)
            raise
        _end(session, run_no, state, code)
        run = _run(session, run_no)
        if state in {"failed", "timeout"}:
            _tell_owners(session, run)
    return run


def _finished(session: Session, job: Job) -> int:
    """How many steps the last run did before it failed; none where it ended well or had others."""
    found = [r for r in job_runs.runs(session.db, job.name) if r.state != "skipped"]
    if not found or found[-1].state in {"ok", "findings"}:
        return 0
    steps = found[-1].steps
    if [step.line for step in steps] != list(job.steps):
        return 0
    done = [step.state in job_runs.DONE for step in steps]
    return done.index(False) if False in done else len(done)


def _steps(session: Session, job: Job, run_no: int, kept: int) -> tuple[str, int]:
    """Run the steps; the state and exit status of the whole."""
    deadline = time.monotonic() + 60 * job.minutes
    worst: Exit = Exit.OK
    undelivered: list[int] = []
    for number, line in enumerate(job.steps[kept:], kept + 1):
        with session.transaction(final=False) as db:
            job_runs.start_step(db, run_no, number, instant(utc_now()))
        words, left = _words(session, job, line), deadline - time.monotonic()
        ended = _command(words, session.workspace.root, left)
        with session.transaction(final=False) as db:
            at = instant(utc_now())
            job_runs.end_step(db, run_no, number, at, ended.code, ended.output)
        if ended.timed_out:
            return "timeout", Exit.FAILURE
        if ended.code == Exit.FINDINGS:
            worst = Exit.FINDINGS
        elif ended.code == Exit.DELIVERY_FAILED:
            undelivered.append(number)
        elif ended.code:
            return "failed", ended.code
    if undelivered:
        if not _delivered_late(session, deadline):
            return "failed", Exit.DELIVERY_FAILED
        with session.transaction(final=False) as db:
            job_runs.mend_steps(db, run_no, undelivered, instant(utc_now()))
    return ("findings" if worst else "ok"), worst


def _delivered_late(session: Session, deadline: float) -> bool:
    """Try mails that wait again, each when its time comes, while the job has time.

    Whether every mail of this run went; what still waits goes with the next one.
    """
    begun = instant(session.now)
    while True:
        deliver(session)
        waiting = list_mails(session, "queued", -1)
        if not waiting:
            break
        next_at = min(parse_instant(mail.next_at) for mail in waiting)
        seconds = max((next_at - utc_now()).total_seconds(), 1)
        if time.monotonic() + seconds > deadline:
            return False
        time.sleep(seconds)
    lost = [*list_mails(session, "failed", -1), *list_mails(session, "unknown", -1)]
    return all(mail.created_at < begun for mail in lost)


def _words(session: Session, job: Job, line: str) -> list[str]:
    """The command line of a step; one that mails takes recipients and policies from the job."""
    words = shlex.split(line)
    if words and words[0] == "omni":
        words = words[1:]
    if words[:1] == ["mail"] and words[1:2] != ["test"]:
        for one in job.recipients if "--to" not in words else ():
            words += ["--to", one]
        for option, value in (("--stale", job.stale), ("--only", job.only)):
            words += [] if option in words else [option, value]
    return [*omni_command(), "-w", str(session.workspace.root), "--yes", "-q", *words]


def _command(words: Sequence[str], folder: Path, seconds: float) -> _Ended:
    """Run one command in the workspace; stopped when its time is over, or when we are."""
    process = subprocess.Popen(  # noqa: S603 - words of omni.toml, no shell
        words,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        return _Ended(int(Exit.FAILURE), _stopped(process), timed_out=True)
    except BaseException:
        _stopped(process)
        raise
    code = process.returncode
    return _Ended(128 - code if code < 0 else code, _tail(output))


def _stopped(process: "subprocess.Popen[bytes]") -> str:
    """Ask the step's whole family to end, then make it."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        output, _ = process.communicate(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
    return _tail(output)


def _tail(output: bytes) -> str:
    return output.decode("utf-8", "replace").strip()[-_KEPT_OUTPUT:]


def _end(session: Session, run_no: int, state: str, code: int) -> None:
    with session.transaction(final=False) as db:
        job_runs.end(db, run_no, instant(utc_now()), state, code)


def _run(session: Session, run_no: int) -> Run:
    found = job_runs.find(session.db, run_no)
    if found is None:
        raise OmniError("E_JOB_RUN_UNKNOWN", value=run_no)
    return found


def _tell_owners(session: Session, run: Run) -> None:
    """A job that failed is news for the owner, if a mail server takes it."""
    title = ("Pekerjaan {} gagal", "Job {} failed")[session.lang == "en"].format(run.job)
    failed = [step for step in run.steps if step.state in {"failed", "running"}]
    reasons = [reason for step in failed for reason in _reasons(step)]
    if tell(session, f"job:{run.job}", title, reasons, owners(session)):
        deliver(session)


def _reasons(step: Step) -> list[str]:
    """What a step said last, a point for each line that a phone shows as one."""
    lines = [line.strip() for line in step.message.splitlines() if line.strip()]
    more = ["… omni jobs show"] if len(lines) > _TOLD else []
    return [f"{step.line}: {step.exit_code}", *lines[:_TOLD], *more]


def list_runs(session: Session, job: str | None, last: int) -> list[Run]:
    """The newest runs of one job or of all, oldest of them first."""
    return job_runs.runs(session.db, job, last)


def show_run(session: Session, run_no: int) -> Run:
    """One run with its steps. E_JOB_RUN_UNKNOWN."""
    return _run(session, run_no)
