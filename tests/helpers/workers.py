"""Worker functions that tests start (see `graph.process.client`)."""

from __future__ import annotations

import os
import time

from graph.errors import UnknownNameError


def upper(channel):
    """Answer each text in capitals."""
    while True:
        channel.send(channel.receive().upper())


def end(channel, *_):
    """End without an answer."""


def sleep(channel, *_):
    """Receive a message, and do not answer it in time."""
    channel.receive()
    time.sleep(600)


def refuse(channel):
    """Answer with an error."""
    raise UnknownNameError("There is no “{name}”.", name=channel.receive())


def chatter(channel):
    """Print like a careless library, then answer."""
    print("noise", flush=True)
    os.write(1, b"more noise")
    channel.send(channel.receive())


def garble(channel):
    """Answer with bytes that are no message."""
    channel.receive()
    os.write(channel._target.fileno(), b"x" * 100)


def find_variable(channel, name):
    """Answer with the value of an environment variable."""
    channel.send(os.environ.get(name))


def load_with_little_disk(channel):
    """The worker of a bulk load, where no file may become larger than 32 kB."""
    from graph.sqlite.bulk_load_worker import load

    _limit_files(32_768)
    load(channel)


def build_with_little_disk(channel, graph):
    """The worker of the parallel builder, where no file may become larger than 4 kB."""
    from graph.sqlite.derive.parallel_worker import build

    _limit_files(4_096)
    build(channel, graph)


def _limit_files(size):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
