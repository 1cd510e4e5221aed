"""Measures how fast the model trains and predicts: ``make benchmark-model``.

Prints a table and writes ``build/benchmark/model.json``. Figures that are ratios are measured turn
by turn in this one run; benchmarks/log/2026-11-24-model-speed.md says how to read them.
"""

from __future__ import annotations

import argparse
import logging

import trajganr_worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import torch  # isort: skip

from trajganr_comparison.machine import device_name  # isort: skip
from trajganr_core.utils.device import resolve_device  # isort: skip

from ..figures import rows_of, rows_table, write_figures  # isort: skip
from .images import street_views  # isort: skip
from .porto import porto  # isort: skip
from .steps import layouts, on_gpu  # isort: skip

PARTS = {"layouts": layouts, "images": street_views, "porto": porto, "gpu": on_gpu}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    torch.manual_seed(0)
    device = resolve_device(options.device)
    rows = [row for part in options.parts for row in PARTS[part](device)]
    threads = torch.get_num_threads()
    heading = f"{device_name(device)}, {threads} threads, torch {torch.__version__}"
    print(rows_table(heading, rows))
    figures = {"threads": threads, "torch": torch.__version__, **rows_of(rows)}
    write_figures("model", figures, device=device.type)


if __name__ == "__main__":
    main()
