"""What data support: few labels have reasons, whatever the city."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from fake_cards import manifest_of
from untranslated import untranslated

from trajganr_core.contract.records.bundle_manifest import TaskSupport
from trajganr_core.contract.tasks import TASKS
from trajganr_core.contract.texts.bundle_facts import few_text, support_facts
from trajganr_core.contract.texts.text import Text
from trajganr_core.data.preparation.support import support_of

ROADS = 400
PLACES = {"food": 60, "shop": 60, "transport": 90}


def support(
    roads: int = ROADS,
    drivers: int = 20,
    hours: float = 48.0,
    trips: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 8),
    events: int = 400,
    seconds: float = 1.0,
    places: dict[str, int] = PLACES,
    own: tuple[str, ...] = (),
) -> dict[str, TaskSupport]:
    manifest = manifest_of()
    labels = pd.DataFrame(
        {
            "trip_count": [trips[row % len(trips)] for row in range(ROADS)],
            "braking_events": events / ROADS,
        }
    )
    period = (1.7e9, 1.7e9 + 3600 * hours)
    interval = replace(manifest.figures.interval_s, median=seconds)
    return support_of(
        labels,
        {**dict.fromkeys(TASKS, roads), "slowdown": 0},
        {"slowdown": Text("These trips have none.")},
        own,
        replace(manifest.counts, label_drivers=drivers),
        replace(manifest.figures, period=period, interval_s=interval),
        places,
    )


def test_enough_data_have_no_reason_and_none_has_that_of_the_manifest() -> None:
    found = support()
    assert {task: each.level for task, each in found.items()} == {
        **dict.fromkeys(TASKS, "enough"),
        "slowdown": "none",
    }
    assert found["slowdown"].reasons == ("These trips have none.",)
    assert not any(each.reasons for each in found.values() if each.level == "enough")


@pytest.mark.parametrize(
    ("poor", "tasks", "reason"),
    [
        ({"roads": 149}, {"speed", "popularity", "aoi", "braking"}, "Labelled roads: 149;"),
        ({"drivers": 9}, {"speed", "popularity", "braking"}, "Drivers behind the labels: 9;"),
        ({"hours": 5}, {"speed", "popularity", "braking"}, "within 5.0 h"),
        ({"trips": (1, 1, 1, 1, 9)}, {"popularity"}, "in 2 of 5 classes"),
        ({"events": 40}, {"braking"}, "Hard brakings: 40; a map needs 100."),
        ({"seconds": 2.0}, {"braking"}, "A fix every 2 s misses short braking"),
        ({"places": {"food": 40, "shop": 40}}, {"aoi"}, "Places: 80; a map needs 100."),
        (
            {"places": {"transport": 182, "shop": 29}},
            {"aoi"},
            "182 of 211 places are of one category, transport",
        ),
        (
            {"drivers": 9, "own": ("speed",)},
            {"popularity", "braking"},
            "Drivers behind the labels: 9;",
        ),
    ],
)
def test_few_data_have_a_reason(poor: dict[str, object], tasks: set[str], reason: str) -> None:
    found = support(**poor)  # type: ignore[arg-type]
    few = {task: each for task, each in found.items() if each.level == "few"}
    assert {*few} == tasks
    for task, each in few.items():
        assert any(reason in text for text in each.reasons)
        assert not untranslated([*each.reasons, few_text(task, each.reasons)])


def test_a_summary_says_what_the_data_support() -> None:
    manifest = replace(manifest_of(), support=support(drivers=9))
    facts = support_facts(manifest)
    assert facts["Area-of-interest function"] == "enough: 4 directed roads."
    assert facts["Traffic speed"].startswith("few: 4 directed roads. Drivers behind the labels: 9;")
    assert not untranslated(facts.values())
    assert manifest.supported_tasks == ["aoi", "slowdown"]
    assert replace(manifest, support=support(roads=9)).supported_tasks == ["slowdown"]
    every = dict.fromkeys(TASKS, TaskSupport(level="few", reasons=(Text("Few."),)))
    assert replace(manifest, support=every).supported_tasks == [*TASKS]
