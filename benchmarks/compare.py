"""Systems compared on the demo city, on simulated and on real Porto: ``make benchmark``.

Bundles and what is finished stay in ``build``, so that an interrupted run goes on. Both of Porto's
are made from files that are not in this repository; they must lie in ``../shared/data/porto``. At
the end, ``build/benchmark/evidence.json`` has the figures that claims rest on, from all results
that are in ``build/benchmark``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "resources" / "demo"))

from evidence import write_evidence  # noqa: E402
from image_weights import BACKBONE, write_image_weights  # noqa: E402
from porto import AREA, PORTO, TRIPS  # noqa: E402

from trajganr_core.contract.options.data_config import PrepareConfig  # noqa: E402
from trajganr_core.data.bundle import MANIFEST  # noqa: E402
from trajganr_core.data.preparation.prepare import prepare_bundle  # noqa: E402
from trajganr_core.utils.study_area import StudyArea  # noqa: E402

#: Beneath the repository's root, as the results name them.
RESULTS = Path("build", "benchmark")


def main() -> int:
    """Prepare each city once, and run the command with the words that are not for this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--city", choices=CITIES, action="append", help="may be repeated")
    options, words = parser.parse_known_args()
    cities = options.city or list(CITIES)
    if not TRIPS.is_file() and set(cities) != {"demo"}:
        print("Porto's files are not in ../shared/data: only the demo city is compared.")
        cities = ["demo"]
    status = max(compare(city, words) for city in cities)
    write_evidence(ROOT / RESULTS)
    return status


def compare(city: str, words: list[str]) -> int:
    """Run ``trajganr benchmark`` on a city; its exit status."""
    folder = RESULTS / city
    bundle = CITIES[city](folder)
    command = [sys.executable, "-m", "worker", "benchmark", str(bundle)]
    command += ["--out", str(folder / "results"), *_pictures(folder), *words]
    return subprocess.run(command, cwd=ROOT).returncode


def _pictures(folder: Path) -> list[str]:
    """Options of the street-view backbone, with weights that need no download."""
    (ROOT / folder).mkdir(parents=True, exist_ok=True)
    weights = write_image_weights(ROOT / folder).relative_to(ROOT)
    return ["--backbone", BACKBONE, "--backbone-weights", str(weights)]


def real(folder: Path) -> Path:
    """Two days of Porto's taxis, prepared."""
    bundle = folder / "bundle"
    if not (ROOT / bundle / MANIFEST).is_file():
        prepare_bundle(
            trajectories=[TRIPS],
            roads=PORTO / "osm_roads.gpkg",
            pois=PORTO / "osm_tagged_nodes.csv",
            area=AREA,
            out=ROOT / bundle,
            config=PrepareConfig(name="Porto"),
        )
    return bundle


def simulated(folder: Path) -> Path:
    """Simulated Porto, as ``make simulated-porto`` makes it."""
    made = Path("build", "simulated_porto")
    if not (ROOT / made / "bundle" / MANIFEST).is_file():
        module = [sys.executable, "-m", "benchmarks.simulated_porto", "--out", made]
        subprocess.run(module, cwd=ROOT, check=True)
    return made / "bundle"


def demo(folder: Path) -> Path:
    """The demo city, prepared."""
    bundle, city = folder / "bundle", ROOT / "resources" / "demo" / "city"
    if not (ROOT / bundle / MANIFEST).is_file():
        prepare_bundle(
            trajectories=[city / "trips.csv"],
            roads=city / "roads.gpkg",
            images=city / "street_view",
            pois=city / "pois.gpkg",
            area=StudyArea(*json.loads((city / "city.json").read_text("utf-8"))["bbox"]),
            out=ROOT / bundle,
            config=PrepareConfig(name="Demo city"),
        )
    return bundle


CITIES = {"demo": demo, "simulated_porto": simulated, "porto": real}


if __name__ == "__main__":
    sys.exit(main())
