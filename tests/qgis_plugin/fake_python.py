"""A fake Python whose pip installs a fake uv, which creates environments; nothing is downloaded.

The environment that it creates has a copy of it as its Python. Environment variables control it:
``FAKE_SAYS`` is an error with which uv and pip fail, ``FAKE_UV_HANGS`` names a file for the pid of
a program that uv starts and waits for, ``FAKE_TORCH`` is the result of the worker's imports as
JSON, ``FAKE_PLAN`` the output of a dry run, ``FAKE_MATCHER_SAYS`` an error with which the
compilation of the map matcher fails, ``FAKE_UV`` the version of the uv that pip installs, and
``FAKE_WHEEL`` the file that pip downloads. ``FAKE_LOG`` names a file for its arguments and the
variables that matter.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

TORCH = {"python": "3.12.1", "torch": "2.15.0+cpu", "cuda": None, "sees_gpu": False}
ABOUT = {"version": [3, 12], "bits": 64, "can_make_environments": True, "has_pip": True}
VERSION = "uv 9.9"
LOGGED = (
    *("https_proxy", "PIP_CERT", "UV_DEFAULT_INDEX", "UV_INDEX", "TMPDIR"),
    *("PYTHONHOME", "GDAL_DATA"),
)


def main(arguments: list[str]) -> None:
    log(arguments)
    if "-c" in arguments:
        is_probe = "ensurepip" in arguments[-1]
        print(json.dumps(ABOUT) if is_probe else os.environ.get("FAKE_TORCH", json.dumps(TORCH)))
    elif arguments[:2] in (["-m", "venv"], ["uv", "venv"]):
        program = Path(arguments[-1]) / "bin" / "python"
        program.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(sys.argv[0], program)
    elif arguments[:2] == ["-m", "trajganr_worker"]:
        print("trajganr 0.1.0")
    elif arguments[:2] == ["-m", "trajganr_core.data.matching"]:
        fail_if_requested("FAKE_MATCHER_SAYS")
    elif "download" in arguments:
        fail_if_requested()
        target = Path(arguments[arguments.index("--dest") + 1])
        shutil.copy(os.environ["FAKE_WHEEL"], target)
    elif "--target" in arguments:
        target = Path(arguments[arguments.index("--target") + 1])
        install_uv(target / "bin" / "uv")
    elif "--dry-run" in arguments:
        print(os.environ.get("FAKE_PLAN", "Would install numpy-2.0 torch-2.15.0"))
    elif "--compile-bytecode" in arguments:
        install()


def install() -> None:
    fail_if_requested()
    print("Collecting torch", flush=True)
    print("  Downloading torch-2.15.0-cp312-none-any.whl (200 MB)", flush=True)
    if "FAKE_UV_HANGS" in os.environ:
        child = subprocess.Popen(["sleep", "600"])
        Path(os.environ["FAKE_UV_HANGS"]).write_text(str(child.pid), encoding="utf-8")
        child.wait()
    print("  Downloading numpy-2.0-cp312-none-any.whl (20 MB)", flush=True)
    print("Installing collected packages: numpy, torch", flush=True)


def install_uv(program: Path) -> None:
    if not os.environ.get("FAKE_UV", VERSION):
        print("No matching distribution found for uv")
        sys.exit(1)
    program.parent.mkdir(parents=True)
    program.write_text(
        f"#!/bin/sh\n[ $1 = --version ] && exec echo {os.environ.get('FAKE_UV', VERSION)}\n"
        f'exec {sys.argv[0]} uv "$@"\n',
        encoding="utf-8",
    )
    program.chmod(0o700)


def fail_if_requested(variable: str = "FAKE_SAYS") -> None:
    if variable in os.environ:
        print(os.environ[variable])
        sys.exit(1)


def log(arguments: list[str]) -> None:
    if "FAKE_LOG" in os.environ:
        variables = {name: os.environ[name] for name in LOGGED if name in os.environ}
        with Path(os.environ["FAKE_LOG"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"arguments": arguments, "variables": variables}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
