"""The answers of a language model, as data, and the file next to the graph in which they are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any, Final, Self

import apsw
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from graph.errors import StoreError
from graph.sqlite.schema.driver import Connection
from graph.values import DateKind
from loaders.language_model.client import Completion

if TYPE_CHECKING:
    from loaders.language_model.prompt import Prompt

SUFFIX: Final = ".model-answers.db"  # behind the name of the graph
MAX_ITEMS: Final = 1000
Words = Annotated[str, StringConstraints(max_length=2000)]
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY, document TEXT NOT NULL, model TEXT NOT NULL, prompt_version INTEGER NOT NULL,
    text TEXT NOT NULL, prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL, seconds REAL NOT NULL,
    truncated INTEGER NOT NULL
) WITHOUT ROWID
"""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NamedParty(_Strict):
    """A party, and the words that state what it does."""

    name: Words
    quote: Words


class DatedEvent(_Strict):
    """A date as written, as EDTF, what it is of, and the words that state it."""

    text: Words
    edtf: Words
    kind: DateKind
    quote: Words


class AnsweredInitiative(_Strict):
    """An initiative with what is stated of it."""

    title: Words
    quote: Words
    lead: NamedParty | None
    partners: list[NamedParty]
    dates: list[DatedEvent]


class AnsweredNeed(_Strict):
    """A need; `by` is None if no jurisdiction is named."""

    by: Words | None
    quote: Words


class ModelAnswer(_Strict):
    """All that a model answered about one piece of a document."""

    initiatives: list[AnsweredInitiative]
    needs: list[AnsweredNeed]


def parse_answer(completion: Completion) -> ModelAnswer | None:
    """The answer as data; None where it does not follow the schema, was cut short, or is absurdly long."""
    if completion.truncated:
        return None
    try:
        answer = ModelAnswer.model_validate_json(completion.text)
    except ValidationError:
        return None
    sizes = [len(answer.initiatives), len(answer.needs), *(len(one.partners) for one in answer.initiatives)]
    return answer if max(sizes) <= MAX_ITEMS else None


class AnswerCache:
    """Answers by document, prompt version, model and text: the same question is asked once.

    Args:
        path: its file; None keeps answers in memory only.

    Raises:
        StoreError: the file is not such a cache, or cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        try:
            self._connection = Connection(path, busy_seconds=30)
            self._connection.execute(_TABLE)
        except apsw.Error as error:
            raise self._failure(error) from None

    def get(self, key: str) -> Completion | None:
        """A kept answer."""
        query = "SELECT text, prompt_tokens, completion_tokens, seconds, truncated FROM answer WHERE key = ?"
        try:
            with closing(self._connection.execute(query, (key,))) as found:
                row = found.fetchone()
        except apsw.Error as error:
            raise self._failure(error) from None
        return Completion(row[0], row[1], row[2], row[3], truncated=bool(row[4])) if row else None

    def put(self, key: str, document: str, model: str, version: int, completion: Completion) -> None:
        """Keep an answer; it is on disk when this returns."""
        values = (
            key, document, model, version, completion.text, completion.prompt_tokens, completion.completion_tokens,
            completion.seconds, completion.truncated,
        )  # fmt: skip
        try:
            self._connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        except apsw.Error as error:
            raise self._failure(error) from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _failure(self, error: apsw.Error) -> StoreError:
        return StoreError(
            "The kept answers of the model in {path} cannot be used: {reason}. Remove the file; the model is then asked"
            " again.",
            path=str(self._path), reason=str(error),
        )  # fmt: skip


def answer_key(document: str, model: str, prompt: Prompt, messages: list[Mapping[str, str]]) -> str:
    """What an answer is kept under: all that it depends on.

    Args:
        document: the SHA-256 of the document.
        model: the name of the model.
        prompt: what is asked, with its schema.
        messages: the conversation.
    """
    parts: list[Any] = [document, model, prompt.version, prompt.schema, messages]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def cache_path(graph: Path) -> Path:
    """The file of answers that belongs to a graph."""
    return graph.with_name(graph.name + SUFFIX)
