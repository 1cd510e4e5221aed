"""Study areas while encoders are pretrained on them, alone and together."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from all_trips import all_tokens
from safetensors.torch import load_file

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.engine.estimate import estimate_pretraining
from trajganr_core.training.engine.seeding import keyed_rng
from trajganr_core.training.pretraining import training_area
from trajganr_core.training.pretraining.pretrain import build_pretraining, bundle_images, pretrain
from trajganr_core.training.pretraining.pretrain_learner import Pretraining
from trajganr_core.training.pretraining.training_area import NegativeQueue
from trajganr_core.training.pretraining.trip_sampler import bucketed_batches

CPU = torch.device("cpu")


def learner_of(bundles: list[Bundle], config: PretrainConfig) -> Pretraining:
    return build_pretraining(bundles, config, CPU, bundle_images(bundles, config, CPU)[0])


@pytest.fixture
def blind(elsewhere: Bundle) -> Bundle:
    """Another city without pictures."""
    manifest = dataclasses.replace(elsewhere.manifest, id="blind")
    return dataclasses.replace(elsewhere, images=elsewhere.images.iloc[:0], manifest=manifest)


class TestOneArea:
    def test_the_draws_of_a_single_area_follow_from_the_seed(
        self, bundle: Bundle, small: PretrainConfig
    ) -> None:
        """The formula of the draws is fixed, so that a seed gives the same model in any release."""
        learner = learner_of([bundle], small)
        (area,) = learner.areas
        tokens = all_tokens(bundle)
        trips = np.unique(tokens.trips.trip_id)
        shuffled = keyed_rng(small.seed, 0, 1).permutation(len(trips))
        watched = trips[shuffled[: len(set(tokens.trips.trip_id[area.held_out]))]]
        assert set(tokens.trips.trip_id[area.held_out]) == set(watched)

        lengths = area.sampler.lengths[area.trips]
        expected = bucketed_batches(lengths, small.batch_size, keyed_rng(small.seed, 1))
        batches = learner.batches(keyed_rng(small.seed, 1))
        for rows, of_area in zip(batches, expected, strict=True):
            assert np.array_equal(rows, area.trips[of_area])

        rng, size = keyed_rng(small.seed, 0, 2), training_area.QUEUE
        driven = torch.from_numpy(tokens.xy[rng.integers(len(tokens.xy), size=size // 2)])
        queue = NegativeQueue(size, area.half_extent, driven, rng)
        assert area.queue.xy.equal(queue.xy)

    def test_the_first_of_several_areas_has_the_same_draws_as_alone(
        self, bundle: Bundle, elsewhere: Bundle, small: PretrainConfig
    ) -> None:
        (alone,) = learner_of([bundle], small).areas
        first, second = learner_of([bundle, elsewhere], small).areas
        assert np.array_equal(alone.held_out, first.held_out)
        assert alone.queue.xy.equal(first.queue.xy)
        assert not second.queue.xy.equal(first.queue.xy)


class TestSeveralAreas:
    @pytest.fixture
    def learner(self, bundle: Bundle, elsewhere: Bundle, small: PretrainConfig) -> Pretraining:
        half = np.flatnonzero(~elsewhere.is_label)[::2]
        fewer = dataclasses.replace(
            elsewhere, matched=elsewhere.matched.take(half), is_label=elsewhere.is_label[half]
        )
        return learner_of([bundle, fewer], dataclasses.replace(small, batch_size=4))

    def test_a_step_is_of_one_area_and_an_epoch_of_all_trips(self, learner: Pretraining) -> None:
        rows = learner.batches(keyed_rng(0, 1))
        batches = [learner.prepare(trips, keyed_rng(0, 1)) for trips in rows]
        first, second = learner.areas
        seen = {0: first.trips, 1: second.trips + learner.first[1]}
        for number, trips in seen.items():
            of_area = [r for r, b in zip(rows, batches, strict=True) if b.area == number]
            assert sorted(np.concatenate(of_area)) == sorted(trips)
        assert sum(len(trips) for trips in rows) == sum(len(trips) for trips in seen.values())

    def test_areas_alternate_in_proportion_to_their_trips(self, learner: Pretraining) -> None:
        rows = learner.batches(keyed_rng(0, 1))
        is_second = np.array([trips[0] >= learner.first[1] for trips in rows])
        share = is_second.mean()
        assert 0 < share < 0.5
        done = np.arange(1, len(rows) + 1)
        assert np.abs(np.cumsum(is_second) - share * done).max() <= 1

    def test_places_and_negatives_are_of_the_area_in_its_own_frame(
        self, learner: Pretraining, bundle: Bundle, elsewhere: Bundle
    ) -> None:
        for area, own in zip(learner.areas, (bundle, elsewhere), strict=True):
            edge = learner.first[area.number] + area.trips[:4]
            batch = learner.prepare(edge, keyed_rng(0, 1))
            lon, lat = own.area.to_geographic(
                batch.sample.places.xy.flatten(0, 1).double().numpy() * own.area.half_extent_m
            ).T
            assert own.area.contains(lon, lat).all()
            assert batch.near * own.area.half_extent_m == pytest.approx(50.0)
            assert (area.queue.xy.abs() <= area.half_extent + 1e-6).all()
            before = [one.queue.xy.clone() for one in learner.areas]
            learner.stepped(batch)
            changed = [
                not one.queue.xy.equal(xy) for one, xy in zip(learner.areas, before, strict=True)
            ]
            assert changed == [one is area for one in learner.areas]

    def test_pictures_are_those_of_the_area(
        self, learner: Pretraining, elsewhere: Bundle, small: PretrainConfig
    ) -> None:
        (alone,) = learner_of([elsewhere], small).areas
        own = learner_of([elsewhere], small)
        second = learner.areas[1]
        rows = second.sampler.with_images[:8]
        batch = learner.prepare(learner.first[1] + rows, keyed_rng(0, 1))
        assert len(batch.image)
        assert own.images is not None and learner.images is not None
        plain = learner.images.load(second.first_image + batch.image, None)
        assert plain.equal(own.images.load(batch.image, None))
        expected = torch.from_numpy(alone.sampler.image_xy[batch.image]).float()
        assert batch.image_xy.equal(expected)

    def test_figures_are_means_over_the_held_out_trips_of_all_areas(
        self, learner: Pretraining
    ) -> None:
        with torch.no_grad():
            together = learner.evaluate()
            apart = [learner._evaluated(area) for area in learner.areas]
        counts = [len(area.held_out) for area in learner.areas]
        for name in ("held_out_loss", "z_to_v_recall_at_5", "time_error_s"):
            mean = np.average([figures[name] for figures in apart], weights=counts)
            assert together[name] == pytest.approx(mean)

    def test_the_largest_step_of_each_area_is_of_its_longest_trips(
        self, learner: Pretraining
    ) -> None:
        for area, rows in zip(learner.areas, learner.longest_batches(), strict=True):
            assert learner.prepare(rows, keyed_rng(0, 1)).area == area.number
            chosen = area.sampler.lengths[rows - learner.first[area.number]]
            assert sorted(chosen) == sorted(area.sampler.lengths[area.trips])[-len(rows) :]


class TestPretrainingOnSeveral:
    def test_the_card_names_all_areas_with_their_frames(
        self, bundle: Bundle, elsewhere: Bundle, small: PretrainConfig, tmp_path: Path
    ) -> None:
        pretrain([bundle, elsewhere], small, tmp_path / "model")
        card = ModelCard.load(tmp_path / "model")
        assert card.bundle.id == bundle.manifest.id
        assert card.area == bundle.area.to_area()
        areas = card.pretraining.areas
        assert [one.bundle.name for one in areas] == ["Tiny city", "Elsewhere"]
        assert [one.area for one in areas] == [b.area.to_area() for b in (bundle, elsewhere)]
        ids = [b.manifest.id for b in (bundle, elsewhere)]
        assert [one.bundle for one in card.learned_from] == ids

    def test_a_resumed_training_gives_the_same_model_bit_for_bit(
        self, bundle: Bundle, elsewhere: Bundle, small: PretrainConfig, tmp_path: Path
    ) -> None:
        areas = [bundle, elsewhere]
        pretrain(areas, small, tmp_path / "whole")
        with pytest.raises(TrajganrError):
            pretrain(areas, small, tmp_path / "model", stopper(5))
        pretrain(areas, small, tmp_path / "model")
        a, b = (load_file(tmp_path / n / "encoders.safetensors") for n in ("whole", "model"))
        assert all(a[key].equal(b[key]) for key in a)

    def test_a_training_does_not_resume_with_other_areas(
        self, bundle: Bundle, elsewhere: Bundle, small: PretrainConfig, tmp_path: Path
    ) -> None:
        with pytest.raises(TrajganrError):
            pretrain([bundle, elsewhere], small, tmp_path / "model", stopper(1))
        with pytest.raises(TrajganrError) as caught:
            pretrain([bundle], small, tmp_path / "model")
        assert caught.value.code is Code.MODEL_INCOMPATIBLE

    def test_an_area_without_pictures_has_the_terms_without_images(
        self, bundle: Bundle, blind: Bundle, small: PretrainConfig, tmp_path: Path
    ) -> None:
        card = pretrain([blind, bundle], dataclasses.replace(small, epochs=1), tmp_path / "model")
        assert card.pretraining.terms == ("time", "vg", "zv")
        assert card.model.image_features > 0
        assert card.pretraining.figures["images"] > 0

    def test_an_area_without_terms_is_refused(
        self, bundle: Bundle, blind: Bundle, small: PretrainConfig, tmp_path: Path
    ) -> None:
        config = dataclasses.replace(small, modalities="sv+loc")
        with pytest.raises(TrajganrError) as caught:
            pretrain([bundle, blind], config, tmp_path / "model")
        assert caught.value.code is Code.INPUT_EMPTY

    def test_a_bundle_given_twice_is_refused(
        self, bundle: Bundle, small: PretrainConfig, tmp_path: Path
    ) -> None:
        with pytest.raises(TrajganrError) as caught:
            pretrain([bundle, bundle], small, tmp_path / "model")
        assert caught.value.code is Code.INPUT_FIELD
        assert "Tiny city" in caught.value.message

    def test_no_bundle_is_refused(self, small: PretrainConfig, tmp_path: Path) -> None:
        with pytest.raises(TrajganrError) as caught:
            pretrain([], small, tmp_path / "model")
        assert caught.value.code is Code.INPUT_FIELD

    def test_an_estimate_counts_the_steps_of_all_areas(
        self, bundle: Bundle, elsewhere: Bundle, small: PretrainConfig
    ) -> None:
        alone, other, both = (
            estimate_pretraining(of, small) for of in ([bundle], [elsewhere], [bundle, elsewhere])
        )
        for name in ("trips", "images", "steps"):
            assert both[name] == alone[name] + other[name]


def stopper(after: int) -> Callable[..., None]:
    """A progress that cancels after so many steps."""
    steps = 0

    def stop(stage: str, fraction: float, /, **figures: float) -> None:
        nonlocal steps
        steps += stage == "Pretraining"
        if steps == after:
            raise cancelled()

    return stop


class TestHeldOutTrips:
    @staticmethod
    def of_drivers(bundle: Bundle, names: list[str]) -> Bundle:
        """The bundle with its trips driven by these drivers in turn."""
        rows = np.arange(len(bundle.matched))
        driver_id = np.array(names, dtype=object)[rows % len(names)]
        return dataclasses.replace(
            bundle, matched=dataclasses.replace(bundle.matched, driver_id=driver_id)
        )

    def test_no_driver_is_on_both_sides(self, bundle: Bundle, small: PretrainConfig) -> None:
        many = self.of_drivers(bundle, [f"driver {number}" for number in range(97)])
        (area,) = learner_of([many], small).areas
        driver = area.sampler.driver_id
        held_out = set(driver[area.held_out])
        assert held_out
        assert not held_out & set(driver[area.trips])
        assert len(area.held_out) <= max(1, round(0.05 * len(area.sampler)))

    def test_trips_of_unknown_drivers_are_held_out_one_by_one(
        self, bundle: Bundle, small: PretrainConfig
    ) -> None:
        (unknown,) = learner_of([self.of_drivers(bundle, [""])], small).areas
        # As if every trip had a driver of its own.
        trips = dataclasses.replace(bundle.matched, driver_id=bundle.matched.trip_id)
        (apart,) = learner_of([dataclasses.replace(bundle, matched=trips)], small).areas
        assert np.array_equal(unknown.held_out, apart.held_out)

    def test_trips_are_held_out_where_drivers_are_few(
        self, bundle: Bundle, small: PretrainConfig
    ) -> None:
        (area,) = learner_of([self.of_drivers(bundle, ["ann", "bob", "cho"])], small).areas
        (unknown,) = learner_of([self.of_drivers(bundle, [""])], small).areas
        assert np.array_equal(area.held_out, unknown.held_out)
