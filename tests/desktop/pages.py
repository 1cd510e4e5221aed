"""Pictures of the page to share, and of several pages of a report beside each other."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browser import Browser, opened

DESKTOP, PHONE = (1366, 768), (390, 844)
GAP = 10
GREY = (136, 136, 136)
#: Of pictures of several pages, pixels.
MONTAGE_WIDTH = 1400

CHOOSE_TIME = """(() => {
    const list = document.getElementById('time');
    list.selectedIndex = Math.min(1, list.options.length - 1);
    list.dispatchEvent(new Event('change', { bubbles: true }));
})()"""
MAX_STREET = "allStreets().reduce((a, b) => b.roads.length > a.roads.length ? b : a).name"
IS_STILL = "new Promise((end) => { map.once('idle', () => end(true)); map.triggerRepaint(); })"


def take_webpage(page: Path, language: str, street: str = "") -> None:
    """The page on a desktop and on a phone, also with a street that is searched: the longest."""
    with opened(language) as browser:
        browser.resize(*DESKTOP)
        browser.open(page.as_uri())
        browser.run(CHOOSE_TIME)
        find_street(browser, street)
        browser.point(853, 384)
        browser.screenshot(page.with_suffix(".png"))
        browser.resize(*PHONE, touch=True)
        browser.open(page.as_uri())
        browser.screenshot(page.with_name("webpage_phone.png"))
        find_street(browser, street)
        browser.screenshot(page.with_name("webpage_phone_road.png"))


def find_street(browser: Browser, street: str) -> None:
    """Search a street as a person does; the one of the most segments if it is not named."""
    browser.run("document.getElementById('search').focus()")
    browser.type(street or browser.run(MAX_STREET))
    browser.press("Enter")
    browser.run(IS_STILL)


def montage(pages: list[Path], path: Path) -> None:
    """Put four pages beside and below each other."""
    width = (MONTAGE_WIDTH - GAP) // 2
    pictures = [Image.open(page).convert("RGB") for page in pages if page.is_file()]
    height = width * pictures[0].height // pictures[0].width
    result = Image.new("RGB", (2 * width + GAP, 2 * height + GAP), GREY)
    for number, picture in enumerate(pictures):
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        result.paste(small, (number % 2 * (width + GAP), number // 2 * (height + GAP)))
    result.save(path)
