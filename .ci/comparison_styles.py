"""Write the styles of residuals and of similarity to ``resources/styles``.

    QT_QPA_PLATFORM=offscreen /usr/bin/python3 .ci/comparison_styles.py

A residual is the true value minus the predicted one: brown where the prediction is too high, teal
where it is too low, grey in between. Similarity ranges from pale to dark. The colours can be
distinguished with red-green blindness. The output is reproducible.
"""

from __future__ import annotations

from itertools import pairwise

from qgis.core import QgsApplication, QgsRuleBasedRenderer
from styles import STYLES, line, qml, rule, unknown

#: ColorBrewer's BrBG, with a middle that is dark enough for a white canvas.
DIVERGING = ("#8c510a", "#bf812d", "#d8b365", "#a0a0a0", "#5ab4ac", "#35978f", "#01665e")
#: For popularity, whose residuals are whole classes.
DIVERGING_CLASSES = (DIVERGING[0], *DIVERGING[2:5], DIVERGING[6])
SIMILARITY = ("#c2c2c2", "#e7b8d6", "#dd83b9", "#c04a9b", "#8e2281", "#4d0a5b")
#: Line widths of the residual classes, relative to the usual width.
WIDTHS = (1.5, 1.25, 1.0, 0.8, 1.0, 1.25, 1.5)

LEADING_SHARE = "attribute('aoi_' || \"aoi_main_predicted\" || '_residual')"


def main() -> None:
    """Write every style."""
    application = QgsApplication([], False)
    application.initQgis()
    for name, text in all_styles().items():
        (STYLES / f"{name}.qml").write_text(text, encoding="utf-8")
    application.exitQgis()


def all_styles() -> dict[str, str]:
    """The QML of each style by its name."""
    return {
        "speed_residual": qml(residual('"speed_kmh_residual"', (2, 5, 10), "km/h")),
        "braking_residual": qml(
            residual('"braking_per_km_residual"', (0.1, 0.5, 1), "per vehicle-km")
        ),
        "slowdown_residual": qml(residual('"slowdown_mps2_residual"', (0.02, 0.05, 0.1), "m/s²")),
        "aoi_residual": qml(residual(LEADING_SHARE, (0.1, 0.25, 0.5), "of the leading share")),
        "popularity_residual": qml(popularity_residual()),
        "similarity": qml(similarity()),
    }


def residual(value: str, bounds: tuple[float, float, float], unit: str) -> QgsRuleBasedRenderer:
    """Seven classes, symmetric around zero."""
    near, far, farthest = bounds
    rules = [
        (f"{value} < -{farthest}", f"too high by more than {farthest} {unit}"),
        (f"{value} >= -{farthest} AND {value} < -{far}", f"too high by {far} – {farthest}"),
        (f"{value} >= -{far} AND {value} < -{near}", f"too high by {near} – {far}"),
        (f"{value} >= -{near} AND {value} <= {near}", f"within ± {near} {unit}"),
        (f"{value} > {near} AND {value} <= {far}", f"too low by {near} – {far}"),
        (f"{value} > {far} AND {value} <= {farthest}", f"too low by {far} – {farthest}"),
        (f"{value} > {farthest}", f"too low by more than {farthest} {unit}"),
    ]
    return classes(value, rules, DIVERGING, WIDTHS, "not measured")


def popularity_residual() -> QgsRuleBasedRenderer:
    """Five classes of the residual of popularity, in whole classes."""
    value = '"popularity_residual"'
    rules = [
        (f"{value} <= -2", "too high by two classes and more"),
        (f"{value} = -1", "too high by one class"),
        (f"{value} = 0", "right"),
        (f"{value} = 1", "too low by one class"),
        (f"{value} >= 2", "too low by two classes and more"),
    ]
    widths = (1.5, 1.0, 0.8, 1.0, 1.5)
    return classes(value, rules, DIVERGING_CLASSES, widths, "not measured")


def similarity() -> QgsRuleBasedRenderer:
    """Classes of similarity: the more similar, the darker and wider the line."""
    value = '"similarity"'
    bounds = (0, 0.25, 0.5, 0.75, 0.9)
    rules = [(f"{value} < {bounds[0]}", "below 0: unlike")]
    rules += [
        (f"{value} >= {low} AND {value} < {high}", f"{low} – {high}")
        for low, high in pairwise(bounds)
    ]
    rules.append((f"{value} >= {bounds[-1]}", f"{bounds[-1]} and more: very much alike"))
    widths = (0.8, 0.8, 1.0, 1.0, 1.25, 1.5)
    return classes(value, rules, SIMILARITY, widths, "nothing known")


def classes(
    value: str,
    rules: list[tuple[str, str]],
    colours: tuple[str, ...],
    widths: tuple[float, ...],
    none: str,
) -> QgsRuleBasedRenderer:
    """Classes of a value; ``none`` is the legend's label of roads without one."""
    root = QgsRuleBasedRenderer.Rule(None)
    for (condition, label), colour, width in zip(rules, colours, widths, strict=True):
        root.appendChild(rule(line(colour, width), condition, label))
    root.appendChild(rule(unknown(), f"{value} IS NULL", none))
    return QgsRuleBasedRenderer(root)


if __name__ == "__main__":
    main()
