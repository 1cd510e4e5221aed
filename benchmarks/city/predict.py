"""Predicts all roads, with time and memory: ``… benchmarks.city.predict MODEL BUNDLE OUT DEVICE``.

The model is a folder, or ``shipped``; times of the week may follow.
"""

import time

BEGUN = time.perf_counter()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import trajganr_worker  # noqa: E402, F401  (threads that wait leave their core, before torch is there)
from trajganr_core.contract.layers.road_times import PredictedTimes  # noqa: E402
from trajganr_core.contract.options.time_sets import parse_time_sets  # noqa: E402
from trajganr_core.data.bundle import Bundle  # noqa: E402
from trajganr_core.inference.loaded_model import LoadedModel  # noqa: E402
from trajganr_core.inference.predict import predict_roads  # noqa: E402

from ..memory import OwnMemory, peak_gb  # noqa: E402


def main() -> None:
    """Predict."""
    model, bundle, out, device, *times = sys.argv[1:]
    with OwnMemory() as memory:
        path = None if model == "shipped" else Path(model)
        opened = LoadedModel.load(path, Bundle.load(Path(bundle)), device)
        result = predict_roads(opened, Path(out), times=PredictedTimes(parse_time_sets(times)))
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
