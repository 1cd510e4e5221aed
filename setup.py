"""Give the wheel the version and addresses of metadata.txt, and the README as PyPI can show it.

pyproject.toml has the rest.
"""

import configparser
import re
from pathlib import Path

from setuptools import setup

ROOT = Path(__file__).parent
LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:)([^)]+)\)")

metadata = configparser.ConfigParser(interpolation=None)
metadata.read(ROOT / "metadata.txt", encoding="utf-8")
general = metadata["general"]
#: While the repository has no home, its addresses lead nowhere.
HAS_HOME = "//example.org/" not in general["repository"]


def address(link: re.Match[str]) -> str:
    """A link or picture of the README as PyPI can show it, which has no other file."""
    is_picture, text, path = link.groups()
    if not HAS_HOME:
        return text
    view = "raw" if is_picture else "blob"
    return f"{is_picture}[{text}]({general['repository']}/{view}/v{general['version']}/{path})"


setup(
    version=general["version"],
    project_urls={
        key.title(): general[key] for key in ("homepage", "tracker", "repository") if HAS_HOME
    },
    long_description=LINK.sub(address, (ROOT / "README.md").read_text(encoding="utf-8")),
    long_description_content_type="text/markdown",
)
