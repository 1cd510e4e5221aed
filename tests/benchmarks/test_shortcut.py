"""Whether a trip or the place in the query answers."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor

from benchmarks.shortcut import asked, told
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.points import Points
from trajganr_core.model.trajganr import TrajGANR


class Answers:
    """Says where the query is, or where the trip begins."""

    def __init__(self, *, by_trip: bool) -> None:
        self.by_trip = by_trip

    def embed_location(self, xy: Tensor) -> Tensor:
        # On a circle no two places point the same way.
        angle = 20 * xy[..., 0] + 30 * xy[..., 1]
        return torch.stack([angle.cos(), angle.sin()], dim=-1)

    def embed_trajectory(self, fixes: Points, queries: Points) -> Tensor:
        start = fixes.xy[:, :1].expand_as(queries.xy)
        return self.embed_location(start if self.by_trip else queries.xy)


def test_a_place_that_the_query_names_is_found_by_any_trip(bundle: Bundle) -> None:
    model = cast(TrajGANR, Answers(by_trip=False))
    assert told(model, *asked(bundle, 0))[1:] == ("100.0%", "100.0%", "1.000")


def test_a_trip_that_answers_does_so_with_its_own_place(bundle: Bundle) -> None:
    model = cast(TrajGANR, Answers(by_trip=True))
    sample, stranger, near = asked(bundle, 0)
    at_start = Points(*(tensor[:, :1] for tensor in sample.fixes.tensors()))
    asked_there = type(sample)(
        sample.fixes, at_start, sample.image[:, :1], sample.hidden, sample.target
    )
    near = torch.eye(len(stranger), dtype=torch.bool)
    _, own, strange, alike = told(model, asked_there, stranger, near)
    assert own == "100.0%"
    assert float(strange.rstrip("%")) < 20
    assert float(alike) < 0.9
