"""Ports for whatever a test starts, or for nobody to answer at."""

import socket
import sys

_held: list[socket.socket] = []


def free_port() -> int:
    """A port that is given to nobody else as long as the tests run.

    On Linux it stays bound without a listener: who asks for it by its number gets it, who asks for any port does not.
    """
    probe = socket.socket()
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    probe.bind(("127.0.0.1", 0))
    port = int(probe.getsockname()[1])
    if sys.platform == "linux":
        _held.append(probe)
    else:
        probe.close()
    return port
