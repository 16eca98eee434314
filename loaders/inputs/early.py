"""Find the files that no reader can read before any is read: what that takes is their first bytes."""

from __future__ import annotations

import io
import stat
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Files that cannot be read.

    Attributes:
        failed: these, with the reason.
        files: how many files there are in all; an archive counts as one.
        bytes_left: how long the others are together.
    """

    failed: list[tuple[InputFile, AccordError]]
    files: int
    bytes_left: int


def find_unreadable(paths: Sequence[str]) -> Unreadable:
    """Return the files of paths that cannot be read, as far as their first bytes say so.

    Files in archives and standard input are not looked at.

    Args:
        paths: files, folders, archives, or "-" for standard input.
    """
    found = [each for each in find_files(paths, io.BytesIO()) if isinstance(each, InputFile)]
    files = [each for each in found if each.path is None or each.path.name != NAME]
    failed = [(each, error) for each in files if each.path and (error := _early_error(each, each.path))]
    others = {id(each) for each in files} - {id(each) for each, _error in failed}
    return Unreadable(failed, len(files), sum(_length(each.path) for each in files if each.path and id(each) in others))


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


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
