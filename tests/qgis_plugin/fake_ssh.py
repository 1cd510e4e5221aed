"""Stands in for ``ssh``: forwards the ports that it is told to, on this machine, or fails as told.

``FAKE_SSH_SAYS`` has it say that on stderr and end; ``FAKE_SSH_LOG`` names a file for its
arguments.
"""

from __future__ import annotations

import os
import socket
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
    for number, argument in enumerate(sys.argv):
        if argument == "-L":
            near_host, near_port, far_host, far_port = sys.argv[number + 1].split(":")
            listener = socket.create_server((near_host, int(near_port)))
            far = (far_host, int(far_port))
            threading.Thread(target=forward, args=(listener, far), daemon=True).start()
    time.sleep(600)


def forward(listener: socket.socket, far: tuple[str, int]) -> None:
    while True:
        near, _ = listener.accept()
        try:
            other = socket.create_connection(far)
        except OSError:
            print("channel 2: open failed: connect failed: Connection refused", file=sys.stderr)
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
