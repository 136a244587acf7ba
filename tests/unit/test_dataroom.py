"""What the dataroom stores: originals as they came, and the frames that were made of them."""

import gzip
import os
from pathlib import Path

import polars as pl
import pytest

from omnicli.domain.errors import OmniError
from omnicli.warehouse.dataroom import Dataroom
from omnicli.warehouse.dataroom import packed

RECORDS = pl.DataFrame({"line_key": [f"line {n}" for n in range(50_000)], "net_sen": 100})
PARTS: dict[int, dict[str, pl.DataFrame | None]] = {0: {"records": RECORDS, "children": None}}


@pytest.fixture
def dataroom(tmp_path: Path) -> Dataroom:
    return Dataroom(tmp_path)


def test_frames_come_back_as_they_were_kept(dataroom: Dataroom) -> None:
    dataroom.keep_frames("a/b", PARTS)

    found = dataroom.frames("a/b")

    assert found is not None
    assert list(found[0]) == ["records"]
    assert found[0]["records"].equals(RECORDS)


def test_a_damaged_frame_is_no_frame(dataroom: Dataroom, tmp_path: Path) -> None:
    dataroom.keep_frames("a/b", PARTS)
    file = tmp_path / "frames" / "a" / "b" / "0.records.arrow"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)

    assert dataroom.frames("a/b") is None


def test_a_full_disk_leaves_no_half_of_a_frame(dataroom: Dataroom, tmp_path: Path) -> None:
    folder = tmp_path / "frames" / "a" / "b"
    folder.mkdir(parents=True)
    (folder / f".0.records.arrow.{os.getpid()}").symlink_to("/dev/full")

    with pytest.raises(OmniError) as caught:
        dataroom.keep_frames("a/b", PARTS)

    assert caught.value.code == "E_DISK_FULL"
    assert list(folder.iterdir()) == []
    assert dataroom.frames("a/b") is None


def test_an_original_is_compressed_unless_it_is_so_already(
    dataroom: Dataroom, tmp_path: Path
) -> None:
    files = {"aa1": b"a,b\n1,2\n", "aa2": b"PK\x03\x04 a workbook", "aa3": gzip.compress(b"a,b")}
    stored = []
    for name, data in files.items():
        assert dataroom.keep(name, packed(data))
        assert not dataroom.keep(name, packed(data))
        stored.append(sorted(p.name for p in (tmp_path / "files" / "aa").iterdir()))

    assert stored[-1] == ["aa1.gz", "aa2", "aa3"]
    assert (tmp_path / "files" / "aa" / "aa2").read_bytes() == files["aa2"]
    assert gzip.decompress((tmp_path / "files" / "aa" / "aa1.gz").read_bytes()) == files["aa1"]
