"""The predicate of a name: the verb after it, whether it is negated or passive, and its object."""

from __future__ import annotations

import re
from typing import Final

from loaders.extraction.clauses import END, MAX_APPOSITION_WORDS, Role, Sentence
from loaders.extraction.role_lexicon import VERBS, Word

OBJECT: Final = 9  # words behind a verb that may be what it acts on
HAS: Final = frozenset({"has", "have", "had", "a", "ont", "avait", "avaient"})
WE: Final = frozenset({"we", "us", "our", "ours", "nous", "notre", "nos", "nôtre", "nôtres"})
SMALL: Final = frozenset({"auxiliaries", "adverbs", "clitics", "negated", "relative", "will", "hypo"})
OF_ONES_OWN: Final = frozenset({"its own", "their own", "ses propres", "leurs propres"})
_MOVES: Final = re.compile(r"(?:deven|(?:re|inter)?ven|all|arriv|part|entr|rest|demeur)(?:u|é|i)e?s?$")  # no passive


class Verbs(Sentence):
    """A sentence that knows its verbs."""

    def _after_aside(self, at: int) -> int:
        """The word behind an aside in commas or brackets."""
        if at < len(self.words) and self.words[at].text == "(":
            at = self._close(at) + 1
        if at < len(self.words) and self.words[at].text == ",":
            for place in range(at + 1, min(at + MAX_APPOSITION_WORDS, len(self.words))):
                if self.words[place].text in END:
                    break
                if self.words[place].text == "," and place + 1 < len(self.words):
                    return place + 1
            return at + 1
        return at

    def _verb(self, made: Role, last: int) -> set[str]:
        """The kinds of the verb after a word, and its form: negated, passive, and its object."""
        at = self._after_aside(last + 1)
        passive = reflexive = False
        while at < len(self.words) and not self._is_verb(at):
            word = self.words[at]
            if word.kind not in ("word", "phrase") or self._is_preposition(word):
                return {"none"}
            if word.tags & {"negated", "former"} and "adverbs" not in word.tags and self._denies(word):
                made.signs.add("verb-negated")
            if self._has(at):
                made.signs.add(f"acts-on-{self._acted_on(at)}")
                made.evidence.add(at)
                return {"has"}
            reflexive |= word.text in ("s'", "se")
            passive |= "passive_of" in word.tags
            at += 1
        if at >= len(self.words):
            return {"none"}
        verb = self.words[at]
        made.evidence.add(at)
        found = {tag for tag in verb.tags if tag in VERBS} or {"does"}
        if passive and not reflexive and not verb.text.endswith("ing") and not _MOVES.match(verb.text):
            return {f"passive-{tag}" for tag in found}
        made.signs.add(f"acts-on-{self._acted_on(at)}")
        return found

    def _is_verb(self, at: int) -> bool:
        """Whether a word is the verb itself, and none of the small words before it."""
        word = self.words[at]
        if word.kind not in ("word", "phrase") or self._is_preposition(word):
            return False
        if word.kind == "phrase":
            return bool(word.tags & VERBS)
        if word.tags & SMALL:
            return bool(word.tags & VERBS) and not word.tags & {"auxiliaries", "clitics", "adverbs"}
        return not (word.text.endswith(("ly", "ment")) and not word.tags & VERBS)

    def _is_preposition(self, word: Word) -> bool:
        """Whether a word leads away from the verb; the French "en" before one does not."""
        return self.known.preposition(word) is not None and "clitics" not in word.tags

    def _denies(self, word: Word) -> bool:
        """Whether a word before a verb takes it back; of words for what was, only phrases do."""
        return "negated" in word.tags or word.kind == "phrase"

    def _has(self, at: int) -> bool:
        """Whether "has" is the verb itself: "has a similar one"."""
        behind = self.words[at + 1] if at + 1 < len(self.words) else None
        return self.words[at].text in HAS and behind is not None and bool(behind.tags & {"determiners", "any"})

    def _acted_on(self, at: int) -> str:
        """The object of a verb: the lead, something of one's own, "this", any, or nothing."""
        found, before = "", None
        for word in self.words[at + 1 : at + 1 + OBJECT]:
            if word.text in END or word.text == ",":
                break
            if word.kind == "own" or word.text in WE or self._is_own(self.words.index(word)):
                return "lead"
            if word.tags & {"own"}:
                found = found or "own"
            elif before and self.known.preposition(before) and word.text in ("it", "them", "this", "these"):
                found = "this"
            before = word
        if found:
            return "this" if found == "own" and "adds" in self.words[at].tags and self._has_own(at) else found
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if following is None or following.kind == "sign":
            return "nothing"
        if "this" in following.tags:
            return "this"
        if "any" in following.tags:
            return "any"
        return "plain"

    def _has_own(self, at: int) -> bool:
        """Whether the object of a verb is "its own": a contribution to the initiative, not separate work."""
        return any(word.text in OF_ONES_OWN for word in self.words[at + 1 : at + 4])
