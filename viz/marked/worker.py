"""Write the comments into a Word document in a worker process, within the limits for files that are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from graph.process.client import WorkerEndedError, WorkerProcess
from graph.process.worker import forbid_resources, limit_memory
from loaders.sandbox.limits import limits
from viz.marked.docx import Comment, add_comments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.process.client import Channel

WORKER: Final = "viz.marked.worker:serve"


def mark_docx(data: bytes, name: str, comments: Sequence[Comment]) -> tuple[bytes, int]:
    """Return a Word document with comments, and how many passages were not found in it.

    Args:
        data: the document.
        name: its name, for messages.
        comments: the passages and the comments on them.

    Raises:
        SourceError: it cannot be opened, or takes too much time or memory.
    """
    bounds = limits()
    head = {"bytes": bounds.bytes, "comments": [[one.passage, list(one.lines)] for one in comments]}
    try:
        with WorkerProcess(WORKER) as worker:
            missing = worker.request(head, data, timeout=bounds.seconds)
            if isinstance(missing, int):
                marked: bytes = worker.receive()
                return marked, missing
    except WorkerEndedError:
        missing = None
    raise SourceError("No marked copy of {file} can be made. Write it to a file that ends in .html instead.", file=name)


def serve(channel: Channel) -> None:
    """Answer one request: the number of passages that were not found and the document, or null where it failed."""
    forbid_resources("RLIMIT_FSIZE")
    request, data = channel.receive(), channel.receive()
    try:
        limit_memory(request["bytes"])
        marked, missing = add_comments(data, [Comment(passage, lines) for passage, lines in request["comments"]])
    except Exception:  # noqa: BLE001 (whatever a parser raises concerns this file only)
        channel.send(None)
        return
    channel.send(missing)
    channel.send(marked)
