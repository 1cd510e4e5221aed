"""Heads take locations of which something is missing."""

import dataclasses

import torch

from trajganr_core.model.heads import Evidence, Head


def evidence(locations: int = 200) -> Evidence:
    torch.manual_seed(0)
    return Evidence(
        v=torch.randn(locations, 16),
        has_image=torch.ones(locations).bool(),
        g=torch.randn(locations, 16),
        z=torch.randn(locations, 5, 16),
        has_trip=torch.ones(locations, 5).bool(),
        segment=torch.zeros(locations, 0),
        traffic=torch.zeros(locations, 0),
    )


def test_a_missing_image_is_not_looked_at() -> None:
    known = evidence()
    blind = dataclasses.replace(known, has_image=~known.has_image)
    other = dataclasses.replace(blind, v=known.v + 1)
    head = Head(16, 3, hidden=8, heads=4).eval()
    torch.testing.assert_close(head(blind), head(other))
    assert not torch.allclose(head(known), head(blind))


def test_modality_dropout_hides_images_and_all_trips_of_a_location_independently() -> None:
    dropped = evidence().drop_modalities(0.5)
    without_trips = ~dropped.has_trip.any(1)
    assert (dropped.has_trip.all(1) | without_trips).all()
    for image in (True, False):
        for trips in (True, False):
            assert ((dropped.has_image == image) & (without_trips != trips)).any()


def test_no_dropout_hides_nothing() -> None:
    dropped = evidence().drop_modalities(0.0)
    assert dropped.has_image.all()
    assert dropped.has_trip.all()
