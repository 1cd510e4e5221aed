"""Size of vector tiles and of a page of Porto, and the time and memory that they take."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ..figures import BUILD, Row, measured_by
from ..memory import peak_gb

#: The bundle of Porto; roads are predicted for these times and for each hour.
BUNDLE = BUILD / "sparse_bundle"
TIMES = ("weekday morning peak", "weekday evening peak", "night free flow", "whole week")


def tiles_figures() -> tuple[list[Row], dict[str, Any]]:
    """Of all predicted roads; None without the bundle."""
    if not BUNDLE.is_dir():
        return [Row("pmtiles_mb", None, "MB", note=f"there is no {BUNDLE}")], {}
    with tempfile.TemporaryDirectory() as folder:
        layer = Path(folder) / "predicted.gpkg"
        trajganr = Path(sys.executable).with_name("trajganr")
        times = [word for each in TIMES for word in ("--at", each)]
        words = [trajganr, "predict", "--bundle", BUNDLE, *times, "--each-hour", "--out", layer]
        subprocess.run(words, check=True)
        made = {
            format: measured_by("exchange.tiles", layer, format) for format in ("html", "pmtiles")
        }
    found = made["pmtiles"]
    note = f"{found['roads']:,.0f} segments, {len(TIMES)} times and 48 hours"
    rows = [
        Row("pmtiles_mb", found["mb"], "MB", note=note),
        Row("pmtiles_s", found["seconds"], "s", note="of a processor, with the page"),
        Row("pmtiles_peak_gb", found["peak_gb"], "GB", note="of the process"),
    ]
    return rows, {"tiles": made}


def main() -> None:
    """Make a page or tiles in this process, and print what it took as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("layer", type=Path)
    parser.add_argument("format")
    words = parser.parse_args()
    import trajganr_core as tg

    with tempfile.TemporaryDirectory() as folder:
        begin = time.process_time()
        out = Path(folder) / "out"
        result = tg.webpage(words.layer, out=out, format=words.format, progress=False)
        seconds = time.process_time() - begin
        size = (out / f"roads.{words.format}").stat().st_size / 1e6
    figures = {"mb": size, "seconds": seconds, "peak_gb": peak_gb(), **result.counts}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
