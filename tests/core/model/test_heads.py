"""Heads with missing modalities."""

import dataclasses

import pytest
import torch
from head_inputs import FEATURES, features

from trajganr_core.contract.choices import MODALITIES
from trajganr_core.contract.model_card import ModelConfig
from trajganr_core.contract.presets import NETWORKS, PRESETS
from trajganr_core.model.heads import Ensemble, Head, LocationFeatures
from trajganr_core.model.segment_columns import (
    ATTRIBUTES,
    SEGMENT_FEATURES,
    STATISTICS,
    TRAFFIC_FEATURES,
)
from trajganr_core.model.task_head import networks_of, new_head


def test_a_missing_image_is_ignored() -> None:
    inputs = features()
    blind = dataclasses.replace(inputs, has_image=~inputs.has_image)
    other = dataclasses.replace(blind, v=inputs.v + 1)
    head = Head(16, 3, hidden=8, heads=4).eval()
    torch.testing.assert_close(head(blind), head(other))
    assert not torch.allclose(head(inputs), head(blind))


def test_only_heads_for_pictures_around_use_them_where_there_are_any() -> None:
    inputs = features()
    other = dataclasses.replace(inputs, around=inputs.around.flip(0))
    blind = Head(16, 3, hidden=8, heads=4).eval()
    head = Head(16, 3, hidden=8, heads=4, around=FEATURES).eval()
    torch.testing.assert_close(blind(inputs), blind(other))
    assert not torch.allclose(head(inputs), head(other))
    nothing = dataclasses.replace(inputs, has_around=~inputs.has_around)
    unseen = dataclasses.replace(nothing, around=other.around)
    torch.testing.assert_close(head(nothing), head(unseen))
    assert not torch.allclose(head(nothing), head(inputs))


def test_modality_dropout_hides_image_pictures_around_and_trips_independently() -> None:
    dropped = features().hiding(*torch.rand(3, 200) < 0.5)
    without_trips = ~dropped.has_trip.any(1)
    assert (dropped.has_trip.all(1) | without_trips).all()
    seen = torch.stack([dropped.has_image, dropped.has_around, ~without_trips], dim=1)
    assert len(seen.unique(dim=0)) == 2**3


def test_dropout_follows_the_given_noise_and_preserves_the_mean() -> None:
    torch.manual_seed(0)
    head = Head(16, 1, hidden=8, heads=4, dropout=0.5)
    inputs = features(1)
    many = LocationFeatures(
        *(tensor.repeat_interleave(20_000, 0) for tensor in vars(inputs).values())
    )
    noise = torch.rand(20_000, head.noise)
    assert head(many, noise).equal(head(many, noise))
    assert head(many, noise).std() > 0.01
    torch.testing.assert_close(head(inputs, torch.zeros(1, head.noise)), head.out.bias[None])
    # Without the rectifier's bend, what is left out makes no difference on average.
    with torch.no_grad():
        head.hidden.bias += 100
    torch.testing.assert_close(head(many, noise).mean(), head(inputs).mean(), atol=0.5, rtol=0.02)


def test_context_is_standardised_on_training_roads_and_clipped() -> None:
    inputs = dataclasses.replace(
        features(), segment=torch.randn(200, 2) * 40 + 7, traffic=torch.rand(200, 3)
    )
    head = Head(16, 1, hidden=8, heads=4, segment=2, traffic=3).eval()
    head.standardise(inputs.segment, inputs.traffic, inputs.around)
    torch.testing.assert_close(head.context_mean[:2], inputs.segment.mean(0))
    far = dataclasses.replace(inputs, segment=inputs.segment * 0 + 1e6)
    farther = dataclasses.replace(inputs, segment=inputs.segment * 0 + 1e9)
    torch.testing.assert_close(head(far), head(farther))


def test_an_ensemble_is_the_mean_of_heads_with_different_initialisation() -> None:
    torch.manual_seed(0)
    inputs = features()
    ensemble = Ensemble(Head(16, 3, hidden=8, heads=4, dropout=0.5) for _ in range(3)).eval()
    answers = ensemble.member_outputs(inputs)
    assert not torch.allclose(answers[0], answers[1])
    torch.testing.assert_close(ensemble(inputs), sum(answers) / 3)
    ensemble.weight.copy_(torch.tensor([0.75, 0.0, 0.25]))
    torch.testing.assert_close(ensemble(inputs), 0.75 * answers[0] + 0.25 * answers[2])
    # What dropout leaves out of one head is left in others.
    noise = torch.rand(200, ensemble.noise)
    first = noise.clone()
    first[:, : ensemble.noise // 3] = 0.9  # at least the dropout: all is left in
    one, other = ensemble.member_outputs(inputs, noise), ensemble.member_outputs(inputs, first)
    assert not torch.allclose(one[0], other[0])
    torch.testing.assert_close(one[1:], other[1:])


def with_context() -> LocationFeatures:
    return dataclasses.replace(
        features(),
        segment=torch.randn(200, SEGMENT_FEATURES),
        traffic=torch.rand(200, TRAFFIC_FEATURES),
    )


@pytest.mark.parametrize("modalities", MODALITIES)
def test_other_modalities_are_ignored(modalities: str) -> None:
    inputs = with_context()
    other = {
        "image": dataclasses.replace(inputs, v=inputs.v + 1, around=inputs.around.flip(0)),
        "location": dataclasses.replace(inputs, g=inputs.g + 1),
        "trajectory": dataclasses.replace(inputs, z=inputs.z + 1, traffic=inputs.traffic + 1),
    }
    config = ModelConfig(dimension=16, modalities=modalities, image_features=FEATURES)
    networks = networks_of(PRESETS["best"], config, segment_context=True)
    head = new_head(config, 1, segment_context=True, networks=networks).eval()
    for modality, changed in other.items():
        same = torch.allclose(head(inputs), head(changed))
        assert same == (modality not in MODALITIES[modalities]), modality


def test_the_network_of_the_segment_uses_no_other_features() -> None:
    inputs = with_context()
    config = ModelConfig(dimension=16, image_features=FEATURES)
    head = new_head(config, 1, segment_context=True, networks=NETWORKS).eval()
    around = dataclasses.replace(
        inputs,
        v=inputs.v + 1,
        around=inputs.around.flip(0),
        g=inputs.g + 1,
        z=inputs.z + 1,
        segment=torch.cat([inputs.segment[:, :ATTRIBUTES], inputs.segment[:, ATTRIBUTES:] + 1], -1),
        traffic=torch.cat([inputs.traffic[:, :STATISTICS], inputs.traffic[:, STATISTICS:] + 1], -1),
    )
    everything, alone = head.member_outputs(inputs), head.member_outputs(around)
    assert not torch.allclose(everything[0], alone[0])
    torch.testing.assert_close(everything[2], alone[2])
    itself = dataclasses.replace(inputs, traffic=inputs.traffic + 1)
    assert not torch.allclose(everything[2], head.member_outputs(itself)[2])


def test_the_network_of_pictures_uses_pictures_around_and_everything_else() -> None:
    inputs = with_context()
    config = ModelConfig(dimension=16, image_features=FEATURES)
    head = new_head(config, 1, segment_context=True, networks=NETWORKS).eval()
    before = head.member_outputs(inputs)
    after = head.member_outputs(dataclasses.replace(inputs, around=inputs.around.flip(0)))
    assert [bool(torch.allclose(*pair)) for pair in zip(before, after, strict=True)] == [
        True, False, True, False,
    ]  # fmt: skip
    placed = head.member_outputs(dataclasses.replace(inputs, g=inputs.g + 1))
    assert not torch.allclose(before[1], placed[1])


def test_the_network_of_views_uses_pictures_around_only() -> None:
    inputs = with_context()
    config = ModelConfig(dimension=16, image_features=FEATURES)
    head = new_head(config, 1, segment_context=True, networks=NETWORKS).eval()
    other = dataclasses.replace(with_context(), around=inputs.around)
    other = dataclasses.replace(other, v=inputs.v + 1, g=inputs.g + 1, z=inputs.z + 1)
    torch.testing.assert_close(head.member_outputs(inputs)[3], head.member_outputs(other)[3])


def test_pictures_around_are_standardised_on_training_roads() -> None:
    inputs = dataclasses.replace(features(), around=torch.randn(200, FEATURES) * 40 + 7)
    head = Head(16, 1, hidden=8, heads=4, around=FEATURES).eval()
    head.standardise(inputs.segment, inputs.traffic, inputs.around)
    torch.testing.assert_close(head.around_mean, inputs.around.mean(0))
    torch.testing.assert_close(head.around_scale, inputs.around.std(0))


@pytest.mark.parametrize(
    ("preset", "features", "context", "networks"),
    [
        ("best", FEATURES, True, ("everything", "pictures", "segment", "views")),
        ("best", 0, True, ("everything", "segment")),
        ("best", FEATURES, False, ("everything", "pictures", "views")),
        ("paper", FEATURES, True, ("everything",)),
    ],
)
def test_there_are_no_networks_without_inputs(
    preset: str, features: int, context: bool, networks: tuple[str, ...]
) -> None:
    config = ModelConfig(dimension=16, image_features=features)
    assert networks_of(PRESETS[preset], config, segment_context=context) == networks


def test_hiding_trips_hides_their_statistics() -> None:
    inputs = dataclasses.replace(features(), traffic=torch.ones(200, 3))
    hidden = torch.rand(200) < 0.5
    dropped = inputs.hiding(*torch.zeros(2, 200).bool(), hidden)
    without = ~dropped.has_trip.any(1)
    assert without.equal(hidden)
    assert (dropped.traffic[without] == 0).all()
    assert (dropped.traffic[~without] == 1).all()
