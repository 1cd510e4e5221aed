"""A model's card, ``card.json``: configuration, data, training, heads and their figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, ClassVar

from ..errors import Code, TrajganrError
from ..files.atomic_io import write_json
from ..options.choices import MODALITIES, TRANSFORMER_HEADS
from ..options.districts import DistrictData, DistrictGap
from ..options.presets import preset
from ..options.training_config import FinetuneConfig, FinetuneDefaults, PretrainConfig
from ..tasks import TASKS
from ..texts.quantities import rounded
from ..texts.text import Text
from .bundle_manifest import Area, Quantiles, SourceFile
from .group_figures import GroupFigures
from .json_records import OPTIONAL, decode, encode, read_record, reason_of

CARD = "card.json"
#: Name of the model that is shipped with this software, in records and facts of layers.
SHIPPED = "shipped"
#: Its folder.
SHIPPED_FOLDER = Path(__file__).parents[2] / "weights"
ENCODERS, BACKBONE, HEADS = "encoders.safetensors", "backbone.safetensors", "heads"
ROAD_FUNCTION = "road_function.safetensors"

#: Values by name; None where a value is not known.
Figures = Mapping[str, float | None]


@dataclass(frozen=True)
class ModelConfig:
    """Shape of the encoders; docs/method.md gives the source of each value.

    Attributes:
        dimension: width of the transformer and of the shared embedding.
        layers, heads, ffn: of the transformer.
        time_dimension: size of Time2Vec.
        attention: ``encode_once`` or ``joint``.
        query_time: ``synthetic`` or ``masked``.
        alignment: ``none``, ``segment`` or ``fine`` (paper 4.3).
        modalities: a key of :data:`..options.choices.MODALITIES` (paper 4.4).
        space2vec: ``theory`` or ``grid``.
        geometry: ``absolute`` or ``query_centred``.
        motion: whether tokens carry speed and heading.
        roads: whether tokens carry what a road map tells there.
        location_min_scale: λ_min of the street-view location encoder.
        backbone: the timm model behind the image features.
        image_features: size of those features, 0 for a model without images.
    """

    dimension: int = 256
    layers: int = 4
    heads: int = TRANSFORMER_HEADS
    ffn: int = 1024
    time_dimension: int = 64
    attention: str = "encode_once"
    query_time: str = "synthetic"
    alignment: str = "fine"
    modalities: str = "all"
    space2vec: str = "theory"
    geometry: str = "absolute"
    motion: bool = False
    roads: bool = False
    location_min_scale: float = 1e-3
    backbone: str = ""
    image_features: int = 0

    def sees(self, modality: str) -> bool:
        """Whether ``trajectory``, ``image`` or ``location`` is among the modalities."""
        return modality in MODALITIES[self.modalities]


@dataclass(frozen=True)
class BundleReference:
    """The bundle that a model learned from.

    Attributes:
        id, name: of its manifest.
        path: its folder on the machine that trained the model.
    """

    id: str
    name: str
    path: str

    @property
    def folder_name(self) -> str:
        """The name of its folder, its id on a worker; the path may be of another system."""
        cls = PurePosixPath if "/" in self.path else PureWindowsPath
        return cls(self.path).name

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.name or self.folder_name

    def folder(self, model: Path) -> Path:
        """Its folder: where the card says or, after a worker's home was moved, in the same home.

        For commands of a person on their own machine. Anybody may have written the card: on a
        worker, only :attr:`folder_name` counts, and whether its user may use that bundle.

        Args:
            model: the model's folder; in a home, ``models`` and ``bundles`` are beside each other.
        """
        recorded = Path(self.path)
        moved = model.absolute().parent.parent / "bundles" / self.folder_name
        # Even looking at a path of another machine would tell that machine who looks.
        if self.path.startswith(("//", "\\\\")) or not recorded.is_absolute():
            return moved
        return moved if moved.is_dir() and not recorded.is_dir() else recorded


@dataclass(frozen=True)
class PretrainedArea:
    """A study area that a model was pretrained in, with the bundle."""

    bundle: BundleReference
    area: Area


@dataclass(frozen=True)
class SplitChoice:
    """How roads are held out; with the network of a bundle it gives the split.

    Attributes:
        kind: of :data:`..options.choices.SPLITS`; of comparisons also
            :data:`..options.choices.LOCATION_SPLIT`.
        fold: which fifth of the roads is tested.
        seed: of the shuffle.
    """

    kind: str
    fold: int
    seed: int


@dataclass(frozen=True)
class LearnedFrom:
    """What the encoders have learned from: a bundle without the test roads of a split.

    Attributes:
        bundle: id of its manifest.
        area: its study area.
        kind, fold, seed: of the split.
    """

    bundle: str
    area: Area
    kind: str
    fold: int
    seed: int


@dataclass(frozen=True, kw_only=True)
class SpreadCard:
    """Predicted size of a head's errors, relative to a usual road.

    It is ``((1 + n) / usual_trips) ** trips * (v / usual_value) ** value`` for a road with n input
    trips and the prediction v.

    Attributes:
        usual_trips, usual_value: of a usual road.
        least_value: smaller predictions count as this one.
        trips, value: exponents; 0 where errors do not depend on them.
    """

    usual_trips: float
    usual_value: float
    least_value: float
    trips: float
    value: float


@dataclass(frozen=True, kw_only=True)
class Intervals:
    """Calibration of a head's intervals, by groups of roads with a similar number of trips.

    Attributes:
        level: share of the labels that an interval should contain.
        spread: the predicted size of errors, by which scores are divided.
        trips_from: ``(n,)`` least number of input trips of each group.
        quantiles: ``(n,)`` bound of the divided score in each group.
        calibrated_on: number of calibration roads of each group, or of all.
        note: why there are no intervals; None if there are.
    """

    level: float
    spread: SpreadCard
    trips_from: tuple[int, ...]
    quantiles: tuple[float, ...]
    calibrated_on: tuple[int, ...]
    note: Text | None


@dataclass(frozen=True, kw_only=True)
class HeadCard:
    """A task's head.

    Attributes:
        kind: ``trees`` or ``mlp``.
        epoch: that was kept, for ``mlp``.
        trees: number of boosted trees, for ``trees``.
        share: of the network beside the trees in the mean of both.
        pictures: number of features of the pictures around that this network sees.
        shrinkage: number of input passes at which the mean of a road's own passes, or of input
            trips at which the class of their number, has half of the weight in the prediction;
            None for none.
        target: parameters of the target; they depend on its ``kind``.
        locations: number of roads in each part of the split.
        split: how roads were held out.
        held_out_in_pretraining: whether the encoders have seen no picture or label of a tested
            road; None if that is not known.
        label_share: share of the training labels that was used.
        freeze: whether the encoders stayed as pretrained.
        trips_per_location: trips of a location whose embeddings the head sees.
        intervals: their calibration.
        validation: figures on validation roads, to choose between models.
        metrics: figures on test roads; those of the trivial prediction begin with ``baseline_``,
            those of the mean of the road's own trips with ``passes_``; how both compare on roads
            with and without trips with ``trips_`` and ``no_trips_``.
        groups: errors and intervals on test roads, by group of roads.
        district_gap: the largest difference between districts on test roads; None if there are too
            few to compare districts.
        few: why the bundle had few labels for the task; empty if they were enough.
        label_source: where the bundle's labels come from, such as which mean of speeds; None if
            that was not recorded.
        sha256: of the file of its weights.
    """

    kind: str
    epoch: int | None = field(default=None, metadata=OPTIONAL)
    trees: int | None = field(default=None, metadata=OPTIONAL)
    share: float | None = field(default=None, metadata=OPTIONAL)
    pictures: int | None = field(default=None, metadata=OPTIONAL)
    shrinkage: float | None = field(default=None, metadata=OPTIONAL)
    target: Mapping[str, Any]
    locations: Mapping[str, int]
    split: SplitChoice
    held_out_in_pretraining: bool | None
    label_share: float
    freeze: bool
    trips_per_location: int
    intervals: Intervals
    validation: Figures
    metrics: Figures
    groups: tuple[GroupFigures, ...]
    district_gap: DistrictGap | None = field(default=None, metadata=OPTIONAL)
    label_source: Text | None = field(default=None, metadata=OPTIONAL)
    few: tuple[Text, ...] = ()
    sha256: str


@dataclass(frozen=True, kw_only=True)
class DataCard:
    """The data of a bundle, as far as a model's card describes it.

    Attributes:
        sources: the input files, with their licences.
        time_zone: IANA name of the zone of local times.
        period: first and last fix, Unix seconds.
        trips, drivers, label_drivers: numbers of all trips and drivers, and of the drivers whose
            trips make labels and are not seen by the model.
        interval_s: between consecutive fixes.
        recovered_share: of the passes, those between distant fixes; None if there are none.
        images: number of pictures.
        fixes_by_hour: ``(168,)`` fixes of input trips in each hour of the local week, Monday first.
        districts: roads, and those with inputs, of each district that has roads.
        notes: why there are no labels, by task.
    """

    sources: tuple[SourceFile, ...]
    time_zone: str
    period: tuple[float | None, float | None]
    trips: int
    drivers: int
    label_drivers: int
    interval_s: Quantiles
    recovered_share: float | None = field(default=None, metadata=OPTIONAL)
    images: int
    fixes_by_hour: tuple[int, ...]
    districts: tuple[DistrictData, ...]
    notes: Mapping[str, Text]


@dataclass(frozen=True, kw_only=True)
class PretrainingCard:
    """How the encoders were pretrained.

    Attributes:
        areas: the study areas.
        config: the options.
        terms: terms of the loss.
        temperature: τ after training.
        history: figures of each epoch; with a budget of time, of each evaluation.
        epoch: the epoch that was kept; with a budget, passes over the trips until then.
        stopped_early: whether training ended early for lack of improvement.
        figures: of the epoch that was kept; numbers of trips and pictures; steps that were done and
            planned, and their seconds; and by what share the held-out loss fell at the end.
    """

    areas: tuple[PretrainedArea, ...]
    config: PretrainConfig
    terms: tuple[str, ...]
    temperature: float
    history: tuple[Figures, ...]
    epoch: float
    stopped_early: bool
    figures: Figures


@dataclass(frozen=True, kw_only=True)
class FinetuningCard:
    """The latest fine-tuning.

    Attributes:
        config: the options.
        history: figures of each epoch.
        remarks: sentences for people.
    """

    config: FinetuneConfig
    history: tuple[Figures, ...]
    remarks: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class RoadFunctionCard:
    """The road function: how fast roads are driven at times of the week.

    Attributes:
        features, hidden, components: its shape.
        bundle: id of the bundle whose input trips it learned from.
        passes, drivers: numbers of those.
        held_out: how many of the drivers were held out and calibrate the intervals, 0 if they are
            too few; None if that was not recorded.
        losses: of the drivers that were held out, after each round; the best round was kept.
        intervals: calibration of the intervals of mean speeds of roads.
        figures: errors of roads' mean speeds on the held-out drivers, km/h, beside those of the
            mean of the other drivers, as :func:`~...evaluation.own_trips.trip_figures`. Of the
            shipped function: whether losses tell trips of its training from others.
        path_step: levels and intervals of the durations of whole trips.
    """

    features: int
    hidden: int
    components: int
    bundle: str
    passes: int
    drivers: int
    held_out: int | None = field(default=None, metadata=OPTIONAL)
    losses: tuple[float, ...]
    intervals: Mapping[str, Any]
    figures: Figures | None = field(default=None, metadata=OPTIONAL)
    path_step: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ShippedCard:
    """What a model has of the shipped one: the road function that it began with, or all.

    Attributes:
        encoders: whether the encoders are the shipped ones, too.
        sources: the input files that the shipped model learned from, with their licences.
        drivers: of the bundle, to whose passes the road function was adapted; 0 if they are too few
            for that.
        held_out: on how many further drivers intervals are calibrated; 0 if the intervals are those
            of the shipped model, of other cities.
        seconds: that it took.
    """

    encoders: bool
    sources: tuple[SourceFile, ...]
    drivers: int = 0
    held_out: int = 0
    seconds: float = 0.0

    @property
    def remark(self) -> Text:
        """What was used, a sentence."""
        if not self.drivers:
            return Text(
                "The shipped model is used as it is, because this area has trips of too few "
                "drivers to adapt it; its intervals are calibrated in other cities."
            )
        return Text(
            "The shipped model was adapted to about {drivers:,} drivers of this area in "
            "{seconds:.0f} s; intervals are calibrated on about {held_out:,} further drivers."
            if self.held_out
            else "The shipped model was adapted to about {drivers:,} drivers of this area in "
            "{seconds:.0f} s; intervals are calibrated in other cities, because further drivers "
            "are too few.",
            drivers=rounded(self.drivers),
            held_out=rounded(self.held_out),
            seconds=self.seconds,
        )


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """The content of ``card.json``.

    Attributes:
        name: given by a person, or empty.
        created_at: ISO 8601, UTC.
        area: the study area of ``bundle``.
        bundle: the latest bundle that the model learned from.
        data: of that bundle.
        seed, device: of the latest training.
        versions: of this software and of the packages that results depend on.
        files: SHA-256 of each file of the encoders, the backbone and the road function.
        heads: by task.
        learned_from: what the encoders have learned from; empty for an untrained model.
        pretraining: how the encoders were pretrained.
        model: shape of the encoders.
        finetuning: the latest fine-tuning; None for a pretrained model.
        road_function: None for a model that predicts no times of the week.
        shipped: what it has of the shipped model; None for a model that was trained from scratch.
    """

    SCHEMA: ClassVar[int] = 11

    name: str
    created_at: str
    area: Area
    bundle: BundleReference
    data: DataCard
    seed: int
    device: str
    versions: Mapping[str, str]
    files: Mapping[str, str]
    heads: Mapping[str, HeadCard]
    learned_from: tuple[LearnedFrom, ...]
    pretraining: PretrainingCard
    model: ModelConfig
    finetuning: FinetuningCard | None = field(default=None, metadata=OPTIONAL)
    road_function: RoadFunctionCard | None = field(default=None, metadata=OPTIONAL)
    shipped: ShippedCard | None = field(default=None, metadata=OPTIONAL)

    @property
    def is_city_model(self) -> bool:
        """Whether it is the shipped model, adapted to a city, without heads of its own."""
        return self.shipped is not None and self.shipped.encoders and self.finetuning is None

    @property
    def known_areas(self) -> list[Area]:
        """The study areas in which the model can be applied, its own first.

        A model without heads can be applied wherever it was pretrained; heads only where they
        were fine-tuned.
        """
        others = [] if self.heads else [one.area for one in self.pretraining.areas]
        return [self.area, *(area for area in others if area != self.area)]

    @property
    def finetune_defaults(self) -> FinetuneDefaults:
        """Options of fine-tuning that follow from the pretraining."""
        config = self.pretraining.config
        of = preset(config.preset)
        return FinetuneDefaults(config.split, config.fold, of.head, of.trips_per_location)

    @classmethod
    def load(cls, folder: Path) -> ModelCard:
        """Read the card of the model in a folder.

        Raises:
            TrajganrError: ``MODEL.MISSING`` if there is none or it cannot be read;
                ``MODEL.INCOMPATIBLE`` if it has another schema or does not describe a model.
        """
        try:
            data = read_record(folder / CARD)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise TrajganrError(
                Code.MODEL_MISSING,
                "There is no model in {folder}: it has no {card}.",
                "Give the folder that `pretrain` or `finetune` wrote.",
                folder=str(folder),
                card=CARD,
            ) from error
        except (OSError, ValueError) as error:
            raise TrajganrError(
                Code.MODEL_MISSING,
                "The model in {folder} cannot be used: its {card} cannot be read ({reason}).",
                "Copy the folder again, or train the model again.",
                folder=str(folder),
                card=CARD,
                reason=reason_of(error),
            ) from error
        return cls.from_dict(data, str(folder))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], model: str) -> ModelCard:
        """Build a card from the JSON object of :meth:`to_dict`.

        Args:
            data: the object.
            model: its folder or id, for messages.

        Raises:
            TrajganrError: ``MODEL.INCOMPATIBLE``.
        """
        if data.get("schema") != cls.SCHEMA:
            raise TrajganrError(
                Code.MODEL_INCOMPATIBLE,
                "The model {model} has schema {found}; this release reads {expected}.",
                "Use the release that wrote the model, or train it again.",
                model=model,
                found=str(data.get("schema"))[:20],
                expected=cls.SCHEMA,
            )
        try:
            card = decode(cls, data)
        except ValueError as error:
            raise damaged_card(model, str(error)) from error
        files = {ENCODERS, BACKBONE, ROAD_FUNCTION}
        unknown = sorted({*card.files} - files) + sorted({*card.heads} - {*TASKS})
        if unknown:
            names = ", ".join(map(repr, unknown))
            raise damaged_card(model, f"it names unknown files or tasks, {names}")
        return card

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that :meth:`save` writes."""
        return {"schema": self.SCHEMA, **encode(self)}

    def save(self, folder: Path) -> None:
        """Write ``card.json`` in the folder of a model."""
        write_json(folder / CARD, self.to_dict())


def damaged_card(model: str, reason: str) -> TrajganrError:
    """The error for a malformed card.

    Args:
        model: its folder or id.
        reason: a clause.
    """
    return TrajganrError(
        Code.MODEL_INCOMPATIBLE,
        "The card of the model {folder} is malformed: {reason}.",
        "Copy the model's folder again, or train it again.",
        folder=model,
        reason=reason[:200],
    )


def no_model_and_bundle() -> TrajganrError:
    """The error where neither a model is named nor a bundle, for which the shipped one is used."""
    return TrajganrError(
        Code.INPUT_FIELD,
        "Neither a model nor a bundle is named.",
        "Name a bundle to use the shipped model, or a model.",
    )
