"""Names of erased people in the texts of movements: whole ones, and those that a bank cut off."""

import pytest

from omnicli.ingest.redact import names_in
from omnicli.ingest.redact import redact
from omnicli.ingest.redact import without_names

KNOWN = {*names_in("Siti Nur Rahmawati"), *names_in("Ani Lestari"), *names_in("Jo Li")}


def _forgotten(value: str) -> str | None:
    return "terhapus-1" if value in KNOWN else None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("TRSF E-BANKING CR 0801 SITI NUR RAHMAWATI", "TRSF E-BANKING CR 0801 Terhapus"),
        ("TRSF E-BANKING CR 0801 SITI NUR RAHMAWA", "TRSF E-BANKING CR 0801 Terhapus"),
        ("SITI NUR RAHM", "Terhapus"),
        ("BI-FAST DR ANI LESTA.", "BI-FAST DR Terhapus."),
        # Three letters may be anybody's, and so may a name that goes on or has another first word.
        ("SITI NUR RAH", None),
        ("SITI NUR", None),
        ("ANI LESTA BCA", None),
        ("DANI LESTA", None),
        ("SITI RAHMAWA", None),
        ("ANI LESTARINI", None),
        ("ANI LEST", None),
        ("JO L", None),
    ],
)
def test_a_name_cut_off_at_the_end_of_a_movement_goes(text: str, left: str | None) -> None:
    assert without_names(text, _forgotten, cut=True) == (left or text)


def test_a_cut_name_goes_from_movements_and_stays_in_lists_of_people() -> None:
    """Among people the shorter name is somebody's whole one."""
    moves = "Tanggal,Keterangan,Mutasi\n01/08/2025,TRSF CR SITI NUR RAHMAWA,50000\n"
    assert (
        redact(moves.encode(), _forgotten) == moves.replace("SITI NUR RAHMAWA", "Terhapus").encode()
    )
    people = "Nama,No HP,Catatan\nSiti Nur Rahma,081234567890,titip SITI NUR RAHMAWA\n"
    assert redact(people.encode(), _forgotten) == people.encode()
