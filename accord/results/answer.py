"""Answers as Python gets them: shown in notebooks as a table with its evidence, and given to data frames."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import queries.questions.answer
from accord.messages import in_language
from graph.errors import MissingExtraError, UsageError
from graph.values import STDIO
from queries.questions.question import Column, Question

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Answer(queries.questions.answer.Answer):
    """The answer to a question; iterating gives its rows, dictionaries by column, each with its `evidence`.

    `asked` is the question that it answers; None for typed queries and for the nodes and edges of the graph.
    """

    asked: Question | None = None

    def to_arrow(self) -> pa.Table:
        """Return a table of Arrow: a column for each of `columns`, and `evidence`, a list of records.

        The key `accord` of its metadata is JSON with the question, audience, language and notes.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        from accord.output.parquet import to_arrow

        return to_arrow(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Export the table of `to_arrow` (the PyCapsule interface of Arrow), which polars, DuckDB and others read."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> pd.DataFrame:
        """Return a data frame of pandas: a column for each of `columns`, and `evidence`, a list of dictionaries.

        Numbers that are missing somewhere stay whole (nullable types). `attrs` holds the question, its parameters, the
        audience, the language and the notes.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise _missing("pandas") from None
        whole = self.to_dict()
        columns = [*whole.pop("columns"), "evidence"]
        rows = [[row.get(name) for name in columns] for row in whole.pop("rows")]
        made = pd.DataFrame(rows, columns=columns).convert_dtypes()
        made.attrs.update(whole)
        return made

    def to_polars(self) -> pl.DataFrame:
        """Return a data frame of polars: a column for each of `columns`, and `evidence`, a list of structs.

        Raises:
            MissingExtraError: polars or pyarrow is not installed.
        """
        try:
            import polars as pl
        except ImportError:
            raise _missing("polars") from None
        made = pl.from_arrow(self.to_arrow())
        assert isinstance(made, pl.DataFrame)  # noqa: S101 (a table becomes a frame, an array a series)
        return made

    def save(self, path: str | Path, *, evidence: bool = False, plain: bool = False) -> None:
        """Write the answer to a file in the format of its ending, as `-o` does (docs/reference/formats.md).

        Args:
            path: the file: .xlsx, .csv, .parquet, .json, .jsonl, .md, .html, .txt or, for dates, .ics.
            evidence: whether Markdown and text quote the sources.
            plain: whether CSV is for programs.

        Raises:
            UsageError: nothing is written with this ending.
            MissingExtraError: the format needs an extra that is not installed.
        """
        from accord.options import form_of
        from accord.output.answer import print_answer

        if str(path) == STDIO:
            raise UsageError("Give a file, such as answer.xlsx.")
        with in_language(self.language):
            print_answer(self, self._question(), form_of(str(path)), str(path), evidence=evidence, plain=plain)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: a table, with the evidence of each row folded, its notes and audience."""
        from accord.output.answer import format_heading
        from accord.output.html import format_table_html

        asked = self._question()
        shown = [
            column
            for column in asked.columns
            if column.table and (not self.rows or any(row.get(column.name) is not None for row in self.rows))
        ]
        with in_language(self.language):
            return str(format_table_html(self, shown, format_heading(self, asked)))

    def _question(self) -> Question:
        """Return the question, or for what answers none, one with the names of the columns as headers."""
        if self.asked:
            return self.asked
        columns = tuple(Column(name, {"en": name, "fr": name}) for name in self.columns)
        both = {"en": self.question, "fr": self.question}
        return Question(self.question, both, both, (), columns, (), (), both, None)


def to_answer(found: queries.questions.answer.Answer, asked: Question | None = None) -> Answer:
    """Return an answer with the methods of this module.

    Args:
        found: the answer.
        asked: its question.
    """
    return Answer(
        **{each.name: getattr(found, each.name) for each in fields(found) if each.name != "asked"}, asked=asked
    )


def _missing(package: str) -> MissingExtraError:
    from graph.process.install import package_command  # imported here: it reads the metadata of packages

    return MissingExtraError(
        "A data frame of {package} needs {package}, which is not installed: {command}",
        package=package, command=package_command(package),
    )  # fmt: skip
