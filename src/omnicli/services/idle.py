"""Jobs of omni.toml that should have run by now and did not, or that ended badly."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from omnicli.domain.clock import parse_instant
from omnicli.domain.schedules import parse_schedule
from omnicli.session import Session
from omnicli.warehouse import job_runs

_GRACE = timedelta(minutes=5)
_BAD = ("failed", "timeout", "interrupted")


def find(session: Session) -> list[str]:
    """One text for each job with a schedule that is not well: its name and what is wrong.

    A job that was written down only after its time is not late yet.
    """
    settings = session.workspace.settings
    now = session.now.astimezone(ZoneInfo(settings.timezone))
    written = session.workspace.config_path.stat().st_mtime
    found = []
    for job in settings.jobs.values():
        due = job.schedule and parse_schedule(job.schedule).last_before(now - _GRACE)
        if not due:
            continue
        runs = [r for r in job_runs.runs(session.db, job.name) if r.state != "skipped"]
        begun = parse_instant(runs[-1].started_at) if runs else None
        if due.timestamp() > written and (begun is None or begun < due):
            missed = ("tidak berjalan pada {}", "did not run at {}")[session.lang == "en"]
            found.append(f"{job.name}: {missed.format(f'{due:%Y-%m-%d %H:%M}')}")
        elif runs and runs[-1].state in _BAD:
            found.append(f"{job.name}: {runs[-1].state} (`omni jobs show {runs[-1].run_no}`)")
    return found
