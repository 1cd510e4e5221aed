"""Pretrain as ``torchrun`` runs it: a process of :mod:`test_distributed`.

Arguments: the bundles, how many of each one's images there are, the folder of the model, a folder
for what each rank saw, and the configuration as JSON.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import Any

from safetensors.torch import save_file

from trajganr_core.contract.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.engine.distributed import leave
from trajganr_core.training.engine.learner import Learner
from trajganr_core.training.engine.loop import Result, _Run
from trajganr_core.training.pretraining import pretrain as module
from trajganr_core.training.pretraining.batch import Batch
from trajganr_core.training.pretraining.pretrain import pretrain


def main() -> None:
    images = int(sys.argv[2])
    whole = [Bundle.load(Path(path)) for path in sys.argv[1].split(os.pathsep)]
    bundles = [dataclasses.replace(one, images=one.images.iloc[:images]) for one in whole]
    out, seen = map(Path, sys.argv[3:5])
    rank = os.environ.get("RANK", "0")
    losses: list[float] = []
    images_seen: list[int] = []
    step, train = _Run.step, module.train

    def watched_step(self: _Run, rows: Any, batch: Batch, steps: int) -> float:
        images_seen.append(len(batch.image))
        losses.append(step(self, rows, batch, steps))
        return losses[-1]

    def watched_train(learner: Learner, *arguments: object, **options: object) -> Result:
        result = train(learner, *arguments, **options)  # type: ignore[arg-type]
        save_file(learner.modules["model"].state_dict(), seen / f"{rank}.safetensors")
        return result

    _Run.step = watched_step  # type: ignore[method-assign]
    module.train = watched_train  # type: ignore[assignment]
    pretrain(bundles, PretrainConfig(**json.loads(sys.argv[5])), out)
    content = {"losses": losses, "images": images_seen}
    (seen / f"{rank}.json").write_text(json.dumps(content))


if __name__ == "__main__":
    main()
    leave(0)
