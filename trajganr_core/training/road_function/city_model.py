"""The city model: the shipped model, adapted to the passes of a bundle.

It is made when it is first needed, and kept in the cache. It is an ordinary model folder, whose
encoders are the shipped ones and whose road function was trained a little further.
"""

from __future__ import annotations

import hashlib
import logging
import time
from dataclasses import replace
from pathlib import Path

import torch
from filelock import FileLock

from ...contract.files.atomic_io import atomic_folder, sha256_of
from ...contract.records.model_card import (
    CARD,
    SHIPPED_FOLDER,
    ModelCard,
    ShippedCard,
    no_model_and_bundle,
)
from ...contract.version import __version__
from ...data.bundle import Bundle
from ...model.model_folder import copy_model, new_card, read_card, save_model
from ...utils.cache import cache_folder
from ...utils.progress import Progress, silent
from .learn_roads import learn_roads

log = logging.getLogger(__name__)

#: Seconds in which the shipped road function is adapted.
BUDGET_S = 25.0
#: Of the split of the drivers, and of the training.
SEED = 0


def chosen_model(model: Path | None, bundle: Bundle | None, progress: Progress = silent) -> Path:
    """The folder of a model or, where none is chosen, of the city model of a bundle.

    Raises:
        TrajganrError: ``INPUT.FIELD`` without both; as :func:`model_of_city`.
    """
    if model is not None:
        return model
    if bundle is None:
        raise no_model_and_bundle()
    return model_of_city(bundle, progress=progress)


def model_of_city(bundle: Bundle, progress: Progress = silent) -> Path:
    """The folder of the city model of a bundle, which is made if the cache has none.

    Raises:
        TrajganrError: ``MODEL.MISSING``, ``MODEL.HASH`` or ``MODEL.INCOMPATIBLE`` where the
            shipped model is damaged.
    """
    made = f"{__version__} {ModelCard.SCHEMA} {sha256_of(SHIPPED_FOLDER / CARD)}"
    key = hashlib.sha256(f"{made} {bundle.cache_key}".encode())
    folder = cache_folder() / "city_models" / key.hexdigest()[:32]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / CARD).is_file():
            with atomic_folder(folder, CARD) as temporary:
                _write(temporary, bundle, progress)
    return folder


def _write(folder: Path, bundle: Bundle, progress: Progress) -> None:
    source = read_card(SHIPPED_FOLDER)
    card = new_card(
        bundle,
        name="Shipped model",
        seed=SEED,
        device=torch.device("cpu"),
        pretraining=source.pretraining,
        model=source.model,
        learned_from=source.learned_from,
    )
    card = copy_model(SHIPPED_FOLDER, folder, card, with_heads=False)
    about = ShippedCard(encoders=True, sources=source.data.sources)
    begun = time.monotonic()
    function, learned = learn_roads(bundle, SEED, progress, BUDGET_S, start=SHIPPED_FOLDER)
    if learned is not None:
        held_out = learned.held_out or 0
        about = replace(
            about,
            drivers=learned.drivers - held_out,
            held_out=held_out,
            seconds=round(time.monotonic() - begun, 1),
        )
        card = replace(card, road_function=learned)
    save_model(folder, replace(card, shipped=about), road_function=function)
    log.info(about.remark)
