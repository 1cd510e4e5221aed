"""Use of the plugin from the first run to a restart, step by step."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from harness import ROOT, WORKER_PYTHON
from qgis_desktop import PLUGIN_FOLDER, Desktop, NotThereError, environment

from trajganr_core.contract.protocol.client import Client

CITY = ROOT / "resources" / "demo" / "city"
LAYERS_OF_CITY = 5
#: What the layer of predictions is called.
PREDICTED = "Doggerhaven: Predicted roads"
SET_UP = "Set up TrajGANR"
#: Until a worker is there, or a job has ended.
WORKER_S = 90.0
JOB_S = 240.0
WINDOW = (1366, 740)
DOCK_WIDTH = 460
FORM = (900, 640)

#: Small, so that two cores are done soon.
SMALL = {"DIMENSION": "32", "LAYERS": "1"}
#: Without pictures, whose encoder would be fetched from a hub.
MODALITIES = "Trips and locations"
EPOCHS = "2"
#: Options of trainings that do not finish.
LONG_EPOCHS = "2000"
#: Of the one that ends while QGIS is closed.
SOME_EPOCHS = "150"


class Story:
    """A person at QGIS.

    Args:
        folder: their home, empty at first; its path is seen in pictures.
        display: of their screen.
        pictures: where pictures of what they see go.
        plugins: the folder that the plugin's is in.
    """

    def __init__(
        self, folder: Path, display: str, pictures: Path, plugins: Path = PLUGIN_FOLDER
    ) -> None:
        self.folder = folder
        self.home = folder / "data" / "trajganr"
        self.pictures = pictures
        self.gaps: list[dict[str, Any]] = []
        self._variables = environment(folder, display, plugins)
        (folder / "worker-env").symlink_to(WORKER_PYTHON.parents[1])
        self.open_qgis()

    def open_qgis(self, **variables: str) -> None:
        """QGIS is started, with these variables of the environment too."""
        self.qgis = Desktop(self.folder, self._variables | variables)
        self.qgis.call("arrange", width=WINDOW[0], height=WINDOW[1], dock=DOCK_WIDTH)

    def step(self, name: str) -> None:
        """A new step begins, to which gaps belong."""
        print(f"  {name}", flush=True)
        self.qgis.call("mark", step=name)

    # The first run

    def see_first_run(self) -> None:
        """The set-up opens automatically and shows that there is no worker."""
        self.step("first run")
        self.qgis.wait_window(SET_UP)
        self.qgis.wait_for("is_enabled", text="The program that computes: Install")
        self.picture("first_run", SET_UP)

    def use_own_environment(self) -> None:
        """An environment with the worker is there: name its Python, and the worker is started."""
        self.step("own environment")
        self.qgis.press("Another machine, or other settings", kind="QToolButton")
        self.qgis.press("Use an environment of my own")
        self.qgis.press("The environment's Python", kind="QLineEdit")
        self.qgis.write(str(self.folder / "worker-env" / "bin" / "python"))
        self.qgis.keys("Tab")
        self.qgis.press("The program that computes: Use this Python")
        self.qgis.wait("The worker", self._says_ready, WORKER_S)

    def add_demo_city(self) -> None:
        """The demo city comes into the project."""
        self.step("demo city")
        self.qgis.press("A finished example: Add the demo city")
        self.qgis.wait("The city", lambda: len(self.qgis.call("layers")) == LAYERS_OF_CITY)
        self.picture("first_run_ready", SET_UP)
        self.qgis.press("Close", window=SET_UP)
        self.qgis.wait_for("is_drawn")
        self.picture("demo_city")

    # The pipeline

    def load_trips(self) -> None:
        """A file of trips becomes a layer."""
        self.step("load trajectories")
        trips = next(self.folder.glob("profiles/**/Doggerhaven/trips.csv"))
        self.qgis.open_form("Load trips")
        self.qgis.fill("FILE", str(trips))
        self.run("Load trips", "load_trips")
        self.qgis.wait("The layer", lambda: len(self.qgis.call("layers")) == LAYERS_OF_CITY + 1)

    def prepare(self) -> None:
        """The city's layers become a bundle."""
        self.step("prepare")
        west, south, east, north = json.loads((CITY / "city.json").read_text("utf-8"))["bbox"]
        self.qgis.open_form("Prepare study area")  # which has chosen the layers
        self.qgis.fill("EXTENT", f"{west},{east},{south},{north} [EPSG:4326]")
        self.qgis.fill("NAME", "Doggerhaven")
        self.run("Prepare study area", "prepare")

    def pretrain(self) -> None:
        """A model is trained without labels."""
        self.step("pretrain")
        self.begin_pretraining("Small", EPOCHS)
        self.end_form("Pretrain model", "Small")

    def finetune(self) -> None:
        """Fine-tune the four tasks with labels, which the form has selected."""
        self.step("fine-tune")
        self.next_step("Small", "Fine-tune model")
        self.qgis.fill("EPOCHS", EPOCHS)
        self.qgis.fill("NAME", "Four tasks")
        self.run("Fine-tune model", "finetune")

    def predict(self) -> None:
        """Its predictions come as a styled layer."""
        self.step("predict")
        self.next_step("Four tasks", "Predict roads")
        self.run("Predict roads", "predict")
        self.qgis.wait("The roads", lambda: PREDICTED in self.qgis.call("layers"))
        self.qgis.wait_for("is_drawn")
        self.picture("predicted")

    # Jobs

    def cancel_a_training(self, name: str = "Too long") -> None:
        """A training that takes too long is cancelled in the dock."""
        self.step("cancel")
        self.qgis.open_tab("TrajGANR")
        self.begin_pretraining(name, LONG_EPOCHS)
        self.wait_for_job(name, "RUNNING")
        self.qgis.press("Close", window="Pretrain model")
        self.select_job(name)
        self.qgis.press("Cancel job")
        self.wait_for_job(name, "CANCELLED")

    def leave_jobs_behind(self) -> None:
        """Start a training, a waiting one and a prediction, and detach them."""
        self.step("detach")
        self.begin_pretraining("Ends meanwhile", SOME_EPOCHS)
        self.detach("Pretrain model", "Ends meanwhile")
        self.begin_pretraining("Goes on", LONG_EPOCHS)
        self.detach("Pretrain model", "Goes on")
        self.next_step("Four tasks", "Predict roads")
        self.qgis.fill("NAME", "Beside a training")
        self.qgis.press("Run", window="Predict roads")
        self.detach("Predict roads", "Beside a training")
        self.gaps += self.qgis.close()

    def wait_outside(self) -> None:
        """While QGIS is closed, the prediction and the first training end, and the next begins."""
        with Client.connect(self.home) as client:
            until = time.monotonic() + JOB_S
            while time.monotonic() < until:
                states = {job.name: job.state for job in client.jobs()}
                if (states["Goes on"], states["Beside a training"]) == ("RUNNING", "SUCCEEDED"):
                    return
                time.sleep(1)
        raise NotThereError(f"The job has not begun: {states}")

    def come_back(self) -> None:
        """QGIS reports finished jobs, shows running ones, and opens the result."""
        self.open_qgis()
        self.step("come back")
        self.qgis.wait(
            "The announcement",
            lambda: any("While QGIS was closed: 2 done" in m for m in self.messages()),
        )
        self.wait_for_job("Goes on", "RUNNING")
        self.picture("announcement")
        self.qgis.press("Open results…")
        self.qgis.wait_window("Save the predicted roads")
        self.qgis.write(str(self.folder / "roads.gpkg"))
        self.qgis.keys("Return")
        self.qgis.wait("The roads", lambda: "Beside a training" in self.qgis.call("layers"))
        self.select_job("Goes on")
        self.qgis.press("Cancel job")
        self.wait_for_job("Goes on", "CANCELLED")

    # A place

    def ask_a_place(self) -> None:
        """A click on the map shows the predictions there, with trips and a picture."""
        self.step("click")
        self.qgis.press("Ask a place", kind="QToolButton")
        self.qgis.wait_for("where", text="TrajganrPlace")
        self.qgis.wait_for("is_drawn")
        lon, lat = place_with_picture()
        self.qgis.click(self.qgis.call("where_on_map", lon=lon, lat=lat))
        self.qgis.wait_for("is_enabled", text="Show similar roads", seconds=WORKER_S)
        self.qgis.wait_for("is_photo_shown")
        self.picture("place")

    def show_similar_roads(self) -> None:
        """All roads are coloured by how alike they are to that place."""
        self.step("similar roads")
        self.qgis.press("Show similar roads")
        self.qgis.wait(
            "The similar roads",
            lambda: any(name.startswith("Roads similar") for name in self.qgis.call("layers")),
        )
        self.qgis.wait_for("is_drawn")
        self.picture("similar_roads")

    # Parts of steps

    def picture(self, name: str, window: str = "", part: str = "") -> None:
        """Take a picture of a window, the whole of QGIS' where none is named."""
        self.qgis.grab(self.pictures / f"{name}.png", window, part)

    def begin_pretraining(self, name: str, epochs: str) -> None:
        """Fill in the form that the prepared area leads to, and press its button."""
        self.open_pretraining()
        self.qgis.fill("EPOCHS", epochs)
        self.qgis.fill("NAME", name)
        if not self.qgis.call("where_parameter", name="DIMENSION"):  # QGIS keeps it unfolded
            self.qgis.press("collapseButton", window="Pretrain model")
        for parameter, value in SMALL.items():
            self.qgis.fill(parameter, value)
        self.qgis.choose("MODALITIES", MODALITIES)
        self.qgis.press("Run", window="Pretrain model")

    def run(self, title: str, kind: str, seconds: float = JOB_S) -> None:
        """Take a picture of a form, run it to its end and close it."""
        self.qgis.call("resize", window=title, width=FORM[0], height=FORM[1])
        self.picture(f"form_{kind}", title)
        done = len(self.jobs(kind, "SUCCEEDED"))
        self.qgis.press("Run", window=title)
        self.qgis.wait("The job", lambda: len(self.jobs(kind, "SUCCEEDED")) > done, seconds)
        self.qgis.press("Close", window=title)
        self.qgis.close_toolbox()

    def end_form(self, title: str, name: str) -> None:
        """Wait for the job of a form, and close it."""
        self.wait_for_job(name, "SUCCEEDED")
        self.qgis.press("Close", window=title)

    def open_pretraining(self) -> None:
        """From the study area in the dock to the form that trains on it."""
        self.qgis.open_tab("Areas")
        self.qgis.click(self.qgis.wait_for("where_row", table="Study areas", text="Doggerhaven"))
        self.qgis.press("Pretrain")
        self.qgis.wait_window("Pretrain model")

    def next_step(self, name: str, title: str) -> None:
        """From a job in the dock to the form that uses its result."""
        self.select_job(name)
        self.qgis.press("Next step")
        self.qgis.wait_window(title)

    def select_job(self, name: str) -> None:
        """Click on a job in the dock."""
        self.qgis.open_tab("Jobs")
        self.qgis.click(self.qgis.wait_for("where_row", table="Jobs", text=name))

    def detach(self, title: str, name: str) -> None:
        """Close a form and detach its job."""
        self.qgis.wait("The job", lambda: name in [job["name"] for job in self.qgis.call("jobs")])
        self.qgis.press("Close", window=title)
        self.select_job(name)
        self.qgis.press("Detach")

    def jobs(self, kind: str, state: str) -> list[dict[str, Any]]:
        """The jobs of a kind that are in a state."""
        listed = self.qgis.call("jobs")
        return [job for job in listed if (job["kind"], job["state"]) == (kind, state)]

    def wait_for_job(self, name: str, state: str) -> None:
        """Wait until the dock shows that a job is in a state."""

        def is_there() -> bool:
            jobs = [job for job in self.qgis.call("jobs") if job["name"] == name]
            return any(job["state"] == state for job in jobs)

        self.qgis.wait(f"{name}: {state}", is_there, JOB_S)

    def messages(self) -> list[str]:
        """The text of the message bar."""
        return list(self.qgis.call("messages"))

    def _says_ready(self) -> bool:
        texts = self.qgis.call("texts", window=SET_UP)
        return any(text == "The worker is ready." for text in texts)


def place_with_picture() -> tuple[float, float]:
    """Longitude and latitude of a street view near the middle of the city."""
    west, south, east, north = json.loads((CITY / "city.json").read_text("utf-8"))["bbox"]
    middle = complex((west + east) / 2, (south + north) / 2)
    with (CITY / "street_view" / "index.csv").open(encoding="utf-8", newline="") as file:
        places = [(float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)]
    return min(places, key=lambda place: abs(complex(*place) - middle))


#: In the order in which they are taken.
FIRST_RUN: tuple[Callable[[Story], None], ...] = (
    Story.see_first_run,
    Story.use_own_environment,
    Story.add_demo_city,
)
WHOLE: tuple[Callable[[Story], None], ...] = (
    *FIRST_RUN,
    Story.load_trips,
    Story.prepare,
    Story.pretrain,
    Story.finetune,
    Story.predict,
    Story.ask_a_place,
    Story.show_similar_roads,
    Story.cancel_a_training,
    Story.leave_jobs_behind,
    Story.wait_outside,
    Story.come_back,
)
