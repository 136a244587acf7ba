"""What a report looks up about its period instead of reading every order."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from datetime import timedelta

import pytest

from omnicli.services import asking
from omnicli.services import reconciling
from omnicli.services.asking import months_with_orders
from omnicli.services.asking import newest_order
from omnicli.services.reconciling import newest_day
from omnicli.services.reconciling import told_of
from omnicli.session import Session
from report_workspace import open_report_session
from stores import copy_of


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with open_report_session(copy_of("full", tmp_path_factory)) as opened:
        yield opened


def test_a_day_is_told_of_up_to_the_newest(session: Session) -> None:
    newest = newest_day(session)

    for days in range(-400, 40):
        day = newest + timedelta(days=days)
        assert told_of(session, day) is (days <= 0)


def test_an_order_of_the_day_says_so_without_all_files(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = newest_order(session)
    assert day is not None
    monkeypatch.setattr(reconciling, "newest_day", lambda _: pytest.fail("reads every order"))

    assert told_of(session, day)


def test_only_a_period_without_orders_names_the_months_that_have_some(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = months_with_orders(session.db)
    listed: list[int] = []

    def list_months(db: sqlite3.Connection) -> list[str]:
        listed.append(1)
        return months_with_orders(db)

    monkeypatch.setattr(asking, "months_with_orders", list_months)

    for first in (date(y, m, 1) for y in (2023, 2024, 2025, 2026) for m in range(1, 13)):
        month = f"{first:%Y-%m}"
        elsewhere = () if month in known else tuple(known[:6])
        assert asking.ask(session, month=month).elsewhere == elsewhere
        assert len(listed) == (month not in known)
        listed.clear()
