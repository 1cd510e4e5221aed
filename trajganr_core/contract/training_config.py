"""How to pretrain and fine-tune: every option with its default, and which go together.

Standard library only: the plugin, the command line and the worker's socket refuse what training
would refuse, before anything is sent or computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .choices import (
    ALIGNMENTS,
    ATTENTIONS,
    DEVICES,
    FOLDS,
    GEOMETRIES,
    HEADS,
    LARGEST_DIMENSION,
    MODALITIES,
    MOST_LAYERS,
    PRECISIONS,
    QUERY_TIMES,
    SPACE2VECS,
    SPLITS,
    TRANSFORMER_HEADS,
)
from .errors import Code, TrajganrError
from .presets import preset
from .tasks import task
from .validation import check_at_most, check_choice, check_not_negative, check_positive

__all__ = ["FinetuneConfig", "FinetuneDefaults", "PretrainConfig", "terms_to_learn"]


@dataclass(frozen=True, kw_only=True)
class PretrainConfig:
    """How to pretrain.

    Attributes:
        name, seed: of the model, and of every random choice.
        preset: ``paper`` or ``best``: what the switches that are None say.
        epochs: passes over the trips; 0 makes an untrained model, for comparison.
        batch_size: trips a step, of all processes together.
        learning_rate: of Adam, at its peak.
        dimension: width of the transformer and of the shared embedding.
        layers: of the transformer.
        attention, query_time, alignment, modalities, space2vec: of the model; see
            :mod:`.choices`.
        geometry, motion, location_min_scale: of the model; None: as the preset says.
        motion_task: whether the motion at hidden fixes is learned too; None: as the preset says.
        motion_weight: of that term in the loss; its errors are a hundredth of the others'.
        backbone: timm's name of the image backbone.
        weights: of the backbone: ``hub``, ``none`` or a file.
        freeze_backbone: whether the backbone stays as it is.
        temperature: τ of the contrastive losses.
        learn_temperature: whether τ learns.
        patience: evaluations, every five epochs, without gain before training stops; 0: never.
        split, fold: of the roads whose images are left out, because tasks are tested there.
        precision: ``auto``, ``float32`` or ``bfloat16``.
        memory_limit_gb: of a GPU; 0: none.
        device: ``auto``, ``cpu`` or ``cuda``.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a value that is none, or two that do not go together.

    Example:
        >>> import trajganr_core as tg
        >>> tg.PretrainConfig(preset="paper").geometry_of_preset
        'absolute'
    """

    name: str = ""
    seed: int = 0
    preset: str = "best"
    epochs: int = 100
    batch_size: int = 256
    learning_rate: float = 1e-4
    dimension: int = 256
    layers: int = 4
    attention: str = "encode_once"
    query_time: str = "synthetic"
    alignment: str = "fine"
    modalities: str = "all"
    space2vec: str = "theory"
    geometry: str | None = None
    motion: bool | None = None
    motion_task: bool | None = None
    location_min_scale: float | None = None
    motion_weight: float = 100.0
    backbone: str = "vit_small_patch14_dinov2"
    weights: str = "hub"
    freeze_backbone: bool = True
    temperature: float = 0.07
    learn_temperature: bool = False
    patience: int = 0
    split: str = "segment"
    fold: int = 0
    precision: str = "auto"
    memory_limit_gb: float = 0.0
    device: str = "auto"

    def __post_init__(self) -> None:
        check_positive(
            batch_size=self.batch_size,
            learning_rate=self.learning_rate,
            layers=self.layers,
            dimension=self.dimension,
            temperature=self.temperature,
            motion_weight=self.motion_weight,
            location_min_scale=self.location_min_scale_of_preset,
        )
        check_not_negative(
            seed=self.seed,
            epochs=self.epochs,
            patience=self.patience,
            memory_limit_gb=self.memory_limit_gb,
        )
        check_at_most(
            dimension=(self.dimension, LARGEST_DIMENSION), layers=(self.layers, MOST_LAYERS)
        )
        check_choice("attention", self.attention, ATTENTIONS)
        check_choice("query_time", self.query_time, QUERY_TIMES)
        check_choice("alignment", self.alignment, ALIGNMENTS)
        check_choice("modalities", self.modalities, tuple(MODALITIES))
        check_choice("space2vec", self.space2vec, SPACE2VECS)
        check_choice("geometry", self.geometry_of_preset, GEOMETRIES)
        check_choice("split", self.split, SPLITS)
        check_choice("fold", self.fold, range(FOLDS))
        check_choice("precision", self.precision, PRECISIONS)
        check_choice("device", self.device, DEVICES)
        if self.attention == "joint" and self.geometry_of_preset != "absolute":
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The attention `joint` is the paper's, whose geometry is `absolute`; here it is "
                "{geometry!r}.",
                "Choose the geometry `absolute` or the preset `paper`, or the attention "
                "`encode_once`.",
                geometry=self.geometry_of_preset,
            )
        if self.dimension % TRANSFORMER_HEADS:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "dimension is {dimension}; the transformer's {heads} heads cannot share it.",
                "Choose a multiple of {heads}.",
                dimension=self.dimension,
                heads=TRANSFORMER_HEADS,
            )
        if self.epochs:
            terms_to_learn(self.modalities, self.alignment, motion_task=self.motion_task_of_preset)

    @property
    def geometry_of_preset(self) -> str:
        """The geometry, the preset's where it is left open."""
        return preset(self.preset).geometry if self.geometry is None else self.geometry

    @property
    def motion_of_preset(self) -> bool:
        """Whether tokens carry motion, as the preset says where it is left open."""
        return preset(self.preset).motion if self.motion is None else self.motion

    @property
    def location_min_scale_of_preset(self) -> float:
        """λ_min of the location encoder, the preset's where it is left open."""
        known = preset(self.preset).location_min_scale
        return known if self.location_min_scale is None else self.location_min_scale

    @property
    def motion_task_of_preset(self) -> bool:
        """Whether the motion at hidden fixes is a task, as the preset says where it is left open.

        A model that sees no trajectories cannot learn it.
        """
        chosen = preset(self.preset).motion_task if self.motion_task is None else self.motion_task
        return chosen and "trajectory" in MODALITIES[self.modalities]


@dataclass(frozen=True, kw_only=True)
class FinetuneConfig:
    """How to fine-tune.

    Attributes:
        tasks: ids of the tasks to fit.
        name, seed: of the model, and of every random choice.
        epochs: passes over the labelled roads.
        batch_size: roads a step.
        learning_rate: of AdamW, at its peak.
        split, fold: how roads are held out, and which fifth of them is tested; None: as the model
            was pretrained.
        freeze: whether the encoders stay as pretrained.
        label_share: share of the training labels that may be used.
        head: ``mlp``, or ``neighbours``: the labels of roads alike, without training.
        trips_per_location: trips of a location that a head sees at once; None: as the model's
            preset says.
        segment_context: whether a head sees the segment itself; None: as the preset says.
        precision: ``auto``, ``float32`` or ``bfloat16``.
        device: ``auto``, ``cpu`` or ``cuda``.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a value that is none, or two that do not go together.

    Example:
        >>> import trajganr_core as tg
        >>> tg.FinetuneConfig(tasks=("speed", "popularity"), epochs=20).head
        'mlp'
    """

    tasks: tuple[str, ...]
    name: str = ""
    seed: int = 0
    epochs: int = 50
    batch_size: int = 128
    learning_rate: float = 5e-4
    split: str | None = None
    fold: int | None = None
    freeze: bool = True
    label_share: float = 1.0
    head: str = "mlp"
    trips_per_location: int | None = None
    segment_context: bool | None = None
    precision: str = "auto"
    device: str = "auto"

    def __post_init__(self) -> None:
        if not self.tasks:
            raise TrajganrError(
                Code.INPUT_FIELD, "No task is chosen.", "Choose at least one to fine-tune for."
            )
        for name in self.tasks:
            task(name)
        check_positive(
            epochs=self.epochs,
            batch_size=self.batch_size,
            learning_rate=self.learning_rate,
            label_share=self.label_share,
            trips_per_location=1 if self.trips_per_location is None else self.trips_per_location,
        )
        check_not_negative(seed=self.seed)
        if self.split is not None:
            check_choice("split", self.split, SPLITS)
        if self.fold is not None:
            check_choice("fold", self.fold, range(FOLDS))
        check_choice("head", self.head, HEADS)
        check_choice("precision", self.precision, PRECISIONS)
        check_choice("device", self.device, DEVICES)
        if self.label_share > 1:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "label_share is {value}; a share is at most one.",
                "Correct the option, or leave it out.",
                value=self.label_share,
            )
        if self.head == "neighbours" and not self.freeze:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The head {value!r} trains nothing, so nothing can be unfrozen.",
                "Correct the option, or leave it out.",
                value=self.head,
            )


@dataclass(frozen=True)
class FinetuneDefaults:
    """What fine-tuning a model takes where its configuration leaves it open.

    Attributes:
        split, fold: as the model was pretrained, so that it has seen no image of a tested road.
        trips_per_location, segment_context: as the model's preset says.
    """

    split: str
    fold: int
    trips_per_location: int
    segment_context: bool

    @classmethod
    def of_card(cls, card: Mapping[str, Any]) -> FinetuneDefaults:
        """Those of the model that has this card."""
        pretraining = card["pretraining"]["config"]
        known = preset(pretraining["preset"])
        return cls(
            pretraining["split"],
            pretraining["fold"],
            known.trips_per_location,
            known.segment_context,
        )


def terms_to_learn(modalities: str, alignment: str, *, motion_task: bool) -> frozenset[str]:
    """The terms of pretraining's loss that a model's modalities and alignment leave.

    ``vg`` image and location, ``zg`` trajectory and location, ``zv`` trajectory and image, and
    ``motion``, for a model that sees trajectories.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when nothing is left to learn.
    """
    seen = MODALITIES[modalities]
    pairs = {"vg": {"image", "location"}, "zg": {"trajectory", "location"}}
    pairs["zv"] = {"trajectory", "image"}
    wanted = {name for name, pair in pairs.items() if alignment != "none" and pair <= seen}
    if motion_task and "trajectory" in seen:
        wanted.add("motion")
    if not wanted:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "With the modalities {modalities!r}, the alignment {alignment!r} and the motion task "
            "{motion} there is nothing to pretrain.",
            "Switch the motion task on for a model that sees trajectories, choose an alignment and "
            "modalities that can be aligned (sv+loc, traj+loc, all), or train 0 epochs for an "
            "untrained model, which fine-tuning teaches alone.",
            modalities=modalities,
            alignment=alignment,
            motion="on" if motion_task else "off",
        )
    return frozenset(wanted)
