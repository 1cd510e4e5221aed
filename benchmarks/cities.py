"""The cities that are measured: the demo city, simulated Porto, and two days of real Porto's taxis.

Both of Porto's are made from files that are not in this repository; they must lie in
``../shared/data/porto``. What is prepared stays in ``build``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.data.bundle import MANIFEST
from trajganr_core.data.preparation.prepare import prepare_bundle
from trajganr_core.utils.study_area import StudyArea

from .figures import BUILD, ROOT

DEMO = ROOT / "resources" / "demo" / "city"
PORTO = ROOT.parent / "shared" / "data" / "porto"
TRIPS, ROADS = PORTO / "train_2013-07-01_02.csv.zip", PORTO / "osm_roads.gpkg"
#: OpenStreetMap of Porto.
EXTRACT = PORTO / "porto_2022-11.osm.gz"
#: The paper's box.
PORTO_BOX = StudyArea(-8.691294, 41.13835, -8.552009, 41.185935)


def prepared_porto(bundle: Path, *, seed: int = PrepareParams.seed, places: bool = True) -> Path:
    """Real Porto's bundle in a folder, where it is made if it is absent.

    Args:
        bundle: the folder.
        seed: of the split of the drivers.
        places: whether areas of interest have labels.
    """
    if not (bundle / MANIFEST).is_file():
        params = PrepareParams(
            trips=(str(TRIPS),),
            roads=str(ROADS),
            pois=str(PORTO / "osm_tagged_nodes.csv") if places else None,
            bbox=PORTO_BOX.bbox,
            name="Porto",
            seed=seed,
        )
        prepare_bundle(params, bundle)
    return bundle


def _porto() -> Path:
    return prepared_porto(BUILD / "porto" / "bundle")


def _simulated() -> Path:
    made = ROOT / "build" / "simulated_porto"
    if not (made / "bundle" / MANIFEST).is_file():
        module = [sys.executable, "-m", "benchmarks.simulated_porto", "--out", made]
        subprocess.run(module, cwd=ROOT, check=True)
    return made / "bundle"


def _demo() -> Path:
    bundle = BUILD / "demo" / "bundle"
    if not (bundle / MANIFEST).is_file():
        params = PrepareParams(
            trips=(str(DEMO / "trips.csv"),),
            roads=str(DEMO / "roads.gpkg"),
            images=str(DEMO / "street_view"),
            pois=str(DEMO / "pois.gpkg"),
            bbox=tuple(json.loads((DEMO / "city.json").read_text("utf-8"))["bbox"]),
            name="Demo city",
        )
        prepare_bundle(params, bundle)
    return bundle


#: Of each city what prepares it where needed; its bundle's path.
CITIES = {"demo": _demo, "simulated_porto": _simulated, "porto": _porto}
