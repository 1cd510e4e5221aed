"""Follows docs/user_guide.md with its own settings in a QGIS that has never been used, and says how
long each step took: ``.venv/worker/bin/python tests/desktop/follow_guide.py ZIP``.

The plugin is that of the zip, which ``make package`` leaves in ``dist``. No network is needed: the
street-view backbone is the file that ``make demo`` has left in ``build/demo``, as the guide says
for that case.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from harness import ROOT, stop_worker
from qgis_desktop import screen
from story import FIRST_RUN, PREDICTED, Story

BACKBONE = "tf_efficientnet_lite0"
WEIGHTS = ROOT / "build" / "demo" / f"{BACKBONE}.safetensors"
PICTURES = ROOT / "build" / "desktop" / "guide"
#: The guide's settings for the demo city.
PRETRAIN = {
    "EPOCHS": "30",
    "DIMENSION": "64",
    "LAYERS": "2",
    "BATCH_SIZE": "64",
    "LEARNING_RATE": "0.001",
    "BACKBONE": BACKBONE,
    "WEIGHTS": str(WEIGHTS),
}
FINETUNE = {"EPOCHS": "40", "BATCH_SIZE": "32"}
#: Jobs are not made small here.
JOB_S = 1200.0


class Reader(Story):
    """The steps of the user guide."""

    def read_the_guide(self) -> None:
        """*Plugins › TrajGANR › User guide*, and a chapter."""
        self.step("user guide")
        for name in ("Plugins", "TrajGANR", "User guide"):
            self.qgis.click(self.qgis.wait_for("where_action", text=name))
        self.qgis.wait_window("user guide")
        self.picture("guide", "user guide")
        self.qgis.press("Close", window="user guide")

    def prepare(self) -> None:
        """As :meth:`Story.prepare`, with the study area left empty."""
        self.step("prepare")
        self.qgis.open_form("Prepare study area")  # which has chosen the layers
        self.qgis.fill("NAME", "Doggerhaven")
        self.run("Prepare study area", "prepare", JOB_S)

    def pretrain(self) -> None:
        """With the settings for the demo city."""
        self.step("pretrain")
        self.open_pretraining()
        self.fill_in(PRETRAIN, "Pretrain model")
        self.run("Pretrain model", "pretrain", JOB_S)

    def finetune(self) -> None:
        """All tasks that the form has chosen, with the settings for the demo city."""
        self.step("fine-tune")
        self.next_step("Pretrained model", "Fine-tune model")
        self.fill_in(FINETUNE, "Fine-tune model")
        self.run("Fine-tune model", "finetune", JOB_S)

    def predict(self) -> None:
        """The roads come into the project."""
        self.step("predict")
        self.next_step("Fine-tuned model", "Predict roads")
        self.run("Predict roads", "predict", JOB_S)
        self.qgis.wait("The roads", lambda: PREDICTED in self.qgis.call("layers"))
        self.qgis.wait_for("is_drawn")
        self.picture("predicted")

    def join(self) -> None:
        """The person's own roads with the predictions as further fields."""
        self.step("join")
        before = len(self.qgis.call("layers"))
        self.qgis.open_form("Join predictions to roads")
        self.qgis.choose("ROADS", "Roads")
        self.qgis.press("Run", window="Join predictions to roads")
        self.qgis.wait("The layer", lambda: len(self.qgis.call("layers")) > before)
        self.qgis.press("Close", window="Join predictions to roads")
        self.qgis.close_toolbox()

    def compare_before_and_after(self) -> None:
        """Weekdays and weekend, as a layer and as a report."""
        self.step("before and after")
        self.qgis.open_form("Before and after")
        self.qgis.choose("BUNDLE", "Doggerhaven")
        self.qgis.fill("TIME_SET", "weekdays")
        self.qgis.fill("TIME_SET_AFTER", "weekend")
        self.run("Before and after", "changes", JOB_S)
        self.qgis.wait_for("is_drawn")
        self.picture("changes")
        self.write_file("Report of changes", {}, "changes.pdf")

    def print_a_map(self) -> None:
        """The four tasks on a page."""
        self.step("print")
        self.write_file("Print a map of predictions", {}, "map.pdf")

    def share_a_page(self) -> None:
        """The predicted roads for a browser."""
        self.step("page")
        self.write_file("Page to share", {}, "page.html")

    def report_the_area(self) -> None:
        """The model and its study area."""
        self.step("report")
        choices = {"MODEL": "Fine-tuned model", "LANGUAGE": "Deutsch"}
        self.write_file("Report of a study area", choices, "report.pdf")

    def compare_two_places(self) -> None:
        """The place is A, and the next click is B."""
        self.step("two places")
        self.qgis.press("Compare two places")
        left, top, width, height = self.qgis.call("where", text="theMapCanvas")
        self.qgis.click([left + width // 4, top + height // 4, width // 2, height // 2])
        self.qgis.wait_for("is_enabled", text="Show similar roads")
        self.picture("compare_places")

    def evaluate(self) -> None:
        """The held-out roads, from the tab of models."""
        self.step("evaluate")
        self.qgis.open_tab("TrajGANR")
        self.qgis.open_tab("Models")
        self.qgis.click(self.qgis.wait_for("where_row", table="Models", text="Fine-tuned model"))
        before = len(self.qgis.call("layers"))
        self.qgis.press("Evaluate")
        self.qgis.wait_window("Evaluate")
        self.run("Evaluate", "evaluate", JOB_S)
        self.qgis.wait("The layer", lambda: len(self.qgis.call("layers")) > before)

    def write_file(self, title: str, choices: dict[str, str], name: str) -> None:
        """Run an algorithm that writes a file, which is kept beside the pictures."""
        self.qgis.open_form(title)
        for parameter, beginning in choices.items():
            self.qgis.choose(parameter, beginning)
        file = self.folder / name
        self.qgis.fill("OUTPUT", str(file))
        self.qgis.press("Run", window=title)
        self.qgis.wait("The file", file.is_file, JOB_S)
        self.picture(name, title)
        shutil.copy(file, self.pictures)
        self.qgis.press("Close", window=title)
        self.qgis.close_toolbox()

    def fill_in(self, values: dict[str, str], window: str) -> None:
        """Fill in parameters, of which some are under *Advanced Parameters*."""
        if not all(self.qgis.call("where_parameter", name=name) for name in values):
            self.qgis.press("collapseButton", window=window)
        for name, value in values.items():
            self.qgis.fill(name, value)


STEPS: tuple[Callable[[Reader], None], ...] = (
    *FIRST_RUN,
    Reader.read_the_guide,
    Reader.prepare,
    Reader.pretrain,
    Reader.finetune,
    Reader.predict,
    Reader.join,
    Reader.print_a_map,
    Reader.share_a_page,
    Reader.report_the_area,
    Reader.ask_a_place,
    Reader.show_similar_roads,
    Reader.compare_two_places,
    Reader.evaluate,
    Reader.compare_before_and_after,
)


def main() -> None:
    """Take all steps, and say how long they took."""
    archive = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="trajganr-guide-") as name, screen() as display:
        folder = Path(name)
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(folder / "installed")
        reader = Reader(folder, display, PICTURES, folder / "installed")
        try:
            for step in STEPS:
                begun = time.monotonic()
                step(reader)
                print(f"    {time.monotonic() - begun:.0f} s", flush=True)
            reader.qgis.close()
        except BaseException:
            reader.qgis.photograph(PICTURES / "failed.png")
            raise
        finally:
            reader.qgis.end()
            stop_worker(reader.home)


if __name__ == "__main__":
    main()
