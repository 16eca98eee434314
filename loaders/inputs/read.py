"""From paths to readings: find files, open archives, choose a reader for each file, and run it within limits."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from graph.claims import Approved, ClaimStream, Reading, ReadingSummary, SourceHints, note
from graph.errors import AccordError, ReaderFailedError, SourceError, UnreadableError
from graph.values import COUNCIL
from loaders.base import BLANK, SAMPLE_BYTES, File, Sample
from loaders.formats.sample import sample_of
from loaders.inputs.archive import Archive
from loaders.inputs.paths import InputFile, SkippedFile, find_files, read_file_bytes
from loaders.inputs.registry import accepting_readers
from loaders.inputs.source_list import NAME, SourceList, read_source_list
from loaders.inputs.unsupported import advice, unknown_format
from loaders.sandbox.client import run_reader
from loaders.sandbox.limits import limits
from loaders.tables.readers import DelimitedTable
from loaders.tables.streaming import stream_table

if TYPE_CHECKING:
    from graph.claims import Note
    from loaders.base import MappingText, Reader


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for a file: its readings, or the reason why it was skipped or cannot be read."""

    name: str
    readings: list[Reading] = field(default_factory=list)
    skipped: Note | None = None
    error: AccordError | None = None
    path: Path | None = None  # of a file that is not in an archive


@dataclass(slots=True)
class FileLoader:
    """Reads files with what a person says of them.

    Args:
        mapping: what the columns of tables mean.
        hints: what the user says of all files; a `sources.csv` in the folder of a file takes precedence.
        readers: those to try; by default all.
        stored_hints: what was said of sources when they were loaded before, by their hash; all else takes precedence.
        isolate: whether readers of formats that can do harm run in the worker process, within limits.
    """

    mapping: MappingText | None = None
    hints: SourceHints = field(default_factory=SourceHints)
    readers: Sequence[Reader] | None = None
    isolate: bool = True
    stored_hints: Mapping[str, SourceHints] = field(default_factory=dict)
    _lists: dict[str, SourceList | None] = field(default_factory=dict)  # by folder or archive

    def load_paths(self, paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Outcome]:
        """Yield the outcome for each file of the paths; one that cannot be read does not stop the others.

        Args:
            paths: files, folders, archives, or "-" for standard input.
            stdin: where "-" reads from.
        """
        yield from self._outcomes(find_files(paths, stdin or sys.stdin.buffer))

    def load_path(self, path: Path) -> list[Reading]:
        """Return one reading for each source that a file carries.

        Raises:
            SourceError: it cannot be read; says where it is wrong.
        """
        made: list[Reading] = []
        for outcome in self.load_paths([str(path)]):
            if outcome.error:
                raise outcome.error
            made += outcome.readings
        return made

    def load_bytes(self, data: bytes, name: str, folder: str = "") -> list[Reading]:
        """Return one reading for each source that a file carries; of an archive, for all files in it.

        Args:
            data: its content.
            name: its name, for messages and as the name of the source.
            folder: where it lies, if it is known: the mapping may name files there.

        Raises:
            SourceError: it cannot be read; says where it is wrong.
        """
        archive = Archive.open(data, name)
        if archive is None or archive.is_document:
            return self._load(data, name, archive, self.hints, folder)
        made: list[Reading] = []
        for outcome in self._outcomes(self._members(archive)):
            if outcome.error:
                raise outcome.error
            made += outcome.readings
        return made

    # --- Files

    def _outcomes(self, files: Iterable[InputFile | SkippedFile]) -> Iterator[Outcome]:
        for each in files:
            if isinstance(each, SkippedFile):
                yield Outcome(each.name, skipped=each.reason)
            elif self._is_source_list(each):
                yield Outcome(each.name, skipped=note("it describes the files of its folder"))
            else:
                yield from self._file_outcomes(each, self._hints_of(each))

    def _file_outcomes(self, file: InputFile, hints: SourceHints) -> Iterator[Outcome]:
        try:
            if self.mapping and file.path and _can_stream(file.path):
                hints = self._or_stored(hints, _hash_file(file.path) if self.stored_hints else "")
                yield Outcome(file.name, [with_hints(stream_table(file.path, self.mapping, hints), hints)])
                return
            data = file.read()
            archive = Archive.open(data, file.name)
            if archive is None or archive.is_document:
                yield Outcome(file.name, self._load(data, file.name, archive, hints, file.folder), path=file.path)
                return
            inside = self._members(archive)
        except AccordError as error:
            yield Outcome(file.name, error=error)
            return
        if not any(isinstance(one, InputFile) for one in inside):
            yield Outcome(file.name, error=SourceError("{file} is an archive with no documents in it.", file=file.name))
        yield from self._outcomes(inside)

    def _members(self, archive: Archive) -> list[InputFile | SkippedFile]:
        """Return the files in an archive, and note what a list of sources in it says of them."""
        inside = list(archive.files())
        for each in inside:
            if isinstance(each, InputFile) and PurePosixPath(each.name).name == NAME:
                self._lists[each.folder] = read_source_list(each.read(), each.name)
        return inside

    def _load(self, data: bytes, shown: str, archive: Archive | None, hints: SourceHints, folder: str) -> list[Reading]:
        """Return what the readers that accept a file make of it: the first that succeeds is taken."""
        name = Path(shown).name or shown
        if not data.strip(BLANK):
            raise SourceError("{file} is empty.", file=name)
        identifier = hashlib.sha256(data).hexdigest()
        hints = self._or_stored(hints, identifier)
        file = File(identifier, name, mapping=self.mapping, folder=folder, hints=hints)
        sample = sample_of(data, name, archive.file if archive else None)
        return [with_hints(reading, hints) for reading in self._try_readers(data, file, sample)]

    def _try_readers(self, data: bytes, file: File, sample: Sample) -> list[Reading]:
        tried: list[tuple[Reader, AccordError]] = []
        for reader in accepting_readers(sample, self.readers):
            try:
                made = run_reader(reader, data, file, isolate=self.isolate)
                return [_with_failures(reading, tried) for reading in made]
            except AccordError as error:
                if reader.is_sure_of(file):
                    raise
                tried.append((reader, error))
        if not tried:
            raise advice(sample) or unknown_format(file.name)
        raise _most_relevant_error(tried, file.name)

    def _or_stored(self, hints: SourceHints, identifier: str) -> SourceHints:
        stored = self.stored_hints.get(identifier)
        return hints.or_else(stored) if stored else hints

    # --- Lists of sources

    def _is_source_list(self, file: InputFile) -> bool:
        return PurePosixPath(file.name).name == NAME and self._list_in(file.folder) is not None

    def _hints_of(self, file: InputFile) -> SourceHints:
        """Return what is said of a file: by a list in its folder or above it, up to its root, and by the user."""
        folder, below = PurePosixPath(file.folder), PurePosixPath(PurePosixPath(file.name).name)
        while True:
            listed = self._list_in(str(folder))
            if listed is not None and str(below) in listed.hints:
                return listed.hints[str(below)].or_else(self.hints)
            if str(folder) == file.root or folder == folder.parent:
                return self.hints
            folder, below = folder.parent, folder.name / below

    def _list_in(self, folder: str) -> SourceList | None:
        """Return the list in a folder, read once; those in archives are read when these are opened."""
        if folder not in self._lists:
            path = Path(folder, NAME)
            self._lists[folder] = read_source_list(read_file_bytes(path), str(path)) if path.is_file() else None
            if found := self._lists[folder]:
                found.check_files(lambda below: Path(folder, below).is_file())
        return self._lists[folder]


def with_hints(reading: Reading, hints: SourceHints) -> Reading:
    """Return a reading that keeps what a person said of its source; an approval decides for all who report in it."""
    if not hints.known_fields():
        return reading
    approvals = list(reading.approvals)
    if hints.approval:
        decided = {(one.jurisdiction, one.edition) for one in approvals}
        for jurisdiction, edition in sorted(_reporters(reading, hints) - decided):
            approvals.append(Approved(jurisdiction=jurisdiction, edition=edition, approval=hints.approval))
    reading = replace(reading, approvals=approvals, hints=hints)
    if not hints.sender_name:
        return reading
    unknown = note("“{name}” is in no vocabulary; it is the sender under its own name ({id}).",
                   name=hints.sender_name, id=hints.sender or "")  # fmt: skip
    return _with_notes(reading, [unknown])


def _with_failures(reading: Reading, tried: Sequence[tuple[Reader, AccordError]]) -> Reading:
    """Return a reading that notes which readers failed before, so that their faults do not pass unseen."""
    return _with_notes(reading, [
        note("A reader that was tried before stopped with {reason}, so this may lack what it would have found. Please "
             "report it.", reason=str(error.values["reason"]))
        for _reader, error in tried if isinstance(error, ReaderFailedError)
    ])  # fmt: skip


def _with_notes(reading: Reading, notes: Sequence[Note]) -> Reading:
    """Return a reading with notes before its own; a stream, which has its notes at its end only, stays as it is."""
    if not notes or isinstance(reading.remarks, ClaimStream):
        return reading
    return replace(reading, remarks=ReadingSummary(reading.unplaced, [*notes, *reading.notes]))


def _reporters(reading: Reading, hints: SourceHints) -> set[tuple[str, str]]:
    """Return who reports in a reading, each with the edition; a stream is not run through for that."""
    if not isinstance(reading.claims, list):
        edition = reading.source.edition or ""
        return {(jurisdiction, edition) for jurisdiction in (COUNCIL, hints.sender) if jurisdiction}
    found = {(claim.reported_by or COUNCIL, claim.edition or "") for claim in reading.claims}
    return found | {(text.reported_by or COUNCIL, text.edition or "") for text in reading.unplaced}


def _most_relevant_error(tried: Sequence[tuple[Reader, AccordError]], name: str) -> AccordError:
    """Return the error that helps a person: of a reader that failed, of the one for such names, or of the last one."""
    if len(tried) == 1:
        return tried[0][1]
    failed = (error for _reader, error in tried if isinstance(error, ReaderFailedError))
    named_for = (error for reader, error in tried if reader.is_named_for(name))
    relevant = next(failed, None) or next(named_for, tried[-1][1])
    return UnreadableError(relevant, tuple((reader.name, error) for reader, error in tried))


def _hash_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # reading it fails as well, and says why


def _can_stream(path: Path) -> bool:
    """Return whether a file is a text table of a size that may be read, so that it need not be in memory as a whole."""
    try:
        with path.open("rb") as file:
            head = file.read(SAMPLE_BYTES)
        if path.stat().st_size > limits().bytes or not head.strip(BLANK):
            return False
    except OSError:
        return False
    sample = Sample(head, path.name)
    return not sample.is_zip and isinstance(next(accepting_readers(sample), None), DelimitedTable)
