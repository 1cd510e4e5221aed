"""Give the wheel the version and the addresses in metadata.txt; pyproject.toml has the rest."""

import configparser
from pathlib import Path

from setuptools import setup

metadata = configparser.ConfigParser(interpolation=None)
metadata.read(Path(__file__).with_name("metadata.txt"), encoding="utf-8")
general = metadata["general"]
setup(
    version=general["version"],
    project_urls={key.title(): general[key] for key in ("homepage", "tracker", "repository")},
)
