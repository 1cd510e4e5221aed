"""Labels at locations on roads, which are split instead of the roads."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from trajganr_comparison.label_locations import POINTS_PER_ROAD, label_locations
from trajganr_core.contract.tasks import task
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import road_of_edge
from trajganr_core.evaluation.splits import PARTS, split_edges
from trajganr_core.training.finetuning.task_data import LabelLocations, fit_tasks
from trajganr_core.training.finetuning.task_labels import labels_of

TEST, TRAIN = PARTS.index("test"), PARTS.index("train")


@pytest.fixture
def blind(bundle: Bundle) -> Bundle:
    """The bundle without images."""
    return dataclasses.replace(bundle, images=bundle.images.iloc[:0])


@pytest.fixture
def at(blind: Bundle) -> LabelLocations:
    return label_locations(blind, ("speed",), 0, 0)


def test_locations_are_those_of_images_or_else_points_of_every_labelled_road(
    bundle: Bundle, blind: Bundle, at: LabelLocations
) -> None:
    known = labels_of(bundle, task("speed")).known
    reverse, road = bundle.network.reverse, road_of_edge(bundle.network)
    has_label = known | known[reverse]
    edge = bundle.images["edge"].to_numpy()
    locations = label_locations(bundle, ("speed",), 0, 0).locations
    assert locations.image.tolist() == np.flatnonzero(has_label[edge]).tolist()
    counts = np.bincount(road[at.locations.edge], minlength=len(known))
    own = road == np.arange(len(road))
    assert counts.tolist() == (POINTS_PER_ROAD * (has_label & own)).tolist()
    assert (at.locations.image == -1).all()


def test_a_location_has_one_label_of_a_direction_that_has_one(
    bundle: Bundle, at: LabelLocations
) -> None:
    known = labels_of(bundle, task("speed")).known
    assert known[at.locations.edge].all()
    assert len(np.unique(at.locations.lon_lat, axis=0)) == len(at.part)
    for locations in (at.locations, label_locations(bundle, ("speed",), 0, 0).locations):
        foot = bundle.network.locate(locations.edge, locations.offset_m)
        apart = bundle.area.to_local(*foot.T) - bundle.area.to_local(*locations.lon_lat.T)
        assert np.abs(apart).max() < 25


def test_the_label_of_a_tested_location_is_in_training_too(
    blind: Bundle, at: LabelLocations
) -> None:
    edge = at.locations.edge
    leaks = np.isin(edge[at.part == TEST], edge[at.part == TRAIN])
    assert leaks.mean() > 0.8
    split = split_edges(blind.network, blind.area, "segment", 0, 0)
    (fit,) = fit_tasks(blind, split, ("speed",), 1.0, 0, at)
    assert len(fit.edge) == len(at.part)
    assert fit.rows["test"].tolist() == np.flatnonzero(at.part == TEST).tolist()
    speed = blind.labels["speed_kmh"].to_numpy()
    assert fit.values[:, 0].tolist() == speed[edge].tolist()


def test_a_share_of_the_labels_is_one_of_the_training_locations(
    blind: Bundle, at: LabelLocations
) -> None:
    split = split_edges(blind.network, blind.area, "segment", 0, 0)
    (fit,) = fit_tasks(blind, split, ("speed",), 0.5, 0, at)
    train = np.flatnonzero(at.part == TRAIN)
    assert set(fit.rows["train"]) < set(train)
    assert len(fit.rows["train"]) == round(len(train) / 2)


def test_the_parts_do_not_depend_on_the_labels(blind: Bundle, at: LabelLocations) -> None:
    more = label_locations(blind, ("speed", "popularity"), 0, 0)
    parts = dict(zip(map(tuple, more.locations.lon_lat.tolist()), more.part, strict=True))
    assert [parts[tuple(one)] for one in at.locations.lon_lat.tolist()] == at.part.tolist()
    assert at.split.kind == "location"
