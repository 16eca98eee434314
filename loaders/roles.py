"""What a name does in its sentence: actor, companion, owner, receiver, place, or something only compared with.

A sentence is taken apart into words; a handful of closed lists (``loaders/data/roles.yaml``) say what kind each is. Of a
name we look at the list it stands in, the preposition before it, the word that governs this, the verb behind it with what
it acts on, and the words of the clause that take a statement back. What is found is a set of short *signs*, such as
``with`` or ``subject>gives``; `loaders.weighing` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from graph.yaml_text import load_yaml
from loaders.rules import DATE, OTHER, OUTSIDE, OWN, UNSURE

MARKS: Final = {OTHER: "other", OWN: "own", UNSURE: "unsure", OUTSIDE: "outside", DATE: "date"}
NAMES: Final = frozenset({"other", "own", "unsure", "outside"})
FAR: Final = 9  # words before a preposition among which one may govern it
ASIDE: Final = 22  # words between two commas that may stand between a subject and its verb
OBJECT: Final = 9  # words behind a verb that may be what it acts on
GOVERNORS: Final = (
    "partner", "joint", "gives", "joins", "talks", "compares", "asks", "told", "gets", "declined", "judges", "law",
    "people", "place", "staff", "resource", "own", "ended", "border",
)  # fmt: skip
VERBS: Final = tuple(one for one in GOVERNORS if one not in ("staff", "resource", "people", "own"))
FLAGS: Final = ("negated", "hypo", "ended", "own", "former", "joint", "partner", "like", "compares", "declined", "will")
FAR_FLAGS: Final = ("ended", "declined", "joint", "compares")  # that count behind a comma too
LATER: Final = ("negated", "own", "declined", "ended", "former", "hypo")  # that count in the clauses behind
RELATIVE: Final = frozenset({"which", "who", "whose", "whom", "where", "qui", "que", "qu'", "dont", "où"})
_THOSE: Final = frozenset({"that", "those", "celui", "celle", "ceux", "celles"})
_WE: Final = frozenset({"we", "us", "our", "ours", "nous", "notre", "nos", "nôtre", "nôtres"})
_MOVES: Final = re.compile(r"(?:deven|(?:re|inter)?ven|all|arriv|part|entr|rest|demeur)(?:u|é|i)e?s?$")  # with "être", and active
_END: Final = frozenset(".;:!?\u2029")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, phrase, mark or sign of a sentence; `tags` are the lists of the data that it is in."""

    text: str
    start: int
    end: int
    kind: str
    tags: frozenset[str] = frozenset()


@dataclass(slots=True)
class Role:
    """What is found of one list of names: the words of the sentence it begins and ends at, and its signs."""

    first: int
    last: int
    name: str
    signs: set[str] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    with_own: bool = False


class Lexicon:
    """The lists of one language."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.prepositions = {word: key for key, words in raw["prepositions"].items() for word in words}
        self.phrases = {text: key for key, texts in raw["phrases"].items() for text in texts}
        self._whole: dict[str, set[str]] = {}
        self._starts: list[tuple[str, str, str]] = []
        for key, listed in raw.items():
            if isinstance(listed, list):
                for each in map(str, listed):
                    if "*" in each:
                        head, _, tail = each.partition("*")
                        self._starts.append((head, tail, key))
                    else:
                        self._whole.setdefault(each, set()).add(key)
        longest = sorted(self.phrases, key=lambda text: (-len(text), text))
        phrases = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest)
        marks = "|".join(f"{mark}+" for mark in MARKS)
        self.pattern = re.compile(
            rf"(?P<phrase>(?<![\w'])(?:{phrases})(?:(?<=')|(?!\w)))|(?P<mark>{marks})|(?P<genitive>'s\b|(?<=s)'(?=\s))"
            rf"|(?P<word>\w+n't\b|[cdjlmnstCDJLMNST]'|[qQ]u'|[\w-]+?(?='s\b)|[\w-]+)|(?P<sign>[^\w\s])",
            re.IGNORECASE,
        )

    @lru_cache(maxsize=20_000)  # noqa: B019 (one per language, for good)
    def tags(self, word: str) -> frozenset[str]:
        """The lists that a word is in."""
        found = set(self._whole.get(word, ()))
        found |= {key for head, tail, key in self._starts if word.startswith(head) and word.endswith(tail)}
        if word.endswith("n't"):
            found.add("negated")
        return frozenset(found)

    def words(self, view: str, start: int, stop: int) -> list[Word]:
        """The words of a part of a text."""
        return [self._word(hit) for hit in self.pattern.finditer(view, start, stop)]

    def _word(self, hit: re.Match[str]) -> Word:
        text = " ".join(hit.group().lower().split())
        if hit["mark"]:
            return Word(text, *hit.span(), MARKS[text[0]])
        if hit["phrase"]:
            key = self.phrases[text]
            return Word(text, *hit.span(), "phrase", frozenset({key}))
        if hit["word"]:
            return Word(text, *hit.span(), "word", self.tags(text))
        return Word(text, *hit.span(), "genitive" if hit["genitive"] else "sign")

    def preposition(self, word: Word) -> str | None:
        """The kind of a preposition; None of any other word."""
        if word.kind == "phrase":
            return next((key for key in word.tags if key in PHRASED), None)
        return self.prepositions.get(word.text) if word.kind == "word" else None


PHRASED: Final = frozenset({"with", "like", "apart", "law", "for", "from"})


@lru_cache(maxsize=2)
def lexicon(language: str) -> Lexicon:
    """The lists of ``en`` or ``fr``."""
    return Lexicon(load_yaml((files("loaders") / "data" / "roles.yaml").read_text(encoding="utf-8"))[language])


class Parse:
    """One sentence taken apart."""

    def __init__(self, view: str, start: int, stop: int, known: Lexicon) -> None:
        self.known = known
        self.words = known.words(view, start, stop)

    def roles(self) -> Iterator[Role]:
        """The lists of names of the sentence that have another party among them, each with its signs."""
        at = 0
        while at < len(self.words):
            if not self._is_element(at):
                at += 1
                continue
            last = self._list_end(at)
            kinds = {self.words[place].kind for place in range(at, last + 1)}
            if kinds & {"other", "unsure", "outside"}:
                yield self._role(at, last)
            at = last + 1

    def clause_end(self, role: Role) -> int:
        """The place in the text where the clause of a list of names ends."""
        at = self._clause_end(role.last)
        return self.words[at].start if at < len(self.words) else self.words[-1].end

    # --- Lists

    def _is_element(self, at: int) -> bool:
        return self.words[at].kind in NAMES or self._is_own(at)

    def _is_own(self, at: int) -> bool:
        """Whether a word stands for the lead: "the city", "we"; no part of a name, as in "the city of Laval"."""
        word = self.words[at]
        if word.kind != "word" or "own_words" not in word.tags:
            return False
        if word.text in ("we", "us", "nous", "ourselves"):
            return True
        before = self.words[at - 1] if at else None
        behind = self.words[at + 1] if at + 1 < len(self.words) else None
        named = behind is not None and (behind.kind in NAMES or behind.text in ("of", "de", "du", "d'", "des"))
        return bool(before and before.text in ("the", "la", "le", "l'", "our", "notre", "this", "cette", "ce")) and not named

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
        while place < len(self.words) and place - at <= ASIDE:
            word = self.words[place]
            if word.text == "," and (behind := self._behind_relative(place)) is not None:
                place = behind
                continue
            if word.text in (",", "/", "&", "and", "et") or (word.kind == "phrase" and "and" in word.tags):
                joined = True
            elif self._is_element(place):
                return place if joined and not self._opens_clause(at, place) else None
            elif not ("fillers" in word.tags or self.known.preposition(word) or "partner" in word.tags
                      or "staff" in word.tags) or not joined:
                return None
            place += 1
        return None

    def _behind_relative(self, comma: int) -> int | None:
        """The "and" behind a relative clause between commas, as in "Alberta, whose rules we follow, and Quebec"."""
        if comma + 1 >= len(self.words) or self.words[comma + 1].text not in RELATIVE:
            return None
        for place in range(comma + 2, min(comma + ASIDE, len(self.words) - 1)):
            if self.words[place].text in _END:
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

    def _finite(self, at: int) -> bool:
        """Whether a finite verb seems to stand here."""
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
        return verbal and bool(re.search(r"(?:s|ed|nt|e|it|t|a)$", word.text))

    def _preposition_before(self, at: int) -> str | None:
        place = self._skip_left(at - 1)
        return self.known.preposition(self.words[place]) if place >= 0 else None

    def _close(self, at: int) -> int:
        return next((place for place in range(at, len(self.words)) if self.words[place].text == ")"), at)

    # --- Roles

    def _role(self, first: int, last: int) -> Role:
        made = Role(first, last, "subject")
        kinds = [self.words[place].kind for place in range(first, last + 1)]
        made.with_own = "own" in kinds or any(self._is_own(place) for place in range(first, last + 1))
        left = self._skip_left(first - 1, made)
        behind = self.words[last + 1] if last + 1 < len(self.words) else None
        if behind is not None and behind.kind == "genitive":
            self._owner(made, left, last + 1)
        else:
            self._place(made, left, last)
        self._relative(made, last)
        self._flags(made)
        if made.with_own:
            made.signs.add("listed")
        if self._is_labelled(first):
            made.signs.add("labelled")
        return made

    def _is_labelled(self, first: int) -> bool:
        """Whether a list stands behind a label: "Partners: Alberta; Manitoba"."""
        at = first - 1
        while at >= 0 and (self.words[at].kind in NAMES or self.words[at].text in (";", ",", "and", "et")
                           or "fillers" in self.words[at].tags):
            at -= 1
        label = self.words[max(at - 4, 0) : at]
        return at > 0 and self.words[at].text == ":" and any("partner" in word.tags for word in label)

    def _relative(self, made: Role, last: int) -> None:
        """What a relative clause says that a list does: "Moncton, which sends the samples on"."""
        at = last + 1
        if at + 1 < len(self.words) and self.words[at].text == "," and self.words[at + 1].text in ("which", "who", "qui"):
            made.signs |= {f"which:{tag}" for tag in self._verb(Role(last, last, ""), at + 1)}

    def _skip_left(self, at: int, made: Role | None = None) -> int:
        """The word before a list, without articles and such; a "partner" among them is a sign."""
        while at >= 0:
            word = self.words[at]
            is_preposition = self.known.preposition(word) is not None
            behind = self.words[at + 1] if at + 1 < len(self.words) else None
            inner = is_preposition and word.text in ("of", "de", "du", "des", "d'", "in", "en", "au", "from", "at", "à", "aux")
            before = self.words[at - 1] if at else None
            if inner and before is not None and before.tags & {"fillers", "partner"} and not self.known.preposition(before):
                at -= 1  # "the government of", "its partners in"
            elif "partner" in word.tags and behind is not None:
                if made:
                    made.signs.add("called-partner")
                at -= 1
            elif word.text == "," and before is not None and "partner" in before.tags:
                at -= 1
            elif "fillers" in word.tags and not is_preposition:
                at -= 1
            elif word.text in ("both",):
                at -= 1
            else:
                break
        return at

    def _owner(self, made: Role, left: int, genitive: int) -> None:
        """Of "Ontario's staff" what is owned; staff stand for who sends them."""
        owned = genitive + 1
        head = None
        for place in range(owned, min(owned + 5, len(self.words))):
            word = self.words[place]
            if word.kind != "word" or self.known.preposition(word) or word.tags & {"auxiliaries", "relative"}:
                break
            head = place
            if word.tags & {"staff", "people", "resource", "law", "compares"} and not (
                place + 1 < len(self.words) and self.words[place + 1].tags & {"staff", "resource"}
            ):
                break
        tags = self.words[head].tags if head is not None else frozenset()
        made.seen.add(genitive if head is None else head)
        if head is not None and "staff" in tags:
            made.signs.add("staff")
            self._place(made, left, head)
            return
        made.name = "owner"
        made.signs.add("owner")
        made.signs |= {f"owner>{tag}" for tag in tags if tag in GOVERNORS}
        if left >= 0 and (kind := self.known.preposition(self.words[left])):
            made.signs.add(f"owner-{kind}")
            made.signs |= {f"owner-{kind}>{tag}" for tag in self._governor(left)}
        elif head is not None:
            made.signs |= {f"owner:{tag}" for tag in self._verb(made, head)}

    def _place(self, made: Role, left: int, last: int) -> None:
        word = self.words[left] if left >= 0 else None
        kind = self.known.preposition(word) if word else None
        if kind in ("of", "from") and left > 0 and (head := self._staff_before(left)) is not None:
            made.signs.add("staff")
            self._place(made, self._skip_left(head - 1), last)
            return
        if kind:
            made.name = kind
            made.signs.add(kind)
            made.seen.add(left)
            governor = self._governor(left, made)
            made.signs |= {f"{kind}>{tag}" for tag in governor} or {f"{kind}>plain"}
            if not self._has_verb_before(left) and kind in ("with", "of", "between", "from", "by"):
                made.signs |= {f"{kind}:{tag}" for tag in self._verb(Role(last, last, ""), last)}
        elif word and word.kind in ("word", "phrase") and not word.tags & {"relative"} and not self._starts_clause(left):
            self._object(made, left, last)
        else:
            made.signs.add("subject")
            self._subject(made, last)
            if word and "relative" in word.tags and word.text not in ("while", "when", "where", "because", "but", "mais"):
                made.signs |= {f"whose:{tag}" for tag in self._governor(left)}

    def _staff_before(self, left: int) -> int | None:
        before = self.words[left - 1]
        if before.text in _THOSE and left > 1 and self.known.preposition(self.words[left - 2]) == "with":
            return left - 1
        return left - 1 if before.kind == "word" and "staff" in before.tags else None

    def _starts_clause(self, at: int) -> bool:
        word = self.words[at]
        return word.kind == "sign" or word.text in ("and", "et") or bool(word.tags & {"adverbs"}) and (
            at == 0 or self.words[at - 1].kind == "sign"
        )

    def _clause_start(self, at: int) -> int:
        """Where the clause begins in which a word stands."""
        for place in range(at - 1, -1, -1):
            word = self.words[place]
            if word.text in _END or word.text in ("but", "mais", "while", "whereas", "although", "though", "because"):
                return place + 1
        return 0

    def _clause_end(self, at: int) -> int:
        for place in range(at + 1, len(self.words)):
            word = self.words[place]
            if word.text in _END or word.text in ("but", "mais", "while", "whereas", "although", "though"):
                return place
        return len(self.words)

    def _has_verb_before(self, at: int) -> bool:
        return any(self._finite(place) for place in range(self._clause_start(at), at))

    def _governor(self, at: int, made: Role | None = None) -> set[str]:
        """The kinds of the nearest word before a preposition that has any."""
        start = max(self._clause_start(at), at - FAR)
        for place in range(at - 1, start - 1, -1):
            word = self.words[place]
            if word.kind in NAMES:
                continue
            found = {tag for tag in word.tags if tag in GOVERNORS}
            if found:
                if made:
                    made.seen.add(place)
                return found
            if word.text == ",":
                break
        return set()

    def _object(self, made: Role, left: int, last: int) -> None:
        """A name behind a verb: what is acted on, or a subject that stands behind ("que finance le Yukon")."""
        made.name = "object"
        tags = self._governor(left + 1, made)
        start = self._clause_start(left + 1)
        inverted = any(
            word.text in ("que", "qu'", "dont", "auquel", "auxquels", "auxquelles", "où", "laquelle", "also", "sont", "est")
            for word in self.words[max(start, left - 5) : left]
        )
        key = "inverted" if inverted else "object"
        made.signs.add(key)
        made.signs |= {f"{key}>{tag}" for tag in tags} or {f"{key}>plain"}
        if self.words[left].tags & {"auxiliaries"}:
            made.signs.add("is-name")

    # --- Verbs

    def _subject(self, made: Role, last: int) -> None:
        found = self._verb(made, last)
        made.signs |= {f"subject>{tag}" for tag in found}

    def _after_aside(self, at: int) -> int:
        """The word behind an aside in commas or brackets."""
        if at < len(self.words) and self.words[at].text == "(":
            at = self._close(at) + 1
        if at < len(self.words) and self.words[at].text == ",":
            for place in range(at + 1, min(at + ASIDE, len(self.words))):
                if self.words[place].text in _END:
                    break
                if self.words[place].text == "," and place + 1 < len(self.words):
                    return place + 1
            return at + 1
        return at

    def _verb(self, made: Role, last: int) -> set[str]:
        """The kinds of the verb behind a word, and how it stands: denied, passive, and what it acts on."""
        at = self._after_aside(last + 1)
        passive = reflexive = False
        while at < len(self.words):
            word = self.words[at]
            if word.kind not in ("word", "phrase"):
                return {"none"}
            if word.kind == "phrase":
                if self.known.preposition(word):
                    return {"none"}
                break
            if "negated" in word.tags and not word.tags & {"adverbs"}:
                made.signs.add("verb-negated")
            reflexive |= word.text in ("s'", "se")
            if not word.tags & {"auxiliaries", "adverbs", "clitics", "negated", "relative", "will", "hypo"} or (
                word.tags & set(VERBS) and not word.tags & {"auxiliaries", "clitics", "adverbs"}
            ):
                if self.known.preposition(word):
                    return {"none"}
                if not (word.text.endswith(("ly", "ment")) and not word.tags & set(VERBS)):
                    break
            passive |= "passive_of" in word.tags
            at += 1
        else:
            return {"none"}
        verb = self.words[at]
        made.seen.add(at)
        found = {tag for tag in verb.tags if tag in VERBS} or {"does"}
        passive = passive and not reflexive and not verb.text.endswith("ing") and not _MOVES.match(verb.text)
        if passive:
            found = {f"passive-{tag}" for tag in found}
        else:
            made.signs.add(f"acts-on-{self._acted_on(at)}")
        return found

    def _acted_on(self, at: int) -> str:
        """What a verb acts on: the lead, something of one's own, "this", any, or nothing."""
        found, before = "", None
        for word in self.words[at + 1 : at + 1 + OBJECT]:
            if word.text in _END or word.text == ",":
                break
            if word.kind == "own" or word.text in _WE or self._is_own(self.words.index(word)):
                return "lead"
            if word.tags & {"own"}:
                found = found or "own"
            elif before and self.known.preposition(before) and word.text in ("it", "them", "this", "these"):
                found = "this"
            before = word
        if found:
            return found
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if following is None or following.kind == "sign":
            return "nothing"
        if "this" in following.tags:
            return "this"
        if "any" in following.tags:
            return "any"
        return "plain"

    # --- Words of the clause

    def _flags(self, made: Role) -> None:
        start, stop = self._clause_start(made.first), self._clause_end(made.last)
        before, behind = self.words[start : made.first], self.words[made.last + 1 : stop]
        comma = next((at for at, word in enumerate(behind) if word.text == "," and at > 1), len(behind))
        last = next((at for at in range(len(before) - 1, -1, -1) if before[at].text == ","), -1)
        for side, part in (("before", before), ("behind", behind)):
            if any(word.kind == "phrase" and "only_more" in word.tags for word in part):
                continue
            for at, word in enumerate(part):
                if word.text in _WE:
                    made.signs.add("we-in-clause")
                near = FLAGS if side == "before" or at < comma else FAR_FLAGS
                denies = side == "before" and at > last  # what is denied behind a verb is told by the verb
                made.signs |= {f"{tag}-{side}" for tag in word.tags if tag in near and (tag != "negated" or denies)}
        later = {tag for word in self.words[stop:] for tag in word.tags if tag in LATER}
        made.signs |= {f"later-{tag}" for tag in later}
        self._others(made, start, stop)

    def _others(self, made: Role, start: int, stop: int) -> None:
        """Whether the lead stands in the clause, and whether another party is with it or is its subject."""
        here = range(made.first, made.last + 1)
        for at in (at for at in range(start, stop) if at not in here):
            if self.words[at].kind == "own" or self._is_own(at):
                made.signs.add("lead-in-clause")
                if at > made.last and self._preposition_before(at) == "with":
                    made.signs.add("with-lead")
            elif self.words[at].kind in ("other", "unsure") and at < made.first and not made.with_own:
                if "inverted" in made.signs:
                    continue
                if self._preposition_before(at) is None and "subject" not in made.signs:
                    made.signs.add("another-acts")
            elif self.words[at].kind in ("other", "unsure") and at > made.last and self._preposition_before(at) == "with":
                made.signs.add("with-another")
