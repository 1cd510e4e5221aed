"""Queries models about places through a separate client, so that clicks wait for nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from qgis.PyQt.QtCore import QBuffer, QIODevice, QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QImage, QImageReader

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.background import BackgroundClient
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.records.model_card import SHIPPED

from .session import connect, missing_dependency

#: Maximum number of trips per road in an answer.
TRIPS = 20
#: Time for the thread to end when QGIS closes or the plugin is unloaded.
CLOSE_TIMEOUT_S = 0.1
#: Maximum side of a photo; the worker sends at most 640.
MAX_PX = 2048
#: Number of similar roads in an answer; the map shows all of them, by :meth:`PlaceQueries.compare`.
NEAREST = 0
#: How often a worker that prepares its roads for comparisons is asked again.
PREPARING_INTERVAL_MS = 1000
#: Sorts of requests, of which only the newest counts.
CLICK, LOAD = "click", "load"


class Source(NamedTuple):
    """The model and bundle of a query.

    Attributes:
        model: its id, or :data:`SHIPPED`.
        bundle: id of the bundle whose trips and pictures are used; '' for the model's own.
    """

    model: str
    bundle: str = ""

    @property
    def ids(self) -> tuple[str | None, str | None]:
        """The ids of model and bundle in a request, None for the shipped or own one."""
        return None if self.model == SHIPPED else self.model, self.bundle or None


def _ignore(result: object) -> None:
    """The result is not needed."""


class PlaceQueries(QObject):
    """Queries about places; the answers reach the window as queued signals.

    Only the newest click counts: older clicks that were not sent yet are skipped, and late answers
    are dropped. The object has no parent because its thread may outlive the window.
    """

    #: A worker answers.
    is_up = pyqtSignal()
    #: No worker answers: the reason.
    is_down = pyqtSignal(object)
    #: The model has been loaded, or the error that prevented it.
    is_ready = pyqtSignal(object)
    #: The answer about the newest place.
    answered = pyqtSignal(object)
    #: The photo of the newest place.
    pictured = pyqtSignal(QImage)
    #: How a road of the newest answer is driven at times of the week.
    timed = pyqtSignal(object)
    #: It failed: the error.
    timing_failed = pyqtSignal(object)
    #: The similarity of all roads to a place.
    compared = pyqtSignal(object)
    #: The worker still prepares its roads, and is asked again: the error that says how far it is.
    preparing = pyqtSignal(object)
    #: The newest query failed: the error, and whether it was the click itself.
    failed = pyqtSignal(object, bool)
    #: What the window's thread has to call, emitted in the client's thread.
    _arrived = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._client: BackgroundClient | None = None
        #: The numbers of the newest click, and of the newest request to load a model.
        self._newest = {CLICK: 0, LOAD: 0}
        self._arrived.connect(self._call)

    def begin(self) -> None:
        """Connect to the worker of the current profile."""
        self._client = BackgroundClient(
            lambda: connect(), on_event=_ignore, on_connection=self._on_connection
        )

    def end(self) -> None:
        """Stop; a model that is being loaded is not waited for long."""
        self.forget()
        if self._client is not None:
            self._client.close(CLOSE_TIMEOUT_S)
            self._client = None

    def begin_again(self) -> None:
        """Connect to the worker of the current profile, if pyzmq is installed."""
        self.forget()
        if self._client is not None:
            # Its thread may be busy.
            threading.Thread(target=self._client.close, daemon=True).start()
            self._client = None
        if not missing_dependency():
            self.begin()

    def forget(self) -> None:
        """Ignore the answers to all pending queries."""
        self.forget_place()
        self.leave_unready()

    def forget_place(self) -> None:
        """Ignore the answers to pending queries about places."""
        self._newest[CLICK] += 1

    def leave_unready(self) -> None:
        """Ignore the answer to a pending request to load a model."""
        self._newest[LOAD] += 1

    def make_ready(self, source: Source, lon: float, lat: float) -> None:
        """Load a model before the first click, by a query about any place of its area, degrees."""
        self.leave_unready()
        model, bundle = source.ids
        self._send(
            lambda client: client.query(model, lon, lat, bundle=bundle, nearest=NEAREST),
            lambda answer: self.is_ready.emit(None),
            self.is_ready.emit,
            LOAD,
        )

    def ask(self, source: Source, lon: float, lat: float) -> None:
        """Query a model about a place, degrees, which becomes the newest."""
        self.forget_place()
        model, bundle = source.ids
        self._send(
            lambda client: client.query(
                model, lon, lat, bundle=bundle, nearest=NEAREST, trips=TRIPS
            ),
            self.answered.emit,
            lambda error: self.failed.emit(error, True),
        )

    def picture(self, source: Source, image: str) -> None:
        """Request the photo of the newest answer."""
        model, bundle = source.ids
        self._send(
            lambda client: _photo(image, client.image(model, image, bundle=bundle)),
            self.pictured.emit,
            lambda error: self.failed.emit(error, False),
        )

    def request_times(self, source: Source, edge: int) -> None:
        """Request how a road of the newest answer is driven at times of the week."""
        model, bundle = source.ids
        self._send(
            lambda client: client.road_times(model, edge, bundle=bundle),
            self.timed.emit,
            self.timing_failed.emit,
        )

    def compare(self, source: Source, lon: float, lat: float, *, geometry: bool) -> None:
        """Compare all roads with a place, degrees; a later click does not stop it."""
        if self._client is None:
            return
        model, bundle = source.ids
        number = self._newest[CLICK]

        def again() -> None:
            self.compare(source, lon, lat, geometry=geometry)

        def fail(error: TrajganrError) -> None:
            if error.code is Code.MODEL_PREPARING:
                self.preparing.emit(error)
                again_later = partial(self._if_newest, CLICK, number, again)
                QTimer.singleShot(PREPARING_INTERVAL_MS, again_later)
            else:
                self.failed.emit(error, False)

        self._client.ask(
            lambda client: client.similar(model, lon, lat, bundle=bundle, geometry=geometry),
            self.compared.emit,
            lambda error: self._arrived.emit(partial(self._if_newest, CLICK, number, fail, error)),
        )

    def _send(
        self,
        request: Callable[[Client], Any],
        answered: Callable[[Any], None],
        failed: Callable[[TrajganrError], None],
        sort: str = CLICK,
    ) -> None:
        """Send a request, which is skipped if it has a successor before it is sent.

        Args:
            request: called in the client's thread.
            answered: called in the window's thread with the answer, if there is no successor.
            failed: the same for an error.
            sort: of request: about a place, or to load a model.
        """
        if self._client is None:
            return
        number = self._newest[sort]

        def call(client: Client) -> None:
            if number == self._newest[sort]:
                arrive(answered, request(client))

        def arrive(act: Callable[..., None], *arguments: Any) -> None:
            self._arrived.emit(partial(self._if_newest, sort, number, act, *arguments))

        self._client.ask(call, _ignore, partial(arrive, failed))

    def _if_newest(self, sort: str, number: int, act: Callable[..., None], *arguments: Any) -> None:
        if number == self._newest[sort]:
            act(*arguments)

    def _call(self, act: Callable[[], None]) -> None:
        act()

    def _on_connection(self, reason: TrajganrError | None) -> None:
        if reason is None:
            self.is_up.emit()
        else:
            self.is_down.emit(reason)


def _photo(image: str, jpeg: bytes) -> QImage:
    """The picture in a JPEG of the worker, at most :data:`MAX_PX` wide and high.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    buffer = QBuffer()
    buffer.setData(jpeg)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"jpeg")
    reader.setDecideFormatFromContent(False)
    size = reader.size()  # of the header: nothing is decoded yet
    is_small = size.isValid() and max(size.width(), size.height()) <= MAX_PX
    photo = reader.read() if is_small else QImage()
    if photo.isNull():
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The picture {image} cannot be shown.",
            "Check its file in the bundle.",
            image=image,
        )
    return photo
