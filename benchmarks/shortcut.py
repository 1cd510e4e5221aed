"""Does a trip's answer at a place tell of the trip, or of the place that the query names?

In the paper a query's token carries the place itself, and so does the embedding of the location
that the answer is aligned with. Here ``paper`` is pretrained on simulated Porto in the sizes of the
quick profile; then each query is put to its own trip, and to one drawn at random, a stranger there.

    python benchmarks/shortcut.py

What docs/benchmarks/comparison.md says was made so.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import worker  # noqa: F401  (threads that wait leave their core, before torch is there)

import numpy as np  # isort: skip
import torch  # isort: skip
from torch import Tensor  # isort: skip

from trajganr_core.benchmark.profiles import PROFILES  # isort: skip
from trajganr_core.benchmark.study import Study  # isort: skip
from trajganr_core.benchmark.system import Settings  # isort: skip
from trajganr_core.contract.training_config import PretrainConfig  # isort: skip
from trajganr_core.data.bundle import Bundle  # isort: skip
from trajganr_core.evaluation.retrieval import recalls  # isort: skip
from trajganr_core.evaluation.splits import split_edges  # isort: skip
from trajganr_core.model.trajganr import TrajGANR  # isort: skip
from trajganr_core.model.model_folder import load_encoders  # isort: skip
from trajganr_core.training.pretraining.pretrain import pretrain  # isort: skip
from trajganr_core.training.pretraining.negative_queue import NEAR_POSITIVE_M  # isort: skip
from trajganr_core.training.pretraining.trip_sampler import Sample, TripSampler  # isort: skip


def main() -> None:
    """Pretrain with each seed, and print a row of the table for it."""
    # Beside this script, where it is run; not where its functions are tested.
    from compare import BACKBONE, RESULTS, ROOT, simulated, write_image_weights

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    seeds = parser.parse_args().seeds
    folder = RESULTS / "simulated_porto"
    bundle = Bundle.load(ROOT / simulated(folder))
    (ROOT / folder).mkdir(parents=True, exist_ok=True)
    settings = PROFILES["quick"].settings
    settings = settings.seeing(BACKBONE, str(write_image_weights(ROOT / folder)))
    print("| seed | places | found from its own trip | from a strange one | cosine of the two |")
    print("|---|---|---|---|---|")
    for seed in seeds:
        found = told(pretrained(bundle, settings, seed), *asked(bundle, seed))
        print("|", " | ".join([str(seed), *found]), "|", flush=True)


def pretrained(bundle: Bundle, settings: Settings, seed: int) -> TrajGANR:
    """The encoders of ``paper``, pretrained as the benchmark does it on blocks."""
    options = {**settings.pretraining, "preset": "paper", "split": "block", "device": "cpu"}
    split, cpu = split_edges(bundle.network, bundle.area, "block", 0, seed), torch.device("cpu")
    trips = np.count_nonzero(~bundle.is_label)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study = Study(bundle, split, seed, cpu, folder, folder, settings.fewest_steps)
        epochs = study.epochs(options["epochs"], trips, options["batch_size"])
        config = PretrainConfig(**{**options, "seed": seed, "epochs": epochs})
        pretrain([bundle], config, folder / "model")
        return load_encoders(folder / "model", cpu)[0]


def asked(bundle: Bundle, seed: int) -> tuple[Sample, Tensor, Tensor]:
    """All trips with places along them, of each the row of a strange one, and which are near.

    Returns:
        The sample; ``(B,)`` a shuffle; ``(P, P)`` places within :data:`NEAR_POSITIVE_M`.
    """
    rng = np.random.default_rng(seed)
    everything = np.ones(len(bundle.images), dtype=np.bool_)
    sampler = TripSampler(bundle, everything, hide=False)
    sample = sampler.sample(sampler.draw(np.arange(len(sampler)), rng))
    xy = sample.places.xy.flatten(0, 1)
    near = torch.cdist(xy, xy) * bundle.area.half_extent_m < NEAR_POSITIVE_M
    return sample, torch.from_numpy(rng.permutation(len(sampler))), near


@torch.no_grad()
def told(model: TrajGANR, sample: Sample, stranger: Tensor, near: Tensor) -> tuple[str, ...]:
    """How many places, the share of them that are found first, and how alike both answers are."""
    own = model.embed_trajectory(sample.fixes, sample.places).flatten(0, 1)
    strange = model.embed_trajectory(sample.fixes[stranger], sample.places).flatten(0, 1)
    places = model.embed_location(sample.places.xy).flatten(0, 1)
    found = (recalls(answer, places, near)["recall_at_1"] for answer in (own, strange))
    alike = torch.cosine_similarity(own, strange).mean()
    return f"{len(own):,}", *(f"{share:.1%}" for share in found), f"{alike:.3f}"


if __name__ == "__main__":
    main()
