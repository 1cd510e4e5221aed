"""Columns of predictions at times of the week."""

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.observe import ObserveParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.layers.predicted_columns import hour_columns, time_fields
from trajganr_core.contract.options.option_fields import describe
from trajganr_core.contract.options.time_sets import parse_time_set


def test_columns_of_a_time_set_are_the_usual_ones_and_its_name() -> None:
    names = [field.name for field in time_fields(parse_time_set("Mon-Fri 07:00-09:00"))]
    assert names[:2] == [
        "speed_kmh_weekday_morning_peak",
        "speed_kmh_low_weekday_morning_peak",
    ]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "pair",
    [("Mon,Wed", "Mon-Wed"), ("Mon 07:00-09:00", "Mon 07:00-09:30"), ("Mon", "Tue")],
)
def test_columns_of_two_time_sets_differ(pair: tuple[str, str]) -> None:
    one, other = (time_fields(parse_time_set(text)) for text in pair)
    assert not {field.name for field in one} & {field.name for field in other}


def test_each_hour_of_both_types_of_day_has_a_column() -> None:
    assert hour_columns()["speed_kmh_weekend_23"] == ("weekend", 23)
    assert len(hour_columns()) == 48


def test_wrong_times_are_refused_before_a_job_is_sent() -> None:
    with pytest.raises(TrajganrError) as caught:
        PredictParams(model="m", time_sets=("Mon-Fri 7-9",))
    assert caught.value.code == Code.INPUT_FIELD


def test_predictions_of_tasks_have_no_times_by_default_and_observations_the_whole_week() -> None:
    left_open = [
        next(each.left_open for each in describe(params) if each.name == "time_sets")
        for params in (PredictParams, ObserveParams)
    ]
    assert left_open == ["the whole week without tasks, no times beside them", "the whole week"]
