"""Files of arrays are read by one thread at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

import numpy as np
import pytest

from loaders.documents.prose.learnt.models.array_files import open_arrays

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 0.2  # in which another thread would have read the file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "arrays.npz"
    np.savez(made, one=np.arange(3))
    return made


def read(file: Path) -> list[int]:
    with open_arrays(file) as arrays:
        found: list[int] = arrays["one"].tolist()
    return found


def test_a_thread_waits_until_another_has_read_its_file(file):
    with ThreadPoolExecutor(1) as pool:
        with open_arrays(file) as arrays:
            other = pool.submit(read, file)
            assert wait([other], SECONDS).not_done
            assert arrays["one"].tolist() == [0, 1, 2]
        assert other.result() == [0, 1, 2]


def test_after_a_file_that_is_missing_the_next_is_read(file):
    with pytest.raises(FileNotFoundError), open_arrays(file.with_name("missing.npz")):
        pass
    assert read(file) == [0, 1, 2]
