"""``trajganr benchmark`` with trips that are asked along whole segments: a trial.

A label is of a segment, but a trip is asked at one place on it: at a picture, or in the middle.
Here it is asked at several places along the segment, and a head sees the mean of its answers:

    python benchmarks/along_segment.py BUNDLE --out DIR ...

takes what the command takes. docs/benchmarks/comparison.md, "Granularity of the alignment".
"""

from __future__ import annotations

import argparse
from functools import partialmethod
from pathlib import Path
from unittest import mock

import numpy as np
from torch import Tensor

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.footprints import interpolate_time
from trajganr_core.data.roads.network import Network
from trajganr_core.features.location_features import EvidenceTable
from trajganr_core.utils.arrays import IntArray
from trajganr_core.utils.ragged import last_before
from worker.cli import program

__all__ = ["answers_along"]

#: Where a trip is asked, as shares of the way that it drives on the segment.
PLACES = np.array([0.1, 0.3, 0.5, 0.7, 0.9])


def main() -> int:
    """Run the command, with other answers of trips in training and in use."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    options, words = parser.parse_known_args()
    along = partialmethod(answers_along, Bundle.load(options.bundle).network)
    # The trial replaces a method for itself, in this process: the product has no switch for it.
    with mock.patch.object(EvidenceTable, "_embed", along):
        return program.main(["benchmark", str(options.bundle), *words, "--processes", "1"])


def answers_along(table: EvidenceTable, network: Network, passes: IntArray) -> Tensor:
    """What trips answer along the segments of passes, means ``(p, D)`` over :data:`PLACES`.

    Args:
        table: of the passes.
        network: of the segments.
        passes: ``(p,)`` of the table; those of a trip together.
    """
    own, trips, area = table.passes.take(passes), table.tokens.trips, table.tokens.area
    passed = last_before(trips.pass_s, trips.pass_offsets, own.s, own.trip)
    enter_m = trips.pass_enter_m[passed][:, None]
    along_m = (trips.pass_exit_m[passed][:, None] - enter_m) * PLACES
    s = (trips.pass_s[passed][:, None] + along_m).ravel()
    trip = np.repeat(own.trip, len(PLACES))
    edge = np.repeat(trips.pass_edge[passed], len(PLACES))
    lon, lat = network.locate(edge, (enter_m + along_m).ravel()).T
    xy = area.normalise(area.to_local(lon, lat))
    z = table.answers(trip, s, interpolate_time(trips, trip, s), xy)
    return z.unflatten(0, (len(passes), len(PLACES))).mean(1)


if __name__ == "__main__":
    raise SystemExit(main())
