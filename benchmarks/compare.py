"""Systems compared on real and on simulated Porto: ``make benchmark``.

Bundles and what is finished stay in ``build``, so that an interrupted run goes on. Both cities are
made from files that are not in this repository; they must lie in ``../shared/data/porto``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from porto import AREA, PORTO, TRIPS

from trajganr_core.data.bundle import MANIFEST
from trajganr_core.data.preparation.prepare import prepare_bundle

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"


def main() -> int:
    """Prepare each city once, and run the command with the words that are not for this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--city", choices=CITIES, action="append", help="may be repeated")
    options, words = parser.parse_known_args()
    if not TRIPS.is_file():
        print("Porto's files are not in ../shared/data: nothing is compared.", file=sys.stderr)
        return 0
    return max(compare(city, words) for city in options.city or CITIES)


def compare(city: str, words: list[str]) -> int:
    """Run ``trajganr benchmark`` on a city; its exit status."""
    bundle = CITIES[city]()
    out = BUILD / "benchmark" / city / "results"
    command = [sys.executable, "-m", "worker", "benchmark", bundle, "--out", out, *words]
    return subprocess.run(command, cwd=ROOT).returncode


def real() -> Path:
    """Two days of Porto's taxis, prepared."""
    bundle = BUILD / "benchmark" / "porto" / "bundle"
    if not (bundle / MANIFEST).is_file():
        prepare_bundle(
            trajectories=[TRIPS],
            roads=PORTO / "osm_roads.gpkg",
            pois=PORTO / "osm_tagged_nodes.csv",
            area=AREA,
            out=bundle,
            name="Porto",
        )
    return bundle


def simulated() -> Path:
    """Simulated Porto, as ``make simulated-porto`` makes it."""
    folder = BUILD / "simulated_porto"
    if not (folder / "bundle" / MANIFEST).is_file():
        module = [sys.executable, "-m", "benchmarks.simulated_porto", "--out", folder]
        subprocess.run(module, cwd=ROOT, check=True)
    return folder / "bundle"


CITIES = {"porto": real, "simulated_porto": simulated}


if __name__ == "__main__":
    sys.exit(main())
