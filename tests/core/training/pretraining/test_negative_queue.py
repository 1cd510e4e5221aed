"""The queue of negative locations."""

import numpy as np
import torch

from trajganr_core.training.pretraining.training_area import NegativeQueue, random_locations

HALF_EXTENT = torch.tensor([1.0, 0.5])


def queue(size: int = 100) -> NegativeQueue:
    places = torch.full((size // 2, 2), 0.25)
    return NegativeQueue(size, HALF_EXTENT, places, np.random.default_rng(0))


def test_half_of_the_queue_is_trajectory_locations_and_half_is_random() -> None:
    xy = queue().xy
    from_trajectories = (xy == 0.25).all(1)
    assert int(from_trajectories.sum()) == 50
    assert (xy.abs() <= HALF_EXTENT).all()
    assert xy[~from_trajectories, 0].abs().max() > 0.5  # beyond the shorter side


def test_random_locations_fill_the_area() -> None:
    xy = random_locations(1000, HALF_EXTENT, np.random.default_rng(0))
    assert (xy.abs() <= HALF_EXTENT).all()
    assert (xy.amax(0) > 0.9 * HALF_EXTENT).all() and (xy.amin(0) < -0.9 * HALF_EXTENT).all()


def test_the_oldest_are_replaced_first() -> None:
    ring = queue(10)
    ring.push(torch.full((4, 2), 0.1))
    ring.push(torch.full((4, 2), 0.2))
    assert (ring.xy[0:4] == 0.1).all()
    assert (ring.xy[4:8] == 0.2).all()
    ring.push(torch.full((3, 2), 0.3))
    assert (ring.xy[[8, 9, 0]] == 0.3).all()
    assert ring.xy.shape == (10, 2)


def test_pushing_more_than_the_size_does_not_change_the_size() -> None:
    ring = queue(10)
    ring.push(torch.arange(50.0)[:, None].repeat(1, 2))
    assert sorted(ring.xy[:, 0].tolist()) == list(range(40, 50))


def test_the_shards_of_all_ranks_are_the_whole_queue() -> None:
    ring = queue(11)
    shards = torch.cat([ring.shard(rank, 3) for rank in range(3)])
    assert sorted(shards.tolist()) == sorted(ring.xy.tolist())


def test_the_state_is_restored() -> None:
    ring, other = queue(10), queue(10)
    ring.push(torch.full((7, 2), 0.1))
    other.load_state(ring.state())
    for one in (ring, other):
        one.push(torch.full((5, 2), 0.3))
    assert ring.xy.equal(other.xy)
