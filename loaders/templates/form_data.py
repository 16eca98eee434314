"""The content of a filled template, whatever its format: values with their places, and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from graph.claims import Note, Place, note
from loaders.templates.labels import LISTS, Field, Kind, Mark, field_of, is_ours

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Value:
    """A text that was filled in, unchanged, with its place."""

    text: str
    place: Place


@dataclass(slots=True)
class Record:
    """An initiative or a need: the values of its fields; most have one, lists have several."""

    kind: Kind
    place: Place
    values: dict[str, list[Value]] = field(default_factory=dict)

    def first(self, key: str) -> Value | None:
        """The first value of a field."""
        return next(iter(self.values.get(key, ())), None)

    def all(self) -> list[Value]:
        """All values, in the order met."""
        return [value for values in self.values.values() for value in values]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong, or to be looked at.

    `field` is a field of ours or the words of a label that is none; `kept` says that it was understood all the same.
    """

    place: Place
    field: Field | str
    found: str
    wrong: Note
    mend: Note
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check of a template: its language, its errors, notes on the file, and its sections.

    `sections` are the first lines and the headings of the tables of a Word document.
    """

    language: str
    problems: list[Problem]
    notes: list[Note]
    sections: list[tuple[int, str]] = field(default_factory=list)

    def section_at(self, line: int) -> str:
        """Return the heading under which a line of a Word document is; nothing elsewhere."""
        return next((heading for start, heading in reversed(self.sections) if start <= line), "")

    def as_json(self) -> bytes:
        """Return it as JSON."""
        return _checked_adapter().dump_json(self)

    @staticmethod
    def from_json(data: bytes) -> Checked:
        """Return what `as_json` wrote."""
        return _checked_adapter().validate_json(data)


@cache
def _checked_adapter() -> TypeAdapter[Checked]:
    return TypeAdapter(Checked)


@dataclass(slots=True)
class Filled:
    """A template as it was filled.

    `blanks` are the places of fields of the head, whether filled or not; `sections` are as those of `Checked`.
    """

    mark: Mark
    head: dict[str, Value] = field(default_factory=dict)
    blanks: dict[str, Place] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)

    def put_head(self, label: str, value: Value) -> bool:
        """Take the value after a label of the head; return whether it is such a label."""
        known = field_of(label, "head", self.mark.language)
        if known is not None:
            self.blanks.setdefault(known.key, value.place)
        if known is not None and value.text.strip():
            self.head.setdefault(known.key, value)
        return known is not None

    def put(self, record: Record, label: str, value: Value) -> None:
        """Take the value of a field of a record; a value without a field, or in excess, is a problem."""
        if not value.text.strip():
            return
        known = field_of(label, record.kind, self.mark.language)
        if known is None:
            self.problems.append(_misplaced(record.kind, label, value))
        elif known.key in record.values and known.key not in LISTS and not known.key.startswith("date_"):
            self.problems.append(
                Problem(
                    value.place,
                    known,
                    value.text,
                    note("This field is there twice."),
                    note("Write it into one of the two only."),
                )
            )
        else:
            record.values.setdefault(known.key, []).append(value)

    def put_outside(self, value: Value) -> None:
        """Take a value outside all fields, which is a problem unless it is text of the template."""
        if not is_ours(" ".join(value.text.split())):
            remedy = note("Move it to a field of the template; the label of a field must stay as it was.")
            self.problems.append(Problem(value.place, "-", value.text, note("The template has no such field."), remedy))

    def put_footnote(self, value: Value) -> None:
        """Take a footnote of a Word document, which is a problem: it is not told which field it belongs to."""
        if value.text.strip():
            remedy = note("Write what it says into the field that it belongs to, and remove the footnote.")
            self.problems.append(Problem(value.place, "-", value.text, note("Footnotes are not read."), remedy))

    def has_record(self, record: Record) -> None:
        """Take a record that has anything in it."""
        if record.values:
            self.records.append(record)


def _misplaced(kind: Kind, label: str, value: Value) -> Problem:
    other: Kind = "need" if kind == "initiative" else "initiative"
    belongs = field_of(label, other, "en")
    wrong: Callable[[], Note] = {
        "initiative": lambda: note("An initiative has no such field."),
        "need": lambda: note("A need has no such field."),
    }[kind]
    mend = note("Move it to a field of the template; the label of a field must stay as it was.")
    return Problem(value.place, belongs or label or "-", value.text, wrong(), mend)
