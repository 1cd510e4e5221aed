"""Remarks on data, translated.

Bundles, results and logs hold remarks as English sentences. :data:`REMARKS` are the templates of
those that people see in reports and in QGIS; a sentence is translated by the template that fits.
What has no template stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from .local_numbers import SAMPLE, local_number

__all__ = ["REMARKS", "joined", "said_of", "translated_remark"]

#: Longer texts, such as a list of many files, are not matched.
LONGEST = 2000
#: Deeper parts of parts stay English: the texts of a stranger's bundle may have any number.
DEEPEST = 6
#: A place of a template: ``{rows:n}`` takes a number, ``{why:t}`` a text that is translated too, or
#: a list of such, and ``{name}`` a text that is not.
PLACE = re.compile(r"\{(\w+)(:[nt])?\}")
NUMBER = r"\d[\d,]*(?:\.\d+)?"
COUNTED, SHARE = re.compile(rf"({NUMBER}) (.+)"), re.compile(rf"(.+) ({NUMBER}%?)")

Translate = Callable[[str], str]

REMARKS = (
    # The shipped model, and the days behind times
    "The trips in the time set {name} are of {days:t}: another day may differ; intervals allow for "
    "it.",
    "The shipped model was adapted to {drivers:n} drivers of this area in {seconds:n} s; "
    "intervals are calibrated on {held_out:n} further drivers.",
    "The shipped model was adapted to {drivers:n} drivers of this area in {seconds:n} s; "
    "intervals are calibrated in other cities, because further drivers are too few.",
    "The shipped model is used as it is, because this area has trips of too few drivers to adapt "
    "it; its intervals are calibrated in other cities.",
    # Roads
    "Roads: {what:t}.",
    "a line layer with the road class in field {field}",
    "a line layer without a field {field}: every line is a road",
    "an OpenStreetMap extract of {time}",
    "an OpenStreetMap extract",
    "Roads: {kept:n} of {all:n} lines are kept; {outside:n} are outside the study area, "
    "{others:n} are not roads for a {vehicle:t}, {closed:n} are closed to it.",
    "Roads: {edges:n} directed edges between {nodes:n} nodes, {km:n} km; {isolated:n} are not "
    "connected to the largest part of the network, {trapped:n} cannot be both entered and left.",
    "Roads: classes that are not roads: {classes}.",
    "Roads: {n:n} lines are other lines reversed: each of them is one direction of its road.",
    "Roads: {n:n} other lines of this layer of directions are one-way.",
    "Roads: the numbers in {tag} ({numbers}) are codes of unknown meaning and not used.",
    "Roads: left out {what:t}.",
    "Roads: {n:n} ways are cut at the border of the extract; their known parts are kept.",
    "Roads: {n:n} have an unknown oneway value and count as two-way.",
    "Roads: {used:n} of {all:n} turn restrictions forbid {turns:n} turns.",
    "Roads: {n:n} turn restrictions {why:t} are not used.",
    "Roads: attributes are known for these shares of the edges: {shares:t}.",
    "Roads: {n:n} values of {tag} are unknown or out of range and not used.",
    *("speed limit", "lanes", "roundabout", "signals", "stop signs", "crossings"),
    *("car", "bus", "taxi", "truck", "delivery", "motorcycle"),
    "that hold under conditions",
    "of an unknown kind",
    "with a way between their roads",
    "without one node between two roads",
    "whose roads are not split at their node",
    "between roads or directions that are left out",
    "Driving side: right, assumed because no country here drives on the left.",
    "Driving side: left, assumed because the study area is in {territory}.",
    "Driving side: left, as chosen.",
    "Driving side: right, as chosen.",
    # Reading
    "Left out {what:t}.",
    "CSV of the ECML/PKDD 2015 taxi challenge: one trip per row, driver in TAXI_ID, a fix every "
    "15 s in POLYLINE (EPSG:4326), the first at TIMESTAMP (Unix seconds).",
    "GPX with one trip per segment of a track (EPSG:4326).",
    "fixes without a passenger",
    "rows without trip or vehicle",
    "rows whose position cannot be read",
    "rows whose time cannot be read",
    "rows whose time or position cannot be read",
    "rows with too few or too many values",
    "rows whose time is in the hour that is skipped when daylight saving time begins",
    "fixes whose time is in the hour that is skipped when daylight saving time begins",
    "rows whose time is in the hour that is repeated when daylight saving time ends, and is "
    "ambiguous",
    "fixes whose time is in the hour that is repeated when daylight saving time ends, and is "
    "ambiguous",
    "speeds that cannot be read",
    "speeds that are no numbers",
    "speeds of features with an unknown unit or wrong number",
    "headings that are no degrees from 0 to 360",
    "headings of features with an unknown unit or wrong number",
    "features that are not moving points",
    "features without a line",
    "track points without a readable time",
    "trips with MISSING_DATA",
    "trips whose TIMESTAMP is not a Unix time",
    "{kind:t} with one fix per row: {columns:t}.",
    "{kind:t} of measured lines: {columns:t}.",
    "layer {name}",
    "layer {name} (not {others})",
    "trip in {field}",
    "driver in {field}",
    "vehicle in {field}",
    "one trip per line",
    "numbered",
    "time in {field} (Unix seconds)",
    "time in {field} (Unix milliseconds)",
    "time in {field} (ISO 8601)",
    "time in {field} (ISO 8601 in {zone})",
    "time in {field} (date and time in {zone})",
    "position in {x} and {y} ({crs})",
    "position in the geometry ({crs})",
    "position in {crs}",
    "speed in {field} ({unit})",
    "heading in {field}",
    "a trip is a ride with a passenger",
    "a trip ends at a gap of more than {seconds:n} s",
    # Cleaning
    "Dropped {n:n} fixes without coordinates or time.",
    "Dropped {n:n} fixes outside ±180/±90 degrees.",
    "Sorted the fixes of {n:n} trips by time.",
    "Dropped {n:n} fixes earlier than one before them.",
    "Dropped {n:n} fixes that repeat another one's time and place.",
    "Dropped {n:n} fixes at the time of another, at another place.",
    "Dropped {n:n} fixes that exceed the maximum speed.",
    "Dropped {n:n} fixes far from the ones before and after them.",
    "Dropped {n:n} fixes at the ends of trips.",
    "Cut trips at {n:n} gaps.",
    "Dropped {n:n} fixes of stops and cut the trips there.",
    "Dropped {n:n} fixes outside the study area.",
    "Dropped {n:n} trips and pieces of trips with too few fixes ({fixes:n} fixes).",
    "Kept {fixes:n} of {all_fixes:n} fixes, in {pieces:n} pieces of {trips:n} of {all_trips:n} "
    "trips.",
    # Matching
    "Matched {fixes:n} of {all_fixes:n} fixes to roads, in {pieces:n} pieces of {trips:n} of "
    "{all_trips:n} trips; the others are dropped.",
    "Of {n:n} unmatched fixes {far:n} are far from every road; the others have no path to a fix "
    "before or after.",
    "The GPS error is {metres:n} m, on average of the trips.",
    "Cut trips at {fast:n} places where every path would be faster than any vehicle, and at "
    "{detours:n} where it would be a detour.",
    "{km:n} km of the paths are recovered: they bridge {gaps:n} gaps of more than {seconds:n} s "
    "between fixes. On {uncertain:n} km another way is about as fast, so that passes there do not "
    "count.",
    # Times
    "Local times are those of {zone}.",
    "Local times are those of {zone}, also where the clocks are those of {others}. To use another "
    "zone, set the time zone of the study area.",
    "Times without a time zone were read as times of {zone}, which is not the zone of the study "
    "area.",
    "The traffic of {files} is about an hour later than that of {first} on the same days: the "
    "clocks of some of these files are probably an hour off. Check their time zones, and prepare "
    "them again with the right ones.",
    "The traffic of {files} is about an hour earlier than that of {first} on the same days: the "
    "clocks of some of these files are probably an hour off. Check their time zones, and prepare "
    "them again with the right ones.",
    # Passes
    "Left out: 1 pass {why:t}.",
    "Left out: {n:n} passes {why:t}.",
    "over less than half of their segment",
    "that took no time",
    "between distant fixes where another way is about as fast",
    "faster than any vehicle on such a road",
    "Passes on all roads: {recovered:n} % are recovered between distant fixes, {left:n} % are left "
    "out because another way is about as fast.",
    "Passes on roads of class {name}: {recovered:n} % are recovered between distant fixes, "
    "{left:n} % are left out because another way is about as fast.",
    "of trips on foot (at least {minutes:n} min, nowhere faster than {speed:n} km/h)",
    "of standing vehicles (slower than {speed:n} km/h for more than {minutes:n} min)",
    # Places and pictures
    "Places: {what:t}.",
    "a table or layer with {fields}",
    "Places: {n:n} kept ({categories:t}); left out: {what:t}.",
    "none",
    "whose tags define no place",
    "cut at the border of the extract",
    "outside the study area",
    "without coordinates",
    "pictures with an index ({name}).",
    "{n:n} photos with GPS positions in their EXIF.",
    "Pictures within {metres:n} m of a road: {n:n}.",
    "Left out: 1 picture {why:t}.",
    "Left out: {n:n} pictures {why:t}.",
    "Left out: 1 feature {why:t}.",
    "Left out: {n:n} features {why:t}.",
    "1 feature {why:t}",
    "{n:n} features {why:t}",
    "without a geometry that can be read",
    "of another type of geometry",
    "with a coordinate that is not a finite number",
    "of no length",
    "with coordinates that are not on Earth",
    "without a position",
    "without a GPS position",
    "whose GPS position is 0, 0",
    "whose file is missing",
    "whose file is damaged",
    "whose file is damaged or not a picture",
    "in a format that cannot be read, such as HEIC",
    # Labels
    "labels of {joined:n} of {all:n} lines were joined to {edges:n} directed roads; {without:n} "
    "roads have no line.",
    "{n:n} lines have no value in the field and were dropped.",
    "{n:n} features have no usable geometry and were dropped.",
    "{n:n} lines do not run along a road and were dropped.",
    "{n:n} roads have lines along less than half of their length and get no label.",
    "{n:n} roads have coincident lines with different labels; one of them was used.",
    "No places (POIs) were given.",
    "No road has enough label trips.",
    "There are no label trips: the share of label drivers is 0, or there is only one driver.",
    "Hard braking needs measured speed in fixes at most {seconds:n} s apart; these trips have "
    "none.",
    "Hard braking needs measured speed in fixes at most {seconds:n} s apart; these trips have "
    "none. Slow-down intensity has labels instead; it is not hard braking.",
    "Slow-down intensity needs fixes more than {least:n} s and at most {most:n} s apart; these "
    "trips have none.",
    "Slow-down intensity needs fixes more than {least:n} s and at most {most:n} s apart; these "
    "trips have none. Hard braking has labels instead.",
    "Derived: number of label trips.",
    "Derived: shares of the categories of places within {metres:n} m.",
    "Derived: decelerations of label trips beyond 3 m/s², from measured speed.",
    "Derived: half the squared speed that label trips lose per metre driven, between fixes more "
    "than {least:n} s and at most {most:n} s apart; comparable between roads with similar "
    "sampling; it is not hard braking.",
    "Derived: space-mean speed, the metres of all passes of label trips ÷ their seconds.",
    "Derived: time-mean speed, the arithmetic mean of the speeds of the passes of label trips.",
    "Half the squared speed that input trips lose per metre driven on the road, between fixes more "
    "than 2 s and at most 60 s apart, shrunk towards roads of its class; comparable between roads "
    "with similar sampling; it is not hard braking.",
    "The field {field} of {layer}.",
    "The field {field} in {unit} of {layer}.",
    "No intervals: {n:n} labelled roads to calibrate them on, of which {level:n}% intervals need "
    "{fewest:n}.",
    # Bundles and drivers
    "Ids of trips and drivers are hashed with a salt, which was not kept.",
    "Cut from the bundle {name} ({id}); labels and numbers of dropped data are those of the whole "
    "bundle.",
    "{n:n} of {all:n} pieces of trips have no driver id: each of their trips counts as a driver, "
    "so that the minimum number of drivers protects trips, not persons.",
    # Models
    "The model was pretrained elsewhere ({areas}). Its encoders are applied in this study area's "
    "own frame; what they learned of places there does not hold here.",
    "The model's heads for {tasks} are left out: they fit other encoders, or another study area.",
    "The model was pretrained without pictures: the {n:n} pictures of the bundle are not used.",
    "The shipped model was trained on {seen}, of which the bundle is made: figures of held-out "
    "roads may be too good here.",
    "There are no trips in the time set {name}: its speeds are estimates from other times, and no "
    "number of passes is expected.",
    "Slow-down intensity is predicted without labels, from the trips on each road and on roads of "
    "its class; intervals are calibrated on {roads:n} roads between two halves of the drivers.",
    # Before and after
    "Before: {side}: {passes:n} passes of {drivers:n} drivers on 1 day.",
    "Before: {side}: {passes:n} passes of {drivers:n} drivers on {days:n} days.",
    "After: {side}: {passes:n} passes of {drivers:n} drivers on 1 day.",
    "After: {side}: {passes:n} passes of {drivers:n} drivers on {days:n} days.",
    "The hours of the day differ: {share:n}% of the passes of one side would have to be at other "
    "hours for the sides to be alike. This alone can change mean speeds: compare the same hours.",
    "The networks differ: {before:n} segments are in the bundle before only, {after:n} in the "
    "bundle after only; the latter are not in the layer.",
    "{before:n} segments are known before only, {after:n} after only: the other side has no trips "
    "there, or its values are not written. Their changes are not tested.",
    "Values of fewer than {drivers:n} drivers are not written, nor those whose difference from the "
    "other side would be of fewer: {before:n} segments before and {after:n} after.",
    "Before: {side}: {days:t}.",
    "After: {side}: {days:t}.",
    "Intervals are {level:n}% intervals. Of the roads flagged in a measure, at most {rate:n}% are "
    "expected to be flagged by chance (Benjamini and Hochberg).",
    "Chance is which drivers and which days there were. Roads with passes on one day only of a "
    "side are not tested in speed and slow-down.",
    "Chance is which drivers there were: a side has fewer than {days:n} days, so that what was "
    "special about its days counts as a change.",
    "Predicted changes are differences of two predictions, without an interval or a test: they "
    "may be errors of the models. Only changes of observed roads are flagged.",
    # Observed traffic, flows and travel times
    "There are no passes in the time set {name}: the layer has no rows for it.",
    "The passes are in {hours:n} of the {week:n} hours of the week, on {days:t}; other times were "
    "not observed.",
    "Rows of fewer than {drivers:n} drivers are not written, nor rows whose difference from other "
    "rows would be of fewer: {what:t}.",
    "Percentiles with fewer than {drivers:n} drivers at or beyond them are missing.",
    "Intervals contain {level:n}% of the values of a bootstrap over drivers.",
    "Earlier outputs of the same trips: {n:n}. Differences from them may tell of fewer than "
    "{drivers:n} drivers: publish one only. Such are: {outputs}.",
    "The ledger of earlier outputs cannot be read or written: it warns of nothing.",
    "{rows:n} of {all:n} rows of pairs of zones",
    "{rows:n} of {all:n} rows of segments",
    "{rows:n} of {all:n} rows of cells",
    "{rows:n} of {all:n} rows of hours",
    "Left out: 1 feature of the layer of zones {why:t}.",
    "Left out: {n:n} features of the layer of zones {why:t}.",
    "Zones without a name: {n:n}; their numbers in the layer are their names.",
    "Some origins and destinations are in several zones, which overlap; they count in the first of "
    "them, in the order of the layer.",
    "{n:n} trips begin or end outside all zones and were left out.",
    "Trips of fewer than {drivers:n} drivers begin or end outside all zones and were left out.",
    "No trip begins and ends in the zones in the time set {name}: there are no rows for it.",
    "All rows of the time set {name} are withheld.",
    "All numbers have noise: the table is differentially private with an ε of {epsilon:n} of a "
    "driver, or of a trip without a driver id. A driver counts with at most {trips:n} trips, "
    "numbers are off by {scale:n} on average, and those below {least:n} are not written. Each "
    "further table of these trips adds its ε: publish one.",
    "No trip drives through the chosen roads in the time set {name}: there are no rows for it.",
    "Trips were recorded on {weekdays:t} and {weekend:t} of weekends; the hours are those of the "
    "whole week.",
    "1 day",
    "{n:n} days",
    "Pairs without a route, whose times are empty: {n:n} of {all:n}.",
    "Forbidden turns of the bundle, which no route makes: {n:n}.",
    "The column minutes is the mean of drives, drive_minutes_median their median: half of the "
    "drives are shorter.",
    "Intervals of the mean assume that all segments of a route are slower or faster than "
    "predicted together.",
    "All files have the mean paces of segments: what the turns of a route change, and the median "
    "of drives, is in travel times only.",
    # The page to share
    "There are no trips in the time set {name}: the page says that its values are estimates from "
    "other times.",
    "The layer does not name a licence, so the page does not show one.",
    "The page has {size:n} MB.",
    "It opens slowly on phones: choose fewer times of the week or fewer roads.",
    # What preparation calls its remarks
    *("reading", "cleaning", "matching", "local time", "passes of label trips"),
    *("tasks without labels", "own labels", "cut", "ids"),
)


def translated_remark(text: str, tr: Translate) -> str:
    """A remark, or a part of one, in the language of ``tr``; English where none is known."""
    if len(text) > LONGEST or tr(SAMPLE) == SAMPLE:
        return text
    return _translated(text, tr, 0)


def said_of(name: str, fact: str, tr: Translate) -> str:
    """A name and what is said of it, with the colon of the language."""
    return tr("{name}: {fact}").format(name=name, fact=fact)


def joined(facts: Iterable[str], tr: Translate) -> str:
    """Facts in one sentence, with the semicolon of the language."""
    return tr("{first}; {second}").format(first="", second="").join(facts)


def _translated(text: str, tr: Translate, depth: int) -> str:
    """A part of a remark, so many parts deep."""
    if depth > DEEPEST:
        return text
    found = _list(text, tr, depth) or _known(text, tr, depth) or _after_colon(text, tr, depth)
    return found or text


def _list(text: str, tr: Translate, depth: int) -> str:
    """A list of known or counted things; '' for another text."""
    parts = text.split(", ")
    words = [_counted(part, tr, depth) or _known(part, tr, depth) for part in parts]
    return ", ".join(words) if all(words) else ""


def _counted(text: str, tr: Translate, depth: int) -> str:
    """``12 rows …`` or ``lanes 12%``; '' for another text."""
    if (found := COUNTED.fullmatch(text)) and (words := _known(found[2], tr, depth)):
        return f"{local_number(found[1], tr)} {words}"
    if (found := SHARE.fullmatch(text)) and (words := _known(found[1], tr, depth)):
        return f"{words} {local_number(found[2], tr)}".replace("%", "\u00a0%")
    return ""


def _known(text: str, tr: Translate, depth: int) -> str:
    """The translation of a whole text, or by its template; '' without one."""
    if (exact := tr(text)) != text:
        return exact
    for pattern, template in _patterns():
        if found := pattern.fullmatch(text):
            return _filled(tr(template), found.groupdict(), tr, depth)
    return ""


def _filled(template: str, values: dict[str, str], tr: Translate, depth: int) -> str:
    """The template with its values."""

    def value(place: re.Match[str]) -> str:
        text, kind = values[place[1]], place[2]
        if kind == ":n":
            return local_number(text, tr)
        return _translated(text, tr, depth + 1) if kind == ":t" else text

    return PLACE.sub(value, template)


def _after_colon(text: str, tr: Translate, depth: int) -> str:
    """A sentence after the name of its file or task; '' for another text."""
    name, colon, rest = text.partition(": ")
    words = _translated(rest, tr, depth + 1) if colon else rest
    return said_of(tr(name), words, tr) if words != rest else ""


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The templates with places, those of most words first."""
    templates = sorted(filter(PLACE.search, REMARKS), key=lambda each: -len(PLACE.sub("", each)))
    return [(re.compile(_pattern(template)), template) for template in templates]


def _pattern(template: str) -> str:
    """A regular expression for a template, with a group for each place."""
    pieces = PLACE.split(template)  # a text, a name and its specification take turns
    texts, names, kinds = pieces[::3], pieces[1::3], pieces[2::3]
    result = re.escape(texts[0])
    for name, kind, text in zip(names, kinds, texts[1:], strict=True):
        result += f"(?P<{name}>{NUMBER if kind == ':n' else '.+?'})" + re.escape(text)
    return result
