"""The queue of negative locations."""

import torch

from trajganr_core.training.queue import LocationQueue

HALF_EXTENT = torch.tensor([1.0, 0.5])


def queue(size: int = 100) -> LocationQueue:
    places = torch.full((10, 2), 0.25)
    return LocationQueue(size, HALF_EXTENT, places, torch.Generator().manual_seed(0))


def test_half_of_it_are_trajectory_locations_and_the_rest_fill_the_area() -> None:
    xy = queue().xy
    from_trajectories = (xy == 0.25).all(1)
    assert int(from_trajectories.sum()) == 50
    assert (xy.abs() <= HALF_EXTENT).all()
    assert xy[~from_trajectories, 0].abs().max() > 0.5  # beyond the shorter side


def test_the_oldest_are_replaced_first() -> None:
    ring = queue(10)
    ring.push(torch.full((2, 2), 0.1))
    ring.push(torch.full((2, 2), 0.2))
    assert (ring.xy[0:2] == 0.1).all()
    assert (ring.xy[4:6] == 0.2).all()
    ring.push(torch.full((3, 2), 0.3))
    assert (ring.xy[[8, 9, 0]] == 0.3).all()
    assert ring.xy.shape == (10, 2)


def test_more_than_it_holds_leaves_its_size() -> None:
    ring = queue(10)
    ring.push(torch.full((50, 2), 0.1))
    assert ring.xy.shape == (10, 2)
