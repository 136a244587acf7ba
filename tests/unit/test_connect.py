"""Opening the warehouse: what is accepted, what is refused, and in which words."""

import os
import sqlite3
from pathlib import Path

import pytest

from omnicli.domain.errors import OmniError
from omnicli.warehouse.connect import APPLICATION_ID
from omnicli.warehouse.connect import CACHE_KIB
from omnicli.warehouse.connect import connect
from omnicli.warehouse.connect import create
from omnicli.warehouse.connect import enlarge_cache
from omnicli.warehouse.connect import translate
from omnicli.workspace import Workspace


def code_of(path: Path, *, readonly: bool = True) -> str:
    with pytest.raises(OmniError) as caught:
        connect(path, readonly=readonly)
    return caught.value.code


@pytest.mark.real
def test_the_safe_settings_hold(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=False)
    found = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
    }
    found["application_id"] = db.execute("PRAGMA application_id").fetchone()[0]
    db.close()

    assert found == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "application_id": APPLICATION_ID,
    }


def test_a_reading_connection_cannot_write(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=True)
    with pytest.raises(sqlite3.OperationalError):
        db.execute("INSERT INTO roles VALUES ('x', 'x')")
    db.execute("PRAGMA query_only = OFF")
    with pytest.raises(sqlite3.OperationalError):
        db.execute("INSERT INTO roles VALUES ('x', 'x')")
    db.close()


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.db"

    assert code_of(path, readonly=False) == "E_DB_MISSING"
    assert not path.exists()


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.db"
    path.touch(mode=0o600)

    assert code_of(path, readonly=False) == "E_DB_EMPTY"


def test_what_is_not_sqlite_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.db"
    path.write_bytes(b"PK\x03\x04" + bytes(4096))

    assert code_of(path) == "E_DB_FOREIGN"


def test_a_sqlite_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE t (a)")
    db.close()

    assert code_of(path) == "E_DB_FOREIGN"


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_others_can_write_is_refused(workspace: Workspace, mode: int) -> None:
    workspace.warehouse.chmod(mode)

    assert code_of(workspace.warehouse) == "E_DB_MODE"


def test_a_header_that_survived_over_damaged_pages_is_damage(workspace: Workspace) -> None:
    data = bytearray(workspace.warehouse.read_bytes())
    data[100:8192] = os.urandom(8092)
    workspace.warehouse.write_bytes(data)

    assert code_of(workspace.warehouse, readonly=False) == "E_DB_CORRUPT"


def test_an_uri_character_in_the_folder_name_is_only_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "a?mode=memory#x %41"
    folder.mkdir()
    create(folder / "warehouse.db").close()

    assert (folder / "warehouse.db").stat().st_size > 0
    connect(folder / "warehouse.db", readonly=True).close()


def test_a_made_file_belongs_to_its_owner_only(tmp_path: Path) -> None:
    os.umask(0o000)
    create(tmp_path / "warehouse.db").close()

    assert (tmp_path / "warehouse.db").stat().st_mode & 0o777 == 0o600


def test_a_wrong_statement_stays_what_it_is(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=True)
    with pytest.raises(sqlite3.OperationalError) as caught:
        db.execute("SELECT nothing")
    db.close()

    assert translate(caught.value, workspace.warehouse) is caught.value


def test_a_load_into_a_small_warehouse_takes_the_least_cache(workspace: Workspace) -> None:
    db = connect(workspace.warehouse, readonly=False)

    enlarge_cache(db)

    assert db.execute("PRAGMA cache_size").fetchone() == (-CACHE_KIB[0],)
    db.close()


def test_a_reader_has_the_cache_of_a_load(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omnicli.warehouse.connect.CACHE_KIB", (12_345, 12_345))

    db = connect(workspace.warehouse, readonly=True)

    assert db.execute("PRAGMA cache_size").fetchone() == (-12_345,)
    db.close()
