"""Rule-based semantic role labelling of organisation names: actor, companion, owner, receiver, place, comparison.

A sentence is split into words, whose kinds are closed lists (``loaders/extraction/roles.yaml``) say what kind each
is. Of a name we look at the list it stands in, the preposition before it, the word that governs this, the verb behind
it with what it acts on, and the words of the clause that take a statement back. What is found is a set of short
*signs*, such as ``with`` or ``subject>gives``; `loaders.extraction.partner_score` weighs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from loaders.extraction.clauses import Role
from loaders.extraction.predicates import WE, Verbs
from loaders.extraction.role_lexicon import GOVERNORS, NAMES

MAX_GOVERNOR_DISTANCE: Final = 9  # words before a preposition among which one may govern it
FLAGS: Final = ("negated", "hypo", "ended", "own", "former", "joint", "partner", "like", "compares", "declined", "will")
FAR_FLAGS: Final = ("ended", "declined", "joint", "compares")  # that count behind a comma too
LATER: Final = ("negated", "own", "declined", "ended", "former", "hypo")  # that count in the clauses behind
AS_WELL: Final = frozenset({"tout comme", "as did", "as does", "as do", "as has", "as have", "de même que"})
THOSE: Final = frozenset({"that", "those", "celui", "celle", "ceux", "celles"})


class Parse(Verbs):
    """One sentence, and the role of each list of names in it."""

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
        """Whether a list follows a label: "Partners: Alberta; Manitoba"."""
        at = first - 1
        while at >= 0 and (
            self.words[at].kind in NAMES
            or self.words[at].text in (";", ",", "and", "et")
            or "fillers" in self.words[at].tags
        ):
            at -= 1
        label = self.words[max(at - 4, 0) : at]
        return at > 0 and self.words[at].text == ":" and any("partner" in word.tags for word in label)

    def _relative(self, made: Role, last: int) -> None:
        """The kinds of the verb of a relative clause after a list: "Moncton, which sends the samples on"."""
        at = last + 1
        if (
            at + 1 < len(self.words)
            and self.words[at].text == ","
            and self.words[at + 1].text in ("which", "who", "qui")
        ):
            made.signs |= {f"which:{tag}" for tag in self._verb(Role(last, last, ""), at + 1)}

    def _owner(self, made: Role, left: int, genitive: int) -> None:
        """The noun owned in "Ontario's staff"; staff count as their employer."""
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
        made.evidence.add(genitive if head is None else head)
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
            if word and word.text in AS_WELL and left and self.words[left - 1].text == ",":
                made.signs.add("as-well")
            made.evidence.add(left)
            governor = self._governor(left, made)
            made.signs |= {f"{kind}>{tag}" for tag in governor} or {f"{kind}>plain"}
            if not self._has_verb_before(left) and kind in ("with", "of", "between", "from", "by"):
                behind = Role(last, last, "")
                made.signs |= {f"{kind}:{tag}" for tag in self._verb(behind, last)}
                if "verb-negated" in behind.signs:
                    made.signs.add(f"{kind}:negated")
        elif (
            word and word.kind in ("word", "phrase") and not word.tags & {"relative"} and not self._starts_clause(left)
        ):
            self._object(made, left)
        else:
            made.signs.add("subject")
            self._subject(made, last)
            if (
                word
                and "relative" in word.tags
                and word.text not in ("while", "when", "where", "because", "but", "mais")
            ):
                made.signs |= {f"whose:{tag}" for tag in self._governor(left)}

    def _staff_before(self, left: int) -> int | None:
        before = self.words[left - 1]
        if before.text in THOSE and left > 1 and self.known.preposition(self.words[left - 2]) in ("with", "like"):
            return left - 1
        return left - 1 if before.kind == "word" and "staff" in before.tags else None

    def _starts_clause(self, at: int) -> bool:
        word = self.words[at]
        return (
            word.kind == "sign"
            or word.text in ("and", "et")
            or (bool(word.tags & {"adverbs"}) and (at == 0 or self.words[at - 1].kind == "sign"))
        )

    def _governor(self, at: int, made: Role | None = None) -> set[str]:
        """The kinds of the nearest word before a preposition that has any."""
        start = max(self._clause_start(at), at - MAX_GOVERNOR_DISTANCE)
        for place in range(at - 1, start - 1, -1):
            word = self.words[place]
            if word.kind in NAMES:
                continue
            found = {tag for tag in word.tags if tag in GOVERNORS}
            if found:
                if made:
                    made.evidence.add(place)
                return found
            if word.text == ",":
                break
        return set()

    def _object(self, made: Role, left: int) -> None:
        """A name after a verb: its object, or an inverted subject ("que finance le Yukon")."""
        made.name = "object"
        tags = self._governor(left + 1, made)
        start = self._clause_start(left + 1)
        inverted = any(
            word.text
            in ("que", "qu'", "dont", "auquel", "auxquels", "auxquelles", "où", "laquelle", "also", "sont", "est")
            for word in self.words[max(start, left - 5) : left]
        )
        key = "inverted" if inverted else "object"
        made.signs.add(key)
        made.signs |= {f"{key}>{tag}" for tag in tags} or {f"{key}>plain"}
        if self.words[left].tags & {"auxiliaries"}:
            made.signs.add("is-name")

    def _subject(self, made: Role, last: int) -> None:
        found = self._verb(made, last)
        made.signs |= {f"subject>{tag}" for tag in found}

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
                if word.text in WE:
                    made.signs.add("we-in-clause")
                near = FLAGS if side == "before" or at < comma else FAR_FLAGS
                denies = side == "before" and at > last  # negation after a verb belongs to the verb
                made.signs |= {f"{tag}-{side}" for tag in word.tags if tag in near and (tag != "negated" or denies)}
        later = {tag for word in self.words[stop:] for tag in word.tags if tag in LATER}
        made.signs |= {f"later-{tag}" for tag in later}
        self._others(made, start, stop)

    def _others(self, made: Role, start: int, stop: int) -> None:
        """Whether the lead is in the clause, and whether another party is with it or is its subject."""
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
            elif (
                self.words[at].kind in ("other", "unsure") and at > made.last and self._preposition_before(at) == "with"
            ):
                made.signs.add("with-another")
