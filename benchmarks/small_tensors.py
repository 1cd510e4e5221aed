"""Measures heads and road functions trained with one thread and with all, turn by turn.

``python -m benchmarks.small_tensors`` needs a bundle and a pretrained model; by default it takes
those of real Porto in ``build/benchmark/porto``.
"""

from __future__ import annotations

import argparse
import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import torch  # isort: skip

from trajganr_core.contract.options.training_config import FinetuneConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.finetuning import head_learner
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.road_function import learn_roads, train_road_function

PORTO = Path(__file__).resolve().parents[1] / "build" / "benchmark" / "porto"
REPEATS = 2
ROUNDS = 4


def main() -> None:
    """Train in turn and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=PORTO / "bundle")
    parser.add_argument("--model", type=Path, default=PORTO / "model")
    options = parser.parse_args()
    bundle = Bundle.load(options.bundle)
    config = FinetuneConfig(tasks=("speed", "popularity"), epochs=2, device="cpu")

    def heads() -> None:
        with TemporaryDirectory() as out:
            finetune(options.model, bundle, config, Path(out) / "tuned")

    def roads() -> None:
        with mock.patch.object(learn_roads, "ROUNDS", ROUNDS):
            learn_roads.learn_roads(bundle, 0)

    print(f"| turn | threads | heads, s | road function, {ROUNDS} rounds, s |")
    print("|---|---|---|---|")
    for turn in range(REPEATS):
        for several in (False, True):
            with several_threads() if several else contextlib.nullcontext():
                taken = [seconds(heads), seconds(roads)]
            threads = torch.get_num_threads() if several else 1
            print(f"| {turn + 1} | {threads} | {taken[0]:.1f} | {taken[1]:.1f} |", flush=True)


@contextlib.contextmanager
def several_threads() -> Iterator[None]:
    """Let heads and road functions train with all threads."""
    decorated = train_road_function.train_road_function
    plain = decorated.__wrapped__  # type: ignore[attr-defined]
    with (
        mock.patch.object(head_learner, "one_thread", contextlib.nullcontext),
        mock.patch.object(learn_roads, "train_road_function", plain),
    ):
        yield


def seconds(work: Callable[[], None]) -> float:
    """Wall time of a call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
