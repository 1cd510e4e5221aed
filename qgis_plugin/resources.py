"""Icons, styles, models and help texts that are shipped with the plugin."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from configparser import ConfigParser
from html import escape, unescape
from pathlib import Path

from qgis.PyQt.QtGui import QIcon

from trajganr_core.contract.layers.geopackage_styles import RIGHT
from trajganr_core.contract.layers.styles import Style
from trajganr_core.contract.texts.html import Html

from .i18n import language_of_qgis, said, tr

ROOT = Path(__file__).parents[1] / "resources"
#: Words in a picture.
WORDS = re.compile(r"(?<=>)[^<>]+(?=</text>)")
#: Characters of a heading that its anchor lacks.
NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")
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
    shipped = ROOT / "styles"
    text = style.qml(
        lambda name: (shipped / f"{name}.qml").read_text("utf-8"), side, said(style.legend)
    )
    return LABEL.sub(lambda label: f'"{escape(tr(unescape(label[1])))}"', text)


def model(file: str) -> Path:
    """A model of the Model Designer."""
    return ROOT / "models" / file


def layout(name: str) -> Path:
    """A template of a print layout."""
    return ROOT / "layouts" / f"{name}.qpt"


def help_section(address: str) -> tuple[str, str]:
    """The titles of a page of the user guide and of its section, or '', from PAGE#SECTION.

    Raises:
        OSError: the page is not installed.
    """
    page, _, section = address.partition("#")
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


def help_text(algorithm: str, otherwise: Iterable[Html] = ()) -> str:
    """The help of an algorithm with its picture, as HTML.

    Args:
        algorithm: its id.
        otherwise: paragraphs that are shown if it has no text of its own.
    """
    text = ROOT / "help" / f"{algorithm}.html"
    picture = ROOT / "help" / "pictures" / f"{algorithm}.svg"
    lines = [f'<p><img src="{_picture(picture)}"></p>'] if picture.is_file() else []
    if text.is_file():
        lines += map(tr, text.read_text(encoding="utf-8").splitlines())
    else:
        lines += otherwise
    return "\n".join(lines)


def _picture(path: Path) -> str:
    """The address of a picture; of one in QGIS' language, which is its content, if not English."""
    if language_of_qgis() == "en":
        return path.as_uri()
    svg = WORDS.sub(lambda words: escape(tr(unescape(words[0]))), path.read_text("utf-8"))
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
