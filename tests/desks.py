"""A desk that listens on a free port of this machine, in a thread of the test's own process."""

import socket
import threading
import time
from contextlib import contextmanager

from runtut.desk.server import listen, server


@contextmanager
def listening(settings, sending=0):
    """Start a desk with these settings, and give its port; the system takes `sending` bytes in the place of a client."""
    sock = listen(settings)
    if sending:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, sending)
    made = server(settings)
    thread = threading.Thread(target=made.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    try:
        ends = time.monotonic() + 60
        while not made.started:
            assert thread.is_alive(), "the desk did not start"
            assert time.monotonic() < ends, "the desk did not start"
            time.sleep(0.02)
        yield sock.getsockname()[1]
    finally:
        made.should_exit = True
        thread.join(20)
        sock.close()


def connect(port, seconds=20):
    """Give a plain connection to a desk."""
    made = socket.create_connection(("127.0.0.1", port), timeout=seconds)
    made.settimeout(seconds)
    return made
