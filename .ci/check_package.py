"""Check the plugin's zip against the rules of the QGIS plugin repository before an upload.

The rules that block an upload there (size, folder, names, metadata) and the findings that it only
reports (bandit at all severities, detect-secrets, executables, hidden files) are both errors here.
The addresses in the metadata are not requested, because that needs a network.
"""

from __future__ import annotations

import argparse
import configparser
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlparse

MAX_BYTES = 25_000_000
REQUIRED_FILES = ("__init__.py", "metadata.txt", "LICENSE")
REQUIRED_METADATA = (
    "name",
    "description",
    "about",
    "version",
    "qgisMinimumVersion",
    "author",
    "email",
    "tracker",
    "repository",
    "changelog",
    "tags",
    "experimental",
)
ADDRESSES = ("homepage", "tracker", "repository")
FLAGS = ("experimental", "deprecated", "server", "hasProcessingProvider")
FORMATS = {
    "version": r"\d+\.\d+(\.\d+)?(-?(alpha|beta|rc)\.?\d*)?",
    "qgisMinimumVersion": r"\d+\.\d+",
    "qgisMaximumVersion": r"\d+\.\d+",
    "author": r"[^/]+",
    "email": r"[^@\s]+@[^@\s]+\.[^@\s]+",
    **dict.fromkeys(FLAGS, "True|False|yes|no"),
}
#: Programs, scripts and compiled code.
REFUSED_SUFFIXES = {
    *(".so", ".pyd", ".dll", ".dylib", ".exe", ".a", ".o", ".jar"),
    *(".bat", ".cmd", ".sh", ".ps1", ".pyc", ".pyo"),
}
REFUSED_FOLDERS = {"__MACOSX", "__pycache__"}
#: The first bytes of programs and libraries of Linux (ELF), Windows and macOS.
PROGRAMS = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xcf")

#: Has hashes of files, which look like secrets.
HASHES = "trajganr_core/weights/card.json"
#: The only file that the repository does not search for secrets.
NOT_SEARCHED = r"metadata\.txt"

Faults = Iterator[str]


def main() -> None:
    """Check the zip that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("zip", type=Path)
    path = parser.parse_args().zip
    faults = list(faults_of(path))
    if faults:
        raise SystemExit("\n".join([f"{path} would be refused:", *faults]))
    print(f"{path}: as the plugin repository wants it")


def faults_of(path: Path, not_searched: str = NOT_SEARCHED) -> Faults:
    """The rules of the plugin repository that a zip breaks, one sentence each.

    Args:
        path: of the zip.
        not_searched: pattern of the files that are not searched for secrets.
    """
    yield from structure(path)
    with zipfile.ZipFile(path) as archive:
        yield from findings(archive, not_searched)


def structure(path: Path) -> Faults:
    """Check the size of a zip, its folder, its entries and its metadata."""
    if path.stat().st_size > MAX_BYTES:
        yield f"It has {path.stat().st_size} bytes; at most {MAX_BYTES} are taken."
    with zipfile.ZipFile(path) as archive:
        yield from names(archive)
        folders = sorted({PurePosixPath(name).parts[0] for name in archive.namelist()})
        if len(folders) != 1 or not folders[0].isidentifier():
            yield f"It needs one folder at its top, with a name of Python's; it has {folders}."
            return
        missing = [
            name for name in REQUIRED_FILES if f"{folders[0]}/{name}" not in archive.namelist()
        ]
        yield from (f"There is no {name}." for name in missing)
        if "metadata.txt" not in missing:
            yield from metadata(archive, folders[0])


def names(archive: zipfile.ZipFile) -> Faults:
    """Check the paths, kinds and permissions of the entries."""
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename)
        if path.is_absolute() or ".." in entry.filename or re.search(r"\\|^[A-Za-z]:", str(path)):
            yield f"{path} is no path inside the zip."
        if any(part.startswith(".") for part in path.parts):
            yield f"{path} is hidden."
        if REFUSED_FOLDERS.intersection(path.parts):
            yield f"{path} is left over from a build."
        if path.suffix.lower() in REFUSED_SUFFIXES:
            yield f"{path} is a program or compiled."
        elif archive.read(entry).startswith(PROGRAMS):
            yield f"{path} is a program under another name."
        if entry.external_attr >> 16 & 0o111 and not entry.is_dir():
            yield f"{path} may be executed."


def metadata(archive: zipfile.ZipFile, folder: str) -> Faults:
    """Check that ``metadata.txt`` is complete and well-formed."""
    parser = configparser.ConfigParser()  # with interpolation, like the repository: '%' is an error
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(archive.read(f"{folder}/metadata.txt").decode("utf-8"))
        general = dict(parser["general"])
    except (configparser.Error, KeyError, UnicodeDecodeError) as error:
        yield f"metadata.txt cannot be read: {error}."
        return
    yield from (f"metadata.txt lacks {key}." for key in REQUIRED_METADATA if not general.get(key))
    for key, pattern in FORMATS.items():
        if general.get(key) and not re.fullmatch(pattern, general[key]):
            yield f"metadata.txt: {key}={general[key]} is malformed."
    for key in ADDRESSES:
        address = urlparse(general.get(key, ""))
        if general.get(key) and not (address.scheme in ("http", "https") and address.netloc):
            yield f"metadata.txt: {key}={general[key]} is no address."
    if "supportsQt6" in general:
        yield "metadata.txt: QGIS does not know supportsQt6 any more; qgisMaximumVersion says it."
    icon = general.get("icon", "").removeprefix("./")
    if f"{folder}/{icon}" not in archive.namelist():
        yield f"metadata.txt: there is no icon {icon or 'named'}."


def findings(archive: zipfile.ZipFile, not_searched: str) -> Faults:
    """The findings of bandit and detect-secrets in the unpacked zip."""
    with tempfile.TemporaryDirectory(prefix="trajganr-") as folder:
        archive.extractall(folder)
        yield from run("bandit", ("-r", "-q", "-f", "json", "."), folder, bandit_findings)
        secrets = ("scan", "--all-files", "--exclude-files", not_searched, ".")
        yield from run("detect-secrets", secrets, folder, secret_findings)


def run(
    tool: str, arguments: tuple[str, ...], folder: str, read: Callable[[dict], Faults]
) -> Faults:
    """Run a tool from the folder of this Python; output that is not JSON is a fault."""
    command = [str(Path(sys.executable).parent / tool), *arguments]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        report = json.loads(answer.stdout)
    except ValueError:
        yield f"{tool} did not answer: {answer.stderr.strip() or answer.stdout.strip()}"
    else:
        yield from read(report)


def bandit_findings(report: dict) -> Faults:
    """The findings of all severities and the files that bandit could not read."""
    for found in report["results"]:
        yield (
            f"bandit: {found['filename']}:{found['line_number']}: {found['test_id']}"
            f" {found['issue_text']}"
        )
    yield from (f"bandit: {found['filename']}: {found['reason']}" for found in report["errors"])


def secret_findings(report: dict) -> Faults:
    """The strings that look like secrets."""
    for file, found in report["results"].items():
        yield from (
            f"detect-secrets: {file}:{each['line_number']}: {each['type']}"
            for each in found
            if not (file.endswith(HASHES) and each["type"] == "Hex High Entropy String")
        )


if __name__ == "__main__":
    main()
