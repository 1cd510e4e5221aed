"""Classes and colours of maps of roads, which QGIS' styles and the page to share both have.

Colours are perceptually ordered, can be distinguished with red-green blindness, and are visible on
a black and on a white ground.
"""

from __future__ import annotations

from ..tasks import AOI_CATEGORIES

#: Of roads without a value.
UNKNOWN_COLOUR = "#a3a3a3"

#: Bounds between classes, km/h, events per vehicle-km and m/s².
SPEED_BOUNDS = (15, 25, 35, 45, 60)
BRAKING_BOUNDS = (0.1, 0.25, 0.5, 1, 2)
SLOWDOWN_BOUNDS = (0.05, 0.1, 0.15, 0.2, 0.3)

SPEED_COLOURS = ("#414487", "#2f6b8e", "#228d8d", "#29af7f", "#6ccd5a", "#cae11f")  # viridis
BRAKING_COLOURS = ("#fdc627", "#f79342", "#e26660", "#c43e7f", "#9d189d", "#6a00a8")  # plasma
SLOWDOWN_COLOURS = ("#fed87a", "#febd49", "#f07919", "#cd4d03", "#9b3504", "#662506")  # YlOrBr
POPULARITY_COLOURS = ("#8ed3ba", "#52bcc2", "#299dc1", "#2072b1", "#24479d")  # YlGnBu
AOI_COLOURS = dict(
    zip(
        AOI_CATEGORIES,
        (
            "#ae4e6d",
            "#d1900b",
            "#6d55e2",
            "#912c82",
            "#165d08",
            "#2ecbc8",
            "#5abcff",
            "#b89363",
        ),
        strict=True,
    )
)
