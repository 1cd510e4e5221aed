"""Build the plugin: a zip to install, or a folder of links for development.

The zip has one folder, ``trajganr/``, which mirrors the repository: the plugin, and the sources of
core and worker, from which a worker of the same release is installed. ``check_package.py`` checks
the zip against the rules of the plugin repository.
"""

from __future__ import annotations

import argparse
import configparser
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "trajganr"
FOLDERS = ("qgis_plugin", "trajganr_core", "worker", "resources")
FILES = ("metadata.txt", "LICENSE", "README.md", "pyproject.toml", "setup.py")
#: Packaged with the pages and pictures that it links to, so that QGIS shows it offline.
GUIDE = ROOT / "docs" / "user_guide.md"
NAMED = re.compile(r"\]\(([\w./-]+\.(?:md|png))(?:#[\w-]+)?\)")
SHIM = '"""The plugin that QGIS loads."""\n\nfrom .qgis_plugin import classFactory  # noqa: F401\n'
LEFT_OUT_FOLDERS = {"__pycache__"}
#: Of the demo, only the city and its predicted roads are packaged, not what makes them.
DEMO, DEMO_FOLDERS = ("resources", "demo"), {"city", "finished"}
LEFT_OUT_SUFFIXES = {".pyc", ".pyo"}
#: Fixed time of every entry, so that the zip is reproducible.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    """Build the zip or the folder of links."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zip", metavar="FOLDER", type=Path, help="write trajganr-VERSION.zip")
    parser.add_argument("--link", metavar="FOLDER", type=Path, help="make FOLDER/trajganr of links")
    arguments = parser.parse_args()
    if not (arguments.zip or arguments.link):
        parser.error("say --zip or --link")
    if arguments.link:
        print(link(arguments.link))
    if arguments.zip:
        print(build_zip(arguments.zip))


def link(folder: Path) -> Path:
    """Make a plugin folder of links to the working tree, for ``QGIS_PLUGINPATH``."""
    plugin = folder / NAME
    shutil.rmtree(plugin, ignore_errors=True)
    plugin.mkdir(parents=True)
    for name in (*FOLDERS, *FILES, GUIDE.parent.name):
        (plugin / name).symlink_to(ROOT / name)
    (plugin / "__init__.py").write_text(SHIM, encoding="utf-8")
    return plugin


def build_zip(folder: Path) -> Path:
    """Build the zip that QGIS' plugin manager installs."""
    version = read_metadata()["version"]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}-{version}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        _add(archive, "__init__.py", SHIM.encode())
        for file in sources():
            _add(archive, file.relative_to(ROOT).as_posix(), file.read_bytes())
    return path


def read_metadata() -> configparser.SectionProxy:
    """What ``metadata.txt`` says of the plugin."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]


def sources() -> Iterator[Path]:
    """The files that go into the zip."""
    for name in FILES:
        yield ROOT / name
    for name in FOLDERS:
        for file in sorted((ROOT / name).rglob("*")):
            parts = file.relative_to(ROOT).parts
            if not file.is_file() or LEFT_OUT_FOLDERS.intersection(parts):
                continue
            if parts[:2] == DEMO and parts[2] not in DEMO_FOLDERS:
                continue
            if file.suffix not in LEFT_OUT_SUFFIXES:
                yield file
    yield from guide()


def guide() -> Iterator[Path]:
    """The user guide and the pages and pictures that it links to."""
    yield GUIDE
    for name in sorted(set(NAMED.findall(GUIDE.read_text(encoding="utf-8")))):
        yield GUIDE.parent / name


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(f"{NAME}/{name}", ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


if __name__ == "__main__":
    main()
