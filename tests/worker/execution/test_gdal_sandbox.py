"""A file that somebody sends leads to no other file, whatever is in it and however it is called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fake_worker import ROOT
from hang import HANG_S

from trajganr_core.data.services.addresses import Reach
from trajganr_core.utils.process_limits import OWNER_VARIABLE, PRIVATE_VARIABLE
from trajganr_worker.execution.gdal_sandbox import confine_downloads

GEOJSON = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties":
{"secret": "where somebody lives"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}"""

#: Reads a layer as a job would: its process is confined before GDAL is there.
SCRIPT = """
import sys
from trajganr_worker.execution.gdal_sandbox import confine
if "free" not in sys.argv:
    confine()
from pathlib import Path
from trajganr_core.data.layers import read_layer
print(read_layer(Path(sys.argv[1]), ("Point",)).to_json())
"""


def read(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.geojson"
    path.write_text(GEOJSON)
    return path


@pytest.fixture
def pointer(secret: Path, tmp_path: Path) -> Path:
    """What is called a GeoPackage and points to another file."""
    path = tmp_path / "places.gpkg"
    path.write_text(
        "<OGRVRTDataSource><OGRVRTLayer name='secret'>"
        f"<SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    return path


@pytest.mark.malformed
def test_a_file_that_points_to_another_one_has_an_unknown_format(pointer: Path) -> None:
    answer = read(pointer)
    assert "INPUT.FORMAT" in answer.stderr
    assert "where somebody lives" not in answer.stdout + answer.stderr


def test_without_the_sandbox_the_file_would_be_followed(pointer: Path) -> None:
    """So that the test above can fail."""
    assert "where somebody lives" in read(pointer, "free").stdout


def test_layers_are_read_as_ever(secret: Path) -> None:
    assert "where somebody lives" in read(secret).stdout


@pytest.mark.parametrize(
    ("owner", "private", "may"),
    [("", False, True), ("", True, True), ("ann", False, False), ("ann", True, True)],
)
def test_members_reach_private_addresses_only_where_a_worker_lets_them(
    owner: str, private: bool, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (OWNER_VARIABLE, PRIVATE_VARIABLE):
        monkeypatch.setenv(name, "")
    confine_downloads(owner, private=private)
    assert Reach.of_process() == Reach(owner, hosts=may, proxy=may)
