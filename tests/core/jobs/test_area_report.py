"""The report of a study area."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from untranslated import untranslated

import trajganr_core as tg
from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.contract.tasks import TASKS
from trajganr_core.data.bundle import Bundle
from trajganr_core.jobs.area_report import extremes
from trajganr_core.traffic.observed_traffic import MEASURES, Traffic

Pages = list[list[str]]


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Pages:
    """The texts of each page that was written."""
    found: Pages = []
    usual = PdfPages.savefig

    def savefig(self: PdfPages, figure: Figure, **options: Any) -> None:
        found.append([text.get_text() for text in figure.texts])
        usual(self, figure, **options)

    monkeypatch.setattr(PdfPages, "savefig", savefig)
    return found


def report(tmp_path: Path, **options: Any) -> JobResult:
    return tg.area_report(out=tmp_path / "report", device="cpu", progress=False, **options)


def test_a_report_has_data_figures_maps_extremes_and_limits(
    finetuned: Path, pages: Pages, tmp_path: Path
) -> None:
    result = report(tmp_path, model=finetuned, title="A $ city", min_drivers=1)
    out = tmp_path / "report" / "report.pdf"
    assert out.read_bytes().startswith(b"%PDF")
    assert re.findall(rb"/Count (\d+)", out.read_bytes()) == [b"%d" % result.counts["pages"]]
    assert result.counts["pages"] == len(pages)
    assert all(r"A \$ city" in page for page in pages)
    headings = [page[1].removesuffix(" (continued)") for page in pages]
    assert list(dict.fromkeys(headings)) == [
        "What data",
        "Coverage",
        "How good: figures of held-out roads",
        "Maps of all tasks: predictions of the model, not observations",
        "Slowest and least reliable roads: observed, over the whole week",
        "What not to conclude",
    ]
    texts = [text for page in pages for text in page]
    assert any(text.startswith("• 90\u00a0% intervals: contain ") for text in texts)
    titles = {"Traffic speed, km/h", TASKS["popularity"].title, TASKS["aoi"].title}
    assert titles <= set(texts)


def test_a_bundle_alone_is_reported_with_the_shipped_model(
    bundle: Bundle, shipped: Path, pages: Pages, tmp_path: Path
) -> None:
    result = report(tmp_path, bundle=bundle, min_drivers=1)
    texts = [text for page in pages for text in page]
    assert "Traffic speed, km/h" in texts  # the title of its map
    assert any("The shipped model was adapted" in remark for remark in result.remarks)
    assert not untranslated(result.remarks)


def test_nothing_is_shown_of_fewer_drivers_in_another_language_either(
    finetuned: Path, pages: Pages, tmp_path: Path
) -> None:
    report(tmp_path, model=finetuned, language="de", min_drivers=10_000)
    page = next(page for page in pages if page[1].startswith("Langsamste"))
    assert page.count("Keine Straße hat Durchfahrten von 10.000 Fahrern oder mehr.") == 2
    headings = {page[1].removesuffix(" (Fortsetzung)") for page in pages}
    assert {"Welche Daten", "Abdeckung", "Was man nicht folgern darf"} < headings
    assert "Verkehrsgeschwindigkeit, km/h" in [text for page in pages for text in page]


def test_the_extremes_are_of_long_segments_and_each_street_has_one(bundle: Bundle) -> None:
    network = bundle.network
    edge = np.argsort(-network.length_m)[:6]
    values = np.zeros((6, len(MEASURES)))
    values[:, 0] = [30, 10, 20, 5, 8, 6]
    low = np.zeros_like(values)
    low[5] = np.nan  # too few drivers for an interval
    names = network.name.copy()
    names[edge] = ["a", "b", "b", "", "", "c"]
    lengths = network.length_m.copy()
    lengths[edge[0]] = 49
    patched = bundle_with(bundle, name=names, length_m=lengths)
    six = np.arange(6)
    traffic = Traffic(six * 0, edge, six, six, values[:, 0], six > 9, values, low, low, (), 0)
    assert extremes(patched, traffic, "speed", lowest=True).tolist() == [3, 4, 1]
    assert extremes(patched, traffic, "speed", lowest=False).tolist() == [2, 4, 3]


def bundle_with(bundle: Bundle, **columns: np.ndarray) -> Bundle:
    """The bundle with other columns of its network."""
    return replace(bundle, network=replace(bundle.network, **columns))
