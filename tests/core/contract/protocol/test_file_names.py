"""A name that somebody else has written leads to a file in its folder, or nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.file_names import inside, is_file_name, refuse_links

ELSEWHERE: list[Any] = [
    *("", ".", "..", "/etc/passwd", "a/../../b", "./a", "a//b", "a/", "a\\b", "C:b", "a\0b"),
    *(".hidden", "a/.hidden", "\udcff", "\ud800", "x" * 201, "ü" * 130, "a\nb", "//host/share"),
    *(None, 5, ["a"], {"a": 1}, b"a"),
]


@pytest.mark.parametrize("name", ELSEWHERE, ids=repr)
def test_a_name_that_leads_elsewhere_is_refused(name: Any, tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        inside(tmp_path, name)
    assert caught.value.code is Code.INPUT_FORMAT
    assert not is_file_name(name)


@pytest.mark.parametrize(
    "name", ["roads.gpkg", "heads/speed.safetensors", "Straßen 2.csv", "道.zip"]
)
def test_a_plain_name_becomes_a_path_in_the_folder(name: str, tmp_path: Path) -> None:
    assert inside(tmp_path, name) == tmp_path / name


def test_links_are_refused(tmp_path: Path) -> None:
    folder, target = tmp_path / "folder", tmp_path / "target"
    folder.mkdir()
    target.mkdir()
    (target / "file").write_text("mine")
    (folder / "file").symlink_to(target / "file")
    (folder / "below").symlink_to(target)
    (folder / "gone").symlink_to(tmp_path / "nothing")
    for name in ("file", "below", "below/file", "below/new", "gone"):
        with pytest.raises(TrajganrError):
            inside(folder, name)
    with pytest.raises(TrajganrError):
        refuse_links(folder)


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert inside(tmp_path / "link", "file") == tmp_path / "link" / "file"
