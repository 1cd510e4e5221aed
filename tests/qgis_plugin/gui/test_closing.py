"""QGIS is closed while an algorithm waits for a job."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from qgis.PyQt.QtWidgets import QAction, QMainWindow, QMenu, QPushButton

from qgis_plugin.client.awaited_jobs import awaiting
from qgis_plugin.gui.closing import Closing
from trajganr_core.contract.errors import TrajganrError


class Window(QMainWindow):
    """QGIS' window, which asks nothing itself."""

    def __init__(self) -> None:
        super().__init__()
        self.exit = QAction("Exit")
        self.menu = QMenu()

    def mainWindow(self) -> QMainWindow:  # noqa: N802
        return self

    def actionExit(self) -> QAction:  # noqa: N802
        return self.exit

    def projectMenu(self) -> QMenu:  # noqa: N802
        return self.menu


@pytest.fixture
def window(qtbot: Any) -> Iterator[Window]:
    window = Window()
    window.show()
    yield window
    window.hide()


@pytest.fixture
def closing(window: Window) -> Iterator[Closing]:
    closing = Closing(window)
    yield closing
    closing.leave()


@pytest.fixture
def check() -> Iterator[Callable[[], None]]:
    """An algorithm waits for a job; the check raises once it is detached."""
    with awaiting("job-1") as check:
        yield check


def press(closing: Closing, text: str) -> None:
    buttons = {one.text().replace("&", ""): one for one in closing.box.findChildren(QPushButton)}
    buttons[text].click()


def test_without_jobs_nothing_is_asked(window: Window, closing: Closing) -> None:
    window.close()
    assert not window.isVisible()
    assert closing.box is None


def test_jobs_go_on_and_qgis_is_closed(window: Window, closing: Closing, qtbot: Any) -> None:
    with awaiting("job-1") as check:
        window.close()
        assert window.isVisible()
        press(closing, "Let them go on")
        with pytest.raises(TrajganrError, match="continues"):
            check()
        assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_qgis_can_be_kept_open(
    window: Window, closing: Closing, check: Callable[[], None], qtbot: Any
) -> None:
    window.close()
    press(closing, "Keep QGIS open")
    check()
    assert window.isVisible()
    qtbot.waitUntil(lambda: closing.box is None)
