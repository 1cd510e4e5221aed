"""Predicts all roads, with time and memory: ``predict.py MODEL BUNDLE OUT DEVICE [TIMES …]``.

The model is a folder, or ``shipped``.
"""

import time

BEGUN = time.perf_counter()

import json  # noqa: E402
import resource  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
from pathlib import Path  # noqa: E402

import worker  # noqa: E402, F401  (threads that wait leave their core, before torch is there)
from trajganr_core.contract.layers.road_times import PredictedTimes  # noqa: E402
from trajganr_core.contract.options.time_sets import parse_time_sets  # noqa: E402
from trajganr_core.data.bundle import Bundle  # noqa: E402
from trajganr_core.inference.loaded_model import LoadedModel  # noqa: E402
from trajganr_core.inference.predict import predict_roads  # noqa: E402

STATUS = Path("/proc/self/status")
#: Between two looks at the memory.
PAUSE_S = 0.05


def main() -> None:
    """Predict."""
    model, bundle, out, device, *times = sys.argv[1:]
    own = [0]
    threading.Thread(target=_watch, args=(own,), daemon=True).start()
    path = None if model == "shipped" else Path(model)
    opened = LoadedModel.load(path, Bundle.load(Path(bundle)), device)
    result = predict_roads(opened, Path(out), times=PredictedTimes(parse_time_sets(times)))
    figures = {
        "roads": result.counts["roads"],
        "seconds": time.perf_counter() - BEGUN,
        "cpu_s": time.process_time(),
        "peak_gb": peak_bytes() / 1e9,
        "own_gb": own[0] / 1e9,
    }
    print(json.dumps(figures))


def peak_bytes() -> int:
    """The largest resident memory of this process.

    Linux' own account comes first: ``ru_maxrss`` also counts what the process that started this
    one held at the time.
    """
    if STATUS.is_file():
        return _status("VmHWM")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024)


def _watch(own: list[int]) -> None:
    """Keep the most memory so far without pages of files, which the system can take back."""
    while STATUS.is_file():
        own[0] = max(own[0], _status("RssAnon"))
        time.sleep(PAUSE_S)


def _status(name: str) -> int:
    """A number of bytes from Linux' account of this process."""
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(name)


if __name__ == "__main__":
    main()
