"""The map tip of a predicted road: ``Traffic speed: 34 km/h (27–41)``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from trajganr_core.contract.layers.columns import VEHICLES_DAY
from trajganr_core.contract.layers.predicted_columns import (
    TimeColumns,
    hours_in,
    tasks_in,
    times_in,
)
from trajganr_core.contract.layers.road_times import SPEED, SPEED_PLAYED
from trajganr_core.contract.tasks import (
    AOI_CATEGORIES,
    BASES,
    CAUTIONS,
    POPULARITY_CLASSES,
    Kind,
    Task,
)

from ..i18n import said, tr
from ..untrusted_text import as_html, literal

#: Decimals of a value, by unit.
DECIMALS = {"km/h": 0}
USUAL_DECIMALS = 2
#: Whether the temporal controller shows a weekend day, and its hour; see SPEED_PLAYED.
IS_WEEKEND = "coalesce(day_of_week(@map_start_time), 1) IN (0, 6)"
PLAYED_HOUR = "coalesce(hour(@map_start_time), 8)"
#: Characters to escape in HTML, in this order.
MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def map_tip(names: Collection[str], time_sets: str = "") -> str:
    """A template of QGIS' map tips.

    Args:
        names: of the layer's fields.
        time_sets: names of the predicted times of the week; '' if they are not known.
    """
    tasks = tasks_in(names)
    lines = [f"<b>{_expression(_title(names))}</b>"]
    lines += [f"{tr(task.title)}: {_expression(_prediction(task, names))}" for task in tasks]
    if tasks:
        meaning = tr("in brackets: the range of the labels of nine in ten such roads")
        lines.append(f"<small>{meaning}</small>")
    times, hours = times_in(names, time_sets), hours_in(names)
    if times or hours:
        lines.append(f"<b>{tr('Traffic speed at times of the week')}</b>")
    if hours:
        lines.append(f"{_expression(_played_hour())}: {_expression(_or_unknown(_speed_played()))}")
    if times:
        lines += [
            f"{literal(as_html(said(each.title)))}: {_expression(_at_times(each, names))}"
            for each in times
        ]
        meaning = tr("in brackets: the 90 % interval of the mean speed")
        lines.append(f"<small>{meaning}</small>")
    day = [column.name for column in VEHICLES_DAY]
    if set(day) <= set(names):
        value, low, high = (f'format_number("{name}", 0)' for name in day)
        beside = f"coalesce(' (' || {low} || '–' || {high} || ')', '')"
        volume = _expression(_or_unknown(f"{value} || {beside}"))
        lines.append(f"{tr(VEHICLES_DAY[0].alias)}: {volume}")
    if "basis" in names:
        basis = _expression(_translated('"basis"', BASES))
        lines.append(f"{tr('From')}: {basis}")
    if "caution" in names:
        lines.append(f"<i>{_expression(_caution())}</i>")
    return "<br>\n".join(lines)


def _title(names: Collection[str]) -> str:
    road = _text(tr("Road"))
    columns = [f"""nullif("{name}", '')""" for name in ("name", "highway") if name in names]
    return f"coalesce({', '.join([*columns, road])})"


def _prediction(task: Task, names: Collection[str]) -> str:
    """The expression of a prediction with its interval or set, if it has one."""
    main, last = task.fields[0].name, task.fields[-1].name
    value, beside = f'"{main}"', "''"
    if f"{main}_low" in names:
        low, high = _rounded(f"{main}_low", task.unit), _rounded(f"{main}_high", task.unit)
        beside = f"' (' || {low} || '–' || {high} || ')'"
    elif task.kind is Kind.ORDINAL and last in names:
        beside = _between(last)
    if task.kind in (Kind.REGRESSION, Kind.RATE):
        value = f"{_rounded(main, task.unit)} || {_text(f' {tr(task.unit)}')}"
    elif task.kind is Kind.DISTRIBUTION:
        value = _translated(value, AOI_CATEGORIES)
    else:
        value = _translated(value, POPULARITY_CLASSES)
    return _or_unknown(f"{value} || coalesce({beside}, '')")


def _at_times(times: TimeColumns, names: Collection[str]) -> str:
    """The expression of a speed at times of the week, its interval, and what it rests on."""
    low, high = times.column(f"{SPEED.name}_low"), times.column(f"{SPEED.name}_high")
    value, beside = f"{_rounded(times.speed, SPEED.unit)} || {_text(f' {SPEED.unit}')}", "''"
    if {low, high} <= set(names):
        ends = (_rounded(name, SPEED.unit) for name in (low, high))
        beside = "' (' || {} || '–' || {} || ')'".format(*ends)
    basis = times.column("basis")
    if basis in names:
        rests_on = _time_basis(basis, times.column("passes"))
        beside = f"coalesce({beside}, '') || {rests_on}"
    return _or_unknown(f"{value} || coalesce({beside}, '')")


def _speed_played() -> str:
    """The expression of the speed at the temporal controller's hour."""
    return f"format_number({SPEED_PLAYED}, 0) || {_text(f' {SPEED.unit}')}"


def _played_hour() -> str:
    """The expression of the temporal controller's hour, as :data:`SPEED_PLAYED` reads it."""
    weekday, weekend = (_text(tr(day)) for day in ("weekday", "weekend day"))
    day = f"if({IS_WEEKEND}, {weekend}, {weekday})"
    return f"{day} || ', ' || lpad(to_string({PLAYED_HOUR}), 2, '0') || ':00'"


def _or_unknown(value: str) -> str:
    """The expression of a prediction, or of its absence."""
    return f"coalesce({value}, {_text(tr('not predicted'))})"


def _time_basis(basis: str, passes: str) -> str:
    """The expression of what a speed at times of the week rests on."""
    count = tr("{n} passes").replace("{n}", "%1")
    few, none = (
        _text(f", {tr(text)}")
        for text in ("few or no passes", "no passes on any road at these times")
    )
    number = f"""format({_text(count)}, format_number("{passes}", 0))"""
    return (
        f"""CASE WHEN "{basis}" = 'prior' THEN {none} """
        f"""WHEN "{basis}" = 'few passes' THEN {few} """
        f"""ELSE coalesce(', ' || {number}, '') END"""
    )


def _between(name: str) -> str:
    """The expression of a set of neighbouring classes, from the first to the last; '' for one."""
    classes = f"""string_to_array("{name}", '; ')"""
    first, last = (
        _translated(f"{end}({classes})", POPULARITY_CLASSES)
        for end in ("array_first", "array_last")
    )
    between = tr("between {first} and {last}").replace("{first}", "%1").replace("{last}", "%2")
    suffix = f"' (' || format({_text(between)}, {first}, {last}) || ')'"
    undecided = _text(f" ({tr('undecided')})")
    count = f"array_length({classes})"
    return (
        f"CASE WHEN {count} = {len(POPULARITY_CLASSES)} THEN {undecided} "
        f"WHEN {count} > 1 THEN {suffix} ELSE '' END"
    )


def _caution() -> str:
    """The expression of the cautions, in the user's language."""
    each = _translated("@element", CAUTIONS)
    cautions = """string_to_array(coalesce("caution", ''), '; ')"""
    return f"array_to_string(array_foreach({cautions}, {each}), '; ')"


def _translated(text: str, values: Sequence[str]) -> str:
    """The expression that translates a text, which is one of some values."""
    words = ", ".join(f"{_text(value)}, {_text(tr(value))}" for value in values)
    return f"coalesce(map_get(map({words}), {text}), {text})"


def _rounded(name: str, unit: str) -> str:
    decimals = DECIMALS.get(unit, USUAL_DECIMALS)
    return f'format_number("{name}", {decimals})'


def _expression(text: str) -> str:
    """An expression in a template; text from data, such as names of roads, is escaped."""
    for mark, written in MARKS.items():
        text = f"replace({text}, {_text(mark)}, {_text(written)})"
    return f"[% {text} %]"


def _text(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"
