"""Typing errors in words."""

from __future__ import annotations

import pytest

from graph.names.spelling import is_typo, sort_words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("portal", "portal", True),
        ("portal", "protal", True),
        ("portal", "portals", True),
        ("mental", "dental", False),
        ("tax", "tab", False),
        ("", "tax", False),
        ("agency", "agents", False),
    ],
)
def test_one_edit_in_a_longer_word_is_a_typing_error(one, other, same):
    assert is_typo(one, other, min_length=4, max_edits=1) is same
    assert is_typo(other, one, min_length=4, max_edits=1) is same


def test_the_order_of_words_does_not_matter():
    assert sort_words(["portal", "for", "newcomers"]) == sort_words(["newcomers", "for", "portal"])
