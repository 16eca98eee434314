"""The part of the Python API that reads names, texts, memos and templates beside the graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord.results.answer import Answer, to_answer
from accord.results.opened import OpenedGraph
from graph.errors import UsageError
from graph.text.atomic_file import write_atomically

if TYPE_CHECKING:
    from graph.values import Audience


class TextMethods(OpenedGraph):
    """Methods of a graph that compare texts with it, and that write and check templates."""

    def verify(
        self, memo: str | Path | None = None, *, text: str | None = None, edition: str | None = None,
        output: str | Path | None = None, lang: str | None = None, audience: Audience | None = None,
    ) -> Answer:  # fmt: skip
        """Return a verdict on each statement of a memo, as `accord verify` does.

        Args:
            memo: a file.
            text: the text of a memo, in place of a file.
            edition: check against what was known in this edition.
            output: a file for a marked copy: .docx (of a Word document) or .html.
            lang: the language of the answer.
            audience: who will see the answer.

        Returns:
            One row per statement; its `verdict` is "supported", "contradicted", "out of date", "not in the graph", "not
            for this audience" or "not checked".

        Raises:
            SourceError: the memo cannot be read or marked.
            UsageError: both or neither of `memo` and `text` are given, or `output` has another extension.
        """
        from loaders.inputs.memos import read_memo
        from loaders.inputs.paths import read_file_bytes
        from queries.verification.verify import verify
        from viz.marked.render import marked_format, render_marked

        if (memo is None) == (text is None):
            raise UsageError("Give a memo either as a file or as a text.")
        kind = marked_format(str(output)) if output is not None else None
        if output is not None and kind is None:
            raise UsageError("A marked copy ends in .docx or .html, not in “{given}”.", given=Path(output).suffix)
        data = read_file_bytes(Path(memo)) if memo is not None else str(text).encode("utf-8", "replace")
        read = read_memo(data, Path(memo).name if memo is not None else "text")
        with self._view(audience, lang) as view:
            answer = to_answer(verify(view, read, edition))
        if output is not None and kind is not None:
            write_atomically(Path(output), render_marked(read, data, answer, kind)[0])
        return answer

    def resolve(
        self, names: str | Iterable[str], *, lang: str | None = None, audience: Audience | None = None
    ) -> list[dict[str, Any]]:
        """Return the jurisdictions or organisations that names refer to, by the vocabulary and this graph.

        Args:
            names: one name, or several.
            lang: the language of the names, if known.
            audience: who will see the answer.

        Returns:
            One row per name, in order: ``name id codes confidence how alternatives``; `id` is None if it is not sure.
        """
        from queries.known_jurisdictions import JurisdictionLookup

        with self._view(audience, None) as view:
            return list(JurisdictionLookup(view).resolve([names] if isinstance(names, str) else names, lang))

    def classify(
        self, texts: str | Iterable[str], *, words_only: bool = False, scheme: str | None = None,
        semantic: bool = False, limit: int = 3, lang: str | None = None, audience: Audience | None = None,
    ) -> Answer:  # fmt: skip
        """Return the themes that texts may be about, as `accord classify` guesses them.

        Args:
            texts: one text, or several.
            words_only: whether names and words of the themes are compared only, without learning from the graph.
            scheme: the themes to choose from: “vocabulary”, a document that describes some, or a theme; None for all.
            semantic: whether meanings are compared as well (extra: semantic).
            limit: the most themes for each text.
            lang: the language of the labels.
            audience: who will see the answer.

        Returns:
            One row per text and theme, the best first: ``text theme theme_name score because``.
        """
        from queries.themes.training import classifier_for

        with self._view(audience, lang) as view:
            asked = [texts] if isinstance(texts, str) else list(texts)
            themes, classifier = classifier_for(
                view, scheme, learns=not words_only, semantic=semantic, texts=len(asked)
            )
            classifier.prepare(asked)
            rows: list[dict[str, Any]] = [
                {
                    "text": text, "theme": guess.theme, "score": guess.score, "because": list(guess.because),
                    "theme_name": themes[guess.theme].labels.get(view.language, guess.theme),
                }
                for text in asked
                for guess in classifier.suggest(text)[:limit]
            ]  # fmt: skip
            columns = ["text", "theme", "theme_name", "score", "because"]
            return Answer("classify", {}, view.audience, view.language, columns, rows)

    def template(
        self, jurisdiction: str, path: str | Path, *, edition: str | None = None, empty: bool = False,
        lang: str | None = None, audience: Audience | None = None,
    ) -> None:  # fmt: skip
        """Write the template that a member fills in, with what it last reported, as `accord template new` does.

        Args:
            jurisdiction: who fills it in.
            path: the file; its ending gives the format: .xlsx, .docx, .yaml or .csv.
            edition: its edition, such as "2022-fall"; by default the member fills it in.
            empty: whether nothing of earlier editions is filled in.
            lang: the language of the template.
            audience: who will see it.

        Raises:
            UnknownNameError: no jurisdiction is called so.
            UsageError: the edition or the ending is invalid.
        """
        from accord.results.template import (
            council_members,
            jurisdiction_name,
            parse_edition,
            prefill_form,
            render_form,
        )
        from loaders.templates.form import Form
        from queries.questions.parameters import resolve_jurisdiction

        wanted = parse_edition(edition)
        with self._view(audience, lang) as view:
            who = resolve_jurisdiction(view, jurisdiction)
            name = jurisdiction_name(view, who, view.language)
            form = Form(view.language, who, name, wanted, members=council_members(view))
            filled = form if empty else replace(prefill_form(view, form)[0], edition=wanted)
        write_atomically(Path(path), render_form(filled, Path(path).suffix.lower()))

    @staticmethod
    def check(path: str | Path) -> list[dict[str, Any]]:
        """Return the errors and warnings of a template that a member completed, as `accord template check` does.

        Returns:
            One row each: ``field found problem mend sheet cell line wrong``; `wrong` is False for a warning.

        Raises:
            SourceError: the file cannot be read, or is no template.
        """
        from accord.messages import format_note, in_language
        from loaders.inputs.paths import read_file_bytes
        from loaders.templates.readers import check_template

        found = check_template(read_file_bytes(Path(path)), Path(path).name)
        with in_language(found.language):
            return [
                {
                    "field": each.field if isinstance(each.field, str) else each.field.labels[found.language],
                    "found": each.found, "problem": format_note(each.wrong), "mend": format_note(each.mend),
                    "sheet": each.place.sheet, "cell": each.place.cell, "line": each.place.line,
                    "wrong": not each.kept,
                }
                for each in found.problems
            ]  # fmt: skip
