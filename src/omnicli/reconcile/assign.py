"""Who belongs to whom when several could: only what cannot be otherwise is taken."""

from collections import defaultdict
from collections.abc import Iterable

Edge = tuple[int, int]


def forced_pairs(edges: Iterable[Edge]) -> tuple[set[Edge], set[Edge]]:
    """The pairs that cannot be otherwise, and the edges that leave a choice.

    In each connected part of the graph either one assignment uses up both sides, and it is taken,
    or nothing of that part is. A bipartite graph has exactly one perfect assignment if, and only
    if, taking away a point with a single neighbour, again and again, uses up all points.
    """
    sure: set[Edge] = set()
    open_: set[Edge] = set()
    for part in components(edges):
        assigned = _peeled(part)
        if assigned is None:
            open_ |= part
        else:
            sure |= assigned
    return sure, open_


def components(edges: Iterable[Edge]) -> list[set[Edge]]:
    """The edges by connected part; left and right points are numbered apart."""
    near: dict[tuple[bool, int], list[Edge]] = defaultdict(list)
    for edge in edges:
        near[False, edge[0]].append(edge)
        near[True, edge[1]].append(edge)
    seen: set[tuple[bool, int]] = set()
    parts = []
    for start in near:
        if start in seen:
            continue
        part: set[Edge] = set()
        seen.add(start)
        todo = [start]
        while todo:
            for edge in near[todo.pop()]:
                part.add(edge)
                for point in ((False, edge[0]), (True, edge[1])):
                    if point not in seen:
                        seen.add(point)
                        todo.append(point)
        parts.append(part)
    return parts


def _peeled(part: set[Edge]) -> set[Edge] | None:
    """The one perfect assignment of a connected part, or None where there is none or several."""
    if len(part) == 1:
        return set(part)
    near: dict[tuple[bool, int], set[tuple[bool, int]]] = defaultdict(set)
    for left, right in part:
        near[False, left].add((True, right))
        near[True, right].add((False, left))
    single = [point for point, others in near.items() if len(others) == 1]
    assigned: set[Edge] = set()
    while single:
        point = single.pop()
        if len(near.get(point, ())) != 1:
            continue
        (other,) = near[point]
        assigned.add((other[1], point[1]) if point[0] else (point[1], other[1]))
        for gone in (point, other):
            for neighbour in near.pop(gone):
                if neighbour in near:
                    near[neighbour].discard(gone)
                    if len(near[neighbour]) == 1:
                        single.append(neighbour)
    return None if near else assigned
