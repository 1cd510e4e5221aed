"""Readable summaries of manifests."""

from __future__ import annotations

import dataclasses

import pytest

from trajganr_core.contract.records.bundle_manifest import (
    Area,
    BundleManifest,
    Quantiles,
    SourceFile,
)
from trajganr_core.contract.texts.bundle_facts import area_facts, bundle_facts, published_manifest
from trajganr_core.contract.texts.text import Text
from trajganr_core.data.bundle import Bundle


@pytest.fixture
def manifest(bundle: Bundle) -> BundleManifest:
    """The tiny city's."""
    return bundle.manifest


def test_the_summary_describes_the_content(manifest: BundleManifest) -> None:
    summary = bundle_facts(manifest)
    assert summary["name"] == "Tiny city"
    assert summary["id"] == manifest.id[:16]
    assert "1.7 × 1.7 km" in summary["area"]
    assert summary["trips"].startswith("96 trips of 12 drivers")
    assert summary["period"].startswith("2013-07-01 00:00 to 2013-07-01")
    assert summary["sampling"].startswith("a fix every 15 s")
    assert summary["street views"].startswith("36;")
    assert summary["options"] == "image_distance_m 25, seed 0"


def test_the_summary_lists_labels_or_the_reason_for_none(
    manifest: BundleManifest,
) -> None:
    labels = bundle_facts(manifest)["labels"]
    assert list(labels) == [
        "Traffic speed",
        "Road popularity",
        "Area-of-interest function",
        "Hard braking",
        "Slow-down intensity",
    ]
    assert f"{manifest.tasks['speed']} directed roads" in labels["Traffic speed"]
    assert labels["Hard braking"].startswith("none: Hard braking needs measured speed")
    assert f"{manifest.tasks['slowdown']} directed roads" in labels["Slow-down intensity"]


def test_the_summary_has_the_remarks_of_each_stage(manifest: BundleManifest) -> None:
    remarks = {"cleaning": (Text("Dropped 3 fixes."), Text("Kept 4.")), "matching": ()}
    summary = bundle_facts(dataclasses.replace(manifest, remarks=remarks))[
        "recognised, and left out"
    ]
    assert summary == {"cleaning": ["Dropped 3 fixes.", "Kept 4."], "matching": []}


def test_it_names_sources_and_their_licences(manifest: BundleManifest) -> None:
    sources = (
        SourceFile(
            role="roads",
            name="porto.osm.pbf",
            sha256="ab" * 32,
            bytes=1_900_000,
            description="an extract.",
            licence="ODbL",
            attribution="© OpenStreetMap contributors",
        ),
        SourceFile(role="street views", name="photos", description="", licence="", attribution=""),
    )
    assert bundle_facts(dataclasses.replace(manifest, sources=sources))["sources"] == {
        "roads, porto.osm.pbf": "an extract; ODbL; © OpenStreetMap contributors; 1.9 MB, "
        "SHA-256 abababababababab…",
        "street views, photos": "",
    }


def test_sources_of_one_name_are_numbered(manifest: BundleManifest) -> None:
    trips = next(source for source in manifest.sources if source.role == "trips")
    sources = (trips, dataclasses.replace(trips, sha256="cd" * 32))
    summary = bundle_facts(dataclasses.replace(manifest, sources=sources))["sources"]
    assert list(summary) == [f"trips, {trips.name}", f"trips, {trips.name} (2)"]


def test_it_names_the_options_that_are_not_the_default_ones(manifest: BundleManifest) -> None:
    defaults = manifest.options
    options = {
        **defaults,
        "cleaning": {**defaults["cleaning"], "max_speed_kmh": 90.0},
        "labels": {**defaults["labels"], "label_fields": [["speed", "v"]]},
    }
    assert bundle_facts(dataclasses.replace(manifest, options=options))["options"] == (
        "max_speed_kmh 90.0, label_fields speed: v, image_distance_m 25, seed 0"
    )


def test_quantiles_without_values_are_unknown(manifest: BundleManifest) -> None:
    nothing = Quantiles(p5=None, median=None, p95=None)
    figures = dataclasses.replace(
        manifest.figures, interval_s=nothing, distance_m=nothing, period=(None, None)
    )
    summary = bundle_facts(dataclasses.replace(manifest, figures=figures))
    assert summary["period"] == "unknown"
    assert summary["sampling"].startswith("a fix every unknown s")


def test_a_degree_of_longitude_is_shorter_away_from_the_equator() -> None:
    equator, north = Area((0, -0.5, 1, 0.5), "EPSG:4326"), Area((0, 59.5, 1, 60.5), "EPSG:4326")
    assert equator.size_km == pytest.approx((111.32, 111.32))
    assert north.size_km == pytest.approx((55.66, 111.32))


def test_published_numbers_do_not_change_by_one_more_trip(manifest: BundleManifest) -> None:
    counts = dataclasses.replace(manifest.counts, trips=7_699, drivers=404, fixes=301_719)
    figures = dataclasses.replace(manifest.figures, km=31_726.4)
    one = dataclasses.replace(manifest, counts=counts, figures=figures)
    more = dataclasses.replace(
        one,
        counts=dataclasses.replace(counts, trips=7_700, drivers=405, fixes=301_750),
        figures=dataclasses.replace(figures, km=31_731.9),
    )
    facts = area_facts(published_manifest(one))
    assert facts == area_facts(published_manifest(more)) != area_facts(one)
    assert "7,700 trips of 400 drivers" in facts["trips"]
