"""A local package index of tiny packages with the names of the worker's."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from stand_in import Reply, Request

#: Packages that the check of an environment imports, and their modules.
MODULES = {"geopandas": "geopandas", "numba": "numba", "timm": "timm", "pyzmq": "zmq"}
TORCH = """
__version__ = "{}"
class version:
    cuda = {!r}
class cuda:
    is_available = staticmethod(lambda: False)
"""
#: Builds the sources without a build system, which would have to be fetched.
BACKEND = f"""
import pathlib, sys
sys.path.append({str(Path(__file__).parent)!r})
from local_index import REQUIRES, make_wheel

def build_wheel(folder, config_settings=None, metadata_directory=None):
    path = pathlib.Path(folder) / "trajganr-0.1.0-py3-none-any.whl"
    return make_wheel(path, [*REQUIRES, "openmatrix; extra == 'exchange'"]).name
"""
REQUIRES = (*MODULES, "torch>=2.4", "torchvision>=0.19")
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["trajganr_core"]

[project]
name = "trajganr"
version = "0.1.0"
dependencies = [
{}
]
optional-dependencies.exchange = ["openmatrix"]
"""


def make_wheel(
    path: Path, requires: Sequence[str] = (), files: Mapping[str, str | bytes] | None = None
) -> Path:
    """A wheel with these requirements and files."""
    name, version, *_ = path.name.split("-")
    about = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Requires-Dist: {each}\n" for each in requires)
    tag = path.name.removesuffix(".whl").split("-", 2)[2]
    content = {
        **(files or {}),
        f"{about}/METADATA": metadata,
        f"{about}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    record = "".join(f"{file},,\n" for file in (*content, f"{about}/RECORD"))
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in {**content, f"{about}/RECORD": record}.items():
            entry = zipfile.ZipInfo(file)
            entry.external_attr = (0o100755 if "/scripts/" in file else 0o100644) << 16
            archive.writestr(entry, text)
    return path


def add_torch(folder: Path, version: str, cuda: str | None = None) -> None:
    """Add torch and torchvision of a version."""
    module = TORCH.format(version, cuda)
    make_wheel(folder / f"torch-{version}-py3-none-any.whl", files={"torch/__init__.py": module})
    make_wheel(folder / f"torchvision-{version}-py3-none-any.whl", ["torch"])


def add_worker_packages(folder: Path) -> None:
    """Add all that the worker requires but torch and torchvision, and a pip."""
    make_wheel(folder / "openmatrix-9.9-py3-none-any.whl")
    for name, module in MODULES.items():
        make_wheel(folder / f"{name}-9.9-py3-none-any.whl", files={f"{module}.py": ""})
    pip = distribution("pip")
    files = {
        file.as_posix(): file.locate().read_bytes()
        for file in pip.files or []
        if file.parts[0] == "pip" and file.suffix != ".pyc"
    }
    make_wheel(folder / f"pip-{pip.version}-py3-none-any.whl", files=files)


def add_uv(folder: Path, uv: Path) -> None:
    """Add a uv whose program runs another one."""
    program = f'#!/bin/sh\nexec {uv} "$@"\n'
    make_wheel(folder / "uv-9.9-py3-none-any.whl", files={"uv-9.9.data/scripts/uv": program})


def make_sources(folder: Path) -> Path:
    """The sources of a worker that needs no more than the tiny packages."""
    files = {
        "pyproject.toml": PROJECT.format("\n".join(f'    "{each}",' for each in REQUIRES)),
        **dict.fromkeys(("setup.py", "metadata.txt", "README.md", "LICENSE"), ""),
        "trajganr_core/backend.py": BACKEND,
        "worker/trajganr_worker/__main__.py": 'print("trajganr 0.1.0")',
        "resources/i18n/trajganr_de.ts": "",
        "resources/styles/roads.qml": "",
        "resources/demo/city/city.json": "",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def serve(packages: Path) -> Callable[[Request], Reply]:
    """The answers of a simple index of the wheels in a folder."""

    def answer(request: Request) -> Reply:
        name = request.path.rstrip("/").rpartition("/")[2].replace("%2B", "+")
        if name.endswith(".whl"):
            return Reply((packages / name).read_bytes())
        links = (f'<a href="/{file.name}">{file.name}</a>' for file in packages.glob(f"{name}-*"))
        return Reply("".join(links).encode(), headers={"Content-Type": "text/html"})

    return answer
