"""A step's data, as one process of several draws it."""

from __future__ import annotations

import torch

from trajganr_core.data.bundle import Bundle
from trajganr_core.training.engine.distributed import Ranks
from trajganr_core.training.engine.seeding import keyed_rng
from trajganr_core.training.pretraining.batch import make_batch
from trajganr_core.training.pretraining.pretrain import PretrainConfig, build_pretraining


def test_every_rank_has_what_the_queue_takes_up_after_the_step(
    bundle: Bundle, small: PretrainConfig
) -> None:
    (area,) = build_pretraining([bundle], small, torch.device("cpu"), None).areas
    alone, first, second = (
        make_batch(area, None, area.trips[:8], keyed_rng(0, 1), ranks=ranks)
        for ranks in (Ranks(), Ranks(0, 2), Ranks(1, 2))
    )
    assert alone.fresh.shape == (16, 2)
    assert alone.fresh[:8].equal(alone.sample.places.xy[:, 0])
    assert alone.fresh[8:].abs().amax(0).le(area.half_extent).all()
    assert first.fresh.equal(alone.fresh) and second.fresh.equal(alone.fresh)
    assert first.sample.places.xy[:, 0].equal(alone.fresh[:8:2])
