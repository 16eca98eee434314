"""Sentences about a text or a page, not about what governments do: its sources, licence, publisher or translator."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.documents.prose.lexicon import Lexicon


def is_about_the_page(lexicon: Lexicon, text: str, start: int, stop: int) -> bool:
    """Whether a sentence between two places of a text is about the text itself: "Source: X", "Photo: X", "© X".

    Args:
        lexicon: the words of its language.
        text: with straight quotation marks, or as it is annotated.
        start: where the sentence begins.
        stop: where it ends.
    """
    if lexicon.regex("page_line").match(text, start, stop):
        return True
    return lexicon.regex("page_words").search(text, start, stop) is not None
