"""One customer's page and the list of all say the same of everybody, at every stage of a life."""

from datetime import date
from datetime import timedelta
from pathlib import Path

from omnicli.access.columns import EVERYTHING
from omnicli.metrics.catalog import get
from omnicli.metrics.run import run_metric
from report_workspace import Sale
from report_workspace import add_sales
from report_workspace import empty_store
from report_workspace import open_report_session
from report_workspace import writing

AS_OF = date(2025, 8, 31)
LIVES = {
    "lead": [("created", 3)],
    "canceled": [("canceled", 3)],
    "on the way": [("shipped", 3)],
    "new on the last day": [("completed", 0)],
    "new for 90 days": [("completed", 90)],
    "silent for 91": [("completed", 91)],
    "returned": [("rts", 10)],
    "twice": [("completed", 200), ("completed", 5)],
    "three, long ago": [("completed", 300), ("completed", 299), ("completed", 298)],
    "loyal": [("completed", n) for n in (150, 120, 60, 30)],
    "loyal and returned": [("completed", n) for n in (150, 120, 60, 30)] + [("rts", 2)],
    "not yet": [("completed", -3)],
}
SAME = {
    "segment": "segment",
    "category": "category",
    "location": "location",
    "name": "name",
    "completed": "total_orders",
    "spent_sen": "total_revenue_sen",
    "rts": "rts_orders",
    "confidence": "confidence",
}
"""A column of the page → the column of the list that says the same."""


def test_the_page_of_a_customer_says_what_the_list_says(tmp_path: Path) -> None:
    workspace = empty_store(tmp_path / "toko")
    sales = [
        Sale(
            f"O-{person}-{n}",
            AS_OF - timedelta(days=ago),
            person,
            status=status,
            name=name,
            phone=f"+6281200000{person:03}",
        )
        for person, (name, life) in enumerate(LIVES.items(), start=1)
        for n, (status, ago) in enumerate(life)
    ]
    with writing(workspace) as db:
        add_sales(db, sales)
    params = {"as_of": AS_OF.isoformat(), "from_date": "2025-08-01", "to_date": "2025-09-01"}
    with open_report_session(workspace) as session:
        listed = run_metric(session.db, get("customer_list"), params, reader=EVERYTHING)
        rows = {str(row["customer"]): row for row in listed.records(printed=False)}
        assert len({row["segment"] for row in rows.values()}) >= 4
        for key, row in rows.items():
            asked = {**params, "customer": key}
            shown = run_metric(session.db, get("customer_card"), asked, reader=EVERYTHING)
            (card,) = shown.records(printed=False)
            assert {one: card[one] for one in SAME} == {
                one: row[other] for one, other in SAME.items()
            }, row["name"]
