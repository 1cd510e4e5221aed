"""The story in QGIS Desktop, with mouse and keyboard.

``make test-desktop`` runs it, which takes minutes, and leaves what was seen in ``build/desktop``,
and when the window did not answer in ``build/desktop/gaps.json``.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness import ROOT, stop_worker
from qgis_desktop import screen
from story import FIRST_RUN, WHOLE, Story

PICTURES = ROOT / "build" / "desktop"
NEEDED = ("qgis", "Xvfb", "openbox", "xdotool")

pytestmark = pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason="needs a screen")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    with screen() as display:
        result = Story(tmp_path, display, PICTURES)
        try:
            yield result
        finally:
            result.qgis.end()
            stop_worker(result.home)


def test_the_first_run_starts_a_worker_and_loads_the_demo_city(story: Story) -> None:
    take(story, FIRST_RUN)
    assert (PICTURES / "first_run_ready.png").is_file()
    story.qgis.close()


def test_the_whole_workflow_works_with_a_cancellation_and_a_restart(story: Story) -> None:
    take(story, WHOLE)
    gaps = story.gaps + story.qgis.close()
    (PICTURES / "gaps.json").write_text(json.dumps(gaps, indent=2), encoding="utf-8")
    print(longest(gaps))


def take(story: Story, steps: tuple[Callable[[Story], None], ...]) -> None:
    """Take steps; where one fails, leave a picture of what was to be seen."""
    try:
        for step in steps:
            step(story)
    except BaseException:
        story.qgis.photograph(PICTURES / "failed.png")
        raise


def longest(gaps: list[dict[str, object]], count: int = 12) -> str:
    """The longest times in which the window did not answer, without those that the driver made."""
    result = [gap for gap in gaps if gap["cause"] != "driver"]
    result.sort(key=lambda gap: -float(str(gap["wall_ms"])))
    lines = ["", "ms      computed  queued  cause   step, and where"]
    for gap in result[:count]:
        where = gap["where"]
        inner = " < ".join(Path(line).name for line in where[:3]) if isinstance(where, list) else ""
        lines.append(
            f"{gap['wall_ms']:<8}{gap['busy_ms']:<10}{gap['queued_ms']:<8}{gap['cause']:<8}"
            f"{gap['step']}: {inner}"
        )
    return "\n".join(lines)
