"""``make weights``: train the shipped model again, or weights that never saw Porto."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from trajganr_core.contract.records.model_card import SHIPPED_FOLDER

from .ingredients import Ingredients, elsewhere, of_porto
from .model import train_roads

WORK = Path(__file__).resolve().parents[2] / "build" / "shipped"


def main() -> int:
    """Train what the command line asks for; cities that were prepared before are used again."""
    parser = argparse.ArgumentParser(prog="benchmarks.shipped", description=__doc__)
    parser.add_argument("--without-porto", action="store_true", help="weights for figures of Porto")
    parser.add_argument("--out", type=Path, help="folder of the model")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    folder = options.out or (WORK / "without_porto" if options.without_porto else SHIPPED_FOLDER)
    found = elsewhere(WORK)
    if not options.without_porto:
        own = of_porto(WORK)
        found = Ingredients([*found.cities, *own.cities], [*found.sources, *own.sources])
    card = train_roads(found, folder)
    assert card.road_function is not None
    print(card.road_function.losses, card.road_function.figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
