"""How to pretrain."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import Code, TrajganrError
from ..evaluation.splits import FOLDS, SPLITS
from ..model.trajganr import ALIGNMENTS, MODALITIES, ModelConfig
from ..presets import preset
from .device import PRECISIONS
from .options import check_choice, check_not_negative, check_positive

__all__ = ["PretrainConfig"]


@dataclass(frozen=True)
class PretrainConfig:
    """How to pretrain; the fields are those of :class:`~..protocol.jobs.PretrainParams`.

    Attributes:
        name, seed: of the model, and of every draw.
        preset: ``paper`` or ``best``: what the switches that are None say.
        epochs: passes over the trips; 0 writes an untrained model, for comparison.
        batch_size: trips a step, of all processes together.
        learning_rate: of Adam, at its peak.
        dimension, layers, attention, query_time, alignment, modalities, space2vec: of the model;
            see :class:`~..model.trajganr.ModelConfig`.
        geometry, motion, location_min_scale: of the model; None: as the preset says.
        motion_task: whether the motion at hidden fixes is learned too; None: as the preset says.
        motion_weight: of that term in the loss.
        backbone, weights: timm's name of the image backbone, and ``hub``, ``none`` or a file.
        freeze_backbone: whether the backbone stays as it is.
        temperature: τ of InfoNCE.
        learn_temperature: whether τ learns.
        patience: evaluations, every five epochs, without gain before training stops; 0: never.
        split, fold: of the roads whose images are left out, because tasks are tested there.
        precision: ``auto``, ``float32`` or ``bfloat16``.
        memory_limit_gb: of a GPU; 0: none.
        device: ``auto``, ``cpu`` or ``cuda``.
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
    motion_weight: float = 1.0
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
        )
        check_not_negative(
            seed=self.seed,
            epochs=self.epochs,
            patience=self.patience,
            memory_limit_gb=self.memory_limit_gb,
        )
        if self.location_min_scale is not None:
            check_positive(location_min_scale=self.location_min_scale)
        check_choice("attention", self.attention, ("encode_once", "joint"))
        check_choice("query_time", self.query_time, ("synthetic", "masked"))
        check_choice("alignment", self.alignment, ALIGNMENTS)
        check_choice("modalities", self.modalities, tuple(MODALITIES))
        check_choice("space2vec", self.space2vec, ("theory", "grid"))
        check_choice("split", self.split, SPLITS)
        check_choice("fold", self.fold, tuple(range(FOLDS)))
        check_choice("precision", self.precision, PRECISIONS)
        geometry = self.model_config(0).geometry
        check_choice("geometry", geometry, ("absolute", "query_centred"))
        if self.attention == "joint" and geometry != "absolute":
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The attention `joint` is the paper's, whose geometry is `absolute`; here it is "
                "{geometry!r}.",
                "Choose the geometry `absolute` or the preset `paper`, or the attention "
                "`encode_once`.",
                geometry=geometry,
            )
        if self.dimension % ModelConfig.heads:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "dimension is {dimension}; the transformer's {heads} heads cannot share it.",
                "Choose a multiple of {heads}.",
                dimension=self.dimension,
                heads=ModelConfig.heads,
            )

    @property
    def motion_task_of_preset(self) -> bool:
        """Whether the motion at hidden fixes is a task, by the preset where it is left open."""
        chosen = preset(self.preset).motion_task if self.motion_task is None else self.motion_task
        return chosen and ModelConfig(modalities=self.modalities).sees("trajectory")

    def model_config(self, image_features: int) -> ModelConfig:
        """The model's shape, with the preset's switches where they are left open.

        Args:
            image_features: size of the backbone's features, 0 for a model without images.
        """
        base = preset(self.preset)
        return ModelConfig(
            dimension=self.dimension,
            layers=self.layers,
            ffn=4 * self.dimension,
            attention=self.attention,
            query_time=self.query_time,
            alignment=self.alignment,
            modalities=self.modalities,
            space2vec=self.space2vec,
            geometry=base.geometry if self.geometry is None else self.geometry,
            motion=base.motion if self.motion is None else self.motion,
            location_min_scale=(
                base.location_min_scale
                if self.location_min_scale is None
                else self.location_min_scale
            ),
            backbone=self.backbone if image_features else "",
            image_features=image_features,
        )
