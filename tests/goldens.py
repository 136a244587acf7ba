"""What each fixture must be read as, in text a person can check: `<fixture>.golden.txt`.

Write new ones with `python tests/goldens.py`; one that exists is only replaced with `--force`,
after which `git diff` is the review.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from omnicli.domain.errors import OmniError
from omnicli.domain.money import format_rupiah
from omnicli.ingest.pipeline import read_file
from omnicli.sources import registry
from source_fixtures import content
from source_fixtures import file_name
from source_fixtures import fixtures
from source_fixtures import passwords
from source_fixtures import period

if TYPE_CHECKING:
    from omnicli.domain.issues import Issue
    from omnicli.ingest.result import ReadFile
    from omnicli.ingest.result import ReadPart


def golden_path(fixture: Path) -> Path:
    """Where the golden of `fixture` lives."""
    return fixture.with_name(f"{fixture.name}.golden.txt")


def read(fixture: Path) -> "ReadFile | OmniError":
    """`fixture` as whatever source claims it reads it, or why it is refused."""
    try:
        return read_file(
            None,
            content(fixture),
            file_name=file_name(fixture),
            specs=registry(),
            account="main",
            period=period(fixture),
            timezone="Asia/Jakarta",
            passwords=passwords(fixture),
        )
    except OmniError as error:
        return error


def render(read: "ReadFile | OmniError") -> str:
    """The golden text of a fixture that was read."""
    if isinstance(read, OmniError):
        return f"refused {read.code}\n  {read.message('en')}\n  {read.hint('en')}\n"
    blocks = [_claim(read), *(_part(part) for part in read.parts), _issues(read)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _claim(read: "ReadFile") -> str:
    claim = read.claim
    drift = [f"drift {d.kind}: {d.column} {d.detail}".rstrip() for d in read.drift]
    line = (
        f"{claim.source} · {read.format} · sheet {claim.sheet or '-'} · header row "
        f"{claim.header_row} · {claim.matched} columns known"
    )
    return "\n".join([line, *drift])


def _part(part: "ReadPart") -> str:
    skipped = ", ".join(f"{n} {reason}" for reason, n in sorted(part.skipped.items())) or "0"
    rows = (
        f"rows: {part.rows_read} read = {part.origins['row_no'].n_unique()} accepted + "
        f"{part.rows_rejected} rejected + {skipped} skipped; newest event {part.newest_event}"
    )
    money = [
        f"money {name}: {format_rupiah(m.kept)} kept, {format_rupiah(m.rejected)} rejected"
        for name, m in sorted(part.money.items())
        if m.read or m.rejected
    ]
    records = [_record(row, part.part.key) for row in part.records.iter_rows(named=True)]
    facts = [f"{name}: {_fact(fact)}" for name, shown in part.facts.items() for fact in shown]
    return "\n\n".join(["\n".join([rows, *money, *facts]), *records, *_children(part)])


def _fact(fact: dict[str, object]) -> str:
    return " ".join(f"{name}={value}" for name, value in fact.items() if value is not None)


def _record(row: dict[str, object], key: tuple[str, ...]) -> str:
    title = " | ".join(str(row[k]) for k in key)
    values = [f"  {k}: {v}" for k, v in row.items() if v is not None and k not in key]
    return "\n".join([title, *values])


def _children(part: "ReadPart") -> list[str]:
    if part.children is None:
        return []
    lines = []
    for row in part.children.iter_rows(named=True):
        number = row.pop("row_no")
        lines.append(
            f"row {number}: " + " ".join(f"{k}={v}" for k, v in row.items() if v is not None)
        )
    return ["\n".join(["items", *lines])]


def _issues(read: "ReadFile") -> str:
    return "\n".join(_issue(issue) for issue in read.issues)


def _issue(issue: "Issue") -> str:
    place = f"row {issue.row} · " if issue.row else ""
    kept = " · raw kept" if issue.raw else ""
    return f"{issue.severity} {issue.code} · {place}{issue.error().message('en')}{kept}"


def main(arguments: list[str] | None = None) -> int:
    """Write the goldens that are missing; with `--force` all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="replace those that differ")
    force = parser.parse_args(arguments).force
    for fixture in fixtures():
        path, text = golden_path(fixture), render(read(fixture))
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if path.exists() and not force:
            sys.stderr.write(f"{path.name} differs; look at it, then use --force\n")
            return 1
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"wrote {path.parent.name}/{path.name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
