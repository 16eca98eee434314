"""Readers of filled templates, which are recognised by their marker."""

from __future__ import annotations

import shlex
from abc import abstractmethod
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from graph.claims import Reading, ReadingSummary, counting_note, note
from graph.errors import SourceError, message
from graph.model import Source, Unplaced
from loaders.base import MIN_ISOLATED_TEXT_BYTES, NEVER, File, Reader, Sample
from loaders.formats.sample import sample_of
from loaders.templates.labels import MARKED_YAML, MARKER, VERSION, head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.claims import Note, Place
    from loaders.templates.form_data import Checked, Filled, Problem
    from loaders.templates.header import TemplateResult

_MARK: Final = MARKER.encode()


class TemplateReader(Reader):
    """The base of readers of templates; a format implements `filled`."""

    @abstractmethod
    def filled(self, data: bytes, name: str) -> tuple[Filled, list[Note]]:
        """Return the content of the template, and notes on the file.

        Raises:
            SourceError: it is damaged, or no template.
        """

    def is_sure_of(self, file: File) -> bool:  # noqa: ARG002
        """It has a marker."""
        return True

    def parse(self, data: bytes, name: str) -> tuple[Filled, list[Note], TemplateResult]:
        """Return the content of the template, notes, and its claims and problems.

        Raises:
            SourceError: it is damaged, newer than this Accord, or names no jurisdiction.
        """
        from loaders.templates.claims import extract_claims

        filled, notes = self.filled(data, name)
        if filled.mark.version > VERSION:
            raise SourceError(
                "{file} is a template of version {version}; this Accord reads version {known}. Install a newer one.",
                file=name,
                version=filled.mark.version,
                known=VERSION,
            )
        return filled, notes, extract_claims(filled, name)

    def check(self, data: bytes, name: str) -> Checked:
        """Return its problems; for errors see `parse`."""
        from loaders.templates.form_data import Checked

        filled, notes, result = self.parse(data, name)
        return Checked(filled.mark.language, result.problems, notes, filled.sections)

    def check_as_json(self, data: bytes, file: File) -> bytes:
        """See `check`."""
        return self.check(data, file.name).as_json()

    def read(self, data: bytes, file: File) -> Reading:
        """Its claims, the member’s decision on sharing and, as unplaced, what was not understood."""
        filled, notes, result = self.parse(data, file.name)
        source = Source(
            id=file.id,
            name=file.name,
            media_type=self.media_type,
            language=filled.mark.language,
            edition=result.edition,
        )
        lost = [each for each in result.problems if not each.kept]
        unplaced = [_unplaced(each, file.id, result) for each in (*lost, *result.remarks) if each.found]
        if (place := result.unclear_approval) is not None:
            notes.append(_unclear_approval(place, result))
        notes.extend(_contacts(result.contacts))
        if lost:
            notes.append(
                note(
                    "Entries that are wrong: {n}. “accord template check {argument}” lists them and how to correct"
                    " them.",
                    n=len(lost),
                    argument=shlex.quote(file.name),
                )
            )
        return Reading(source, result.claims, [result.approved], ReadingSummary(unplaced, notes))


def _unclear_approval(place: Place, result: TemplateResult) -> Note:
    """Say that only the secretariat sees a report until the field that says who may see it is mended."""
    field = next(one for one in head() if one.key == "approval").labels[result.language]
    who, edition = result.jurisdiction, result.edition or "-"
    if place.sheet:
        return note(
            "“{field}” in {place} cannot be understood: until that is mended, only the secretariat sees this report."
            " Load the mended file; if the member wants it to be seen by others, then: accord approve {who} {edition}"
            " AUDIENCE --authority WHOSE",
            field=field, place=f"{place.sheet}!{place.cell}", who=who, edition=edition,
        )  # fmt: skip
    return note(
        "“{field}” in line {line} cannot be understood: until that is mended, only the secretariat sees this report."
        " Load the mended file; if the member wants it to be seen by others, then: accord approve {who} {edition}"
        " AUDIENCE --authority WHOSE",
        field=field, line=place.line or 1, who=who, edition=edition,
    )  # fmt: skip


def _contacts(places: Sequence[Place]) -> list[Note]:
    """Say where contact persons were left out: in cells, or in lines."""
    cells = [f"{place.sheet}!{place.cell}" for place in places if place.sheet]
    lines = sorted({place.line or 1 for place in places if not place.sheet})
    notes = []
    if cells:
        notes.append(note("Left out names or addresses of contact persons: {places}.", places=", ".join(cells)))
    if lines:
        notes.append(
            counting_note(
                "Left out names or addresses of contact persons in {n} line: {lines}.",
                "Left out names or addresses of contact persons in {n} lines: {lines}.",
                len(lines),
                lines=", ".join(map(str, lines)),
            )
        )
    return notes


def _unplaced(problem: Problem, source: str, result: TemplateResult) -> Unplaced:
    """A value that was not understood, with its place; it is visible to those who may see the submission."""
    place, label = problem.place, problem.field
    where = f"{place.sheet}!{place.cell}: " if place.sheet else ""
    name = label if isinstance(label, str) else label.labels[result.language]
    return Unplaced(
        source=source,
        line=place.line,
        text=f"{where}{name}: {problem.found}"[:1000],
        reported_by=result.jurisdiction,
        edition=result.edition,
    )


class WorkbookTemplate(TemplateReader):
    """A workbook."""

    name = message("template (XLSX)")
    reads = message("templates that “accord template new” writes, filled by a member, as workbooks")
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    extensions: tuple[str, ...] = (".xlsx",)

    def accepts(self, sample: Sample) -> bool:
        """A workbook with the marker in its properties or its first cell."""
        return "xl/workbook.xml" in sample.members and _MARK in sample.inside

    def filled(self, data: bytes, name: str) -> tuple[Filled, list[Note]]:
        """Read its sheets."""
        from loaders.templates.xlsx import read_workbook_template

        return read_workbook_template(data, name)


class DocumentTemplate(TemplateReader):
    """A Word document."""

    name = message("template (DOCX)")
    reads = message("templates that “accord template new” writes, filled by a member, as Word documents")
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    extensions: tuple[str, ...] = (".docx",)

    def accepts(self, sample: Sample) -> bool:
        """A Word document with the marker in its properties or its first line."""
        return "word/document.xml" in sample.members and _MARK in sample.inside

    def filled(self, data: bytes, name: str) -> tuple[Filled, list[Note]]:
        """Read its tables."""
        from loaders.templates.docx import read_document

        return read_document(data, name), []


class YamlTemplate(TemplateReader):
    """YAML."""

    name = message("template (YAML)")
    reads = message("templates that “accord template new” writes, filled by a member, as YAML")
    media_type = "application/yaml"
    extensions: tuple[str, ...] = (".yaml", ".yml")
    guard_from = MIN_ISOLATED_TEXT_BYTES

    def accepts(self, sample: Sample) -> bool:
        """Text with the marker as a value of its own."""
        return MARKED_YAML.search(_text(sample)) is not None

    def filled(self, data: bytes, name: str) -> tuple[Filled, list[Note]]:
        """Read its fields."""
        from loaders.templates.yaml import read_yaml

        return read_yaml(data, name), []


class CsvTemplate(TemplateReader):
    """CSV."""

    name = message("template (CSV)")
    reads = message("templates that “accord template new” writes, filled by a member, as CSV")
    media_type = "text/csv"
    extensions: tuple[str, ...] = (".csv",)
    guard_from = NEVER

    def accepts(self, sample: Sample) -> bool:
        """Text that begins with the marker."""
        return _text(sample).lstrip(' \t"').startswith(MARKER)

    def filled(self, data: bytes, name: str) -> tuple[Filled, list[Note]]:
        """Read its rows."""
        from loaders.templates.csv import read_csv

        return read_csv(data, name), []


TEMPLATES: Final[list[TemplateReader]] = [WorkbookTemplate(), DocumentTemplate(), YamlTemplate(), CsvTemplate()]


def reader_of(data: bytes, name: str) -> TemplateReader:
    """The reader of a template.

    Raises:
        SourceError: it is none.
    """
    sample = sample_of(data, name)
    found = next((reader for reader in TEMPLATES if reader.accepts(sample)), None)
    if found is None:
        raise SourceError(
            "{file} is not an Accord template, or its marker was removed. “accord template new” writes one.", file=name
        )
    return found


def check_template(data: bytes, name: str) -> Checked:
    """Check a filled template within the limits for reading files.

    Raises:
        SourceError: it is no template, damaged, or takes more time or memory than it may.
    """
    from loaders.sandbox.client import run_task
    from loaders.templates.form_data import Checked

    reader = reader_of(data, name)
    if len(data) < reader.guard_from:
        return reader.check(data, name)
    return Checked.from_json(run_task("check", reader, data, File(sha256(data).hexdigest(), name)))


def _text(sample: Sample) -> str:
    """The beginning of a text in any encoding, as far as ASCII goes."""
    if sample.is_zip or _MARK not in sample.head.replace(b"\0", b""):
        return ""
    return sample.head.replace(b"\0", b"").decode("ascii", "ignore")
