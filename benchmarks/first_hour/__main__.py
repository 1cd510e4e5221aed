"""Counts what a newcomer does from the ZIP to a map of their city: ``make benchmark-first-hour``.

A person at a screen of 1366 × 768 is played: QGIS with an empty profile, mouse and keyboard only.
Writes ``build/benchmark/first_hour.json``, and pictures of each step beside it.

- An *action* is a menu command, a press of a button, or a file or value that is entered.
- A *decision* is an action that needs an answer of the person's own: which trips, which roads.
- An *unexplained term* is a word of :data:`TERMS` in a window that appears on the way, where that
  window does not explain it.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
import sys
import tempfile
import time
from pathlib import Path

from ..figures import BUILD, ROOT, Row, measured_by, rows_of, rows_table, write_figures

sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "desktop")]

from harness import isolated_environment, stop_worker  # noqa: E402
from qgis_desktop import Desktop, screen  # noqa: E402

PORTO = ROOT.parent / "shared" / "data" / "porto"
TRIPS = PORTO / "train_2013-07-01_02.csv.zip"
ROADS = PORTO / "osm_roads.gpkg"
#: What the installation of the worker may take, and the job.
INSTALL_S, JOB_S = 1500.0, 600.0
WINDOW = (1366, 740)
SET_UP, FORM = "Set up TrajGANR", "Predict my city"
#: Settings of pip that uv has too, but does not read.
PIP_ALIKE = ("PIP_FIND_LINKS", "PIP_INDEX_URL")
#: Offered where PyTorch's own index cannot be reached.
USUAL_INDEX = "Install from there"
#: Accessible names of the main buttons of the set-up.
INSTALL, READY = "The program that computes: Install", "Ready: Predict my city…"
#: Words that a traffic analyst who has never seen the plugin does not know, as expressions, each
#: with what explains it in the same window.
TERMS = {
    r"\bworkers?\b": r"program that computes",
    r"\bbundles?\b": r"prepared (data|study area)",
    r"\bpyzmq\b|\bZeroMQ\b": r"connection to the",
    r"\bembeddings?\b": r"vector",
    r"\bpretrain(ed|ing)?\b": r"without labels",
    r"\bfine-tun(e|ed|ing)\b": r"labels",
    r"\bepochs?\b": r"times through",
    r"\bheads?\b": r"",
    r"\bSSH\b|\btunnels?\b": r"another machine",
    r"\bmap match(ing|ed)?\b": r"to roads",
    r"\bfix(es)?\b": r"position",
    r"\bconformal\b": r"",
    r"\bprior\b": r"other times",
    r"\bslots?\b": r"",
    r"\bqueues?\b": r"",
    r"\bCUDA\b|\btorch\b": r"",
    r"\bpresets?\b": r"",
    r"\bmodalit(y|ies)\b": r"",
    r"\bbackbone\b": r"pictures",
}


class Newcomer:
    """A person at QGIS who counts.

    Args:
        folder: their home, empty at first.
        display: of their screen.
        pictures: where pictures of the steps go.
    """

    def __init__(self, folder: Path, display: str, pictures: Path) -> None:
        self._pictures = pictures
        self.actions: list[str] = []
        self.decisions: list[str] = []
        #: Actions that only the network of this machine asks for.
        self.detours: list[str] = []
        self.terms: set[tuple[str, str]] = set()
        variables = isolated_environment(folder, folder / "unused")
        named = ("TRAJGANR_", "XDG_DATA", "QGIS_PLUGINPATH", "QT_QPA_PLATFORM")
        variables = {name: value for name, value in variables.items() if not name.startswith(named)}
        own = {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "DISPLAY": display,
            # Packages that were downloaded once are not downloaded for each measurement.
            "UV_CACHE_DIR": str(Path.home() / ".cache" / "uv"),
            **{f"UV_{name[4:]}": os.environ[name] for name in PIP_ALIKE if name in os.environ},
        }
        self.qgis = Desktop(folder, variables | own)
        self.qgis.call("resize", window="QGIS", width=WINDOW[0], height=WINDOW[1])

    def command(self, *names: str) -> None:
        """Choose a command of a menu."""
        for name in names:
            self.qgis.click(self.qgis.wait_for("where_action", text=name))
        self._did(" › ".join(names))

    def press(self, text: str, window: str = "", seconds: float = 30) -> None:
        """Press a button, once it can be used."""
        self.qgis.wait_for("is_enabled", text=text, window=window, seconds=seconds)
        self._read(window)
        self.qgis.press(text, window=window)
        self._did(text)

    def enter(self, parameter: str, value: Path) -> None:
        """Enter a file of one's own into a form."""
        self.qgis.fill(parameter, str(value))
        self._did(f"{parameter}: {value.name}")
        self.decisions.append(parameter)

    def install(self, zipped: Path) -> None:
        """Install the plugin as QGIS does it from a ZIP."""
        self.command("Plugins", "Manage and Install Plugins…")
        self.qgis.click(self.qgis.wait_for("where_item", text="Install from ZIP"))
        self._did("Install from ZIP")
        self.qgis.press("mZipFileWidget")
        self.qgis.write(str(zipped))
        self._did(f"ZIP file: {zipped.name}")
        self.press("buttonInstallFromZip")
        self.press("Yes", window="Security warning")

    def is_ready(self) -> bool:
        """Whether the worker answers; where PyTorch's index is not reached, take the usual one."""
        if self.qgis.call("is_enabled", text=USUAL_INDEX, window=SET_UP):
            self.see("usual_index")
            self.qgis.press(USUAL_INDEX, window=SET_UP)
            self.detours.append(USUAL_INDEX)
        return bool(self.qgis.call("is_enabled", text=READY, window=SET_UP))

    def see(self, name: str) -> None:
        """Take a picture of the screen, and read what its windows say."""
        for window in self.qgis.call("windows"):
            if "Plugins |" not in window:
                self._read(window)
        self.qgis.photograph(self._pictures / f"{len(self.actions):02}_{name}.png")

    def _did(self, action: str) -> None:
        self.actions.append(action)
        print(f"  {len(self.actions)} {action}", flush=True)

    def _read(self, window: str) -> None:
        if not window or ("QGIS" in window and "TrajGANR" not in window):
            return
        said = " ".join(self.qgis.call("texts_shown", window=window))
        for term, explained in TERMS.items():
            found = re.search(term, said, re.IGNORECASE)
            if found and not (explained and re.search(explained, said, re.IGNORECASE)):
                self.terms.add((found[0].lower(), window))


def measure(pictures: Path) -> tuple[Newcomer, float, float]:
    """Go from the ZIP to the map of Porto.

    Args:
        pictures: where pictures go.

    Returns:
        The person, the seconds of the installation of the worker, and those from *Run* to the map.
    """
    folder = Path(tempfile.mkdtemp(prefix="first-hour-"))
    zipped = runpy.run_path(str(ROOT / ".ci" / "package.py"))["build_zip"](folder)
    city = folder / "Porto"
    city.mkdir()
    files = [Path(shutil.copy(path, city)) for path in (TRIPS, ROADS)]
    with screen() as display:
        person = Newcomer(folder, display, pictures)
        try:
            person.see("empty")
            person.install(zipped)
            person.qgis.wait_window(SET_UP)
            person.see("set_up")
            begun = time.monotonic()
            person.press(INSTALL, window=SET_UP)
            person.qgis.wait("The worker", person.is_ready, INSTALL_S)
            installed = time.monotonic() - begun
            person.see("ready")
            person.press(READY, window=SET_UP)
            person.qgis.wait_window(FORM)
            person.enter("TRIPS", files[0])
            person.enter("ROADS", files[1])
            person.see("form")
            before = set(person.qgis.call("layers"))
            begun = time.monotonic()
            person.press("Run", window=FORM)
            person.qgis.wait("The map", lambda: set(person.qgis.call("layers")) - before, JOB_S)
            person.qgis.wait_for("is_drawn", seconds=60)
            seconds = time.monotonic() - begun
            person.see("map")
        except BaseException:
            person.qgis.photograph(pictures / "failed.png")
            raise
        finally:
            person.qgis.end()
            stop_worker(folder / "data" / "trajganr")
    return person, installed, seconds


def frame_s() -> float:
    """Seconds of a frame of the temporal controller."""
    python = ROOT / ".venv" / "qgis" / "bin" / "python"
    env = {"QT_QPA_PLATFORM": "offscreen"}
    return float(measured_by("plugin.temporal", python=python, env=env))


def words() -> list[Row]:
    """The size of the handbook, and its longest sentence."""
    handbook = runpy.run_path(str(ROOT / ".ci" / "handbook.py"))
    pages = handbook["pages"]()
    total = sum(page.words for page in pages)
    longest = max(handbook["words"](each) for page in pages for each in page.sentences)
    return [
        Row("handbook_words", total, "words", "≤ 30,000", "written words of docs/"),
        Row("longest_sentence_words", longest, "words", "≤ 30", "of the handbook and the README"),
    ]


def main() -> None:
    """Measure, print a table and write the figures."""
    pictures = BUILD / "first_hour"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    person, installed, seconds = measure(pictures)
    terms = ", ".join(sorted(f"{term} ({window})" for term, window in person.terms)) or "none"
    rows = [
        Row("actions", len(person.actions), "", "≤ 10", "; ".join(person.actions)),
        Row("decisions", len(person.decisions), "", "≤ 2", ", ".join(person.decisions)),
        Row("unexplained_terms", len(person.terms), "", "0", terms),
        Row("porto_two_files_to_map_s", seconds, "s", "≤ 120", "from Run to the drawn map"),
        Row("detours", len(person.detours), "", "0", ", ".join(person.detours) or "none"),
        Row("install_s", installed, "s", "", "from the set-up to a worker that answers"),
        *words(),
        Row("temporal_frame_s", frame_s(), "s", "≤ 1", "of a processor, 21,000 segments"),
    ]
    print(rows_table("## The first hour", rows))
    write_figures("first_hour", rows_of(rows))


if __name__ == "__main__":
    main()
