"""Looking at bundles."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from trajganr_core.contract.protocol.jobs import LabelsParams, ReportParams

from ..storage.manifest_reader import CONTENTS
from .arguments import Commands, Result, add_bbox, add_options, add_out_file, add_out_folder, source
from .run_job import answer, new_file, write_file
from .terminal import Terminal

__all__ = ["add_commands"]

BUNDLE = "what prepare made"


def add_commands(commands: Commands) -> None:
    """Add ``trajganr bundle …``."""
    parser = commands.add("info", _info, "print what a bundle holds, and what was left out")
    parser.add_argument("bundle", type=source, metavar="BUNDLE", help=BUNDLE)

    parser = commands.add("report", _report, "write a quality report with pictures")
    parser.add_argument("bundle", type=source, metavar="BUNDLE", help=BUNDLE)
    add_out_file(parser, "REPORT.html", "the file to write", ".html", ".htm")

    parser = commands.add("labels", _labels, "write the labels of its roads as a layer")
    parser.add_argument("bundle", type=source, metavar="BUNDLE", help=BUNDLE)
    add_options(parser, LabelsParams, "speed_unit")
    add_out_file(parser, "LABELS.gpkg", "the file to write", ".gpkg")

    parser = commands.add(
        "cut",
        _cut,
        "make a bundle of a part of its study area",
        "Nothing is matched anew: a city can be taken out of a country.",
    )
    parser.add_argument("bundle", type=source, metavar="BUNDLE", help=BUNDLE)
    add_bbox(parser, "the part, degrees", required=True)
    parser.add_argument("--name", default="", help="of the part (default: as the bundle's)")
    add_out_folder(parser, "PART", "the bundle to make", names=CONTENTS["bundle"])

    parser = commands.add("pairs", _pairs, "say which trips pass near which places, and when")
    parser.add_argument("bundle", type=source, metavar="BUNDLE", help=BUNDLE)
    parser.add_argument(
        "--locations",
        type=source,
        required=True,
        metavar="FILE",
        help="a point layer, or a CSV with lon and lat",
    )
    parser.add_argument(
        "--distance",
        type=float,
        default=25.0,
        metavar="METRES",
        help="how near a trip must come (default: 25)",
    )
    add_out_file(parser, "PAIRS.parquet", "the file to write, a row a passing", ".parquet")


def _info(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.contract.bundle_manifest import BundleManifest
    from trajganr_core.data.reporting.bundle_summary import summarise

    manifest = BundleManifest.load(options.bundle)
    return manifest.to_dict() if options.json else summarise(manifest)


def _report(options: argparse.Namespace, terminal: Terminal) -> Result:
    return write_file(ReportParams, options, terminal)


def _labels(options: argparse.Namespace, terminal: Terminal) -> Result:
    return write_file(LabelsParams, options, terminal)


def _cut(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.data.bundle_cut import cut_bundle
    from trajganr_core.utils.study_area import StudyArea

    manifest = cut_bundle(
        options.bundle,
        StudyArea(*options.bbox),
        options.out,
        name=options.name,
        progress=terminal.progress,
    )
    return answer(
        options,
        {"id": manifest.id, "counts": asdict(manifest.counts), "tasks": dict(manifest.tasks)},
    )


def _pairs(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.data.matching.pairs import write_pairs

    with new_file(options) as partial:
        result = write_pairs(
            options.bundle, options.locations, options.distance, partial, terminal.progress
        )
    return answer(options, result)
