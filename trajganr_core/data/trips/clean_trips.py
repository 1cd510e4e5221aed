"""Reading and cleaning of trips from several files, batch by batch, with a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from ...contract.options.data_config import CleaningOptions, TripOptions
from ...contract.texts.text import Text
from ...utils.progress import Progress, silent
from ...utils.study_area import StudyArea
from ..readers import open_trips
from .cleaning import CleaningReport, clean
from .extent import outside
from .hashed_ids import hash_ids
from .trajectories import Trajectories


class CleanTrips:
    """The usable trips of files, folders or ZIPs, clipped to the area if there is one.

    Ids are hashed with ``id_salt`` unless it is empty.

    Attributes:
        sources: of the files.
        report: of the cleaning of the batches read so far.
        share: of all files, that these batches end at, in [0, 1].

    Raises:
        TrajganrError: an ``INPUT`` code for a file that is not recognised.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        options: TripOptions,
        cleaning: CleaningOptions,
        area: StudyArea | None,
        id_salt: str = "",
    ) -> None:
        self.sources = [open_trips(path, options) for path in paths]
        self._paths = paths
        self._options = options
        self._cleaning = cleaning
        self._area = area
        self._id_salt = id_salt
        self.report = CleaningReport()
        self.share = 0.0

    def batches(self, progress: Progress = silent) -> Iterator[Trajectories]:
        """The usable trips, about a million fixes at a time.

        Raises:
            TrajganrError: an ``INPUT`` code for unreadable data.
        """
        for number, source in enumerate(self.sources):
            progress("Reading trips", self.share)
            for batch in source.batches():
                trips, report = clean(batch, self._area, self._cleaning)
                self.report += report
                progress("Reading trips", self.share)
                self.share = (number + source.share) / len(self.sources)
                if len(trips):
                    yield hash_ids(trips, self._id_salt) if self._id_salt else trips

    def refuse_nothing_left(self) -> None:
        """Refuse files without a usable trip, after the last batch.

        Raises:
            TrajganrError: an ``INPUT`` code, that of the rule that removed the last fix.
        """
        where = (self._paths, self._options, self._cleaning)
        self.report.refuse_nothing_left(
            None if self._area is None else partial(outside, *where, self._area)
        )

    def remarks(self) -> list[Text]:
        """The recognised formats and the losses, as sentences, after the last batch."""
        remarks = [line for source in self.sources for line in source.remarks()]
        return remarks + self.report.lines()
