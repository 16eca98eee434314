"""Claims: what a reader says a source says, one statement at a time, each with its evidence.

Entities are what claims add up to. The predicates, by kind of subject (O: `object` is an identifier,
V: `value` is text, L: `language` applies, Q: `qualifier` applies):

    edition       published V (EDTF) · received V (a number) · submitted O · missing O · priority V L Q (rank)
    initiative    kind V · title V L · summary V L · lead O · status V · date V (EDTF) Q (kind of date)
                  part_of O · theme O · external_partner V
    partnership   member O Q (role) · initiative O · theme O · since V · until V
    need          kind V · by O · text V L · theme O · initiative O
    jurisdiction  name V L · abbreviation V L · level V · code V Q (code system) · part_of O
    theme         label V L · alternative V L · broader O · scheme V
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Discriminator, Field, PlainSerializer, SkipValidation, Tag

from graph.model import Approved as Approved
from graph.model import Identifier, Language, Model, Source, Text, Unplaced
from graph.text import slug

Kind = Literal["edition", "initiative", "partnership", "need", "jurisdiction", "theme"]

PREDICATES: dict[Kind, frozenset[str]] = {
    "edition": frozenset({"published", "received", "submitted", "missing", "priority"}),
    "initiative": frozenset(
        {"kind", "title", "summary", "lead", "status", "date", "part_of", "theme", "external_partner"}
    ),
    "partnership": frozenset({"member", "initiative", "theme", "since", "until"}),
    "need": frozenset({"kind", "by", "text", "theme", "initiative"}),
    "jurisdiction": frozenset({"name", "abbreviation", "level", "code", "part_of"}),
    "theme": frozenset({"label", "alternative", "broader", "scheme"}),
}


class Place(Model):
    """Where in its source a claim stands: page and line count from 1; `quote` is the source's own words."""

    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    quote: str | None = None


class Claim(Model):
    """One statement of one source.

    `reported_by` is the jurisdiction whose submission says it, None for the council's own words: together
    with `edition` it decides who may see the claim. `stated` is False where a rule of ours inferred it;
    `rule` names the rule either way.
    """

    kind: Kind
    subject: Identifier
    predicate: str
    object: Identifier | None = None
    value: Text | None = None
    qualifier: str | None = None
    language: Language | None = None
    edition: Identifier | None = None
    reported_by: Identifier | None = None
    place: Place
    stated: bool = True
    rule: Text


class Note(Model):
    """Something a reader wants a person to know; `template` is English and the key of its translation.

    Where it counts, `template` is for one and `plural` for any other number, which is `n` among the values.
    """

    template: str
    plural: str | None = None
    values: dict[str, str | int] = Field(default={})


def note(template: str, **values: str | int) -> Note:
    """A note, written as errors are: the template first, then the values that fill it."""
    return Note(template=template, values=values)


def counting_note(one: str, many: str, n: int, **values: str | int) -> Note:
    """A note that counts, with a template for one and another for any other number."""
    return Note(template=one, plural=many, values={"n": n, **values})


Claims = Annotated[
    Annotated[list[Claim], Tag("list")] | Annotated[SkipValidation[Iterable[Claim]], Tag("stream")],
    Discriminator(lambda claims: "list" if isinstance(claims, list) else "stream"),
    PlainSerializer(list, return_type=list[Claim]),
]


class Reading(Model):
    """All that a reader made of one source.

    `claims` may be a stream that begins anew each time it is gone through; `unplaced` and `notes` are complete at its
    end. A list is checked, also when it comes back from JSON; a stream cannot be before it is told.
    """

    source: Source
    claims: Claims
    approvals: list[Approved] = []
    unplaced: list[Unplaced] = []
    notes: list[Note] = []


def initiative_id(lead: str, title: str) -> str:
    """The identifier of an initiative: its lead and a slug of the title it was first given.

    >>> initiative_id("CRA", "Facturation électronique")
    'CRA/facturation-electronique'
    """
    return f"{lead}/{slug(title)}"


def partnership_id(initiative: str, members: frozenset[str]) -> str:
    """The identifier of a partnership: the initiative it is about and its members, in alphabetical order."""
    return "+".join([initiative, *sorted(members)])


def need_id(edition: str, by: str | None, text: str) -> str:
    """The identifier of a need: the edition, who asks (nobody in particular: `several`) and a slug."""
    return f"{edition}/{by or 'several'}/{slug(text)}"
