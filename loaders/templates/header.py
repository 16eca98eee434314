"""The head of a template: sender, edition and approval; resolution of names, and problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.claims import Claim, Place, note
from graph.errors import SourceError
from graph.model import Approved
from graph.values import LANGUAGES
from loaders.claims import ClaimBuilder
from loaders.tables.formats.rows import one_line
from loaders.templates.form_data import Filled, Problem, Record, Value
from loaders.templates.labels import KINDS, Field, code_of, coded, codes, fields, head
from loaders.templates.names import edition_named, jurisdiction_named, listed_in, pieces, unknown_jurisdiction
from loaders.text.contacts import contact_spans, without_spans
from loaders.text.remarks import private_spans, remark_spans

if TYPE_CHECKING:
    from graph.claims import Note
    from graph.values import Approval

RULE: Final = "template"
HEAD_PLACE: Final = Place()


@dataclass(slots=True)
class TemplateResult:
    """The claims and problems of a template."""

    jurisdiction: str
    edition: str | None
    approval: Approval
    language: str
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)  # to the secretariat; they are among the problems, too
    unclear_approval: Place | None = None  # of an approval that cannot be understood
    contacts: list[Place] = field(default_factory=list)  # the places that named contact persons

    @property
    def approved(self) -> Approved:
        """The member’s decision on who may see it."""
        return Approved(jurisdiction=self.jurisdiction, edition=self.edition or "", approval=self.approval)


class Head:
    """The head of a template; base of the class that reads its records."""

    def __init__(self, filled: Filled, name: str) -> None:
        self.filled = filled
        self.language = filled.mark.language
        self.languages = (self.language, *(each for each in LANGUAGES if each != self.language))
        self.fields: dict[str, Field] = {f.key: f for kind in KINDS for f in fields(kind, self.language)}
        self.fields.update({f.key: f for f in head()})
        self.described: set[str] = set()
        self.result = TemplateResult("", None, "withheld", self.language, problems=list(filled.problems))
        self._redact()
        self.result.jurisdiction = self.jurisdiction(name)
        self.result.edition = self.edition()
        self.result.approval = self.approval()
        self.builder = ClaimBuilder(RULE, self.result.edition, self.result.jurisdiction, claims=self.result.claims)

    def _redact(self) -> None:
        """Take contact persons and remarks to the secretariat out of all records; what else they say is kept."""
        for record in self.filled.records:
            for key, values in record.values.items():
                values[:] = [kept for value in values if (kept := self._redacted(key, value))]

    def _redacted(self, key: str, value: Value) -> Value | None:
        text, place = value.text, value.place
        if remark_spans(text):
            wrong = note("This is a remark to the secretariat; it is no fact, and was left out.")
            self.problem(value, key, wrong, note("Write it in the message with the template."), kept=True)
            self.result.remarks.append(self.result.problems[-1])
        if contact_spans(text):
            wrong = note("A contact person is named here; the name and address were left out.")
            self.problem(value, key, wrong, note("Take them out."), found="", kept=True)
            self.result.contacts.append(place)
        spans = private_spans(text)
        if not spans:
            return value
        quote = place.quote and without_spans(place.quote, private_spans(place.quote))
        kept = without_spans(text, spans)
        return Value(kept, place._replace(quote=quote or None)) if kept else None

    # --- The head

    def jurisdiction(self, name: str) -> str:
        """The sender: by the head, else by the marker."""
        value, marked = self.filled.head.get("jurisdiction"), self.filled.mark.jurisdiction
        if value:
            named = jurisdiction_named(one_line(value.text), self.language)
            if named.id and marked and named.id != marked:
                wrong = note("The template was written for {jurisdiction}.", jurisdiction=marked)
                self.problem(value, "jurisdiction", wrong, note("Leave it where it is right."), kept=True)
            if named.id or (marked and marked in value.text):
                return named.id or marked or ""
            wrong = (
                note("No jurisdiction is known by this name.") if not named.ambiguous else note("It may mean several.")
            )
            self.problem(value, "jurisdiction", wrong, self.near(named.near), kept=bool(marked))
        if marked:
            return marked
        raise SourceError(
            "{file} does not name the jurisdiction that submits it. Fill in “{field}”, with a name such as Alberta or"
            " CA-AB.",
            file=name,
            field=self.fields["jurisdiction"].labels[self.language],
        )

    def edition(self) -> str | None:
        """The round of reporting."""
        value = self.filled.head.get("edition")
        mend = note("Write it as 2022-fall, or as fall 2022.")
        if value is None:
            self.missing("edition", note("The edition is missing."), mend)
            return None
        if found := edition_named(one_line(value.text)):
            return found
        self.problem(value, "edition", note("This is not a valid edition."), mend)
        return None

    def approval(self) -> Approval:
        """The approval; one that cannot be understood counts as the most restrictive."""
        value = self.filled.head.get("approval")
        mend = note(
            "Write one of: {known}.", known=", ".join(coded("approval", c, self.language) for c in codes("approval"))
        )
        if value is None:
            wrong = note("It is not stated who may see it; the members of the council may.")
            self.missing("approval", wrong, mend, kept=True)
            return "members"
        code = code_of("approval", one_line(value.text))
        if code is None:
            self.result.unclear_approval = value.place
            self.problem(
                value,
                "approval",
                note("This is not a valid audience; only the secretariat sees it for now."),
                mend,
            )
        return code or "withheld"  # type: ignore[return-value]  # the codes are those of Approval

    def submission(self) -> None:
        """Add the claim that it was submitted."""
        if self.result.edition:
            value = self.filled.head.get("edition")
            place = value.place if value else HEAD_PLACE
            self.builder.add_link("edition", self.result.edition, "submitted", self.result.jurisdiction, place)

    # --- Names and problems

    def organisation_id(self, written: str) -> str | None:
        """The organisation that a name means, a new one if it is unknown; None if it is ambiguous."""
        named = jurisdiction_named(written, self.language)
        if named.id or named.ambiguous or not any(map(str.isalnum, written)) or self._several(written):
            return named.id
        return unknown_jurisdiction(written)

    def _several(self, written: str) -> bool:
        """Whether an unknown name contains a known one; after the last comma that is its place: “Office, Ontario”."""
        return any(jurisdiction_named(one, self.language).id for one in listed_in(written)[:-1])

    def organisation(self, value: Value, key: str, written: str) -> str | None:
        """The organisation that a name means; an unknown one is reported and kept."""
        named, made = jurisdiction_named(written, self.language), self.organisation_id(written)
        if named.id:
            return named.id
        if made is None:
            several = not named.ambiguous and self._several(written)
            wrong = note("It may mean several.") if named.ambiguous else note("No jurisdiction is known by this name.")
            mend = note("Separate several by semicolons.") if several else self.near(named.near)
            self.problem(value, key, wrong, mend, found=written)
            return None
        if made not in self.described:
            self.described.add(made)
            self.builder.add_value("jurisdiction", made, "name", written, value.place, language=self.language)
        others = note("Leave it where it is right; companies and associations are other partners.")
        mend = self.near(named.near) if named.near else others
        wrong = note("No government is known by this name; it is kept as a new one.")
        self.problem(value, key, wrong, mend, found=written, kept=True)
        return made

    def items(self, values: list[Value], known: Callable[[str], bool]) -> list[tuple[Value, str]]:
        """The items of a list, each with its value."""
        return [(value, piece) for value in values for piece in pieces(value.text, known)]

    def problem(
        self, at: Value, key: str, wrong: Note, mend: Note, *, found: str | None = None, kept: bool = False
    ) -> None:
        """Note what is wrong with a value."""
        text = one_line(at.text) if found is None else found
        self.result.problems.append(Problem(at.place, self.fields.get(key, key), text, wrong, mend, kept))

    def missing(self, key: str, wrong: Note, mend: Note, *, kept: bool = False) -> None:
        """Note that a field of the head is empty."""
        place = self.filled.blanks.get(key, HEAD_PLACE)
        self.result.problems.append(Problem(place, self.fields[key], "", wrong, mend, kept))

    def lost(self, record: Record, key: str, wrong: Note) -> None:
        """Note that a record has no identifying field: none of its content is used."""
        words = " | ".join(one_line(value.text) for value in record.all())
        self.result.problems.append(
            Problem(record.place, self.fields[key], words, wrong, note("Fill it in, in one language at least."))
        )

    def near(self, names: tuple[str, ...]) -> Note:
        """The advice for an unknown name."""
        if names:
            return note("Did you mean: {names}?", names=" · ".join(names))
        return note("Choose one from the list; “accord themes” and “accord resolve” help to find it.")
