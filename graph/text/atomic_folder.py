"""Write the files of a folder completely or not at all: in another folder first, from which they take their places."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def open_folder_atomically(folder: Path) -> Iterator[Path]:
    """Yield an empty folder to write files to; at the end they are in `folder`, unless an error ends the block.

    A folder that is new is there with all its files at once. In one that exists, the files replace those of the same
    name; if one of them cannot, those before it are put back. Other files stay. A link is followed.

    Raises:
        OSError: the folder cannot be written; what it held is as it was.
    """
    target = Path(os.path.realpath(folder))
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(folder))
    made = [one for one in target.parents if not one.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    is_new = not target.exists()
    try:
        # beside the folder or in it: on the same disk
        stage = Path(tempfile.mkdtemp(prefix=".accord-", dir=target.parent if is_new else target))
        try:
            written, replaced = stage / "new", stage / "old"
            written.mkdir()
            yield written
            if is_new:
                written.rename(target)
            else:
                replaced.mkdir()
                _take_places(written, target, replaced)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except BaseException:
        for one in made:
            with contextlib.suppress(OSError):
                one.rmdir()
        raise


def _take_places(written: Path, target: Path, replaced: Path) -> None:
    """Move files into a folder; if one cannot be moved, put back what it held before."""
    moved: list[str] = []
    try:
        for each in sorted(written.iterdir()):
            place = target / each.name
            if place.exists():
                shutil.copymode(place, each)
                _keep(place, replaced / each.name)
            moved.append(each.name)
            each.replace(place)
    except BaseException:
        for name in moved:
            if (replaced / name).exists():
                (replaced / name).replace(target / name)
            else:
                (target / name).unlink(missing_ok=True)
        raise


def _keep(place: Path, copy: Path) -> None:
    """Keep a file under a second name, as a copy where the disk has no links; one that is protected stays."""
    if not os.access(place, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(place))
    try:
        os.link(place, copy)
    except OSError:
        shutil.copy2(place, copy)
