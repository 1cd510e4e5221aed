"""The model that is shipped, and what it must not be measured on."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from trajganr_core.contract.records.model_card import SHIPPED_FOLDER, ModelCard, ShippedCard
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.data_card import seen_of
from trajganr_core.model.model_folder import load_encoders, load_road_function, read_card


@pytest.fixture(scope="module")
def card() -> ModelCard:
    return read_card(SHIPPED_FOLDER)


def test_its_card_names_sources_with_licences_and_no_path_of_a_machine(card: ModelCard) -> None:
    assert card.data.sources
    assert all(one.licence for one in card.data.sources)
    of_osm = [one for one in card.data.sources if "ODbL" in one.licence]
    assert all("OpenStreetMap" in one.attribution for one in of_osm)
    assert card.bundle.path == card.bundle.id == ""
    assert card.heads == {}


def test_its_road_function_can_be_loaded_and_is_small(card: ModelCard) -> None:
    function = load_road_function(SHIPPED_FOLDER, card)
    assert function is not None
    assert sum(each.numel() for each in function.parameters()) < 1_000_000


def test_losses_of_its_training_did_not_tell_trips_of_the_training_from_others(
    card: ModelCard,
) -> None:
    assert card.road_function is not None
    figures = card.road_function.figures or {}
    lows = [value for name, value in figures.items() if name.endswith("_low")]
    assert lows
    assert all(value is not None and value <= 0.5 for value in lows)


def test_its_encoders_can_be_loaded_are_small_and_learned_from_windows(card: ModelCard) -> None:
    encoders, _ = load_encoders(SHIPPED_FOLDER, torch.device("cpu"), card)
    assert encoders.pace is not None
    assert sum(each.numel() for each in encoders.parameters()) < 300_000
    assert card.pretraining.terms == ("time",)
    assert card.pretraining.areas == ()  # they would name folders of a machine
    assert "held out" in card.pretraining.config.name


def test_models_that_began_with_the_weights_are_known_to_have_seen_the_same(
    card: ModelCard, bundle: Bundle
) -> None:
    own = next(one for one in bundle.manifest.sources if one.role == "roads")
    begun = ShippedCard(encoders=False, sources=(own,))
    assert seen_of(replace(card, shipped=begun), bundle) == own.name
    assert not seen_of(replace(card, shipped=replace(begun, sources=())), bundle)
