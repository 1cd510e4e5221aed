"""Peers of a client that are no worker: silent, rude, or answering what a test says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import zmq

from trajganr_core.contract.protocol.messages import Message, decode, encode

#: Answers a request; None for no answer.
Answer = Callable[[Message], Message | None]


@contextmanager
def peer(
    address: str, answer: Answer, prepare: Callable[[zmq.Socket[bytes]], None] | None = None
) -> Iterator[str]:
    """A ROUTER socket that answers in a thread of its own; gives the address, with its port."""
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    router = context.socket(zmq.ROUTER)
    if prepare is not None:
        prepare(router)
    router.bind(address)
    ending = threading.Event()

    def serve() -> None:
        while not ending.is_set():
            if router.poll(20):
                sender, *frames = router.recv_multipart()
                reply = answer(decode(frames))
                if reply is not None:
                    router.send_multipart([sender, *encode(reply)])
        context.destroy(linger=100)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield router.getsockopt_string(zmq.LAST_ENDPOINT)
    finally:
        ending.set()
        thread.join()
