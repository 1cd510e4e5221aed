"""A step's data, as one process of several draws it."""

from __future__ import annotations

import torch

from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.engine.distributed import Ranks
from trajganr_core.training.engine.seeding import keyed_rng
from trajganr_core.training.pretraining.pretrain import build_pretraining, bundle_images
from trajganr_core.training.pretraining.training_area import make_batch

CPU = torch.device("cpu")


def test_every_rank_has_all_new_locations_of_the_queue(
    bundle: Bundle, small: PretrainConfig
) -> None:
    (area,) = build_pretraining([bundle], small, CPU, None).areas
    alone, first, second = (
        make_batch(area, None, area.trips[:8], keyed_rng(0, 1), ranks=ranks)
        for ranks in (Ranks(), Ranks(0, 2), Ranks(1, 2))
    )
    assert alone.fresh.shape == (16, 2)
    assert alone.fresh[:8].equal(alone.sample.places.xy[:, 0])
    assert alone.fresh[8:].abs().amax(0).le(area.half_extent).all()
    assert first.fresh.equal(alone.fresh) and second.fresh.equal(alone.fresh)
    assert first.sample.places.xy[:, 0].equal(alone.fresh[:8:2])


def test_an_image_that_several_trips_pass_is_loaded_once(
    bundle: Bundle, small: PretrainConfig
) -> None:
    images, _ = bundle_images([bundle], small, CPU)
    (area,) = build_pretraining([bundle], small, CPU, images).areas
    trips = area.sampler.with_images[:8]
    batch = make_batch(area, images, trips, keyed_rng(0, 1), ranks=Ranks())
    at_images = batch.sample.image[batch.sample.image >= 0]
    assert len(at_images) > len(batch.image) == len(batch.loaded)
    assert batch.image.tolist() == at_images.unique().tolist()
    row, place = batch.pair.unbind(1)
    assert batch.image[batch.pair_image].tolist() == batch.sample.image[row, place].tolist()
