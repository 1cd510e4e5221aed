"""A headless Chromium, driven through a pipe: no port and no further package."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: Programs of Debian and of others, the smallest first.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu-sandbox", "--no-first-run"),
    *("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"),
    *("--remote-debugging-pipe", "--disable-dev-shm-usage", "--hide-scrollbars"),
)
#: Keys that pages listen to, and their codes.
KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowUp": 38, "ArrowDown": 40, "ArrowRight": 39}
#: Seconds after which something is taken for hanging.
HANG_S = 120.0


def chromium() -> str | None:
    """The program, if one is installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Browser:
    """A page in a browser.

    Attributes:
        errors: what the console shows as an error or a warning, and exceptions, in order.
        requests: addresses that the page asked for, without those that are within the page.
    """

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._rest = b""
        self._number = 0
        self._session: str | None = None
        self.errors: list[str] = []
        self.requests: list[str] = []

    def attach(self) -> None:
        """Open a tab, and attach to it."""
        page = self.send("Target.createTarget", url="about:blank")["targetId"]
        found = self.send("Target.attachToTarget", targetId=page, flatten=True)
        self._session = found["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer to a command of the protocol.

        Raises:
            RuntimeError: if the browser refuses it.
        """
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") != self._number:
                self._notice(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']}")
            else:
                return dict(answer["result"])

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._read], [], [], HANG_S)[0]:
                raise TimeoutError("the browser does not answer")
            read = os.read(self._read, 1 << 20)
            if not read:
                raise RuntimeError("the browser has ended")
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def _notice(self, event: dict[str, Any]) -> None:
        method, params = event.get("method"), event.get("params", {})
        if method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            texts = [str(each.get("value", each.get("description"))) for each in params["args"]]
            self.errors.append(" ".join(texts))
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.errors.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.errors.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            address = params["request"]["url"]
            if not address.startswith(("data:", "blob:")):
                self.requests.append(address)

    def resize(self, width: int, height: int, *, touch: bool = False) -> None:
        """Show the page as on a screen of this size, CSS pixels, also as on a phone."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=touch,
        )
        self.send("Emulation.setTouchEmulationEnabled", enabled=touch)

    def open(self, address: str) -> None:
        """Open a page and wait until its map is drawn."""
        self.send("Page.navigate", url=address)
        self.wait_for("document.documentElement?.dataset.state")

    def run(self, program: str) -> Any:
        """The value of an expression in the page.

        Raises:
            RuntimeError: if it throws.
        """
        answer = self.send(
            "Runtime.evaluate", expression=program, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait_for(self, condition: str) -> Any:
        """The value of an expression once it is true.

        Raises:
            TimeoutError: if it does not become true.
        """
        until = time.monotonic() + HANG_S
        while time.monotonic() < until:
            value = self.run(condition)
            if value:
                return value
            time.sleep(0.02)
        raise TimeoutError(f"{condition} is not true; errors: {self.errors}")

    def text(self, selector: str) -> str:
        """The text of an element, '' while it is hidden."""
        chosen = f"document.querySelector({json.dumps(selector)})"
        return str(self.run(f"{chosen}.checkVisibility() ? {chosen}.innerText : ''"))

    def choose(self, selector: str, label: str) -> None:
        """Choose an entry of a list by its label."""
        found = self.run(
            f"(() => {{ const list = document.querySelector({json.dumps(selector)});"
            f"const entry = [...list.options].find((each) => each.label === {json.dumps(label)});"
            "if (!entry) return false; list.value = entry.value;"
            "list.dispatchEvent(new Event('change', { bubbles: true })); return true; })()"
        )
        assert found, f"{selector} has no entry {label}"

    def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        self.send("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Press a key."""
        code = KEYS[key]
        about = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        text = {"text": "\r"} if key == "Enter" else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", **about, **text)
        self.send("Input.dispatchKeyEvent", type="keyUp", **about)

    def point(self, x: float, y: float) -> None:
        """Move the mouse to a place of the window."""
        self.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, x: float, y: float) -> None:
        """Click at a place of the window."""
        about = {"x": x, "y": y, "button": "left", "clickCount": 1}
        self.send("Input.dispatchMouseEvent", type="mousePressed", **about)
        self.send("Input.dispatchMouseEvent", type="mouseReleased", **about)

    def tap(self, x: float, y: float) -> None:
        """Touch a place of the window for a moment."""
        points = [{"x": x, "y": y}]
        self.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=points)
        self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def screenshot(self, path: Path) -> None:
        """Save what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))


@contextlib.contextmanager
def opened(language: str = "en") -> Iterator[Browser]:
    """A browser in this language with an empty page."""
    program = chromium()
    assert program is not None, "no Chromium is installed"
    to_browser, from_us = os.pipe()
    from_browser, to_us = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = [*OPTIONS, f"--user-data-dir={profile}", f"--accept-lang={language}"]
        process = subprocess.Popen(
            # The protocol uses descriptors 3 and 4.
            ["bash", "-c", f'exec "$@" 3<&{to_browser} 4>&{to_us}', "bash", program, *options],
            pass_fds=(to_browser, to_us),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(to_us)
        try:
            browser = Browser(from_browser, from_us)
            browser.attach()
            yield browser
        finally:
            process.kill()
            process.wait()
            os.close(from_browser)
            os.close(from_us)
