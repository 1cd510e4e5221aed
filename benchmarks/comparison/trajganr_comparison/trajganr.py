"""TrajGANR as a system: a preset, or a variant for an ablation."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import atomic_file, atomic_folder, read_json, write_json
from trajganr_core.contract.options.choices import MODALITIES
from trajganr_core.contract.options.training_config import EPOCHS, PretrainConfig
from trajganr_core.contract.records.model_card import CARD, ModelCard
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import Network
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.query_locations import Locations, edge_locations
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.inference.predictors import answers_of, embedder, load_heads
from trajganr_core.model.model_folder import copy_model, read_card, save_model
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.pretraining.pretrain import pretrain
from trajganr_core.utils.progress import Progress

from .seen_weights import refuse_seen
from .study import Study
from .system import Cell, Outcome

#: Number of roads for the time of a query.
TIMED = 1000
#: File with the duration of a kept pretraining.
TIME = "seconds.json"
#: Folder of a model without some of its parts.
REDUCED = "reduced"
#: Parts that a variant may lack: the road function, and neighbours of roads.
ROAD, GRAPH = "road function", "road graph"


@dataclass(frozen=True)
class TrajGANRSystem:
    """Pretrained and fine-tuned on the study's roads, or pretrained elsewhere.

    Pretraining uses no image of a tested road, and no labels.

    Attributes:
        id, title: as for every system.
        preset: ``best`` or ``paper``.
        pretraining: options that differ from the benchmark's settings.
        sources: bundles to pretrain on; the study's own where empty.
        without: parts that are removed: the ``road function`` after pretraining; without the
            ``road graph`` no segment has neighbours, in pretraining either.
        pretrained_as: id of the system whose pretrained model it uses; its own where empty.
        tuning: options of fine-tuning that differ from the benchmark's settings.
    """

    id: str
    title: str
    preset: str
    pretraining: Mapping[str, Any] = field(default_factory=dict)
    sources: Sequence[Bundle] = ()
    without: frozenset[str] = frozenset()
    pretrained_as: str = ""
    tuning: Mapping[str, Any] = field(default_factory=dict)

    @property
    def series(self) -> str:
        """See :class:`~.system.System`."""
        return self.pretrained_as or self.id

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        if GRAPH in self.without:
            cell = _without_graph(cell)
        study = cell.study
        model, pretrained_s = self.pretrained(cell, progress)
        if ROAD in self.without:
            model = _without_road_function(model, study.folder / REDUCED)
        tuned = study.folder / "tuned"
        begun = time.perf_counter()
        config = dataclasses.replace(cell.tuning, **self.tuning)
        finetune(model, study.bundle, config, tuned, progress, at=study.at)
        seconds = pretrained_s + time.perf_counter() - begun
        return _outcome(tuned, cell, seconds)

    def _bundles(self, study: Study) -> Sequence[Bundle]:
        """The bundles for pretraining."""
        return self.sources or [study.bundle]

    def pretrained(self, cell: Cell, progress: Progress) -> tuple[Path, float]:
        """A pretrained model with all of its parts, and the seconds of its training.

        It is kept for the other systems of the series. An interrupted training resumes.
        """
        study, folder = cell.study, cell.study.shared / self.series
        model = folder / "model"
        if not (folder / TIME).is_file():
            shutil.rmtree(model, ignore_errors=True)  # written just before its time would have been
            folder.mkdir(parents=True, exist_ok=True)
            begun = time.perf_counter()
            card = pretrain(self._bundles(study), self._pretraining(cell), model, progress)
            of_all_attempts = card.pretraining.figures.get("seconds") or 0.0
            with atomic_file(folder / TIME) as file:
                write_json(file, max(time.perf_counter() - begun, of_all_attempts))
        return model, float(read_json(folder / TIME))

    def _pretraining(self, cell: Cell) -> PretrainConfig:
        study = cell.study
        options = {**cell.settings.pretraining, "preset": self.preset, **self.pretraining}
        config = PretrainConfig(
            seed=study.seed,
            split=study.split.kind,
            fold=study.split.fold,
            device=study.device.type,
            **{**options, "epochs": 0},
        )
        _check_images(config, study.bundle)
        usual = options.get("epochs", EPOCHS)
        if not usual:
            return config
        try:
            trips = sum(int(np.count_nonzero(~one.is_label)) for one in self._bundles(study))
            epochs = study.epochs(usual, trips, config.batch_size)
            return dataclasses.replace(config, epochs=epochs)
        except TrajganrError:  # nothing to align: only fine-tuning trains it
            return config


def _without_road_function(model: Path, out: Path) -> Path:
    """A copy of a pretrained model without its road function."""
    with atomic_folder(out, CARD) as folder:
        card = copy_model(model, folder, read_card(model), with_heads=False)
        # The file is then not read.
        save_model(folder, dataclasses.replace(card, road_function=None))
    return out


def _without_graph(cell: Cell) -> Cell:
    """The cell with a network in which no segment has a neighbour or an opposite direction.

    Raises:
        TrajganrError: ``INPUT.FIELD`` if single roads are held out: both directions of a road
            would no longer be held out together.
    """
    study = cell.study
    if study.split.kind != "block" or study.at:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Without the road graph, only blocks can be held out, not {split!r}.",
            "Hold out blocks, or leave the system out.",
            split=study.at.split.kind if study.at else study.split.kind,
        )
    bundle = dataclasses.replace(study.bundle, network=_isolated(study.bundle.network))
    return dataclasses.replace(cell, study=dataclasses.replace(study, bundle=bundle))


def _isolated(network: Network) -> Network:
    """The network, each directed edge between two nodes of its own."""
    begin = 2 * np.arange(len(network))
    nobody = np.full(len(network), -1)
    turns = network.forbidden_turns[:0]
    return dataclasses.replace(
        network, source=begin, target=begin + 1, reverse=nobody, forbidden_turns=turns
    )


def _origin(card: ModelCard) -> str:
    if card.pretraining.config.epochs == 0:
        return "encoders not pretrained: nothing to align; heads trained on this study area"
    bundles = [one.bundle for one in card.pretraining.areas]
    if [bundle.id for bundle in bundles] == [card.bundle.id]:
        return "trained on this study area"
    names = ", ".join(bundle.name or bundle.id for bundle in bundles)
    return f"encoders pretrained on {names}; heads trained on this study area"


def _check_images(config: PretrainConfig, bundle: Bundle) -> None:
    """Refuse modalities that need images where there are none.

    Raises:
        TrajganrError: ``INPUT.EMPTY``.
    """
    names = MODALITIES[config.modalities]
    if "image" in names and "trajectory" not in names and not len(bundle.images):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The modalities {modalities!r} need street views, and the study area has none.",
            "Prepare the study area with street views, or leave the system out.",
            modalities=config.modalities,
        )


def _outcome(model: Path, cell: Cell, seconds: float) -> Outcome:
    """Predictions of a fine-tuned model at the cell's rows.

    Where roads are held out, it has the embeddings of all roads too.
    """
    study = cell.study
    loaded = LoadedModel.load(model, study.bundle, study.device.type)
    if loaded.card.shipped:
        refuse_seen(loaded.card, study.bundle)
    names = [fit.task.id for fit in cell.fits]
    heads = load_heads(model, loaded.card, names, loaded.encoders)

    def features(locations: Locations, *, are_roads: bool = False) -> LocationFeatureTable:
        return loaded.features(
            locations,
            trips=max(head.trips for head in heads),
            with_context=any(head.segment_context for head in heads),
            are_roads=are_roads,
        )

    begun = time.perf_counter()
    _ = loaded.context  # of all trips and roads, computed once for all queries
    prepared_us = 1e6 * (time.perf_counter() - begun) / len(study.bundle.network)
    timed = np.random.default_rng(study.seed).permutation(len(cell.edge))[:TIMED]
    begun = time.perf_counter()
    answers_of(heads, features(cell.locations.take(timed)), "Predicting")
    query_us = 1e6 * (time.perf_counter() - begun) / len(timed)
    if study.at:
        raw, embedding = answers_of(heads, features(cell.locations), "Predicting"), None
    else:
        every = edge_locations(study.bundle, np.arange(len(study.bundle.network)))
        predictors = [*heads, embedder(loaded.encoders, loaded.card)]
        answers = answers_of(predictors, features(every, are_roads=True), "Predicting")
        raw, embedding = [one[cell.edge] for one in answers[:-1]], answers[-1].numpy()
    modules = [loaded.encoders, *(head.module for head in heads)]
    return Outcome(
        dict(zip(names, raw, strict=True)),
        _origin(loaded.card),
        sum(p.numel() for module in modules for p in module.parameters()),
        seconds,
        prepared_us + query_us,
        embedding,
    )
