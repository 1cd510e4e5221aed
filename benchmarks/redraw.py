"""Draws the pictures of results and writes their pages again, from their columns.

    python benchmarks/redraw.py docs/benchmarks/comparison/porto
    python benchmarks/redraw.py build/benchmark/porto/results --bundle build/benchmark/porto/bundle
    python benchmarks/redraw.py --pages-only docs/benchmarks/comparison/*

Charts need nothing else. Maps need the bundle; without it they are kept as they are, as are
pictures of predictions if the folder has none.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from trajganr_comparison.figures import draw_figures
from trajganr_comparison.markdown import markdown
from trajganr_comparison.results import Results
from trajganr_comparison.runner import PAGE
from trajganr_core.contract.atomic_io import atomic_file
from trajganr_core.data.bundle import Bundle


def main() -> None:
    """Draw the pictures of each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="of results")
    parser.add_argument("--bundle", type=Path, help="that all of them compare systems on")
    parser.add_argument("--pages-only", action="store_true", help="keep all pictures")
    options = parser.parse_args()
    bundle = Bundle.load(options.bundle) if options.bundle else None
    for folder in options.folders:
        redraw(folder, bundle, with_pictures=not options.pages_only)
        print(folder)


def redraw(folder: Path, bundle: Bundle | None = None, *, with_pictures: bool = True) -> None:
    """Draw the pictures of a folder, and write its page and record.

    Raises:
        TrajganrError: as :meth:`~trajganr_comparison.results.Results.read`.
    """
    results = Results.read(folder)
    if with_pictures:
        results.record["figures"] = draw_figures(results, folder, bundle)
    with atomic_file(folder / PAGE) as file:
        file.write_text(markdown(results), encoding="utf-8")
    results.write_record(folder)


if __name__ == "__main__":
    main()
