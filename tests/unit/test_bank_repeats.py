"""A movement that a statement without balances lists again, in every cell, is named."""

import pytest

from omnicli.ingest.pipeline import read_file
from omnicli.sources import registry

HEAD = (
    "Account No,Date,Val. Date,Transaction Code,Description,Description,Reference No.,Debit,Credit,"
)


@pytest.mark.parametrize(
    ("references", "told"),
    [(("R1", "R1"), True), (("R1", "R2"), False), (("-", "-"), True), (("", ""), True)],
)
def test_the_same_reference_twice_is_told(references: tuple[str, str], told: bool) -> None:
    rows = [f'1370012345678,05/08/25,05/08/25,1,TRF,,{r},".00","1,000.00",' for r in references]
    other = '1370012345678,06/08/25,06/08/25,1,LAIN,,R9,".00","5.00",'
    data = "\n".join([HEAD, *rows, other]).encode()
    found = read_file(None, data, file_name="m.csv", specs=registry())

    assert found.parts[0].records.height == 3
    assert ("W_ROWS_TWICE" in [i.code for i in found.issues]) is told
