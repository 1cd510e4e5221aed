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
from trajganr_core.jobs.area_report import at_time, extremes, speeds_in_peak
from trajganr_core.publish.pdf_pages import panels
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


def test_a_report_has_a_summary_maps_extremes_and_tables(
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
        "Summary",
        "Maps",
        "Slowest and least reliable roads: observed, over the whole week",
        "Junctions: where trips lose time, observed, over the whole week",
        "Data, figures and limits",
    ]
    summary, maps = (" ".join(page) for page in pages[:2])
    for title in ("Roads", "Trips", "Typical speed", "How sure", "Coverage"):
        assert title in pages[0]
    assert re.search(r"mean of the\s+road's own trips [\d.]+, model [\d.]+", summary)
    assert "Good enough for" in summary
    assert "✗ traffic volumes and persons" in summary
    assert "Traffic speed, km/h (predicted)" in pages[0]
    titles = {"Uncertainty of speed, ± km/h", "Coverage", TASKS["popularity"].title}
    assert all(title in maps for title in titles)
    junctions = pages[3]
    assert {"Hours lost", "Levels of service of junctions", *"ABCDEF"} <= {*junctions}
    assert any(text.startswith("1. ") for text in junctions)
    tables = [text for page in pages[4:] for text in page]
    assert {"The study area", "Sources", "MAE (km/h)", "What not to conclude"} <= {*tables}


def test_a_bundle_alone_is_reported_with_the_shipped_model(
    bundle: Bundle, shipped: Path, pages: Pages, tmp_path: Path
) -> None:
    result = report(tmp_path, bundle=bundle, min_drivers=1)
    texts = [text for page in pages for text in page]
    assert "Traffic speed, km/h (predicted)" in texts  # the title of its map
    assert any("The shipped model was adapted" in remark for remark in result.remarks)
    assert not untranslated(result.remarks)


def test_nothing_is_shown_of_fewer_drivers_in_another_language_either(
    finetuned: Path, pages: Pages, tmp_path: Path
) -> None:
    report(tmp_path, model=finetuned, language="de", min_drivers=10_000)
    page = next(page for page in pages if page[1].startswith("Langsamste"))
    assert page.count("Keine Straße hat Durchfahrten von 10.000 Fahrern oder mehr.") == 2
    (junctions,) = (page for page in pages if page[1].startswith("Knotenpunkte"))
    assert "Durch keinen Knotenpunkt" in junctions[-1]
    headings = {page[1].removesuffix(" (Fortsetzung)") for page in pages}
    assert {"Zusammenfassung", "Karten", "Daten, Kennzahlen und Grenzen"} < headings
    assert "Verkehrsgeschwindigkeit, km/h (vorhergesagt)" in pages[0]
    assert "Keine Straße hat in einer" in " ".join(pages[0])


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
    traffic = Traffic(
        six * 0, edge, six, six, six * 0.0, values[:, 0], six > 9, values, low, low, (), 0
    )
    assert extremes(patched, traffic, "speed", lowest=True).tolist() == [3, 4, 1]
    assert extremes(patched, traffic, "speed", lowest=False).tolist() == [2, 4, 3]


def test_the_peak_is_the_one_that_is_slower_against_free_flow() -> None:
    length = np.array([100.0, 300.0])
    values = np.full((5, len(MEASURES)), np.nan)
    values[:, 0] = [40, 40, 20, 27, 20]
    free = np.array([50.0, np.nan, 40, 60, 50])
    # The whole week, the morning, of which one segment has no free flow, and the evening.
    time_set, edge = np.array([0, 1, 1, 2, 2]), np.array([0, 1, 0, 0, 1])
    five = np.arange(5)
    traffic = Traffic(
        time_set, edge, five, five, five * 0.0, free, five > 9, values, values, values, (), 0
    )
    number, segments, speed, free_flow = speeds_in_peak(traffic, length)
    assert (number, segments) == (2, 2)
    assert speed == pytest.approx(400 / (100 / 27 + 300 / 20))
    assert free_flow == pytest.approx(400 / (100 / 60 + 300 / 50))
    assert speeds_in_peak(at_time(traffic, 0), length) is None


def test_maps_of_a_wide_city_are_below_each_other() -> None:
    wide, square = panels(2, 8.0), panels(2, 1.0)
    assert wide[0].left == wide[1].left
    assert square[0].bottom == square[1].bottom
    for box in (*wide, *square, *panels(5, 1.2)):
        assert 0 < box.left < box.left + box.width < 1
        assert 0 < box.bottom < box.bottom + box.height < 1


def bundle_with(bundle: Bundle, **columns: np.ndarray) -> Bundle:
    """The bundle with other columns of its network."""
    return replace(bundle, network=replace(bundle.network, **columns))
