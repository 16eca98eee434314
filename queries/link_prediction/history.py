"""Partnerships over time as sparse arrays: who was with whom and since when, on what; input of all link features.

Everything is read through the view in a few set-based statements (`sql/link_prediction/`), so that an audience's arrays
hold nothing that it may not see. `as_of` leaves out what was not known before that day.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, islice
from typing import TYPE_CHECKING, Final

import orjson

from graph.sqlite.derive.collaboration import (
    MAX_COMPARED_TEXTS,
    MAX_PARTNERSHIP_MEMBERS,
    WORD_BUCKETS,
    hash_words,
)
from graph.text.idf import smoothed_idf
from queries.statements import fetch_rows, stream_rows

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View
    from queries.numeric.sparse import SparseMatrix

PARTNERSHIPS_AT_ONCE: Final = 10_000  # whose members are taken from JSON together


@dataclass(frozen=True)
class History:
    """Arrays over organisations, in alphabetical order of their identifiers.

    Attributes:
        organisations: the identifiers.
        levels: the level of government of each.
        parents: what each is part of; "" where it is not part of anything.
        members: organisations x partnerships, 1 for each member.
        days: the day since when each partnership is known; "" where no source dates it.
        work: organisations x themes, the number of initiatives.
        themes: the identifiers of the themes.
        asks: organisations x themes, the number of requests.
        initiatives: in how many initiatives each organisation takes part.
        texts: the texts of each organisation's initiatives as TF-IDF over hashed words, rows of length 1.
    """

    organisations: list[str]
    levels: list[str]
    parents: list[str]
    members: SparseMatrix
    days: np.ndarray
    work: SparseMatrix
    themes: list[str]
    asks: SparseMatrix
    initiatives: np.ndarray
    texts: SparseMatrix


def read_history(view: View, as_of: str | None = None) -> History:
    """Read the arrays of a view, as known before a day."""
    known = fetch_rows(view, "link_prediction/organisations")
    ids = [row["id"] for row in known]
    position = {identifier: at for at, identifier in enumerate(ids)}
    when = {"as_of": as_of}
    days, members = _read_members(view, position, when)
    work = list(stream_rows(view, "link_prediction/work_as_of" if as_of else "link_prediction/work", when))
    asks = list(stream_rows(view, "link_prediction/needs", when))
    themes = sorted({theme for _, theme, _ in chain(work, asks)})
    column = {theme: at for at, theme in enumerate(themes)}
    initiatives = _read_initiatives(view, position, as_of)
    return History(
        organisations=ids,
        levels=[row["level"] for row in known],
        parents=[row["part_of"] or "" for row in known],
        members=members,
        days=days,
        work=_count_themes(work, position, column),
        themes=themes,
        asks=_count_themes(asks, position, column),
        initiatives=initiatives,
        texts=_read_texts(view, position, as_of, int(initiatives.sum())),
    )


def _read_initiatives(view: View, position: Mapping[str, int], as_of: str | None) -> np.ndarray:
    """Return the number of initiatives of each organisation, as counted at load or as known before a day."""
    import numpy as np

    found = np.zeros(len(position), dtype=np.float32)
    if as_of:
        for row in fetch_rows(view, "link_prediction/initiatives", {"as_of": as_of}):
            found[position[row["jurisdiction"]]] = row["n"]
    else:
        for row in fetch_rows(view, "link_prediction/collaboration_everyone"):
            found[position[row["id"]]] = row["initiatives"]
    return found


def _read_members(
    view: View, position: Mapping[str, int], when: Mapping[str, object]
) -> tuple[np.ndarray, SparseMatrix]:
    """Return the day of each partnership, and its members (organisations x partnerships)."""
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

    rows, sizes, days = array("i"), array("i"), list[str]()
    found = stream_rows(view, "link_prediction/members", when)
    while some := list(islice(found, PARTNERSHIPS_AT_ONCE)):
        lists = [one for one, _ in some]
        if isinstance(lists[0], str):  # SQL has no lists
            lists = orjson.loads(f"[{','.join(lists)}]")
        kept = [len(one) <= MAX_PARTNERSHIP_MEMBERS for one in lists]
        lists = list(compress(lists, kept))
        rows.extend(map(position.__getitem__, chain.from_iterable(lists)))
        sizes.extend(map(len, lists))
        days += compress((day for _, day in some), kept)
    columns = np.repeat(np.arange(len(days), dtype=np.intp), np.array(sizes, dtype=np.intp))
    cells = np.array(rows, dtype=np.intp), columns, np.ones(len(rows))
    return np.array(days, dtype="U10"), SparseMatrix.from_cells(*cells, (len(position), len(days)))


def _count_themes(
    rows: Sequence[tuple[str, str, int]], position: Mapping[str, int], column: Mapping[str, int]
) -> SparseMatrix:
    """Return numbers by organisation and theme (organisations x themes)."""
    cells = [(position[organisation], column[theme], number) for organisation, theme, number in rows]
    return _to_sparse(cells, len(position), len(column))


def _to_sparse(cells: Sequence[tuple[int, int, float]], height: int, width: int) -> SparseMatrix:
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

    row, column, value = zip(*cells, strict=True) if cells else ((), (), ())
    rows, columns = np.array(row, dtype=np.intp), np.array(column, dtype=np.intp)
    return SparseMatrix.from_cells(rows, columns, np.array(value, dtype=float), (height, width))


def _read_texts(view: View, position: dict[str, int], as_of: str | None, at_least: int) -> SparseMatrix:
    """Return the texts of each organisation's initiatives as TF-IDF vectors (Salton & Buckley 1988) over hashed words.

    Hashing (Weinberger et al. 2009) bounds the size whatever the texts. Empty where there are too many texts.

    Args:
        view: what the audience may see.
        position: the row of each organisation.
        as_of: only what was known before this day.
        at_least: how many texts there are, at least.
    """
    import numpy as np

    most = {"as_of": as_of, "most": MAX_COMPARED_TEXTS + 1}
    found = fetch_rows(view, "link_prediction/texts", most) if at_least <= MAX_COMPARED_TEXTS else []
    if max(at_least, len(found)) > MAX_COMPARED_TEXTS:
        return _to_sparse([], len(position), WORD_BUCKETS)
    cells: list[tuple[int, int, float]] = []
    for row in found:
        at = position[row["jurisdiction"]]
        cells += [(at, word, 1.0) for word in hash_words((row["titles"], row["summaries"]))]
    counts = _to_sparse(cells, len(position), WORD_BUCKETS)
    return weigh_by_idf(counts.with_values(np.log1p(counts.values))).unit_rows()


def weigh_by_idf(counts: SparseMatrix) -> SparseMatrix:
    """Return counts times the inverse document frequency of their column, over the rows that are not empty."""
    import numpy as np

    total = int((counts.row_lengths > 0).sum())
    distinct, at = np.unique(counts.column_lengths, return_inverse=True)
    idf: np.ndarray = np.array([smoothed_idf(total, n) for n in distinct.tolist()])
    return counts.scale_columns(idf[at])
