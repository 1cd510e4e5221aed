"""Streaming reader of the features of a JSON file."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from io import TextIOWrapper
from typing import Any

from ...contract.errors import Code, TrajganrError
from ...contract.records import plain_json
from ..files import InputFile

__all__ = ["Json", "JsonFeatures"]

Json = dict[str, Any]

FEATURES = re.compile(r'"features"\s*:\s*\[')
COLLECTION = re.compile(r'"type"\s*:\s*"(Moving)?FeatureCollection"')
BETWEEN = re.compile(r"[\s,]*")
CHARACTERS = 1 << 20
#: Largest feature, which is held in memory as a whole.
MAX_CHARACTERS = 512 << 20


class JsonFeatures:
    """The features of a collection or a list, or a single feature.

    Attributes:
        crs: of the collection, if it comes before the features.

    Raises:
        TrajganrError: while reading, ``INPUT.FORMAT`` for invalid JSON, and ``INPUT.CRS`` for a
            CRS that comes after the features.
    """

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self.crs: Json | None = None

    def __iter__(self) -> Iterator[Json]:
        with self._file.open() as content:
            text = TextIOWrapper(content, encoding="utf-8-sig")
            try:
                for feature in self._features(text):
                    if not isinstance(feature, dict):
                        raise self._no_json("a feature is not an object")
                    yield feature
            except RecursionError as error:
                raise self._no_json("it is nested too deeply") from error
            except ValueError as error:
                raise self._no_json(str(error)) from error
            finally:
                text.detach()

    def _features(self, text: TextIOWrapper) -> Iterator[Any]:
        buffer = text.read(CHARACTERS)
        start = FEATURES.search(buffer) if COLLECTION.search(buffer) else re.match(r"\s*\[", buffer)
        if start is None:
            yield plain_json.loads(buffer + self._rest(text))
            return
        if start.group().strip() != "[":
            self.crs = plain_json.loads(buffer[: start.end()] + "]}").get("crs")
        buffer = yield from self._listed(text, buffer[start.end() :])
        rest = buffer + self._rest(text)
        if start.group().strip() != "[":
            after = plain_json.loads('{"":0' + rest)
            if after.get("crs") not in (None, self.crs):
                raise TrajganrError(
                    Code.INPUT_CRS,
                    "{path} has its coordinate reference system after its features.",
                    "Move the member 'crs' before 'features'.",
                    path=str(self._file),
                )

    def _listed(self, text: TextIOWrapper, buffer: str) -> Generator[Any, None, str]:
        """The items of a list after its opening bracket; returns the text after its end."""
        decode = json.JSONDecoder().raw_decode
        place = 0
        while True:
            between = BETWEEN.match(buffer, place)
            place = between.end() if between else place
            if buffer[place : place + 1] == "]":
                return buffer[place + 1 :]
            try:
                item, place = decode(buffer, place)
            except json.JSONDecodeError:
                # An incomplete item: read on, twice as much each time, until it is complete.
                more = text.read(max(CHARACTERS, len(buffer) - place))
                if not more:
                    raise
                if len(buffer) - place > MAX_CHARACTERS:
                    raise self._too_long() from None
                buffer, place = buffer[place:] + more, 0
            else:
                yield item

    def _rest(self, text: TextIOWrapper) -> str:
        rest = text.read(MAX_CHARACTERS)
        if text.read(1):
            raise self._too_long()
        return rest

    def _too_long(self) -> TrajganrError:
        return TrajganrError(
            Code.INPUT_FORMAT,
            "{path} has a feature with more than {most:,} million characters, the limit.",
            "Split long trips, and write the file again as a collection of features.",
            path=str(self._file),
            most=MAX_CHARACTERS >> 20,
        )

    def _no_json(self, reason: str) -> TrajganrError:
        return TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not valid JSON of features: {reason}",
            "Export the file again.",
            path=str(self._file),
            reason=reason,
        )
