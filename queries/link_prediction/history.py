"""Partnerships over time as sparse arrays: who was with whom and since when, on what; input of all link features.

Everything is read through the view in a few set-based statements (`sql/link_prediction/`), so that an audience's arrays
hold nothing that it may not see. `as_of` leaves out what was not known before that day.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

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
Counts = tuple[str, Sequence[str], Sequence[float]]  # of an organisation: themes or others, and a number for each


@dataclass(frozen=True)
class CountedTies:
    """Who is with whom as the store counts it, in place of members and days.

    Attributes:
        recent: organisations x organisations, the partnerships of two, each by how recent it is.
        partnerships: those of each organisation, each by how recent it is.
        met: the others in the partnerships of each organisation, each by how recent it is.
    """

    recent: SparseMatrix
    partnerships: np.ndarray
    met: np.ndarray


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
        ties: what the store counts of partnerships; if it is given, no members are.
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
    ties: CountedTies | None = None


def read_history(view: View, as_of: str | None = None, *, counted: bool = False) -> History:
    """Read the arrays of a view, as known before a day.

    Args:
        view: what the audience may see.
        as_of: the day; None is now.
        counted: whether to read ties as the store counts them, in place of members and days: a tenth of the rows. The
            store counts those of now only.
    """
    known = fetch_rows(view, "link_prediction/collaboration_everyone")
    ids = [row["id"] for row in known]
    position = {identifier: at for at, identifier in enumerate(ids)}
    when = {"as_of": as_of}
    ties = _read_counted_ties(view, position, known) if counted and not as_of else None
    days, members = _no_members(position) if ties else _read_members(view, position, when)
    work = _read_work(view, as_of)
    asks = _group(stream_rows(view, "link_prediction/needs" if as_of else "link_prediction/need_counts", when))
    themes = sorted(set(chain.from_iterable(named for _, named, _ in chain(work, asks))))
    column = {theme: at for at, theme in enumerate(themes)}
    initiatives = _read_initiatives(view, position, as_of) if as_of else _column(known, "initiatives")
    return History(
        organisations=ids,
        levels=[row["level"] for row in known],
        parents=[row["part_of"] or "" for row in known],
        members=members,
        days=days,
        work=_to_sparse(work, position, column),
        themes=themes,
        asks=_to_sparse(asks, position, column),
        initiatives=initiatives,
        texts=_read_texts(view, position, as_of, int(initiatives.sum())),
        ties=ties,
    )


def _column(known: Sequence[Mapping[str, Any]], name: str) -> np.ndarray:
    """Return a number of each organisation, as counted at load."""
    import numpy as np

    return np.array([row[name] for row in known], dtype=np.float32)


def _read_initiatives(view: View, position: Mapping[str, int], as_of: str) -> np.ndarray:
    """Return the number of initiatives of each organisation, as known before a day."""
    import numpy as np

    found = np.zeros(len(position), dtype=np.float32)
    for row in fetch_rows(view, "link_prediction/initiatives", {"as_of": as_of}):
        found[position[row["jurisdiction"]]] = row["n"]
    return found


def _read_counted_ties(view: View, position: Mapping[str, int], known: Sequence[Mapping[str, Any]]) -> CountedTies:
    """Return the ties that the store counts; `known` has the totals of each organisation."""
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

    listed = _parse_lists(stream_rows(view, "link_prediction/ties", {}))
    one, other, values = _to_cells(listed, position, position)
    both_ways = np.append(one, other), np.append(other, one), np.append(values, values)
    recent = SparseMatrix.from_cells(*both_ways, (len(position), len(position)))
    return CountedTies(recent, _column(known, "recent"), _column(known, "met"))


def _no_members(position: Mapping[str, int]) -> tuple[np.ndarray, SparseMatrix]:
    """Return the days and the members of no partnership."""
    import numpy as np

    return np.array([], dtype="U10"), _to_sparse([], position, {})


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


def _read_work(view: View, as_of: str | None) -> list[Counts]:
    """Return the number of initiatives of each organisation on each theme."""
    if as_of:
        return _group(stream_rows(view, "link_prediction/work_as_of", {"as_of": as_of}))
    return list(_parse_lists(stream_rows(view, "link_prediction/work", {})))


def _group(rows: Iterable[tuple[str, str, int]]) -> list[Counts]:
    """Return rows (organisation, theme, number) as a list for each organisation."""
    return [
        (organisation, [theme for _, theme, _ in some], [number for *_, number in some])
        for organisation, some in ((one, list(several)) for one, several in groupby(rows, itemgetter(0)))
    ]


def _parse_lists(rows: Iterable[tuple[Any, ...]]) -> Iterator[Counts]:
    """Yield rows of an organisation with two lists; SQL has these as JSON."""
    for organisation, first, second in rows:
        is_text = isinstance(first, str)
        yield organisation, orjson.loads(first) if is_text else first, orjson.loads(second) if is_text else second


def _to_cells(
    listed: Iterable[Counts], row: Mapping[str, int], column: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows, columns and values of the cells that lists have numbers for."""
    import numpy as np

    rows, sizes, columns, values = array("i"), array("i"), array("i"), array("d")
    for organisation, names, numbers in listed:
        rows.append(row[organisation])
        sizes.append(len(names))
        columns.extend(map(column.__getitem__, names))
        values.extend(numbers)
    repeated = np.repeat(np.array(rows, dtype=np.intp), np.array(sizes, dtype=np.intp))
    return repeated, np.array(columns, dtype=np.intp), np.array(values)


def _to_sparse(listed: Iterable[Counts], row: Mapping[str, int], column: Mapping[str, int]) -> SparseMatrix:
    """Return lists of numbers as a matrix."""
    from queries.numeric.sparse import SparseMatrix

    return SparseMatrix.from_cells(*_to_cells(listed, row, column), (len(row), len(column)))


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

    from queries.numeric.sparse import SparseMatrix

    most = {"as_of": as_of, "most": MAX_COMPARED_TEXTS + 1}
    found = fetch_rows(view, "link_prediction/texts", most) if at_least <= MAX_COMPARED_TEXTS else []
    rows, words = array("i"), array("i")
    if len(found) <= MAX_COMPARED_TEXTS:
        for row in found:
            hashed = list(hash_words((row["titles"], row["summaries"])))
            rows.extend([position[row["jurisdiction"]]] * len(hashed))
            words.extend(hashed)
    cells = np.array(rows, dtype=np.intp), np.array(words, dtype=np.intp), np.ones(len(rows))
    counts = SparseMatrix.from_cells(*cells, (len(position), WORD_BUCKETS))
    return weigh_by_idf(counts.with_values(np.log1p(counts.values))).unit_rows()


def weigh_by_idf(counts: SparseMatrix) -> SparseMatrix:
    """Return counts times the inverse document frequency of their column, over the rows that are not empty."""
    import numpy as np

    total = int((counts.row_lengths > 0).sum())
    distinct, at = np.unique(counts.column_lengths, return_inverse=True)
    idf: np.ndarray = np.array([smoothed_idf(total, n) for n in distinct.tolist()])
    return counts.scale_columns(idf[at])
