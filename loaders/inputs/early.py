"""Find the files that no reader can read before any is read: what that takes is their first bytes."""

from __future__ import annotations

import io
import stat
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.errors import AccordError, SourceError
from loaders.base import BLANK, SAMPLE_BYTES, Sample
from loaders.inputs.paths import InputFile, find_files
from loaders.inputs.registry import accepting_readers
from loaders.inputs.source_list import NAME
from loaders.inputs.unsupported import advice, unknown_format
from loaders.sandbox.limits import limits

if TYPE_CHECKING:
    from pathlib import Path


def find_unreadable(paths: Sequence[str]) -> tuple[list[tuple[InputFile, AccordError]], int]:
    """Return the files of paths that cannot be read, as far as their first bytes say so, and how many files there are.

    Files in archives and standard input are not looked at; an archive counts as one file.

    Args:
        paths: files, folders, archives, or "-" for standard input.
    """
    found = [each for each in find_files(paths, io.BytesIO()) if isinstance(each, InputFile)]
    files = [each for each in found if each.path is None or each.path.name != NAME]
    failed = [(each, error) for each in files if each.path and (error := _early_error(each, each.path))]
    return failed, len(files)


def _early_error(file: InputFile, path: Path) -> AccordError | None:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return None  # what is read of a pipe is gone
        with path.open("rb") as stream:
            head = stream.read(SAMPLE_BYTES)
    except OSError:
        return _reading_error(file)
    if status.st_size > limits().bytes:
        return _reading_error(file)
    sample = Sample(head, path.name)
    if status.st_size <= SAMPLE_BYTES and not head.strip(BLANK):
        return SourceError("{file} is empty.", file=path.name)
    if sample.is_zip or next(accepting_readers(sample), None):
        return None
    return advice(sample) or unknown_format(path.name)


def _reading_error(file: InputFile) -> AccordError | None:
    try:
        file.read()
    except AccordError as error:
        return error
    return None
