"""Fine-tune as ``torchrun`` runs it, frozen and in full: a process of :mod:`test_distributed`.

Arguments: the bundle, the pretrained model, a folder for the new ones and for what each rank saw,
and the configuration as JSON.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import Any

from trajganr_core.contract.training_config import FinetuneConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.engine.distributed import leave
from trajganr_core.training.engine.loop import _Run
from trajganr_core.training.finetuning.finetune import finetune


def main() -> None:
    path, model, folder = map(Path, sys.argv[1:4])
    config = FinetuneConfig(**json.loads(sys.argv[4]))
    losses: list[float] = []
    step = _Run.step

    def watched_step(self: _Run, rows: Any, batch: Any, steps: int) -> float:
        losses.append(step(self, rows, batch, steps))
        return losses[-1]

    _Run.step = watched_step  # type: ignore[method-assign]
    content: dict[str, Any] = {"losses": losses}
    for name, freeze in {"frozen": True, "full": False}.items():
        one = dataclasses.replace(config, freeze=freeze)
        content[name] = finetune(model, Bundle.load(path), one, folder / name).to_dict()
    (folder / f"{os.environ.get('RANK', '0')}.json").write_text(json.dumps(content))


if __name__ == "__main__":
    main()
    leave(0)
