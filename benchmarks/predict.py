"""Predicts all roads, with time and memory: ``predict.py MODEL BUNDLE OUT DEVICE`` for porto.py."""

import time

BEGUN = time.perf_counter()

import json  # noqa: E402
import resource  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import worker  # noqa: E402, F401  (threads that wait leave their core, before torch is there)
from trajganr_core.data.bundle import Bundle  # noqa: E402
from trajganr_core.inference.predict import predict_roads  # noqa: E402


def main() -> None:
    """Predict."""
    model, bundle, out, device = sys.argv[1:]
    counts = predict_roads(Path(model), Path(out), bundle=Bundle.load(Path(bundle)), device=device)
    figures = {
        "roads": counts["roads"],
        "seconds": time.perf_counter() - BEGUN,
        "peak_gb": peak_bytes() / 1e9,
    }
    print(json.dumps(figures))


def peak_bytes() -> int:
    """The largest resident memory of this process.

    Linux' own account comes first: ``ru_maxrss`` also counts what the process that started this
    one held at the time.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
