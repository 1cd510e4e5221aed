"""Learning priors from trips: expectation-maximisation, from what is shipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from ...utils.arrays import IntArray
from ...utils.progress import Progress, silent
from ...utils.study_area import StudyArea
from ..matching.matched import MatchedTrips
from ..matching.pass_times import Paces, with_times
from ..roads.network import Network
from .priors import PassSums, WayPriors
from .recover import distant_hops, recovered
from .shipped import Shipped
from .turns import Roads

#: Rounds of the algorithm.
ROUNDS = 2
#: Hops of at least this are distant, seconds: their ways are weighted by their probabilities.
DISTANT_S = 45.0


def learn_priors(
    batches: Callable[[], Iterable[tuple[MatchedTrips, IntArray]]],
    network: Network,
    area: StudyArea,
    sides: int,
    progress: Progress = silent,
) -> Sequence[WayPriors]:
    """The priors of each side of the trips, such as label trips and input trips.

    Each round sums the passes of close fixes as they are, and those of distant ones weighted by
    the probabilities of their ways under the priors of the round before, and by how little close
    fixes tell of the segment. No side's priors depend on the trips of another one.

    Args:
        batches: gives the pieces and the side of each; it is called once a round.
        network, area: the roads and their study area.
        sides: number of sides.
        progress: called for each batch.
    """
    roads, shipped = Roads.of(network, area), Shipped.load()
    learned = [WayPriors.shipped(roads, shipped)] * sides
    for number in range(ROUNDS):
        sums = [PassSums.empty(roads)] * sides
        has_distant = False
        for trips, side in batches():
            progress("Learning turns and speeds", number / ROUNDS)
            has_distant |= bool((distant_hops(trips, DISTANT_S) >= 0).any())
            for each in range(sides):
                own = trips.take(np.flatnonzero(side == each))
                own = _weighted(own, network, area, learned[each])
                sums[each] = sums[each].with_trips(roads, own, learned[each].unknown)
        learned = [WayPriors.of(roads, shipped, each) for each in sums]
        if not has_distant:
            break  # nothing depends on the priors
    return learned


def _weighted(
    trips: MatchedTrips, network: Network, area: StudyArea, priors: WayPriors
) -> MatchedTrips:
    """The trips with probable ways of distant hops, and times on them by usual seconds."""
    if not len(trips):
        return trips
    found, report = recovered(trips, network, area, priors, DISTANT_S)
    if not report.gaps:
        return trips
    return with_times(found, network, Paces(priors.seconds / priors.roads.metres))
