"""Cleaning: counts of losses, and coded errors for empty results."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pytest
import town
from hypothesis import given, settings
from hypothesis import strategies as st

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import CleaningOptions
from trajganr_core.contract.records.extents import apart
from trajganr_core.data.trips.cleaning import CleaningReport, clean
from trajganr_core.data.trips.outliers import great_circle_m
from trajganr_core.data.trips.trajectories import Trajectories, concatenate
from trajganr_core.utils.ragged import row_of_each

LINE = [(0, 0), (50, 0), (100, 0), (150, 0)]


def with_times(trips: Trajectories, seconds: list[float]) -> Trajectories:
    return dataclasses.replace(trips, t=town.START + np.array(seconds, dtype=float))


def seconds(trips: Trajectories) -> list[float]:
    return (trips.t - town.START).tolist()


def dropped_fixes(report: CleaningReport) -> int:
    counts = dataclasses.asdict(report)
    kept = ("fixes_read", "fixes_kept")
    names = [name for name in counts if name.startswith(("fixes_", "outliers_"))]
    return sum(counts[name] for name in names if name not in kept)


def code_of_nothing_left(trips: Trajectories) -> Code:
    kept, report = clean(trips, town.AREA)
    assert len(kept) == 0
    with pytest.raises(TrajganrError) as error:
        report.refuse_nothing_left(lambda: apart("trips", (0, 0, 1, 1), "area", town.AREA.bbox))
    assert error.value.next_action
    return error.value.code


def test_clean_trips_are_kept_as_they_are() -> None:
    trips = town.trips([LINE, LINE[:2]], drivers=["a", "b"])
    kept, report = clean(trips, town.AREA)
    assert kept.offsets.tolist() == [0, 4, 6]
    assert kept.driver_id.tolist() == ["a", "b"]
    np.testing.assert_array_equal(kept.t, trips.t)
    assert (report.trips_read, report.trips_kept, report.fixes_kept) == (2, 2, 6)
    report.refuse_nothing_left()


def test_cleaning_no_trips_gives_no_trips() -> None:
    kept, report = clean(concatenate([]), town.AREA, CleaningOptions(stop_s=60, max_jump_m=100))
    assert len(kept) == 0
    assert report == CleaningReport()


def test_trips_with_too_few_fixes_are_dropped_and_counted() -> None:
    trips = town.trips([LINE, LINE[:1], LINE[:3], LINE])
    kept, report = clean(trips, town.AREA, CleaningOptions(min_fixes=4))
    assert kept.trip_id.tolist() == ["trip 0", "trip 3"]
    assert (report.pieces_too_short, report.fixes_of_short_pieces) == (2, 4)
    assert report.trips_kept == 2


def test_fixes_without_coordinates_or_time_are_dropped_and_counted() -> None:
    trips = town.trips([LINE, LINE])
    trips.lon[1] = np.nan
    trips.t[5] = np.nan
    kept, report = clean(trips, town.AREA)
    assert np.diff(kept.offsets).tolist() == [3, 3]
    assert report.fixes_incomplete == 2


def test_a_few_impossible_coordinates_are_dropped_and_counted() -> None:
    trips = town.trips([LINE])
    trips.lat[2] = 4114.0
    kept, report = clean(trips, town.AREA)
    assert seconds(kept) == [0, 10, 30]
    assert report.fixes_off_earth == 1


@pytest.mark.malformed
def test_coordinates_that_are_no_degrees_are_refused() -> None:
    projected = dataclasses.replace(
        town.trips([LINE]), lon=np.full(4, 530_000.0), lat=np.full(4, 4_560_000.0)
    )
    with pytest.raises(TrajganrError) as error:
        clean(projected, town.AREA)
    assert error.value.code is Code.INPUT_CRS


class TestTimes:
    """Times increase strictly in what is left."""

    MIXED = (0.0, 10.0, 10.0, 20.0, 0.0, 30.0, 15.0, 40.0)

    def test_unordered_fixes_are_sorted_and_their_trips_counted(self) -> None:
        trips = with_times(town.trips([LINE, LINE]), list(self.MIXED))
        kept, report = clean(trips, town.AREA)
        assert seconds(kept) == [0, 10, 20, 0, 15, 30, 40]
        assert kept.lon[3:].tolist() == trips.lon[[4, 6, 5, 7]].tolist()
        assert (report.trips_reordered, report.fixes_of_same_time) == (1, 1)

    def test_or_those_that_go_back_are_dropped_and_counted(self) -> None:
        trips = with_times(town.trips([LINE, LINE]), list(self.MIXED))
        kept, report = clean(trips, town.AREA, CleaningOptions(unordered="drop"))
        assert seconds(kept) == [0, 10, 20, 0, 30, 40]
        assert (report.trips_reordered, report.fixes_back_in_time) == (0, 1)

    def test_repeated_and_contradicting_fixes_are_counted_separately(self) -> None:
        trips = town.trips([[(0, 0), (0, 0), (50, 0), (60, 0), (50, 0)]])
        kept, report = clean(with_times(trips, [0, 0, 10, 10, 10]), town.AREA)
        assert seconds(kept) == [0, 10]
        assert kept.lon.tolist() == trips.lon[[0, 2]].tolist()
        assert (report.fixes_repeated, report.fixes_of_same_time) == (2, 1)

    @given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=8), min_size=1, max_size=5))
    def test_dropping_leaves_the_running_maxima(self, times: list[list[int]]) -> None:
        trips = with_times(
            town.trips([[(i, 0) for i in range(len(trip))] for trip in times]),
            [t for trip in times for t in trip],
        )
        expected = []
        for trip in times:
            maxima = [t for i, t in enumerate(trip) if t > max(trip[:i], default=-1)]
            if len(maxima) >= 2:
                expected.append(maxima)
        kept, _ = clean(trips, town.AREA, CleaningOptions(unordered="drop"))
        assert [seconds(kept.between(i, i + 1)) for i in range(len(kept))] == expected

    @settings(max_examples=40)
    @given(st.permutations(range(12)))
    def test_sorting_makes_the_order_of_the_rows_immaterial(self, order: list[int]) -> None:
        trips = town.trips([[(40.0 * i * (i % 5), 0) for i in range(12)]])
        options = CleaningOptions(max_speed_kmh=60, max_gap_s=45)
        expected, _ = clean(trips, None, options)
        found, _ = clean(trips.in_order(np.array(order)), None, options)
        assert found.offsets.tolist() == expected.offsets.tolist()
        assert found.t.tolist() == expected.t.tolist()
        assert found.lon.tolist() == expected.lon.tolist()


def test_outliers_are_dropped_and_counted() -> None:
    trips = town.trips([[(0, 0), (50, 0), (0, 5000), (150, 0)]])
    kept, report = clean(trips, None, CleaningOptions(max_speed_kmh=200))
    assert seconds(kept) == [0, 10, 30]
    assert (report.outliers_by_speed, report.outliers_by_jump) == (1, 0)
    kept, report = clean(trips, None, CleaningOptions(max_speed_kmh=0, max_jump_m=1000))
    assert seconds(kept) == [0, 10, 30]
    assert (report.outliers_by_speed, report.outliers_by_jump) == (0, 1)


def test_trips_are_cut_at_gaps() -> None:
    trips = with_times(town.trips([[*LINE, (200, 0)]]), [0, 10, 400, 410, 700])
    kept, report = clean(trips, None, CleaningOptions(max_gap_s=300))
    assert kept.offsets.tolist() == [0, 2, 5]
    assert kept.trip_id.tolist() == ["trip 0", "trip 0"]
    assert (report.cuts_at_gaps, report.trips_kept, report.pieces_kept) == (1, 1, 2)


def test_stops_are_dropped_and_trips_cut_there() -> None:
    xs = [0, 50, 100, 101, 95, 110, 102, 160, 220]
    options = CleaningOptions(stop_s=30, stop_radius_m=20)
    kept, report = clean(town.trips([[(x, 0) for x in xs]]), None, options)
    assert seconds(kept) == [0, 10, 70, 80]
    assert kept.offsets.tolist() == [0, 2, 4]
    assert report.fixes_in_stops == 5


class TestTrimmedEnds:
    """Fixes near the ends of trips are dropped before anything is kept."""

    def test_fixes_are_dropped_until_the_trip_is_far_from_its_ends(self) -> None:
        # It returns near its beginning in the middle, which is kept.
        xs = [0, 30, 90, 120, 200, 60, 200, 350, 420, 380, 460, 490]
        trips = town.trips([[(x, 0) for x in xs], [(x, 0) for x in (0, 200, 400)]])
        kept, report = clean(trips, None, CleaningOptions(trim_ends_m=100, min_fixes=2))
        assert seconds(kept) == [30, 40, 50, 60, 70, 80, 90]
        assert report.fixes_near_ends == 5 + 2
        assert dropped_fixes(report) + report.fixes_kept == report.fixes_read
        assert any("at the ends of trips" in line for line in report.lines())

    def test_the_ends_are_those_of_the_trip_and_not_of_its_pieces(self) -> None:
        trips = with_times(
            town.trips([[(200 * x, 0) for x in range(8)]]), [0, 40, 80, 120, 900, 940, 980, 1020]
        )
        kept, report = clean(trips, None, CleaningOptions(trim_ends_m=100, max_gap_s=300))
        assert seconds(kept) == [40, 80, 120, 900, 940, 980]
        assert report.fixes_near_ends == 2

    def test_a_trip_that_stays_near_its_beginning_is_dropped(self) -> None:
        trips = town.trips([[(x, 0) for x in (0, 50, 90, 50, 0)], LINE, [(0, 0), (500, 0)]])
        kept, report = clean(trips, None, CleaningOptions(trim_ends_m=1000, max_speed_kmh=0))
        assert len(kept) == 0
        with pytest.raises(TrajganrError) as caught:
            report.refuse_nothing_left()
        assert "trim less" in caught.value.next_action

    @settings(max_examples=60)
    @given(
        st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=9), min_size=1, max_size=4),
        st.sampled_from([0, 45, 100, 205]),
    )
    def test_what_is_kept_is_that_of_a_loop(self, trips: list[list[int]], limit: int) -> None:
        paths = [[(10.0 * x, 0) for x in xs] for xs in trips]
        options = CleaningOptions(trim_ends_m=limit, max_speed_kmh=0, max_gap_s=0)
        kept, _ = clean(town.trips(paths), None, options)
        expected = []
        for xs in trips:
            rows = list(range(len(xs)))
            while limit and rows and abs(10 * xs[rows[0]] - 10 * xs[0]) <= limit:
                rows.pop(0)
            while limit and rows and abs(10 * xs[rows[-1]] - 10 * xs[-1]) <= limit:
                rows.pop()
            expected += [10.0 * row for row in rows] if len(rows) >= 2 else []
        assert seconds(kept) == expected


class TestStudyArea:
    """Trips are clipped, and pieces keep their times."""

    OUT = (0, 100_000)
    ANY_SPEED = CleaningOptions(max_speed_kmh=0)

    def test_a_trip_that_leaves_the_area_becomes_pieces(self) -> None:
        out = self.OUT
        trips = town.trips([[(0, 0), (9, 0), out, out, (20, 0), (30, 0), out, (40, 0)]])
        kept, report = clean(trips, town.AREA, self.ANY_SPEED)
        assert seconds(kept) == [0, 10, 40, 50]
        assert kept.offsets.tolist() == [0, 2, 4]
        assert kept.trip_id.tolist() == ["trip 0", "trip 0"]
        assert (report.fixes_outside_area, report.pieces_too_short) == (3, 1)
        assert (report.trips_kept, report.pieces_kept) == (1, 2)

    def test_without_an_area_nothing_is_clipped(self) -> None:
        kept, _ = clean(town.trips([[(0, 0), self.OUT]]), None, self.ANY_SPEED)
        assert kept.fixes == 2

    @settings(max_examples=60)
    @given(st.lists(st.lists(st.booleans(), min_size=1, max_size=6), min_size=1, max_size=5))
    def test_clipping_keeps_exactly_the_runs_inside(self, inside: list[list[bool]]) -> None:
        trips = town.trips(
            [[(i, 0) if is_in else self.OUT for i, is_in in enumerate(trip)] for trip in inside]
        )
        runs: list[tuple[str, list[float]]] = []
        for number, trip in enumerate(inside):
            for i, is_inside in enumerate(trip):
                if is_inside and i > 0 and trip[i - 1]:
                    runs[-1][1].append(10.0 * i)
                elif is_inside:
                    runs.append((f"trip {number}", [10.0 * i]))
        pieces, report = clean(trips, town.AREA, self.ANY_SPEED)
        found = [(pieces.trip_id[i], seconds(pieces.between(i, i + 1))) for i in range(len(pieces))]
        assert found == [(name, times) for name, times in runs if len(times) >= 2]
        assert report.pieces_too_short == sum(len(times) == 1 for _, times in runs)


@st.composite
def messy_trips(draw: st.DrawFn) -> Trajectories:
    """Trips with every fault: missing values, repeated and unordered times, jumps, leaving."""
    fix = st.tuples(
        st.sampled_from([0.0, 40.0, 80.0, 3000.0, np.nan]), st.sampled_from([0, 5, 10, 20, 900])
    )
    fixes = draw(st.lists(st.lists(fix, max_size=10), min_size=1, max_size=4).filter(any))
    trips = town.trips([[(x, 0) for x, _ in trip] or np.empty((0, 2)) for trip in fixes])
    return with_times(trips, [t for trip in fixes for _, t in trip])


OPTIONS = st.builds(
    CleaningOptions,
    unordered=st.sampled_from(["sort", "drop"]),
    max_speed_kmh=st.sampled_from([0.0, 30.0, 100.0]),
    max_jump_m=st.sampled_from([0.0, 500.0]),
    max_gap_s=st.sampled_from([0.0, 600.0]),
    stop_s=st.sampled_from([0.0, 10.0]),
    min_fixes=st.sampled_from([2, 3]),
)


class TestAnyTrips:
    """Properties of whatever is cleaned, however."""

    @settings(max_examples=60)
    @given(messy_trips(), OPTIONS)
    def test_every_fix_is_kept_or_counted(
        self, trips: Trajectories, options: CleaningOptions
    ) -> None:
        kept, report = clean(trips, town.AREA, options)
        assert report.fixes_read == trips.fixes
        assert report.fixes_kept == kept.fixes
        assert report.fixes_read == report.fixes_kept + dropped_fixes(report)

    @settings(max_examples=60)
    @given(messy_trips(), OPTIONS)
    def test_kept_fixes_obey_the_rules(self, trips: Trajectories, options: CleaningOptions) -> None:
        kept, _ = clean(trips, town.AREA, options)
        assert (np.diff(kept.offsets) >= options.min_fixes).all()
        assert town.AREA.contains(kept.lon, kept.lat).all()
        for a, b in pairwise(kept.offsets.tolist()):
            fixes = np.arange(a, b)
            passed = np.diff(kept.t[fixes])
            assert (passed > 0).all()
            if options.max_gap_s:
                assert (passed <= options.max_gap_s).all()
            if options.max_speed_kmh:
                metres = great_circle_m(kept, fixes[:-1], fixes[1:])
                assert (metres / passed * 3.6 <= options.max_speed_kmh * (1 + 1e-9)).all()

    @settings(max_examples=40)
    @given(messy_trips(), messy_trips(), OPTIONS)
    def test_batches_are_cleaned_as_if_they_were_one(
        self, one: Trajectories, other: Trajectories, options: CleaningOptions
    ) -> None:
        whole, report = clean(concatenate([one, other]), town.AREA, options)
        kept_one, report_one = clean(one, town.AREA, options)
        kept_other, report_other = clean(other, town.AREA, options)
        assert report_one + report_other == report
        assert concatenate([kept_one, kept_other]).t.tolist() == whole.t.tolist()

    @settings(max_examples=40)
    @given(messy_trips())
    def test_every_kept_fix_was_read_in_its_trip(self, trips: Trajectories) -> None:
        def fixes(some: Trajectories) -> set[tuple[str, float, float]]:
            names = some.trip_id[row_of_each(some.offsets)]
            return set(zip(names, some.t, some.lon, strict=True))

        kept, _ = clean(trips, town.AREA)
        assert fixes(kept) <= fixes(trips)


class TestNothingLeft:
    """The code is that of what took the last fix."""

    @pytest.mark.malformed
    def test_only_single_fixes_are_too_few_points(self) -> None:
        trips = town.trips([LINE[:1], LINE[:1]])
        assert code_of_nothing_left(trips) is Code.INPUT_TOO_FEW_POINTS

    @pytest.mark.malformed
    def test_trips_without_coordinates_are_too_few_points(self) -> None:
        trips = dataclasses.replace(town.trips([LINE]), lat=np.full(4, np.nan))
        assert code_of_nothing_left(trips) is Code.INPUT_TOO_FEW_POINTS

    @pytest.mark.malformed
    def test_times_that_never_increase_are_refused(self) -> None:
        trips = with_times(town.trips([LINE]), [10, 10, 10, 10])
        assert code_of_nothing_left(trips) is Code.INPUT_TIME

    @pytest.mark.malformed
    def test_trips_elsewhere_leave_the_area_empty(self) -> None:
        elsewhere = town.trips([[(0, 90_000), (10, 90_000)]])
        assert code_of_nothing_left(elsewhere) is Code.INPUT_EMPTY

    @pytest.mark.malformed
    def test_swapped_longitude_and_latitude_leave_the_area_empty(self) -> None:
        trips = town.trips([LINE])
        swapped = dataclasses.replace(trips, lon=trips.lat, lat=trips.lon)
        assert code_of_nothing_left(swapped) is Code.INPUT_EMPTY

    @pytest.mark.malformed
    def test_trips_that_only_jump_are_too_few_points(self) -> None:
        trips = town.trips([[(0, 0), (200, 200)]], seconds=1.0)
        assert code_of_nothing_left(trips) is Code.INPUT_TOO_FEW_POINTS


def test_each_loss_is_a_sentence() -> None:
    report = CleaningReport(
        trips_read=3,
        fixes_read=1200,
        fixes_incomplete=1100,
        trips_kept=1,
        pieces_kept=2,
        fixes_kept=100,
    )
    assert report.lines() == [
        "Dropped 1,100 fixes without coordinates or time.",
        "Kept 100 of 1,200 fixes, in 2 pieces of 1 of 3 trips.",
    ]
