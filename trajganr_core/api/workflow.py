"""The public functions ``prepare``, ``observe``, ``predict``, ``pretrain`` and ``finetune``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd

from ..contract.kinds.observe import ObserveParams
from ..contract.kinds.prepare import PrepareParams
from ..contract.options.data_config import PrepareConfig
from ..contract.options.training_config import FinetuneConfig, PretrainConfig
from ..contract.records.model_card import SHIPPED_FOLDER
from ..data.bundle import Bundle
from ..data.object_store import local_path
from ..data.preparation.prepare import prepare_bundle
from ..jobs.observe import observed_layer
from ..traffic.published_layers import Asked
from ..training.finetuning import finetune as finetuning
from ..training.pretraining import pretrain as pretraining
from ..training.road_function.city_model import model_of_city
from ..utils.paths import StrPath
from ..utils.progress import Progress
from ..utils.progress_bar import shown
from .models import Model, TunedModel
from .options import Area, configured, local_paths, study_area, takes_options_of


@takes_options_of(PrepareConfig)
def prepare(
    trips: StrPath | Sequence[StrPath],
    *,
    roads: StrPath | None = None,
    area: Area | None = None,
    out: StrPath,
    images: StrPath | None = None,
    pois: StrPath | None = None,
    poi_categories: StrPath | None = None,
    labels: StrPath | None = None,
    id_salt: str = "",
    config: PrepareConfig | None = None,
    progress: bool | Progress = True,
    **options: Any,
) -> Bundle:
    """Prepare a study area: read, clean, match and label, and write a bundle.

    docs/data.md describes the formats. Addresses such as ``s3://…`` are fetched into the cache.

    Args:
        trips: a file or folder of GPS trips, or several.
        roads: a line layer or an OpenStreetMap extract, any CRS; without it, the roads of the area
            are downloaded from OpenStreetMap.
        area: the study area: (west, south, east, north) in degrees, EPSG:4326, or the same as a
            :class:`~..utils.study_area.StudyArea`; or the bounding box of a GeoDataFrame or layer;
            that of the trips, as far as there are roads, if absent.
        out: the bundle's folder, written completely or not at all; a bundle there is replaced.
        images: street views, if any: an index CSV, or a folder or ZIP of pictures.
        pois: places, if any: a point layer, a CSV or an OpenStreetMap extract; without them there
            are no labels for the task ``aoi``.
        poi_categories: a table from tags to categories instead of the built-in one.
        labels: a line layer with labels of your own, if any; the option ``label_fields`` names its
            fields.
        id_salt: a secret text with which ids of trips and drivers are hashed; they are kept if it
            is empty.
        config: all options as one object.
        progress: whether a bar is shown; or a function of the stage and the fraction done.
        **options: those below; they override ``config``.

    Raises:
        TrajganrError: an ``INPUT`` code, for files that cannot be read or match nothing, and for
            unknown options and refused values.

    Example:
        >>> import trajganr_core as tg
        >>> city = "resources/demo/city"
        >>> bundle = tg.prepare(
        ...     f"{city}/trips.csv",
        ...     roads=f"{city}/roads.gpkg",
        ...     area=(2.57764, 54.78868, 2.62275, 54.81122),
        ...     out="doggerhaven",
        ...     name="Doggerhaven",
        ...     progress=False,
        ... )
        >>> bundle
        <Bundle 'Doggerhaven': 268 directed segments, 565 trips, 0 images>
    """
    params = PrepareParams(
        **vars(configured(PrepareConfig, config, options)),
        trips=tuple(map(str, local_paths(trips))),
        roads=_optional(roads),
        bbox=None if area is None else study_area(area).bbox,
        images=_optional(images),
        pois=_optional(pois),
        poi_categories=_optional(poi_categories),
        labels=_optional(labels),
        id_salt=id_salt,
    )
    with shown(progress) as report:
        prepare_bundle(params, Path(out), progress=report)
        return Bundle.load(out)


def observe(
    bundle: Bundle | StrPath,
    *,
    at: str | Sequence[str] = (),
    side: str = "all",
    min_drivers: int = ObserveParams.min_drivers,
    progress: bool | Progress = True,
) -> gpd.GeoDataFrame:
    """Speeds, percentiles and reliability of the trips of a bundle, without a model.

    Args:
        bundle: the prepared study area.
        at: times of the week, such as ``"Mon-Fri 07:00-09:00"`` or ``"weekend"``, in the local time
            of the study area; the whole week if empty.
        side: ``all`` trips; only ``input``, which models see; or only ``label``, of which labels
            are made.
        min_drivers: nothing about fewer is published: such rows are left out, and percentiles are
            missing where fewer drivers are at or beyond them.
        progress: whether a bar is shown; or a function of the stage and the fraction done.

    Returns:
        One row per directed segment and time with enough drivers, EPSG:4326: ``edge`` as in
        predictions, ``time_set``, ``passes``, ``vehicles``, ``speed_kmh`` (space mean) with its
        90 % interval; docs/columns.md lists all columns.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a wrong time or option; ``INPUT.EMPTY`` when nothing is
            left; those of :meth:`trajganr_core.Bundle.load`.

    Example:
        >>> import trajganr_core as tg
        >>> observed = tg.observe("bundle", at="weekday morning peak", progress=False)
        >>> bool((observed["vehicles"] >= 5).all())
        True
    """
    prepared = _bundle(bundle)
    chosen = ObserveParams(
        bundle=str(prepared.path),
        time_sets=(at,) if isinstance(at, str) else tuple(at),
        side=side,
        min_drivers=min_drivers,
    )
    with shown(progress) as report:
        observed, _ = observed_layer(Asked.of(chosen, prepared), progress=report)
    return observed


def predict(
    bundle: Bundle | StrPath,
    roads: StrPath | None = None,
    *,
    at: str | Sequence[str] = (),
    each_hour: bool = False,
    progress: bool | Progress = True,
) -> gpd.GeoDataFrame:
    """Predict speeds, passes and slow-down of all directed segments with the shipped model.

    No training is needed: the shipped model is adapted to the trips of the bundle, which takes half
    a minute the first time. :meth:`trajganr_core.Model.predict` is for models of your own.

    Args:
        bundle: the prepared study area.
        roads, at, each_hour: as for :meth:`trajganr_core.Model.predict`.
        progress: whether a bar is shown; or a function of the stage and the fraction done.

    Returns:
        As :meth:`trajganr_core.Model.predict`.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for a wrong time; those of
            :meth:`trajganr_core.Bundle.load` and of reading the layer.

    Example:
        >>> import trajganr_core as tg
        >>> roads = tg.predict("bundle", at="weekday morning peak", progress=False)
        >>> bool((roads["speed_kmh_weekday_morning_peak"] > 0).all())
        True
    """
    model = Model.shipped(_bundle(bundle), progress=progress)
    return model.predict(roads, at=at, each_hour=each_hour, progress=progress)


@takes_options_of(PretrainConfig)
def pretrain(
    bundle: Bundle | StrPath | Sequence[Bundle | StrPath],
    *,
    out: StrPath,
    config: PretrainConfig | None = None,
    progress: bool | Progress = True,
    **options: Any,
) -> Model:
    """Pretrain the encoders on the trips and images of a bundle, without labels.

    An interrupted training continues when the same call is repeated.

    Args:
        bundle: the prepared study area, or several.
        out: the model's folder, written completely or not at all; a model there is replaced.
        config: all options as one object.
        progress: whether a bar is shown; or a function of the stage and the fraction done.
        **options: those below; they override ``config``.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for options that do not exist, are refused or exclude each
            other; ``INPUT.EMPTY`` for a bundle without trips to learn from; ``ENV.DRIVER`` without
            the device; ``MODEL.MISSING`` without the weights of the image backbone.

    Example:
        One epoch of a small model:

        >>> import trajganr_core as tg
        >>> bundle = tg.Bundle.load("bundle")
        >>> small = {"epochs": 1, "dimension": 16, "layers": 1}
        >>> model = tg.pretrain(bundle, preset="paper", out="small", progress=False, **small)
        >>> model
        <Model 'small': preset paper, dimension 16>
    """
    chosen = configured(PretrainConfig, config, options)
    bundles = _bundles(bundle)
    with shown(progress) as report:
        card = pretraining.pretrain(bundles, chosen, Path(out), report, roads_from=SHIPPED_FOLDER)
    return Model(Path(out), card, bundles[0], chosen.device)


@takes_options_of(FinetuneConfig)
def finetune(
    model: Model | StrPath | None,
    bundle: Bundle | StrPath,
    *,
    out: StrPath,
    config: FinetuneConfig | None = None,
    progress: bool | Progress = True,
    **options: Any,
) -> TunedModel:
    """Fit a head for each task on the labels of a bundle, and measure it on held-out roads.

    Args:
        model: a pretrained model, also of another study area; the shipped one if None.
        bundle: the prepared study area with the labels.
        out: the new model's folder, written completely or not at all.
        config: all options as one object.
        progress: whether a bar is shown; or a function of the stage and the fraction done.
        **options: those below; they override ``config``.

    Raises:
        TrajganrError: ``INPUT.FIELD`` for options that do not exist, are refused or exclude each
            other, and for a task without labels in the bundle; ``INPUT.EMPTY`` for too few or none;
            those of :meth:`trajganr_core.Model.load`.

    Example:
        >>> import trajganr_core as tg
        >>> bundle, model = tg.Bundle.load("bundle"), tg.Model.load("model")
        >>> tuned = tg.finetune(
        ...     model, bundle, tasks=["popularity"], epochs=1, out="popular", progress=False
        ... )
        >>> tuned
        <TunedModel 'popular': preset paper, dimension 16, tasks popularity>
    """
    tasks = options.get("tasks", () if config is None else config.tasks)
    options["tasks"] = (tasks,) if isinstance(tasks, str) else tuple(tasks)
    chosen = configured(FinetuneConfig, config, options)
    labelled = _bundle(bundle)
    with shown(progress) as report:
        shipped = model_of_city(labelled, progress=report)
        source = model.path if isinstance(model, Model) else Path(model or shipped)
        card = finetuning.finetune(source, labelled, chosen, Path(out), report, beside=shipped)
    return TunedModel(Path(out), card, labelled, chosen.device)


def _bundles(bundle: Bundle | StrPath | Sequence[Bundle | StrPath]) -> list[Bundle]:
    if isinstance(bundle, Bundle | str | os.PathLike):
        return [_bundle(bundle)]
    return [_bundle(one) for one in bundle]


def _bundle(bundle: Bundle | StrPath) -> Bundle:
    return bundle if isinstance(bundle, Bundle) else Bundle.load(local_path(bundle))


def _optional(source: StrPath | None) -> str | None:
    return None if source is None else str(local_path(source))
