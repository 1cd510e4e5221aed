"""Predicts all roads, with time and memory: ``… benchmarks.city.predict MODEL BUNDLE OUT DEVICE``.

The model is a folder, or ``shipped``; times of the week may follow.
"""

import time

BEGUN = time.perf_counter()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import worker  # noqa: E402, F401  (threads that wait leave their core, before torch is there)
from trajganr_core.data.bundle import Bundle  # noqa: E402
from trajganr_core.inference.predict import predict_roads  # noqa: E402

from ..memory import OwnMemory, peak_gb  # noqa: E402


def main() -> None:
    """Predict."""
    model, bundle, out, device, *times = sys.argv[1:]
    with OwnMemory() as memory:
        result = predict_roads(
            None if model == "shipped" else Path(model),
            Path(out),
            bundle=Bundle.load(Path(bundle)),
            time_sets=times,
            device=device,
        )
    figures = {
        "roads": result.counts["roads"],
        "seconds": time.perf_counter() - BEGUN,
        "cpu_s": time.process_time(),
        "peak_gb": peak_gb(),
        "own_gb": memory.peak_gb,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
