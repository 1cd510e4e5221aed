"""GTFS schedules: the asked trips with their stops, times and shapes."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.texts.text import Text
from trajganr_core.data.transit.gtfs import Schedule, read_schedule

TABLES = {
    "agency": "agency_name,agency_url,agency_timezone\nSTCP,https://stcp.pt,Europe/Lisbon\n",
    "routes": 'route_id,route_short_name,route_long_name\nr1,,"Bolhão, Cordoaria"\n',
    "stops": "stop_id,stop_name,stop_lat,stop_lon\ns1,Um,41.1,-8.6\ns2,Dois,41.2,-8.6\ns3,Três,,\n",
    "trips": "route_id,service_id,trip_id,shape_id\nr1,d,t1,p\nr1,d,t2,\nr1,d,t3,p\n",
    "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "t1,24:10:00,25:11:12,s2,10\nt1, 9:00:00,,s1,9\nt1,10:00:00,10:00:00,s3,11\n"
    "t2,8:00,08:00:00,s1,1\nt2,08:10:00,08:10:00,s2,2\nt3,08:10:00,08:10:00,s2,2\n",
    "shapes": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"
    "p,41.2,-8.6,10\np,41.1,-8.6,2\nq,1,2,3\n",
}


def save(path: Path, **changes: str) -> Path:
    """A ZIP of tables with a byte order mark, in a folder."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (TABLES | changes).items():
            if text:
                archive.writestr(f"gtfs/{name}.txt", "\ufeff" + text)
    return path


def read(path: Path) -> tuple[Schedule, dict[str, int]]:
    dropped: Counter[Text] = Counter()
    found = read_schedule(path, {"t1", "t2"}, dropped)
    return found, {str(reason): n for reason, n in (+dropped).items()}


def test_the_asked_trips_have_their_stops_in_order_and_times_beyond_midnight(
    tmp_path: Path,
) -> None:
    found, dropped = read(save(tmp_path / "a.zip"))
    assert found.trips.to_dict("index") == {
        "t1": {"route": "Bolhão, Cordoaria", "direction": "", "shape": "p"},
        "t2": {"route": "Bolhão, Cordoaria", "direction": "", "shape": ""},
    }
    calls = found.calls.fillna(-1).to_numpy().tolist()
    assert calls == [
        *(["s1", 9 * 3600, -1], ["s2", 87_000, 90_672]),
        *(["s1", -1, 8 * 3600], ["s2", 29_400, 29_400]),
    ]
    assert {id: line.tolist() for id, line in found.shapes.items()} == {
        "p": [[-8.6, 41.1], [-8.6, 41.2]]
    }
    assert (found.time_zone, found.attribution) == ("Europe/Lisbon", "STCP (https://stcp.pt)")
    assert dropped == {
        "stops and points of shapes without a position": 1,
        "calls at unknown stops or without a number": 1,
        "times of the schedule that cannot be read": 1,
    }


def test_publishers_are_named_and_frequent_trips_have_no_times(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.zip",
        shapes="",
        feed_info="feed_publisher_name,feed_publisher_url\nPorto,https://porto.pt\n",
        attributions="organization_name,attribution_url\nOSM,https://osm.org\n",
        frequencies="trip_id,start_time,end_time,headway_secs\nt2,06:00:00,22:00:00,600\n",
    )
    found, _ = read(path)
    assert found.attribution == "Porto (https://porto.pt); OSM (https://osm.org)"
    assert not found.shapes
    assert found.calls.loc["t2", ["arrival_s", "departure_s"]].isna().all(axis=None)
    assert found.calls.loc["t1", "arrival_s"].notna().all()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stop_times": ""}, Code.INPUT_FORMAT),
        ({"stops": "name,lat\nUm,41\n"}, Code.INPUT_FIELD),
        ({"trips": "route_id,service_id,trip_id\nr1,d,other\n"}, Code.INPUT_EMPTY),
        ({"stops": "stop_id,stop_lat,stop_lon\ns1,991,0\n"}, Code.INPUT_EMPTY),
        ({"agency": "agency_name,agency_timezone\nX,../../etc/passwd\n"}, Code.INPUT_FIELD),
        ({"stop_times": 'trip_id,stop_id\nt1,"s1\n'}, Code.INPUT_FORMAT),
    ],
)
def test_an_unusable_schedule_is_refused(
    tmp_path: Path, changes: dict[str, str], code: Code
) -> None:
    with pytest.raises(TrajganrError) as error:
        read(save(tmp_path / "a.zip", **changes))
    assert error.value.code is code
    assert error.value.next_action
