"""Unpacked sizes are measured once, in bounded time."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from pathlib import Path

import pytest
from big_zip import write_empty_files

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files import unpacked_size as module
from trajganr_core.contract.files.unpacked_size import MAX_RATIO, unpacked_size, zip_directory

CONTENT = b"a trip and another one\n" * 1000


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def zipped(*members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, member in enumerate(members):
            archive.writestr(f"{number}.csv", member)
    return file.getvalue()


def test_the_size_of_a_file_is_that_of_its_content(tmp_path: Path) -> None:
    assert unpacked_size(written(tmp_path / "a.csv", CONTENT)) == len(CONTENT)
    assert unpacked_size(written(tmp_path / "a.gz", gzip.compress(CONTENT))) == len(CONTENT)
    assert unpacked_size(written(tmp_path / "a.zip", zipped(CONTENT, CONTENT))) == 2 * len(CONTENT)
    assert unpacked_size(written(tmp_path / "empty.zip", zipped())) == 22
    assert unpacked_size(written(tmp_path / "nothing", b"")) == 0


def test_a_zip_in_the_format_of_large_ones_too(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    write_empty_files(path, 70_000)  # more than 16 bits can count
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("large", "w", force_zip64=True) as member,
    ):
        member.write(CONTENT * 1000)
    assert unpacked_size(path) == max(path.stat().st_size, len(CONTENT) * 1000)


@pytest.mark.parametrize("is_honest", [True, False])
def test_a_zip_of_too_many_files_is_refused_despite_a_false_count(
    is_honest: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_empty_files(tmp_path / "many.zip", 3000, says=3000 if is_honest else 1)
    assert unpacked_size(tmp_path / "many.zip") > 0
    monkeypatch.setattr(module, "MAX_ENTRIES", 2999)
    with pytest.raises(TrajganrError) as caught:
        unpacked_size(tmp_path / "many.zip")
    assert caught.value.code is Code.PROTOCOL_TOO_LARGE


def test_a_mark_of_a_large_zip_does_not_hide_the_directory(tmp_path: Path) -> None:
    content = zipped(CONTENT, CONTENT)
    marked = content[:-22] + b"PK\6\7" + bytes(16) + content[-22:]  # the record itself is absent
    with written(tmp_path / "a.zip", marked).open("rb") as file:
        entries, length, _ = zip_directory(file) or (0, 0, 0)
    assert (entries, length) == (2, 2 * (46 + len("0.csv")))


def test_a_false_gzip_size_is_bounded(tmp_path: Path) -> None:
    packed = gzip.compress(random.Random(0).randbytes(10_000))
    none = written(tmp_path / "none.gz", packed[:-4] + bytes(4))
    assert unpacked_size(none) >= len(packed)
    much = written(tmp_path / "much.gz", packed[:-4] + b"\xff" * 4)
    assert unpacked_size(much) == len(packed) * MAX_RATIO
    assert unpacked_size(written(tmp_path / "short.gz", b"\x1f\x8b")) == 2


def test_any_bytes_have_a_size(tmp_path: Path) -> None:
    dice = random.Random(1)
    for content in (zipped(CONTENT, CONTENT), gzip.compress(CONTENT)):
        for number in range(300):
            damaged = bytearray(content[: dice.randrange(2, len(content) + 1)])
            for _ in range(dice.randrange(1, 9)):
                damaged[dice.randrange(2, len(damaged) + 1) - 1] = dice.randrange(256)
            path = written(tmp_path / str(number), bytes(damaged))
            assert 0 <= unpacked_size(path) <= MAX_RATIO * len(damaged)
