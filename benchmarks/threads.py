"""Measures the cost of spinning threads for trainings that share the cores.

Prints steps a second of a small training, alone and beside another one, turn by turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

SETTINGS = {
    "default": {},
    "OMP_WAIT_POLICY=PASSIVE": {"OMP_WAIT_POLICY": "PASSIVE"},
    "GOMP_SPINCOUNT=0": {"GOMP_SPINCOUNT": "0"},
    "KMP_BLOCKTIME=0": {"KMP_BLOCKTIME": "0"},
    "one interop thread": {"INTEROP": "1"},
    "OMP_NUM_THREADS=1": {"OMP_NUM_THREADS": "1"},
}
REPEATS = 3
SECONDS = 4.0


def main() -> None:
    """Compare the settings; with an argument, be the training."""
    if len(sys.argv) > 1:
        train(float(sys.argv[1]))
        return
    rates: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in SETTINGS}
    for _ in range(REPEATS):
        for name, settings in SETTINGS.items():
            alone, beside = rates[name]
            alone += run(1, settings)
            beside += run(2, settings)
    print("| setting | one, steps/s | each of two, steps/s |\n|---|---|---|")
    for name, (alone, beside) in rates.items():
        print(f"| {name} | {statistics.median(alone):.2f} | {statistics.median(beside):.2f} |")


def run(count: int, settings: dict[str, str]) -> list[float]:
    """Steps a second of each of some trainings at once."""
    foreign = ("OMP", "GOMP", "KMP", "MKL", "INTEROP")
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
    processes = [
        subprocess.Popen(
            [sys.executable, __file__, str(SECONDS)],
            env={**inherited, **settings},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    return [float(process.communicate()[0]) for process in processes]


def train(seconds: float) -> None:
    """Train for so long and print steps a second."""
    import torch
    from torch import nn

    if "INTEROP" in os.environ:
        torch.set_num_interop_threads(int(os.environ["INTEROP"]))
    layer = nn.TransformerEncoderLayer(128, 8, 512, batch_first=True, norm_first=True)
    model = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
    optimiser = torch.optim.Adam(model.parameters())
    x = torch.randn(64, 40, 128)

    def step() -> None:
        optimiser.zero_grad()
        model(x).pow(2).mean().backward()
        optimiser.step()

    step()
    steps, begun = 0, time.perf_counter()
    while time.perf_counter() < begun + seconds:
        step()
        steps += 1
    print(steps / (time.perf_counter() - begun))


if __name__ == "__main__":
    main()
