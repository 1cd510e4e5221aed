"""Trainings in several processes, as torchrun starts them, which note what each rank saw.

A server that has imported torch forks them, so that not each of them imports it. Like torchrun, the
test's own process has the store through which the ranks meet.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.distributed as dist
from hang import HANG_S
from safetensors.torch import save_file
from short_finetuning import shorten_finetuning

from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.engine.distributed import leave
from trajganr_core.training.engine.learner import Learner
from trajganr_core.training.engine.loop import Result, _Run
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.pretraining import pretrain as module
from trajganr_core.training.pretraining.pretrain import pretrain
from trajganr_core.training.pretraining.training_area import Batch

#: What the server imports: the trainings, and what they import only when they begin.
PRELOADED = [pretrain.__module__, finetune.__module__, "timm", "torch._dynamo"]

Training = Callable[..., dict[str, Any]]


def pretrain_in_processes(
    processes: int, bundles: Sequence[Bundle], images: int, folder: Path, config: PretrainConfig
) -> list[dict[str, Any]]:
    """Pretrain with so many images of each bundle; of each rank, each step's loss and images.

    Each rank's weights are in ``folder``, and the model in ``folder / "model"``.
    """
    return _run(_pretrain, processes, folder, [one.path for one in bundles], images, config)


def finetune_in_processes(
    processes: int, bundle: Bundle, model: Path, folder: Path, config: FinetuneConfig
) -> list[dict[str, Any]]:
    """Fine-tune, frozen and in full; of each rank, each step's loss and the two cards."""
    return _run(_finetune, processes, folder, bundle.path, model, config)


def _pretrain(seen: Path, paths: list[Path], images: int, config: PretrainConfig) -> dict[str, Any]:
    whole = [Bundle.load(path) for path in paths]
    bundles = [dataclasses.replace(one, images=one.images.iloc[:images]) for one in whole]
    images_seen: list[int] = []
    train = module.train

    def watched_train(learner: Learner, *arguments: object, **options: object) -> Result:
        result = train(learner, *arguments, **options)  # type: ignore[arg-type]
        rank = os.environ.get("RANK", "0")
        save_file(learner.modules["model"].state_dict(), seen / f"{rank}.safetensors")
        return result

    module.train = watched_train  # type: ignore[assignment]
    with _watched_steps(lambda batch: images_seen.append(len(batch.image))) as losses:
        pretrain(bundles, config, seen / "model")
    return {"losses": losses, "images": images_seen}


def _finetune(seen: Path, path: Path, model: Path, config: FinetuneConfig) -> dict[str, Any]:
    content: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch, _watched_steps(lambda batch: None) as losses:
        shorten_finetuning(patch)
        for name, freeze in {"frozen": True, "full": False}.items():
            one = dataclasses.replace(config, freeze=freeze)
            content[name] = finetune(model, Bundle.load(path), one, seen / name).to_dict()
    return {"losses": losses, **content}


@contextlib.contextmanager
def _watched_steps(see: Callable[[Batch], None]) -> Iterator[list[float]]:
    """The loss of each step of the trainings in a ``with`` block; each batch is passed on."""
    losses: list[float] = []
    step = _Run.step

    def watched_step(self: _Run, rows: Any, batch: Any) -> float:
        see(batch)
        losses.append(step(self, rows, batch))
        return losses[-1]

    _Run.step = watched_step  # type: ignore[method-assign]
    yield losses
    _Run.step = step  # type: ignore[method-assign]


def _run(
    training: Training, processes: int, folder: Path, *arguments: object
) -> list[dict[str, Any]]:
    """Train in so many processes; what each rank saw."""
    folder.mkdir()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    store = dist.TCPStore("127.0.0.1", 0, is_master=True, wait_for_workers=False)
    together = {
        "WORLD_SIZE": str(processes),
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(store.port),
        "TORCHELASTIC_USE_AGENT_STORE": "True",
        "TORCHELASTIC_RESTART_COUNT": "0",
    }
    ranks = []
    for rank in range(processes):
        environment = {**together, "RANK": str(rank), "LOCAL_RANK": str(rank)}
        target = (environment if processes > 1 else {}, training, folder, *arguments)
        ranks.append(context.Process(target=_train, args=target))
    try:
        for rank_process in ranks:
            rank_process.start()
        deadline = time.monotonic() + HANG_S
        while any(one.exitcode is None for one in ranks) and time.monotonic() < deadline:
            assert not any(one.exitcode for one in ranks)  # the others would wait for it
            time.sleep(0.05)
        assert [one.exitcode for one in ranks] == [0] * processes
    finally:
        for rank_process in ranks:
            rank_process.kill()
    return [json.loads((folder / f"{rank}.json").read_text()) for rank in range(processes)]


def _train(
    environment: dict[str, str], training: Training, folder: Path, *arguments: object
) -> None:
    """Be one process of a training."""
    os.environ.update(environment)
    torch.set_num_threads(1)
    seen = training(folder, *arguments)
    (folder / f"{os.environ.get('RANK', '0')}.json").write_text(json.dumps(seen))
    leave(0)
