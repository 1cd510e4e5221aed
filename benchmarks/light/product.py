"""Seconds from files to a map: real Porto's CSV and OpenStreetMap extract to predicted roads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from ..cities import EXTRACT, PORTO_BOX, TRIPS
from ..figures import ROOT


def measure(work: Path) -> dict[str, float]:
    """``csv_to_map_s``: two commands, with a cold cache of the project.

    The compiled map matcher is kept in the account's cache, where the installation puts it.
    """
    folder = work / "csv_to_map"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    bundle, roads = folder / "bundle", folder / "roads.gpkg"
    bbox = [str(each) for each in PORTO_BOX.bbox]
    files = ["--trips", TRIPS, "--roads", EXTRACT, "--pois", EXTRACT]
    begun = time.perf_counter()
    _run(folder, "prepare", *files, "--bbox", *bbox, "--out", bundle)
    _run(folder, "predict", "--bundle", bundle, "--out", roads)
    return {"csv_to_map_s": round(time.perf_counter() - begun, 1)}


def _run(folder: Path, *words: str | Path) -> None:
    """Run a command of ``trajganr`` with a cache of its own."""
    program = [sys.executable, "-m", "trajganr_worker"]
    environment = {**os.environ, "TRAJGANR_CACHE": str(folder / "cache")}
    subprocess.run([*program, *map(str, words)], cwd=ROOT, env=environment, check=True)
