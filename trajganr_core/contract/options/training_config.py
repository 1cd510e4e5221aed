"""Options of pretraining and fine-tuning, with their defaults and the checks between them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from ..errors import Code, TrajganrError
from ..tasks import TASKS
from .choices import (
    ALIGNMENTS,
    ATTENTIONS,
    FOLDS,
    GEOMETRIES,
    MAX_DIMENSION,
    MAX_LAYERS,
    MODALITIES,
    QUERY_TIMES,
    SPACE2VECS,
    SPLITS,
    TRANSFORMER_HEADS,
)
from .data_config import PrepareConfig
from .option_fields import OptionSet, documented, option, same_as
from .presets import PRESETS, Preset, preset
from .validation import duration_s

if TYPE_CHECKING:
    from typing import Self  # of Python 3.11; QGIS may have 3.10

#: The length of a pretraining for which neither epochs nor a budget are set; the budget is that on
#: a processor.
EPOCHS, BUDGET = 100, "30min"
#: Evaluations without improvement after which a training with a budget stops, if not set.
PATIENCE = 5
#: Options of pretraining in which presets differ.
SWITCHES = ("geometry", "motion", "time_task", "road_function", "location_min_scale")
AS_PRESET = "as the preset"
AS_PRETRAINED = "as pretrained"
_IN_PRESET = {AS_PRESET: "As in the preset"}
_ON_OFF = {**_IN_PRESET, "on": "On", "off": "Off"}
_model_option = partial(option, group="model")
_preset_switch = partial(option, None, group="switches of the preset", left_open=AS_PRESET)
_training_option = partial(option, group="training")
_head_option = partial(option, group="head")
_label_option = partial(option, group="labels and held-out roads")


@documented
@dataclass(frozen=True, kw_only=True)
class PretrainConfig(OptionSet):
    """How to pretrain.

    The :data:`SWITCHES` have the preset's value where they are None; :attr:`of_preset` has those in
    effect. :meth:`with_length` sets ``epochs`` and ``budget`` where both are left open.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a value out of bounds, or two that exclude each other.

    Example:
        >>> import trajganr_core as tg
        >>> tg.PretrainConfig(preset="paper").of_preset.geometry
        'absolute'
    """

    name: str = same_as(PrepareConfig, "name")
    seed: int = same_as(PrepareConfig, "seed")
    preset: str = option(
        "best",
        title="Preset",
        help="Best predicts better on held-out roads. Paper follows the published method, with "
        "some deviations.",
        choices={name: name.capitalize() for name in PRESETS},
        advanced=False,
    )
    epochs: int | None = option(
        None,
        title="Epochs",
        help="Passes over the trips. 0 makes an untrained model, for comparison.",
        minimum=0,
        left_open=f"as many as the budget allows; {EPOCHS} if no budget is set",
        advanced=False,
    )
    budget: str = option(
        "",
        title="Time budget",
        help="The training ends after this time, such as 30min, 2h or 90s, or after the "
        "epochs, whichever comes first. It is time by the clock: on a slow or busy machine less is "
        "learned. Learning times of the week takes at most half of it. Reading pictures beforehand "
        "takes more time.",
        left_open=f"none if epochs are set; otherwise {BUDGET} on a processor, none on a GPU",
        advanced=False,
    )
    batch_size: int = _training_option(
        256,
        title="Trips per step",
        help="The batch size, over all processes together. Larger batches need more memory.",
        minimum=1,
    )
    learning_rate: float = _training_option(
        1e-4,
        title="Learning rate",
        help="Peak learning rate of Adam, after the warm-up. Lower it if the loss jumps.",
        above=0,
    )
    dimension: int = _model_option(
        256,
        title="Width of the embedding",
        help=f"Width of the transformer and of the embeddings. A multiple of {TRANSFORMER_HEADS}.",
        minimum=TRANSFORMER_HEADS,
        maximum=MAX_DIMENSION,
    )
    layers: int = _model_option(
        4,
        title="Transformer layers",
        help="More layers learn more, but train more slowly.",
        minimum=1,
        maximum=MAX_LAYERS,
    )
    attention: str = _model_option(
        "encode_once",
        title="Attention",
        help="Encoding a trip once serves any number of query locations. Joint encoding is the "
        "paper's method and needs absolute geometry.",
        choices=ATTENTIONS,
    )
    query_time: str = _model_option(
        "synthetic",
        title="Time of a query location",
        help="The time at which a trip is queried at a location that it passes.",
        choices=QUERY_TIMES,
    )
    alignment: str = _model_option(
        "fine",
        title="Alignment",
        help="Which part of a trip is aligned with a location.",
        choices=ALIGNMENTS,
    )
    modalities: str = _model_option(
        "all",
        title="What the model sees",
        help="Without street views, neither pictures nor a backbone are needed.",
        choices=tuple(MODALITIES),
        words={
            "all": "Trips, street views and locations",
            "traj+loc": "Trips and locations, no street views",
            "sv+loc": "Street views and locations",
            "sv": "Street views only",
            "loc": "Locations only",
        },
    )
    space2vec: str = _model_option(
        "theory",
        title="Location encoder",
        help="The directions of the waves that encode a location.",
        choices=SPACE2VECS,
    )
    geometry: str | None = _preset_switch(
        title="Geometry of trips",
        help="Whether positions of a trip are absolute or relative to the query location.",
        choices=GEOMETRIES,
        words=_IN_PRESET,
    )
    motion: bool | None = _preset_switch(
        title="Describe trips by speed and heading",
        help="In addition to the positions of their fixes.",
        words=_ON_OFF,
    )
    time_task: bool | None = _preset_switch(
        title="Learn when trips were where in hidden windows",
        help="The way is known, and the fixes before and after. What the map tells and the pace of "
        "other trips help.",
        words=_ON_OFF,
    )
    road_function: bool | None = _preset_switch(
        title="Learn how fast roads are driven at times of the week",
        help="From the passes of the input trips, without labels.",
        words=_ON_OFF,
    )
    location_min_scale: float | None = _preset_switch(
        title="Finest scale of locations",
        help="As a fraction of half the study area's longer side. A coarse scale keeps the model "
        "from memorising locations.",
        above=0,
    )
    backbone: str = _model_option(
        "vit_small_patch14_dinov2",
        title="Street-view backbone (a timm model)",
        help="The timm name of the network that encodes street views.",
    )
    weights: str = _model_option(
        "hub",
        title="Weights of the backbone",
        help="hub downloads them, none starts from random weights; or the path of a weight file.",
    )
    freeze_backbone: bool = _model_option(
        True,
        title="Keep the backbone frozen",
        help="Training it as well takes far more time and memory.",
    )
    temperature: float = _training_option(
        0.07,
        title="Temperature of the contrastive losses",
        help="Lower values separate similar pairs more strictly.",
        above=0,
    )
    learn_temperature: bool = _training_option(
        False,
        title="Learn the temperature",
        help="Training starts from the temperature above and adjusts it.",
    )
    patience: int | None = _training_option(
        None,
        title="Patience",
        help="Training stops after this many evaluations without improvement on held-out trips. "
        "There is one every 5 epochs; with a time budget there are at most 20 in all, and the "
        "learning rate decays before the stop. 0 never stops early.",
        minimum=0,
        left_open=f"{PATIENCE} with a time budget, otherwise 0",
    )
    split: str = _training_option(
        "segment",
        title="How roads are held out",
        help="Which roads are kept for testing; training leaves out their pictures. Whole squares "
        "are a harder test than single segments. A direction alone is too easy: the opposite one "
        "may be learned.",
        choices=SPLITS,
    )
    fold: int = _training_option(
        0,
        title="Held-out fold",
        help="Which fifth of the roads is held out, 0 to 4.",
        choices=tuple(range(FOLDS)),
    )
    precision: str = _training_option(
        "auto",
        title="Precision",
        help="Number format in training. bfloat16 is faster on GPUs that support it.",
        choices={
            "auto": "Automatic",
            "float32": "32 bits (float32)",
            "bfloat16": "16 bits (bfloat16)",
        },
    )
    memory_limit_gb: float = _training_option(
        0.0, title="Limit of GPU memory", help="0 sets no limit.", unit="GB", minimum=0
    )
    device: str = option(
        "auto",
        title="Device",
        help="Automatic uses a GPU if the worker has one; the log names the device.",
        choices={"auto": "Automatic", "cpu": "Processor (CPU)", "cuda": "Graphics card (GPU)"},
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.attention == "joint" and self.of_preset.geometry != "absolute":
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The attention `joint` needs the geometry `absolute`; it is {geometry!r}.",
                "Choose the geometry `absolute`, the preset `paper` or the attention "
                "`encode_once`.",
                geometry=self.of_preset.geometry,
            )
        if self.dimension % TRANSFORMER_HEADS:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "dimension is {dimension}; it is not a multiple of the {heads} attention heads.",
                "Choose a multiple of {heads}.",
                dimension=self.dimension,
                heads=TRANSFORMER_HEADS,
            )
        if self.budget:
            duration_s("budget", self.budget)
        if self.epochs != 0:
            terms_to_learn(
                self.modalities,
                self.alignment,
                self.of_preset.geometry,
                time_task=self.of_preset.time_task,
            )

    def with_length(self, *, on_gpu: bool) -> Self:
        """The same options, with the default length if neither epochs nor a budget are set."""
        if self.epochs is not None or self.budget:
            return self
        return dataclasses.replace(self, epochs=EPOCHS, budget="" if on_gpu else BUDGET)

    @property
    def budget_s(self) -> float | None:
        """The time budget, seconds; None where there is none."""
        return duration_s("budget", self.budget) if self.budget else None

    @property
    def patience_in_effect(self) -> int:
        """Evaluations without improvement before training stops; 0: never."""
        usual = PATIENCE if self.budget else 0
        return usual if self.patience is None else self.patience

    @property
    def of_preset(self) -> Preset:
        """The values in effect: those of the preset where none is set.

        An untrained model learns times of the week only if it is asked to, and without trajectories
        there are no hidden windows.
        """
        usual = preset(self.preset)
        if self.epochs == 0:
            usual = dataclasses.replace(usual, road_function=False)
        own: dict[str, Any] = {
            name: getattr(self, name) for name in SWITCHES if getattr(self, name) is not None
        }
        if "trajectory" not in MODALITIES[self.modalities]:
            own["time_task"] = False
        return dataclasses.replace(usual, **own)


@documented
@dataclass(frozen=True, kw_only=True)
class FinetuneConfig(OptionSet):
    """How to fine-tune.

    Where ``split``, ``fold``, ``head`` or ``trips_per_location`` is None, the model decides, see
    :class:`FinetuneDefaults`; without ``tasks``, the bundle does.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a value out of bounds, or two that exclude each other.

    Example:
        >>> import trajganr_core as tg
        >>> tg.FinetuneConfig(tasks=("speed", "popularity"), label_share=0.1).head is None
        True
    """

    tasks: tuple[str, ...] = option(
        (),
        title="Tasks",
        help="Area-of-interest function needs places in the bundle, hard braking needs fixes "
        "at most 2 s apart with their speed, slow-down intensity needs sparser fixes.",
        choices=tuple(TASKS),
        words={known.id: known.title for known in TASKS.values()},
        left_open="all for which the bundle has enough labels",
        flag="task",
        advanced=False,
    )
    name: str = same_as(PrepareConfig, "name")
    seed: int = same_as(PrepareConfig, "seed")
    epochs: int = option(
        50,
        title="Epochs",
        help="Maximum number of passes over the labelled roads of a network; the best epoch is "
        "kept. Boosted trees have none.",
        minimum=1,
        advanced=False,
    )
    batch_size: int = _training_option(
        128,
        title="Locations per step",
        help="The batch size: labelled roads that are learned from at once.",
        minimum=1,
    )
    learning_rate: float = _training_option(
        5e-4,
        title="Learning rate",
        help="Peak learning rate of AdamW, after the warm-up. Lower it if the loss jumps.",
        above=0,
    )
    split: str | None = _label_option(
        None,
        title="How roads are held out",
        help="Which roads are kept for testing. Whole squares are a harder test than single "
        "segments. A direction alone is too easy: the opposite one may be learned.",
        choices=SPLITS,
        words={AS_PRETRAINED: "As in pretraining"},
        left_open=AS_PRETRAINED,
    )
    fold: int | None = _label_option(
        None,
        title="Held-out fold",
        help="Which fifth of the roads is held out, 0 to 4.",
        choices=tuple(range(FOLDS)),
        left_open=AS_PRETRAINED,
    )
    freeze: bool = _training_option(
        True,
        title="Keep the encoders as pretrained",
        help="Trains only the heads: faster, and often better with few labels.",
    )
    label_share: float = _label_option(
        1.0,
        title="Share of the training labels to use",
        help="Less than 1 shows how well the model learns from few labels.",
        above=0,
        maximum=1,
    )
    head: str | None = _head_option(
        None,
        title="Head",
        help="Boosted trees on a table of the road, or a network on the embeddings of trips, place "
        "and picture.",
        choices={"trees": "Boosted trees", "mlp": "Trained network"},
        words=_IN_PRESET,
        left_open=AS_PRESET,
    )
    trips_per_location: int | None = _head_option(
        None,
        title="Trips per road",
        help="Maximum number of trips of a road that a network sees at once. Boosted trees see "
        "statistics of all.",
        minimum=1,
        left_open=AS_PRESET,
    )
    precision: str = same_as(PretrainConfig, "precision")
    device: str = same_as(PretrainConfig, "device")

    def __post_init__(self) -> None:
        super().__post_init__()
        self.check_head(self.head or "mlp")

    def check_head(self, head: str) -> None:
        """Refuse a head through which encoders cannot be trained, if they should be.

        Raises:
            TrajganrError: ``INPUT.FIELD``.
        """
        if head != "mlp" and not self.freeze:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The encoders cannot be trained through the head `{head}`.",
                "Leave the encoders as pretrained, or choose the head `mlp`.",
                head=head,
            )


@dataclass(frozen=True)
class FinetuneDefaults:
    """The values of options of fine-tuning that are None.

    Attributes:
        split, fold: of pretraining, so that the encoders have seen no image of a tested road.
        head, trips_per_location: of the model's preset.
    """

    split: str
    fold: int
    head: str
    trips_per_location: int


def terms_to_learn(
    modalities: str, alignment: str, geometry: str, *, time_task: bool
) -> frozenset[str]:
    """The terms of the pretraining loss that a model can learn.

    ``vg`` image and location, ``zg`` trajectory and location, ``zv`` trajectory and image, and
    ``time``. Without absolute positions, trajectories cannot be told to be at a location.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when nothing is left to learn.
    """
    seen = MODALITIES[modalities]
    pairs = {
        "vg": {"image", "location"},
        "zg": {"trajectory", "location"} if geometry == "absolute" else {"nothing"},
        "zv": {"trajectory", "image"},
    }
    wanted = {name for name, pair in pairs.items() if alignment != "none" and pair <= seen}
    if time_task and "trajectory" in seen:
        wanted.add("time")
    if not wanted:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There is nothing to pretrain with the modalities {modalities!r}, the alignment "
            "{alignment!r}, {geometry} geometry and the task of hidden windows {time}.",
            "Choose an alignment and modalities that can be aligned (sv+loc, traj+loc with "
            "absolute geometry, all), or switch the task of hidden windows on for a model that "
            "sees trajectories. For an untrained model, set 0 epochs.",
            modalities=modalities,
            alignment=alignment,
            geometry=geometry,
            time="on" if time_task else "off",
        )
    return frozenset(wanted)
