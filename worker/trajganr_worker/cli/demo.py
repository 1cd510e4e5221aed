"""The command ``trajganr demo``: the demo city, its predicted roads, their page and a report."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from trajganr_core.contract.files.atomic_io import new_folder
from trajganr_core.contract.kinds.area_report import AreaReportParams
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.webpage import WebpageParams
from trajganr_core.utils.shipped_files import shipped_folder

from ..execution.jobs import find_job
from .arguments import Commands, Result, add_out_folder
from .terminal import Terminal

#: The times of the week that are predicted, beside each hour.
TIMES = ("weekday morning peak", "weekend")
CITY, BUNDLE = "city", "bundle"
ROADS, PAGE, REPORT = "predicted_roads.gpkg", "page.html", "report.pdf"


def add_command(commands: Commands) -> None:
    """Add ``trajganr demo``."""
    text = "write the demo city with predicted roads, in a minute"
    parser = commands.add("demo", _demo, text, "The end says what to open.")
    names = (CITY, BUNDLE, ROADS, PAGE, REPORT)
    usage = "the folder to make (default: %(default)s)"
    add_out_folder(parser, "FOLDER", usage, names=names, default=Path("trajganr-demo"))


def _demo(options: argparse.Namespace, terminal: Terminal) -> Result:
    source = shipped_folder("demo/city")
    about = json.loads((source / "city.json").read_text(encoding="utf-8"))
    with new_folder(options.out) as folder:
        city, bundle = folder / CITY, folder / BUNDLE
        shutil.copytree(source, city)

        def make(params: JobParams, name: str) -> None:
            """Run a job, and keep its file under this name."""
            out = folder / "job"
            (file,) = find_job(params.kind)(params, out, terminal.progress).files  # type: ignore[attr-defined]
            (out / file).replace(folder / name)
            out.rmdir()

        trips, roads, places = (str(city / n) for n in ("trips.csv", "roads.gpkg", "pois.gpkg"))
        prepare = PrepareParams(
            trips=(trips,),
            roads=roads,
            pois=places,
            images=str(city / "street_view"),
            bbox=tuple(about["bbox"]),
            name=about["name"],
        )
        find_job("prepare")(prepare, bundle, terminal.progress)
        make(PredictParams(bundle=str(bundle), time_sets=TIMES, each_hour=True), ROADS)
        make(WebpageParams(roads=str(folder / ROADS), title=about["name"]), PAGE)
        make(AreaReportParams(bundle=str(bundle)), REPORT)
    return {
        "out": str(options.out),
        "note": about["note"],
        "open in a browser": str(options.out / PAGE),
        "open in QGIS": str(options.out / ROADS),
        "read": str(options.out / REPORT),
        "predict more": f"trajganr predict --bundle {options.out / BUNDLE} --out more.gpkg",
    }
