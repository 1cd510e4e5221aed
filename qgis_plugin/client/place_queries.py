"""Asks models about places by a client of its own, so that a click waits for nothing else."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from qgis.PyQt.QtCore import QBuffer, QIODevice, QObject, pyqtSignal
from qgis.PyQt.QtGui import QImage, QImageReader

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.model_card import SCHEMA
from trajganr_core.contract.protocol.states import JobState

from .session import connect, missing_dependency

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.background import BackgroundClient
    from trajganr_core.contract.protocol.client import Client

#: Of the trips that pass a road, so many are told.
TRIPS = 20
#: Of the thread, when QGIS is left or the plugin unloaded.
CLOSE_TIMEOUT_S = 0.1
#: Of a side of a photo: a worker sends 640 at most, a larger one is not its own.
LARGEST_PX = 2048
#: Roads most alike to name with each: the map shows them, by :meth:`Places.compare`.
NEAREST = 0


#: Models and bundles.
Lists = tuple[list[dict[str, Any]], list[dict[str, Any]]]


class Source(NamedTuple):
    """What is asked about places.

    Attributes:
        model: its id.
        bundle: id of the bundle whose trips and pictures it looks at; '' for the model's own.
    """

    model: str
    bundle: str = ""


class Places(QObject):
    """Questions about places; the answers reach the window as queued signals.

    Only the newest click counts: those that were not asked yet when another one came are not asked
    any more, and an answer that comes late is dropped. It has no parent, because its thread may
    outlive the window by an answer.
    """

    #: The fine-tuned models and the bundles of the worker, newest first.
    listed = pyqtSignal(list, list)
    #: Why no worker answers.
    is_down = pyqtSignal(object)
    #: What was to be made ready is, or why it cannot be.
    is_ready = pyqtSignal(object)
    #: What a model knows of the newest place.
    answered = pyqtSignal(dict)
    #: The photo of the newest place.
    pictured = pyqtSignal(QImage)
    #: All roads, compared with a place.
    compared = pyqtSignal(object)
    #: What was asked last failed: why, and whether it was the click itself.
    failed = pyqtSignal(object, bool)
    #: Of the thread, with the number of the click that it is about.
    _answered = pyqtSignal(int, dict)
    _pictured = pyqtSignal(int, QImage)
    _failed = pyqtSignal(int, object, bool)
    #: The same of what was to be made ready.
    _readied = pyqtSignal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._client: BackgroundClient | None = None
        self._newest = 0
        self._wanted = 0
        self._answered.connect(self._tell_answer)
        self._pictured.connect(self._tell_picture)
        self._failed.connect(self._tell_failure)
        self._readied.connect(self._tell_ready)

    def begin(self) -> None:
        """Look for the worker of the current profile; its models are told once it answers."""
        # pyzmq, which QGIS may lack, is imported now.
        from trajganr_core.contract.protocol.background import BackgroundClient

        self._client = BackgroundClient(
            lambda: connect(), on_event=self._hear, on_connection=self._tell_connection
        )
        self.list_models()  # its thread may have told of a connection before it was known here

    def end(self) -> None:
        """Ask nothing any more; what a model is just being loaded for is not waited for long."""
        self.forget()
        if self._client is not None:
            self._client.close(CLOSE_TIMEOUT_S)
            self._client = None

    def begin_again(self) -> None:
        """Ask the worker of another profile from now on, or any, once there is pyzmq to ask by."""
        self.forget()
        if self._client is not None:
            # Its thread may be in the middle of something, which nobody waits for.
            threading.Thread(target=self._client.close, daemon=True).start()
            self._client = None
        if not missing_dependency():
            self.begin()

    def forget(self) -> None:
        """Nothing of what was asked and not answered yet is wanted any more."""
        self.forget_place()
        self.leave_unready()

    def forget_place(self) -> None:
        """What was asked of a place and not answered yet is not wanted any more."""
        self._newest += 1

    def leave_unready(self) -> None:
        """Nobody waits any more for a model to be made ready."""
        self._wanted += 1

    def list_models(self) -> None:
        """Ask which models there are."""
        if self._client is not None:
            self._client.ask(_list, self._tell_lists, self.is_down.emit)

    def make_ready(self, source: Source, lon: float, lat: float) -> None:
        """Have a model loaded before it is asked: it is, about any place of its area, degrees.

        What was to be made ready before is not any more, if its turn has not come yet.
        """
        self._wanted += 1
        if self._client is not None:
            number = self._wanted
            self._client.ask(
                partial(self._ready, number, source, lon, lat),
                _ignore,
                lambda error: self._readied.emit(number, error),
            )

    def ask(self, source: Source, lon: float, lat: float) -> None:
        """Ask a model about a place, degrees; from now on it is the newest."""
        self._newest += 1
        if self._client is not None:
            number = self._newest
            self._client.ask(
                partial(self._query, number, source, lon, lat),
                _ignore,
                lambda error: self._failed.emit(number, error, True),
            )

    def picture(self, source: Source, image: str) -> None:
        """Ask for the photo that the newest answer names."""
        if self._client is not None:
            number = self._newest
            self._client.ask(
                partial(self._fetch_image, number, source, image),
                _ignore,
                lambda error: self._failed.emit(number, error, False),
            )

    def compare(self, source: Source, lon: float, lat: float, *, geometry: bool) -> None:
        """Compare all roads with a place, degrees."""
        if self._client is not None:
            number = self._newest
            self._client.ask(
                lambda client: client.similar(
                    source.model, lon, lat, bundle=source.bundle or None, geometry=geometry
                ),
                self.compared.emit,
                lambda error: self._failed.emit(number, error, False),
            )

    # In the client's thread

    def _ready(self, number: int, source: Source, lon: float, lat: float, client: Client) -> None:
        if number == self._wanted:
            client.query(source.model, lon, lat, bundle=source.bundle or None, nearest=NEAREST)
            self._readied.emit(number, None)

    def _query(self, number: int, source: Source, lon: float, lat: float, client: Client) -> None:
        if number == self._newest:
            bundle = source.bundle or None
            answer = client.query(
                source.model, lon, lat, bundle=bundle, nearest=NEAREST, trips=TRIPS
            )
            self._answered.emit(number, answer)

    def _fetch_image(self, number: int, source: Source, image: str, client: Client) -> None:
        if number == self._newest:
            jpeg = client.image(source.model, image, bundle=source.bundle or None)
            photo = _photo(jpeg)
            if photo.isNull():
                raise TrajganrError(
                    Code.INPUT_FORMAT,
                    "The picture {image} cannot be shown.",
                    "Look at its file in the bundle.",
                    image=image,
                )
            self._pictured.emit(number, photo)

    def _hear(self, event: dict[str, Any]) -> None:
        if event["state"] == JobState.SUCCEEDED.value:
            self.list_models()

    def _tell_connection(self, reason: TrajganrError | None) -> None:
        if reason is None:
            self.list_models()
        else:
            self.is_down.emit(reason)

    def _tell_lists(self, lists: Lists) -> None:
        models, bundles = lists
        readable = (model for model in models if model["card"].get("schema") == SCHEMA)
        self.listed.emit([model for model in readable if model["card"].get("heads")], bundles)

    # In the window's thread

    def _tell_ready(self, number: int, error: TrajganrError | None) -> None:
        if number == self._wanted:
            self.is_ready.emit(error)

    def _tell_answer(self, number: int, answer: dict[str, Any]) -> None:
        if number == self._newest:
            self.answered.emit(answer)

    def _tell_picture(self, number: int, picture: QImage) -> None:
        if number == self._newest:
            self.pictured.emit(picture)

    def _tell_failure(self, number: int, error: TrajganrError, is_click: bool) -> None:
        if number == self._newest:
            self.failed.emit(error, is_click)


def _list(client: Client) -> Lists:
    return client.models(), client.bundles()


def _photo(jpeg: bytes) -> QImage:
    """A picture that the worker sent as a JPEG of some hundred pixels a side; null for another."""
    buffer = QBuffer()
    buffer.setData(jpeg)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"jpeg")
    reader.setDecideFormatFromContent(False)
    size = reader.size()  # of the header: nothing is decoded yet
    if not size.isValid() or max(size.width(), size.height()) > LARGEST_PX:
        return QImage()
    return reader.read()


def _ignore(anything: object) -> None:
    pass
