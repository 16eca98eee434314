"""Clauses of a sentence: its words, the lists of names in it, and the bounds of its clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from loaders.extraction.role_lexicon import NAMES, VERBS, Lexicon

MAX_APPOSITION_WORDS: Final = 22  # words between two commas that may separate a subject and its verb
RELATIVE: Final = frozenset({"which", "who", "whose", "whom", "where", "qui", "que", "qu'", "dont", "où"})
PARTING: Final = frozenset({"but", "mais", "while", "whereas", "although", "though"})  # that begin another clause
END: Final = frozenset(".;:!?\u2029")
_FINITE: Final = re.compile(r"(?:s|ed|nt|e|it|t|a)$")


@dataclass(slots=True)
class Role:
    """One list of names: its first and last word in the sentence, and its features."""

    first: int
    last: int
    name: str
    signs: set[str] = field(default_factory=set)
    evidence: set[int] = field(default_factory=set)
    with_own: bool = False


class Sentence:
    """The words of one sentence, and what can be asked of their places."""

    def __init__(self, view: str, start: int, stop: int, known: Lexicon) -> None:
        self.known = known
        self.words = known.words(view, start, stop)

    # --- Lists

    def _is_element(self, at: int) -> bool:
        return self.words[at].kind in NAMES or self._is_own(at)

    def _is_own(self, at: int) -> bool:
        """Whether a word refers to the lead ("the city", "we") and is not part of a name, as in "the city of Laval"."""
        word = self.words[at]
        if word.kind != "word" or "own_words" not in word.tags:
            return False
        if word.text in ("we", "us", "nous", "ourselves"):
            return True
        before = self.words[at - 1] if at else None
        behind = self.words[at + 1] if at + 1 < len(self.words) else None
        named = behind is not None and (behind.kind in NAMES or behind.text in ("of", "de", "du", "d'", "des"))
        return (
            bool(before and before.text in ("the", "la", "le", "l'", "our", "notre", "this", "cette", "ce"))
            and not named
        )

    def _list_end(self, at: int) -> int:
        """The last word of a list of names that begins here."""
        last = at
        while (following := self._next_element(last)) is not None:
            last = following
        return last

    def _next_element(self, at: int) -> int | None:
        place, joined = at + 1, False
        if place < len(self.words) and self.words[place].text == "(":
            place = self._close(place) + 1
        while place < len(self.words) and place - at <= MAX_APPOSITION_WORDS:
            word = self.words[place]
            if word.text == "," and (behind := self._behind_relative(place)) is not None:
                place = behind
                continue
            if word.text in (",", "/", "&", "and", "et") or (word.kind == "phrase" and "and" in word.tags):
                joined = True
            elif self._is_element(place):
                return place if joined and not self._opens_clause(at, place) else None
            elif (
                not (
                    "fillers" in word.tags
                    or self.known.preposition(word)
                    or "partner" in word.tags
                    or "staff" in word.tags
                )
                or not joined
            ):
                return None
            place += 1
        return None

    def _behind_relative(self, comma: int) -> int | None:
        """The "and" behind a relative clause between commas, as in "Alberta, whose rules we follow, and Quebec"."""
        if comma + 1 >= len(self.words) or self.words[comma + 1].text not in RELATIVE:
            return None
        for place in range(comma + 2, min(comma + MAX_APPOSITION_WORDS, len(self.words) - 1)):
            if self.words[place].text in END:
                return None
            if self.words[place].text == ",":
                following = self.words[place + 1]
                joins = following.text in ("and", "et") or "and" in following.tags
                return place + 1 if joins else None
        return None

    def _opens_clause(self, before: int, at: int) -> bool:
        """Whether a name behind ", and" begins a clause of its own: "built with Ontario, and Quebec pays"."""
        between = [word.text for word in self.words[before + 1 : at]]
        if between[:1] != [","] and between[:1] not in (["and"], ["et"]):
            return False
        has_and = any(text in ("and", "et") for text in between)
        between = [text for text in between if "fillers" not in self.known.tags(text)]
        if not has_and or not self._finite(at + 1):
            return between == [","] and self._preposition_before(before) is not None and self._finite(at + 1)
        return self._preposition_before(before) is not None and any(
            self._finite(place) for place in range(self._clause_start(before), before)
        )

    # --- Clauses

    def _finite(self, at: int) -> bool:
        """Whether there seems to be a finite verb here."""
        while at < len(self.words) and ("clitics" in self.words[at].tags or "adverbs" in self.words[at].tags):
            if "auxiliaries" in self.words[at].tags:
                return True
            at += 1
        if at >= len(self.words) or self.words[at].kind not in ("word", "phrase"):
            return False
        word = self.words[at]
        if "auxiliaries" in word.tags or "hypo" in word.tags:
            return True
        verbal = any(tag in VERBS for tag in word.tags) and not self.known.preposition(word)
        return verbal and bool(_FINITE.search(word.text))

    def _preposition_before(self, at: int) -> str | None:
        place = self._skip_left(at - 1)
        return self.known.preposition(self.words[place]) if place >= 0 else None

    def _close(self, at: int) -> int:
        return next((place for place in range(at, len(self.words)) if self.words[place].text == ")"), at)

    def _clause_start(self, at: int) -> int:
        """The start of the clause of a word."""
        for place in range(at - 1, -1, -1):
            word = self.words[place]
            if word.text in END or word.text in ("but", "mais", "while", "whereas", "although", "though", "because"):
                return place + 1
        return 0

    def _clause_end(self, at: int) -> int:
        for place in range(at + 1, len(self.words)):
            word = self.words[place]
            if word.text in END or word.text in ("but", "mais", "while", "whereas", "although", "though"):
                return place
        return len(self.words)

    def _has_verb_before(self, at: int) -> bool:
        return any(self._finite(place) for place in range(self._clause_start(at), at))

    def _skip_left(self, at: int, made: Role | None = None) -> int:
        """The word before a list, without articles and such; a "partner" among them is a sign."""
        while at >= 0:
            word = self.words[at]
            is_preposition = self.known.preposition(word) is not None
            behind = self.words[at + 1] if at + 1 < len(self.words) else None
            inner = is_preposition and word.text in (
                "of",
                "de",
                "du",
                "des",
                "d'",
                "in",
                "en",
                "au",
                "from",
                "at",
                "à",
                "aux",
            )
            before = self.words[at - 1] if at else None
            if (
                inner
                and before is not None
                and before.tags & {"fillers", "partner"}
                and not self.known.preposition(before)
            ):
                at -= 1  # "the government of", "its partners in"
            elif "partner" in word.tags and behind is not None:
                if made:
                    made.signs.add("called-partner")
                at -= 1
            elif (
                (word.text == "," and before is not None and "partner" in before.tags)
                or ("fillers" in word.tags and not is_preposition)
                or word.text == "both"
            ):
                at -= 1
            else:
                break
        return at
