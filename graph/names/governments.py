"""Names of governments with the words that say what they govern, and names of countries as lists shorten them."""

from __future__ import annotations

from collections.abc import Iterator

from graph.names.normalization import tokenize
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS

# Words before the name of a government, and the levels that it can have with them.
GOVERNMENTS = {
    **dict.fromkeys(("government", "gouvernement", "gov", "govt", "gouv"), ("federal", "provincial", "territorial")),
    **dict.fromkeys(("province",), ("provincial",)),
    **dict.fromkeys(("territory", "territoire"), ("territorial", "country")),
    **dict.fromkeys(("city", "ville", "town", "municipality", "municipalite", "cite"), ("municipal",)),
    **dict.fromkeys(("republic", "republique", "kingdom", "royaume", "principality", "principaute"), ("country",)),
    **dict.fromkeys(("bailiwick", "bailliage", "collectivity", "collectivite"), ("country",)),
    **dict.fromkeys(("state", "etat", "commonwealth", "federation", "sultanate", "sultanat", "union"), ("country",)),
}
# Words before these in the long names of countries: the Oriental Republic of Uruguay.
COUNTRY_ADJECTIVES = frozenset(
    ("arab", "bolivarian", "co", "cooperative", "democratic", "federal", "federated", "islamic", "operative",
     "oriental", "people", "peoples", "plurinational", "s", "socialist", "united")
)  # fmt: skip
# Short forms in lists of countries, and the words of either language that they stand for.
COUNTRY_SHORT_FORMS = {
    "rep": ("republic", "republique"), "dem": ("democratic", "democratique"), "fed": ("federated", "federe"),
    "sts": ("states", "etats"), "is": ("islands", "iles"), "eq": ("equatorial", "equatoriale"),
    "w": ("western", "occidental"), "afr": ("african", "africaine"), "terr": ("territory", "territoire"),
}  # fmt: skip


def split_government(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name in ``Government of Ontario`` and the levels that it can have; empty for other names."""
    rest, levels = list(tokenize(text)), None
    governed = next((at for at, word in enumerate(rest) if GOVERNMENTS.get(word) == ("country",)), 0)
    if governed and all(word in COUNTRY_ADJECTIVES for word in rest[:governed]):
        rest = rest[governed:]
    while len(rest) > 1 and (rest[0] in GOVERNMENTS or rest[0] in NAME_FUNCTION_WORDS):
        levels = GOVERNMENTS.get(rest.pop(0), levels)  # function words within the name belong to it
    if levels is None and len(rest) > 1 and rest[-1] in GOVERNMENTS:
        levels = GOVERNMENTS[rest.pop()]
    return (" ".join(rest), levels) if levels else ("", ())


def expand_country(text: str) -> Iterator[str]:
    """Yield a name of a country without the short forms of lists, in English and in French.

    >>> list(expand_country("Korea, Rep."))
    ['korea republic', 'korea republique']
    """
    found = tokenize(text)
    for language in (0, 1) if any(word in COUNTRY_SHORT_FORMS for word in found) else ():
        yield " ".join(COUNTRY_SHORT_FORMS[word][language] if word in COUNTRY_SHORT_FORMS else word for word in found)
