"""Recognised sources of trips, and what is dropped of them.

A few unreadable rows or features are dropped; more than half refuse the source.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
from shapely.errors import GEOSException

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ..files import InputFile, in_brackets, shortened
from ..trips.trajectories import Trajectories, batched
from .limits import check_lengths

log = logging.getLogger(__name__)

#: Reason → number of rows, fixes or trips dropped for it.
Dropped = Counter[Text]
#: Longest quotation from a source, characters.
MAX_QUOTE = 100


@dataclass(frozen=True)
class Reading:
    """One file, or one table of several files, with its reader.

    Attributes:
        format: ``challenge``, ``cabspotting``, ``gpx``, ``fix_table``, ``fix_layer``,
            ``trip_layer`` or ``moving_features``.
        description: of the recognised format, a clause for users.
        trips: reads from the beginning, in parts of any size, and counts what it drops.
        has_local_ids: whether two files may have trips with the same id.
        warnings: sentences about ambiguous input.
        prefix: of trip ids.
        size: of the file, bytes, or of all files of a table.
        share: how much of it the last part ends at, in [0, 1]; 0 until the end if that is unknown.
    """

    format: str
    description: Text
    trips: Callable[[Dropped], Iterator[Trajectories]]
    has_local_ids: bool = True
    warnings: Sequence[Text] = ()
    prefix: str = ""
    size: int = 1
    share: Callable[[], float] = lambda: 0.0


@dataclass
class TripSource:
    """The recognised format of a path, and its trips.

    Attributes:
        readings: of its files, all of one format.
        left_out: files without trips.
        dropped: in the batches read so far.
        share: of all bytes, that the batches read so far end at, in [0, 1].
    """

    path: Path
    readings: Sequence[Reading]
    left_out: Sequence[str] = ()
    dropped: Dropped = field(default_factory=Counter)
    share: float = 0.0

    @property
    def format(self) -> str:
        """Id of the format; see :class:`Reading`."""
        return self.readings[0].format

    @property
    def description(self) -> Text:
        """The recognised format, in a sentence for users."""
        found = self.readings[0].description
        if len(self.readings) > 1:
            found = Text("{format}; {n:,} files of this format", format=found, n=len(self.readings))
        if self.left_out:
            found = Text(
                "{format}; without {files}, which contain no trips",
                format=found,
                files=_few(self.left_out),
            )
        return Text("{fact}.", fact=found)

    def batches(self) -> Iterator[Trajectories]:
        """Whole trips, in batches of about a million fixes; can be called again.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` or ``INPUT.TIME`` for damaged or unreadable data;
                ``INPUT.EMPTY`` when there is no trip with a fix.
        """
        self.dropped.clear()
        trips = fixes = 0
        for batch in batched(self._parts()):
            trips += len(batch)
            fixes += batch.fixes
            if batch.fixes:
                yield batch
        for reason, count in (+self.dropped).items():
            log.warning("%s: %s", self.path.name, _left_out(count, reason))
        if not fixes:
            raise no_fixes(str(self.path), self.dropped)
        log.info("%s: %s trips, %s fixes", self.path.name, f"{trips:,}", f"{fixes:,}")

    def warnings(self) -> list[Text]:
        """Warnings about ambiguous input, as sentences."""
        return list(dict.fromkeys(text for reading in self.readings for text in reading.warnings))

    def remarks(self) -> list[Text]:
        """The recognised format and, after the last batch, the losses, as sentences."""
        return [
            Text("{name}: {fact}", name=self.path.name, fact=self.description),
            *self.warnings(),
            *(_left_out(count, reason) for reason, count in (+self.dropped).items()),
        ]

    def _parts(self) -> Iterator[Trajectories]:
        size, done = sum(reading.size for reading in self.readings), 0
        for reading in self.readings:
            with readable_text(self.path):
                for part in reading.trips(self.dropped):
                    check_lengths(part, str(self.path))
                    self.share = (done + reading.share() * reading.size) / size
                    yield replace(part, trip_id=reading.prefix + part.trip_id)
            done += reading.size
        self.share = 1.0


def no_fixes(where: str, dropped: Dropped) -> TrajganrError:
    """The error of a source without a trip that has a fix."""
    return TrajganrError(
        Code.INPUT_EMPTY,
        "{path} has no trips with fixes (dropped: {dropped}).",
        "Choose another file, or correct the dropped data.",
        path=where,
        dropped=", ".join(f"{n:,} {reason}" for reason, n in (+dropped).items()) or "nothing",
    )


@contextmanager
def readable_text(path: Path | InputFile) -> Iterator[None]:
    """Convert errors of Arrow and GEOS about invalid text and geometries to coded errors.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    try:
        yield
    except (pa.ArrowException, GEOSException) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} has text that is not UTF-8, or invalid geometries ({reason}).",
            "Save it again with text in UTF-8 and geometries as Well-Known Binary.",
            path=str(path),
            reason=in_brackets(error),
        ) from error


def _left_out(count: int, what: Text) -> Text:
    return Text("Left out {n:,} {what}.", n=count, what=what)


def _few(names: Sequence[str]) -> str | Text:
    shown, more = ", ".join(names[:3]), len(names) - 3
    return shown if more <= 0 else Text("{names} and {n:,} more", names=shown, n=more)


class BadItems:
    """Counts unreadable items of a source, such as "rows whose time cannot be read"."""

    def __init__(self, reason: Text, where: str, code: Code = Code.INPUT_FORMAT) -> None:
        self._code = code
        self._reason = reason
        self._where = where
        self._items = self._bad = 0
        self._first = ""

    def add(self, items: int, bad: int, example: str, dropped: Dropped) -> None:
        """Count items and bad items, with an example; bad ones are added to ``dropped``."""
        self._items += items
        self._bad += bad
        dropped[self._reason] += bad
        if bad and not self._first:
            self._first = example

    def refuse_most(self) -> None:
        """Refuse a source if more than half of its items are bad.

        Raises:
            TrajganrError: ``INPUT.FORMAT``, or the given code.
        """
        if 2 * self._bad > self._items:
            raise TrajganrError(
                self._code,
                "{where}: {bad:,} of {items:,} are {reason}; the first is {first}.",
                "Correct or remove them. If at most half were bad, they would be dropped and "
                "counted.",
                where=self._where,
                bad=self._bad,
                items=self._items,
                reason=self._reason,
                first=shortened(self._first, MAX_QUOTE),
            )
