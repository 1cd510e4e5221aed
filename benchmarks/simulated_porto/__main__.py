"""``python -m benchmarks.simulated_porto --out build/simulated_porto``: make the city."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import fields
from pathlib import Path

from trajganr_core.contract.errors import TrajganrError

from ..cities import PORTO
from .city import BUNDLE, Sources, make_city
from .options import CityOptions, area_of
from .overview import draw_overview


def main() -> int:
    """Make the city that the command line asks for."""
    usual = CityOptions()
    parser = argparse.ArgumentParser(prog="simulated_porto", description="Make simulated Porto.")
    parser.add_argument("--out", type=Path, required=True, help="folder to write; replaced")
    parser.add_argument("--porto", type=Path, default=PORTO, help="folder of Porto's files")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--area-share", type=float, default=usual.area_share)
    parser.add_argument("--trips", type=int, default=usual.trips)
    parser.add_argument("--hours", type=float, default=usual.hours)
    parser.add_argument("--picture-every-m", type=float, default=usual.picture_every_m)
    parser.add_argument("--fix-every-s", type=int, default=usual.fix_every_s)
    given = parser.parse_args()
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:4.0f} s  {text}", flush=True)

    try:
        chosen = {field.name: getattr(given, field.name) for field in fields(CityOptions)}
        options = CityOptions(**chosen)
        area = area_of(options.area_share)
        city = make_city(Sources.of_porto(given.porto), area, given.out, options, say)
    except TrajganrError as error:
        print(error, file=sys.stderr)
        return 1
    draw_overview(city, given.out, given.out / "overview.png")
    print(json.dumps(city.description["counts"], indent=2))
    say(f"Done: {given.out / BUNDLE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
