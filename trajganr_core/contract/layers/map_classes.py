"""Classes, colours and widths of maps of roads, which QGIS' styles and the page to share both have.

Colours of neighbouring classes can be told apart with any colour vision. With their casing they are
legible on light, dark and aerial base maps.
"""

from __future__ import annotations

from ..tasks import AOI_CATEGORIES

#: Of roads without a value.
UNKNOWN_COLOUR = "#a3a3a3"

#: Bounds between classes, km/h, events per vehicle-km and m/s².
SPEED_BOUNDS = (10, 20, 30, 45, 60, 90)
BRAKING_BOUNDS = (0.1, 0.25, 0.5, 1, 2)
SLOWDOWN_BOUNDS = (0.05, 0.1, 0.15, 0.2, 0.3)
#: Of speeds as shares of the free-flow speed and of the speed limit, per cent.
FREE_FLOW_BOUNDS = (50, 60, 70, 80, 90)
LIMIT_BOUNDS = (40, 55, 70, 85, 100)
#: Levels of service F to A by the share of the free-flow speed, per cent. They are by analogy with
#: the Highway Capacity Manual (2016, exhibit 16-3), which has them for travel speeds of through
#: vehicles on urban streets, as shares of the base free-flow speed.
LEVEL_BOUNDS = (30, 40, 50, 67, 80)
LEVELS = ("F", "E", "D", "C", "B", "A")
#: Of control delays at junctions, s: bounds of the levels A to F with signals (HCM 2016, 19-8).
DELAY_BOUNDS = (10, 20, 35, 55, 80)
#: Of hours that all vehicles lose in a day.
HOURS_LOST_BOUNDS = (1, 3, 10, 30, 100)
#: Of the 85th percentile of travel times as a multiple of the median.
RELIABILITY_BOUNDS = (1.2, 1.35, 1.5, 1.75, 2)

#: The slower, the darker.
SPEED_COLOURS = ("#2b0a68", "#6a1b9a", "#b0257f", "#dd4450", "#e6722f", "#f4a72f", "#f6e765")
AMOUNT_COLOURS = ("#414487", "#2f6b8e", "#228d8d", "#29af7f", "#6ccd5a", "#cae11f")  # viridis
#: From the worst to the best, for shares of a speed and levels of service.
LEVEL_COLOURS = ("#a8201f", "#ef7f3b", "#f7d25c", "#a6d3e8", "#5aa0d0", "#2b5fa8")
BRAKING_COLOURS = ("#fdc627", "#f79342", "#eb6c6a", "#c23b85", "#9d189d", "#6a00a8")  # plasma
SLOWDOWN_COLOURS = ("#fed87a", "#febd49", "#f07919", "#cd4d03", "#9b3504", "#662506")  # YlOrBr
POPULARITY_COLOURS = ("#92d8af", "#4ac9c3", "#2a9aa5", "#396eb7", "#26449c")  # YlGnBu
#: How wide roads are drawn, from thin to thick, by their class in OpenStreetMap. Wider ones are on
#: top, and roads of no width only on maps of large scales.
ROAD_WEIGHTS = {
    "motorway": 1.0,
    "trunk": 0.9,
    "primary": 0.7,
    "motorway_link": 0.6,
    "trunk_link": 0.55,
    "secondary": 0.5,
    "primary_link": 0.45,
    "secondary_link": 0.4,
    "tertiary": 0.35,
    "tertiary_link": 0.3,
    "unclassified": 0.2,
    "residential": 0.15,
    "living_street": 0.0,
    "service": 0.0,
}
#: Of roads of other classes, or of none.
USUAL_WEIGHT = 0.25
AOI_COLOURS = dict(
    zip(
        AOI_CATEGORIES,
        ("#ae4e6d", "#d1900b", "#6d55e2", "#912c82", "#165d08", "#2ecbc8", "#5abcff", "#b89363"),
        strict=True,
    )
)
