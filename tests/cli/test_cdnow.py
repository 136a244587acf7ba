"""A public data set, counted by omni and by a few lines of polars: 23,570 customers, no difference.

CDNOW's 69,659 purchases (of the package `lifetimes`, put into an environment of its own) go through
the orders template. Their days are moved by twenty years, which omni's calendar holds.
"""

import subprocess
import warnings

import polars as pl
import pytest

from conftest import Omni
from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from omnicli.session import Session
from omnicli.workspace import Workspace

pytestmark = pytest.mark.slow

AS_OF = "2018-06-30"
PERIOD = {"from_date": "2017-01-01", "to_date": "2018-07-01", "as_of": AS_OF, "basis": "delivered"}
LINE = r"^\s*(\d+)\s+(\d{8})\s+(\d+)\s+(\d+)\.(\d\d)$"


@pytest.fixture(scope="module")
def purchases(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """Customer, day and value (in sen) of every purchase; skips, and says so, without network."""
    room = tmp_path_factory.mktemp("cdnow") / "env"
    steps = (
        ("uv", "venv", "-q", str(room)),
        ("uv", "pip", "install", "-q", "--no-deps", "--python", str(room), "lifetimes"),
    )
    for step in steps:
        ran = subprocess.run(step, capture_output=True, text=True, check=False)
        if ran.returncode:
            warnings.warn("CDNOW is NOT compared: lifetimes cannot be installed", stacklevel=1)
            pytest.skip(f"no network for {' '.join(step[:3])}: {ran.stderr[-200:]}")
    (path,) = room.rglob("CDNOW_master.txt")
    lines = pl.DataFrame({"line": path.read_text("ascii").splitlines()[1:]})
    found = lines.select(pl.col("line").str.extract_groups(LINE)).unnest("line")
    day = pl.col("2").str.to_date("%Y%m%d").dt.offset_by("20y")
    return found.select(
        customer=pl.col("1").cast(pl.Int64),
        day=day,
        sen=pl.col("4").cast(pl.Int64) * 100 + pl.col("5").cast(pl.Int64),
    )


def test_every_customer_and_every_cohort_cell_is_equal(
    purchases: pl.DataFrame, omni: Omni, workspace: Workspace
) -> None:
    form = workspace.root / "cdnow.csv"
    _form(purchases).write_csv(form)
    assert omni("import", "orders", form).code == 0

    with Session.open(workspace, command="test", action="report.run") as session:
        rfm = run_metric(session.db, get("rfm"), PERIOD, reader=EVERYTHING).records(printed=False)
        cohorts = run_metric(
            session.db, get("cohort_retention"), PERIOD, reader=EVERYTHING
        ).records(printed=False)

    last = pl.lit(AS_OF).str.to_date() - pl.col("day").max()
    wanted = purchases.group_by("customer").agg(
        recency=last.dt.total_days(), frequency=pl.len(), monetary=pl.col("sen").sum()
    )
    assert wanted.height == 23_570
    assert {_number(row["customer"]): _rfm(row) for row in rfm} == {
        customer: tuple(values) for customer, *values in wanted.iter_rows()
    }
    repeat = wanted.filter(pl.col("frequency") > 1).height
    assert sum(1 for row in rfm if int(str(row["frequency"])) > 1) == repeat
    assert {
        (row["cohort_month"], row["month_no"]): row["active"] for row in cohorts if row["active"]
    } == _cells(purchases)


def _form(purchases: pl.DataFrame) -> pl.DataFrame:
    """The purchases as the template's rows: a phone per customer, rupiah with two decimals."""
    rupiah = pl.format(
        "{},{}",
        pl.col("sen") // 100,
        (pl.col("sen") % 100).cast(pl.String).str.zfill(2),
    )
    return purchases.with_row_index("n").select(
        Platform=pl.lit("cdnow"),
        **{"No Pesanan": pl.format("C-{}", "n")},
        Tanggal=pl.col("day").dt.to_string("%Y-%m-%d"),
        Status=pl.lit("selesai"),
        **{
            "Nama": pl.format("Pembeli {}", "customer"),
            "No HP": pl.format("62812{}", pl.col("customer").cast(pl.String).str.zfill(8)),
            "Nama Produk": pl.lit("CD"),
        },
        Jumlah=pl.lit(1),
        **{"Harga Satuan": rupiah},
    )


def _number(key: object) -> int:
    return int(str(key).removeprefix("phone:+62812"))


def _rfm(row: dict[str, int | float | str | None]) -> tuple[object, object, object]:
    return row["recency_days"], row["frequency"], row["monetary_sen"]


def _cells(purchases: pl.DataFrame) -> dict[tuple[object, object], int]:
    """(cohort, month number) → customers with a purchase, up to the last whole month."""
    month = pl.col("day").dt.year() * 12 + pl.col("day").dt.month()
    first = purchases.group_by("customer").agg(first=pl.col("day").min())
    shown = purchases.join(first, on="customer").with_columns(
        cohort=pl.col("first").dt.strftime("%Y-%m"),
        month=month - pl.col("first").dt.year() * 12 - pl.col("first").dt.month(),
    )
    cells = shown.group_by("cohort", "month").agg(pl.col("customer").n_unique())
    return {(cohort, number): active for cohort, number, active in cells.iter_rows()}
