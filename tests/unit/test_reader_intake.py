"""Files of a batch out of folders, standard input and zips of exports."""

import errno
import io
import os
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest_builders import TOY_HEADERS
from ingest_builders import csv_bytes
from ingest_builders import read
from ingest_builders import toy_row
from ingest_builders import toy_xlsx
from omnicli.domain.errors import OmniError
from omnicli.engine.intake import expand
from omnicli.services.import_request import ImportRequest
from omnicli.services.importing import import_files
from omnicli.services.setup import set_up
from omnicli.session import Session
from omnicli.sources import registry
from source_fixtures import SOURCES

TEXT = csv_bytes([TOY_HEADERS, [str(c) for c in toy_row()]])
BOOK = toy_xlsx(toy_row())


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return buffer.getvalue()


def stored(folder: Path, data: bytes, name: str = "unduhan.zip") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(data)
    return path


def loaded(path: Path) -> dict[str, bytes]:
    """Name and bytes of what `path` brings."""
    return {one.name: one.load() for one in expand([path])}


def fault(path: Path) -> OmniError:
    """Why the one file that `path` brings cannot be loaded."""
    (one,) = expand([path])
    with pytest.raises(OmniError) as caught:
        one.load()
    return caught.value


def test_members_of_a_zip_are_files_of_the_batch(tmp_path: Path) -> None:
    """Sorted, without folders and hidden files, each named after the archive."""
    data = archive(
        {"b/orders.csv": TEXT, "a.xlsx": BOOK, "b/": b"", "__MACOSX/a": b"x", "b/.DS_Store": b"x"}
    )
    assert loaded(stored(tmp_path, data)) == {
        "unduhan.zip/a.xlsx": BOOK,
        "unduhan.zip/b/orders.csv": TEXT,
    }


def test_a_workbook_is_a_file_and_no_archive(tmp_path: Path) -> None:
    """An xlsx is a zip too, whatever it is named."""
    assert loaded(stored(tmp_path, BOOK)) == {"unduhan.zip": BOOK}


def test_member_names_never_become_paths(tmp_path: Path) -> None:
    """Names that climb or hold control characters are only shown, and nothing is written."""
    path = stored(tmp_path, archive({"../../x.csv": TEXT, "/etc\\y\x1b.csv": TEXT}))
    assert list(loaded(path)) == ["unduhan.zip/x.csv", "unduhan.zip/etc/y.csv"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_zip_in_a_zip_is_refused_by_the_reader(tmp_path: Path) -> None:
    """One level is enough for every platform."""
    inner = archive({"orders.csv": TEXT})
    found = loaded(stored(tmp_path, archive({"inner.zip": inner})))
    assert found == {"unduhan.zip/inner.zip": inner}
    with pytest.raises(OmniError) as caught:
        read(inner, name="unduhan.zip/inner.zip")
    assert caught.value.code == "E_FILE_NOT_XLSX"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({}, "E_EMPTY_FOLDER"),
        ({".hidden": b"x"}, "E_EMPTY_FOLDER"),
        ({f"{n}.csv": b"x" for n in range(1001)}, "E_FILE_TOO_BIG"),
        ({"bomb.csv": bytes(60_000_000)}, "E_FILE_TOO_BIG"),
    ],
)
def test_an_archive_beyond_the_limits_is_one_refused_file(
    tmp_path: Path, members: Mapping[str, bytes], code: str
) -> None:
    """Refused before anything is unpacked."""
    assert fault(stored(tmp_path, archive(members))).code == code


def test_damaged_and_locked_members_are_refused_by_name(tmp_path: Path) -> None:
    """The member is named; its neighbours are not touched."""
    good = archive({"a.csv": TEXT * 50})
    middle = good.index(b"a.csv") + 20
    damaged = good[:middle] + bytes(20) + good[middle + 20 :]
    caught = fault(stored(tmp_path, damaged))
    assert (caught.code, caught.fields["file"]) == ("E_FILE_CORRUPT", "unduhan.zip/a.csv")
    locked = bytearray(good)
    locked[good.index(b"PK\x01\x02") + 8] |= 1
    assert fault(stored(tmp_path, bytes(locked))).code == "E_FILE_ENCRYPTED"
    assert loaded(stored(tmp_path, good[:-10])) == {"unduhan.zip": good[:-10]}


def test_folders_bring_their_files_and_the_members_of_their_zips(tmp_path: Path) -> None:
    """Sorted, hidden files and lock files left out; an empty folder is an error."""
    folder = tmp_path / "agustus"
    (folder / "b").mkdir(parents=True)
    stored(folder, archive({"x.csv": TEXT}), "a.zip")
    stored(folder / "b", TEXT, "y.csv")
    stored(folder, TEXT, "~$y.csv")
    assert list(loaded(folder)) == ["a.zip/x.csv", "y.csv"]
    empty = tmp_path / "kosong"
    empty.mkdir()
    with pytest.raises(OmniError) as caught:
        expand([empty])
    assert caught.value.code == "E_EMPTY_FOLDER"


@pytest.mark.parametrize(
    ("data", "names"),
    [(TEXT, ["-"]), (BOOK, ["-"]), (archive({"a.csv": TEXT}), ["-/a.csv"]), (b"", ["-"])],
)
def test_standard_input_is_recognised_by_content(
    monkeypatch: pytest.MonkeyPatch, data: bytes, names: list[str]
) -> None:
    """A pipe has no name to go by."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert list(loaded(Path("-"))) == names


def test_a_missing_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    """Also when its folder does not exist."""
    caught = fault(tmp_path / "tidak" / "ada.csv")
    assert (caught.code, caught.fields["file"]) == ("E_FILE_NOT_FOUND", str(caught.fields["file"]))
    assert "ada.csv" in caught.message("id")


@pytest.mark.parametrize(
    "code", [("E_FILE_DENIED", errno.EACCES), ("E_FILE_UNREADABLE", errno.EIO)]
)
def test_what_the_system_keeps_back_is_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: tuple[str, int]
) -> None:
    path = stored(tmp_path, TEXT, "terkunci.csv")

    def refuse(_: Path) -> bytes:
        raise OSError(code[1], os.strerror(code[1]), str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(OmniError, match=code[0]) as caught:
        next(iter(expand([path]))).load()
    assert caught.value.fields["file"] == "terkunci.csv"


def test_a_zip_of_exports_is_one_batch(tmp_path: Path) -> None:
    """Each member is imported, kept and undone as a file of its own; again it is unchanged."""
    workspace = set_up(tmp_path / "toko", store_name="Uji").workspace
    names = ("html-33-columns.xls", "tabs.tsv")
    members = {name: (SOURCES / "mengantar-orders" / name).read_bytes() for name in names}
    path = stored(tmp_path, archive(members))
    states = []
    for _ in range(2):
        with Session.open(workspace, command="import", action="import.run", write=True) as session:
            result = import_files(session, ImportRequest(files=[path]), registry())
            states.append([(f.file, f.state, f.rows["read"]) for f in result.files])
    assert states == [
        [("unduhan.zip/html-33-columns.xls", state, 4), ("unduhan.zip/tabs.tsv", state, 2)]
        for state in ("imported", "unchanged")
    ]
