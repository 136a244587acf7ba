"""The last values of lines that end close to each other are written apart."""

from omnicli.reports import charts


def test_two_ends_close_together_are_written_above_and_below() -> None:
    ends = [("GMV", [0, 26_000]), ("Target", [0, 25_900]), ("Lain", [0, 9_000])]
    shown = [m for m in charts.lines(["a", "b"], ends, "int").marks if m.value]
    assert [m.h > 0 for m in sorted(shown, key=lambda m: m.y)] == [False, True, False]


def test_ends_far_apart_stay_above() -> None:
    ends = [("GMV", [0, 26_000]), ("Target", [0, 9_000])]
    assert all(m.h < 0 for m in charts.lines(["a", "b"], ends, "int").marks)
