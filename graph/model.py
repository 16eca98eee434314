"""The nodes of the graph, and the document that carries a whole graph (`accord-graph/1`).

Models are frozen, strict and closed: a field that is not named here is an error, so that nothing is lost in
silence. Texts in several languages are mappings from a BCP 47 language tag to the text; the first key is the
language the text was first given in.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from graph.values import (
    MAX_IDENTIFIER_LENGTH,
    Approval,
    Audience,
    DateKind,
    InitiativeKind,
    Level,
    NeedKind,
    Role,
    Status,
    ThemeScheme,
)

Identifier = Annotated[str, StringConstraints(min_length=1, max_length=MAX_IDENTIFIER_LENGTH, pattern=r"^\S+$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Edtf = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Texts = dict[Language, Text]


class Model(BaseModel):
    """The base of all models: frozen, strict, closed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Evidence(Model):
    """The origin of a fact (PROV: the entity it was derived from, and by which rule).

    `source` is the SHA-256 of the file; `page`, `line` count from 1; `quote` is the source's own words.
    `supports` names the attributes of the node that it bears out, as ``lead``, ``title:fr``, ``theme:ai`` (see
    `graph.exchange.attributes`); `says` holds the values that it states for them if the node has others: an earlier
    status; `reported_by` is the jurisdiction whose submission said it (left out: the council's own words); `edition` is
    given where it is not that of the source, and null where there is none. `named` is the identifier that it names the
    node by, where not all who may see it may know that both are one. `confidence` (0 to 1) is how sure the rule is,
    where it says so; `accepted` is True of a proposal that a person accepted, `proposed` of an open one
    (`--include-proposed`).
    """

    source: Identifier
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    quote: str | None = None
    stated: bool = True
    rule: Text
    reported_by: Identifier | None = None
    edition: Identifier | None = None
    named: Identifier | None = None
    supports: list[Text] = []
    says: dict[Text, str] = {}
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    accepted: bool = False
    proposed: bool = False


class Jurisdiction(Model):
    """A government, or one of its organisations (then `part_of` names the government).

    `evidence` is empty where the vocabulary knows it and no source describes it; so for themes.
    """

    id: Identifier
    level: Level
    names: Texts
    abbreviations: Texts = {}
    codes: dict[str, str] = {}
    part_of: Identifier | None = None
    evidence: list[Evidence] = []


class Theme(Model):
    """A SKOS concept: one preferred label per language, alternatives, a broader concept, a scheme."""

    id: Identifier
    labels: Texts
    alternatives: dict[Language, list[Text]] = {}
    broader: Identifier | None = None
    scheme: ThemeScheme = "subject"
    evidence: list[Evidence] = []


class Submission(Model):
    """The report of one jurisdiction for one edition, or the fact that there is none; and its approval."""

    jurisdiction: Identifier
    received: bool
    approval: Approval


class Edition(Model):
    """One round of reporting, such as ``2022-winter``.

    `received` is the number of submissions that the council says it received, which may be more than those
    whose content is here. `approval` is that of the council's own words.
    """

    id: Identifier
    published: Edtf | None = None
    language: Language | None = None
    received: int | None = None
    missing: list[Identifier] = []
    priorities: list[Text] = []
    priority_texts: list[Texts] = []
    submissions: list[Submission] = []
    approval: Approval = "members"
    evidence: list[Evidence] = []


class Milestone(Model):
    """A date of an initiative: EDTF (ISO 8601-2), with start and end to their own precision."""

    kind: DateKind
    edtf: Edtf
    start: Edtf
    end: Edtf


class Initiative(Model):
    """A piece of work that a jurisdiction leads; a `component` is an item of a list inside another one."""

    id: Identifier
    kind: InitiativeKind = "initiative"
    titles: Texts
    summaries: Texts = {}
    lead: Identifier | None = None
    partners: list[Identifier] = []
    external_partners: list[Text] = []
    themes: list[Identifier] = []
    status: Status | None = None
    dates: list[Milestone] = []
    part_of: Identifier | None = None
    editions: list[Identifier] = []
    evidence: list[Evidence] = []


class Member(Model):
    """A jurisdiction in a partnership, and its role there."""

    jurisdiction: Identifier
    role: Role


class Partnership(Model):
    """Two or more jurisdictions that a source says work together."""

    id: Identifier
    members: list[Member]
    initiative: Identifier | None = None
    themes: list[Identifier] = []
    since: Edtf | None = None
    until: Edtf | None = None
    evidence: list[Evidence] = []


class Need(Model):
    """A need: a request of a jurisdiction (`by`), or of several (`by` is null), to learn or obtain something."""

    id: Identifier
    kind: NeedKind
    by: Identifier | None = None
    texts: Texts
    themes: list[Identifier] = []
    initiative: Identifier | None = None
    edition: Identifier
    evidence: list[Evidence] = []


class Source(Model):
    """A file, known by the SHA-256 of its content."""

    id: Identifier
    name: Text
    media_type: Text
    language: Language | None = None
    edition: Identifier | None = None


class Unplaced(Model):
    """Text that a reader saw and could not place; kept, and reported."""

    source: Identifier
    page: int | None = None
    line: int | None = None
    text: Text
    reported_by: Identifier | None = None
    edition: Identifier | None = None


class Approved(Model):
    """A decision on who may see a submission; "council" is the council's own text."""

    jurisdiction: Identifier
    edition: str
    approval: Approval


class GraphDocument(Model):
    """A whole graph as one audience may see it.

    `approvals` are all decisions that the audience may know; if there are none, those of the editions count.
    """

    format: Literal["accord-graph/1"] = "accord-graph/1"
    audience: Audience
    jurisdictions: list[Jurisdiction] = []
    themes: list[Theme] = []
    editions: list[Edition] = []
    initiatives: list[Initiative] = []
    partnerships: list[Partnership] = []
    needs: list[Need] = []
    sources: list[Source] = []
    approvals: list[Approved] = []
    unplaced: list[Unplaced] = Field(default=[])
