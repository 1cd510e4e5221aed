"""Models as objects: a folder on disk, its card, its encoders and its predictions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import geopandas as gpd
import numpy as np
from numpy.typing import ArrayLike

from ..contract.errors import Code, TrajganrError
from ..contract.layers.road_times import PredictedTimes
from ..contract.options.time_sets import parse_time_sets
from ..contract.records.model_card import CARD, ModelCard
from ..contract.texts.html import element, facts_table
from ..contract.texts.model_facts import model_facts
from ..contract.texts.verdicts import verdict_text
from ..data.bundle import Bundle, title_of
from ..data.object_store import local_path
from ..inference.embed import point_embeddings
from ..inference.loaded_model import LoadedModel, own_bundle
from ..inference.predict import predicted_layer, times_or_week
from ..inference.predictors import chosen_heads
from ..model.model_folder import area_of, load_encoders, read_card
from ..model.trajganr import TrajGANR
from ..training.road_function.city_model import model_of_city
from ..utils.arrays import Float32Array
from ..utils.device import resolve_device
from ..utils.paths import StrPath, copy_folder
from ..utils.progress import Progress
from ..utils.progress_bar import shown
from ..utils.study_area import StudyArea


class Model:
    """A pretrained model: the encoders of trajectories, street views and locations.

    :func:`~.workflow.pretrain` makes one and :meth:`load` reads one. The encoders and the bundle
    are read from disk when they are first used.

    Args:
        path: its folder.
        card: the content of ``card.json``: configuration, study area, figures, versions.
        bundle: the trips and images that it uses; read from the path in the card if absent.
        device: ``auto``, ``cpu`` or ``cuda``.

    Example:
        >>> import trajganr_core as tg
        >>> model = tg.Model.load("model")
        >>> model
        <Model 'model': preset paper, dimension 16>
        >>> model.embed([(2.6, 54.8)], progress=False).shape
        (1, 48)
    """

    def __init__(self, path: Path, card: ModelCard, bundle: Bundle | None, device: str) -> None:
        self.path = path
        self.card = card
        self.device = device
        self._bundle = bundle

    @classmethod
    def load(cls, path: StrPath, bundle: Bundle | None = None, device: str = "auto") -> Self:
        """Read a model from its folder.

        Args:
            path: the folder.
            bundle: the trips and images to use; the bundle that the model learned from if absent.
            device: ``auto``, ``cpu`` or ``cuda``.

        Raises:
            TrajganrError: ``MODEL.MISSING``; ``MODEL.INCOMPATIBLE`` for a model of another release,
                or a bundle of another study area.
        """
        folder = Path(path)
        card = read_card(folder)
        if bundle is not None:
            area_of(card, bundle)
        return cls(folder, card, bundle, device)

    @classmethod
    def shipped(
        cls, bundle: Bundle, *, device: str = "auto", progress: bool | Progress = True
    ) -> Self:
        """The shipped model, adapted to the trips of a bundle: half a minute the first time.

        Args:
            bundle: the trips and images to use.
            device: ``auto``, ``cpu`` or ``cuda``.
            progress: whether a bar is shown; or a function of the stage and the fraction done.

        Raises:
            TrajganrError: as :meth:`load`.

        Example:
            >>> import trajganr_core as tg
            >>> bundle = tg.Bundle.load("bundle")
            >>> roads = tg.Model.shipped(bundle, progress=False).predict(progress=False)
            >>> len(roads) == len(bundle.network)
            True
        """
        with shown(progress) as report:
            return cls.load(model_of_city(bundle, progress=report), bundle, device)

    def save(self, path: StrPath) -> Self:
        """Copy the model's folder and return the copy, without changes to :attr:`encoders`.

        Raises:
            TrajganrError: ``INPUT.FIELD`` if ``path`` is a folder that is not a model.
        """
        copy_folder(self.path, Path(path), CARD)
        return self.load(path, self._bundle, self.device)

    @property
    def name(self) -> str:
        """Its name or, without one, that of its folder."""
        return title_of(self.card.name, self.path)

    @property
    def bundle(self) -> Bundle:
        """The trips and images that it uses.

        Raises:
            TrajganrError: ``MODEL.MISSING`` when the bundle is not where the card says.
        """
        if self._bundle is None:
            self._bundle = own_bundle(self.path, self.card)
        return self._bundle

    @property
    def area(self) -> StudyArea:
        """The study area of its bundle, which defines the frame of locations."""
        if self._bundle is not None:
            return self._bundle.area
        return StudyArea.of(self.card.area)

    @cached_property
    def encoders(self) -> TrajGANR:
        """The encoders, a :class:`torch.nn.Module` in evaluation mode, on the model's device.

        ``encoders(xy)`` takes locations ``(n, 2)`` in the frame
        of :meth:`StudyArea.normalise <trajganr_core.StudyArea.normalise>`; :meth:`embed` and
        :meth:`TunedModel.predict` use the same object.

        Raises:
            TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE``;
                ``ENV.DRIVER`` without the device.
        """
        encoders, _ = load_encoders(self.path, resolve_device(self.device))
        return encoders

    def embed(self, locations: ArrayLike, *, progress: bool | Progress = True) -> Float32Array:
        """Embed locations: image, location and passing trips.

        Trips and images are those of the nearest road within 25 m, in both directions. Without a
        road, only the location is embedded.

        Args:
            locations: ``(n, 2)`` longitude and latitude in the study area, EPSG:4326 degrees.
            progress: whether a bar is shown; or a function of the stage and the fraction done.

        Returns:
            ``(n, 3 · dimension)``: the parts ``[v ; g ; mean z]``, each of length one, and zero
            where the location or the model has no image, or no trips.

        Raises:
            TrajganrError: ``INPUT.FIELD`` for another shape; ``INPUT.CRS`` for coordinates that are
                not degrees; ``INPUT.GEOMETRY`` for a location outside the study area; those of
                :attr:`bundle` and :attr:`encoders`.

        Example:
            >>> import trajganr_core as tg
            >>> model = tg.Model.load("model")
            >>> z = model.embed([(2.6, 54.8), (2.61, 54.8)], progress=False)
            >>> z.shape
            (2, 48)
        """
        lon_lat = np.asarray(locations, dtype=np.float64)
        if lon_lat.ndim != 2 or lon_lat.shape[1] != 2 or not len(lon_lat):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The locations have the shape {shape}.",
                "Give an array or a list of (longitude, latitude), of the shape (n, 2).",
                shape=list(lon_lat.shape),
            )
        with shown(progress) as report:
            return point_embeddings(self._opened, lon_lat, report)

    def predict(
        self,
        roads: StrPath | None = None,
        *,
        tasks: str | Sequence[str] = (),
        at: str | Sequence[str] = (),
        each_hour: bool = False,
        progress: bool | Progress = True,
    ) -> gpd.GeoDataFrame:
        """Predict every directed segment.

        A model that was not fine-tuned predicts only speeds and expected passes at times of the
        week, and slow-down where the fixes show it.

        Args:
            roads: a line layer, read with the options of the bundle, whose fields the segments
                keep; the bundle's own roads if absent.
            tasks: ids; all tasks of the model if empty.
            at: times of the week, such as ``"Mon-Fri 07:00-09:00"`` or ``"weekend"``, in the local
                time of the study area; the whole week if there is nothing else to predict.
            each_hour: whether to predict the speed at each hour of a weekday and a weekend day.
            progress: whether a bar is shown; or a function of the stage and the fraction done.

        Returns:
            One row per directed segment, EPSG:4326: the columns of every task (such as
            ``speed_kmh`` with its 90 % interval, ``speed_kmh_low`` and ``speed_kmh_high``) and of
            the segment (``highway``, ``name``, ``length_m``, ``trips``, ``images``, ``basis``,
            ``caution``), and of each time; docs/columns.md lists them.

        Raises:
            TrajganrError: ``MODEL.MISSING`` when the model has no head for a task, or has not
                learned times; ``INPUT.FIELD`` for a wrong time; those of :attr:`bundle`,
                :attr:`encoders` and of reading the layer.

        Example:
            >>> import trajganr_core as tg
            >>> tuned = tg.TunedModel.load("tuned")
            >>> roads = tuned.predict(progress=False)
            >>> len(roads) == len(tuned.bundle.network)
            True
            >>> roads.crs.to_epsg()
            4326
        """
        layer = None if roads is None else local_path(roads)
        chosen = (tasks,) if isinstance(tasks, str) else tasks
        sets = parse_time_sets((at,) if isinstance(at, str) else at)
        times = times_or_week(self.card, chosen, PredictedTimes(sets, each_hour))
        with shown(progress) as report:
            predicted, _ = predicted_layer(
                self._opened, roads=layer, tasks=chosen, times=times, progress=report
            )
        return predicted

    @cached_property
    def _opened(self) -> LoadedModel:
        area = area_of(self.card, self.bundle)
        return LoadedModel(self.path, self.card, self.encoders, self.bundle, area)

    def _facts(self) -> str:
        config = self.card.pretraining.config
        return f"preset {config.preset}, dimension {config.dimension}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}: {self._facts()}>"

    def _repr_html_(self) -> str:
        title = element("strong", f"{type(self).__name__} {self.name}")
        return title + facts_table(model_facts(self.card))


class TunedModel(Model):
    """A model that was fine-tuned: encoders, and a head for each of its tasks.

    :func:`~.workflow.finetune` makes one and :meth:`load` reads one.

    Example:
        >>> import trajganr_core as tg
        >>> tuned = tg.TunedModel.load("tuned")
        >>> tuned
        <TunedModel 'tuned': preset paper, dimension 16, tasks speed>
        >>> tuned.save("backup/tuned").tasks
        ('speed',)
    """

    @classmethod
    def load(cls, path: StrPath, bundle: Bundle | None = None, device: str = "auto") -> Self:
        """Read a fine-tuned model from its folder; see :meth:`Model.load`.

        Raises:
            TrajganrError: as :meth:`Model.load`; ``MODEL.MISSING`` for a model without heads.
        """
        loaded = super().load(path, bundle, device)
        chosen_heads(loaded.path, loaded.card, ())
        return loaded

    @property
    def tasks(self) -> tuple[str, ...]:
        """Ids of the tasks that it predicts, keys of :data:`trajganr_core.TASKS`."""
        return tuple(self.card.heads)

    @property
    def metrics(self) -> dict[str, dict[str, float | None]]:
        """Figures of each task on the test roads, by their names.

        ``mae`` and ``rmse`` are in the task's unit (speed: km/h). ``passes_…`` are those of the
        mean of the road's own trips, on roads that have some; ``trips_mean`` and ``trips_model``
        are the errors of this mean and of the model there, with the 95 % interval of their
        difference, ``trips_low`` to ``trips_high``. ``baseline_…`` are those of the trivial
        prediction. ``coverage`` is the share of roads whose label lies in the 90 % interval.

        Example:
            >>> import trajganr_core as tg
            >>> tuned = tg.TunedModel.load("tuned")
            >>> tuned.metrics["speed"]["mae"] > 0
            True
        """
        return {task: dict(head.metrics) for task, head in self.card.heads.items()}

    @property
    def verdicts(self) -> dict[str, str]:
        """Whether the mean of the road's own trips is enough, a sentence a task."""
        texts = {task: verdict_text(task, head.metrics) for task, head in self.card.heads.items()}
        return {task: str(text) for task, text in texts.items() if text}

    def _facts(self) -> str:
        return f"{super()._facts()}, tasks {', '.join(self.tasks)}"
