"""Fine-tuning: task heads on frozen or trained encoders (paper, section 3.4)."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch

from ...contract.files.atomic_io import atomic_folder, checkpoint_beside, refuse_foreign
from ...contract.files.output_paths import refuse_input
from ...contract.options.training_config import FinetuneConfig
from ...contract.records.model_card import CARD, FinetuningCard, HeadCard, LearnedFrom, ModelCard
from ...contract.texts.bundle_facts import few_text
from ...contract.texts.model_facts import gain_text
from ...contract.texts.text import Text
from ...contract.texts.verdicts import verdict_text
from ...data.bundle import Bundle
from ...evaluation.group_figures import group_sizes
from ...evaluation.splits import PARTS, split_edges
from ...features.candidate_trips import candidate_trips
from ...features.image_features import PictureFeatures
from ...features.input_trips import InputTrips
from ...features.location_features import LocationFeatureTable
from ...features.model_inputs import ModelInputs
from ...features.prediction_loop import answers
from ...features.query_locations import Locations, edge_locations
from ...features.road_groups import road_groups
from ...features.segment_features import SegmentFeatures
from ...model.data_card import seen_of
from ...model.heads import Head
from ...model.model_folder import copy_model, learned_from, load_encoders, new_card, save_model
from ...model.task_head import Predictor, TaskHead
from ...utils.arrays import BoolArray, IntArray
from ...utils.device import one_thread, resolve_device
from ...utils.progress import Progress, silent
from ...utils.study_area import StudyArea
from ..engine.checkpoint import remove_checkpoint
from ..engine.distributed import ranks_of_environment
from ..engine.learner import LoopConfig
from ..engine.loop import train
from .driver_halves import Half, driver_halves
from .head_learner import HeadLearner
from .task_data import LabelLocations, TaskData, fit_tasks
from .task_labels import labelled_tasks
from .tree_heads import grow_heads
from .without_labels import gain_figures, labels_of_passes, of_passes, speeds_without_labels

log = logging.getLogger(__name__)

#: Parts of the split that no network is trained or selected on, and roads beside test blocks.
MEASURED = ("calibration", "test", "buffer")
#: Least number of embedded passes of a location, from which those of a step are drawn.
PASSES_KEPT = 32
WEIGHT_DECAY = 1e-2


def finetune(
    model: Path,
    bundle: Bundle,
    config: FinetuneConfig,
    out: Path,
    progress: Progress = silent,
    *,
    keep_checkpoint: bool = False,
    at: LabelLocations | None = None,
    beside: Path | None = None,
) -> ModelCard:
    """Fit a head for each task and write the model with them.

    Roads are split as in the model's pretraining, so that the images of test roads are those that
    it left out. Heads are fitted on the training part; the validation part chooses their epoch or
    number of neighbours, the calibration part gives their intervals and the test part their
    figures. A model that was pretrained elsewhere is applied in the bundle's own frame, and the
    card has a remark.
    An interrupted run resumes from its checkpoint beside ``out``. Under ``torchrun`` the processes
    train together, and the first one writes.

    Args:
        model: folder of a pretrained model; its heads are kept if the encoders stay frozen and the
            study area is the same.
        bundle: source of labels, trips and images.
        out: the new model's folder, written only when all heads are complete.
        keep_checkpoint: whether the caller removes the checkpoint, after moving the model to
            its place.
        at: locations to learn and measure labels at, for comparisons only; the labelled roads,
            split as configured, where absent.
        beside: a model with a road function, the shipped one, whose speeds are measured on the
            same test roads.

    Returns:
        The model's card; ``card.heads[task].metrics`` has the held-out figures, those of the
        trivial prediction (mean, class shares or mean shares of the training labels) under
        ``baseline_…``, those of the mean of the road's own trips under ``passes_…`` with the
        comparison of :func:`.trip_figures`, and the
        intervals' coverage and size; ``validation`` has those to choose
        between models by; ``card.finetuning.remarks`` has caveats.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when the bundle has no labels for a task or one outside its
            range, ``INPUT.EMPTY`` when too few; those of :func:`~..engine.loop.train`.
    """
    refuse_input(out, (model, bundle.path))
    refuse_foreign(out, CARD)
    if not config.tasks:
        config = dataclasses.replace(config, tasks=labelled_tasks(bundle))
    run = _Run(model, bundle, config, progress, at, beside)
    card = run.write(out)
    if run.ranks.is_first and not keep_checkpoint:
        remove_checkpoint(checkpoint_beside(out))
    return card


def passes_kept(trips: int) -> int:
    """Embedded passes of a location, from which those of a step are drawn; none for no trips.

    Args:
        trips: maximum number of trips that are embedded for a location (K).
    """
    return max(PASSES_KEPT, trips) if trips else 0


class _Run:
    """The state of a fine-tuning; arguments as for :func:`finetune`.

    Attributes:
        ranks: this process among those that train.
        encoders, source: the pretrained model and its card.
        opened: both with the bundle.
        split: of the bundle's roads.
        at: locations that have the labels; the labelled roads where absent.
        head: kind of the heads.
        trips: maximum number of trips that are embedded for a location (K); 0 for none.
    """

    def __init__(
        self,
        model: Path,
        bundle: Bundle,
        config: FinetuneConfig,
        progress: Progress,
        at: LabelLocations | None = None,
        beside: Path | None = None,
    ) -> None:
        device = resolve_device(config.device)
        self.model, self.bundle, self.config, self.at = model, bundle, config, at
        self.beside = beside
        self.area = bundle.area  # which defines the frame of places
        self.ranks = ranks_of_environment(device)
        self.progress = progress if self.ranks.is_first else silent
        self.encoders, self.source = load_encoders(model, device)
        seeded = dataclasses.replace(self.source, seed=config.seed)
        self.opened = ModelInputs(model, seeded, self.encoders, bundle, bundle.area)
        pretraining, usual = self.source.pretraining.config, self.source.finetune_defaults
        split, fold = config.split or usual.split, config.fold
        fold = usual.fold if fold is None else fold
        self.split = split_edges(bundle.network, bundle.area, split, fold, pretraining.seed)
        self.head = config.head or usual.head
        config.check_head(self.head)
        of_head = config.trips_per_location or usual.trips_per_location
        self.trips = 0 if self.head == "trees" else of_head

    @property
    def keeps_heads(self) -> bool:
        """Whether the model's existing heads remain valid: same encoders and same area."""
        return self.config.freeze and StudyArea.of(self.source.area) == self.area

    @cached_property
    def pictures(self) -> PictureFeatures:
        """Backbone features of the bundle's images."""
        return self.opened.pictures(self.progress)

    @cached_property
    def passes(self) -> pd.DataFrame:
        """``(E,)`` the labels that the input trips show."""
        return labels_of_passes(self.bundle)

    def write(self, out: Path) -> ModelCard:
        """Fit all heads, write the model with them and return its card."""
        if self.held_out_in_pretraining is False and len(self.bundle.images):
            log.warning(
                "The model was pretrained with other roads held out and has seen pictures of roads "
                "that are now tested: pretrain it with the same split and fold for valid figures"
            )
        remarks = list(self.remarks())
        for remark in remarks:
            log.warning(remark)
        config = self.config
        fits = fit_tasks(
            self.bundle, self.split, config.tasks, config.label_share, config.seed, self.at
        )
        table = self.features(fits)
        predictors, history = self.heads(fits, table, checkpoint_beside(out))
        source, frozen = self.source, config.freeze
        card = new_card(
            self.bundle,
            name=config.name or source.name,
            seed=config.seed,
            device=table.device,
            pretraining=source.pretraining,
            model=source.model,
            learned_from=[*source.learned_from, *([] if frozen else [self._learning_from])],
            finetuning=FinetuningCard(
                config=config, history=tuple(history), remarks=tuple(remarks)
            ),
        )
        heads = {fit.task.id: self.finished(fit, table, *predictors[fit.task.id]) for fit in fits}
        if self.ranks.is_first:
            with atomic_folder(out, CARD) as folder:
                card = copy_model(self.model, folder, card, with_heads=self.keeps_heads)
                encoders = None if frozen else self.encoders
                card = save_model(folder, card, encoders=encoders, heads=heads)
        return self.ranks.agree(card)

    def remarks(self) -> Iterator[Text]:
        """Remarks on a model that was pretrained elsewhere, in sentences."""
        areas = self.source.pretraining.areas
        has_learned = bool(self.source.learned_from)
        if has_learned and self.area.to_area() not in [one.area for one in areas]:
            names = [one.bundle.title for one in areas]
            yield Text(
                "The model was pretrained elsewhere ({areas}). Its encoders are applied in this "
                "study area's own frame; what they learned of places there does not hold here.",
                areas=names,
            )
        lost = [] if self.keeps_heads else sorted({*self.source.heads} - {*self.config.tasks})
        if lost:
            yield Text(
                "The model's heads for {tasks} are left out: they fit other encoders, or another "
                "study area.",
                tasks=lost,
            )
        unused, model = len(self.bundle.images), self.encoders.config
        if unused and model.sees("image") and not model.image_features:
            yield Text(
                "The model was pretrained without street views: the {n:,} of the bundle are "
                "not used.",
                n=unused,
            )
        seen = self.source.shipped and seen_of(self.source, self.bundle)
        if seen:
            yield Text(
                "The shipped model was trained on {seen}, of which the bundle is made: figures of "
                "held-out roads may be too good here.",
                seen=seen,
            )

    def features(self, fits: Sequence[TaskData]) -> LocationFeatureTable:
        """Features of the tasks' edges; frozen encoders compute the embeddings once."""
        edge, kept = fits[0].edge, passes_kept(self.trips)
        at = self.at
        part = self.split.part[edge] if at is None else at.part
        # Rows that are only measured get all inputs that the model will have in use.
        measured = np.isin(part, [PARTS.index(name) for name in MEASURED])
        locations = edge_locations(self.bundle, edge) if at is None else at.locations
        context = self.opened.context if self.head == "trees" else None
        table = self.table(self.opened.trips, locations, context, kept, measured)
        if self.config.freeze:
            self.encoders.requires_grad_(False)
            of_roads = at is None and kept
            table.precompute(self.progress, self.opened.kept(self.progress) if of_roads else None)
        return table

    def table(
        self,
        inputs: InputTrips,
        locations: Locations,
        context: SegmentFeatures | None,
        kept: int,
        sees_tested: BoolArray,
    ) -> LocationFeatureTable:
        """Features of n locations from trips and images, with up to ``kept`` passes of each.

        Images on or beside tested roads are used only where ``sees_tested`` ``(n,)``: no network is
        trained on these, as in pretraining.
        """
        pictures = self.bundle.images["edge"].to_numpy(dtype=np.int64)[: len(self.pictures)]
        # Parts of the roads of locations say nothing: their images are seen by all rows.
        hidden = self.split.is_held_out[pictures] & (self.at is None)
        # The order of all input trips, or of the trips of a half.
        row = np.searchsorted(self.opened.trips.rows, inputs.rows)
        priorities = np.argsort(np.argsort(self.opened.priorities[row]))
        return LocationFeatureTable(
            self.encoders,
            self.area,
            candidate_trips(inputs, locations, kept, priorities),
            locations,
            self.pictures,
            context=context and context.at(locations.edge),
            sees=(sees_tested, hidden),
        )

    def heads(
        self, fits: Sequence[TaskData], table: LocationFeatureTable, checkpoint: Path
    ) -> tuple[Mapping[str, tuple[Predictor, dict[str, Any]]], list[dict[str, float]]]:
        """Each task's head with its entry for the card; and the losses, a row an epoch."""
        if self.head == "trees":
            return self.trees(fits, table), []
        torch.manual_seed(self.config.seed)
        by_task = {fit.task.id: fit for fit in fits}
        heads = {
            name: Head(table.model.config, fit.target.outputs).to(table.device)
            for name, fit in by_task.items()
        }
        learner = HeadLearner(
            heads,
            table,
            by_task,
            batch_size=self.config.batch_size,
            trips=self.trips,
            ranks=self.ranks,
        )
        loop = LoopConfig(
            seed=self.config.seed,
            epochs=self.config.epochs,
            learning_rate=self.config.learning_rate,
            weight_decay=WEIGHT_DECAY,
            decoupled=True,
            precision=self.config.precision,
        )
        # A checkpoint of another run is refused.
        identity = dataclasses.asdict(self.config)
        del identity["name"], identity["device"]
        identity |= {"model": self.source.files, "bundle": self.bundle.manifest.id}
        with contextlib.nullcontext() if learner.trains_encoders else one_thread():
            result = train(
                *(learner, loop),
                device=table.device,
                identity=identity,
                checkpoint=checkpoint,
                ranks=self.ranks,
                progress=self.progress,
            )
        epochs = learner.epochs(result)
        return {name: (heads[name], {"epoch": epochs[name]}) for name in heads}, result.history

    def trees(
        self, fits: Sequence[TaskData], table: LocationFeatureTable
    ) -> Mapping[str, tuple[Predictor, dict[str, Any]]]:
        """Each task's boosted trees with their entry for the card."""
        tasks = [fit.task.id for fit in fits]

        def table_of(half: Half, edge: IntArray) -> LocationFeatureTable:
            roads = edge_locations(self.bundle, edge)
            return self.table(half.inputs, roads, half.context, 0, np.zeros(len(edge), np.bool_))

        sees_trips = table.model.config.sees("trajectory")
        given = self.opened.trips, tasks, self.opened.known_roads
        found = driver_halves(self.bundle, *given) if sees_trips else ()
        return grow_heads(fits, table, list(found), table_of, self.progress)

    def finished(
        self,
        fit: TaskData,
        table: LocationFeatureTable,
        predictor: Predictor,
        facts: Mapping[str, Any],
    ) -> tuple[TaskHead, HeadCard]:
        """A head as it is saved, and its entry in the card with its held-out figures."""
        raw = {
            part: answers(predictor, table, fit.rows[part], self.trips)
            for part in ("validation", "calibration", "test")
        }
        groups = road_groups(self.bundle.network, self.area, table).merged(fit.rows["test"])
        conformal = fit.calibrated(raw["validation"], raw["calibration"], groups.trips)
        calibrated_on = group_sizes(groups.take(fit.rows["calibration"]))
        if conformal.note:
            log.warning("%s: %s", fit.task.title, conformal.note)
        labels = self.passes.loc[fit.edge].reset_index(drop=True)
        own = of_passes(fit.task, labels, fit.rows["train"])
        figures = fit.figures(conformal, raw["test"], groups.trips, own, groups.block)
        if self.beside is not None and fit.task.id == "speed":
            shipped = speeds_without_labels(self.beside, self.bundle)
            predicted = fit.target.decode(raw["test"])
            figures |= gain_figures(fit, predicted, shipped, groups.block[fit.rows["test"]])
        few = self.bundle.manifest.few(fit.task.id)
        if few:
            log.warning(few_text(fit.task.id, few))
        for said in (verdict_text(fit.task.id, figures), gain_text(fit.task.id, figures)):
            if said:
                log.info("%s: %s", fit.task.title, said)
        lon, lat = table.locations.lon_lat[fit.rows["train"]].T
        learned_at = torch.from_numpy(self.area.to_local(lon, lat)).float()
        return TaskHead(predictor, learned_at), HeadCard(
            kind=self.head,
            **facts,
            target=fit.target.to_dict(),
            locations=fit.locations,
            split=self.split.to_card() if self.at is None else self.at.split,
            held_out_in_pretraining=self.held_out_in_pretraining,
            label_share=self.config.label_share,
            freeze=self.config.freeze,
            trips_per_location=self.trips,
            intervals=conformal.to_card(),
            validation=fit.metrics("validation", raw["validation"]),
            metrics=figures,
            groups=fit.by_group(conformal, raw["test"], groups, calibrated_on, own),
            district_gap=fit.district_gap(raw["test"], groups),
            label_source=self.bundle.manifest.label_sources.get(fit.task.id),
            few=few,
            sha256="",  # once its weights are saved
        )

    @property
    def _learning_from(self) -> LearnedFrom:
        return learned_from(self.bundle, self.split.kind, self.split.fold, self.split.seed)

    @property
    def held_out_in_pretraining(self) -> bool | None:
        """Whether the encoders were trained without images and labels of test roads; None: unknown.

        Earlier fine-tuning of the encoders counts too. Training data far from here contains no test
        road; of another bundle of the same place it is unknown which of its roads are tested.
        """
        if self.at is not None:  # there are locations on all roads in the test part
            return False
        nearby = [
            one
            for one in self.source.learned_from
            if self.area.meets(np.array([one.area.bbox], dtype=np.float64)).all()
        ]
        if any(one.bundle != self.bundle.manifest.id for one in nearby):
            return None
        return all(one == self._learning_from for one in nearby)
