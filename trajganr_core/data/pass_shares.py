"""How many passes are recovered in gaps between fixes, and how many are left out, by road class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ..contract.records.bundle_manifest import BundleManifest
from ..contract.texts.text import Text
from .matching.gaps import recovered_passes
from .matching.matched import MatchedTrips
from .roads.network import Network

#: Key of the sentences in the remarks of a bundle's manifest.
PASSES_BY_CLASS = "passes by class"
#: Classes with fewer passes, as a share of all, are not listed.
MIN_SHARE_OF_CLASS = 0.01


@dataclass(frozen=True)
class PassShares:
    """Numbers of passes of one batch, or the sum of several.

    Attributes:
        of_class: of each road class the passes, those that are recovered, and those that are not
            more likely than not, which do not count.
    """

    of_class: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, trips: MatchedTrips, network: Network) -> PassShares:
        """Count the passes of matched pieces."""
        names, of = np.unique(network.highway.astype(str), return_inverse=True)
        of_pass = of[trips.pass_edge]
        every = np.ones(len(of_pass), dtype=bool)
        counts = [
            np.bincount(of_pass[chosen], minlength=len(names))
            for chosen in (every, recovered_passes(trips), ~trips.pass_is_likely)
        ]
        rows = zip(names.tolist(), np.column_stack(counts).tolist(), strict=True)
        return cls({name: (passes, gaps, left) for name, (passes, gaps, left) in rows if passes})

    def __add__(self, other: PassShares) -> PassShares:
        total = dict(self.of_class)
        for name, added in other.of_class.items():
            first, second, third = total.get(name, (0, 0, 0))
            total[name] = (first + added[0], second + added[1], third + added[2])
        return PassShares(total)

    @property
    def of_all(self) -> tuple[int, int, int]:
        """The numbers of all classes together."""
        first, second, third = (
            sum(counts[number] for counts in self.of_class.values()) for number in range(3)
        )
        return first, second, third

    @property
    def recovered_share(self) -> float | None:
        """Of the passes, those that are recovered; None if there are none."""
        passes, recovered, _ = self.of_all
        return recovered / passes if recovered else None

    def lines(self) -> list[Text]:
        """A sentence for all roads and one for each class; none if no pass is recovered."""
        passes, recovered, left_out = self.of_all
        if not recovered:
            return []
        lines = [_sentence("", passes, recovered, left_out)]
        for name, counts in sorted(self.of_class.items(), key=lambda each: -each[1][0]):
            if name and counts[0] >= MIN_SHARE_OF_CLASS * passes:
                lines.append(_sentence(name, *counts))
        return lines


def remarks_on_passes(manifest: BundleManifest) -> tuple[Text, ...]:
    """The sentences of a bundle for a layer that is made of its passes."""
    return tuple(manifest.remarks.get(PASSES_BY_CLASS, ()))


def _sentence(name: str, passes: int, recovered: int, left_out: int) -> Text:
    return Text(
        "Passes on roads of class {name}: {recovered:.1f} % are recovered between distant fixes, "
        "{left_out:.1f} % are left out because other ways are as likely."
        if name
        else "Passes on all roads: {recovered:.1f} % are recovered between distant fixes, "
        "{left_out:.1f} % are left out because other ways are as likely.",
        name=name,
        recovered=100 * recovered / passes,
        left_out=100 * left_out / passes,
    )
