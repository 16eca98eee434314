"""What suggestions are learnt from and scored on: who was with whom and when, on what, as sparse arrays.

Everything comes from the view in a few set-based statements (`statements/history_*.sql`), so that an audience's
arrays hold nothing that it may not see. `as_of` leaves out what was not known before that day.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.sqlite.derive.collaboration import (
    MAX_COMPARED_TEXTS,
    MAX_PARTNERSHIP_MEMBERS,
    WORD_BUCKETS,
    hash_words,
)
from queries.statements import rows

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View
    from queries.numeric.sparse import SparseMatrix


@dataclass(frozen=True)
class History:
    """Arrays over organisations, in alphabetical order of their identifiers.

    `members` tells who is in which partnership (organisations x partnerships, ones), `days` when each partnership was
    known first ("" when nothing tells), `work` counts initiatives by theme, `asks` requests by theme; `texts` is what
    each does as TF-IDF over hashed words, rows of length 1.
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

    def before(self, day: str) -> History:
        """The partnerships that were known before a day; all else as it is."""
        from dataclasses import replace

        import numpy as np

        kept = np.flatnonzero(self.days < day)
        return replace(self, members=self.members.keep_columns(kept), days=self.days[kept])

    @property
    def dated(self) -> int:
        """How many partnerships of two or more have a date."""
        return int(((self.members.sum_columns() > 1) & (self.days != "")).sum())


def first_day(typed: str) -> str:
    """The first day of a year, a month or a day.

    Raises:
        UsageError: no calendar has it.
    """
    from datetime import date

    try:
        return date.fromisoformat(f"{typed}-01-01"[:10]).isoformat()
    except ValueError:
        raise UsageError(
            "“{typed}” is no date. Write a year, a month or a day: 2022, 2022-01, 2022-01-31.", typed=typed
        ) from None


def read(view: View, as_of: str | None = None) -> History:
    """The arrays of a view, as known before a day."""
    import numpy as np

    known = rows(view, "link_prediction/organisations")
    ids = [row["id"] for row in known]
    place = {identifier: at for at, identifier in enumerate(ids)}
    when = {"as_of": as_of}
    days, members = _together(view, place, when)
    work = rows(view, "link_prediction/work_as_of", when) if as_of else rows(view, "link_prediction/work")
    asks = rows(view, "link_prediction/needs", when)
    themes = sorted({row["theme"] for row in (*work, *asks)})
    column = {theme: at for at, theme in enumerate(themes)}
    counted = np.zeros(len(ids), dtype=np.float32)
    for row in rows(view, "link_prediction/initiatives", when):
        counted[place[row["jurisdiction"]]] = row["n"]
    return History(
        organisations=ids,
        levels=[row["level"] for row in known],
        parents=[row["part_of"] or "" for row in known],
        members=members,
        days=days,
        work=_sparse([(place[r["jurisdiction"]], column[r["theme"]], r["n"]) for r in work], len(ids), len(themes)),
        themes=themes,
        asks=_sparse([(place[r["jurisdiction"]], column[r["theme"]], r["n"]) for r in asks], len(ids), len(themes)),
        initiatives=counted,
        texts=_texts(view, place, as_of),
    )


def _together(view: View, place: Mapping[str, int], when: Mapping[str, object]) -> tuple[np.ndarray, SparseMatrix]:
    """Since when each partnership is known, and which organisations are in it (1; organisations by partnerships)."""
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

    who, at, days = array("i"), array("i"), list[str]()
    for row in rows(view, "link_prediction/members", when):
        members = row["members"]
        ids = json.loads(members) if isinstance(members, str) else members  # SQL has no lists
        if len(ids) <= MAX_PARTNERSHIP_MEMBERS:
            who.extend(place[one] for one in ids)
            at.extend([len(days)] * len(ids))
            days.append(row["day"])
    cells = np.array(who, dtype=np.intp), np.array(at, dtype=np.intp), np.ones(len(who))
    return np.array(days, dtype="U10"), SparseMatrix.from_cells(*cells, (len(place), len(days)))


def _sparse(cells: Sequence[tuple[int, int, float]], height: int, width: int) -> SparseMatrix:
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

    row, column, value = zip(*cells, strict=True) if cells else ((), (), ())
    rows, columns = np.array(row, dtype=np.intp), np.array(column, dtype=np.intp)
    return SparseMatrix.from_cells(rows, columns, np.array(value, dtype=float), (height, width))


def _texts(view: View, place: dict[str, int], as_of: str | None) -> SparseMatrix:
    """What each organisation does, as TF-IDF vectors (Salton & Buckley 1988) over words hashed into buckets.

    Hashing (Weinberger et al. 2009) bounds the size whatever the texts say. Empty where there are too many texts.
    """
    import numpy as np

    found = rows(view, "link_prediction/texts", {"as_of": as_of, "most": MAX_COMPARED_TEXTS + 1})
    if len(found) > MAX_COMPARED_TEXTS:
        return _sparse([], len(place), WORD_BUCKETS)
    cells: list[tuple[int, int, float]] = []
    for row in found:
        at = place[row["jurisdiction"]]
        cells += [(at, word, 1.0) for word in hash_words((row["titles"], row["summaries"]))]
    counts = _sparse(cells, len(place), WORD_BUCKETS)
    return weighed(counts.with_values(np.log1p(counts.values)))


def weighed(counts: SparseMatrix) -> SparseMatrix:
    """Counts by organisation, times inverse document frequency (Spärck Jones 1972), in rows of length 1.

    idf(t) = log((1 + N) / (1 + n)) for a column that n of the N rows have.
    """
    import numpy as np

    rows_with = int((counts.row_lengths > 0).sum())
    return counts.scale_columns(np.log((1 + rows_with) / (1 + counts.column_lengths))).unit_rows()
