"""What earlier outputs published about a bundle's trips, from which a new one may be subtracted.

:mod:`.privacy` protects within one output. Two outputs can be subtracted too: of whole weeks and of
weekdays, of all trips and of input trips, of zones and of zones without a small circle. The ledger
is a file of the bundle, so that it goes where the trips go, and who may use these may read it. It
warns; it refuses nothing, because only the people who publish know what was published.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..contract.errors import TrajganrError
from ..contract.kinds import KINDS
from ..contract.options.time_sets import TimeSet, parse_time_set
from ..contract.records.bundle_manifest import LEDGER
from ..contract.records.json_records import decode
from ..contract.texts.text import Text

log = logging.getLogger(__name__)

#: Earlier outputs that are named in a warning.
MAX_NAMED = 3
#: A ledger of some ten thousand outputs.
MAX_BYTES = 4 << 20


@dataclass(frozen=True)
class Output:
    """What an output published.

    Attributes:
        kind: one that has sums.
        times: notations of the time sets.
        side: ``all``, ``input`` or ``label`` trips.
        min_drivers: nothing about fewer was published.
        choice: what else was chosen, such as zones, in a text that is equal for equal choices.
        day: on which it was made, UTC; today if empty.
    """

    kind: str
    times: tuple[str, ...]
    side: str
    min_drivers: int
    choice: str = ""
    day: str = ""

    @classmethod
    def of(
        cls, kind: str, time_sets: Sequence[TimeSet], side: str, min_drivers: int, choice: str = ""
    ) -> Output:
        """An output that is made today."""
        times = tuple(each.text for each in time_sets)
        return cls(kind, times, side, min_drivers, choice, datetime.now(UTC).date().isoformat())

    def can_be_subtracted(self, other: Output) -> bool:
        """Whether differences of both may show more than each of them."""
        if _sums(self.kind) != _sums(other.kind) or self._what() == other._what():
            return False
        if {self.side, other.side} == {"input", "label"}:
            return False
        return any(
            begin < other_end and other_begin < end
            for begin, end in _intervals(self.times)
            for other_begin, other_end in _intervals(other.times)
        )

    @property
    def text(self) -> Text:
        """The output in words."""
        templates = {
            "all": "{output} of {day} ({times})",
            "input": "{output} of {day} ({times}, input trips)",
            "label": "{output} of {day} ({times}, label trips)",
        }
        return Text(
            templates[self.side],
            output=Text(KINDS[self.kind].title),
            day=self.day,
            times=" | ".join(self.times),
        )

    def _what(self) -> tuple[frozenset[str], str, int, str]:
        return frozenset(self.times), self.side, self.min_drivers, self.choice


def record_output(folder: Path, output: Output) -> list[Text]:
    """Record an output of the bundle in a folder, and warn of earlier ones."""
    path = folder / LEDGER
    try:
        earlier = _read(path)
        if output not in earlier:
            made = folder.stat()
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(output)) + "\n")
            os.utime(folder, ns=(made.st_atime_ns, made.st_mtime_ns))  # it is when it was prepared
    except (OSError, ValueError, TypeError, KeyError, RecursionError, TrajganrError) as error:
        line = Text("The ledger of earlier outputs cannot be read or written: it warns of nothing.")
        log.warning("%s %s: %s", line, path, error)
        return [line]
    others = dict.fromkeys(each.text for each in earlier if output.can_be_subtracted(each))
    if not others:
        return []
    line = Text(
        "Earlier outputs of the same trips: {n:,}. Differences from them may tell of fewer than "
        "{drivers:,} drivers: publish one only. Such are: {outputs}.",
        n=len(others),
        drivers=output.min_drivers,
        outputs=list(others)[-MAX_NAMED:],
    )
    log.warning(line)
    return [line]


def _read(path: Path) -> list[Output]:
    """The outputs in a ledger, which may be a stranger's, as the bundle's folder may be.

    Raises:
        OSError, ValueError, TypeError, KeyError, RecursionError, TrajganrError: for anything else.
    """
    if path.is_symlink():  # what is appended would be written elsewhere
        raise OSError("it is a link")
    if not path.exists():
        return []
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise OSError("it is no file of a plausible size")
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [decode(Output, json.loads(line)) for line in lines]
    for each in found:
        _intervals(each.times), _sums(each.kind)
    return found


def _sums(kind: str) -> str:
    """What a kind has sums of.

    Raises:
        KeyError: there is no such kind, or it has none.
    """
    if not KINDS[kind].sums:
        raise KeyError(kind)
    return KINDS[kind].sums


def _intervals(times: Sequence[str]) -> list[tuple[int, int]]:
    return [interval for each in times for interval in parse_time_set(each).intervals]
