"""Why the figures of a report are others than in the period before, for its page and its files."""

from omnicli.metrics.catalog import get
from omnicli.metrics.drill import drill_of
from omnicli.reports.frame import Change
from omnicli.reports.frame import Column
from omnicli.reports.frame import Facts
from omnicli.reports.frame import Part
from omnicli.reports.layout import ROWS
from omnicli.reports.layout import Cards
from omnicli.reports.layout import Figure
from omnicli.reports.layout import Pair
from omnicli.reports.manifest import Manifest
from omnicli.services.asking import Asked
from omnicli.services.reconciling import told_of
from omnicli.services.runs import Runs
from omnicli.services.why import read_question
from omnicli.services.why_changed import changed

MOST = 4
"""Figures that are explained on one page: its headline first, then its cards."""


def changes(runs: Runs, manifest: Manifest, facts: Facts) -> tuple[Change, ...]:
    """Each headline figure that rows are known of, split into what moved it.

    Nothing is compared with a period whose last days no file tells of yet, nor where a source
    lacks days in one of both, nor a closed month: its figures stand still while its rows do not.
    """
    if facts.closed is not None or not told_of(runs.session, facts.period.end):
        return ()
    found: list[Change] = []
    for figure, title in _figures(manifest):
        if len(found) == MOST:
            break
        one = _changed(runs, manifest, facts, figure, title)
        if one is not None and (one.before or one.after):
            found.append(one)
    return tuple(found)


def _figures(manifest: Manifest) -> list[tuple[Figure, Pair | None]]:
    """The headline and the cards, each once, with the title that the manifest gives it."""
    cards = [c for s in manifest.sections if isinstance(s, Cards) for c in s.cards]
    wanted = dict.fromkeys((*manifest.headline, *(card.figure for card in cards)))
    return [(figure, manifest.titles.get(figure)) for figure in wanted]


def _changed(
    runs: Runs, manifest: Manifest, facts: Facts, figure: Figure, title: Pair | None
) -> Change | None:
    pin = manifest.pins[figure.alias]
    spec = get(pin.reference)
    drill = drill_of(spec.id)
    if pin.months or figure.column == ROWS or drill is None or figure.column not in drill.explains:
        return None
    if any(clause.negated or len(clause.values) != 1 for clause in figure.where):
        return None
    fields = {*spec.grain, *drill.filters}
    if any(clause.column not in fields for clause in figure.where):
        return None
    where = [f"{clause.column}={clause.values[0]}" for clause in figure.where]
    question = read_question(f"{spec.id}.{figure.column}", where)
    asked = Asked(facts.period, pin.basis or facts.basis, facts.as_of)
    moved = changed(runs, question, asked, "previous")
    if moved.lacks:
        return None
    column = moved.column
    own = Column(column.name, column.kind, (column.title_id, column.title_en), column.better)
    parts = tuple(
        Part(part.name, part.amount, part.share_bps, part.top, part.top_amount)
        for part in moved.parts
        if part.amount
    )
    return Change(title or own.title, own, moved.against, moved.before, moved.after, parts)
