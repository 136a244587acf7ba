"""`omni why`: a figure opened to the rows it is made of, which add up to it again."""

import json
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from omnicli.domain.errors import OmniError
from omnicli.domain.lacks import Lack
from omnicli.metrics.catalog import get
from omnicli.metrics.drill import Drill
from omnicli.metrics.header import MetricColumn
from omnicli.metrics.header import MetricSpec
from omnicli.services.asking import Asked
from omnicli.services.origins import origins
from omnicli.services.own_rows import columns_of
from omnicli.services.own_rows import drill_for
from omnicli.services.own_rows import own_rows
from omnicli.services.runs import Runs
from omnicli.session import Session
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask

TOP = 10
"""How many contributors stand by name; the others are one row, so that all add up."""


@dataclass(frozen=True, slots=True)
class Question:
    """A metric's column and the texts its rows are filtered by."""

    spec: MetricSpec
    drill: Drill
    column: MetricColumn
    where: Mapping[str, str]

    @property
    def columns(self) -> tuple[MetricColumn, ...]:
        """The columns that rows add up to: the one asked about, or what its ratio is made of."""
        names = self.drill.ratios.get(self.column.name, (self.column.name,))
        return tuple(c for n in names for c in columns_of(self.spec) if c.name == n)


@dataclass(frozen=True, slots=True)
class Opened:
    """One figure and its rows.

    figure: what the metric says (None: unknown, or a part that the metric does not show). total:
    what the counted rows add up to. excluded: reason, rows and face amount of what does not
    count. top: the largest contributors; rest: rows and value of the others.
    """

    column: MetricColumn
    figure: int | None
    total: int
    counted: int
    excluded: tuple[Record, ...]
    top: tuple[Record, ...]
    rest: Record
    files: tuple[Record, ...]

    @property
    def readds(self) -> bool | None:
        """Whether the rows add up to the figure; None where there is no figure to compare."""
        return None if self.figure is None else self.figure == self.total


@dataclass(frozen=True, slots=True)
class Why:
    """All that is to be said of a figure."""

    question: Question
    params: Mapping[str, object]
    figure: int | None
    opened: tuple[Opened, ...]
    lacks: tuple[Lack, ...]


def read_question(text: str, where: Sequence[str]) -> Question:
    """`roas`, `roas@1` or `roas.revenue`. E_METRIC_UNKNOWN, E_WHY_COLUMN, E_WHY_WHERE."""
    name, _, wanted = text.partition(".")
    spec = get(name)
    drill = drill_for(spec)
    known = [c for c in columns_of(spec) if c.name in {*drill.explains, *drill.ratios}]
    column = next((c for c in known if wanted in {c.name, c.printed_name}), None)
    if not wanted:
        column = next(c for c in known if c.name == drill.explains[0])
    if column is None:
        names = ", ".join(c.printed_name for c in known)
        raise OmniError("E_WHY_COLUMN", value=wanted, metric=spec.id, near=names)
    fields = (*spec.grain, *drill.filters)
    tests = {}
    for one in where:
        field, equals, value = one.partition("=")
        if not equals or field not in fields:
            raise OmniError("E_WHY_WHERE", value=one, metric=spec.id, near=", ".join(fields) or "–")
        tests[field] = value
    return Question(spec, drill, column, tests)


def params_of(asked: Asked) -> dict[str, object]:
    """The bound parameters of a question about a period; ages count to its last day if not said."""
    as_of = asked.as_of or asked.period.end
    return {**asked.period.sql_params(), "basis": asked.basis, "as_of": as_of}


def why(session: Session, question: Question, asked: Asked) -> Why:
    """Open a figure as it stands today, frozen or not."""
    params, runs = params_of(asked), Runs(session)
    result = runs.today(question.spec, params)
    if question.drill.is_own:
        stored: Sequence[Mapping[str, object]] = own_rows(session.db, result)
        rows = _fitting(question, stored)
    else:
        stored = result.records(printed=False)
        rows = drill_rows(runs, question, params)
    fields = [name for name in question.where if name in question.spec.grain]
    mine = [r for r in stored if all(str(r[n]) == question.where[n] for n in fields)]
    comparable = len(fields) == len(question.where)

    def figure(column: MetricColumn) -> int | None:
        values = [v for row in mine if isinstance(v := row[column.name], int)]
        return sum(values) if comparable and values else None

    opened = tuple(
        _opened(session, column, figure(column), rows, params) for column in question.columns
    )
    single = len(mine) == 1 or not question.column.is_ratio
    whole = figure(question.column) if single else None
    return Why(question, result.params, whole, opened, result.lacks)


def drill_rows(
    runs: Runs, question: Question, params: Mapping[str, object]
) -> list[Mapping[str, object]]:
    """The rows behind the metric for these parameters, filtered."""
    result = runs.today(question.drill.spec, params)
    if question.drill.is_own:
        return _fitting(question, own_rows(runs.session.db, result))
    return _fitting(question, result.records(printed=False))


def _fitting(
    question: Question, rows: Sequence[Mapping[str, object]]
) -> list[Mapping[str, object]]:
    return [r for r in rows if all(str(r[n]) == v for n, v in question.where.items())]


def _opened(
    session: Session,
    column: MetricColumn,
    figure: int | None,
    rows: Sequence[Mapping[str, object]],
    params: Mapping[str, object],
) -> Opened:
    counted = [r for r in rows if r[column.name] is not None]
    entities = sorted({str(r["entity"]) for r in counted}) or sorted(
        {str(r["entity"]) for r in rows}
    )
    left = [r for r in rows if r[column.name] is None and r["entity"] in entities]
    ranked = sorted(counted, key=lambda r: (-abs(_int(r[column.name])), str(r["label"])))
    top, rest = ranked[:TOP], ranked[TOP:]
    return Opened(
        column=column,
        figure=figure,
        total=sum(_int(r[column.name]) for r in counted),
        counted=len(counted),
        excluded=(*_excluded(left), *_outside(session, entities, params)),
        top=tuple(_contributors(session, column, top)),
        rest={"rows": len(rest), "value": sum(_int(r[column.name]) for r in rest)},
        files=tuple(_files(session, counted)),
    )


def _excluded(rows: Sequence[Mapping[str, object]]) -> list[Record]:
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(str(row["reason"]) or "other", []).append(_int(row["amount_sen"]))
    return [
        {"reason": reason, "rows": len(amounts), "amount_sen": sum(amounts)}
        for reason, amounts in sorted(found.items())
    ]


def _outside(
    session: Session, entities: Sequence[str], params: Mapping[str, object]
) -> list[Record]:
    bounds = {name: params[name] for name in ("from_date", "to_date")}
    outside = [
        row for e in entities for row in ask(session.db, "why_outside", {**bounds, "entity": e})
    ]
    rows = sum(_int(row["rows"]) for row in outside)
    amount = sum(_int(row["amount_sen"]) for row in outside)
    return [{"reason": "outside_period", "rows": rows, "amount_sen": amount}] if rows else []


def _contributors(
    session: Session, column: MetricColumn, rows: Sequence[Mapping[str, object]]
) -> list[Record]:
    ids: dict[str, list[int]] = {}
    for row in rows:
        ids.setdefault(str(row["entity"]), []).append(_int(row["entity_id"]))
    known = {entity: origins(session.db, entity, own) for entity, own in ids.items()}
    found = []
    for row in rows:
        from_files = known[str(row["entity"])].get(_int(row["entity_id"]), [])
        origin = (
            from_files[0].to_dict() if from_files else {"file": None, "sheet": None, "rows": []}
        )
        fields = {name: row[name] for name in ("segment", "label", "date")}
        found.append({**fields, "value": row[column.name], **origin})
    return found


def _files(session: Session, rows: Sequence[Mapping[str, object]]) -> list[Record]:
    ids: dict[str, set[int]] = {}
    for row in rows:
        ids.setdefault(str(row["entity"]), set()).add(_int(row["entity_id"]))
    return [
        row
        for entity, wanted in sorted(ids.items())
        for row in ask(
            session.db, "why_files", {"entity": entity, "ids": json.dumps(sorted(wanted))}
        )
    ]


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
