"""A page of roads in headless Chromium, by mouse, touch and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, chromium, opened
from PIL import Image
from webpage_roads import HOSTILE, roads

import trajganr_core as tg
from trajganr_core.contract.layers.map_classes import SPEED_COLOURS

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium is installed")

DESKTOP, PHONE = (1366, 768), (390, 844)
#: A point of the avenue's first direction, which drives on the left, as a place on the screen.
ON_THE_AVENUE = """(() => {
    const { x, y } = map.project([-8.61, 41.151]);
    const { left, top } = document.getElementById("map").getBoundingClientRect();
    return [left + x, top + y];
})()"""


@pytest.fixture(scope="module")
def page(predicted: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page of predicted roads."""
    out = tmp_path_factory.mktemp("page") / "page"
    tg.webpage(predicted, out=out, title=f"Porto {HOSTILE}", progress=False)
    return (out / "roads.html").as_uri()


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    with opened() as found:
        yield found


@pytest.fixture
def browser(running: Browser, page: str) -> Iterator[Browser]:
    """The page on a desktop; nothing may appear in the console, and nothing is requested."""
    running.errors.clear()
    running.requests.clear()
    running.resize(*DESKTOP)
    running.open(page)
    yield running
    assert running.errors == []
    assert {address.partition("#")[0] for address in running.requests} <= {page}


def colours(browser: Browser) -> list[int]:
    """The classes in which the roads are drawn, by road; -1 for roads without a value."""
    look = "roadsLayer.looks.slice(2 * roadsLayer.firstOf[index]).slice(0, 2)"
    looks = browser.run(f"[0, 1, 2, 3].map((index) => [...{look}])")
    return [colour if width < 3 else -1 for colour, width in looks]


def pixel(browser: Browser, by: int, folder: Path) -> str:
    """The colour, such as #29af7f, that is shown some pixels east of the avenue's centre."""
    browser.run("new Promise((end) => { map.once('idle', () => end()); map.triggerRepaint(); })")
    x, y = browser.run("Object.values(map.project([-8.61, 41.151]))")
    left, top = browser.run("Object.values(map.getCanvas().getBoundingClientRect().toJSON())")[:2]
    browser.screenshot(folder / "window.png")
    with Image.open(folder / "window.png") as image:
        red, green, blue = image.convert("RGB").getpixel((round(left + x) + by, round(top + y)))
    return f"#{red:02x}{green:02x}{blue:02x}"


def test_each_direction_is_drawn_on_its_side_of_the_road(browser: Browser, tmp_path: Path) -> None:
    browser.run("map.jumpTo({ center: [-8.61, 41.151], zoom: 18 }), 0")
    browser.run("map.setLayoutProperty('names', 'visibility', 'none'), 0")
    # Vehicles drive on the left: those to the north west of the centre.
    north, south = (pixel(browser, by, tmp_path) for by in (-5, 5))
    assert (north, south) == (SPEED_COLOURS[3], SPEED_COLOURS[1])
    assert pixel(browser, -11, tmp_path) == "#f7f7f5"
    browser.run("showDetails(0, null, false)")
    browser.choose("#time", "weekday morning peak")
    assert pixel(browser, -5, tmp_path) == SPEED_COLOURS[2]
    assert pixel(browser, -11, tmp_path) == "#1d1d1f"  # around the chosen road


def test_roads_have_the_colours_of_the_chosen_task_and_time(browser: Browser) -> None:
    assert colours(browser) == [3, 1, 3, -1]
    assert "10 – 20" in browser.text("#legend")
    browser.choose("#time", "weekday morning peak")
    assert colours(browser) == [2, 1, 2, 1]
    browser.choose("#measure", "Road popularity")
    assert colours(browser) == [4, 3, 1, -1]
    assert browser.text("#key") == "Road popularity"
    assert "very high" in browser.text("#legend")
    assert "10 – 20" not in browser.text("#legend")


def test_hours_are_grouped_by_kind_of_day(browser: Browser) -> None:
    groups = "[...document.querySelectorAll('#time optgroup')].map((each) => each.label)"
    assert browser.run(groups) == ["weekday"]
    browser.choose("#time", "weekday, 8:00–9:00")
    assert colours(browser) == [1, 1, 2, 1]


def test_the_tooltip_has_the_value_and_its_interval(browser: Browser) -> None:
    assert browser.text("#tip") == ""
    browser.point(*browser.run(ON_THE_AVENUE))
    tip = browser.wait_for("!document.getElementById('tip').hidden && tip.innerText")
    assert "Avenida da Boavista" in tip
    assert ("42.2 km/h" in tip and "38.0 to 47.5 km/h" in tip) or "12.0 km/h" in tip
    browser.point(700, 20)
    browser.wait_for("document.getElementById('tip').hidden")
    browser.point(*browser.run(ON_THE_AVENUE))
    browser.wait_for("!document.getElementById('tip').hidden")
    browser.choose("#time", "weekend")
    assert browser.text("#tip") == ""  # its value was of another time


def test_a_click_shows_a_road_until_it_is_closed(browser: Browser) -> None:
    browser.click(*browser.run(ON_THE_AVENUE))
    browser.wait_for("!document.getElementById('details').hidden")
    assert browser.text("#road") == "Avenida da Boavista"
    assert "trips: " in browser.text("#about")
    assert "Based on: trips." in browser.text("#basis")
    browser.run("document.getElementById('close').click()")
    assert browser.text("#details") == ""


def test_streets_are_found_and_read_by_keyboard_alone(browser: Browser) -> None:
    browser.run("document.getElementById('search').focus()")
    browser.type("BOAVIS")
    assert browser.text("#found") == "Avenida da Boavista"
    browser.press("Enter")
    assert browser.text("#road") == "Avenida da Boavista"
    assert browser.text("#which") == "Part 1 of 2"
    browser.run("document.getElementById('after').focus()")
    browser.press("Enter")
    assert browser.text("#which") == "Part 2 of 2"
    assert "12.0 km/h" in browser.text("#values")
    browser.run("map.getCanvas().focus()")
    browser.run("map.jumpTo({ center: [-8.612, 41.1502] }), 0")
    browser.press("Enter")
    assert browser.text("#road") == "Road without a name"


def test_every_control_is_reached_with_the_tab_key(browser: Browser) -> None:
    reached = set()
    for _ in range(12):
        browser.press("Tab")
        reached.add(browser.run("document.activeElement.id || document.activeElement.className"))
    assert {"measure", "time", "search", "maplibregl-canvas"} <= reached


def test_a_name_with_markup_is_shown_as_text(browser: Browser) -> None:
    browser.run("document.getElementById('search').focus()")
    browser.type("script")
    assert browser.text("#found") == HOSTILE
    browser.press("Enter")
    assert browser.text("#road") == HOSTILE
    assert browser.text("#title") == f"Porto {HOSTILE}"
    assert browser.run("document.querySelectorAll('img').length") == 0
    assert browser.run("document.title") == f"Porto {HOSTILE}"


def test_values_that_are_priors_are_said_to_be(browser: Browser) -> None:
    assert browser.text("#caution") == ""
    browser.choose("#time", "weekend")
    assert "No trip was observed at these times" in browser.text("#caution")
    browser.run("showDetails(0, null, false)")
    assert "no trip was observed" in browser.text("#basis")
    browser.choose("#time", "All times")
    browser.run("showDetails(2, null, false)")
    basis = browser.text("#basis")
    assert "from the place alone" in basis
    assert "more than 2 km from every training road" in basis


def test_the_address_leads_to_a_place_task_time_and_road(browser: Browser, page: str) -> None:
    view = "#map=15.50/41.15100/-8.61200&task=speed_kmh&time=weekend&road=12"
    browser.send("Page.navigate", url="about:blank")
    browser.open(page + view)
    assert browser.run("map.getZoom()") == pytest.approx(15.5)
    assert browser.run("map.getCenter().lng") == pytest.approx(-8.612)
    assert browser.run("document.getElementById('time').value") == "weekend"
    assert browser.text("#road") == HOSTILE
    browser.choose("#measure", "Road popularity")
    assert "task=popularity" in browser.run("location.hash")
    browser.run("location.hash = '#task=speed_kmh&time=weekday_morning_peak&road=11'")
    browser.wait_for("document.getElementById('time').value === 'weekday_morning_peak'")
    assert "11.0 km/h" in browser.text("#values")


def test_an_address_with_nonsense_shows_the_first_view(browser: Browser, page: str) -> None:
    browser.send("Page.navigate", url="about:blank")
    browser.open(page + "#map=NaN/200/x&task=<img src=x>&time=constructor&road=-1e9")
    assert browser.run("document.getElementById('time').value") == "all"
    assert browser.text("#details") == ""


def test_it_works_by_touch_on_a_phone(browser: Browser, page: str) -> None:
    browser.resize(*PHONE, touch=True)
    browser.send("Page.navigate", url="about:blank")
    browser.open(page)
    assert browser.run("document.documentElement.scrollWidth") <= PHONE[0]
    assert browser.run("document.getElementById('map').offsetWidth") == PHONE[0]
    browser.tap(*browser.run(ON_THE_AVENUE))
    browser.wait_for("!document.getElementById('details').hidden")
    assert browser.text("#road") == "Avenida da Boavista"
    assert browser.text("#tip") == ""
    seen = "(({ top, bottom }) => top >= 0 && bottom <= innerHeight)"
    assert browser.run(f"{seen}(document.getElementById('road').getBoundingClientRect())")


def test_licence_and_owners_are_shown(browser: Browser) -> None:
    credit = browser.text("#credit")
    assert "© OpenStreetMap contributors" in credit
    assert "ODbL <b>1.0</b>" in credit
    assert "BSD-3-Clause" in browser.run("document.getElementById('library').textContent")


def test_the_days_of_the_trips_are_shown(running: Browser, tmp_path: Path) -> None:
    about = {"AREA": "Porto", "PERIOD": "2013-07-01/2013-07-02"}
    path = tmp_path / "roads.gpkg"
    roads(speed_kmh=[30.0] * 4).to_file(path, driver="GPKG", layer_metadata=about)
    tg.webpage(path, out=tmp_path / "page", progress=False)
    running.open((tmp_path / "page" / "roads.html").as_uri())
    assert running.text("#title") == "Porto"
    assert running.text("#sample").startswith("July 1")


def test_streets_have_their_names_on_the_map(browser: Browser) -> None:
    browser.run("map.jumpTo({ center: [-8.61, 41.151], zoom: 16 }), 0")
    shown = "map.queryRenderedFeatures({ layers: ['names'] }).map((each) => each.properties.name)"
    browser.wait_for(f"{shown}.includes('Avenida da Boavista')")


def test_a_page_at_night_is_dark(browser: Browser) -> None:
    ground = "map.getPaintProperty('ground', 'background-color')"
    paper = "getComputedStyle(document.body).backgroundColor"
    assert browser.run(ground) == "#f7f7f5"
    assert browser.run(paper) == "rgb(255, 255, 255)"
    night = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.send("Emulation.setEmulatedMedia", features=night)
    try:
        browser.wait_for(f"{ground} === '#101113'")
        assert browser.run(paper) == "rgb(27, 28, 31)"
    finally:
        browser.send("Emulation.setEmulatedMedia", features=[])


def test_observed_roads_are_called_observed(
    observed: Path, running: Browser, tmp_path: Path
) -> None:
    tg.webpage(observed, out=tmp_path / "observed", progress=False)
    running.errors.clear()
    running.resize(*DESKTOP)
    running.open((tmp_path / "observed" / "roads.html").as_uri())
    assert running.text("#kind").startswith("Observed")
    assert "too few or no passes" in running.text("#legend")
    running.choose("#measure", "Observed passes of the vehicles with trips")
    assert "not the traffic volume" in running.text("#caution")
    assert running.errors == []


def test_texts_are_in_the_language_of_the_browser(page: str) -> None:
    with opened("de-DE") as german:
        german.resize(*DESKTOP)
        german.open(page)
        assert german.text("#kind").startswith("Von ")
        german.run("showDetails(0, null, false)")
        assert "90-%-Intervall: 38,0 bis 47,5 km/h" in german.text("#values")
        assert german.errors == []
