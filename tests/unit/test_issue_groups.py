"""A warning in every row is stored as its first rows and one line about the rest."""

from omnicli.domain.issues import Issue
from omnicli.warehouse import issues


def test_endless_warnings_are_kept_in_one_line_and_errors_one_by_one() -> None:
    """Every row is accounted for: the first by themselves, the others in a count with its ends."""
    many = [
        Issue("W_DATE_RANGE", "warning", "a.csv", row=n, column="Dibuat") for n in range(2, 902)
    ]
    bad = [Issue("E_MONEY", "error", "a.csv", row=n, column="Total") for n in range(2, 202)]
    kept = issues._grouped([*many, *bad])
    assert kept[: issues.KEPT_OF_A_WARNING] == many[: issues.KEPT_OF_A_WARNING]
    assert [i for i in kept if i.severity == "error"] == bad
    (last,) = [i for i in kept if i.code == "W_REPEATED"]
    assert (last.row, last.fields["last"], last.fields["count"]) == (52, 901, 850)
    assert last.column == "Dibuat"
