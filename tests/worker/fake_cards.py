"""What made-up bundles and models say of themselves: as much as a person is shown of real ones."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TypeVar

from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.options.districts import DistrictData, DistrictGap
from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.contract.records.bundle_manifest import (
    Area,
    BinCounts,
    BundleCounts,
    BundleFigures,
    BundleManifest,
    Quantiles,
    SourceFile,
)
from trajganr_core.contract.records.group_figures import GroupFigures
from trajganr_core.contract.records.model_card import (
    BundleReference,
    DataCard,
    FinetuningCard,
    HeadCard,
    Intervals,
    ModelCard,
    ModelConfig,
    PretrainedArea,
    PretrainingCard,
    RoadFunctionCard,
    SplitChoice,
    SpreadCard,
)
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.text import Text
from trajganr_core.contract.version import __version__

MADE_AT = "2026-11-25T15:00:55+00:00"
AREA = Area((-8.63, 41.14, -8.6, 41.16), "EPSG:4326")
ROAD_FUNCTION = RoadFunctionCard(
    features=4,
    hidden=8,
    components=3,
    bundle="0" * 64,
    passes=7,
    drivers=3,
    losses=(0.5,),
    intervals={},
    path_step={},
)


def group_of(by: str, group: str, tested: int, error: float, coverage: float) -> GroupFigures:
    """A group with half as many calibration roads as tested ones."""
    return GroupFigures(
        by=by,
        group=group,
        calibrated_on=tested // 2,
        tested=tested,
        error=error,
        trivial_error=2 * error,
        coverage=coverage,
        size=2.5,
    )


GROUPS = (
    group_of("highway", "residential", 80, 3.0, 0.9),
    group_of("trips", "1–4", 40, 4.0, 0.85),
    group_of("basis", "trips", 4, 5.0, 0.5),
    group_of("district", "north-west + north", 50, 4.0, 0.84),
    group_of("district", "centre", 60, 2.5, 0.92),
)
GAP = DistrictGap(worst="north-west + north", best="centre", difference=1.5, low=0.4, high=2.6)
DATA = DataCard(
    sources=(
        SourceFile(
            role="roads",
            name="roads.gpkg",
            sha256="0" * 64,
            bytes=2_500_000,
            description="A road layer.",
            licence="ODbL 1.0",
            attribution="© OpenStreetMap contributors",
        ),
    ),
    time_zone="Europe/Lisbon",
    period=(1372636853.0, 1372782438.0),
    trips=7,
    drivers=3,
    label_drivers=1,
    interval_s=Quantiles(p5=15.0, median=15.0, p95=15.0),
    images=0,
    fixes_by_hour=tuple([0] * 3 + [5] * 45 + [0] * 120),
    districts=(
        DistrictData(district="north", roads=200, with_trips=50, with_images=0),
        DistrictData(district="centre", roads=100, with_trips=100, with_images=0),
    ),
    notes={"braking": Text("Hard braking needs measured speed.")},
)
NOTHING = Quantiles(p5=None, median=None, p95=None)

Config = TypeVar("Config")


def manifest_of(
    *,
    name: str = "",
    id: str = "0" * 64,
    area: Area = AREA,
    tasks: dict[str, int] | None = None,
    notes: dict[str, Text] | None = None,
    edges: int = 4,
    trips: int = 7,
) -> BundleManifest:
    """Of a bundle of four roads, without pictures."""
    return BundleManifest(
        id=id,
        name=name,
        created_at=MADE_AT,
        area=area,
        driving_side="right",
        time_zone="Europe/Lisbon",
        counts=BundleCounts(
            edges=edges,
            trips=trips,
            pieces=trips,
            label_pieces=2,
            drivers=3,
            label_drivers=1,
            fixes=70,
            images=0,
        ),
        tasks=dict.fromkeys(TASKS, 4) if tasks is None else tasks,
        notes=notes or {},
        own_labels=(),
        label_sources={},
        figures=BundleFigures(
            period=(None, None),
            km=1.0,
            edges_with_trips=3,
            edges_with_images=0,
            images_with_trips=0,
            road_km=3.4,
            interval_s=NOTHING,
            distance_m=NOTHING,
            histograms={"interval_s": BinCounts(bounds=(0.0, 1.0), counts=(7,))},
        ),
        dropped={},
        remarks={},
        sources=DATA.sources,
        options={},
        versions={"trajganr": __version__},
    )


def prepared_manifest(params: PrepareParams) -> BundleManifest:
    """Of a bundle that a job has prepared."""
    return manifest_of(name=params.name, area=Area(params.bbox or AREA.bbox, "EPSG:4326"))


def pretrained_card(params: PretrainParams) -> ModelCard:
    """Of a model that a job has pretrained."""
    areas = tuple(map(_area, (params.bundle, *params.further_bundles)))
    return card_of(
        name=params.name,
        seed=params.seed,
        areas=areas,
        pretraining=PretrainingCard(
            areas=areas,
            config=_config(PretrainConfig, params),
            terms=("trajectory_location",),
            temperature=0.07,
            history=(),
            epoch=params.epochs or 0,
            stopped_early=False,
            figures={"trips": 7, "images": 0, "held_out_trips": 2},
        ),
        model=ModelConfig(
            dimension=params.dimension,
            layers=params.layers,
            attention=params.attention,
            query_time=params.query_time,
            alignment=params.alignment,
            modalities=params.modalities,
            space2vec=params.space2vec,
            geometry=params.of_preset.geometry,
            motion=params.of_preset.motion,
            location_min_scale=params.of_preset.location_min_scale,
        ),
        road_function=ROAD_FUNCTION if params.of_preset.road_function else None,
    )


def finetuned_card(params: FinetuneParams, source: ModelCard) -> ModelCard:
    """Of a model that a job has fine-tuned for tasks; its figures grow with its seed."""
    split = SplitChoice(params.split or source.pretraining.config.split, 0, 0)
    figure = 0.5 + params.seed / 100
    return card_of(
        name=params.name,
        seed=params.seed,
        areas=(_area(params.bundle),),
        pretraining=source.pretraining,
        model=source.model,
        heads={task: head_of(task, figure, split, params.head) for task in params.tasks},
        finetuning=FinetuningCard(config=_config(FinetuneConfig, params), history=(), remarks=()),
        road_function=source.road_function,
    )


def card_of(
    *,
    name: str = "",
    seed: int = 0,
    areas: tuple[PretrainedArea, ...] = (
        PretrainedArea(BundleReference("0" * 64, "Porto", "/home/bundles/porto"), AREA),
    ),
    pretraining: PretrainingCard | None = None,
    model: ModelConfig = ModelConfig(),  # noqa: B008
    heads: dict[str, HeadCard] | None = None,
    finetuning: FinetuningCard | None = None,
    road_function: RoadFunctionCard | None = None,
) -> ModelCard:
    """Of any model; the first area is its own."""
    own = areas[0]
    return ModelCard(
        name=name,
        created_at=MADE_AT,
        area=own.area,
        bundle=own.bundle,
        data=DATA,
        seed=seed,
        device="cpu",
        versions={"trajganr": __version__},
        files={},
        heads=heads or {},
        learned_from=(),
        pretraining=pretraining
        or PretrainingCard(
            areas=areas,
            config=PretrainConfig(),
            terms=(),
            temperature=0.07,
            history=(),
            epoch=1,
            stopped_early=False,
            figures={},
        ),
        model=model,
        finetuning=finetuning,
        road_function=road_function,
    )


def put_model(home: Path, name: str, bundle: str = "porto") -> Path:
    """Put a model that no job made into a worker's home, with the bundle behind it."""
    for folder in (home / "models" / name, home / "bundles" / bundle):
        folder.mkdir(parents=True, exist_ok=True)
    own = PretrainedArea(BundleReference("0" * 64, "", f"/elsewhere/{bundle}"), AREA)
    card_of(name=name, areas=(own,)).save(home / "models" / name)
    manifest_of(name=bundle).save(home / "bundles" / bundle)
    return home / "models" / name


def head_of(
    task: str,
    figure: float = 0.5,
    split: SplitChoice = SplitChoice("segment", 0, 0),  # noqa: B008
    kind: str | None = None,
) -> HeadCard:
    """Of a task, with the same value for all figures."""
    kind = kind or "trees"
    parts = {"trees": {"trees": 40}, "mlp": {"epoch": 12}}
    return HeadCard(
        kind=kind,
        **parts[kind],
        target={"kind": "regression"},
        locations={"train": 2, "validation": 1, "calibration": 1, "test": 4},
        split=split,
        held_out_in_pretraining=True,
        label_share=1.0,
        freeze=True,
        trips_per_location=16,
        intervals=Intervals(
            level=0.9,
            spread=SpreadCard(
                usual_trips=4.0,
                usual_value=30.0,
                least_value=1.0,
                trips=-0.5,
                value=0.5,
            ),
            trips_from=(0,),
            quantiles=(1.0,),
            calibrated_on=(1,),
            note=None,
        ),
        validation={},
        metrics=dict.fromkeys([*TASKS[task].metrics, "coverage"], figure),
        groups=GROUPS,
        district_gap=GAP,
        sha256="0" * 64,
    )


def _area(bundle: str) -> PretrainedArea:
    """A study area that a model was pretrained in; ``bundle`` is the folder."""
    manifest = BundleManifest.load(Path(bundle))
    return PretrainedArea(BundleReference(manifest.id, manifest.name, bundle), manifest.area)


def _config(cls: type[Config], params: JobParams) -> Config:
    """The options of a training among a job's parameters."""
    names = (field.name for field in dataclasses.fields(cls))  # type: ignore[arg-type]
    return cls(**{name: getattr(params, name) for name in names})
