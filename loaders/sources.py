"""What a file carries: most are one source; a graph document carries all the sources it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import read_all

if TYPE_CHECKING:
    from graph.claims import Reading


def read_sources(data: bytes, name: str, mapping: str | None = None) -> list[Reading]:
    """One reading for each source that a file carries.

    Args:
        data: the content of the file.
        name: its name, for messages and as the name of the source.
        mapping: what its columns mean, as the text of a mapping (YAML).

    Raises:
        SourceError: the file cannot be read; says where it is wrong.
    """
    return read_all(data, name, mapping=mapping)
