"""The page that the button *Help* of a form opens."""

from __future__ import annotations

import re
import runpy
from base64 import b64decode
from html import escape
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from minimal_forms import IDS
from plugin_tools import ROOT
from qgis.core import QgsApplication, QgsProcessingAlgorithm

from qgis_plugin import resources
from qgis_plugin.processing import help_page

#: Pages of the guide that the zip brings.
PACKAGED = set(runpy.run_path(str(ROOT / ".ci" / "package.py"))["guide"]())


def algorithm(name: str) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{name}")


@pytest.fixture(autouse=True)
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plugin's folder in the QGIS profile."""
    monkeypatch.setattr(help_page, "data_folder", lambda: tmp_path / "trajganr")
    return tmp_path


def opened(made: QgsProcessingAlgorithm) -> str:
    """The page that the button opens."""
    address = urlsplit(made.helpUrl())
    assert address.scheme == "file"
    return Path(url2pathname(address.path)).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", IDS)
def test_help_opens_a_local_page_that_describes_every_parameter(name: str) -> None:
    made = algorithm(name)
    page = opened(made)
    assert f"<h1>{escape(made.displayName())}</h1>" in page
    for parameter in made.parameterDefinitions():
        assert f"<code>{parameter.name()}</code>" in page
        assert escape(parameter.help()) in page
    for output in made.outputDefinitions():
        assert f"<code>{output.name()}</code>" in page
    pictures = re.findall(r'src="([^"]+)"', page)
    assert pictures
    for address in pictures:
        assert Path(url2pathname(urlsplit(address).path)).is_file()
    assert not re.search(r'<script|<link|src="http', page), "a page that needs the network"


@pytest.mark.parametrize("name", IDS)
def test_help_names_a_section_of_a_page_in_the_zip(name: str) -> None:
    address = algorithm(name).about.page
    page, _, section = address.partition("#")
    assert ROOT / "docs" / page in PACKAGED
    assert [bool(title) for title in resources.help_section(address)] == [True, bool(section)]


def test_a_page_says_choices_bounds_defaults_and_what_is_required() -> None:
    made = algorithm("changes")
    entries = {entry.name: entry for entry in help_page.parameters_of(made)}
    assert help_page.facts_of(entries["BUNDLE"]) == ["String", "required"]
    facts = ["Number ≥ 0, ≤ 1", "default: 0.05", "under Advanced"]
    assert help_page.facts_of(entries["FALSE_DISCOVERY"]) == facts
    assert ("label", "Trips that labels are made from") in entries["SIDE"].values
    assert help_page.call_of(made).startswith('processing.run("trajganr:changes", {')


def test_a_profile_that_cannot_be_written_leads_to_the_projects_page(profile: Path) -> None:
    (profile / "trajganr").write_text("a file where a folder is needed", encoding="utf-8")
    assert algorithm("prepare").helpUrl() == resources.project_page()


def test_the_words_in_pictures_are_in_the_language_of_qgis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "language_of_qgis", lambda: "de")
    monkeypatch.setattr(resources, "tr", lambda text: {"model": "Modell & <Netz>"}.get(text, text))
    encoded = re.search(
        r'src="data:image/svg\+xml;base64,([^"]+)"', resources.help_text("predictroads")
    )
    assert encoded
    picture = b64decode(encoded[1]).decode()
    assert ">Modell &amp; &lt;Netz&gt;</text>" in picture
    assert ">model</text>" not in picture
