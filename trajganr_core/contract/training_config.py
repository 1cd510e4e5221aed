"""How to pretrain and fine-tune: every option with its default, and which go together.

Standard library only: the plugin, the command line and the worker's socket refuse what training
would refuse, before anything is sent or computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
from .data_config import PrepareConfig
from .errors import Code, TrajganrError
from .option_fields import OptionSet, about, documented, option, same_as
from .presets import PRESETS, preset
from .tasks import TASKS

__all__ = ["FinetuneConfig", "FinetuneDefaults", "PretrainConfig", "terms_to_learn"]

AS_PRESET = "as the preset"
AS_PRETRAINED = "as pretrained"
_SWITCH = {AS_PRESET: "As in the preset", "on": "On", "off": "Off"}
_SPLIT_WORDS = {
    "segment": "Single road segments",
    "block": "Whole squares of 500 m",
    "random": "Each direction separately (too easy)",
}
_MODEL, _PRESET, _TRAINING = "model", "switches of the preset", "training"
_HEAD, _HELD_OUT = "head", "labels and held-out roads"


@documented
@dataclass(frozen=True, kw_only=True)
class PretrainConfig(OptionSet):
    """How to pretrain.

    ``geometry``, ``motion``, ``motion_task`` and ``location_min_scale`` have the preset's value
    where they are None; the properties that end in ``_of_preset`` answer the value in effect.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a value out of bounds, or two that exclude each other.

    Example:
        >>> import trajganr_core as tg
        >>> tg.PretrainConfig(preset="paper").geometry_of_preset
        'absolute'
    """

    name: str = same_as(PrepareConfig, "name")
    seed: int = same_as(PrepareConfig, "seed")
    preset: str = option(
        "best",
        title="Preset",
        help="Best predicts better on held-out roads. Paper follows the published method, with "
        "some deviations.",
        choices=tuple(PRESETS),
        words={"best": "Best", "paper": "Paper"},
        advanced=False,
    )
    epochs: int = option(
        100,
        title="Epochs",
        help="Passes over the trips. 0 makes an untrained model, for comparison.",
        minimum=0,
        advanced=False,
    )
    batch_size: int = option(
        256,
        title="Trips per step",
        help="The batch size, over all processes together. Larger batches need more memory.",
        group=_TRAINING,
        minimum=1,
    )
    learning_rate: float = option(
        1e-4,
        title="Learning rate",
        help="Peak learning rate of Adam, after the warm-up. Lower it if the loss jumps.",
        group=_TRAINING,
        above=0,
    )
    dimension: int = option(
        256,
        title="Width of the embedding",
        help=f"Width of the transformer and of the embeddings. A multiple of {TRANSFORMER_HEADS}.",
        group=_MODEL,
        minimum=TRANSFORMER_HEADS,
        maximum=LARGEST_DIMENSION,
    )
    layers: int = option(
        4,
        title="Transformer layers",
        help="More layers learn more, but train more slowly.",
        group=_MODEL,
        minimum=1,
        maximum=MOST_LAYERS,
    )
    attention: str = option(
        "encode_once",
        title="Attention",
        help="Encoding a trip once serves any number of query locations. Joint encoding is the "
        "paper's method and needs absolute geometry.",
        group=_MODEL,
        choices=ATTENTIONS,
        words={
            "encode_once": "Encode each trip once",
            "joint": "Encode a trip with each query location (paper)",
        },
    )
    query_time: str = option(
        "synthetic",
        title="Time of a query location",
        help="The time at which a trip is queried at a location that it passes.",
        group=_MODEL,
        choices=QUERY_TIMES,
        words={"synthetic": "Interpolated along the trip", "masked": "Hidden from the model"},
    )
    alignment: str = option(
        "fine",
        title="Alignment",
        help="Which part of a trip is aligned with a location.",
        group=_MODEL,
        choices=ALIGNMENTS,
        words={
            "none": "Nothing",
            "segment": "Its mean over the road segment",
            "fine": "The trip at that location",
        },
    )
    modalities: str = option(
        "all",
        title="What the model sees",
        help="Without street views, neither pictures nor a backbone are needed.",
        group=_MODEL,
        choices=tuple(MODALITIES),
        words={
            "all": "Trips, street views and locations",
            "traj+loc": "Trips and locations, no pictures",
            "sv+loc": "Street views and locations",
            "sv": "Street views only",
            "loc": "Locations only",
        },
    )
    space2vec: str = option(
        "theory",
        title="Location encoder",
        help="The directions of the waves that encode a location.",
        group=_MODEL,
        choices=SPACE2VECS,
        words={
            "theory": "Three directions, 120° apart",
            "grid": "Two directions, east and north",
        },
    )
    geometry: str | None = option(
        None,
        title="Geometry of trips",
        help="Whether positions of a trip are absolute or relative to the query location.",
        group=_PRESET,
        choices=GEOMETRIES,
        words={
            AS_PRESET: "As in the preset",
            "absolute": "Absolute positions",
            "query_centred": "Relative to the query location",
        },
        left_open=AS_PRESET,
    )
    motion: bool | None = option(
        None,
        title="Describe trips by speed and heading",
        help="In addition to the positions of their fixes.",
        group=_PRESET,
        words=_SWITCH,
        left_open=AS_PRESET,
    )
    motion_task: bool | None = option(
        None,
        title="Learn to predict the motion at hidden fixes",
        help="An additional pretraining task; it needs speed and heading.",
        group=_PRESET,
        words=_SWITCH,
        left_open=AS_PRESET,
    )
    location_min_scale: float | None = option(
        None,
        title="Finest scale of locations",
        help="As a fraction of half the study area's longer side. A coarse scale keeps the model "
        "from memorising locations.",
        group=_PRESET,
        above=0,
        left_open=AS_PRESET,
    )
    motion_weight: float = option(
        100.0,
        title="Weight of the motion task",
        help="Its weight in the loss; the other terms have weight 1.",
        group=_TRAINING,
        above=0,
    )
    backbone: str = option(
        "vit_small_patch14_dinov2",
        title="Street-view backbone (a timm model)",
        help="The timm name of the network that encodes street views.",
        group=_MODEL,
    )
    weights: str = option(
        "hub",
        title="Weights of the backbone",
        help="hub downloads them, none starts from random weights; or the path of a weight file.",
        group=_MODEL,
    )
    freeze_backbone: bool = option(
        True,
        title="Keep the backbone frozen",
        help="Training it as well takes far more time and memory.",
        group=_MODEL,
    )
    temperature: float = option(
        0.07,
        title="Temperature of the contrastive losses",
        help="Lower values separate similar pairs more strictly.",
        group=_TRAINING,
        above=0,
    )
    learn_temperature: bool = option(
        False,
        title="Learn the temperature",
        help="Training starts from the temperature above and adjusts it.",
        group=_TRAINING,
    )
    patience: int = option(
        0,
        title="Patience",
        help="Training stops after this many evaluations without improvement; there is one every "
        "5 epochs. 0 never stops early.",
        group=_TRAINING,
        minimum=0,
    )
    split: str = option(
        "segment",
        title="How roads are held out",
        help="Which roads are kept for testing; training leaves out their pictures. Whole squares "
        "are a harder test than single segments. A direction alone is too easy: the opposite one "
        "may be learned.",
        group=_TRAINING,
        choices=SPLITS,
        words=_SPLIT_WORDS,
    )
    fold: int = option(
        0,
        title="Held-out fold",
        help="Which fifth of the roads is held out, 0 to 4.",
        group=_TRAINING,
        choices=tuple(range(FOLDS)),
    )
    precision: str = option(
        "auto",
        title="Precision",
        help="Number format in training. bfloat16 is faster on GPUs that support it.",
        group=_TRAINING,
        choices=PRECISIONS,
        words={
            "auto": "Automatic",
            "float32": "32 bits (float32)",
            "bfloat16": "16 bits (bfloat16)",
        },
    )
    memory_limit_gb: float = option(
        0.0,
        title="Limit of GPU memory",
        help="0 sets no limit.",
        unit="GB",
        group=_TRAINING,
        minimum=0,
    )
    device: str = option(
        "auto",
        title="Device",
        help="Automatic uses a GPU if the worker has one; the log names the device.",
        choices=DEVICES,
        words={"auto": "Automatic", "cpu": "Processor (CPU)", "cuda": "Graphics card (GPU)"},
    )

    def __post_init__(self) -> None:
        super().__post_init__()
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


@documented
@dataclass(frozen=True, kw_only=True)
class FinetuneConfig(OptionSet):
    """How to fine-tune.

    Where ``split``, ``fold``, ``trips_per_location`` or ``segment_context`` is None, the model
    decides: see :class:`FinetuneDefaults`.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a value out of bounds, or two that exclude each other.

    Example:
        >>> import trajganr_core as tg
        >>> tg.FinetuneConfig(tasks=("speed", "popularity"), epochs=20).head
        'mlp'
    """

    tasks: tuple[str, ...] = field(
        metadata=about(
            title="Tasks",
            help="Area-of-interest function needs places in the bundle, hard braking needs fixes "
            "at most 2 s apart with their speed, slow-down intensity needs sparser fixes.",
            choices=tuple(TASKS),
            words={known.id: known.title for known in TASKS.values()},
            flag="task",
            advanced=False,
        )
    )
    name: str = same_as(PrepareConfig, "name")
    seed: int = same_as(PrepareConfig, "seed")
    epochs: int = option(
        50,
        title="Epochs",
        help="Maximum number of passes over the labelled roads; the best epoch is kept.",
        minimum=1,
        advanced=False,
    )
    batch_size: int = option(
        128,
        title="Locations per step",
        help="The batch size: labelled roads that are learned from at once.",
        group=_TRAINING,
        minimum=1,
    )
    learning_rate: float = option(
        5e-4,
        title="Learning rate",
        help="Peak learning rate of AdamW, after the warm-up. Lower it if the loss jumps.",
        group=_TRAINING,
        above=0,
    )
    split: str | None = option(
        None,
        title="How roads are held out",
        help="Which roads are kept for testing. Whole squares are a harder test than single "
        "segments. A direction alone is too easy: the opposite one may be learned.",
        group=_HELD_OUT,
        choices=SPLITS,
        words={AS_PRETRAINED: "As in pretraining", **_SPLIT_WORDS},
        left_open=AS_PRETRAINED,
    )
    fold: int | None = option(
        None,
        title="Held-out fold",
        help="Which fifth of the roads is held out, 0 to 4.",
        group=_HELD_OUT,
        choices=tuple(range(FOLDS)),
        left_open=AS_PRETRAINED,
    )
    freeze: bool = option(
        True,
        title="Keep the encoders as pretrained",
        help="Trains only the heads: faster, and often better with few labels.",
        group=_TRAINING,
    )
    label_share: float = option(
        1.0,
        title="Share of the training labels to use",
        help="Less than 1 shows how well the model learns from few labels.",
        group=_HELD_OUT,
        above=0,
        maximum=1,
    )
    head: str = option(
        "mlp",
        title="Head",
        help="A trained network, or the labels of the most similar roads, without training.",
        group=_HEAD,
        choices=HEADS,
        words={"mlp": "Trained network", "neighbours": "Labels of the most similar roads"},
    )
    trips_per_location: int | None = option(
        None,
        title="Trips per road",
        help="Maximum number of trips of a road that a head sees at once.",
        group=_HEAD,
        minimum=1,
        left_open=AS_PRESET,
    )
    segment_context: bool | None = option(
        None,
        title="Show the segment itself to the head",
        help="Its length and class, and what trips on it and around it did.",
        group=_HEAD,
        words=_SWITCH,
        left_open=AS_PRESET,
    )
    precision: str = same_as(PretrainConfig, "precision")
    device: str = same_as(PretrainConfig, "device")

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.tasks:
            raise TrajganrError(
                Code.INPUT_FIELD, "No task is chosen.", "Choose at least one to fine-tune for."
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
    def of_pretraining(cls, config: PretrainConfig) -> FinetuneDefaults:
        """Those of a model that was pretrained with these options."""
        known = preset(config.preset)
        return cls(config.split, config.fold, known.trips_per_location, known.segment_context)


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
