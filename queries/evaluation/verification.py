"""Measure verdicts on memos against gold: which verdict is given for which, errors found, false contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, get_args

from graph.errors import SourceError
from graph.text.strings import jurisdiction_slug
from graph.text.yaml import load_yaml_file
from queries.verification.model import UNREAD, Predicate, Verdict

MISSING: Final = "no statement"
MIN_FIELDS: Final = 4
MAX_FIELDS: Final = 5


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """A statement of a memo and its right verdict.

    Attributes:
        quote: words of the sentence or row.
        predicate: what it states; "none" where it states nothing that can be checked.
        object: the identifier of a party, of two joined by "+", a status, a date (EDTF); empty where there is none.
        verdict: the right verdict.
        planted: the kind of error that was planted; None for a statement without one.
    """

    quote: str
    predicate: str
    object: str
    verdict: str
    planted: str | None = None


@dataclass(slots=True)
class Scores:
    """Counts over memos.

    Attributes:
        verdicts: how often each verdict was given (second) for each right one (first).
        planted: by kind of planted error: how many, and how many got the right verdict.
        judged: statements that were given a verdict, those that no gold statement matches included.
        false_contradictions: of these, those called contradicted that are not.
        wrong: what was judged wrongly, for people.
    """

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    judged: int = 0
    false_contradictions: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Scores) -> None:
        """Add the counts of another memo."""
        self.verdicts += other.verdicts
        self.planted += other.planted
        self.found += other.found
        self.judged += other.judged
        self.false_contradictions += other.false_contradictions
        self.wrong += other.wrong

    @property
    def share_right(self) -> float:
        """The share of gold statements that got the right verdict."""
        total = self.verdicts.total()
        return sum(n for (gold, given), n in self.verdicts.items() if gold == given) / total if total else 0.0

    @property
    def share_found(self) -> float:
        """The share of planted errors that got the right verdict."""
        return self.found.total() / self.planted.total() if self.planted else 0.0

    @property
    def share_false_contradictions(self) -> float:
        """The share of judged statements that are wrongly called contradicted."""
        return self.false_contradictions / self.judged if self.judged else 0.0


def read_gold(path: Path) -> list[GoldStatement]:
    """Return the gold statements of a YAML file: a list `statements` of [quote, predicate, object, verdict, planted].

    Raises:
        SourceError: it is no such file, or names an unknown predicate or verdict.
    """
    try:
        raw = load_yaml_file(path)
    except Exception as error:
        raise SourceError("{file} is no gold: {reason}", file=path, reason=" ".join(str(error).split())) from error
    rows = raw.get("statements") if isinstance(raw, dict) else None
    if not isinstance(rows, list) or not rows:
        raise SourceError("{file} is no gold: it has no list of “statements”.", file=path)
    return [_parse(row, path) for row in rows]


def _parse(row: object, path: Path) -> GoldStatement:
    if isinstance(row, list) and MIN_FIELDS <= len(row) <= MAX_FIELDS:
        made = GoldStatement(*("" if one is None else str(one) for one in row))
        if made.predicate in get_args(Predicate) and made.verdict in get_args(Verdict):
            return made
    shown = " · ".join(map(str, row)) if isinstance(row, list) else row
    raise SourceError("{file} is no gold: “{row}” is not [words, predicate, object, verdict].", file=path, row=shown)


def find_memo(gold: Path) -> Path:
    """Return the memo that a gold file is about: the file beside it with the same name and another extension.

    Raises:
        SourceError: there is none, or there are several.
    """
    others = sorted(one for one in gold.parent.glob(f"{gold.stem}.*") if one.suffix not in (".yaml", ".yml"))
    if len(others) != 1:
        raise SourceError("Beside {file} there has to be one memo called {name}.", file=gold, name=f"{gold.stem}.…")
    return others[0]


def score_memo(rows: Sequence[Mapping[str, Any]], gold: Sequence[GoldStatement], name: str = "") -> Scores:
    """Return the counts of one memo.

    Args:
        rows: the rows of the answer (`queries.verification.verify`).
        gold: the right verdicts.
        name: the name of the memo, for what was judged wrongly.
    """
    made, matched = Scores(), set[int]()
    for each in gold:
        hits = [at for at, row in enumerate(rows) if at not in matched and _matches(row, each)]
        hits = hits if each.predicate == "none" else hits[:1]  # the same words may stand below several headings
        matched.update(hits)
        given = {str(rows[at]["verdict"]) for at in hits} or {"not checked" if each.predicate == "none" else MISSING}
        shown = next(iter(given)) if len(given) == 1 else next(one for one in sorted(given) if one != each.verdict)
        made.verdicts[each.verdict, shown] += 1
        if each.planted:
            made.planted[each.planted] += 1
            made.found[each.planted] += shown == each.verdict
        if shown == "contradicted" != each.verdict:
            made.false_contradictions += 1
        if shown != each.verdict:
            made.wrong.append(f"{name}: {each.quote} · {each.predicate} {each.object}: {shown}, not {each.verdict}")
    for at, row in enumerate(rows):
        made.judged += row["verdict"] not in UNREAD
        if at not in matched and row["verdict"] == "contradicted":
            made.false_contradictions += 1
            made.wrong.append(f"{name}: {row['passage']} · {row['predicate']}: contradicted, and nothing is wrong")
    return made


def _matches(row: Mapping[str, Any], gold: GoldStatement) -> bool:
    if gold.quote not in row["passage"]:
        return False
    if gold.predicate == "none":
        return True
    if row["predicate"] != gold.predicate:
        return False
    keys = sorted(one["id"] or jurisdiction_slug(one["name"]) for one in row["parties"])
    if gold.predicate in ("status", "date"):
        return bool(row["value"] == gold.object)
    return not gold.object or "+".join(keys) == gold.object
