"""Tables and layers with one fix per row."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import code_of, dropped, read, refusal, times, write, write_zip

from trajganr_core.contract.errors import Code
from trajganr_core.contract.options.data_config import TripOptions
from trajganr_core.data.readers import open_trips

TWO_TRIPS = (
    "trip_id,driver_id,time,lon,lat,speed_kmh\n"
    "b,taxi,100,1.0,2.0,36\n"
    "a,,100,3.0,4.0,\n"
    "b,taxi,102,1.1,2.1,72\n"
    "a,,103,3.1,4.1,18\n"
)


class TestTables:
    """CSV with a header."""

    def test_trips_may_be_mixed(self, tmp_path: Path) -> None:
        trips = read(write(tmp_path / "a.csv", TWO_TRIPS))
        assert trips.trip_id.tolist() == ["b", "a"]
        assert trips.driver_id.tolist() == ["taxi", ""]
        assert trips.offsets.tolist() == [0, 2, 4]
        assert trips.t.tolist() == [100, 102, 100, 103]
        assert trips.lon.tolist() == [1.0, 1.1, 3.0, 3.1]
        np.testing.assert_allclose(trips.speed, [10, 20, np.nan, 5])

    def test_the_recognised_format_is_reported(self, tmp_path: Path) -> None:
        source = open_trips(write(tmp_path / "a.csv", TWO_TRIPS))
        assert source.format == "fix_table"
        assert source.description == (
            "CSV with one fix per row: trip in trip_id, driver in driver_id, time in time "
            "(Unix seconds), position in lon and lat (WGS 84), speed in speed_kmh (km/h)."
        )

    @pytest.mark.parametrize("separator", [";", "\t", "|"])
    def test_other_separators_are_recognised(self, tmp_path: Path, separator: str) -> None:
        path = write(tmp_path / "a.txt", TWO_TRIPS.replace(",", separator))
        assert read(path).t.tolist() == [100, 102, 100, 103]

    def test_decimal_commas_are_read(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip;t;lon;lat\na;0,5;-8,61;41,14\na;7;-8,62;41\n")
        trips = read(path)
        assert trips.t.tolist() == [0.5, 7]
        assert trips.lon.tolist() == [-8.61, -8.62]
        assert trips.lat.tolist() == [41.14, 41]

    def test_a_byte_order_mark_and_quotes_are_no_part_of_names(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", '\ufeff"Trip_ID", "T" ,"Lon","Lat"\n"a","0","1","2"\n')
        assert read(path).trip_id.tolist() == ["a"]

    def test_columns_can_be_chosen(self, tmp_path: Path) -> None:
        text = "id,trip_id,when,time,east,north,v\n7,x,10,bad,1,2,10\n8,x,11,bad,3,4,20\n"
        path = write(tmp_path / "a.csv", text)
        trips = read(
            path,
            trip_field="ID",
            driver_field="trip_id",
            time_field="when",
            lon_field="east",
            lat_field="north",
            speed_field="v",
            speed_unit="m/s",
        )
        assert times(trips) == {"7": [10], "8": [11]}
        assert trips.lon.tolist() == [1, 3]
        assert trips.speed.tolist() == [10, 20]

    @pytest.mark.parametrize(
        ("column", "unit", "expected"),
        [
            ("speed_ms", "km/h", 36.0),
            ("speed_kmh", "m/s", 10.0),
            ("Speed (km/h)", "auto", 10.0),
            ("GPS Speed [m/s]", "auto", 36.0),
            ("velocity-mph", "auto", 36 * 1.609344 / 3.6),
            ("speed", "km/h", 10.0),
            ("speed", "mph", 36 * 1.609344 / 3.6),
            ("Speed", "knots", 36 * 1.852 / 3.6),
        ],
    )
    def test_speed_is_in_the_unit_of_its_name_or_the_chosen_one(
        self, tmp_path: Path, column: str, unit: str, expected: float
    ) -> None:
        path = write(tmp_path / "a.csv", f"trip_id,t,lon,lat,{column}\na,0,1,2,36\n")
        assert read(path, speed_unit=unit).speed[0] == pytest.approx(expected)

    @pytest.mark.parametrize(
        ("column", "options"),
        [
            *((name, {}) for name in ("heading", "Course", "BEARING", "azimuth", "COG")),
            ("Heading (deg)", {}),
            ("dir", {"heading_field": "dir"}),
        ],
    )
    def test_headings_are_degrees(
        self, tmp_path: Path, column: str, options: dict[str, str]
    ) -> None:
        rows = "b,0,1,2,359.5\na,0,1,2,0\nb,1,1,2,\na,1,1,2,90\n"
        path = write(tmp_path / "a.csv", f"trip_id,t,lon,lat,{column}\n{rows}")
        np.testing.assert_array_equal(read(path, **options).heading, [359.5, np.nan, 0, 90])
        source = open_trips(path, TripOptions(**options))
        assert source.description.endswith(f", heading in {column}.")

    def test_a_table_may_lack_headings(self, tmp_path: Path) -> None:
        assert np.isnan(read(write(tmp_path / "a.csv", TWO_TRIPS)).heading).all()

    def test_a_chosen_column_of_headings_must_be_there(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", TWO_TRIPS)
        assert code_of(path, heading_field="dir") is Code.INPUT_FIELD

    @pytest.mark.parametrize(
        "names",
        [
            ("Trip ID", "Time Stamp", "Longitude", "LATITUDE"),
            ("trip-id", "date.time", "LON", "lat"),
            ('"Trip.Id "', "GPS-Time", " lng", "Lat"),
            ("TripId", "t", "Lon.", "_lat_"),
        ],
    )
    def test_names_may_be_written_in_many_ways(
        self, tmp_path: Path, names: tuple[str, ...]
    ) -> None:
        path = write(tmp_path / "a.csv", "\ufeff" + ",".join(names) + "\na,0,1,2\na,9,1,2\n")
        assert times(read(path)) == {"a": [0, 9]}
        chosen = names[0].strip('"').upper()
        assert times(read(path, trip_field=chosen)) == {"a": [0, 9]}

    def test_an_exact_name_has_priority(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "Trip ID,trip_id,t,lon,lat\na,b,0,1,2\n")
        assert read(path).trip_id.tolist() == ["b"]

    @pytest.mark.parametrize(
        ("column", "message"),
        [
            ("Geschwindigkeit", "may be the measured speed"),
            ("vitesse_kmh", "may be the measured speed"),
            ("Rumbo GPS", "may be the heading"),
            ("Tripnummer", "may be the trip ID"),
        ],
    )
    def test_a_column_that_looks_like_one_and_is_not_read_is_reported(
        self, tmp_path: Path, column: str, message: str
    ) -> None:
        path = write(tmp_path / "a.csv", f"vehicle,t,lon,lat,{column}\na,0,1,2,36\n")
        remarks = open_trips(path).remarks()
        assert any(message in remark and repr(column) in remark for remark in remarks)
        path = write(tmp_path / "b.csv", f"trip,t,lon,lat,speed_ms,cog,{column}\na,0,1,2,3,4,36\n")
        assert len(open_trips(path).remarks()) == 1

    def test_ids_stay_as_written(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip_id,driver_id,t,lon,lat\n007,08,0,1,2\n")
        trips = read(path)
        assert (trips.trip_id[0], trips.driver_id[0]) == ("007", "08")

    def test_drivers_may_number_their_trips_alike(self, tmp_path: Path) -> None:
        text = "trip,driver,t,lon,lat\n1,a,0,1,2\n1,b,0,1,2\n2,b,5,1,2\n1,a,9,1,2\n"
        trips = read(write(tmp_path / "a.csv", text))
        assert times(trips) == {"a 1": [0, 9], "b 1": [0], "2": [5]}
        assert trips.driver_id.tolist() == ["a", "b", "b"]

    def test_coordinates_in_metres_are_brought_to_degrees(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,x,y\na,0,500000,4560000\n")
        trips = read(path, crs="EPSG:32629")
        assert trips.lon[0] == pytest.approx(-9, abs=1e-9)  # the zone's central meridian
        assert trips.lat[0] == pytest.approx(41.19, abs=0.01)

    def test_a_table_within_a_zip_is_read(self, tmp_path: Path) -> None:
        path = write_zip(tmp_path / "a.zip", {"x/fixes.txt": TWO_TRIPS, "x/.hidden": "?"})
        assert read(path).trip_id.tolist() == ["b", "a"]

    def test_names_may_occur_twice(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,lon,lat,note,note\na,0,1,2,,\n")
        assert read(path).fixes == 1

    @settings(max_examples=50)
    @given(
        st.lists(
            st.tuples(st.sampled_from("abc"), st.integers(0, 99), st.floats(-180, 180)), min_size=1
        )
    )
    def test_every_row_comes_to_its_trip_in_the_tables_order(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        rows: list[tuple[str, int, float]],
    ) -> None:
        text = "trip,t,lon,lat\n" + "".join(f"{trip},{t},{lon!r},1\n" for trip, t, lon in rows)
        trips = read(write(tmp_path_factory.mktemp("fixes") / "a.csv", text))
        order = list(dict.fromkeys(trip for trip, *_ in rows))
        assert trips.trip_id.tolist() == order
        assert trips.lon.tolist() == [
            lon for name in order for trip, _, lon in rows if trip == name
        ]


class TestUnreadableRows:
    """They are dropped and counted as long as others can be read."""

    def test_each_reason_is_counted(self, tmp_path: Path) -> None:
        text = (
            "trip,t,lon,lat\n"
            "a,0,1,2\n"
            ",1,1,2\n"
            "a,noon,1,2\n"
            "a,,1,2\n"
            "a,3,east,2\n"
            "a,4,1,NaN\n"
            "a,5,1\n"
            "a,6,1,2,3\n"
            "a,7,1,2\n"
        )
        path = write(tmp_path / "a.csv", text)
        assert times(read(path)) == {"a": [0, 7]}
        assert dropped(path) == {
            "rows with too few or too many values": 2,
            "rows without trip or vehicle": 1,
            "rows whose time cannot be read": 2,
            "rows whose position cannot be read": 2,
        }

    def test_a_time_too_large_to_be_one_is_counted(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,lon,lat\na,1e30,1,2\na,7,1,2\na,8,1,2\n")
        assert times(read(path)) == {"a": [7, 8]}
        assert dropped(path) == {"rows whose time cannot be read": 1}

    def test_speeds_are_counted(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,lon,lat,speed_ms\na,0,1,2,5\na,1,1,2,fast\n")
        assert dropped(path) == {"speeds that cannot be read": 1}

    @pytest.mark.parametrize(
        "value", ["-1", "-0.01", "360", "511", "65535", "1e300", "inf", "-inf", "north", "?"]
    )
    def test_headings_that_are_none_are_unknown_and_counted(
        self, tmp_path: Path, value: str
    ) -> None:
        path = write(tmp_path / "a.csv", f"trip,t,lon,lat,heading\na,0,1,2,{value}\na,1,1,2,\n")
        trips = read(path, heading_field="heading")
        assert np.isnan(trips.heading).tolist() == [True, True]
        assert trips.fixes == 2
        assert dropped(path) == {"headings that are no degrees from 0 to 360": 1}

    def test_hours_that_the_clock_repeats_or_leaves_out_are_named(self, tmp_path: Path) -> None:
        text = (
            "trip,time,lon,lat\n"
            "a,2013-10-27 00:50,1,2\n"
            "b,2013-10-27 01:20,1,2\n"  # either
            "a,2013-10-27 01:50,1,2\n"
            "c,2013-03-31 00:50,1,2\n"
            "a,2013-10-27 01:10,1,2\n"  # the second time
            "c,2013-03-31 01:20,1,2\n"  # never
        )
        path = write(tmp_path / "a.csv", text)
        found = times(read(path, time_zone="Europe/Lisbon"))
        assert np.diff(found["a"]).tolist() == [3600, 20 * 60]
        assert (len(found["b"]), len(found["c"])) == (0, 1)
        reasons = dropped(path, time_zone="Europe/Lisbon")
        assert [count for reason, count in reasons.items() if "repeated" in reason] == [1]
        assert [count for reason, count in reasons.items() if "skipped" in reason] == [1]

    def test_losses_are_reported_as_sentences(self, tmp_path: Path) -> None:
        source = open_trips(write(tmp_path / "a.csv", "trip,t,lon,lat\na,0,1,2\na,,1,2\n"))
        list(source.batches())
        assert source.remarks() == [
            f"a.csv: {source.description}",
            "Left out 1 rows whose time cannot be read.",
        ]

    def test_a_quotation_mark_that_is_closed_too_late_loses_counted_rows(
        self, tmp_path: Path
    ) -> None:
        text = 'trip,t,lon,lat\na,0,1,2\n"a,1,1,2\na,2,1,2\na",3,1\na,4,1,2\n'
        path = write(tmp_path / "a.csv", text)
        assert dropped(path) == {"rows with too few or too many values": 3}
        assert times(read(path)) == {"a": [0, 4]}


class TestRecords:
    """Vehicles' records without trips."""

    TEXT = (
        "vehicle,t,lat,lon,occupied\n"
        "b,0,1,1,1\n"
        "a,40,1,4,0\n"
        "a,0,1,0,1\n"
        "a,10,1,1,true\n"
        "a,400,1,40,1\n"
        "a,20,1,2,no\n"
        "b,10,1,1,1\n"
    )

    def test_are_cut_by_occupancy_where_they_have_it(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", self.TEXT)
        assert times(read(path)) == {
            "b 1970-01-01T00:00:00Z": [0, 10],
            "a 1970-01-01T00:00:00Z": [0, 10],
            "a 1970-01-01T00:06:40Z": [400],
        }
        assert dropped(path) == {"fixes without a passenger": 2}

    def test_are_cut_at_gaps_in_the_order_of_time(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", self.TEXT)
        assert times(read(path, cut_by="gap", trip_gap_s=100)) == {
            "b 1970-01-01T00:00:00Z": [0, 10],
            "a 1970-01-01T00:00:00Z": [0, 10, 20, 40],
            "a 1970-01-01T00:06:40Z": [400],
        }

    def test_are_cut_at_gaps_without_occupancy(self, tmp_path: Path) -> None:
        text = "\n".join(line.rpartition(",")[0] for line in self.TEXT.splitlines())
        path = write(tmp_path / "a.csv", text)
        assert len(read(path)) == 3
        assert "at a gap of more than 300 s" in open_trips(path).description

    @pytest.mark.parametrize("minutes", [5, 10])
    def test_of_vehicles_that_report_seldom_are_no_single_fixes(
        self, tmp_path: Path, minutes: int
    ) -> None:
        drives = [*range(0, 60, minutes), *range(600, 660, minutes)]
        rows = [f"a,{60 * t},0.001,0.002" for t in drives]
        path = write(tmp_path / "a.csv", "\n".join(["vehicle,t,lon,lat", *rows]))
        assert [len(each) for each in times(read(path)).values()] == [60 // minutes] * 2

    def test_trips_are_not_cut(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", self.TEXT.replace("vehicle", "trip"))
        assert times(read(path, trip_gap_s=10)) == {"b": [0, 10], "a": [40, 0, 10, 400, 20]}


@pytest.mark.malformed
class TestMalformed:
    """What cannot be used, and the code that says why."""

    @pytest.mark.parametrize(
        ("missing", "message"),
        [("trip_id", "trip or the driver"), ("t", "time"), ("lon", "longitude"), ("lat", "lat")],
    )
    def test_a_missing_column_is_named(self, tmp_path: Path, missing: str, message: str) -> None:
        columns = [name for name in ("trip_id", "t", "lon", "lat") if name != missing]
        path = write(tmp_path / "a.csv", ",".join(columns) + "\n" + ",".join("1" for _ in columns))
        error = refusal(path)
        assert error.code is Code.INPUT_FIELD
        assert message in error.parameters["role"]

    def test_a_chosen_column_that_is_not_there(self, tmp_path: Path) -> None:
        error = refusal(write(tmp_path / "a.csv", TWO_TRIPS), trip_field="journey")
        assert (error.code, error.parameters["field"]) == (Code.INPUT_FIELD, "journey")

    def test_columns_that_may_both_be_meant(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "Trip ID,TRIP_ID,t,lon,lat\na,b,0,1,2\n")
        error = refusal(path)
        assert error.code is Code.INPUT_FIELD
        assert "'Trip ID', 'TRIP_ID'" in error.message
        assert read(path, trip_field="Trip ID").trip_id.tolist() == ["a"]

    def test_a_speed_with_an_unknown_unit_is_refused(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,lon,lat,speed\na,0,1,2,36\n")
        error = refusal(path)
        assert (error.code, error.parameters["column"]) == (Code.INPUT_FIELD, "speed")
        assert "--speed-unit" in error.next_action

    def test_a_chosen_speed_without_numbers_is_refused(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,lon,lat,v\na,0,1,2,\na,1,1,2,fast\n")
        error = refusal(path, speed_field="v", speed_unit="m/s")
        assert (error.code, error.parameters["value"]) == (Code.INPUT_FIELD, "fast")

    def test_times_without_a_zone(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,time,lon,lat\na,2013-07-01 12:00,1,2\n")
        error = refusal(path)
        assert error.code is Code.INPUT_TIME
        assert "--time-zone" in error.next_action
        assert read(path, time_zone="UTC").t.tolist() == [1372680000]

    def test_days_of_a_spreadsheet(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,time,lon,lat\na,41456.25,1,2\na,41456.26,1,2\n")
        assert code_of(path) is Code.INPUT_TIME

    def test_degrees_in_a_crs_of_metres_are_refused(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,x,y\na,0,-8.6,41.1\na,9,-8.6,41.2\n")
        error = refusal(path, crs="EPSG:3857")
        assert error.code is Code.INPUT_CRS
        assert "EPSG:4326" in error.next_action

    def test_no_rows(self, tmp_path: Path) -> None:
        assert code_of(write(tmp_path / "a.csv", "trip_id,t,lon,lat\n")) is Code.INPUT_EMPTY

    def test_no_rows_but_empty_lines(self, tmp_path: Path) -> None:
        assert code_of(write(tmp_path / "a.csv", "trip_id,t,lon,lat\n\n\n")) is Code.INPUT_EMPTY

    def test_no_row_with_the_right_number_of_values(self, tmp_path: Path) -> None:
        assert code_of(write(tmp_path / "a.csv", "trip,t,lon,lat\na,0,1\n")) is Code.INPUT_EMPTY

    def test_no_time_that_is_one(self, tmp_path: Path) -> None:
        error = refusal(write(tmp_path / "a.csv", "trip,time,lon,lat\na,noon,1,2\n"))
        assert (error.code, error.parameters["value"]) == (Code.INPUT_TIME, "noon")

    def test_times_with_the_day_first(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,time,lon,lat\na,01/07/2013 12:00,1,2\n")
        assert code_of(path) is Code.INPUT_TIME

    def test_times_in_microseconds(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,time,lon,lat\na,1372636853000000,1,2\n")
        assert code_of(path) is Code.INPUT_TIME

    def test_no_place_that_is_a_number(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,lon,lat\na,0,east,north\n")
        assert code_of(path) is Code.INPUT_FORMAT

    def test_projected_coordinates_without_crs(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,x,y\na,0,500000,4560000\n")
        assert code_of(path) is Code.INPUT_CRS

    def test_a_crs_that_does_not_exist(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "trip,t,x,y\na,0,500000,4560000\n")
        assert code_of(path, crs="EPSG:1") is Code.INPUT_CRS

    @pytest.mark.parametrize("row", ['"a,1,1,2\n', 'a,1,1,"2\n', '"a', '"a,1,1,2\n"a",1,1,2\n'])
    def test_a_quotation_mark_that_is_not_closed(self, tmp_path: Path, row: str) -> None:
        text = 'trip,t,lon,lat\n"a ""b""\n, c",0,1,2\n' + row + "a,2,1,2\na,3,1,2\n"
        error = refusal(write(tmp_path / "a.csv", text))
        assert error.code is Code.INPUT_FORMAT
        assert "line 4" in error.message

    def test_text_that_is_not_utf_8(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(TWO_TRIPS.encode() + "é,taxi,0,1,2,3\n".encode("latin-1"))
        assert code_of(path) is Code.INPUT_FORMAT

    def test_a_record_that_is_to_be_cut_by_an_occupancy_it_lacks(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", "driver,t,lon,lat\na,0,1,2\n")
        assert code_of(path, cut_by="occupancy") is Code.INPUT_FIELD


def test_large_tables_come_in_batches_of_whole_trips(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trajganr_core.data.readers.fixes.FIXES_OF_A_BATCH", 100)
    trip = np.repeat([f"trip {i}" for i in range(50)], 7)
    order = np.random.default_rng(0).permutation(len(trip))
    frame = pd.DataFrame({"trip": trip, "t": np.arange(len(trip)), "lon": 1.0, "lat": 2.0})
    frame.iloc[order].to_csv(tmp_path / "a.csv", index=False)
    trips = read(tmp_path / "a.csv")
    assert Counter(np.diff(trips.offsets).tolist()) == {7: 50}
    for name, found in times(trips).items():
        assert sorted(found) == frame.t[frame.trip == name].tolist()
