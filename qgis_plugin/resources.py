"""Icons, styles, models and help texts that are shipped with the plugin."""

from __future__ import annotations

import re
from configparser import ConfigParser
from html import escape, unescape
from pathlib import Path

from qgis.PyQt.QtGui import QIcon

from trajganr_core.contract.layers.geopackage_styles import RIGHT
from trajganr_core.contract.layers.styles import Style

from .i18n import tr

ROOT = Path(__file__).parents[1] / "resources"
#: Start of a picture's address in a help text, relative to the text.
PICTURES = 'src="pictures/'
#: Characters of a heading that its anchor lacks.
NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")
#: Pages of the documentation, and their sections, by algorithm.
HELP_PAGES = {
    "loadtrajectories": "data.md#trips",
    "loadstreetview": "data.md#street-views",
    "loadosm": "data.md#roads",
    "matchtrajectories": "data.md#matching",
    "downloadmapillary": "data.md#street-views",
    "mapillarycoverage": "data.md#street-views",
    "downloadosm": "data.md#roads",
    "prepare": "user_guide.md#prepare-the-study-area",
    "bundlereport": "data.md#bundles",
    "derivelabels": "data.md#labels",
    "observedtraffic": "results.md#observed-traffic",
    "selectlink": "results.md#select-link",
    "odmatrix": "results.md#origin-destination-matrices",
    "changes": "results.md#before-and-after",
    "changesreport": "user_guide.md#before-and-after",
    "pretrain": "user_guide.md#pretrain",
    "finetune": "user_guide.md#fine-tune",
    "evaluate": "results.md#evaluation",
    "predictroads": "user_guide.md#predict-without-training",
    "traveltimes": "results.md#travel-times",
    "webpage": "results.md#a-page-to-share",
    "areareport": "user_guide.md#report-a-study-area",
    "joinpredictions": "results.md#segment-ids",
    "predictionsmap": "user_guide.md#print-a-map",
    "embedlocations": "results.md#embeddings",
    "similarroads": "user_guide.md#ask-a-place",
    "exportlayers": "results.md#export",
    "routingexport": "routing.md",
    "batchexport": "results.md#batch-export",
    "workerstatus": "worker.md",
    "tripstopredictedroads": "user_guide.md#from-trips-to-predicted-roads",
    "updatepredictionswithnewtrips": "user_guide.md#several-study-areas",
}
#: The label of a class in the legend, in QML.
LABEL = re.compile(r'(?<= label=)"([^"]*)"')


def icon(name: str = "trajganr") -> QIcon:
    """The plugin's icon, or that of a group of its algorithms."""
    return QIcon(str(ROOT / "icons" / f"{name}.svg"))


def style(name: str, side: str = RIGHT) -> str:
    """The QML of a shipped style.

    Args:
        name: of the file.
        side: on which side of the road vehicles drive, ``right`` or ``left``.
    """
    return qml(Style(name, ""), side)


def qml(style: Style, side: str = RIGHT) -> str:
    """The QML of a style, with its legend in the user's language; ``side`` as in :func:`style`."""
    text = style.qml(lambda name: (ROOT / "styles" / f"{name}.qml").read_text("utf-8"), side)
    return LABEL.sub(lambda label: f'"{escape(tr(unescape(label[1])))}"', text)


def model(file: str) -> Path:
    """A model of the Model Designer."""
    return ROOT / "models" / file


def layout(name: str) -> Path:
    """A template of a print layout."""
    return ROOT / "layouts" / f"{name}.qpt"


def help_section(algorithm: str) -> tuple[str, str]:
    """The titles of the page of the user guide about an algorithm and of its section, or ''.

    Raises:
        OSError: the page is not installed.
    """
    page, _, section = HELP_PAGES[algorithm].partition("#")
    text = (ROOT.parent / "docs" / page).read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return headings[0], next((each for each in headings if anchor(each) == section), "")


def anchor(heading: str) -> str:
    """The anchor of a heading, as on GitHub: ``load-trips`` for ``Load trips``."""
    return NOT_IN_ANCHOR.sub("", heading.lower()).replace(" ", "-")


def project_page() -> str:
    """The address of the project's page, which has what is not part of the plugin."""
    metadata = ConfigParser(interpolation=None)
    metadata.read(ROOT.parent / "metadata.txt", encoding="utf-8")
    return metadata["general"]["homepage"]


def help_text(algorithm: str) -> str:
    """The help of an algorithm, as HTML with absolute addresses of its pictures."""
    folder = (ROOT / "help" / "pictures").as_uri()
    text = (ROOT / "help" / f"{algorithm}.html").read_text(encoding="utf-8")
    text = "\n".join(tr(line) for line in text.splitlines())
    return text.replace(PICTURES, f'src="{folder}/')
