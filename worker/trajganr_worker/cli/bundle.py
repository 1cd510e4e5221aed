"""Commands on a bundle: summary, report, labels, cut, pairs."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from ..storage.manifest_reader import CONTENTS
from .arguments import Command, Commands, Result, add_bbox, add_input, add_out_file, add_out_folder
from .run_job import answer, new_file
from .terminal import Terminal


def add_commands(commands: Commands) -> None:
    """Add ``trajganr bundle …``."""

    def add(
        name: str, command: Command, description: str, epilog: str | None = None
    ) -> argparse.ArgumentParser:
        parser = commands.add(name, command, description, epilog)
        add_input(parser, "bundle", "BUNDLE", "output of prepare")
        return parser

    add("info", _info, "print what a bundle contains and what was left out")

    parser = add(
        "cut",
        _cut,
        "make a bundle of a part of the study area",
        "Trips are not matched again, so a city can be cut out of a country.",
    )
    add_bbox(parser, "the part, degrees", required=True)
    parser.add_argument("--name", default="", help="of the part (default: the bundle's name)")
    add_out_folder(parser, "PART", "the bundle to make", names=CONTENTS["bundle"])

    parser = add("pairs", _pairs, "list which trips pass near which locations, and when")
    add_input(
        parser, "--locations", "FILE", "a point layer, or a CSV with lon and lat", required=True
    )
    parser.add_argument(
        "--distance",
        type=float,
        default=25.0,
        metavar="METRES",
        help="maximum distance between trip and location (default: 25)",
    )
    add_out_file(parser, "PAIRS.parquet", "the file to write, one row for each pass", ".parquet")


def _info(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.contract.records.bundle_manifest import BundleManifest
    from trajganr_core.contract.texts.bundle_facts import bundle_facts
    from trajganr_core.contract.texts.facts import lines

    manifest = BundleManifest.load(options.bundle)
    return manifest.to_dict() if options.json else "\n".join(lines(bundle_facts(manifest)))


def _cut(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.data.bundle_cut import cut_bundle
    from trajganr_core.utils.study_area import StudyArea

    area = StudyArea(*options.bbox)
    manifest = cut_bundle(
        options.bundle, area, options.out, name=options.name, progress=terminal.progress
    )
    return answer(
        options,
        {"id": manifest.id, "counts": asdict(manifest.counts), "tasks": dict(manifest.tasks)},
    )


def _pairs(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.data.matching.pairs import write_pairs

    with new_file(options) as partial_file:
        result = write_pairs(
            options.bundle, options.locations, options.distance, partial_file, terminal.progress
        )
    return answer(options, result)
