"""Write ``resources/pyzmq.txt``: the wheels of pyzmq that the plugin installs if QGIS lacks it.

    python .ci/pin_pyzmq.py VERSION

For each system and Python, pip reports the wheel that it would install and the wheel's hash. The
package index is the one in pip's configuration.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

#: Python versions of QGIS 3.40 to 4.
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
#: Tags of wheels, by ``platform.system()`` and ``platform.machine()`` in lower case.
PLATFORMS = {
    ("linux", "x86_64"): ("manylinux2014_x86_64", "manylinux_2_28_x86_64"),
    ("linux", "aarch64"): ("manylinux2014_aarch64", "manylinux_2_28_aarch64"),
    ("darwin", "x86_64"): ("macosx_11_0_x86_64", "macosx_10_15_universal2"),
    ("darwin", "arm64"): ("macosx_11_0_arm64", "macosx_10_15_universal2"),
    ("windows", "amd64"): ("win_amd64",),
    ("windows", "arm64"): ("win_arm64",),
}
HEADER = "# system, machine, Python, SHA-256, wheel: written by .ci/pin_pyzmq.py"


def main() -> None:
    """Write the table."""
    version = sys.argv[1]
    lines = [
        " ".join((system, machine, python, *wheel))
        for (system, machine), tags in PLATFORMS.items()
        for python in PYTHONS
        if (wheel := find_wheel(version, python, tags))
    ]
    target = Path(__file__).resolve().parents[1] / "resources" / "pyzmq.txt"
    target.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    print(f"{target}: {len(lines)} of {len(PLATFORMS) * len(PYTHONS)} have a wheel")


def find_wheel(version: str, python: str, tags: tuple[str, ...]) -> tuple[str, str] | None:
    """SHA-256 and name of the wheel for a Python on a platform; None where there is none."""
    platforms = [part for tag in tags for part in ("--platform", tag)]
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--report", "-"]
        command += ["--ignore-installed", "--no-deps", "--only-binary", ":all:", "--target", folder]
        command += ["--implementation", "cp", "--python-version", python, *platforms]
        answer = subprocess.run([*command, f"pyzmq=={version}"], capture_output=True, text=True)
    if answer.returncode:
        print(f"Python {python}, {tags[0]}: {answer.stderr.strip()}", file=sys.stderr)
        return None
    found = json.loads(answer.stdout)["install"][0]["download_info"]
    name = unquote(found["url"].rpartition("/")[2])
    return found["archive_info"]["hashes"]["sha256"], name


if __name__ == "__main__":
    main()
