"""Make a small home as a release leaves it: a bundle, two models, and jobs that ended differently.

Run it in a checkout of that release, with the Python of an environment that has its requirements:

    cd /path/to/checkout
    PYTHONPATH=.:worker:tests python /path/to/make_home.py /path/to/home.tar.xz

The archive has the home without keys, logs and uploaded files, which are not needed. To be small,
it has the weights of large layers as powers of two.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file
from tiny_city import make_tiny_city

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.params import JobParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.client import Client

#: Of a home: jobs, bundles and models.
KEPT = ("jobs.sqlite", "bundles", "models")
#: Layers with more weights than this are rounded.
LARGE = 4000


def main() -> None:
    """Write the archive that the command line names."""
    archive = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        command = [sys.executable, "-m", "trajganr_worker", "worker", "start", "--foreground"]
        worker = subprocess.Popen([*command, "--home", home])
        try:
            with connected(home) as client:
                fill(client, Path(folder) / "city")
                client.stop_worker()
            worker.wait()
        finally:
            worker.kill()
        for weights in home.glob("models/*/**/*.safetensors"):
            shrink(weights, sorted(home.glob("models/*/card.json")))
        with tarfile.open(archive, "w:xz") as tar:
            for name in KEPT:
                tar.add(home / name, name)


def connected(home: Path) -> Client:
    """A client of the worker, once it answers."""
    for _ in range(600):
        try:
            return Client.connect(home)
        except TrajganrError:
            time.sleep(0.1)
    raise SystemExit(f"The worker of {home} does not answer.")


def fill(client: Client, files: Path) -> None:
    """Run one job of each kind that makes something, and one that fails."""
    city = make_tiny_city(files)
    sent = {"trips": (client.put_file(city.trips),), "roads": client.put_file(city.roads)}
    bundle = run(client, PrepareParams(**sent, bbox=city.area.bbox, name="Tiny city"))
    small = {"dimension": 16, "layers": 1, "epochs": 1, "device": "cpu"}
    model = run(client, PretrainParams(bundle=bundle, name="Tiny model", **small))
    heads = {"tasks": ("speed",), "epochs": 1, "device": "cpu"}
    run(client, FinetuneParams(model=model, bundle=bundle, name="Tuned model", **heads))
    far = (10.0, 50.0, 10.1, 50.1)
    run(client, PrepareParams(**sent, bbox=far, name="Elsewhere"))


def run(client: Client, params: JobParams) -> str:
    """Run a job to its end; the id of what it made."""
    job_id = client.submit(params)
    for event in client.follow(job_id):
        print(event.state, event.message or "", flush=True)
    result = client.job(job_id).result or {}
    return str(result.get("bundle") or result.get("model") or "")


def shrink(weights: Path, cards: list[Path]) -> None:
    """Round the weights of large layers, and write the file's new hash into the cards."""
    old = hashlib.sha256(weights.read_bytes()).hexdigest()
    with safe_open(weights, "numpy") as file:
        described = file.metadata()
        tensors = {name: rounded(file.get_tensor(name)) for name in file.keys()}  # noqa: SIM118
    save_file(tensors, weights, described)
    new = hashlib.sha256(weights.read_bytes()).hexdigest()
    for card in cards:
        text = card.read_text(encoding="utf-8")
        card.write_text(text.replace(old, new), encoding="utf-8")


def rounded(tensor: np.ndarray) -> np.ndarray:
    """A tensor, whose values are powers of two if it has many."""
    if tensor.size < LARGE or tensor.dtype != np.float32:
        return tensor
    _, exponents = np.frexp(tensor)
    return np.ldexp(np.sign(tensor), exponents - 1)


if __name__ == "__main__":
    main()
