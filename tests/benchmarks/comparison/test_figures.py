"""The figures and maps of a benchmark."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from result_files import of_rows

from trajganr_comparison import figures
from trajganr_comparison.charts import agreement, few_shot, scores
from trajganr_comparison.colour_scales import Scale
from trajganr_comparison.figures import draw_figures
from trajganr_comparison.maps import RoadMap, compared_roads
from trajganr_comparison.results import Results
from trajganr_core.contract.tasks import TASKS
from trajganr_core.data.bundle import Bundle
from trajganr_core.publish.figures import no_formula

SYSTEMS = {
    "segment_mean": "Segment mean",
    "boosting": "Boosting on hand statistics and road attributes",
    "trajganr_paper": "TrajGANR, paper",
    "trajganr_best": "TrajGANR, best",
}
#: Of the first metric, from the best error to the worst.
LEVELS = {"boosting": 1.0, "trajganr_paper": 2.0, "trajganr_best": 3.0, "segment_mean": 4.0}
SPEED, POPULARITY, AOI = TASKS["speed"], TASKS["popularity"], TASKS["aoi"]
OSM = "© OpenStreetMap contributors, https://www.openstreetmap.org/copyright"


def rows(**place: Any) -> list[dict[str, Any]]:
    """Rows of all systems, tasks and two seeds; values are larger by the seed."""
    return [
        {"split": "block", "fold": 0, "system": name, "seed": seed, "labels": 1.0, "roads": "all"}
        | {"task": task, "metric": metric, "value": level + seed}
        | place
        for name, level in LEVELS.items()
        for task in ("speed", "popularity", "aoi")
        for metric in TASKS[task].metrics
        for seed in (0, 1)
    ]


RECORD = {"systems": SYSTEMS, "bundle": {"name": "Tiny city"}, "tables": [], "figures": {}}


def results(*more: dict[str, Any], predicted: pd.DataFrame | None = None) -> Results:
    found = of_rows(RECORD, [*rows(), *more])
    return found if predicted is None else dataclasses.replace(found, predictions=predicted)


def predictions(bundle: Bundle) -> pd.DataFrame:
    """Predictions of every fifth road, for three tasks."""
    rng = np.random.default_rng(0)
    edge = np.arange(0, len(bundle.network), 5)
    speed = rng.uniform(10, 60, (2, len(edge)))
    classes, leading = rng.integers(0, 5, (2, len(edge))), rng.integers(0, 8, (2, len(edge)))
    frames = [
        _frame("speed", edge, speed),
        _frame("popularity", edge, classes),
        _frame("aoi", edge, leading, rng.uniform(0, 2, len(edge))),
    ]
    return pd.concat(frames, ignore_index=True)


def _frame(task: str, edge: Any, both: Any, distance: Any = np.nan) -> pd.DataFrame:
    truth, predicted = both.astype(np.float64)
    columns = {"edge": edge, "truth": truth, "predicted": predicted, "distance": distance}
    return pd.DataFrame({"task": task, **columns})


def of_systems(bundle: Bundle, *systems: str) -> pd.DataFrame:
    """Predictions of the first seed and fold."""
    place = {"split": "block", "fold": 0, "seed": 0, "labels": 1.0}
    return pd.concat([predictions(bundle).assign(system=name, **place) for name in systems])


@pytest.fixture(scope="module", autouse=True)
def coarse() -> Iterator[None]:
    """Fewer pixels, whose compression takes a third of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "DPI", 40)
        yield


@pytest.fixture(scope="module")
def osm(bundle: Bundle) -> Bundle:
    """The tiny city, as if its roads came from OpenStreetMap."""
    sources = tuple(
        dataclasses.replace(source, attribution=OSM if source.role == "roads" else "")
        for source in bundle.manifest.sources
    )
    manifest = dataclasses.replace(bundle.manifest, sources=sources)
    return dataclasses.replace(bundle, manifest=manifest)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drawn")


@pytest.fixture(scope="module")
def captions(osm: Bundle, folder: Path) -> dict[str, str]:
    predicted = of_systems(osm, *SYSTEMS)
    return draw_figures(results(*rows(labels=0.1), predicted=predicted), folder, osm)


class TestDrawFigures:
    """From results and predictions to PNG files with captions."""

    def test_every_task_has_all_kinds_of_figures(
        self, captions: dict[str, str], folder: Path
    ) -> None:
        assert list(captions) == [
            f"figures/{kind}-{task}.png"
            for task in ("speed", "popularity", "aoi")
            for kind in ("scores", "agreement", "map", "few-shot")
        ]
        assert {file.name for file in (folder / "figures").iterdir()} == {
            Path(name).name for name in captions
        }
        assert all("Tiny city" in caption for caption in captions.values())

    def test_no_figure_is_cut_off(self, captions: dict[str, str], folder: Path) -> None:
        """The rim of each picture is white."""
        for name in captions:
            with Image.open(folder / name) as picture:
                pixels = np.asarray(picture.convert("RGB"))
            rim = (pixels[[0, -1]].reshape(-1, 3), pixels[:, [0, -1]].reshape(-1, 3))
            assert (np.concatenate(rim) > 250).all(), name

    def test_captions_of_maps_have_the_attribution_of_the_roads(
        self, captions: dict[str, str]
    ) -> None:
        for name, caption in captions.items():
            assert (OSM in caption) == ("/map-" in name)

    def test_without_predictions_only_scores_are_drawn(
        self, bundle: Bundle, tmp_path: Path
    ) -> None:
        drawn = draw_figures(results(), tmp_path, bundle)
        assert list(drawn) == [f"figures/scores-{t}.png" for t in ("speed", "popularity", "aoi")]

    def test_without_the_bundle_maps_are_kept_that_the_record_lists(
        self, osm: Bundle, tmp_path: Path
    ) -> None:
        """Figures of an earlier run, one of which is in the record."""
        found = results(predicted=of_systems(osm, "trajganr_best"))
        (tmp_path / "figures").mkdir()
        for name in ("map-speed", "map-aoi", "scores-speed"):
            (tmp_path / "figures" / f"{name}.png").write_bytes(b"old")
        found.record["figures"] = {"figures/map-speed.png": "A map."}
        drawn = draw_figures(found, tmp_path)
        assert drawn["figures/map-speed.png"] == "A map."
        assert (tmp_path / "figures" / "map-speed.png").read_bytes() == b"old"
        assert "figures/agreement-speed.png" in drawn
        assert "figures/map-aoi.png" not in drawn
        assert {file.name for file in (tmp_path / "figures").iterdir()} == {
            Path(name).name for name in drawn
        }

    def test_the_table_of_few_labels_alone_has_only_its_own_figures(self, tmp_path: Path) -> None:
        found = results(*rows(labels=0.1))
        found.record["tables"] = [{"id": "few_shot"}]
        drawn = draw_figures(found, tmp_path)
        assert list(drawn) == [f"figures/few-shot-{t}.png" for t in ("speed", "popularity", "aoi")]

    def test_nothing_is_drawn_without_results(self, bundle: Bundle, tmp_path: Path) -> None:
        assert draw_figures(of_rows(RECORD, []), tmp_path, bundle) == {}
        assert not list(tmp_path.iterdir())

    def test_scores_are_those_of_the_main_split_with_all_labels_and_roads(
        self, bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = []

        def spy(some: pd.DataFrame, *others: Any) -> Figure:
            shown.append(some)
            return scores(some, *others)

        monkeypatch.setattr(figures, "scores", spy)
        monkeypatch.setattr(figures, "_save", lambda figure, file: None)
        strange = (*rows(split="segment"), *rows(labels=0.1), *rows(roads="without trips"))
        changed = [{**row, "system": f"{row['system']}_no_trips"} for row in rows()]
        strange += tuple(row for row in changed if row["system"].startswith("trajganr"))
        draw_figures(results(*strange, *rows(seed=2, labels=1.0, roads="all")), tmp_path, bundle)
        assert all(set(some["split"]) == {"block"} for some in shown)
        assert [len(some) for some in shown] == [
            len(SYSTEMS) * len(TASKS[task].metrics) * 4 for task in ("speed", "popularity", "aoi")
        ]

    def test_agreement_shows_the_best_system_the_preset_best_and_the_best_other_system(
        self, bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = {}

        def spy(named: dict[str, pd.DataFrame], task: Any, title: str) -> Figure:
            shown[task.id] = list(named)
            return agreement(named, task, title)

        monkeypatch.setattr(figures, "agreement", spy)
        monkeypatch.setattr(figures, "_save", lambda figure, file: None)
        predicted = of_systems(bundle, "segment_mean", "trajganr_paper", "trajganr_best")
        draw_figures(results(predicted=predicted), tmp_path, bundle)
        # Less is better for speed's MAE and more for F1; boosting has no predictions.
        assert shown["speed"] == ["TrajGANR, paper", "TrajGANR, best", "Segment mean"]
        assert shown["popularity"] == ["Segment mean", "TrajGANR, best"]


class TestCharts:
    """The content of the charts."""

    def test_systems_keep_their_order_and_dots_are_means(self) -> None:
        some = pd.DataFrame(rows())
        figure = scores(some[some["task"] == "speed"], SPEED, SYSTEMS, "Speed")
        mae, _, r2 = figure.axes
        assert [label.get_text() for label in mae.get_yticklabels()] == list(SYSTEMS.values())
        dots = [np.asarray(line.get_xdata()) for line in mae.lines if line.get_marker() == "o"]
        assert np.concatenate(dots).tolist() == [LEVELS[name] + 0.5 for name in SYSTEMS]
        assert mae.get_xlabel() == "MAE, km/h\n(less is better)"
        assert r2.get_xlabel() == "R²\n(more is better)"

    def test_a_confusion_matrix_counts_roads(self) -> None:
        truth, predicted = [0, 0, 0, 4], [0, 0, 1, 4]
        frame = pd.DataFrame({"truth": truth, "predicted": predicted}, dtype=np.float64)
        axes = agreement({"One": frame}, POPULARITY, "Popularity").axes[0]
        result = np.array([text.get_text() for text in axes.texts]).reshape(5, 5)
        assert (result[0, 0], result[0, 1], result[4, 4]) == ("2", "1", "1")
        assert np.sum(result != "0") == 3
        share = np.asarray(axes.images[0].get_array())
        assert share[0, 0] == pytest.approx(2 / 3)
        assert not share[1].any()

    def test_a_confusion_matrix_has_only_categories_that_occur(self) -> None:
        frame = pd.DataFrame({"truth": [7.0, 1.0], "predicted": [7.0, 5.0]})
        axes = agreement({"One": frame}, AOI, "AOI").axes[0]
        names = [label.get_text() for label in axes.get_yticklabels()]
        assert names == ["shop", "tourism", "transport"]
        result = np.array([text.get_text() for text in axes.texts]).reshape(3, 3)
        assert (result[0, 1], result[2, 2]) == ("1", "1")

    def test_hexagons_count_all_roads(self) -> None:
        rng = np.random.default_rng(0)
        frame = pd.DataFrame(rng.uniform(0, 50, (400, 2)), columns=["truth", "predicted"])
        axes = agreement({"One": frame}, SPEED, "Speed").axes[0]
        assert np.sum(np.asarray(axes.collections[0].get_array())) == len(frame)
        assert axes.get_xlim() == axes.get_ylim()

    def test_few_shot_shows_systems_with_several_shares(self) -> None:
        some = pd.DataFrame([*rows(labels=1.0), *rows(labels=0.1), *rows(labels=0.01)])
        some = some[(some["task"] == "speed")]
        some = some[(some["system"] != "boosting") | (some["labels"] == 1.0)]
        figure = few_shot(some, SPEED, SYSTEMS, "Speed")
        lines = figure.axes[0].lines
        assert [line.get_label() for line in lines] == [
            title for name, title in SYSTEMS.items() if name != "boosting"
        ]
        assert figure.axes[0].get_xscale() == "log"
        assert np.asarray(lines[0].get_xdata()).tolist() == [0.01, 0.1, 1.0]


class TestMaps:
    """Roads in colour."""

    @pytest.fixture
    def roads(self, osm: Bundle) -> RoadMap:
        return RoadMap(osm)

    def test_each_direction_is_drawn_to_the_right(self, osm: Bundle, roads: RoadMap) -> None:
        network = osm.network
        edge = int(np.flatnonzero(network.reverse >= 0)[0])
        both = np.sort([edge, network.reverse[edge]])
        values = np.array([1.0, 2.0])
        axes = Figure().subplots()
        drawn = roads.draw(axes, both, values, Scale.of_range("km/h", values))
        for one, line in zip(both, drawn.get_segments(), strict=True):
            vertices = slice(network.offsets[one], network.offsets[one + 1])
            axis = osm.area.to_local(network.lon[vertices], network.lat[vertices])
            along, aside = axis[-1] - axis[0], line[0] - axis[0]
            assert along[0] * aside[1] - along[1] * aside[0] < 0
            assert np.linalg.norm(aside) > 0

    def test_true_and_predicted_share_a_scale(self, osm: Bundle, roads: RoadMap) -> None:
        for task in (SPEED, POPULARITY, AOI):
            frame = predictions(osm)
            frame = frame.assign(residual=frame["truth"] - frame["predicted"])
            figure = compared_roads(roads, frame[frame["task"] == task.id], task, "Title")
            true, predicted, residual = (axes.collections[-1] for axes in figure.axes[:3])
            assert true.norm is predicted.norm
            assert residual.norm is not true.norm
            assert np.asarray(true.get_array()).tolist() == list(
                frame.loc[frame["task"] == task.id, "truth"]
            )

    def test_scale_bar_and_attribution_are_below_the_map(self, roads: RoadMap) -> None:
        figure = Figure(figsize=roads.size)
        axes = figure.subplots()
        roads.base(axes)
        roads.scale_bar(axes)
        length, attribution = axes.texts
        assert length.get_text() == "100 m"
        assert " ".join(attribution.get_text().split()) == OSM
        boxes = [text.get_window_extent() for text in (length, attribution)]
        assert boxes[0].y1 < axes.get_window_extent().y0
        assert boxes[1].y1 < boxes[0].y0
        assert boxes[1].width < 72 * roads.size[0]
        west, east = np.asarray(axes.lines[0].get_xdata())
        assert east - west == 100

    def test_residuals_are_centred_at_zero(self) -> None:
        for task, values in ((SPEED, [-1.0, 2.0, 30.0]), (POPULARITY, [-1.0, 0.0, 3.0])):
            scale = Scale.of_residuals(task, np.array(values))
            bounds = np.asarray(scale.norm.boundaries)
            assert bounds.tolist() == (-bounds[::-1]).tolist()

    def test_the_bar_marks_values_beyond_its_range(self) -> None:
        values = np.r_[np.linspace(10, 20, 98), 500.0, 600.0]
        scale = Scale.of_range("km/h", values)
        assert scale.norm.extend == "max"
        assert scale.norm.boundaries[-1] < 50

    def test_a_constant_has_a_scale(self) -> None:
        assert np.ptp(Scale.of_range("km/h", np.full(5, 3.0)).norm.boundaries) > 0
        assert np.ptp(Scale.of_residuals(SPEED, np.zeros(5)).norm.boundaries) > 0


@pytest.mark.parametrize("name", ["$x$", "$\\frac{1}{0", "a $ b", "<b> & $y_1$"])
def test_dollar_signs_in_a_name_do_not_make_a_formula(name: str) -> None:
    """Matplotlib would draw text between dollar signs as a formula, or fail."""
    figure = Figure()
    title = figure.suptitle(no_formula(name))
    FigureCanvasAgg(figure).draw()
    assert title._preprocess_math(title.get_text()) == (name, False)
