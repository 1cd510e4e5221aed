"""Parallel download of street-view pictures to the cache."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_file
from ...contract.texts.text import Text
from .mapillary_api import Image, MapillaryApi
from .picture_files import flaw_of

log = logging.getLogger(__name__)

#: Pictures that are downloaded at once.
AT_ONCE = 8
#: Pictures submitted to the threads at once.
QUEUED = 64
#: Tries for a picture that is damaged or whose URL has expired.
PICTURE_TRIES = 3
#: Consecutive network failures after which the download stops.
FAILURES_IN_A_ROW = 8

FAILED = Text("whose picture could not be downloaded")


class PictureFetcher:
    """Downloads single pictures of a size to the cache; thread-safe."""

    def __init__(self, api: MapillaryApi, size: str) -> None:
        self._api = api
        self._size = size
        self._folder = api.folder / "pictures" / size

    def path(self, image: Image) -> Path:
        """Where an image's picture is in the cache."""
        return self._folder / image.image_id[-2:] / f"{image.image_id}.jpg"

    def has(self, image: Image) -> bool:
        """Whether an image's picture is in the cache; cached pictures are complete."""
        path = self.path(image)
        # A power failure may leave an empty file.
        return path.is_file() and path.stat().st_size > 0

    def fetch(self, image: Image) -> Text | None:
        """Download one picture to the cache; returns the reason of a failure, or None.

        Raises:
            TrajganrError: for errors that affect more than this picture.
        """
        url, problem = image.url, FAILED
        for _ in range(PICTURE_TRIES):
            try:
                url = url or self._api.picture_url(image.image_id, self._size)
            except TrajganrError as error:
                if error.code is Code.INPUT_NOT_FOUND:
                    return Text("that no longer exist")
                raise
            if not url:
                return Text("without a picture of this size")
            content = self._api.picture(url)
            # The URL has expired or the file is damaged: request a new URL.
            url = ""
            if content is None:
                problem = FAILED
            elif flaw_of(content):
                problem = Text("whose picture is damaged")
            else:
                with atomic_file(self.path(image)) as temporary:
                    temporary.write_bytes(content)
                return None
        return problem


def fetch_pictures(
    images: Sequence[Image],
    fetcher: PictureFetcher,
    stop: threading.Event,
    report: Callable[[float, int], None],
) -> tuple[list[Image], int, Counter[Text]]:
    """Download the pictures of images that are not in the fetcher's cache.

    Args:
        images: whose pictures are downloaded.
        fetcher: downloads a picture; its service must stop when ``stop`` is set.
        stop: set on failure or cancellation.
        report: receives the share of images done and the number of downloaded pictures, at least
            every 0.2 s; raises to cancel.

    Returns:
        the images whose picture is in the cache now, the number of downloads, and the reasons of
        the failures.

    Raises:
        TrajganrError: for errors that affect more than single pictures.
    """
    complete = {image.image_id for image in images if fetcher.has(image)}
    missing = iter([image for image in images if image.image_id not in complete])
    if complete:
        log.info("Mapillary: %d of %d pictures are in the cache", len(complete), len(images))
    downloaded, failures = 0, 0
    dropped: Counter[Text] = Counter()
    running: dict[Future[Text | None], Image] = {}
    with ThreadPoolExecutor(AT_ONCE, "picture") as pool:
        try:
            while True:
                while len(running) < QUEUED and (image := next(missing, None)) is not None:
                    running[pool.submit(fetcher.fetch, image)] = image
                report((len(complete) + dropped.total()) / len(images), downloaded)
                if not running:
                    break
                finished, _ = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
                for future in finished:
                    image = running.pop(future)
                    failure = _transient_failure(future)
                    failures = 0 if failure is None else failures + 1
                    if failure is not None and failures >= FAILURES_IN_A_ROW:
                        raise failure
                    reason = future.result() if failure is None else FAILED
                    if reason:
                        dropped[reason] += 1
                    else:
                        complete.add(image.image_id)
                        downloaded += 1
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [image for image in images if image.image_id in complete], downloaded, dropped


def _transient_failure(future: Future[Text | None]) -> TrajganrError | None:
    """A network failure that may affect only one picture."""
    error = future.exception()
    if isinstance(error, TrajganrError) and error.code in (
        Code.TRANSPORT_DOWN,
        Code.TRANSPORT_TIMEOUT,
    ):
        log.warning("A picture could not be downloaded: %s", error.message)
        return error
    return None
