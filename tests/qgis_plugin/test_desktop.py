"""QGIS Desktop itself, on a screen that nobody sees, with the dock on a worker with jobs.

The picture stays in ``build/desktop.png`` for a person to look at, and those of the dock's tabs in
QGIS' themes beside it.
"""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest
from hang import HANG_S
from harness import enable_plugin
from plugin_tools import ROOT
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QImage

from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.options.presets import PRESETS
from trajganr_core.contract.protocol.client import Client

PICTURE = ROOT / "build" / "desktop.png"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(shutil.which, ("qgis", "xvfb-run"))), reason="needs qgis and xvfb-run"
    ),
]


def submit_jobs(home: Path) -> None:
    """Jobs in every state that a person meets, newest last."""
    with Client.connect(home) as client:
        file = home / "trips.csv"
        file.write_text("trips", encoding="utf-8")
        reference = client.put_file(file)

        def end(params: JobParams) -> str:
            job_id = client.submit(params)
            list(client.follow(job_id))
            result = client.job(job_id).result or {}
            return result.get("bundle") or result.get("model") or job_id

        def prepare(name: str) -> PrepareParams:
            return PrepareParams(trips=(reference,), roads=reference, bbox=(0, 0, 1, 1), name=name)

        bundle = end(prepare("Porto, July 2013"))
        model = end(PretrainParams(bundle=bundle, split="block", fold=3, name="Porto, small"))
        tasks = ("speed", "popularity", "aoi", "braking")
        model = end(FinetuneParams(model=model, bundle=bundle, tasks=tasks, name="Four tasks"))
        end(PredictParams(model=model, name="Roads of Porto"))
        end(prepare("fail"))
        client.submit(prepare("slow"))
        client.submit(PretrainParams(bundle=bundle, name="Porto, large"))


def brightness(theme: str, number: int) -> float:
    """Of a tab's picture on average, 0 to 255."""
    image = QImage(str(PICTURE.with_name(f"dock_{theme}_{number}.png")))
    assert not image.isNull()
    whole = image.scaled(
        1, 1, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return whole.pixelColor(0, 0).lightnessF() * 255


def test_qgis_desktop_shows_the_dock_and_opens_a_result(own_worker: Path, tmp_path: Path) -> None:
    submit_jobs(own_worker)
    PICTURE.parent.mkdir(exist_ok=True)
    for picture in (PICTURE, *PICTURE.parent.glob("dock_*.png")):
        picture.unlink(missing_ok=True)
    roads = tmp_path / "roads.gpkg"
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "QT_QPA"))},
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path),
        "QGIS_PLUGINPATH": str(tmp_path / "plugins"),
        "TRAJGANR_DESKTOP_PICTURE": str(PICTURE),
        "TRAJGANR_DESKTOP_ROADS": str(roads),
        "TRAJGANR_DESKTOP_FORM": str(tmp_path / "form.json"),
        "LC_ALL": "C.UTF-8",
    }
    runpy.run_path(str(ROOT / ".ci" / "package.py"))["link"](tmp_path / "plugins")
    enable_plugin(tmp_path / "profiles" / "default")
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24"]
    command = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", tmp_path]
    script = Path(__file__).with_name("desktop_session.py")
    done = subprocess.run(
        ["timeout", "--kill-after=5", str(HANG_S), *screen, *command, "--code", script],
        env=environment,
        capture_output=True,
        text=True,
    )
    image = QImage(str(PICTURE))
    assert not image.isNull(), done.stderr
    assert roads.is_file()
    style_colour = QColor("#414487")  # of the slowest class, which the made-up speeds fall into
    assert any(
        image.pixelColor(x, y) == style_colour
        for x in range(image.width())
        for y in range(image.height())
    )
    for number in range(4):
        light, dark = (brightness(theme, number) for theme in ("default", "night"))
        assert light > 150 > 100 > dark
    assert (tmp_path / "form.json").is_file(), done.stdout + done.stderr
    form = json.loads((tmp_path / "form.json").read_text(encoding="utf-8"))
    assert form["id"] == "trajganr:finetune"
    assert form["parameters"]["MODEL"].startswith("pretrain-")
    assert form["parameters"]["BUNDLE"].startswith("prepare-")
    assert (form["parameters"]["SPLIT"], form["parameters"]["FOLD"]) == ("block", 3)
    assert form["parameters"]["TRIPS_PER_LOCATION"] == PRESETS["best"].trips_per_location
