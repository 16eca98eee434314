"""Reads a document with a language model: asks about its pieces, verifies the answers, and makes claims of the rest.

Each claim says `stated: false` and the rule `model:NAME`; it is a proposal until a person accepts it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.claims import Reading, ReadingSummary, initiative_id, need_id, partnership_id
from loaders.claims import ClaimBuilder
from loaders.documents.claim_groups import introduce
from loaders.documents.prose.claims import COUNCIL, MAX_TITLE
from loaders.language_model.answers import answer_key, parse_answer
from loaders.language_model.passages import passages_of
from loaders.language_model.prompt import chunks, prompt, text_of
from loaders.language_model.quotes import QuoteIndex
from loaders.language_model.verification import Rejection, Verifier
from loaders.text.rules import rules

if TYPE_CHECKING:
    from graph.claims import Kind, Place
    from graph.model import Unplaced
    from loaders.language_model.answers import AnswerCache
    from loaders.language_model.client import ChatClient
    from loaders.language_model.quotes import Quote
    from loaders.language_model.verification import VerifiedInitiative, VerifiedNeed, VerifiedParty
    from loaders.text.passages import Passage

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class ModelReport:
    """What reading one document took, and what was rejected.

    Attributes:
        file: the name of the document.
        parts: the number of pieces that the model was asked about.
        cached: how many of them had been answered before.
        prompt_tokens, completion_tokens: as the server counts them, of all answers.
        seconds: the time that the server took for the answers that are new.
        kept: the number of facts that passed the verification.
        rejections: the facts that did not, each with its reason.
    """

    file: str
    parts: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    kept: int = 0
    rejections: list[Rejection] = field(default_factory=list)


def read_with_model(
    reading: Reading, client: ChatClient, cache: AnswerCache, *, accept: bool = False, progress: Progress | None = None
) -> tuple[Reading, ModelReport]:
    """What a model reads in a document, verified.

    Args:
        reading: the passages of the document (see `loaders.language_model.passages`).
        client: the connection to the model.
        cache: kept answers; new ones are added as they arrive.
        accept: whether verified facts count without a person's review.
        progress: is called with the number of pieces done and of all pieces.

    Raises:
        ModelServerError: the server fails; answers that arrived before are kept.
    """
    source = reading.source
    known = rules(source.language or "en")
    passages = passages_of(reading)
    verifier = Verifier(QuoteIndex(passages), known)
    report = ModelReport(source.name)
    pieces = list(chunks(passages))
    report.parts = len(pieces)
    first = 0
    for number, piece in enumerate(pieces, 1):
        _read_piece(piece, number, first, reading, client, cache, verifier, report)
        first += len(piece)
        if progress:
            progress(number, len(pieces))
    report.rejections = verifier.rejections
    sender = next((one.reported_by for one in reading.remarks.unplaced), None)
    builder = ClaimBuilder(
        rule=f"model:{client.settings.name}", edition=source.edition, reported_by=sender, language=known.language,
        unique=True,
    )  # fmt: skip
    writer = _Writer(builder, passages, proposed=not accept)
    for one in verifier.initiatives:
        report.kept += writer.write(one)
    for need in verifier.needs:
        report.kept += writer.write_need(need)
    left = _unplaced(reading.remarks.unplaced, writer.used)
    return Reading(source, builder.claims, remarks=ReadingSummary(left, reading.remarks.notes)), report


def _read_piece(
    piece: Sequence[Passage], number: int, first: int, reading: Reading, client: ChatClient, cache: AnswerCache,
    verifier: Verifier, report: ModelReport,
) -> None:  # fmt: skip
    """Ask about one piece, or take the kept answer, and verify it."""
    asked = prompt()
    messages = asked.messages(reading.source.name, text_of(piece), number, report.parts)
    key = answer_key(reading.source.id, client.settings.name, asked, messages)
    completion = cache.get(key)
    if completion is None:
        completion = client.complete(messages, asked.schema)
        cache.put(key, reading.source.id, client.settings.name, asked.version, completion)
        report.seconds += completion.seconds
    else:
        report.cached += 1
    report.prompt_tokens += completion.prompt_tokens
    report.completion_tokens += completion.completion_tokens
    answer = parse_answer(completion)
    if answer is None:
        verifier.rejections.append(Rejection("initiative", "", completion.text[:200], "invalid-answer"))
    else:
        verifier.add(answer, first)


def _unplaced(passages: Sequence[Unplaced], used: set[int]) -> list[Unplaced]:
    """The passages that no fact was kept of."""
    return [one for number, one in enumerate(passages) if number not in used and any(map(str.isalnum, one.text))]


@dataclass(slots=True)
class _Writer:
    builder: ClaimBuilder
    passages: Sequence[Passage]
    proposed: bool
    used: set[int] = field(default_factory=set)

    def write(self, one: VerifiedInitiative) -> int:
        """Write an initiative with its facts, and return their number."""
        parties = [one.lead, *one.partners] if one.lead else list(one.partners)
        prefix = next((each.named.id for each in parties if each.named.id), self.builder.reported_by or COUNCIL)
        subject = initiative_id(prefix, one.title[:MAX_TITLE])
        place = self._place(one.quote)
        self._value(subject, "kind", "initiative", place)
        self._value(subject, "title", one.title[:MAX_TITLE], place, language=self.builder.language)
        if one.lead and one.lead.named.id:
            self._introduce(one.lead)
            self.builder.add_link("initiative", subject, "lead", one.lead.named.id, self._place(one.lead.quote),
                                  stated=False, proposed=self.proposed)  # fmt: skip
        self._partnership(subject, one)
        for date in one.dates:
            self._value(subject, "date", date.edtf, self._place(date.quote), qualifier=date.kind)
        return 1 + bool(one.lead) + len(one.partners) + len(one.dates)

    def write_need(self, need: VerifiedNeed) -> int:
        """Write what somebody asks for."""
        place = self._place(need.quote)
        text = place.quote or ""
        by = need.by.id if need.by else None
        subject = need_id(self.builder.edition or "undated", by, text)
        self._value(subject, "kind", "ask", place, kind="need")
        self._value(subject, "text", text, place, kind="need", language=self.builder.language)
        if by:
            self.builder.add_link("need", subject, "by", by, place, stated=False, proposed=self.proposed)
        return 1

    def _partnership(self, subject: str, one: VerifiedInitiative) -> None:
        lead = one.lead.named.id if one.lead else None
        members = {each.named.id: each for each in one.partners if each.named.id and each.named.id != lead}
        everyone = frozenset({*members, *([lead] if lead else [])})
        if len(everyone) < 2:
            return
        partnership = partnership_id(subject, everyone)
        shown = one.lead or next(iter(members.values()))
        place = self._place(next(iter(members.values())).quote)
        self.builder.add_link("partnership", partnership, "initiative", subject, place, stated=False,
                              proposed=self.proposed)  # fmt: skip
        for identifier in sorted(everyone):
            party = members.get(identifier, shown)
            self._introduce(party)
            role = "lead" if identifier == lead else "partner"
            self.builder.add_link("partnership", partnership, "member", identifier, self._place(party.quote),
                                  qualifier=role, stated=False, proposed=self.proposed)  # fmt: skip

    def _introduce(self, party: VerifiedParty) -> None:
        if not party.named.known:
            introduce(self.builder, party.named, self._place(party.quote), by=self.builder.reported_by)

    def _value(
        self, subject: str, predicate: str, value: str, place: Place, *, kind: Kind = "initiative",
        qualifier: str | None = None, language: str | None = None,
    ) -> None:  # fmt: skip
        self.builder.add_value(
            kind, subject, predicate, value, place, qualifier=qualifier, language=language, stated=False,
            proposed=self.proposed,
        )  # fmt: skip

    def _place(self, quote: Quote) -> Place:
        self.used.add(quote.passage)
        return self.passages[quote.passage].place(quote.start, quote.stop)
