"""Labels at locations on roads, which are split instead of the roads."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from trajganr_core.contract.tasks import task
from trajganr_core.data.bundle import Bundle
from trajganr_core.evaluation.splits import PARTS, split_edges
from trajganr_core.features.query_locations import image_locations
from trajganr_core.training.finetuning.label_locations import (
    POINTS_PER_ROAD,
    LabelLocations,
    label_locations,
)
from trajganr_core.training.finetuning.task_data import fit_tasks
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
    images = image_locations(bundle)
    with_images = label_locations(bundle, ("speed",), 0, 0).locations
    assert with_images.image.tolist() == images.image[known[images.edge]].tolist()
    counts = np.bincount(at.locations.edge, minlength=len(known))
    assert counts.tolist() == (POINTS_PER_ROAD * known).tolist()
    assert (at.locations.image == -1).all()


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


def test_both_directions_of_a_point_are_in_one_part_and_drawn_together(
    blind: Bundle, at: LabelLocations
) -> None:
    parts: dict[tuple[float, ...], set[int]] = {}
    for place, part in zip(at.locations.lon_lat.tolist(), at.part.tolist(), strict=True):
        parts.setdefault(tuple(place), set()).add(part)
    assert {len(some) for some in parts.values()} == {1}
    assert len(parts) < len(at.part)  # there are points with two directions
    split = split_edges(blind.network, blind.area, "segment", 0, 0)
    (fit,) = fit_tasks(blind, split, ("speed",), 0.5, 0, at)
    drawn, train = fit.rows["train"], np.flatnonzero(at.part == TRAIN)
    assert len(drawn) < len(train)
    assert set(drawn) == set(train[np.isin(at.group[train], at.group[drawn])])


def test_the_parts_do_not_depend_on_the_labels(blind: Bundle, at: LabelLocations) -> None:
    more = label_locations(blind, ("speed", "popularity"), 0, 0)
    parts = dict(zip(map(tuple, more.locations.lon_lat.tolist()), more.part, strict=True))
    assert [parts[tuple(one)] for one in at.locations.lon_lat.tolist()] == at.part.tolist()
    assert at.split.kind == "location"
