"""Sets of times of the week: their notation, and the minutes that they contain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.time_sets import (
    DAYS,
    MINUTES_PER_DAY,
    MINUTES_PER_WEEK,
    NAMED_SETS,
    WHOLE_WEEK,
    TimeSet,
    parse_time_set,
    parse_time_sets,
)


def at(day: str, time: str) -> int:
    hour, minute = map(int, time.split(":"))
    return DAYS.index(day) * MINUTES_PER_DAY + 60 * hour + minute


def test_days_with_times_begin_inclusive_and_end_exclusive() -> None:
    peak = parse_time_set("Mon-Fri 07:00-09:00")
    assert peak.intervals == tuple((at(day, "7:00"), at(day, "9:00")) for day in DAYS[:5])


def test_days_without_times_are_whole_and_times_without_days_are_those_of_every_day() -> None:
    assert parse_time_set("Sat,Sun").intervals == ((5 * MINUTES_PER_DAY, MINUTES_PER_WEEK),)
    noon = parse_time_set("12:00-13:00")
    assert noon.intervals == tuple((at(day, "12:00"), at(day, "13:00")) for day in DAYS)


def test_a_time_over_midnight_ends_on_the_next_day_also_over_the_end_of_the_week() -> None:
    night = parse_time_set("Sun 22:00-05:00")
    assert night.intervals == ((0, at("Mon", "5:00")), (at("Sun", "22:00"), MINUTES_PER_WEEK))
    every = parse_time_set("22:00-05:00").intervals
    assert sum(end - begin for begin, end in every) == 7 * 7 * 60


def test_days_run_over_the_end_of_the_week() -> None:
    assert parse_time_set("Sat-Mon") == parse_time_set("Mon,Sat,Sun")


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("monday - FRIDAY  7:00 – 9:00", "Mon-Fri 07:00-09:00"),
        ("Mon 07:00-09:00; Tue 07:00-09:00", "Mon,Tue 07:00-09:00"),
        ("Mon-Sun 00:00-24:00", "Mon-Sun"),
        ("Mon 08:00-09:00,07:00-08:30", "Mon 07:00-09:00"),
        ("Mon 22:00-24:00; Tue 00:00-05:00", "Mon 22:00-05:00"),
        ("Mon 20:00-24:00; Tue; Wed 00:00-05:00", "Mon 20:00-24:00; Tue; Wed 00:00-05:00"),
        ("Mon-Fri 16:00-19:00,07:00-09:00", "Mon-Fri 07:00-09:00,16:00-19:00"),
        ("22:00-05:00", "22:00-05:00"),
        ("Weekday Morning Peak", "Mon-Fri 07:00-09:00"),
    ],
)
def test_a_set_is_written_in_one_way_however_it_was_given(text: str, same: str) -> None:
    assert parse_time_set(text).text == same
    assert parse_time_set(same) == parse_time_set(text)


quarters = st.integers(0, MINUTES_PER_WEEK // 15 - 1)


@given(st.sets(quarters, min_size=1, max_size=12), st.integers(1, 150))
def test_the_text_of_any_set_is_read_as_the_same_set(starts: set[int], quarters: int) -> None:
    inside = sorted({(s + i) % (MINUTES_PER_WEEK // 15) for s in starts for i in range(quarters)})
    edges = (
        [q for q in inside if q - 1 not in inside],
        [q + 1 for q in inside if q + 1 not in inside],
    )
    each = TimeSet(tuple((15 * b, 15 * e) for b, e in zip(*edges, strict=True)))
    assert parse_time_set(each.text) == each


def test_named_sets_keep_their_names() -> None:
    for name in NAMED_SETS:
        assert parse_time_set(name).name == name
    assert WHOLE_WEEK.name == "whole week"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "07:00-07:00",
        "Mon-Fri 07:00",
        "Mon-Fri 25:00-26:00",
        "Mon-Fri 07:60-09:00",
        "24:00-05:00",
        "Mon-Fry",
        "rush hour",
        "Mon;",
        "07:00-09:00 Mon",
        "Mon-07:00",
        "Mon," * 200,
    ],
)
def test_empty_and_wrong_sets_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(TrajganrError) as caught:
        parse_time_set(text)
    assert caught.value.code is Code.INPUT_FIELD
    assert "Mon-Fri 07:00-09:00" in caught.value.next_action


def test_the_same_set_twice_is_refused_also_in_other_words() -> None:
    with pytest.raises(TrajganrError, match="given twice"):
        parse_time_sets(["weekend", "Sun,Sat"])
    assert len(parse_time_sets(["weekend", "Sun"])) == 2
