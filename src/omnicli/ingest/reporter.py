"""Turns problems into issues that name sheet, row and the file's own header."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from omnicli.domain.issues import Issue
from omnicli.ingest.convert.base import Problem
from omnicli.ingest.sections import Section
from omnicli.ingest.sections import place


class Reporter:
    """Knows where each row of a part stands, and keeps the cells of rejected rows."""

    def __init__(self, parts: Sequence[Section], file_name: str) -> None:
        """`parts` are the sheets the rows come from."""
        self.parts = parts
        self.file_name = file_name

    def _cells(self, section: Section, rows: "set[int]") -> dict[int, dict[str, str | None]]:
        wanted = section.below.filter(pl.col("row_no").is_in(list(rows)))
        names = [(j, h) for j, h in enumerate(section.match.headers) if h]
        return {row[0]: {h: row[j + 1] for j, h in names} for row in wanted.iter_rows()}

    def with_cells(self, issues: Sequence[Issue]) -> list[Issue]:
        """Issues of a transform; those with a cell to repair get place and cells of their row."""
        rows = {i.row for i in issues if i.to_repair and i.row is not None}
        if not rows:
            return list(issues)
        cells = {r: row for s in self.parts for r, row in self._cells(s, rows).items()}
        return [self._placed(i, cells) if i.to_repair else i for i in issues]

    def _placed(self, issue: Issue, cells: dict[int, dict[str, str | None]]) -> Issue:
        assert issue.row is not None
        section, row = place(self.parts, issue.row)
        return replace(issue, sheet=section.match.sheet.name, row=row, raw=cells.get(issue.row))

    def issues(self, problems: Sequence[Problem], keys: dict[int, str]) -> list[Issue]:
        """One issue per problem; the raw cells go with the row's first error."""
        rejected = {p.row_no for p in problems if p.severity == "error"}
        cells = {r: row for s in self.parts for r, row in self._cells(s, rejected).items()}
        found = []
        for p in problems:
            section, row = place(self.parts, p.row_no)
            found.append(
                Issue(
                    p.code,
                    "error" if p.severity == "error" else "warning",
                    self.file_name,
                    sheet=section.match.sheet.name,
                    row=row,
                    column=section.match.header_of(p.column),
                    value=p.value,
                    key=keys.get(p.row_no),
                    fields=dict(p.fields),
                    raw=cells.get(p.row_no) if p.severity == "error" else None,
                )
            )
        return found
