"""Give the distribution the repository's version: it works with that release alone."""

import configparser
from pathlib import Path

from setuptools import setup

metadata = configparser.ConfigParser(interpolation=None)
metadata.read(Path(__file__).resolve().parents[2] / "metadata.txt", encoding="utf-8")
version = metadata["general"]["version"]

setup(
    version=version,
    install_requires=[
        f"trajganr=={version}",
        "lightgbm>=4.5",  # a baseline
        "markdown>=3.6",  # the page of a comparison, as HTML
    ],
)
