"""What earlier outputs published, and which warnings follow."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest
from job_runs import write_file

from trajganr_core.contract.options.time_sets import parse_time_sets
from trajganr_core.contract.records.bundle_manifest import LEDGER
from trajganr_core.data.bundle import Bundle
from trajganr_core.traffic.ledger import MAX_BYTES, Output, record_output


def output(*times: str, kind: str = "observe", side: str = "all", choice: str = "") -> Output:
    return Output.of(kind, parse_time_sets(times or ["whole week"]), side, 5, choice)


def warned(folder: Path, first: Output, second: Output) -> bool:
    (folder / LEDGER).unlink(missing_ok=True)
    assert record_output(folder, first) == []
    return bool(record_output(folder, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (output("whole week"), output("weekdays")),
        (output("whole week"), output("whole week", "weekdays")),
        (output("07:00-09:00"), output("Mon 08:00-08:30")),
        (output(), output(side="input")),
        (output(), output(kind="changes", choice="a day")),
        (output(kind="od_matrix", choice="a"), output(kind="od_matrix", choice="without a circle")),
        (
            output(kind="select_link", choice="[1], []"),
            output(kind="select_link", choice="[1, 2], []"),
        ),
    ],
)
def test_outputs_whose_difference_tells_more_are_warned_of(
    first: Output, second: Output, tmp_path: Path
) -> None:
    assert warned(tmp_path, first, second)
    assert warned(tmp_path, second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (output("weekend", "weekdays"), output("weekdays", "weekend")),
        (output("weekend"), output("weekdays")),
        (output(side="label"), output(side="input")),
        (output(), output(kind="area_report")),
        (output(), output("weekdays", kind="od_matrix")),
    ],
)
def test_the_same_numbers_and_those_of_other_trips_are_not(
    first: Output, second: Output, tmp_path: Path
) -> None:
    assert not warned(tmp_path, first, second)


def test_a_warning_names_the_latest_outputs(tmp_path: Path) -> None:
    for times in ("weekdays", "Mon", "Tue", "Wed", "Mon"):
        record_output(tmp_path, output(times))
    (line,) = record_output(tmp_path, output("whole week"))
    assert line.startswith("Earlier outputs of the same trips: 4. ")
    assert "(Mon), " in line
    assert "(Mon-Fri)" not in line


@pytest.mark.skipif(os.name != "posix", reason="needs links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["dangling link", "link", "pipe", "large", "nested", "bad time"])
def test_a_ledger_of_a_stranger_is_neither_followed_nor_waited_for(
    kind: str, tmp_path: Path
) -> None:
    bundle, elsewhere = tmp_path / "bundle", tmp_path / "elsewhere"
    bundle.mkdir()
    path = bundle / LEDGER
    if "link" in kind:
        path.symlink_to(elsewhere)
    if kind == "link":
        elsewhere.write_text("")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "large":
        path.write_text("{}\n" * MAX_BYTES)
    elif kind == "nested":
        path.write_text("[" * 100_000)
    elif kind == "bad time":
        path.write_text(json.dumps(asdict(output()) | {"times": ["Mon-Fry"]}) + "\n")
    (line,) = record_output(bundle, output())
    assert "cannot be read or written" in line
    assert not elsewhere.exists() or elsewhere.read_text() == ""


def test_a_ledger_that_cannot_be_read_is_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_text('{"kind": "observe"}\n')
    (line,) = record_output(tmp_path, output())
    assert line.startswith("The ledger of earlier outputs cannot be read")
    assert (tmp_path / LEDGER).read_text() == '{"kind": "observe"}\n'


def test_observed_traffic_warns_in_its_result_and_leaves_the_bundle_as_it_was(
    bundle: Bundle, tmp_path: Path
) -> None:
    (bundle.path / LEDGER).unlink(missing_ok=True)
    made = bundle.path.stat().st_mtime_ns
    first, second = (
        write_file(
            "observe", tmp_path / "a.gpkg", bundle=bundle.path, time_sets=(each,), min_drivers=2
        )
        for each in ("whole week", "weekdays")
    )
    again = Bundle.load(bundle.path)
    assert bundle.path.stat().st_mtime_ns == made
    (bundle.path / LEDGER).unlink()
    warning = "Earlier outputs of the same trips: 1."
    assert not any(line.startswith(warning) for line in first.remarks)
    assert any(line.startswith(warning) for line in second.remarks)
    assert (again.manifest.id, again.cache_key) == (bundle.manifest.id, bundle.cache_key)
