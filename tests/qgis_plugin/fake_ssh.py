"""A fake ``ssh``: forwards ports and sockets on this machine, or runs a command here.

``FAKE_SSH_SAYS`` has it say that on stderr and end; ``FAKE_SSH_LOG`` names a file for its
arguments. A command runs in the folder that ``FAKE_SSH_HOME`` names.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path


def main() -> None:
    if "FAKE_SSH_LOG" in os.environ:
        with Path(os.environ["FAKE_SSH_LOG"]).open("a", encoding="utf-8") as log:
            log.write(" ".join(sys.argv[1:]) + "\n")
    if "FAKE_SSH_SAYS" in os.environ:
        print(os.environ["FAKE_SSH_SAYS"], file=sys.stderr)
        sys.exit(255)
    command = sys.argv[sys.argv.index("--") + 2 :]
    if command:
        home = os.environ.get("FAKE_SSH_HOME")
        sys.exit(subprocess.run(["sh", "-c", " ".join(command)], cwd=home, check=False).returncode)
    for number, argument in enumerate(sys.argv):
        if argument == "-L":
            near, far = ends_of(sys.argv[number + 1])
            threading.Thread(target=forward, args=(listen(near), far), daemon=True).start()
    time.sleep(600)


def ends_of(text: str) -> tuple[str, str]:
    """Both ends of a forward: each a path or ``HOST:PORT``."""
    if text.startswith("/"):
        near, _, far = text.partition(":")
        return near, far
    host, port, far = text.split(":", 2)
    return f"{host}:{port}", far


def listen(near: str) -> socket.socket:
    if near.startswith("/"):
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(near)
        listener.listen()
        return listener
    host, port = near.split(":")
    return socket.create_server((host, int(port)))


def connect(far: str) -> socket.socket:
    if far.startswith("/"):
        other = socket.socket(socket.AF_UNIX)
        other.connect(far)
        return other
    host, port = far.split(":")
    return socket.create_connection((host, int(port)))


def forward(listener: socket.socket, far: str) -> None:
    while True:
        near, _ = listener.accept()
        try:
            other = connect(far)
        except OSError:
            print(
                "channel 2: open failed: connect failed: open failed", file=sys.stderr, flush=True
            )
            near.close()
            continue
        for source, target in ((near, other), (other, near)):
            threading.Thread(target=pump, args=(source, target), daemon=True).start()


def pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


if __name__ == "__main__":
    main()
