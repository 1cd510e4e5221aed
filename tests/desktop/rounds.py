"""Use QGIS many times, to find a crash that is rare: ``make desktop-rounds ROUNDS=20``.

The plugin is the packaged one. A worker is set up and a model trained once. Each round opens QGIS,
predicts the demo city's roads, clicks on the map, cancels a training and leaves QGIS while that
worker goes on. A round fails when QGIS ends by a signal or with a status; the Python code that ran
and the backtrace of the core dump are then printed, and the next round begins.
"""

from __future__ import annotations

import runpy
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path

from harness import ROOT, stop_worker
from qgis_desktop import NotThereError, screen
from story import FIRST_RUN, Story

FOLDER = ROOT / "build" / "rounds"
PREPARE = (*FIRST_RUN, Story.load_trips, Story.prepare, Story.pretrain, Story.finetune)
ROUND = (Story.predict, Story.ask_a_place, Story.show_similar_roads)


def main() -> int:
    """Use QGIS as many times as the first argument says; returns how many rounds failed."""
    rounds = int(sys.argv[1])
    shutil.rmtree(FOLDER, ignore_errors=True)
    plugins = FOLDER / "plugins"
    zipped = runpy.run_path(str(ROOT / ".ci" / "package.py"))["build_zip"](FOLDER)
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(plugins)
    folder = Path(tempfile.mkdtemp(prefix="rounds-"))
    with screen() as display:
        story = Story(folder, display, FOLDER, plugins)
        try:
            for step in PREPARE:
                step(story)
            story.qgis.close()
            failed = [number for number in range(1, rounds + 1) if not is_clean(story, number)]
        finally:
            story.qgis.end()
            stop_worker(story.home)
    print(f"{rounds - len(failed)} of {rounds} rounds ended cleanly; not clean: {failed}")
    print(f"Log and core dumps: {folder}")
    return len(failed)


def is_clean(story: Story, number: int) -> bool:
    """Use QGIS once, and leave it; whether it did what was asked until its end."""
    print(f"round {number} at {time.strftime('%H:%M:%S')}", flush=True)
    try:
        story.open_qgis()
        for step in ROUND:
            step(story)
        story.cancel_a_training(f"Too long {number}")
        story.qgis.close()
    except (NotThereError, subprocess.TimeoutExpired):
        traceback.print_exc()
        story.qgis.photograph(FOLDER / f"round_{number}.png")
        story.qgis.end()
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
